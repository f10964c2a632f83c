"""Rows of capitalised words, cut where an office or a body stands among them.

"Аким Ержан Жумабеков" is an office and a name, "Фонд Казына" a body: only what is left
between such words may be a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scoring.name_shapes import look
from scoring.name_words import BODY, LEAD, LOW, TITLE, UP

_WORD = (
    rf"[{UP}](?:[{LOW}]+(?:['’ʼ][{LOW}]+)?(?:-[{UP}]?[{LOW}]+)*"
    rf"|[{UP}]+(?:-[{UP}]+)*|\.)"
)
_LINK = (
    r"(?:оглы|оглу|огли|кызы|гызы|қызы|ұлы|улы|уулу|фон|ван"
    r"|ogly|oglu|kyzy|qyzy|uly|von|van)"
)
_RUN = re.compile(
    rf"(?:(?<![\w.])|(?<=\. ))(?<!\w-){_WORD}(?: ?(?<=[ .]){_WORD}| {_LINK}(?![\w-]))*"
)
_PIECE = re.compile(rf"{_WORD}|{_LINK}")
#: How much a word in capitals must look like a name to be no abbreviation.
_LIKE_A_NAME = 30


@dataclass(frozen=True, slots=True)
class Piece:
    """One capitalised word or initial of a run."""

    start: int
    end: int
    word: str

    @property
    def is_initial(self) -> bool:
        """Whether it is "А." and not a word."""
        return self.word.endswith(".")


def runs_of(text: str) -> Iterator[list[Piece]]:
    """The rows of capitalised words of a text, in order."""
    for run in _RUN.finditer(text):
        start = run.start()
        yield [
            Piece(start + m.start(), start + m.end(), m.group())
            for m in _PIECE.finditer(run.group())
        ]


def segments(pieces: Sequence[Piece]) -> Iterator[tuple[int, list[Piece], bool]]:
    """The run cut at words of bodies and offices; whether a body stands beside."""
    start, beside = 0, False
    marks = [_mark(piece.word) for piece in pieces]
    for cut, mark in enumerate([*marks, "end"]):
        if not mark:
            continue
        segment = list(pieces[start:cut])
        if any(not p.is_initial for p in segment):
            yield start, segment, beside or mark == "body"
        start, beside = cut + 1, mark == "body"


@lru_cache(maxsize=1 << 14)
def _mark(word: str) -> str:
    """What a capitalised word is instead of a name: title, body, or "" for a name."""
    lowered = word.lower()
    seen = look(word)
    if word.isupper() and not word.endswith("."):
        short = len(word) < 4 and seen.kind not in ("given", "surname")
        return (
            "body" if short or (not seen.is_sure and seen.score < _LIKE_A_NAME) else ""
        )
    if seen.kind in ("given", "patronymic") or (
        seen.is_sure and seen.score > _LIKE_A_NAME
    ):
        return ""
    if TITLE.match(lowered) or LEAD.match(lowered):
        return "title"
    return "body" if BODY.match(lowered) else ""
