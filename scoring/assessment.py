"""From kept items to stories, flags and levels; what people said follows the evidence.

Worked out from everything kept, whatever an earlier run did or failed to do: an
assessment that was killed is mended by the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from data.days import local_day, monday, start_of
from data.model import (
    CoverageWeek,
    Flag,
    Item,
    Level,
    Source,
    Story,
    StoryDecision,
)
from data.reference import Reference
from data.store import Store
from scoring.context_memory import remembered
from scoring.coverage import (
    CoverageRule,
    ReadDay,
    coverage_by_day,
)
from scoring.coverage_weeks import WEEKS, coverage_weeks, outages_by_region
from scoring.embedding import Embedder
from scoring.flags import flag_id, flags_of
from scoring.joining import Bonds
from scoring.levels import History, Known, LevelRule, assess, story_points
from scoring.likeness import WINDOW
from scoring.restoring import with_restored
from scoring.stories import join_stories, story_of
from scoring.story_reasons import reasons_of
from scoring.tellings import when

#: How far back levels are recomputed at most; older ones stay as they were given.
LEVEL_DAYS = 84
#: Days before them from which what is held is worked out.
WARM_UP_DAYS = 35
#: Days before its first level from which a region's usual is learned.
LEARN_DAYS = 730


@dataclass(frozen=True, slots=True)
class AssessSummary:
    """What one assessment changed."""

    stories: int
    flags: int
    levels: tuple[Level, ...]  # of the last day


def assess_kept(
    store: Store,
    reference: Reference,
    now: datetime,
    embedder: Embedder | None = None,
) -> AssessSummary:
    """Join new items into stories, open or extend flags, and assess the regions.

    With an ``embedder`` stories are joined by what they mean, too; without one, words,
    places and signals must do.
    """
    sources = store.sources()
    items = with_restored(store.signal_items(), store, reference.taxonomy)
    stories, told = _told(store, items, sources, embedder)
    flags = _raise_flags(store, told, sources, now)
    levels = _assess_levels(store, reference, sources, told, now)
    return AssessSummary(len(stories), len(flags), tuple(levels))


def _told(
    store: Store,
    items: Sequence[Item],
    sources: Sequence[Source],
    embedder: Embedder | None,
) -> tuple[list[Story], dict[str, list[Item]]]:
    """Join what is new, keep it, and return what changed and all stories' items."""
    decisions = store.story_decisions()
    window = _window(items, decisions)
    stories = join_stories(window, sources, embedder, decisions) if window else []
    told = _by_story(items, stories)
    joined = _remember(store, told, stories, embedder, Bonds(decisions))
    if joined:
        owner = {source.id: source.owner for source in sources}
        changed = dict.fromkeys([*(s.id for s in stories), *joined])
        stories = [story_of(name, told[name], owner) for name in changed]
    store.save_stories(stories)
    return stories, told


def _window(items: Sequence[Item], decisions: Sequence[StoryDecision]) -> list[Item]:
    """The items that have no story yet, with those they may belong to.

    Whole stories: cut off, one would forget its beginning and its first owners. So are
    those that a person spoke of; they must be as was said.
    """
    fresh = [when(item) for item in items if item.story_id is None]
    said = {key for d in decisions for key in (*d.item_keys, *d.other_keys)}
    oldest = min(fresh) - timedelta(days=8) if fresh else None
    near = {
        item.key: item.story_id
        for item in items
        if (oldest is not None and when(item) >= oldest) or item.key in said
    }
    reached = {story for story in near.values() if story is not None}
    return [item for item in items if item.key in near or item.story_id in reached]


def _remember(
    store: Store,
    told: dict[str, list[Item]],
    stories: Sequence[Story],
    embedder: Embedder | None,
    bonds: Bonds,
) -> list[str]:
    """Let texts without a signal join the open story they speak of.

    Looked at are texts collected since the last assessment, and those of the last days
    before a story that is new. Returns the stories that grew; ``told`` grows with them.
    """
    risky = {
        name: items
        for name, items in told.items()
        if any(item.risk and item.dropped is None for item in items)
    }
    spoken_for = {item.key for items in told.values() for item in items}
    changed = [story for story in stories if story.id in risky]
    quiet = [i for i in _quiet(store, changed) if i.key not in spoken_for]
    if not quiet:
        return []
    oldest = min(when(item) for item in quiet) - WINDOW
    open_ = {n: items for n, items in risky.items() if when(items[-1]) >= oldest}
    found = remembered(quiet, open_, embedder, bonds)
    for item in quiet:
        if item.key in found:
            told[found[item.key]].append(item)
    grown = sorted(set(found.values()))
    for name in grown:
        told[name].sort(key=lambda item: (when(item), item.key))
    return grown


def _quiet(store: Store, changed: Sequence[Story]) -> list[Item]:
    """Texts without a signal that may speak of a story."""
    assessed = store.meta().get("assessed_at")
    since = datetime.fromisoformat(assessed) if assessed else None
    found = {item.key: item for item in store.quiet_items(collected_since=since)}
    if changed and since is not None:
        regions = {region for story in changed for region in story.regions}
        oldest = min(story.first_at for story in changed) - WINDOW
        again = store.quiet_items(regions=regions, published_since=oldest)
        found |= {item.key: item for item in again}
    return list(found.values())


def _by_story(items: Iterable[Item], stories: Iterable[Story]) -> dict[str, list[Item]]:
    """The items of every story, oldest first, with the stories just joined."""
    joined = {key: story.id for story in stories for key in story.item_keys}
    told: dict[str, list[Item]] = {}
    for item in items:
        told.setdefault(joined.get(item.key) or str(item.story_id), []).append(item)
    return told


def _raise_flags(
    store: Store,
    told: Mapping[str, Sequence[Item]],
    sources: Sequence[Source],
    now: datetime,
) -> list[Flag]:
    """Open, extend and withdraw flags; what persons said follows the evidence.

    Returns the flags that are new or changed.
    """
    known_sources = {source.id: source for source in sources}
    owners = {source.id: source.owner for source in sources}
    raised = {
        flag.id: replace(flag, reasons=reasons_of(_heard(items, flag), known_sources))
        for story, items in told.items()
        for flag in flags_of(story, items, owners, now)
    }
    known = {flag.id: flag for flag in store.flags()}
    moved = _moved(known.values(), raised, told)
    opened = {new: known[old].opened_at for old, new in moved.items()}
    opened |= {flag.id: flag.opened_at for flag in known.values()}
    changed = [
        since
        for flag in raised.values()
        if (since := replace(flag, opened_at=opened.get(flag.id, now)))
        != known.get(flag.id)
    ]
    store.save_flags(changed)
    store.move_judgements(moved)
    store.return_judgements(raised)
    store.withdraw_flags(raised)
    return changed


def _heard(items: Iterable[Item], flag: Flag) -> list[Item]:
    return [item for item in items if item.tells_of(flag.region)]


def _moved(
    known: Iterable[Flag],
    raised: Mapping[str, Flag],
    told: Mapping[str, Sequence[Item]],
) -> dict[str, str]:
    """Which flag took the place of one whose story bears another name now."""
    story_of = {item.key: story for story, items in told.items() for item in items}
    moved = {
        flag.id: flag_id(story_of[flag.item_key], flag.region)
        for flag in known
        if flag.id not in raised and flag.item_key in story_of
    }
    return {old: new for old, new in moved.items() if new in raised}


def _assess_levels(
    store: Store,
    reference: Reference,
    sources: Sequence[Source],
    told: Mapping[str, Sequence[Item]],
    now: datetime,
) -> list[Level]:
    today = local_day(now)
    read = store.read_days()
    first = max(
        min([today, *(row[3] for row in read)]),
        today - timedelta(days=LEVEL_DAYS + LEARN_DAYS),
    )
    days = [first + timedelta(days=n) for n in range((today - first).days + 1)]
    oldest = today - timedelta(days=LEVEL_DAYS)
    shown = [day for day in days if day >= oldest - timedelta(days=WARM_UP_DAYS)]
    floor = CoverageRule.from_table(reference.thresholds)
    severities = {c: kind.severity for c, kind in reference.taxonomy.risk.items()}
    rule = LevelRule.from_table(
        reference.thresholds, len(reference.regions), severities
    )
    known = Known(
        story_points(store.flags(), told, sources, store.all_verdicts()),
        read,
        sources,
        store.accord_days(),
        _history(reference),
    )
    coverage = coverage_by_day(reference.regions, shown, sources, read, floor)
    levels = assess(days, coverage, known, rule, now)
    store.save_level_rule(rule.version, rule.parameters)
    store.save_levels(_open_days(store, levels, oldest, today))
    store.save_coverage_weeks(_weeks(store, reference, sources, read, floor, today))
    return [level for level in levels if level.on == today]


def _open_days(
    store: Store, levels: Sequence[Level], oldest: date, today: date
) -> list[Level]:
    """The levels that may be written: not of days that were shown and are over.

    What was shown stays as it was shown, whatever persons or rules said later; days
    before the first assessment, and yesterday, whose evening is read today, are not yet
    told to anyone for good.
    """
    begun = store.meta().get("assessed_since")
    if begun is None:
        store.set_meta("assessed_since", today.isoformat())
        begun = today.isoformat()
    closed = today - timedelta(days=2)
    shown = {
        (level.region, level.on)
        for level in store.levels(None, date.fromisoformat(begun), closed)
    }
    return [
        level
        for level in levels
        if level.on >= oldest and (level.region, level.on) not in shown
    ]


def _history(reference: Reference) -> History:
    """The days of recorded events by region and district."""
    found: dict[tuple[str, str], list[date]] = {}
    for event in reference.past_events:
        found.setdefault((event.region, event.district), []).append(event.on)
    return {place: tuple(sorted(days)) for place, days in found.items()}


def _weeks(
    store: Store,
    reference: Reference,
    sources: Sequence[Source],
    read: Iterable[ReadDay],
    rule: CoverageRule,
    today: date,
) -> list[CoverageWeek]:
    """What was read of every region in the last weeks, and who could not be reached."""
    oldest = start_of(monday(today) - timedelta(weeks=WEEKS - 1))
    phases, states = store.phases(oldest), store.source_states()
    outages = outages_by_region(sources, phases, states)
    return coverage_weeks(reference.regions, read, sources, rule, outages, today)
