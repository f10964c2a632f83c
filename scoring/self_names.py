"""Where self-names of peoples stand in a text, in any form.

They are found only to be masked: what follows sees one fixed word for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import ahocorasick

from data.reference import Ethnonym
from scoring.text import lowered

_REST = re.compile(r"\w*")


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
            yield start, at

    def _stems(self, low: str) -> Iterator[tuple[int, int]]:
        for last, (length, barred) in self._automaton.iter(low):
            start, end = last - length + 1, last + 1
            if start and _is_word(low[start - 1]):
                continue
            if not (barred and low.startswith(barred, end)):
                yield start, end


def _is_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"
