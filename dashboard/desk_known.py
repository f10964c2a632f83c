"""What follows from people's work for the queue, whatever the hour. Knows no Streamlit.

Worked out once after each deed and kept for everybody (``cached``): it looks at every
flag that was ever worked on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dashboard import case
from data.model import HandlingDeed, Verdict
from data.store.desk_work import DeskWork


class Known(NamedTuple):
    """The work and what it says of flags, by their ids.

    ``resolved`` were settled, ``paused`` put off (perhaps no longer), ``second`` judged
    by one side of one person alone, ``unjudged`` are neither judged nor settled;
    ``assigned`` says to whom the last word gave a flag.
    """

    work: DeskWork
    resolved: frozenset[str]
    paused: frozenset[str]
    second: frozenset[str]
    unjudged: frozenset[str]
    assigned: Mapping[str, str]


def _wants_another(work: DeskWork, name: str, said: Sequence[Verdict]) -> bool:
    """A flag may be judged between the reading of flags and of verdicts."""
    facts = work.facts.get(name)
    return facts is not None and case.needs_second_eyes(facts, said)


def known_of(work: DeskWork) -> Known:
    """Look through all of it."""
    resolved, paused = set(), set()
    assigned: dict[str, str] = {}
    for name, rows in work.handlings.items():
        if case.resolution(rows):
            resolved.add(name)
        for row in rows:
            if row.deed is HandlingDeed.SNOOZE:
                paused.add(name)
            elif row.deed is HandlingDeed.ASSIGN:
                assigned[name] = row.to_whom
    second = frozenset(
        name
        for name, said in work.verdicts.items()
        if name not in resolved and _wants_another(work, name, said)
    )
    unjudged = frozenset(work.facts.keys() - work.verdicts.keys() - resolved)
    settled, put_off = frozenset(resolved), frozenset(paused)
    return Known(work, settled, put_off, second, unjudged, assigned)
