"""Which patterns can match a text at all: one pass instead of hundreds of searches.

Most patterns hold words without which they cannot match. These are read out of the
parsed pattern; an automaton finds those that stand in a text, and only the patterns
they belong to are tried. A pattern without such words is always tried, so the sieve
never changes an answer, only the time it takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import ahocorasick

#: A shorter word stands in too many texts to sieve by.
_SHORTEST = 3
#: More alternatives than this: the pattern is tried always.
_MOST = 400


class Sieve:
    """Patterns, and the words that one of them must hold to match."""

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self._always = 0
        masks: dict[str, int] = {}
        for number, pattern in enumerate(patterns):
            words = needed(pattern)
            if words is None:
                self._always |= 1 << number
            else:
                for word in words:
                    masks[word] = masks.get(word, 0) | 1 << number
        self._automaton = ahocorasick.Automaton()
        for word, mask in masks.items():
            self._automaton.add_word(word, mask)
        if masks:
            self._automaton.make_automaton()
        self._empty = not masks

    def may_match(self, text: str) -> int:
        """Return the patterns that may match, as bits: 1 << number."""
        mask = self._always
        if not self._empty:
            for _, found in self._automaton.iter(text):
                mask |= found
        return mask


def bits(mask: int) -> Iterable[int]:
    """The numbers of the set bits, lowest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def needed(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """Return words one of which stands in every match, or None where none is sure."""
    if pattern.flags & re.IGNORECASE:
        return None  # the words may stand there in any case
    return _of_sequence(list(_parser.parse(pattern.pattern, pattern.flags)))


def _of_sequence(nodes: Sequence[tuple[Any, Any]]) -> frozenset[str] | None:
    """Return the best set of words of what stands one after another."""
    found: list[frozenset[str]] = []
    run = ""
    for op, value in nodes:
        if op is _constants.LITERAL:
            run += chr(value)
            continue
        found += _whole(run)
        run = ""
        inner = _of_node(op, value)
        if inner is not None:
            found.append(inner)
    found += _whole(run)
    return max(found, key=_worth, default=None)


def _whole(run: str) -> list[frozenset[str]]:
    return [frozenset({run})] if len(run) >= _SHORTEST else []


def _worth(words: frozenset[str]) -> tuple[int, int]:
    """Longer words and fewer of them sieve better."""
    return min(map(len, words)), -len(words)


def _of_node(op: Any, value: Any) -> frozenset[str] | None:
    if op is _constants.SUBPATTERN:
        return _of_sequence(list(value[-1]))
    if op is _constants.BRANCH:
        return _of_branches([list(branch) for branch in value[1]])
    if op in (_constants.MAX_REPEAT, _constants.MIN_REPEAT) and value[0] > 0:
        return _of_sequence(list(value[2]))
    return None


def _of_branches(
    branches: Sequence[Sequence[tuple[Any, Any]]],
) -> frozenset[str] | None:
    words: set[str] = set()
    for branch in branches:
        inner = _of_sequence(branch)
        if inner is None:
            return None
        words |= inner
    return frozenset(words) if len(words) <= _MOST else None
