"""Which concepts a text speaks of, in whatever of the three languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from data.concepts import Concepts, load_concepts

#: Letters of Kazakh as they are typed on a Russian keyboard; signs that come and go.
_FOLDED = str.maketrans("қғңөұүәіһё", "кгноууаихе", "ъь")
#: Words come again and again; so many different ones are remembered.
_REMEMBERED = 200_000


@lru_cache(_REMEMBERED)
def folded(word: str) -> str:
    """A word as it is compared: lower case, without the letters that come and go."""
    return word.lower().translate(_FOLDED)


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry by its longest word; ``others`` stand so many words from it."""

    concept: str
    whole: bool
    others: tuple[tuple[int, str, bool], ...]


class ConceptFinder:
    """All entries of all concepts, found by their longest word."""

    def __init__(self, concepts: Concepts) -> None:
        self._by_start: dict[str, list[_Entry]] = {}
        for name, languages in concepts.items():
            for entry in sorted({e for of in languages.values() for e in of}):
                self._add(name, [_word(word) for word in entry.split(" ")])
        self._longest = max(map(len, self._by_start), default=0)
        # What begins a word is asked for every word of every text.
        self._entries = lru_cache(_REMEMBERED)(self._look_up)

    def _add(self, name: str, words: Sequence[tuple[str, bool]]) -> None:
        key = max(range(len(words)), key=lambda i: len(words[i][0]))
        start, whole = words[key]
        others = tuple(
            (i - key, word, full) for i, (word, full) in enumerate(words) if i != key
        )
        self._by_start.setdefault(start, []).append(_Entry(name, whole, others))

    def _look_up(self, word: str) -> tuple[_Entry, ...]:
        found: list[_Entry] = []
        for end in range(1, min(len(word), self._longest) + 1):
            for entry in self._by_start.get(word[:end], ()):
                if not entry.whole or end == len(word):
                    found.append(entry)
        return tuple(found)

    def find(self, words: Sequence[str]) -> set[str]:
        """Return the concepts that these folded words speak of."""
        found: set[str] = set()
        for at, word in enumerate(words):
            for entry in self._entries(word):
                if entry.concept not in found and _stands(entry, words, at):
                    found.add(entry.concept)
        return found


def _word(word: str) -> tuple[str, bool]:
    return folded(word.removesuffix("!")), word.endswith("!")


def _stands(entry: _Entry, words: Sequence[str], at: int) -> bool:
    """Tell whether the other words of an entry stand around its longest one."""
    for offset, start, whole in entry.others:
        i = at + offset
        if not 0 <= i < len(words):
            return False
        if words[i] != start if whole else not words[i].startswith(start):
            return False
    return True


@cache
def finder() -> ConceptFinder:
    """The finder of the concepts of this house."""
    return ConceptFinder(load_concepts())


def names(words: Iterable[str]) -> frozenset[str]:
    """The concepts that a text's folded words speak of."""
    return frozenset(finder().find(list(words)))
