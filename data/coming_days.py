"""Days that change what people speak and write about: the table, and which lie ahead.

A day comes every year (``MM-DD``) or once (``YYYY-MM-DD``): feasts that move, elections
that were called, verdicts of courts that were announced. Anybody may add a row; a table
that contradicts itself is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from data.model import PastEvent, Region
from data.rows import Row, bilingual_columns, read_csv

COLUMNS = (
    *("id", "kind", "on", "length", "regions", "certainty"),
    *bilingual_columns("name"),
)
KINDS = (
    *("holiday", "memorial", "observance", "feast"),
    *("election", "season", "court"),
)
#: Expected: by the calendar, until those who decide on it have said so.
CERTAINTIES = ("fixed", "expected")


@dataclass(frozen=True, slots=True)
class Day:
    """A day of every year, or of one ``year``; ``length`` days from it on.

    ``regions`` are codes; empty is the whole country.
    """

    id: str
    kind: str  # one of KINDS
    year: int | None
    month: int
    day: int
    length: int
    regions: tuple[str, ...]
    certainty: str  # "fixed" or "expected"
    names: Mapping[str, str]

    def first_after(self, today: date) -> date | None:
        """The first day of the next one that is not over today; None when it was."""
        years = (today.year - 1, today.year, today.year + 1)
        for year in (self.year,) if self.year else years:
            first = date(year, self.month, self.day)
            if first + timedelta(days=self.length - 1) >= today:
                return first
        return None


class Coming(NamedTuple):
    """A day ahead or one that is now: of the table, or the return of a past event."""

    first: date
    last: date
    day: Day | None
    event: PastEvent | None = None


def read_days(path: Path, regions: Mapping[str, Region]) -> tuple[Day, ...]:
    """The days of a table, in its order; raises TableError with the place."""
    found: dict[str, Day] = {}
    for row in read_csv(path, COLUMNS):
        day = _day(row, regions)
        if day.id in found:
            row.refuse(f"day {day.id} stands twice")
        found[day.id] = day
    return tuple(found.values())


def _day(row: Row, regions: Mapping[str, Region]) -> Day:
    written = row.text("on")
    is_once = written.count("-") == 2
    try:
        # 2023 was no leap year: 29 February does not come every year.
        on = date.fromisoformat(written if is_once else f"2023-{written}")
    except ValueError:
        row.refuse(f"on is {written!r}; write MM-DD, or YYYY-MM-DD for one year")
    where = row.parts("regions")
    for code in where:
        if code not in regions:
            row.refuse(f"region {code!r} is unknown; use a code of regions.csv")
    length = row.number_of("length")
    if not 1 <= length <= 366:
        row.refuse(f"length is {length}; write 1 to 366 days")
    return Day(
        id=row.text("id"),
        kind=row.one_of("kind", KINDS),
        year=on.year if is_once else None,
        month=on.month,
        day=on.day,
        length=length,
        regions=where,
        certainty=row.one_of("certainty", CERTAINTIES),
        names=row.by_language("name"),
    )


def coming(
    days: Iterable[Day],
    events: Iterable[PastEvent],
    region: str,
    today: date,
    ahead: int = 60,
) -> list[Coming]:
    """What lies before a region in the next ``ahead`` days, the nearest first.

    A day whose date only a year or a month is known has no anniversary.
    """
    found = []
    for day in days:
        first = day.first_after(today)
        if first is None or (day.regions and region not in day.regions):
            continue
        found.append(Coming(first, first + timedelta(days=day.length - 1), day))
    for event in events:
        if event.region == region and event.precision == "day":
            on = _anniversary(event.on, today)
            found.append(Coming(on, on, None, event))
    near = [each for each in found if each.first <= today + timedelta(days=ahead)]
    return sorted(near, key=lambda each: (each.first, each.day is None))


def _anniversary(on: date, today: date) -> date:
    """The next return of a day; of 29 February in other years the 28th."""
    for year in (today.year, today.year + 1):
        is_leap_day = (on.month, on.day) == (2, 29)
        back = date(year, 2, 28) if is_leap_day else on.replace(year=year)
        if back >= today:
            break
    return back
