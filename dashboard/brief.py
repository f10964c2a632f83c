"""The brief: what an akim takes to the meeting, as data. Knows no Streamlit.

``gather`` asks the store, ``brief_content`` chooses; what is chosen is worded in
``brief_wording`` and written by ``brief_html`` and ``brief_docx``. The period begins
with the last recorded meeting of the region, or sixty days ago. A flag nobody has
judged does not fall off the table because a meeting was held meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pandas as pd

from dashboard import charts
from dashboard.desk_wording import LANE_ORDER, flag_state
from dashboard.export import DEMO
from dashboard.i18n import local
from data.model import (
    Brief,
    Flag,
    Item,
    Level,
    LevelCode,
    Meeting,
    Region,
    Response,
    Source,
    Verdict,
)
from data.reference import Reference
from data.store import Store

#: How far back a brief looks where no meeting is recorded; open flags, always.
LOOK_BACK = timedelta(days=60)
#: The weekly table shows at least so many weeks, and at most what fits a page.
FEWEST_WEEKS, MOST_WEEKS = 4, 9
_MANY = 1000  # texts with signs of accord; more than a region has in a year

_STATE_ORDER = ("confirmed", "open", "unclear", "refuted")


@dataclass(frozen=True, slots=True)
class Told:
    """A flag with what people said of it and did about it."""

    flag: Flag
    verdict: Verdict | None
    responses: tuple[Response, ...]

    @property
    def state(self) -> str:
        """open, confirmed, unclear or refuted."""
        return flag_state(self.verdict)


@dataclass(frozen=True, slots=True)
class BriefContent:
    """Everything one brief says, in no language yet."""

    region: Region
    since: date
    until: date
    made_at: datetime
    demo: bool
    level: Level | None
    weeks: tuple[date, ...]
    counted: Mapping[str, Sequence[int]]  # lane → stories a week; "" → items read
    told: tuple[Told, ...]  # what stands, the acute clock first
    refuted: tuple[Told, ...]
    accord: tuple[Item, ...]
    last_meeting: Meeting | None
    blind_days: int  # days of the period without a level, or with "no data"
    sources: Mapping[str, Source]
    reference: Reference

    @property
    def days(self) -> int:
        """Days of the period, both ends counted."""
        return (self.until - self.since).days + 1

    @property
    def carried(self) -> tuple[Told, ...]:
        """Open flags last heard of before the period."""
        return tuple(
            each
            for each in self.told
            if each.verdict is None and _day(each.flag.last_at) < self.since
        )

    def record(self, lang: str) -> Brief:
        """What the store remembers of this brief."""
        shown = tuple(each.flag.id for each in (*self.told, *self.refuted))
        return Brief(
            self.region.code, self.since, self.until, lang, self.made_at, shown
        )


def last_meeting(meetings: Iterable[Meeting], until: date) -> Meeting | None:
    """The last recorded meeting before ``until``: the brief is for the next one."""
    last: Meeting | None = None
    for meeting in meetings:
        if meeting.held_on is None or meeting.held_on >= until:
            continue
        if last is None or last.held_on is None or meeting.held_on > last.held_on:
            last = meeting
    return last


def beginning(last: Meeting | None, until: date) -> date:
    """The first day of the period."""
    return last.held_on if last and last.held_on else until - LOOK_BACK


def gather(store: Store, region: Region, reference: Reference, until: date,
           now: datetime) -> BriefContent:  # fmt: skip
    """The brief of a region up to a day, from what the store holds."""
    meetings = store.meetings(region.code)
    since = beginning(last_meeting(meetings, until), until)
    earliest = min(since, until - LOOK_BACK)
    flags = store.flags(region.code, earliest, until)
    return brief_content(
        region,
        levels=store.levels(region.code, since, until),
        weeks=store.region_weeks(region.code, shown_weeks(since, until)[0]),
        flags=flags,
        verdicts=store.current_verdicts(),
        responses={flag.id: store.responses(flag.id) for flag in flags},
        accord=store.protective_items(region.code, since, _MANY),
        meetings=meetings,
        sources=store.sources(),
        reference=reference,
        until=until,
        now=now,
        demo=store.meta().get("demo") == "1",
    )


def shown_weeks(since: date, until: date) -> list[date]:
    """The Mondays of the weekly table."""
    touched = (until - since).days // 7 + 1
    return charts.mondays(until, min(MOST_WEEKS, max(FEWEST_WEEKS, touched)))


def brief_content(
    region: Region,
    *,
    levels: Sequence[Level],
    weeks: pd.DataFrame,
    flags: Iterable[Flag],
    verdicts: Mapping[str, Verdict],
    responses: Mapping[str, Sequence[Response]],
    accord: Iterable[Item],
    meetings: Iterable[Meeting],
    sources: Iterable[Source],
    reference: Reference,
    until: date,
    now: datetime,
    demo: bool,
) -> BriefContent:
    """Choose what belongs on the paper; ``levels`` are oldest first."""
    last = last_meeting(meetings, until)
    since = beginning(last, until)
    told = sorted(
        (
            Told(flag, verdicts.get(flag.id), tuple(responses.get(flag.id, ())))
            for flag in flags
            if _belongs(flag, verdicts.get(flag.id), since)
        ),
        key=_weight,
    )
    mondays = shown_weeks(since, until)
    seen = {level.on for level in levels if level.code is not LevelCode.NO_DATA}
    return BriefContent(
        region=region,
        since=since,
        until=until,
        made_at=now,
        demo=demo,
        level=levels[-1] if levels else None,
        weeks=tuple(mondays),
        counted=charts.by_week(weeks, mondays),
        told=tuple(each for each in told if each.state != "refuted"),
        refuted=tuple(each for each in told if each.state == "refuted"),
        accord=tuple(
            item
            for item in accord
            if item.published_at and since <= _day(item.published_at) <= until
        ),
        last_meeting=last,
        blind_days=(until - since).days + 1 - len(seen),
        sources={source.id: source for source in sources},
        reference=reference,
    )


def _day(moment: datetime) -> date:
    return local(moment).date()


def _belongs(flag: Flag, verdict: Verdict | None, since: date) -> bool:
    """Heard of or judged in the period, or still waiting for a person."""
    return verdict is None or _day(flag.last_at) >= since or _day(verdict.at) >= since


def _weight(told: Told) -> tuple[int, int, float, str]:
    flag = told.flag
    return (
        LANE_ORDER[flag.lane],
        _STATE_ORDER.index(told.state),
        -flag.last_at.timestamp(),
        flag.id,
    )


def filename(region: Region, until: date, ext: str, demo: bool = False) -> str:
    """``kelisim_brief_KZ-31_2026-11-22.docx``; DEMO in the name of a demo's brief."""
    parts = ["kelisim", DEMO if demo else "", "brief", region.code, until.isoformat()]
    return f"{'_'.join(filter(None, parts))}.{ext}"
