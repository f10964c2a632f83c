"""A story with a risk signal becomes a flag in each region it happened in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from data.model import DateState, Flag, Item, Lane, Signal
from scoring.voices import voices_of

NEARLY = 0.3  # within so much confidence the earlier report stands for the story
LANES = (Lane.ACUTE, Lane.DISCURSIVE, Lane.STRUCTURAL)  # fastest clock first


def flag_id(story: str, region: str) -> str:
    """The id of the flag a story raises in a region."""
    return f"f:{story.split(':', 1)[-1]}:{region}"


def flags_of(
    story: str, items: Sequence[Item], owners: Mapping[str, str], now: datetime
) -> list[Flag]:
    """The flags a story raises, one per region, each with the surest item's evidence.

    ``items`` are all items of the story, oldest first; ``owners`` maps source to
    publisher. Items that were dropped (sport, abroad …) stay in the story but raise
    nothing; a report of one region is none of another.
    """
    risky = [item for item in items if item.risk and item.dropped is None]
    regions = dict.fromkeys(region for item in risky for region in item.regions)
    flags = []
    for region in regions:
        here = [item for item in risky if region in item.regions]
        told = [item for item in items if item.tells_of(region)]
        flags.append(_flag(story, region, here, told, owners, now))
    return flags


def _flag(
    story: str,
    region: str,
    risky: Sequence[Item],
    items: Sequence[Item],
    owners: Mapping[str, str],
    now: datetime,
) -> Flag:
    best = _first_sure(risky)
    signals = _signals(best, risky)
    dated = [i.published_at for i in items if i.published_at and _is_dated(i)]
    times = dated or [item.collected_at for item in items]
    return Flag(
        id=flag_id(story, region),
        story_id=story,
        region=region,
        districts=_districts(risky, region),
        lane=next(lane for lane in LANES if any(s.lane is lane for s in signals)),
        signals=signals,
        confidence=max(_confidence(item) for item in risky),
        title=best.title,
        lang=best.lang,
        url=best.url,
        source_id=best.source_id,
        item_key=best.key,
        n_items=len(items),
        owners=voices_of(items, owners),
        first_at=min(times),
        last_at=max(times),
        opened_at=now,
        version=best.version,
        date_state=DateState.DATED if dated else best.date_state,
    )


def _first_sure(items: Sequence[Item]) -> Item:
    """Who said it first, among those nearly as sure as the surest."""
    bar = max(_confidence(item) for item in items) - NEARLY
    return next(item for item in items if _confidence(item) >= bar)


def _is_dated(item: Item) -> bool:
    return item.date_state is DateState.DATED


def _confidence(item: Item) -> float:
    return max(signal.confidence for signal in item.risk)


def _signals(best: Item, items: Sequence[Item]) -> tuple[Signal, ...]:
    """The shown item's own signals, then those that only other reports carry."""
    own = _strongest(best.risk)
    codes = {signal.code for signal in own}
    others = _strongest(
        signal for item in items for signal in item.risk if signal.code not in codes
    )
    return own + others


def _strongest(signals: Iterable[Signal]) -> tuple[Signal, ...]:
    """The surest signal of each code, surest first."""
    best: dict[str, Signal] = {}
    for signal in signals:
        known = best.get(signal.code)
        if known is None or signal.confidence > known.confidence:
            best[signal.code] = signal
    return tuple(sorted(best.values(), key=lambda s: (-s.confidence, s.code)))


def _districts(items: Sequence[Item], region: str) -> tuple[str, ...]:
    """Districts named for this region, most often named first."""
    named = [p.district for i in items for p in i.places if p.region == region]
    return tuple(sorted({d for d in named if d}, key=lambda d: (-named.count(d), d)))
