"""Texts without a signal of their own that speak of an open story of their place.

Officials say «the situation in the village»; an everyday report of a brawl comes a day
before others call it ethnic. Within seven days such a text joins the story, so that a
reader sees the whole of it; it raises nothing by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from data.model import Item
from scoring.embedding import DIMENSIONS, Embedder
from scoring.joining import Bonds
from scoring.likeness import WINDOW, Likeness, Row
from scoring.tellings import Telling, meaning_of, tellings, word_vectors

#: Texts dropped for these reasons tell of nothing that happened here.
NOT_HERE = frozenset({"abroad", "not_kazakhstan", "sport", "foreign_language"})
#: Cosine of words from which it is worth asking whether two texts are of one event.
WORTH_ASKING = 0.06
#: The same where there are no vectors to ask.
AKIN = 0.35
#: So much surer than the border a text without a signal must be.
SURE = 3.0


def remembered(
    quiet: Iterable[Item],
    told: Mapping[str, Sequence[Item]],
    embedder: Embedder | None,
    bonds: Bonds,
) -> dict[str, str]:
    """Return which of the quiet items belong to which open story (key → story).

    ``told`` are the items of the stories by name. A vague text that names no district
    joins when its region has one open story only.
    """
    story_of = {item.key: name for name, items in told.items() for item in items}
    candidates = [item for item in quiet if _may_follow(item)]
    if not candidates or not story_of:
        return {}
    own = [item for items in told.values() for item in items]
    everyone = tellings([*own, *candidates])
    known = [t for t in everyone if t.item.key in story_of]
    for telling in known:
        telling.story = story_of[telling.item.key]
    near = _by_place(known)
    words = word_vectors(everyone)
    plain, least = Likeness(words), AKIN if embedder is None else WORTH_ASKING
    asked = [
        (telling, others)
        for telling in everyone
        if telling.item.key not in story_of
        and (others := _worth_asking(telling, near, plain, least, bonds))
    ]
    likeness = Likeness(words, _vectors(everyone, asked, embedder))
    found = {
        telling.item.key: _surest(telling, others, likeness)
        for telling, others in asked
    }
    return {key: story for key, story in found.items() if story is not None}


def _may_follow(item: Item) -> bool:
    return (
        not item.risk
        and not item.protective
        and item.published_at is not None
        and item.dropped not in NOT_HERE
    )


def _by_place(known: Iterable[Telling]) -> dict[str, list[Telling]]:
    near: dict[str, list[Telling]] = {}
    for telling in known:
        for place in (*telling.item.regions, *telling.places):
            near.setdefault(place, []).append(telling)
    return near


def _worth_asking(
    telling: Telling,
    near: Mapping[str, Sequence[Telling]],
    likeness: Likeness,
    least: float,
    bonds: Bonds,
) -> list[Telling]:
    """The reports of open stories that a quiet text can be about."""
    places = telling.places or set(telling.item.regions)
    parted = bonds.parted_from(telling.item.key)
    others = {
        other.row: other
        for place in places
        for other in near.get(place, ())
        if abs(other.at - telling.at) <= WINDOW and other.item.key not in parted
    }
    here = [others[row] for row in sorted(others)]
    if telling.is_vague:
        before = [other for other in here if other.at <= telling.at]
        is_plain = bool(telling.places) or len({o.story for o in before}) == 1
        return before if is_plain else []
    if not telling.places or not here:
        return []
    return here if likeness.words_alike(telling, here).max() >= least else []


def _vectors(
    everyone: Sequence[Telling],
    asked: Sequence[tuple[Telling, Sequence[Telling]]],
    embedder: Embedder | None,
) -> Row | None:
    """Vectors of those that are asked about, and of those they are compared with."""
    if embedder is None:
        return None
    rows = np.zeros((len(everyone), DIMENSIONS), np.float32)
    wanted = sorted({t.row for one, others in asked for t in (one, *others)})
    if wanted:
        rows[wanted] = embedder.embed([meaning_of(everyone[row]) for row in wanted])
    return rows


def _surest(
    telling: Telling, others: Sequence[Telling], likeness: Likeness
) -> str | None:
    """The story it belongs to, if it surely does."""
    sums = likeness.of(telling, others)
    best = int(np.argmax(sums))
    if telling.is_vague or sums[best] >= SURE:
        return others[best].story
    return None
