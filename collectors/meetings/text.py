"""A report as sentences with their places: what every reader of a meeting starts from.

Knows how lines, bullets, labels ("Место: …") and quoted speech are written in Kazakh,
Russian and English; knows nothing of meetings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

#: Nobody writes longer reports; what follows is site furniture or an attack.
LONGEST = 60_000
#: A report says what was held in its headline or in its first sentences.
LEAD_SENTENCES = 12
LEAD_LENGTH = 3_500
#: A quotation that is never closed does not swallow the rest.
_LONGEST_QUOTE = 600
_LONGEST_SENTENCE = 1_500

_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:г|гг|ж|жж|им|ул|обл|т\.д|т\.б|т\.е|т\.г|тыс|млн|млрд|Mr|Ms|Dr|Jan"
    r"|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[А-ЯӘҒҚҢӨҰҮҺІA-Z])\.$"
)
_BREAK = re.compile(r"(?<=[.!?…])[\"”»]?\s+(?=[\"“«„(—–-]{0,2}\s?[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ\d])")
_BULLET = re.compile(
    r"^[\s\W]*?(?:(?:\d{1,2}[.)]){1,2}\s+|\d{1,2}\.\d{1,2}\.?\s+|\d\ufe0f?\u20e3\s*"
    r"|[а-яa-z]\)\s+|[-–—•*·▪▫◾✅✔☑📌🔹🔸➡►●○■□]\ufe0f?\s*)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^\W{0,4}([^\W\d][^:|\n.]{2,45}?)\s*[:|]\s*")
#: «Words», — said so and so; "— Words, — деді ол"; a name in quotation marks is none.
_SPEECH = re.compile(
    r"\s*(?:[«„“\"](?:[^»”\"]*$|[^»”\"]+[»”\"][,.!?…]?\s*(?:$|[—–-]))"
    r"|[—–-]\s.+[,!?…]\s[—–])"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at its place in the whole (title, line break, text)."""

    text: str
    start: int
    end: int
    line: int  # its line of the whole; the title is line 0
    is_quoted: bool  # somebody's words, from the first to the last

    @property
    def label(self) -> str:
        """What stands before a colon or a bar at its beginning, in small letters."""
        found = _LABEL.match(self.text)
        return found.group(1).casefold() if found else ""

    @property
    def value(self) -> str:
        """What follows the label, or the sentence itself."""
        return _LABEL.sub("", self.text, count=1)


@dataclass(frozen=True)
class Report:
    """A text with its title, cut to :data:`LONGEST`; ``lang``: "kk", "ru" or "en"."""

    title: str
    text: str
    lang: str = ""

    @cached_property
    def whole(self) -> str:
        """Title and text with a line break between them."""
        title = self.title.replace("\n", " ")
        return f"{title}\n{self.text}"[:LONGEST]

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences; the title is the first."""
        return tuple(split(self.whole))

    @cached_property
    def lead_text(self) -> str:
        """The characters of the lead."""
        return self.whole[:LEAD_LENGTH]

    @cached_property
    def lead(self) -> tuple[Sentence, ...]:
        """The sentences in which a report says what was held."""
        found: list[Sentence] = []
        for sentence in split(self.lead_text):
            found.append(sentence)
            if len(found) > LEAD_SENTENCES:
                break
        return tuple(found)

    @cached_property
    def language(self) -> str:
        """The language given, or the one its letters show."""
        return self.lang or letters_language(self.lead_text)


def letters_language(text: str) -> str:
    """Kazakh by its own letters, else Russian or English by the alphabet."""
    cyrillic = len(re.findall(r"[а-яёәғқңөұүһі]", text, re.IGNORECASE))
    latin = len(re.findall(r"[a-z]", text, re.IGNORECASE))
    if latin > cyrillic:
        return "en"
    own = len(re.findall(r"[әғқңөұүһі]", text, re.IGNORECASE))
    return "kk" if own * 20 > cyrillic else "ru"


def split(whole: str) -> Iterator[Sentence]:
    """The sentences of a text; a line break always ends one."""
    at = 0
    for number, line in enumerate(whole.split("\n")):
        inside = False
        for start, end in _spans(line):
            piece = line[start:end]
            opened, closed = piece.count("«"), piece.count("»")
            is_quoted = inside or _SPEECH.match(piece) is not None
            inside = (inside or opened > closed) and opened >= closed
            stripped = piece.strip()
            if stripped:
                first = at + start + piece.index(stripped[0])
                yield Sentence(
                    stripped, first, first + len(stripped), number, is_quoted
                )
        at += len(line) + 1


def _spans(line: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of one line begin and end."""
    start = counted = depth = 0
    last_closing = line.rfind("»")
    for gap in _BREAK.finditer(line):
        depth += line.count("«", counted, gap.end()) - line.count(
            "»", counted, gap.end()
        )
        counted = gap.end()
        if depth > 0 and gap.end() - start < _LONGEST_QUOTE and counted <= last_closing:
            continue
        before = line[max(start, gap.start() - 12) : gap.start()]
        if _ABBREVIATION.search(before):
            continue
        yield from _pieces(line, start, gap.end())
        start, depth = gap.end(), max(depth, 0)
    yield from _pieces(line, start, len(line))


def _pieces(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, cut at spaces where no sentence is so long: the cost is bounded."""
    while end - start > _LONGEST_SENTENCE:
        space = line.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
        cut = space if space > start else start + _LONGEST_SENTENCE
        yield start, cut
        start = cut
    yield start, end


def sentences(text: str) -> list[str]:
    """The sentences of a text as plain words."""
    return [sentence.text for sentence in split(text)]


def without_bullet(line: str) -> tuple[str, int] | None:
    """An item of a list without its bullet or number, and how much was taken off."""
    found = _BULLET.match(line)
    if found is None or not line[found.end() :].strip():
        return None
    return line[found.end() :], found.end()
