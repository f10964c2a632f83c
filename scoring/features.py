"""What the trained heads see of a text: words without peoples, places and persons.

Every self-name of a people is one fixed word, every place another, every person a
third, before anything is counted or embedded; so no head can learn who or where.
Kazakh typed with or without its own letters gives the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations, pairwise

from data.taxonomy import PLACEHOLDER
from scoring.candidates import Sentence
from scoring.concepts import folded, names
from scoring.text import Replacement, Rewriting, Taken

#: Stand for a place and a person in what the heads see.
PLACE_WORD = "ЖЕР"
PERSON_WORD = "АДАМ"
_MARKER = re.compile(r"\[[^\]\d]{2,12}(?: \d+)?\]")
_WORD = re.compile(r"[^\W\d_]+")
#: Words that stand for others: they tell nothing by themselves.
FIXED = frozenset({PLACEHOLDER, PLACE_WORD, PERSON_WORD})
#: What follows a fixed word takes its vowels and consonants from the word that stood
#: there; in one form for all it tells nothing of it.
_ONE_FORM = {
    form: forms[0]
    for forms in (("мен", "бен", "пен"), ("да", "де", "та", "те"), ("ма", "ме", "ба"))
    for form in forms
} | {"бе": "ма", "па": "ма", "пе": "ма"}
_HARMONY = re.compile(rf"(?<={PLACEHOLDER} )(?:{'|'.join(_ONE_FORM)})\b", re.IGNORECASE)
#: Words count by their beginning, which carries the stem in Kazakh and Russian.
STEM = 5
#: What a text embedding is given for the fixed words: words it knows.
_NEUTRAL = {PLACEHOLDER: "этнос", PLACE_WORD: "ауыл", PERSON_WORD: "адам"}


def masked_text(sentence: Sentence) -> str:
    """The sentence as the heads see it: with fixed words for people and places."""
    masks = [
        Replacement(r.start, r.end, PLACEHOLDER) for r in sentence.masked.replacements
    ]
    taken = Taken((r.start, r.end) for r in masks)
    for place in sentence.places:
        start, end = place.start - sentence.start, place.end - sentence.start
        inside = 0 <= start < end <= len(sentence.text)
        if inside and taken.is_free(start, end):
            taken.take(start, end)
            masks.append(Replacement(start, end, PLACE_WORD))
    masked = Rewriting(_unfixed(sentence.text), masks).text
    masked = _MARKER.sub(PERSON_WORD, masked)
    return _HARMONY.sub(lambda found: _ONE_FORM[found.group().lower()], masked)


def _unfixed(text: str) -> str:
    """The text with the fixed words in lower case: "ЖЕР ДАУЫ" names no place."""
    for word in FIXED:
        if word in text:
            text = text.replace(word, word.lower())
    return text


def word_features(masked: str) -> list[str]:
    """The words of a masked text as features: long words, stems, pairs of stems."""
    found = _words(masked)
    stems = [word[:STEM] for word in found]
    pairs = [f"{a} {b}" for a, b in pairwise(stems)]
    return [f"={word}" for word in found if len(word) > STEM] + stems + pairs


def concept_features(masked: Iterable[str]) -> list[str]:
    """The concepts of masked sentences, and the pairs that meet in one of them."""
    found: dict[str, None] = {}
    for sentence in masked:
        here = _concepts(sentence)
        found |= dict.fromkeys(f"#{name}" for name in here)
        found |= dict.fromkeys(f"#{a}+{b}" for a, b in combinations(here, 2))
    return list(found)


@lru_cache(20_000)
def _concepts(masked: str) -> tuple[str, ...]:
    """A sentence is asked about alone and in its text."""
    return tuple(sorted(names(_words(masked))))


def _words(masked: str) -> list[str]:
    return [w if w in FIXED else folded(w) for w in _WORD.findall(masked)]


def neutral(masked: str) -> str:
    """The masked text in words that an embedding knows."""
    for fixed, word in _NEUTRAL.items():
        masked = masked.replace(fixed, word)
    return masked


def words_with(masked: str, features: Iterable[str]) -> list[str]:
    """The words of a masked text, as written, that gave one of these features."""
    wanted = set(features)
    found = []
    for word in _WORD.findall(masked):
        low = word if word in FIXED else folded(word)
        if f"={low}" in wanted or low[:STEM] in wanted:
            found.append(word)
    return list(dict.fromkeys(found))
