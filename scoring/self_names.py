"""Where self-names of peoples stand in a text, in any form.

They are found only to be masked: what follows sees one fixed word for all of them.
Names of persons made of them ("Орысбаев", "Иван Греков") are none: they are private.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import ahocorasick

from data.reference import Ethnonym
from scoring.text import lowered

_REST = re.compile(r"\w*")
#: What makes a person's name of a self-name, whoever is meant.
_OF_PERSONS = re.compile(
    r"(?:бай|бае|бек|хан|әлі|али|жан|гүл|ғали|құл|ұлы|қызы|bay|bai|bae|bek|khan|ali)"
)
#: These end surnames as well as plurals ("греков"): the place in the sentence tells.
_SURNAME = re.compile(
    r"(?:ин)?(?:ов|ев|ин|ov|ev|in)(?:а|у|ым|ой|е|ых|тың|қа|ты|пен|ның|ға|ны|мен|a)?"
)
#: In Cyrillic a capital after these says nothing: a sentence begins.
_BEGINS = re.compile(r"[^\w\s,;]\s*\Z|\n\s*\Z|\A\s*\Z")
_INITIAL = re.compile(r" [^\W\d_]\.")
_REACH = 12


class SelfNames:
    """All listed self-names, found by their stems at the beginning of a word."""

    def __init__(self, ethnonyms: Iterable[Ethnonym]) -> None:
        barred: dict[str, list[str]] = {}  # one stem may stand in several languages
        for ethnonym in ethnonyms:
            stem = ethnonym.stem.lower()
            rests = barred.setdefault(stem, [])
            rests += [e[len(stem) :].lower() for e in ethnonym.exceptions]
        self._automaton = ahocorasick.Automaton()
        for stem, rests in barred.items():
            self._automaton.add_word(stem, (len(stem), tuple(rests)))
        self._empty = not barred
        if barred:
            self._automaton.make_automaton()

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the bounds of every word that begins with a self-name, in order."""
        if self._empty:
            return
        low = lowered(text)
        at = -1
        for start, end in sorted(self._stems(low), key=lambda s: (s[0], -s[1])):
            if start < at:
                continue  # inside the word found before
            found = _REST.match(low, end)
            at = found.end() if found is not None else end
            if not _is_person(text, start, end, at):
                yield start, at

    def _stems(self, low: str) -> Iterator[tuple[int, int]]:
        for last, (length, barred) in self._automaton.iter(low):
            start, end = last - length + 1, last + 1
            if start and _is_word(low[start - 1]):
                continue
            if not (barred and low.startswith(barred, end)):
                yield start, end


def _is_person(text: str, start: int, stem: int, end: int) -> bool:
    """Tell whether a word is a person's name: by its capital and its ending."""
    rest = text[stem:end].lower()
    if not rest or not text[start].isupper():
        return False
    if _OF_PERSONS.match(rest):
        return True
    if not _SURNAME.fullmatch(rest) or text[start:end].isupper():
        return False
    if _INITIAL.match(text, end):
        return True
    before = text[max(0, start - _REACH) : start]
    initial = before.endswith(". ") and before[-3:-2].isupper()
    return initial or _BEGINS.search(before) is None


def _is_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"
