"""Which items tell the same event: the story is the unit of counting.

Within a language by near-duplicate text (cosine of hashed word pairs); across
languages by the same place and signal on near dates. A reprint never adds a report:
only distinct owners do. Self-names of peoples are one word here too: exchanging them
neither joins nor parts what was told.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import HashingVectorizer

from data.model import Item, Source, Story
from data.reference import load
from scoring.text import Rewriting
from scoring.understanding import tools_for

WINDOW = timedelta(days=7)  # beyond it the same words are another event
NEAR_DUPLICATE = 0.5  # cosine from which two texts are one report rewritten
SAME_PLACE = 0.3  # cosine that suffices for the same place, signal and near dates
NEAR_DATES = timedelta(hours=36)  # a translation follows its original soon

_vectorizer = HashingVectorizer(
    ngram_range=(1, 2),
    n_features=2**18,
    norm="l2",
    alternate_sign=False,
    lowercase=True,
    token_pattern=r"(?u)\b\w\w+\b",
)


@dataclass(slots=True)
class _Telling:
    """One item as the comparison sees it."""

    item: Item
    row: int
    at: datetime
    codes: frozenset[str]
    story: str | None = None
    places: frozenset[str] = field(default_factory=frozenset)


class _Neighbours:
    """Which tellings can be of one event at all: near dates, no other region.

    Looked up by region and day, so that the work grows with the number of items and
    not with its square.
    """

    def __init__(self, tellings: Sequence[_Telling]) -> None:
        self._tellings = tellings
        self._times = [telling.at for telling in tellings]
        self._rows: dict[str, list[int]] = {}  # region, or "" where none was named
        for telling in tellings:
            for region in set(telling.item.regions) or {""}:
                self._rows.setdefault(region, []).append(telling.row)

    def of(self, telling: _Telling) -> list[_Telling]:
        """The others that have a story already, in order of time."""
        first = bisect_left(self._times, telling.at - WINDOW)
        after = bisect_right(self._times, telling.at + WINDOW)
        near: Iterable[int] = range(first, after)
        if telling.item.regions:
            found: set[int] = set()
            for region in (*telling.item.regions, ""):
                rows = self._rows.get(region, [])
                found.update(rows[bisect_left(rows, first) : bisect_left(rows, after)])
            near = sorted(found)
        return [
            self._tellings[row]
            for row in near
            if row != telling.row and self._tellings[row].story is not None
        ]


def join_stories(items: Sequence[Item], sources: Iterable[Source]) -> list[Story]:
    """Give every item without a story one, new or known; return the changed stories.

    ``items`` are the new ones together with those of the window around them. Undated
    items are compared as of their collection. Work goes in order of publication, so
    that the same items always make the same stories.
    """
    tellings = _tellings(items)
    if not tellings:
        return []
    vectors = _vectorizer.transform([_words(telling.item) for telling in tellings])
    neighbours = _Neighbours(tellings)
    changed: dict[str, list[_Telling]] = {}
    for telling in tellings:
        if telling.story is None:
            others = neighbours.of(telling)
            telling.story = _find(telling, others, vectors) or _name(telling.item)
            changed[telling.story] = []
    owner = {source.id: source.owner for source in sources}
    for telling in tellings:
        if telling.story in changed:
            changed[telling.story].append(telling)
    return [_story(story, changed[story], owner) for story in sorted(changed)]


def _words(item: Item) -> str:
    whole = f"{item.title}\n{item.text}"
    lexicon = tools_for(load()).lexicon
    return Rewriting(whole, lexicon.ethnonyms(whole)).text


def _tellings(items: Sequence[Item]) -> list[_Telling]:
    def when(item: Item) -> datetime:
        return item.published_at or item.collected_at

    ordered = sorted(items, key=lambda item: (when(item), item.key))
    return [
        _Telling(
            item=item,
            row=row,
            at=when(item),
            codes=frozenset(signal.code for signal in item.risk or item.protective),
            story=item.story_id,
            places=frozenset(item.districts),
        )
        for row, item in enumerate(ordered)
    ]


def _find(
    telling: _Telling, others: Sequence[_Telling], vectors: csr_matrix
) -> str | None:
    """The story of the most similar other telling, if similar enough."""
    if not others:
        return None
    rows = vectors[[other.row for other in others]]
    alike = (rows @ vectors[telling.row].T).toarray().ravel()
    best = int(np.argmax(alike))
    if alike[best] >= NEAR_DUPLICATE:
        return others[best].story
    return _same_event(telling, others, alike)


def _same_event(
    telling: _Telling, others: Sequence[_Telling], alike: NDArray[np.float64]
) -> str | None:
    """The nearest story in time of the same place and signal, told in other words.

    In one language the words must still be akin; across languages place, signal and
    date decide, unless the story is already told in this language in other words:
    then it is another event of the same quarrel.
    """
    akin = [other for other in others if _is_akin(telling, other)]
    stories = {other.story for other in akin}
    likeness: dict[str, dict[str, float]] = {}  # story → language → best cosine
    begun: dict[str, datetime] = {}
    for other, cosine in zip(others, alike, strict=True):
        if other.story not in stories:
            continue
        by_language = likeness.setdefault(str(other.story), {})
        lang = other.item.lang
        by_language[lang] = max(by_language.get(lang, 0.0), float(cosine))
        begun[str(other.story)] = min(begun.get(str(other.story), other.at), other.at)
    for other in sorted(akin, key=lambda o: (abs(o.at - telling.at), o.item.key)):
        story = str(other.story)
        best = likeness[story].get(telling.item.lang)
        if abs(begun[story] - telling.at) <= NEAR_DATES and (
            best is None or best >= SAME_PLACE
        ):
            return story
    return None


def _is_akin(one: _Telling, other: _Telling) -> bool:
    return (
        bool(one.codes & other.codes)
        and bool(one.places & other.places)
        and bool(one.item.risk) == bool(other.item.risk)
    )


def _name(item: Item) -> str:
    return f"s:{item.key.split(':', 1)[-1]}"


def _story(story: str, tellings: Sequence[_Telling], owner: dict[str, str]) -> Story:
    items = [telling.item for telling in tellings]
    owners = dict.fromkeys(owner.get(i.source_id, i.source_id) for i in items)
    regions = dict.fromkeys(region for i in items for region in i.regions)
    return Story(
        id=story,
        item_keys=tuple(i.key for i in items),
        owners=tuple(owners),
        languages=tuple(sorted({i.lang for i in items})),
        regions=tuple(regions),
        first_at=min(t.at for t in tellings),
        last_at=max(t.at for t in tellings),
    )
