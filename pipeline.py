"""THE FLOW: collect → understand → assess, over one store.

The machine's door knows collectors, scoring and data; nobody but the command line
(``kelisim.py``) imports it. Each step is incremental and idempotent: a source's
harvest is written with its state and counters in one transaction, stories and levels
follow from what is kept, so a killed run loses nothing and repeats nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import scoring
from collectors import Collected, collect_all
from collectors.identity import item_key
from collectors.reports import read_report
from collectors.web import Web
from data.days import local_day
from data.model import (
    REFUTING_VERDICTS,
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
    VerdictCode,
)
from data.reference import Reference, load
from data.store import Store
from scoring.coverage import (
    CoverageRule,
    coverage_by_day,
    coverage_weeks,
    exposure_by_day,
)
from scoring.flags import flags_of
from scoring.items import as_item, as_raw, outcome, read_again
from scoring.levels import LevelRule, StoryPoint, assess
from scoring.stories import join_stories

#: How far back levels are recomputed at most; older ones stay as they were given.
LEVEL_DAYS = 84
#: Days before its first level from which a region's usual is learned.
LEARN_DAYS = 120
#: Verdicts after which a story counts as seen by a person.
CONFIRMING = frozenset({VerdictCode.CONFIRMED, VerdictCode.PROBABLY})


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
    urls = {
        url
        for source in enabled
        if source.kind is not SourceKind.FEED
        for url in store.item_urls(source.id)
    }
    states = store.source_states()
    answered = new_items = 0
    for harvest in collect_all(enabled, web, states, now, urls.__contains__):
        n = keep(store, harvest, sources, reference, now)
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
    sources: Mapping[str, Source],
    reference: Reference,
    now: datetime,
) -> int:
    """Understand one source's new texts and keep them with the source's state.

    Redaction is part of understanding, so it comes before the first write. Returns
    how many items were new.
    """
    known = store.item_keys()
    raws = {key: raw for raw in harvest.items if (key := item_key(raw)) not in known}
    read = scoring.understand(list(raws.values()), sources, reference)
    items = [
        as_item(key, raw, meaning, _kind(raw, meaning, reference), now)
        for (key, raw), meaning in zip(raws.items(), read, strict=True)
    ]
    counts = Counter({("collect", why): n for why, n in harvest.dropped.items()})
    counts["collect", "kept"] += len(items)
    counts.update(("understand", outcome(item)) for item in items)
    counts.update(
        ("dates", item.date_state.value)
        for item in items
        if item.date_state is not DateState.DATED
    )
    return store.add_collected(items, harvest.state, counts, local_day(now))


def _kind(raw: RawItem, read: Understanding, reference: Reference) -> ItemKind:
    report = read_report(read.title, read.text, reference.institutions, None)
    return raw.kind if report is None else ItemKind.MEETING_REPORT


def assess_store(store: Store, now: datetime) -> AssessSummary:
    """Join new items into stories, open or extend flags, and assess the regions."""
    reference = load()
    sources = store.sources()
    _keep_meetings(store, reference, sources)
    stories = _join(store, sources)
    flags = _raise_flags(store, stories, sources, now)
    levels = _assess_levels(store, reference, sources, now)
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


def _join(store: Store, sources: Sequence[Source]) -> list[Story]:
    items = store.signal_items()
    fresh = [item for item in items if item.story_id is None]
    if not fresh:
        return []
    oldest = min(item.published_at or item.collected_at for item in fresh)
    window = [
        item
        for item in items
        if (item.published_at or item.collected_at) >= oldest - timedelta(days=8)
    ]
    stories = join_stories(window, sources)
    store.save_stories(stories)
    return stories


def _raise_flags(
    store: Store, stories: Sequence[Story], sources: Sequence[Source], now: datetime
) -> list[Flag]:
    owners = {source.id: source.owner for source in sources}
    by_story: dict[str, list[Item]] = {story.id: [] for story in stories}
    for item in store.story_items(by_story):
        by_story[str(item.story_id)].append(item)
    flags = [
        flag
        for story in stories
        for flag in flags_of(story, by_story[story.id], owners, now)
    ]
    store.save_flags(flags)
    return flags


def _assess_levels(
    store: Store, reference: Reference, sources: Sequence[Source], now: datetime
) -> list[Level]:
    today = local_day(now)
    read = store.read_days()
    first = max(
        min((row[3] for row in read), default=today),
        today - timedelta(days=LEVEL_DAYS + LEARN_DAYS),
    )
    days = [first + timedelta(days=n) for n in range((today - first).days + 1)]
    rule = CoverageRule.from_table(reference.thresholds)
    levels = assess(
        days,
        _points(store, sources),
        coverage_by_day(reference.regions, days, sources, read, rule),
        exposure_by_day(read),
        LevelRule.from_table(reference.thresholds),
        now,
    )
    oldest = today - timedelta(days=LEVEL_DAYS)
    store.save_levels([level for level in levels if level.on >= oldest])
    store.save_coverage_weeks(coverage_weeks(read))
    return [level for level in levels if level.on == today]


def _points(store: Store, sources: Sequence[Source]) -> list[StoryPoint]:
    """Dated flags as the level rule sees them, with what people said of them."""
    owners = {source.id: source.owner for source in sources}
    verdicts = store.current_verdicts()
    flags = [f for f in store.flags() if f.date_state is DateState.DATED]
    reports: dict[str, list[tuple[datetime, str]]] = {}
    for item in store.story_items({flag.story_id for flag in flags}):
        if item.published_at is not None and item.date_state is DateState.DATED:
            reports.setdefault(str(item.story_id), []).append(
                (item.published_at, owners.get(item.source_id, item.source_id))
            )
    said = {flag_id: verdict.code for flag_id, verdict in verdicts.items()}
    return [
        StoryPoint(
            flag_id=flag.id,
            region=flag.region,
            districts=flag.districts,
            lane=flag.lane,
            confidence=flag.confidence,
            reports=tuple(sorted(reports[flag.story_id])),
            refuted=said.get(flag.id) in REFUTING_VERDICTS,
            confirmed=said.get(flag.id) in CONFIRMING,
        )
        for flag in flags
    ]


def rescore(
    store: Store, now: datetime, on_done: Callable[[int], None] | None = None
) -> AssessSummary:
    """Read everything kept again with the rules of today and assess anew.

    Texts are redacted already; flags a person has spoken on stay.
    """
    reference = load()
    sources = {source.id: source for source in store.sources()}
    items = store.items(limit=None)
    for start in range(0, len(items), 200):
        part = items[start : start + 200]
        read = scoring.understand([as_raw(item) for item in part], sources, reference)
        store.replace_understanding(
            read_again(item, meaning) for item, meaning in zip(part, read, strict=True)
        )
        if on_done is not None:
            on_done(len(part))
    summary = assess_store(store, now)
    standing = {
        item.story_id
        for item in store.signal_items()
        if item.risk and item.dropped is None
    }
    store.withdraw_flags(f.id for f in store.flags() if f.story_id in standing)
    return summary
