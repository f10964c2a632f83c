"""Where a text names a body of the accord system, in whatever case the name stands.

The names come from the table of institutions; this module only knows how words of
Kazakh, Russian and English end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.model import Institution

_WORD = re.compile(r"[\w’'-]+")
_GAP = r"[\s«»\"“”()–—-]{1,4}"
#: Russian adjective endings and final vowels give way to other endings.
_ENDING = re.compile(r"(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|[аеёиоуыэюяйьіәөүұ])$")
#: Assemblies that are not ours.
_FOREIGN = re.compile(
    r"(?:general|parliamentary|генеральн\w+|парламентск\w+|бас)\W+$", re.I
)


@dataclass(frozen=True, slots=True)
class Body:
    """A body as named at a place of a text."""

    id: str
    role: str
    start: int
    end: int


def find_bodies(text: str, institutions: Sequence[Institution]) -> list[Body]:
    """The bodies a text names, the longer name where two overlap, in its order."""
    rows = tuple(
        (one.id, one.role, (*one.names.values(), *one.aliases)) for one in institutions
    )
    pattern, owners = _compiled(rows)
    if pattern is None:
        return []
    found = []
    for match in pattern.finditer(text):
        if not _FOREIGN.search(text, max(0, match.start() - 30), match.start()):
            owner, role = owners[match.lastgroup or ""]
            found.append(Body(owner, role, *match.span()))
    return found


@lru_cache(maxsize=8)
def _compiled(
    rows: tuple[tuple[str, str, tuple[str, ...]], ...],
) -> tuple[re.Pattern[str] | None, dict[str, tuple[str, str]]]:
    """One pattern for all names; its groups tell whose name was met."""
    names = sorted(
        {(name, owner, role) for owner, role, all_ in rows for name in all_ if name},
        key=lambda row: (-len(row[0]), row),
    )
    owners = {f"n{i}": (owner, role) for i, (_, owner, role) in enumerate(names)}
    choices = "|".join(
        f"(?P<n{i}>{_inflected(name)})" for i, (name, _, _) in enumerate(names)
    )
    return (re.compile(rf"(?<!\w)(?:{choices})") if choices else None), owners


def _inflected(name: str) -> str:
    """A pattern for a name in any case and number."""
    words = _WORD.findall(name)
    # A name in quotation marks is common words without them.
    quoted = r"(?<=[«\"“„])" if name.startswith("«") else ""
    return quoted + _GAP.join(_inflected_word(word) for word in words)


def _inflected_word(word: str) -> str:
    if word.isupper() and len(word) <= 6:
        return re.escape(word) + r"(?:-?[а-яәғқңөұүһі]{1,8})?(?!\w)"
    if word.isascii():
        return rf"(?i:{re.escape(word)})(?:['’]?s)?(?!\w)"
    stem = _ENDING.sub("", word) if len(word) > 3 else word
    return rf"(?i:{re.escape(stem)})\w{{0,8}}"
