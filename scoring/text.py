"""Sentences and offsets: what every later step counts on.

``sentences`` cuts a text where a reader would, and ``Rewriting`` remembers what was
replaced, so that a position in the redacted text can be led back to the words as they
were published.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from data.model import Edit

_CAPITALS = "А-ЯЁӘҒҚҢӨҰҮҺІ"


@dataclass(frozen=True, slots=True)
class Replacement:
    """Characters [start, end) of a text give way to ``new``."""

    start: int
    end: int
    new: str


class Rewriting:
    """A text, what was replaced in it, and the way between the two."""

    def __init__(self, text: str, replacements: Iterable[Replacement]) -> None:
        self.old = text
        self.replacements = tuple(sorted(replacements, key=lambda r: r.start))
        pieces: list[str] = []
        self._old: list[int] = []
        self._new: list[int] = []
        at = length = 0
        for item in self.replacements:
            pieces += [text[at : item.start], item.new]
            length += item.start - at + len(item.new)
            at = item.end
            self._old.append(item.end)
            self._new.append(length)
        pieces.append(text[at:])
        self.text = "".join(pieces)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The replacements as the model keeps them."""
        return tuple(Edit(r.start, r.end, len(r.new)) for r in self.replacements)

    def forward(self, position: int) -> int:
        """Lead a position of the old text to the new one (inside an edit: its end)."""
        i = bisect_right(self._old, position) - 1
        shift = self._new[i] - self._old[i] if i >= 0 else 0
        if i + 1 < len(self.replacements):
            following = self.replacements[i + 1]
            if position > following.start:
                return following.start + shift + len(following.new)
        return position + shift

    def back(self, position: int, *, end: bool = False) -> int:
        """Lead a position of the new text back (inside an edit: to its outer bound)."""
        i = bisect_right(self._new, position) - 1
        shift = self._old[i] - self._new[i] if i >= 0 else 0
        if i >= 0 and end and position == self._new[i]:
            return self._old[i]
        if i + 1 < len(self.replacements):
            following = self.replacements[i + 1]
            start = following.start - shift
            if position > start:
                return following.end if end else following.start
        return position + shift


class Taken:
    """Spans of a text that are spoken for; tells at once whether another is free."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []  # the furthest end so far
        for start, end in sorted(spans):
            self._starts.append(start)
            self._ends.append(max(end, self._ends[-1]) if self._ends else end)

    def is_free(self, start: int, end: int) -> bool:
        """Tell whether no span taken overlaps [start, end)."""
        at = bisect_left(self._starts, end)
        return at == 0 or self._ends[at - 1] <= start

    def take(self, start: int, end: int) -> None:
        """Take a span that is free."""
        at = bisect_left(self._starts, end)
        self._starts.insert(at, start)
        self._ends.insert(at, end)


def joined(first: Rewriting, second: Rewriting) -> Rewriting:
    """Two rewritings as one: the second goes on with what the first made.

    Takes time in proportion to the replacements. What both touch becomes one
    replacement.
    """
    found: list[Replacement] = []
    before = after = 0  # old text - text between, new text - text between
    for start, end, group in _met(first, second):
        left, right = start + before, start + after
        for item, is_first in group:
            grown = len(item.new) - (item.end - item.start)
            if is_first:
                before -= grown
            else:
                after += grown
        found.append(Replacement(left, end + before, second.text[right : end + after]))
    rewriting = Rewriting(first.old, found)
    # Letters changed one for one stand in no replacement.
    rewriting.text = second.text
    return rewriting


#: Replacements of two rewritings that touch the same characters of the text between.
_Group = list[tuple[Replacement, bool]]


def _met(first: Rewriting, second: Rewriting) -> Iterator[tuple[int, int, _Group]]:
    """Yield what was replaced, as bounds in the text between, with what overlaps."""
    shift = 0
    spans = [(r.start, r.end, 1, r) for r in second.replacements]
    for r in first.replacements:
        start = r.start + shift
        spans.append((start, start + len(r.new), 0, r))
        shift += len(r.new) - (r.end - r.start)
    spans.sort(key=lambda span: span[:3])
    group: _Group = []
    begins = ends = 0
    for start, end, which, item in spans:
        if group and start >= ends:
            yield begins, ends, group
            group = []
        if not group:
            begins, ends = start, end
        ends = max(ends, end)
        group.append((item, which == 0))
    if group:
        yield begins, ends, group


def lowered(text: str) -> str:
    """Return the text in lower case, letter for letter: no offset moves."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


# --- sentences ---------------------------------------------------------------------

#: After these a full stop ends no sentence.
_ABBREVIATION = re.compile(
    r"г|гг|ул|пр|просп|д|кв|стр|корп|обл|р\-н|с|пос|дер|н|в|вв|до|н\.э|тыс|млн"
    r"|млрд|трлн|руб|тг|тенге|коп|т|п|пп|ст|ч|чел|им|ген|акад|проф|доц|д\-р"
    r"|канд|св|см|рис|напр|т\.е|т\.к|т\.д|т\.п|и\.о|врио|зам|нач|гл|ред|изд|др"
    r"|ж|жж|қ|ауд|көш|даң|т\.б|т\.с\.с|т\.ж|мыс|м\.а|мың|теңге|б|ғ|ғғ|ш|mr|mrs"
    r"|ms|dr|prof|st|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|inc|ltd"
    r"|no|vs|etc|e\.g|i\.e|u\.s|u\.k|gen|col|sgt|rep|sen"
)
#: These may end a sentence all the same when a capitalised word follows.
_MAY_END = frozenset({"г", "гг", "ж", "жж", "т.б", "т.д", "т.п", "др", "пр", "etc"})
_AFTER_NUMBER = frozenset({"г", "гг", "ж", "жж"})
_NUMBERED = re.compile(r"\d ?(?:гг?|жж?)\Z")
_STOP = re.compile(
    r"(?<![.!?…])(?P<stop>[.!?…]++(?:\[\d+\])?[»\"”’)\]]*)(?=\s)|(?P<break>\n\s*+)"
)
_WORD_BEFORE = re.compile(r"[^\W_](?:[\w.-]*[^\W_])?$")
_OPENS = re.compile(r"\s*+[«\"“„(\[—–-]*+\s*+(?P<first>\w)")
_INITIAL = re.compile(rf"^[{_CAPITALS}A-Z]$")


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the bounds of every sentence, without the white space around it."""
    bounds: list[tuple[int, int]] = []
    start = 0
    for stop in _STOP.finditer(text):
        if stop["break"] is None and not _ends(text, stop.start(), stop.end()):
            continue
        _append(bounds, text, start, stop.end())
        start = stop.end()
    _append(bounds, text, start, len(text))
    return bounds


def _append(bounds: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = end - (len(piece) - len(piece.rstrip()))
    if left < right:
        bounds.append((left, right))


def _ends(text: str, at: int, after: int) -> bool:
    """Tell whether the stop at ``text[at:after]`` ends a sentence."""
    following = _OPENS.match(text, after)
    if following is None:
        return True
    if text[at] in "!?…":
        return not following["first"].islower()
    word = _WORD_BEFORE.search(text, max(0, at - 24), at)
    if word is None:
        return not following["first"].islower()
    last = word.group()
    if _INITIAL.match(last):
        # "А. Иванов", "А. Б. Иванов"; "витамин С." before a new sentence is rare.
        return False
    if _ABBREVIATION.fullmatch(last.lower()):
        if last.lower() in _AFTER_NUMBER and not _NUMBERED.search(
            text[max(0, at - 6) : at]
        ):
            return False  # "г. Алматы" is a town, "2020 г. Алматы" a year
        return last.lower() in _MAY_END and following["first"].isupper()
    return not following["first"].islower()
