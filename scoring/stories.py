"""Which items tell the same event: the story is the unit of counting.

Items are taken in order of publication. Each joins the story whose reports it is most
surely of one event with (``scoring.likeness``), or begins one of its own. It must be
like the first reports of that story too, and like those in its own language: otherwise
a quarrel that goes on for months would be one story, and its growth would not be seen.
Only reports of the same district, or where one names none, of the same region, can be
of one event, and only within seven days of each other and thirty of the beginning.

What persons said stands above what the machine thinks: items they joined are one story
and items they parted are none, in every later run (``scoring.joining``).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from math import inf

import numpy as np

from data.model import Item, Source, Story, StoryDecision
from scoring.embedding import DIMENSIONS, Embedder
from scoring.joining import Bonds
from scoring.likeness import WINDOW, Likeness, Row
from scoring.tellings import Telling, meaning_of, tellings, when, word_vectors
from scoring.voices import voices_of

#: From its first report to its last a story takes at most this long.
LONGEST = timedelta(days=30)
#: A story is as sure as so many of its surest reports together.
SUREST = 2
#: The first reports of a story; what is like the last ones only is the next event of a
#: long quarrel, and that is a story of its own.
BEGINNING = timedelta(hours=36)
#: A story so old is told on rarely; each day more speaks against it.
FRESH, STALE = timedelta(days=3), 1.0
UNDOUBTED = 5.0  # so sure a sum, of a text repeated, needs no first report


class _Neighbours:
    """Which tellings can be of one event at all: near dates, no other place.

    Looked up by district (or region, where none was named) and day, so that the work
    grows with the number of items and not with its square.
    """

    def __init__(self, told: Sequence[Telling]) -> None:
        self._told = told
        self._times = [telling.at for telling in told]
        self._rows: dict[str, list[int]] = {}
        for telling in told:
            for place in _filed_under(telling):
                self._rows.setdefault(place, []).append(telling.row)

    def of(self, telling: Telling) -> list[Telling]:
        """The others that have a story already, in order of time."""
        first = bisect_left(self._times, telling.at - WINDOW)
        after = bisect_right(self._times, telling.at + WINDOW)
        near: Iterable[int] = range(first, after)
        if telling.item.regions:
            found: set[int] = set()
            for place in _looked_up(telling):
                rows = self._rows.get(place, [])
                found.update(rows[bisect_left(rows, first) : bisect_left(rows, after)])
            near = sorted(found)
        others = (self._told[row] for row in near if row != telling.row)
        return [o for o in others if o.story is not None]


def _filed_under(telling: Telling) -> set[str]:
    """The places under which others find a telling."""
    regions = set(telling.item.regions)
    if not regions:
        return {""}
    bare = (
        {f"{region} in general" for region in regions} if not telling.places else set()
    )
    return regions | telling.places | bare


def _looked_up(telling: Telling) -> set[str]:
    """The places whose tellings can be of the same event."""
    regions = set(telling.item.regions)
    if not telling.places:
        return {*regions, ""}
    return {*telling.places, *(f"{region} in general" for region in regions), ""}


def join_stories(
    items: Sequence[Item],
    sources: Iterable[Source],
    embedder: Embedder | None = None,
    decisions: Iterable[StoryDecision] = (),
) -> list[Story]:
    """Give every item without a story one, new or known; return the changed stories.

    ``items`` are the new ones together with those of the window around them. Undated
    items are compared as of their collection. Without an ``embedder`` words, places and
    signals decide. ``decisions`` are what persons said, oldest first. The same items
    always make the same stories.
    """
    told = tellings(items)
    before = {telling.item.key: telling.story for telling in told}
    bonds = Bonds(decisions)
    if any(telling.story is None for telling in told):
        _join(told, bonds, embedder)
    obeyed = bonds.obeyed(told)
    for telling in told:
        telling.story = obeyed[telling.item.key]
    changed = {
        story
        for telling in told
        if telling.story != before[telling.item.key]
        for story in (telling.story, before[telling.item.key])
    }
    owner = {source.id: source.owner for source in sources}
    return _stories([telling for telling in told if telling.story in changed], owner)


def _join(told: Sequence[Telling], bonds: Bonds, embedder: Embedder | None) -> None:
    """Give every telling without a story one."""
    likeness = Likeness(word_vectors(told), _meanings(told, embedder))
    neighbours = _Neighbours(told)
    begun: dict[str, datetime] = {}
    story_of = {t.item.key: t.story for t in told if t.story is not None}
    for telling in told:
        if telling.story is None:
            telling.story = (
                bonds.story_for(telling.item.key, story_of)
                or _find(telling, neighbours.of(telling), likeness, begun, bonds)
                or _name(telling.item)
            )
            story_of[telling.item.key] = telling.story
        begun[telling.story] = min(begun.get(telling.story, telling.at), telling.at)


def _meanings(told: Sequence[Telling], embedder: Embedder | None) -> Row | None:
    """Vectors of the tellings that may belong to a story of risk; zeros for others."""
    if embedder is None:
        return None
    risky = {place for t in told if t.item.risk for place in t.places or t.item.regions}
    wanted = [
        t
        for t in told
        if t.item.risk
        or not t.item.protective
        or not risky.isdisjoint(t.places or t.item.regions)
    ]
    rows = np.zeros((len(told), DIMENSIONS), np.float32)
    if wanted:
        vectors = embedder.embed([meaning_of(telling) for telling in wanted])
        rows[[telling.row for telling in wanted]] = vectors
    return rows


def _find(
    telling: Telling,
    others: Sequence[Telling],
    likeness: Likeness,
    begun: Mapping[str, datetime],
    bonds: Bonds,
) -> str | None:
    """The story that tells of the same event most surely, if one does."""
    if not others:
        return None
    sure: dict[str, list[float]] = {}
    own: dict[str, float] = {}  # how sure its reports in the same language are
    core: dict[str, float] = {}  # how sure its first reports are of it
    for other, sum_ in zip(others, likeness.of(telling, others), strict=True):
        story = str(other.story)
        sure.setdefault(story, []).append(float(sum_))
        if other.at - begun.get(story, other.at) <= BEGINNING:
            core[story] = max(core.get(story, -inf), float(sum_))
        if other.item.lang == telling.item.lang:
            own[story] = max(own.get(story, -inf), float(sum_))
    parted = bonds.parted_from(telling.item.key)
    barred = {other.story for other in others if other.item.key in parted}
    best, most = None, 0.0
    for story, sums in sure.items():
        if story in barred or telling.at - begun.get(story, telling.at) > LONGEST:
            continue
        surest = sorted(sums)[-SUREST:]
        mean = sum(surest) / len(surest)
        if mean < UNDOUBTED:
            mean = min(mean, core.get(story, -inf), own.get(story, inf))
            if not telling.is_vague:
                mean -= _lateness(telling.at - begun.get(story, telling.at))
        if mean > most:
            best, most = story, mean
    return best


def _lateness(age: timedelta) -> float:
    """What speaks against a report of a story that began so long ago."""
    return max(0.0, (age - FRESH) / timedelta(days=1)) * STALE


def _name(item: Item) -> str:
    return f"s:{item.key.split(':', 1)[-1]}"


def _stories(told: Iterable[Telling], owner: Mapping[str, str]) -> list[Story]:
    by_story: dict[str, list[Item]] = {}
    for telling in told:
        by_story.setdefault(str(telling.story), []).append(telling.item)
    return [story_of(name, by_story[name], owner) for name in sorted(by_story)]


def story_of(name: str, items: Sequence[Item], owner: Mapping[str, str]) -> Story:
    """A story of these items, oldest first; only independent voices are owners."""
    regions = dict.fromkeys(region for item in items for region in item.regions)
    times = [when(item) for item in items]
    return Story(
        id=name,
        item_keys=tuple(item.key for item in items),
        owners=voices_of(items, owner),
        languages=tuple(sorted({item.lang for item in items})),
        regions=tuple(regions),
        first_at=min(times),
        last_at=max(times),
    )
