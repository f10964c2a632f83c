"""From kept items to stories, flags and levels; what people said follows the evidence.

Worked out from everything kept, whatever an earlier run did or failed to do: an
assessment that was killed is mended by the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from data.days import local_day, monday, start_of
from data.model import CoverageWeek, Flag, Item, Level, Source, Story
from data.reference import Reference
from data.store import Store
from scoring.coverage import (
    CoverageRule,
    ReadDay,
    coverage_by_day,
    exposure_by_day,
)
from scoring.coverage_weeks import WEEKS, coverage_weeks, outages_by_region
from scoring.flags import flag_id, flags_of
from scoring.levels import LevelRule, assess
from scoring.points import story_points
from scoring.stories import join_stories

#: How far back levels are recomputed at most; older ones stay as they were given.
LEVEL_DAYS = 84
#: Days before its first level from which a region's usual is learned.
LEARN_DAYS = 120


@dataclass(frozen=True, slots=True)
class AssessSummary:
    """What one assessment changed."""

    stories: int
    flags: int
    levels: tuple[Level, ...]  # of the last day


def assess_kept(store: Store, reference: Reference, now: datetime) -> AssessSummary:
    """Join new items into stories, open or extend flags, and assess the regions."""
    sources = store.sources()
    items = store.signal_items()
    stories = _join(store, items, sources)
    told = _by_story(items, stories)
    flags = _raise_flags(store, told, sources, now)
    levels = _assess_levels(store, reference, sources, told, now)
    return AssessSummary(len(stories), len(flags), tuple(levels))


def _join(
    store: Store, items: Sequence[Item], sources: Sequence[Source]
) -> list[Story]:
    """Stories of the items that have none yet, joined with those around them."""
    fresh = [item for item in items if item.story_id is None]
    if not fresh:
        return []
    oldest = min(item.published_at or item.collected_at for item in fresh)
    near = [
        item
        for item in items
        if (item.published_at or item.collected_at) >= oldest - timedelta(days=8)
    ]
    # A story that reaches into these days is needed whole, or it would forget its
    # beginning and its first owners.
    keys = {item.key for item in near}
    reached = {item.story_id for item in near if item.story_id is not None}
    window = [i for i in items if i.key in keys or i.story_id in reached]
    stories = join_stories(window, sources)
    store.save_stories(stories)
    return stories


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
    owners = {source.id: source.owner for source in sources}
    raised = {
        flag.id: flag
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
    store.withdraw_flags(raised)
    return changed


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
    rule = CoverageRule.from_table(reference.thresholds)
    levels = assess(
        days,
        story_points(store.flags(), told, sources, store.current_verdicts()),
        coverage_by_day(reference.regions, days, sources, read, rule),
        exposure_by_day(read),
        LevelRule.from_table(reference.thresholds),
        now,
    )
    oldest = today - timedelta(days=LEVEL_DAYS)
    store.save_levels([level for level in levels if level.on >= oldest])
    store.save_coverage_weeks(_weeks(store, reference, sources, read, rule, today))
    return [level for level in levels if level.on == today]


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
