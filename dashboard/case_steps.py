"""The steps people took on a flag, and those of earlier cases. Knows no Streamlit.

A row is never changed. How a step ended is said by a following row of the same words:
``steps`` reads the two as one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from dashboard.case import resolution
from data.model import Flag, Handling, Response

#: Earlier cases shown at most.
MOST_EARLIER = 3


class Earlier(NamedTuple):
    """A case that came to an end: how, and by which steps."""

    flag: Flag
    ending: Handling
    steps: tuple[Response, ...]


def steps(responses: Iterable[Response]) -> list[Response]:
    """The steps as they stand, oldest first: each once, with its outcome if known.

    A row with an outcome ends the oldest open step of the same words; every other row
    is a step of its own. A step keeps the number, the day and the author of its first
    row.
    """
    told: list[Response] = []
    for row in responses:
        at = _open(told, row) if row.outcome else None
        if at is None:
            told.append(row)
            continue
        note = "\n".join(filter(None, (told[at].note, row.note)))
        ended = row.ended_at or row.at
        told[at] = replace(told[at], outcome=row.outcome, ended_at=ended, note=note)
    return told


def _open(told: Sequence[Response], row: Response) -> int | None:
    same = (n for n, step in enumerate(told) if _continues(step, row))
    return next(same, None)


def _continues(step: Response, row: Response) -> bool:
    return not step.outcome and step.action.split() == row.action.split()


def ending(step: Response, outcome: str, author: str, at: datetime) -> Response:
    """The row that says how an open step ended."""
    return Response(step.flag_id, step.action, "", author, at, outcome, at)


def earlier_cases(
    flag: Flag,
    handlings: Mapping[str, Sequence[Handling]],
    find: Callable[[str], Flag | None],
    responses: Callable[[str], Sequence[Response]],
) -> list[Earlier]:
    """At most three cases that ended: of this region first, then like ones elsewhere.

    In the region, those of the same signal come before others; elsewhere only those of
    the same signal are taken. The last that ended comes first. ``find`` and
    ``responses`` ask the store for a flag and for its steps.
    """
    ended = [
        (row, rows[-1].flag_id)
        for rows in handlings.values()
        if rows and rows[-1].flag_id != flag.id and (row := resolution(rows))
    ]
    found = []
    for row, flag_id in sorted(ended, key=lambda each: each[0].at, reverse=True):
        other = find(flag_id)
        if other is not None and (likeness := _likeness(flag, other)):
            found.append((likeness, other, row))
    found.sort(key=lambda each: -each[0])  # keeps the later one first among likes
    return [
        Earlier(other, row, tuple(steps(responses(other.id))))
        for _likeness_, other, row in found[:MOST_EARLIER]
    ]


def _likeness(flag: Flag, other: Flag) -> int:
    """3: same region and signal; 2: same region; 1: same signal elsewhere; else 0."""
    same_region = flag.region == other.region
    codes = {signal.code for signal in flag.signals}
    same_signal = any(signal.code in codes for signal in other.signals)
    return 2 * same_region + same_signal
