"""Our own scoreboard: how often a shown flag was right, what was missed, how soon.

Knows no Streamlit. Precision is confirmed / (confirmed + refuted); flags that stay
rumour or unverifiable are told beside, never counted on either side. The goals are
those other early-warning systems published or set themselves (docs/desk.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import NamedTuple

from dashboard.case import side
from dashboard.desk_wording import DEADLINES
from data.model import Lane, MissedEvent
from data.store.outcomes import JudgedFlag, Shown

#: Shares below so many settled flags are not told: they would prove nothing.
FEWEST = 5
#: What we want to reach.
PRECISION, FOUND, IN_TIME = 0.75, 0.85, 0.80
NOTIFIED = timedelta(hours=1)
STEPPED = timedelta(days=7)
LEAD = timedelta(hours=48)


class Row(NamedTuple):
    """Flags of one month, lane or language; ``right`` None: too few to say."""

    key: str
    shown: int
    judged: int
    confirmed: int
    refuted: int
    unclear: int

    @property
    def right(self) -> float | None:
        """The share of settled flags that proved right."""
        settled = self.confirmed + self.refuted
        return self.confirmed / settled if settled >= FEWEST else None


class Pace(NamedTuple):
    """How long something took over the flags of a lane where it happened at all."""

    lane: Lane
    n: int
    notified: timedelta | None  # median
    judged: timedelta | None
    stepped: timedelta | None
    in_time: float | None  # share judged within the deadline, late ones unjudged too


@dataclass(frozen=True, slots=True)
class Scoreboard:
    """Everything the page says; nothing is estimated."""

    total: Row
    by_month: tuple[Row, ...]
    by_lane: tuple[Row, ...]
    by_language: tuple[Row, ...]
    missed: int
    found: float | None  # confirmed / (confirmed + missed), None: too few
    leads: tuple[timedelta, ...]  # before the first official statement; < 0: after it
    paces: tuple[Pace, ...]

    @property
    def lead(self) -> timedelta | None:
        """The median lead; None where too few stories had an official statement."""
        return _middle(self.leads) if len(self.leads) >= FEWEST else None


def scoreboard(
    shown: Sequence[Shown],
    judged: Sequence[JudgedFlag],
    missed: Sequence[MissedEvent],
    months: int = 12,
    overdue: Mapping[Lane, int] | None = None,
) -> Scoreboard:
    """Put the numbers together; ``months`` are the last ones with a flag.

    An acute flag judged by one person alone is not settled and counts as not judged.
    ``overdue`` flags, past their deadline without a verdict, are late ones too.
    """
    every, judged = judged, [each for each in judged if not each.is_alone]
    total = _rows(shown, judged, lambda _each: "all", lambda _each: "all")
    by_month = _rows(shown, judged, lambda s: s.month, _month)
    confirmed = total[0].confirmed if total else 0
    known = confirmed + len(missed)
    return Scoreboard(
        total=total[0] if total else Row("all", 0, 0, 0, 0, 0),
        by_month=by_month[-months:],
        by_lane=_rows(shown, judged, lambda s: s.lane.value, lambda j: j.lane.value),
        by_language=_rows(shown, judged, lambda s: s.lang, lambda j: j.lang),
        missed=len(missed),
        found=confirmed / known if known >= FEWEST else None,
        leads=tuple(
            each.official_at - each.detected_at
            for each in judged
            if each.official_at is not None and side(each.code) == "confirming"
        ),
        paces=tuple(_pace(lane, every, (overdue or {}).get(lane, 0)) for lane in Lane),
    )


def _month(each: JudgedFlag) -> str:
    return each.detected_at.strftime("%Y-%m")


def _rows(
    shown: Iterable[Shown],
    judged: Iterable[JudgedFlag],
    of_shown: Callable[[Shown], str],
    of_judged: Callable[[JudgedFlag], str],
) -> tuple[Row, ...]:
    counted: dict[str, int] = {}
    for each in shown:
        counted[of_shown(each)] = counted.get(of_shown(each), 0) + each.n
    sides: dict[str, dict[str, int]] = {key: {} for key in counted}
    for flag in judged:
        of_key = sides.setdefault(of_judged(flag), {})
        of_key[side(flag.code)] = of_key.get(side(flag.code), 0) + 1
    return tuple(
        Row(
            key,
            counted.get(key, 0),
            sum(found.values()),
            found.get("confirming", 0),
            found.get("refuting", 0),
            found.get("unclear", 0),
        )
        for key, found in sorted(sides.items())
    )


def _pace(lane: Lane, judged: Sequence[JudgedFlag], overdue: int) -> Pace:
    own = [each for each in judged if each.lane is lane]
    took = [each.judged_at - each.detected_at for each in own]
    in_time = sum(gap <= DEADLINES[lane] for gap in took)
    return Pace(
        lane,
        len(own),
        _median((each.detected_at, each.notified_at) for each in own),
        _median((each.detected_at, each.judged_at) for each in own),
        _median((each.detected_at, each.stepped_at) for each in own),
        in_time / (len(own) + overdue) if len(own) + overdue >= FEWEST else None,
    )


def _median(
    moments: Iterable[tuple[datetime, datetime | None]],
) -> timedelta | None:
    gaps = [end - begin for begin, end in moments if end is not None]
    return _middle(gaps) if gaps else None


def _middle(gaps: Sequence[timedelta]) -> timedelta:
    return timedelta(seconds=median(gap.total_seconds() for gap in gaps))


def month_begins(key: str) -> date:
    """The first day of a month's key."""
    return date.fromisoformat(f"{key}-01")
