"""The brief: what an akim takes to the meeting, as data. Knows no Streamlit.

``gather`` asks the store, ``brief_content`` chooses; what is chosen is worded in
``brief_wording`` and written by ``brief_docx``, ``brief_pdf`` and ``brief_html``. The
period begins with the last recorded meeting of the region, or sixty days ago. A flag
nobody has judged does not fall off the table because a meeting was held meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pandas as pd

from dashboard import agenda as agendas
from dashboard import charts
from dashboard.agenda import AgendaItem
from dashboard.brief_told import Told, told_of
from dashboard.desk_wording import LANE_ORDER, flag_state
from dashboard.export import DEMO
from dashboard.i18n import local
from data.meetings import looked_back_to
from data.model import (
    Brief,
    Flag,
    Item,
    Lane,
    Level,
    LevelCode,
    Meeting,
    Region,
    Source,
    SourceState,
    State,
)
from data.reference import Reference
from data.store import Store
from data.store.flag_lists import FlagFilter

#: How far back a brief looks where no meeting is recorded; open flags, always.
LOOK_BACK = timedelta(days=60)
#: The weekly figure shows at least so many weeks, and at most what fits a page.
FEWEST_WEEKS, MOST_WEEKS = 4, 9
#: The usual range of a week: of so many weeks before the figure, if enough were read.
WEEKS_BEFORE, ENOUGH_WEEKS = 26, 8
#: A cause open for longer than this is named as such.
LONG_OPEN = timedelta(days=60)
_REMEMBERED = timedelta(days=365)  # causes nobody has spoken of for longer are over
_MANY = 1000  # texts with signs of accord; more than a region has in a year

_STATE_ORDER = ("confirmed", "open", "unclear", "refuted")
_ANSWERS = frozenset({State.WORKING, State.NOT_MODIFIED, State.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Usual:
    """How many stories a week nine weeks in ten held, of ``weeks`` that were read."""

    low: int
    high: int
    weeks: int


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
    usual: Usual | None
    told: tuple[Told, ...]  # what stands: what was chosen first, then the acute clock
    refuted: tuple[Told, ...]
    threads: tuple[Told, ...]  # causes open for long, the oldest first
    accord: tuple[Item, ...]
    last_meeting: Meeting | None
    agenda: tuple[AgendaItem, ...]
    is_chosen: bool  # a person ticked the agenda; it is not only suggested
    blind_days: int  # days of the period without a level, or with "no data"
    out: tuple[Source, ...]  # local sources that do not answer now
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
            if each.state == "open" and _day(each.flag.last_at) < self.since
        )

    @property
    def every(self) -> tuple[Told, ...]:
        """All flags of the paper in the order in which the annex tells them."""
        shown = (*self.told, *self.refuted)
        known = {each.flag.id for each in shown}
        more = (each for each in self.threads if each.flag.id not in known)
        return (*shown, *more)

    def record(self, lang: str) -> Brief:
        """What the store remembers of this brief."""
        return Brief(
            self.region.code,
            self.since,
            self.until,
            lang,
            self.made_at,
            tuple(each.flag.id for each in self.every),
            agenda=tuple(item.code for item in self.agenda),
        )


def last_meeting(meetings: Iterable[Meeting], until: date) -> Meeting | None:
    """The last meeting of the region: the brief is for the next."""
    return looked_back_to(meetings, until)


def beginning(last: Meeting | None, until: date) -> date:
    """The first day of the period."""
    return last.held_on if last and last.held_on else until - LOOK_BACK


def gather(
    store: Store,
    region: Region,
    reference: Reference,
    until: date,
    now: datetime,
    agenda: Sequence[str] | None = None,
    points: Sequence[str] = (),
) -> BriefContent:
    """The brief of a region up to a day, from what the store holds.

    ``agenda`` are the codes a person ticked, in their order (``dashboard.agenda``);
    without, the suggested ones. ``points`` are the words of their own points.
    """
    meetings = store.meetings(region.code)
    since = beginning(last_meeting(meetings, until), until)
    weeks = shown_weeks(since, until)
    suggested = agendas.suggest(agendas.gather(store, region, reference, until, now))
    codes = agendas.ticked(suggested) if agenda is None else agenda
    return brief_content(
        region,
        levels=store.levels(region.code, since, until),
        weeks=store.region_weeks(region.code, weeks[0] - timedelta(weeks=WEEKS_BEFORE)),
        told=told_of(store, _flags(store, region, since, until), now).values(),
        accord=store.protective_items(region.code, since, _MANY),
        meetings=meetings,
        agenda=agendas.chosen(codes, [*suggested, *agendas.own(points)]),
        is_chosen=agenda is not None,
        sources=store.sources(),
        states=store.source_states(),
        reference=reference,
        until=until,
        now=now,
        demo=store.meta().get("demo") == "1",
    )


def _flags(store: Store, region: Region, since: date, until: date) -> list[Flag]:
    """Of the period, what still waits, and causes of the last year."""
    found = store.flags(region.code, min(since, until - LOOK_BACK), until)
    found += store.flags(region.code, None, until, only_open=True)
    found += store.alone_judged(FlagFilter(regions={region.code}, until=until))
    found += store.flags(region.code, until - _REMEMBERED, until, Lane.STRUCTURAL)
    return list({flag.id: flag for flag in found}.values())


def shown_weeks(since: date, until: date) -> list[date]:
    """The Mondays of the weekly figure."""
    touched = (until - since).days // 7 + 1
    return charts.mondays(until, min(MOST_WEEKS, max(FEWEST_WEEKS, touched)))


def brief_content(
    region: Region,
    *,
    levels: Sequence[Level],
    weeks: pd.DataFrame,
    told: Iterable[Told],
    accord: Iterable[Item],
    meetings: Iterable[Meeting],
    agenda: Sequence[AgendaItem],
    is_chosen: bool,
    sources: Iterable[Source],
    states: Mapping[str, SourceState],
    reference: Reference,
    until: date,
    now: datetime,
    demo: bool,
) -> BriefContent:
    """Choose what belongs on the paper; ``levels`` are oldest first."""
    last = last_meeting(meetings, until)
    since = beginning(last, until)
    known = list(told)
    named = agenda if is_chosen else ()
    ordered = _ordered([each for each in known if _belongs(each, since)], named)
    mondays = shown_weeks(since, until)
    seen = {level.on for level in levels if level.code is not LevelCode.NO_DATA}
    by_id = {source.id: source for source in sources}
    return BriefContent(
        region=region,
        since=since,
        until=until,
        made_at=now,
        demo=demo,
        level=levels[-1] if levels else None,
        weeks=tuple(mondays),
        counted=charts.by_week(weeks, mondays),
        usual=usual(weeks, mondays[0]),
        told=tuple(each for each in ordered if each.state != "refuted"),
        refuted=tuple(each for each in ordered if each.state == "refuted"),
        threads=_threads(known, until),
        accord=tuple(
            item
            for item in accord
            if item.published_at and since <= _day(item.published_at) <= until
        ),
        last_meeting=last,
        agenda=tuple(agenda),
        is_chosen=is_chosen,
        blind_days=(until - since).days + 1 - len(seen),
        out=_out(region, by_id.values(), states),
        sources=by_id,
        reference=reference,
    )


def usual(weeks: pd.DataFrame, before: date) -> Usual | None:
    """What nine weeks in ten held before a Monday; None where too few were read."""
    earlier = charts.mondays(before - timedelta(days=1), WEEKS_BEFORE)
    counted = charts.by_week(weeks, earlier)
    lanes = [counted[lane.value] for lane in Lane]
    sums = sorted(
        sum(week)
        for read, *week in zip(counted[""], *lanes, strict=True)
        if read  # of a week in which nothing was read nothing can be said
    )
    if len(sums) < ENOUGH_WEEKS:
        return None
    edge = len(sums) // 20  # one week in twenty on either side
    return Usual(sums[edge], sums[-1 - edge], len(sums))


def _threads(told: Iterable[Told], until: date) -> tuple[Told, ...]:
    """Causes first told of long ago that nobody refuted or brought to an end."""
    found = [
        each
        for each in told
        if each.flag.lane is Lane.STRUCTURAL
        and each.state != "refuted"
        and each.resolved is None
        and until - _day(each.flag.first_at) > LONG_OPEN
    ]
    return tuple(sorted(found, key=lambda each: (each.flag.first_at, each.flag.id)))


def _out(
    region: Region, sources: Iterable[Source], states: Mapping[str, SourceState]
) -> tuple[Source, ...]:
    return tuple(
        source
        for source in sources
        if source.region == region.code
        and source.enabled
        and source.id in states
        and states[source.id].state not in _ANSWERS
    )


def _day(moment: datetime) -> date:
    return local(moment).date()


def _belongs(told: Told, since: date) -> bool:
    """Heard of, judged or worked on in the period, or still waiting for a person."""
    return told.waits or told.moved_on(since)


def _ordered(told: list[Told], agenda: Iterable[AgendaItem]) -> list[Told]:
    """What the agenda names in its order; then by the clock and what people said."""
    named = [flag_id for item in agenda for flag_id in item.flag_ids]
    places = {flag_id: n for n, flag_id in enumerate(dict.fromkeys(named))}
    return sorted(
        told,
        key=lambda each: (places.get(each.flag.id, len(places)), *_weight(each)),
    )


def _weight(told: Told) -> tuple[int, int, float, str]:
    flag = told.flag
    return (
        LANE_ORDER[flag.lane],
        _STATE_ORDER.index(flag_state(told.verdict)),  # one person's word counts here
        -flag.last_at.timestamp(),
        flag.id,
    )


def filename(
    region: Region, until: date, ext: str, demo: bool = False, lang: str = ""
) -> str:
    """``kelisim_brief_KZ-31_2026-11-22_kk.docx``; DEMO in the name of a demo's."""
    parts = ["kelisim", DEMO if demo else "", "brief", region.code, until.isoformat()]
    return f"{'_'.join(filter(None, [*parts, lang.replace('+', '-')]))}.{ext}"
