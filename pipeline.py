"""THE FLOW: collect → understand → assess, over one store.

The machine's door knows collectors, scoring and data; nobody but the command line
(``kelisim.py``) imports it. Each step is incremental and idempotent: a source's
harvest is written with its state and counters in one transaction, stories and levels
follow from what is kept, so a killed run loses nothing and repeats nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import scoring
from collectors import Collected, collect_all
from collectors.identity import item_key
from collectors.reports import read_report
from collectors.web import Web
from data.days import local_day
from data.model import (
    DateState,
    Flag,
    Item,
    ItemKind,
    Level,
    RawItem,
    Source,
    SourceKind,
    Story,
    Understanding,
)
from data.reference import Reference, load
from data.store import Store
from scoring.coverage import (
    CoverageRule,
    coverage_by_day,
    coverage_weeks,
    exposure_by_day,
)
from scoring.flags import flag_id, flags_of
from scoring.items import as_item, as_raw, outcome, read_again
from scoring.levels import LevelRule, assess
from scoring.points import story_points
from scoring.stories import join_stories

#: How far back levels are recomputed at most; older ones stay as they were given.
LEVEL_DAYS = 84
#: Days before its first level from which a region's usual is learned.
LEARN_DAYS = 120


@dataclass(frozen=True, slots=True)
class CollectSummary:
    """What one round of collecting brought; the inbox folder is not counted."""

    sources: int
    answered: int
    new_items: int


@dataclass(frozen=True, slots=True)
class AssessSummary:
    """What one assessment changed."""

    stories: int
    flags: int
    levels: tuple[Level, ...]  # of the last day


def collect(
    store: Store,
    web: Web,
    now: datetime,
    only: Iterable[Source] | None = None,
    on_done: Callable[[Collected, int], None] | None = None,
) -> CollectSummary:
    """Read every enabled source once and keep what is new, source by source."""
    reference = load()
    sources = {s.id: s for s in (only if only is not None else store.sources())}
    enabled = [source for source in sources.values() if source.enabled]
    known = store.item_keys()
    states = store.source_states()
    answered = new_items = 0
    harvests = collect_all(enabled, web, states, now, known.__contains__)
    with closing(harvests):  # so that Ctrl+C ends the reading before the network goes
        for harvest in harvests:
            n = keep(store, harvest, known, sources, reference, now)
            new_items += n
            is_far = sources[harvest.source_id].kind is not SourceKind.INBOX
            answered += is_far and harvest.state.last_success_at == now
            if on_done is not None:
                on_done(harvest, n)
    store.set_meta("collected_at", now.isoformat())
    far = sum(source.kind is not SourceKind.INBOX for source in enabled)
    return CollectSummary(far, answered, new_items)


def keep(
    store: Store,
    harvest: Collected,
    known: set[str],
    sources: Mapping[str, Source],
    reference: Reference,
    now: datetime,
) -> int:
    """Understand one source's new texts and keep them with the source's state.

    Redaction is part of understanding, so it comes before the first write. ``known``
    are the keys of all items kept; the new ones join them. Returns how many were new.
    """
    raws = {key: raw for raw in harvest.items if (key := item_key(raw)) not in known}
    read = scoring.understand(list(raws.values()), sources, reference)
    items = [
        as_item(key, raw, meaning, _kind(raw, meaning, reference), now)
        for (key, raw), meaning in zip(raws.items(), read, strict=True)
    ]
    counts = Counter({("collect", why): n for why, n in harvest.dropped.items()})
    counts["collect", "kept"] += len(items)
    # Met in two sources of this round: the other was kept a moment ago.
    counts["collect", "known"] += len(harvest.items) - len(items)
    counts.update(("understand", outcome(item)) for item in items)
    counts.update(
        ("dates", item.date_state.value)
        for item in items
        if item.date_state is not DateState.DATED
    )
    known.update(raws)
    return store.add_collected(items, harvest.state, counts, local_day(now))


def _kind(raw: RawItem, read: Understanding, reference: Reference) -> ItemKind:
    report = read_report(read.title, read.text, reference.institutions, None)
    return raw.kind if report is None else ItemKind.MEETING_REPORT


def assess_store(store: Store, now: datetime) -> AssessSummary:
    """Join new items into stories, open or extend flags, and assess the regions.

    Flags and levels are worked out from everything kept, whatever an earlier run did
    or failed to do: an assessment that was killed is mended by the next.
    """
    reference = load()
    sources = store.sources()
    _keep_meetings(store, reference, sources)
    items = store.signal_items()
    stories = _join(store, items, sources)
    told = _by_story(items, stories)
    flags = _raise_flags(store, told, sources, now)
    levels = _assess_levels(store, reference, sources, told, now)
    store.set_meta("assessed_at", now.isoformat())
    store.set_meta("version", scoring.VERSION)
    return AssessSummary(len(stories), len(flags), tuple(levels))


def _keep_meetings(
    store: Store, reference: Reference, sources: Sequence[Source]
) -> None:
    """Meetings of new reports, read from the redacted text: offices, never persons."""
    home = {source.id: source.region for source in sources}
    for item in store.unread_reports():
        region = item.regions[0] if item.regions else home[item.source_id]
        published = local_day(item.published_at) if item.published_at else None
        meeting = read_report(
            item.title, item.text, reference.institutions, region, published
        )
        if meeting is not None:
            store.add_meeting(replace(meeting, region=region, item_key=item.key))


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
    store.save_coverage_weeks(coverage_weeks(read))
    return [level for level in levels if level.on == today]


def rescore(
    store: Store, now: datetime, on_done: Callable[[int], None] | None = None
) -> AssessSummary:
    """Read everything kept again with the rules of today and assess anew.

    Texts are redacted already, and are redacted again with the rules of today, as are
    the meetings read from them. Flags a person has spoken on stay.
    """
    reference = load()
    sources = {source.id: source for source in store.sources()}
    items = store.items(limit=None)
    for start in range(0, len(items), 200):
        part = items[start : start + 200]
        raws = [as_raw(item) for item in part]
        read = scoring.understand(raws, sources, reference)
        store.replace_understanding(
            replace(read_again(item, meaning), kind=_kind(raw, meaning, reference))
            for item, raw, meaning in zip(part, raws, read, strict=True)
        )
        if on_done is not None:
            on_done(len(part))
    store.forget_reports()
    return assess_store(store, now)
