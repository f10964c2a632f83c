"""Items as the joining of stories sees them: when, where, and in which words.

Self-names of peoples are one word here: exchanging them neither joins nor parts what
was told. Names of places and things are compared by their consonants, so that
Дербісекте, Дербисек and Derbisek are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import HashingVectorizer

from data.model import Item
from data.reference import load
from data.taxonomy import PLACEHOLDER
from scoring.follow_ups import is_vague
from scoring.text import Rewriting
from scoring.tools import tools_for

#: Characters of an item that are compared: who reads them knows what happened.
LEAD = 1500
#: Characters that are embedded: title and lead; the model reads no more at a time.
EMBEDDED = 700
#: Names shorter than this many consonants are too like others.
SKELETON = 3
#: Kinds of places that ``regions`` and ``districts`` tell of already.
_WIDE = frozenset({"region", "district", "national", "foreign", "home"})

_vectorizer = HashingVectorizer(
    ngram_range=(1, 2),
    n_features=2**18,
    norm="l2",
    alternate_sign=False,
    lowercase=True,
    token_pattern=r"(?u)\b\w\w+\b",
)
_NAME = re.compile(
    r"(?<![.!?…\n«“\"—-] )(?<=[^\W_,;:»)] )[^\W\d_a-zа-яёәғқңөұүһі]\w{2,}"
)
_LETTERS = str.maketrans(
    dict(zip("бвгғджзкқлмнңпрстфхцчшщ", "bvggdzzkklmnnprstfkcsss", strict=True))
    | dict.fromkeys("аеёиоуыэюяәөұүіһйъьaeiouyjwh'’", "")
    | {"q": "k", "x": "ks"}
)


@dataclass(slots=True)
class Telling:
    """One item as the comparison sees it; ``row`` is its place in order of time."""

    item: Item
    row: int
    at: datetime
    names: frozenset[str]
    places: frozenset[str]  # districts
    codes: frozenset[str] = frozenset()
    story: str | None = None
    is_vague: bool = False  # speaks of an event without telling which
    words: str = field(default="", repr=False)  # masked title and lead


def when(item: Item) -> datetime:
    """The time an item is compared by: undated ones stand where they were met."""
    return item.published_at or item.collected_at


def tellings(items: Iterable[Item]) -> list[Telling]:
    """The items in order of time, each with what it is compared by."""
    ordered = sorted(items, key=lambda item: (when(item), item.key))
    return [_telling(item, row) for row, item in enumerate(ordered)]


def word_vectors(told: Sequence[Telling]) -> csr_matrix:
    """One row of hashed words and word pairs for each, of length 1."""
    return _vectorizer.transform([telling.words for telling in told])


def meaning_of(telling: Telling) -> str:
    """The text whose vector tells what happened, for an embedder."""
    return telling.words[:EMBEDDED].replace(PLACEHOLDER, "этнос")


def _telling(item: Item, row: int) -> Telling:
    lexicon = tools_for(load()).lexicon
    text = item.text[:LEAD]
    masked = [
        Rewriting(part, lexicon.ethnonyms(part)).text for part in (item.title, text)
    ]
    return Telling(
        item=item,
        row=row,
        at=when(item),
        names=names_of(item),
        places=frozenset(item.districts),
        codes=frozenset(signal.code for signal in item.risk or item.protective),
        story=item.story_id,
        is_vague=is_vague(f"{item.title}\n{item.text}", item.lang),
        words="\n".join(masked),
    )


def names_of(item: Item) -> frozenset[str]:
    """The consonants of names in an item that no region or district goes by.

    Words with a capital inside a sentence, and the settlements that were recognised; of
    an English title none, for there every word has one.
    """
    found = {p.words for p in item.places if p.kind == "settlement"}
    for part, text in (("title", item.title), ("text", item.text[:LEAD])):
        if part == "title" and item.lang == "en":
            continue
        taken = [
            (p.start, p.end) for p in item.places if p.part == part and p.kind in _WIDE
        ]
        taken += [(r.start, r.end) for r in tools_for(load()).lexicon.ethnonyms(text)]
        for name in _NAME.finditer(text):
            if not any(
                start < name.end() and name.start() < end for start, end in taken
            ):
                found.add(name.group())
    return frozenset(key for name in found if len(key := skeleton(name)) >= SKELETON)


def skeleton(name: str) -> str:
    """The first consonants of a name, alike in Kazakh, Russian and English."""
    bare = re.sub(r"\W|\d|_", "", name.lower().translate(_LETTERS))
    return re.sub(r"(.)\1+", r"\1", bare)[:SKELETON]
