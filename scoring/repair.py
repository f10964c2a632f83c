"""How letters were typed, repaired: composed, visible, in one alphabet, without markup.

Nothing here knows a language's words; what a letter stands for is told by the letters
around it. Every repair takes time in proportion to the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from scoring.html_remains import without_html
from scoring.look_alikes import of_one_script
from scoring.text import Replacement, Rewriting, joined
from scoring.wrong_encodings import in_right_encoding, in_unicode_letters

#: Signs that say the same thing in one character: spaces, dashes, the dotted capital I,
#: rare letters that stand for Kazakh ones; and letters of mathematical and wide fonts.
_PLAIN = {
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "\u2007": " ",
    "\u3000": " ",
    "\u0085": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "\u2011": "-",
    "\u2010": "-",
    "\u0130": "I",
    "\u04c0": "І",
    "\u04cf": "і",
    "\u0472": "Ө",
    "\u0473": "ө",
    "\u04c3": "Қ",
    "\u04c4": "қ",
    "\u04c7": "Ң",
    "\u04c8": "ң",
    "\u04c9": "Ң",
    "\u04ca": "ң",
    "\u04f6": "Ғ",
    "\u04f7": "ғ",
}
_FANCY = {
    chr(code): plain
    for first, last in ((0xFF10, 0xFF5A), (0x1D400, 0x1D7FF))
    for code in range(first, last + 1)
    if len(plain := unicodedata.normalize("NFKC", chr(code))) == 1
    and plain != chr(code)
}
_PLAINLY = str.maketrans(_PLAIN | _FANCY)
_UNUSUAL = re.compile(f"[{''.join(_PLAIN)}\uff10-\uff5a\U0001d400-\U0001d7ff]")
#: Soft hyphens, zero-width characters, directions, controls; a joiner stays where it
#: makes one picture of two.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]+"
    "|\u200d(?![\u2190-\u2bff\U0001f000-\U0001faff])"
)
#: More marks on one letter are no spelling.
_COMPOSED = re.compile("[^\u0300-\u036f][\u0300-\u036f]{1,4}")
_STRETCHED = re.compile(r"([^\W\d_])\1\1+")
#: Written three times over by rule: company forms, Roman numerals, addresses.
_TRIPLE = frozenset("OОIІMМСCХXWw")
_VOWELS = frozenset("аәеёиіоөуұүыэюяaiuyıöüäáéúý")
_CAPITALS, _SMALL = "А-ЯЁӘҒҚҢӨҰҮІҺA-Z", "а-яёәғқңөұүіһa-z"
#: So many words in a row in capitals alone: a headline, a cry.
_SHOUTED = re.compile(
    rf"(?<!\w)(?:[{_CAPITALS}]++[^\w\n]{{1,3}}){{3,}}[{_CAPITALS}]++(?!\w)"
)
#: Words that are names of places only with a capital letter, in Kazakh and in Russian.
_COMMON_KAZAKH = re.compile(
    r"\b(?:СУДАН|СУАРУ|ГАЗ[АЕ]?|ЕСІК|ЖЕМ|ТЕМІР(?:ДІ)?|ОРАЛДЫ|ШЕЛЕК|АЛҒА)\b"
    r"(?!\W+(?:ҚАЛА|АУДАН|АУЫЛ|КЕНТ|ТҰРҒЫН))"
)
_COMMON_RUSSIAN = re.compile(r"(?<!ГОРОД )(?<!ГОРОДЕ )\b(?:СЕМЕЙ|ГАЗ[АЕ])\b")
_KAZAKH_CAPITAL = re.compile("[ӘҒҚҢӨҰҮІҺ]")
#: "Б Е С П О Р Я Д К И": so many single letters in a row are one word.
_SPACED = re.compile(
    rf"(?<![\w-])(?:[{_CAPITALS}](?: [{_CAPITALS}]){{4,}}"
    rf"|[{_SMALL}](?: [{_SMALL}]){{4,}})(?![\w-])"
)


def normalise(text: str) -> Rewriting:
    """Return the text with its letters repaired, and the way back to it as given."""
    found = Rewriting(text, ())
    for step in (in_right_encoding, without_html, _visible):
        change = step(found.text)
        if change is not None:
            found = joined(found, change)
    if _UNUSUAL.search(found.text):
        found.text = found.text.translate(_PLAINLY)
    found.text = of_one_script(in_unicode_letters(found.text))
    stretched = list(_stretched(found.text))
    if stretched:
        found = joined(found, Rewriting(found.text, stretched))
    return found


def sober(text: str) -> str:
    """Return the text, letter for letter, with common words no longer in capitals.

    In a headline of capitals a capital letter makes no name: "ЧАСТЬ СЕМЕЙ УЕХАЛА".
    """
    return _SHOUTED.sub(_sobered, text)


def _sobered(run: re.Match[str]) -> str:
    is_kazakh = _KAZAKH_CAPITAL.search(run[0]) is not None
    common = _COMMON_KAZAKH if is_kazakh else _COMMON_RUSSIAN
    return common.sub(lambda word: word[0].lower(), run[0])


def _visible(text: str) -> Rewriting | None:
    """Take out what nobody sees and compose what is one letter."""
    found = [Replacement(m.start(), m.end(), "") for m in _INVISIBLE.finditer(text)]
    change = Rewriting(text, found) if found else None
    between = text if change is None else change.text
    if unicodedata.is_normalized("NFC", between):
        return change
    composed = Rewriting(
        between,
        [
            Replacement(m.start(), m.end(), new)
            for m in _COMPOSED.finditer(between)
            if (new := unicodedata.normalize("NFC", m.group())) != m.group()
        ],
    )
    return composed if change is None else joined(change, composed)


def _stretched(text: str) -> Iterator[Replacement]:
    """Find letters drawn out ("жоооқ") and words spelt with spaces."""
    spaced = list(_SPACED.finditer(text))
    for word in spaced:
        for at in range(word.start() + 1, word.end(), 2):
            yield Replacement(at, at + 1, "")
    for letters in _STRETCHED.finditer(text):
        start, end = letters.span()
        alone = not _letter(text, start - 1) and not _letter(text, end)
        if alone or (end - start == 3 and letters[1] in _TRIPLE):
            continue  # "ООО", "XXX век", "www.", a cry
        inside = _letter(text, start - 1) and _letter(text, end)
        kept = 2 if inside and letters[1].lower() not in _VOWELS else 1
        yield Replacement(start + kept, end, "")


def _letter(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isalpha()
