"""Concepts: small meanings, each with the beginnings of words that carry it.

"stones", "gathering", "blamed as a whole", "strike": the trained heads weigh them
beside words, so that what is learnt in one language holds in the others. An entry is
one to four beginnings of consecutive words; "бой!" means the whole word. The tables
hold no names of peoples, places or persons.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from data.errors import KelisimError
from data.model import LANGUAGES

_TABLES = Path(__file__).parent / "tables"
#: More words make an entry a sentence.
_MOST_WORDS = 4
_PARTS = re.compile("['’-]")
#: Texts are cut into words of letters: an entry with a digit would never be found.
_ENTRY = re.compile(r"[^\W\d_]+!?(?:[ '’-][^\W\d_]+!?){0,3}")

#: By concept, then language: the entries.
Concepts = Mapping[str, Mapping[str, tuple[str, ...]]]


@cache
def load_concepts(folder: Path = _TABLES) -> Concepts:
    """The concepts of all tables, by name.

    Raises KelisimError naming table, concept and entry where one is not well formed.
    """
    found: dict[str, Mapping[str, tuple[str, ...]]] = {}
    for path in sorted(folder.glob("concepts_*.toml")):
        with path.open("rb") as file:
            table = tomllib.load(file)
        for name, languages in table.items():
            if name in found:
                raise KelisimError(f"{path.name}: {name} stands in two tables")
            found[name] = _checked(path.name, name, languages)
    return found


def _checked(
    table: str, name: str, languages: Mapping[str, list[str]]
) -> Mapping[str, tuple[str, ...]]:
    if set(languages) != set(LANGUAGES):
        raise KelisimError(f"{table}: {name} needs a list for each of {LANGUAGES}")
    for entries in languages.values():
        for entry in entries:
            if not _ENTRY.fullmatch(entry) or entry != entry.lower():
                raise KelisimError(
                    f"{table}: {name} has {entry!r}; an entry is one to "
                    f"{_MOST_WORDS} beginnings of words in lower case, without digits"
                )
    # A hyphen and an apostrophe part words in a text, too.
    return {
        lang: tuple(_PARTS.sub(" ", entry) for entry in entries)
        for lang, entries in languages.items()
    }
