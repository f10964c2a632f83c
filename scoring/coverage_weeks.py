"""What was read of each region in each of the last weeks: a gap is a row, not a hole.

A week without a row lies before we began to read a region's sources and is not known;
a week with nothing in it is kept as such. Which days nobody could be reached on comes
from the history of the sources' states.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from data.days import local_day, monday
from data.model import LANGUAGES, CoverageWeek, Phase, Source, SourceState, State
from data.sourcelist import NATIONAL
from scoring.coverage import CoverageRule, ReadDay

#: So many weeks are kept, the running one included.
WEEKS = 12
#: States in which a source was reached and could be read, whatever it then held.
_REACHED = frozenset({State.WORKING, State.NOT_MODIFIED, State.EMPTY, State.STALE})
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_NEVER: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Outages:
    """When a region's own sources were asked, and the days on which none was reached.

    Nothing is known of days before ``since`` and after ``until``.
    """

    since: date
    until: date
    days: frozenset[date]


def outages_by_region(
    sources: Iterable[Source],
    phases: Mapping[str, Sequence[Phase]],
    states: Mapping[str, SourceState],
) -> dict[str, Outages]:
    """The outages of every region that has a local source with a history."""
    asked: dict[str, list[_Asked]] = {}
    for source in sources:
        state = states.get(source.id)
        last = state.last_attempt_at if state else None
        past = phases.get(source.id, ())
        if source.enabled and past and last is not None:
            asked.setdefault(source.region, []).append(_asked(past, last))
    return {region: _outages(found) for region, found in asked.items()}


@dataclass(frozen=True, slots=True)
class _Asked:
    """The days from the first to the last attempt, and those it was reached on."""

    since: date
    until: date
    reached: frozenset[date]


def _asked(phases: Sequence[Phase], last: datetime) -> _Asked:
    """A day counts as reached when the source was in a reached state in any of it."""
    reached: set[date] = set()
    ends = [phase.since for phase in phases[1:]] + [max(last, phases[-1].since)]
    for phase, end in zip(phases, ends, strict=True):
        if phase.state in _REACHED:
            reached.update(_days(local_day(phase.since), local_day(end)))
    return _Asked(local_day(phases[0].since), local_day(ends[-1]), frozenset(reached))


def _days(first: date, last: date) -> list[date]:
    return [first + n * _DAY for n in range((last - first).days + 1)]


def _outages(sources: Sequence[_Asked]) -> Outages:
    since = min(source.since for source in sources)
    until = max(source.until for source in sources)
    reached = frozenset[date]().union(*(source.reached for source in sources))
    return Outages(since, until, frozenset(_days(since, until)) - reached)


def coverage_weeks(
    regions: Iterable[str],
    read: Iterable[ReadDay],
    sources: Iterable[Source],
    rule: CoverageRule,
    outages: Mapping[str, Outages],
    today: date,
) -> list[CoverageWeek]:
    """Rows of every region for its known weeks of the last ``WEEKS``, oldest first.

    Each week has a row for all languages together ("") and for each of ours, be it of
    nothing; another language has one where it was met.
    """
    enabled = [source for source in sources if source.enabled]
    known = sorted(regions)
    book = _Book(read, enabled, today)
    begun = _begun(known, book, outages)
    return [
        row
        for region in known
        for week in book.weeks
        if (since := begun.get(region)) is not None and week + _WEEK > since
        for row in _rows(region, week, since, book, rule, outages.get(region))
    ]


class _Book:
    """What was read, by week: who published, and what is about a region."""

    def __init__(
        self, read: Iterable[ReadDay], sources: Sequence[Source], today: date
    ) -> None:
        last = monday(today)
        self.today = today
        self.weeks = [last - back * _WEEK for back in range(WEEKS - 1, -1, -1)]
        self.home = {source.id: source.region for source in sources}
        self.days: dict[str, set[date]] = {}  # on which each source published
        self.about: dict[tuple[str, date], list[tuple[str, str, date]]] = {}
        self.published: dict[tuple[str, date], set[tuple[str, str]]] = {}
        for source_id, region, lang, day, _ in read:
            if day > today:
                continue
            self.days.setdefault(source_id, set()).add(day)
            if day < self.weeks[0]:
                continue
            week = monday(day)
            if region:
                row = (source_id, lang, day)
                self.about.setdefault((region, week), []).append(row)
            if source_id in self.home:
                where = (self.home[source_id], week)
                self.published.setdefault(where, set()).add((source_id, lang))

    def living(self, region: str, days: Sequence[date]) -> int:
        """How many sources of a region published anything on any of these days."""
        return sum(
            home == region and not self.days.get(source_id, _NEVER).isdisjoint(days)
            for source_id, home in self.home.items()
        )


def _begun(
    regions: Iterable[str], book: _Book, outages: Mapping[str, Outages]
) -> dict[str, date]:
    """The day we began to read each region's own sources.

    A region without a source of its own counts from the first day on which we read
    anything at all: that nobody speaks from there is a gap, not ignorance.
    """
    begun = {region: found.since for region, found in outages.items()}
    for source_id, region in book.home.items():
        if days := book.days.get(source_id):
            begun[region] = min([*days, begun.get(region, max(days))])
    if begun:
        homes = set(book.home.values())
        overall = min(begun.values())
        begun |= {region: overall for region in regions if region not in homes}
    return begun


def _rows(
    region: str,
    week: date,
    since: date,
    book: _Book,
    rule: CoverageRule,
    outages: Outages | None,
) -> list[CoverageWeek]:
    about = book.about.get((region, week), [])
    published = book.published.get((region, week), set())
    last = min(week + _WEEK - _DAY, book.today)
    days = (last - max(week, since)).days + 1
    # A source lives as long as it does for the level of the week's last day.
    living = book.living(region, _days(last - (rule.coverage_days - 1) * _DAY, last))
    met = {lang for _, lang, _ in about} | {lang for _, lang in published}
    return [
        CoverageWeek(
            region=region,
            week=week,
            lang=lang,
            local=len({s for s, spoken in published if lang in ("", spoken)}),
            national=len({s for s, *_ in told if book.home.get(s) == NATIONAL}),
            items=len(told),
            days_read=len({day for *_, day in told}),
            days_out=_days_out(week, outages),
            sufficient=living >= rule.coverage_min_local
            and len(about) * rule.coverage_days >= rule.coverage_min_items * days,
        )
        for lang in ("", *LANGUAGES, *sorted(met - set(LANGUAGES)))
        for told in [[row for row in about if lang in ("", row[1])]]
    ]


def _days_out(week: date, outages: Outages | None) -> int | None:
    """Days of a week without a reachable local source; None where nobody was asked."""
    if outages is None or week + _WEEK <= outages.since or outages.until < week:
        return None
    return sum(week <= day < week + _WEEK for day in outages.days)
