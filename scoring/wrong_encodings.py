"""Texts that were read in the wrong encoding, read again in the right one.

Two accidents are told by what they leave behind. UTF-8 or windows-1251 bytes taken for
another code page give runs of characters that no language writes. Kazakh fonts from
before Unicode put ә ғ қ ң ө ұ ү һ where that code page has Ukrainian, Serbian and
Macedonian letters: "ЌАЗАЌСТАН", "КЇРШІМ". They are read as Kazakh only where the text
as a whole can be none of those languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from scoring.text import Replacement, Rewriting

# --- bytes taken for another code page -----------------------------------------------


def _page(codec: str, first: int, last: int) -> str:
    """The characters of a code page's bytes; an unused one is a control character."""
    return "".join(
        bytes([byte]).decode(codec, "ignore") or chr(byte)
        for byte in range(first, last + 1)
    )


def _bytes_of(codec: str) -> dict[int, int]:
    """From the characters of a code page to what latin-1 encodes as their bytes."""
    return {ord(char): byte for byte, char in enumerate(_page(codec, 0, 255))}


#: The code pages that UTF-8 is taken for.
_TAKEN_FOR = ("cp1251", "cp1252")
_BYTES = {codec: _bytes_of(codec) for codec in _TAKEN_FOR}


def _sequences(codec: str, first: int, last: int) -> str:
    """A pattern of a UTF-8 sequence of 2, 3 or 4 bytes as the code page shows it."""
    page = partial(_page, codec)
    follows = f"[{re.escape(page(0x80, 0xBF))}]"
    two = f"[{re.escape(page(first, last))}]{follows}"
    three = f"[{re.escape(page(0xE0, 0xEF))}]{follows}{{2}}"
    four = f"[{re.escape(page(0xF0, 0xF4))}]{follows}{{3}}"
    return f"(?:{two}|{three}|{four})"


#: Three Cyrillic letters as six characters: no language writes that.
_SHOWN = {codec: re.compile(_sequences(codec, 0xD0, 0xD3) + "{3}") for codec in _BYTES}
#: Any run of such sequences; "Р " is the letter Р whose second byte became a space.
_RUN = {codec: re.compile(_sequences(codec, 0xC2, 0xDF) + "+") for codec in _BYTES}
#: windows-1251 taken for windows-1252 or latin-1: nearly all letters have accents.
_ACCENTED = re.compile(r"[À-ÖØ-öø-ÿ]")
_ACCENTED_WORD = re.compile(r"[À-ÖØ-öø-ÿ]{4}")
_LETTER = re.compile(r"[^\W\d_]")
_FROM_1252 = {
    old: bytes([byte]).decode("kz1048", "ignore") or chr(byte)
    for page in ({byte: byte for byte in range(0x80, 0xA0)}, _BYTES["cp1252"])
    for old, byte in page.items()
    if byte >= 0x80
}
_SHARE_ACCENTED = 0.6


#: No text of some length lacks а, о and е: how they look then, found faster.
_TRACES = {
    codec: tuple(
        "".join(_page(codec, 0, 255)[byte] for byte in letter.encode())
        for letter in "аое"
    )
    for codec in _BYTES
}


def in_right_encoding(text: str) -> Rewriting | None:
    """Return the text as its bytes were meant, or None where nothing went wrong."""
    for codec in _TAKEN_FOR:
        traced = any(trace in text for trace in _TRACES[codec])
        if traced and _SHOWN[codec].search(text):
            return Rewriting(text, _decoded(text, codec))
    if _ACCENTED_WORD.search(text):
        accented = len(_ACCENTED.findall(text))
        if accented >= _SHARE_ACCENTED * len(_LETTER.findall(text)):
            rewriting = Rewriting(text, ())
            rewriting.text = text.translate(_FROM_1252)
            return rewriting
    return None


def _decoded(text: str, codec: str) -> Iterator[Replacement]:
    for run in _RUN[codec].finditer(text):
        meant = run.group().translate(_BYTES[codec])
        try:
            new = meant.encode("latin-1").decode("utf-8")
        except UnicodeDecodeError:
            continue  # a natural neighbour such as "Р–" in "СССР–Китай"
        yield Replacement(run.start(), run.end(), new)


# --- Kazakh fonts from before Unicode -------------------------------------------------

#: The letters these fonts borrowed, and what stands for the same letter in all of them.
_BORROWED = re.compile("[ЃѓЌќЋћЂђЊњЅѕЈјЎўҐґЄєЇї]")
_SAME_IN_ALL = dict(zip("ЌќЋћЎўҐґЇїЅѕЊњЃѓЈј", "ҚқҺһҰұӨөҮүҢңҢңҒғӘә", strict=True))
#: These are ә in one font and ғ in another: the letters beside them tell which.
_EITHER = ("Єє", "Ђђ")
_VOWELS = "аәеиоөуұүыіэюяєїґўј"
_WORD = re.compile(r"[^\W\d_]+")
_KAZAKH = re.compile("[әғқңөұүһӘҒҚҢӨҰҮҺ]")
#: Serbian and Macedonian letters, and letters that these languages lack.
_SOUTHERN = frozenset("ЃѓЌќЋћЂђЊњЅѕЈј")
_NOT_SOUTHERN = frozenset("ЫыІіЙйЮюЯяЭэЬьЪъЩщЇїЄєҐґЎў")
#: Ukrainian letters, and letters that Ukrainian lacks.
_UKRAINIAN = frozenset("ҐґЄєЇї")
_NOT_UKRAINIAN = _SOUTHERN | frozenset("ЫыЭэЪъЎў")
#: This share of the words with borrowed letters must be words of neither.
_SHARE_IMPOSSIBLE = 0.1
#: Beginnings of Kazakh words as these fonts show them, for headlines.
_BEGINNING = re.compile(
    r"\b(?:ќазаќ|ќалас|ќоѓам|ќоєам|ќўќыќ|ўлт|їкімет|їшін|ґзін|ґзге|ґѕір|ґњір|ґмір|ґтт|кґп"
    r"|кґш|бґл|кїн|тїр|ж[єј]не|м[єј]селе|[єј]кім|халќ|халыќ|жоќ\b|шыќт)",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"\b(?:аудан|ауыл|облыс|тур[ѓє]ын|мен\b|жер\b|дау)", re.IGNORECASE)
_RUSSIAN = re.compile(r"\b(?:и|в|на|с|по|о|у|из|для|та|і|у|про)\b", re.IGNORECASE)


def in_unicode_letters(text: str) -> str:
    """Return the text, letter for letter, without an old Kazakh font's letters."""
    if not _BORROWED.search(text):
        return text
    words = [word for word in _WORD.findall(text) if _BORROWED.search(word)]
    if len(_KAZAKH.findall(text)) > len(words) or not _is_old_font(text, words):
        return text
    table: dict[str, str | int | None] = dict(_SAME_IN_ALL)
    for pair in _EITHER:
        table |= zip(pair, "Әә" if _is_vowel(pair, words) else "Ғғ", strict=True)
    return text.translate(str.maketrans(table))


def _is_old_font(text: str, words: Sequence[str]) -> bool:
    """Tell whether the words are of none of the languages that lent the letters."""
    impossible = sum(_is_impossible(frozenset(word)) for word in words)
    if impossible:
        return impossible >= _SHARE_IMPOSSIBLE * len(words)
    if _BEGINNING.search(text):
        return True
    return bool(_PLAIN.search(text)) and not _RUSSIAN.search(text)


def _is_impossible(letters: frozenset[str]) -> bool:
    return bool(
        (letters & _SOUTHERN and letters & _NOT_SOUTHERN)
        or (letters & _UKRAINIAN and letters & _NOT_UKRAINIAN)
    )


def _is_vowel(pair: str, words: Sequence[str]) -> bool:
    """Tell whether a letter stands between consonants, as ә does and ғ does not."""
    balance = 0
    for word in words:
        low = word.lower()
        for at, letter in enumerate(low):
            if letter == pair[1]:
                beside = low[max(0, at - 1) : at] + low[at + 1 : at + 2]
                balance += -1 if any(c in _VOWELS for c in beside) else 1
    return balance > 0
