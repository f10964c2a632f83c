"""Where tension once broke out: the table of past events, checked and frozen.

A place with a history of violence needs less to be watched closely. The table holds
what happened, where and when; it names no person and no people, and tells no side.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from data.gazetteer import located
from data.model import District, PastEvent, Region
from data.rows import Row, read_csv

COLUMNS = (
    *("id", "region", "district", "on", "precision"),
    *("what", "source", "certainty"),
)
PRECISIONS = ("day", "month", "year")
WHAT = ("violence", "clash", "flight")
CERTAINTIES = ("documented", "to_verify")

#: What stands as the source of a row that nobody has looked up yet.
FROM_MEMORY = "from memory, to verify"


def read_past_events(
    path: Path, regions: Mapping[str, Region], districts: Mapping[str, District]
) -> tuple[PastEvent, ...]:
    """The past events, oldest first.

    Raises TableError for a place we do not have, a date that says more than its
    precision, or a documented event without a source.
    """
    found: dict[str, PastEvent] = {}
    for row in read_csv(path, COLUMNS):
        event = _event(row, regions, districts)
        if event.id in found:
            row.refuse(f"event {event.id} stands twice")
        found[event.id] = event
    return tuple(sorted(found.values(), key=lambda event: (event.on, event.id)))


def _event(
    row: Row, regions: Mapping[str, Region], districts: Mapping[str, District]
) -> PastEvent:
    region, district = located(row, regions, districts)
    on = row.day("on")
    if on is None:
        row.refuse("column 'on' is empty; write the first day of what is known")
    event = PastEvent(
        id=row.text("id"),
        region=region,
        district=district,
        on=on,
        precision=row.one_of("precision", PRECISIONS),
        what=row.one_of("what", WHAT),
        source=row.text("source"),
        certainty=row.one_of("certainty", CERTAINTIES),
    )
    _check(row, event)
    return event


def _check(row: Row, event: PastEvent) -> None:
    if event.precision == "month" and event.on.day != 1:
        row.refuse(f"on is {event.on} but only the month is known; write its first day")
    if event.precision == "year" and (event.on.month, event.on.day) != (1, 1):
        row.refuse(f"on is {event.on} but only the year is known; write 1 January")
    if event.certainty == "documented" and event.source == FROM_MEMORY:
        row.refuse("a documented event needs a source; name it or write to_verify")
