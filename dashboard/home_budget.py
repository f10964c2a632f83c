"""Which new flags a person is shown when they asked for at most so many a day.

Knows no Streamlit and no level: the lane decides, then the day by which somebody should
have looked, then that no region takes the place of the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from dashboard.desk_wording import DEADLINES, LANE_ORDER
from dashboard.i18n import local
from data.model import Flag


def in_order(flags: Sequence[Flag]) -> list[Flag]:
    """Flags by lane and deadline; within a day the regions take turns."""
    by_deadline = sorted(flags, key=lambda flag: (_key(flag), flag.opened_at, flag.id))
    turns: Counter[tuple[tuple[int, date], str]] = Counter()
    placed = []
    for flag in by_deadline:
        key = _key(flag)
        placed.append((key, turns[key, flag.region], flag))
        turns[key, flag.region] += 1
    # The sort is stable: within a turn the earlier deadline stays first.
    placed.sort(key=lambda each: each[:2])
    return [flag for _key_, _turn, flag in placed]


def _key(flag: Flag) -> tuple[int, date]:
    """The lane, and the day by which a person should have looked."""
    deadline = local(flag.opened_at + DEADLINES[flag.lane]).date()
    return LANE_ORDER[flag.lane], deadline


def within(flags: Sequence[Flag], budget: int | None) -> list[Flag]:
    """At most ``budget`` of the flags that were opened on a day; None is all."""
    if budget is None:
        return in_order(flags)
    taken: Counter[date] = Counter()
    kept = []
    for flag in in_order(flags):
        day = local(flag.opened_at).date()
        if taken[day] < budget:
            taken[day] += 1
            kept.append(flag)
    return kept
