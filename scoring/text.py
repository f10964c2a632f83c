"""Characters, sentences and offsets: what every later step counts on.

``normalise`` repairs how letters were typed, ``sentences`` cuts a text where a reader
would, and ``Rewriting`` remembers what was replaced, so that a position in the redacted
text can be led back to the words as they were published.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from data.model import Edit

_CYR = "а-яёәғқңөұүһі"
_CYR_UP = "А-ЯЁӘҒҚҢӨҰҮҺІ"
#: Latin letters typed inside Cyrillic words (and the reverse), one for one.
_TO_CYRILLIC = str.maketrans("aceiopxyhkmtABCEHIKMOPTXY", "асеіорхуһкмтАВСЕНІКМОРТХУ")
_TO_LATIN = str.maketrans("асеіорхуАВСЕНІКМОРТХУ", "aceiopxyABCEHIKMOPTXY")
_MIXED = re.compile(
    rf"(?<![^\W\d_])(?=[^\W\d_]*[{_CYR}{_CYR_UP}])(?=[^\W\d_]*[A-Za-z])[^\W\d_]+(?![^\W\d_])"
)
_CYRILLIC_LETTER = re.compile(f"[{_CYR}{_CYR_UP}]")
#: Signs that say the same thing in one character: spaces, dashes, the dotted capital I,
#: and the Kazakh letters of old 8-bit fonts (Ў for Ғ is left alone: it is Uzbek).
_PLAIN = str.maketrans(
    {
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u2007": " ",
        "\u2011": "-",
        "\u2010": "-",
        "\u0130": "I",
        "\u04c0": "І",
        "\u0407": "І",
    }
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]+")
_COMPOSED = re.compile("[^\u0300-\u036f][\u0300-\u036f]+")


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


def normalise(text: str) -> Rewriting:
    """Return the text with its letters repaired: composed, of one script, visible."""
    found = [Replacement(m.start(), m.end(), "") for m in _INVISIBLE.finditer(text)]
    if not unicodedata.is_normalized("NFC", text):
        for m in _COMPOSED.finditer(text):
            composed = unicodedata.normalize("NFC", m.group())
            if composed != m.group():
                found.append(Replacement(m.start(), m.end(), composed))
    rewriting = Rewriting(text, found)
    plain = rewriting.text.translate(_PLAIN)
    rewriting.text = _MIXED.sub(_one_script, plain)
    return rewriting


def _one_script(found: re.Match[str]) -> str:
    """Return a word of two scripts in the script most of its letters belong to."""
    word = found.group()
    cyrillic = len(_CYRILLIC_LETTER.findall(word))
    if cyrillic * 2 >= len(word):
        return word.translate(_TO_CYRILLIC)
    return word.translate(_TO_LATIN)


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
    r"(?P<stop>[.!?…]+(?:\[\d+\])?[»\"”’)\]]*)(?=\s)|(?P<break>\s*\n\s*)"
)
_WORD_BEFORE = re.compile(r"[^\W_](?:[\w.-]*[^\W_])?$")
_OPENS = re.compile(r"\s*[«\"“„(\[—–-]*\s*(?P<first>\w)")
_INITIAL = re.compile(rf"^[{_CYR_UP}A-Z]$")


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
