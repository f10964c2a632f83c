"""Where a text names a body of the accord system, in whatever case the name stands.

The names come from the table of institutions; this module only knows how words of
Kazakh, Russian and English end. A name is a body's only while the body exists:
:func:`valid_on` picks the rows of a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from data.model import Institution

_WORD = re.compile(r"[\w’'-]+")
#: So many letters of a word stay the same in all cases and are rare enough.
_STEM = 5
_Row = tuple[str, str, tuple[str, ...]]
_GAP = r"[\s«»\"“”()–—-]{1,4}"
#: Russian adjective endings and final vowels give way to other endings.
_ENDING = re.compile(r"(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|[аеёиоуыэюяйьіәөүұ])$")
#: A Kazakh attribute stands with its ending or without: "Ассамблеясы(ның) кеңесі".
_GENITIVE = re.compile(r"(?<=\w{4})(?:ы|і)?[ндт][ың]?[іы]ң$")
#: Assemblies that are not ours.
_FOREIGN = re.compile(
    r"(?:general|parliamentary|генеральн\w+|\w*парламентск\w+|парламенттік|бас|еуразия\w*"
    r"|всемирн\w+|дүниежүзілік|world)\W+$",
    re.I,
)
_FOREIGN_AFTER = re.compile(
    r"\W+(?:ООН|БҰҰ|ОБСЕ|ЕҚЫҰ|СНГ|ТМД|ОДКБ|Европ|Еуропа|тюрк|of (?!the people|people))",
    re.I,
)
#: "ақсақалдар мен аналар кеңестері": one word of kind for two bodies.
_SHARED_KK = re.compile(r"(?<!\w)(\w+)\s+(?:мен|бен|пен|және)\s+$")
_SHARED_RU = re.compile(r"(?:\s+и|,)\s+(\w+)")


@dataclass(frozen=True, slots=True)
class Body:
    """A body as named at a place of a text."""

    id: str
    role: str
    start: int
    end: int


def valid_on(
    institutions: Sequence[Institution], on: date | None
) -> tuple[Institution, ...]:
    """The institutions that exist on a day; all of them when no day is known."""
    return tuple(
        one
        for one in institutions
        if on is None
        or (
            (one.valid_from is None or one.valid_from <= on)
            and (one.valid_to is None or on <= one.valid_to)
        )
    )


def find_bodies(text: str, institutions: Sequence[Institution]) -> list[Body]:
    """The bodies a text names, the longer name where two overlap, in its order."""
    rows = tuple(
        (one.id, one.role, (*one.names.values(), *one.aliases)) for one in institutions
    )
    pattern, owners = _compiled(rows)
    if pattern is None or not _may_name(text, rows):
        return []
    found: list[Body] = []
    for match in pattern.finditer(text):
        if _FOREIGN.search(text, max(0, match.start() - 30), match.start()):
            continue
        if _FOREIGN_AFTER.match(text, match.end()):
            continue
        owner, role = owners[match.lastgroup or ""]
        found.append(Body(owner, role, *match.span()))
        for other, start, end in _shared(match, pattern, text):
            owner, role = owners[other]
            found.append(Body(owner, role, start, end))
    return sorted(found, key=lambda body: body.start)


def _may_name(text: str, rows: tuple[_Row, ...]) -> bool:
    """Whether any name's longest word begins anywhere: a quick look first."""
    shorts, stems = _stems(rows)
    folded = text.casefold()
    return any(short in text for short in shorts) or any(
        stem in folded for stem in stems
    )


@lru_cache(maxsize=8)
def _stems(rows: tuple[_Row, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of each name its longest word, cut short; abbreviations keep their capitals."""
    shorts, stems = set(), set()
    for _, _, names in rows:
        for name in filter(None, names):
            words = _WORD.findall(name)
            capitals = [one for one in words if one.isupper() and len(one) <= 6]
            if capitals:
                shorts.add(capitals[0])
            else:
                stems.add(max(words, key=len)[:_STEM].casefold())
    return tuple(sorted(shorts)), tuple(sorted(stems))


def _shared(
    match: re.Match[str], pattern: re.Pattern[str], text: str
) -> Iterator[tuple[str, int, int]]:
    """The second body of "ақсақалдар мен аналар кеңестері", "советы … и матерей"."""
    words = match.group().split()
    if len(words) != 2:
        return
    before = _SHARED_KK.search(text, max(0, match.start() - 40), match.start())
    if before is not None:
        other = pattern.fullmatch(f"{before.group(1)} {words[1]}")
        if other is not None:
            yield other.lastgroup or "", before.start(1), before.end(1)
    after = _SHARED_RU.match(text, match.end())
    if after is not None:
        other = pattern.fullmatch(f"{words[0]} {after.group(1)}")
        if other is not None:
            yield other.lastgroup or "", after.start(1), after.end(1)


@lru_cache(maxsize=8)
def _compiled(
    rows: tuple[_Row, ...],
) -> tuple[re.Pattern[str] | None, dict[str, tuple[str, str]]]:
    """One pattern for all names; its groups tell whose name was met."""
    names = sorted(
        {(name, owner, role) for owner, role, all_ in rows for name in all_ if name},
        key=lambda row: (-len(row[0]), row),
    )
    if not names:
        return None, {}
    owners = {f"n{i}": (owner, role) for i, (_, owner, role) in enumerate(names)}
    choices = "|".join(
        f"(?P<n{i}>{_inflected(name)})" for i, (name, _, _) in enumerate(names)
    )
    # Most words of a text begin no name: they are passed over at their first letters.
    firsts = sorted({_WORD.findall(name)[0][:3].casefold() for name, _, _ in names})
    begins = "|".join(map(re.escape, firsts))
    return re.compile(rf"(?<!\w)(?=(?i:{begins}))(?:{choices})"), owners


def _inflected(name: str) -> str:
    """A pattern for a name in any case and number."""
    words = _WORD.findall(name)
    # A name in quotation marks is common words without them.
    quoted = r"(?<=[«\"“„])" if name.startswith("«") else ""
    attributes = [_inflected_word(_GENITIVE.sub("", word)) for word in words[:-1]]
    return quoted + _GAP.join([*attributes, _inflected_word(words[-1])])


def _inflected_word(word: str) -> str:
    if word.isupper() and len(word) <= 6:
        return re.escape(word) + r"(?:-?[а-яәғқңөұүһі]{1,8})?(?!\w)"
    if word.isascii():
        return rf"(?i:{re.escape(word)})(?:['’]?s)?(?!\w)"
    stem = _ENDING.sub("", word) if len(word) > 3 else word
    return rf"(?i:{re.escape(stem)})\w{{0,8}}"
