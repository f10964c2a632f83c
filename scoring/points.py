"""Flags as the level rule sees them: who told of it when, and what people said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from data.model import (
    REFUTING_VERDICTS,
    DateState,
    Flag,
    Item,
    Source,
    Verdict,
    VerdictCode,
)
from scoring.levels import StoryPoint
from scoring.voices import reprints

#: Verdicts after which a story counts as seen by a person.
CONFIRMING = frozenset({VerdictCode.CONFIRMED, VerdictCode.PROBABLY})


def story_points(
    flags: Iterable[Flag],
    told: Mapping[str, Sequence[Item]],
    sources: Iterable[Source],
    verdicts: Mapping[str, Verdict],
) -> list[StoryPoint]:
    """Dated flags with their reports; ``told`` are the items of every story."""
    owners = {source.id: source.owner for source in sources}
    said = {flag_id: verdict.code for flag_id, verdict in verdicts.items()}
    return [
        StoryPoint(
            flag_id=flag.id,
            region=flag.region,
            districts=flag.districts,
            lane=flag.lane,
            confidence=flag.confidence,
            reports=_reports(flag, told.get(flag.story_id, ()), owners),
            refuted=said.get(flag.id) in REFUTING_VERDICTS,
            confirmed=said.get(flag.id) in CONFIRMING,
        )
        for flag in flags
        if flag.date_state is DateState.DATED
    ]


def _reports(
    flag: Flag, items: Sequence[Item], owners: Mapping[str, str]
) -> tuple[tuple[datetime, str], ...]:
    """When who told the story of a flag, oldest first; reprints tell nothing.

    A judged flag whose texts no longer tell it is remembered as it was.
    """
    here = [item for item in items if item.tells_of(flag.region)]
    copied = reprints(here, owners)
    reports = [
        (item.published_at, owners.get(item.source_id, item.source_id))
        for item in here
        if item.published_at is not None
        and item.date_state is DateState.DATED
        and item.key not in copied
    ]
    return tuple(sorted(reports) or [(flag.first_at, owner) for owner in flag.owners])
