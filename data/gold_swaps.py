"""Families of one text each in which a people's name can be exchanged for another.

What they are for stands in ``gold/swaps/DATASHEET.md``. A slot is ``{pl.nom}``: a form
of the name; ``{Pl.nom}`` begins a sentence; ``{other.pl.nom}`` is a second people.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.errors import KelisimError
from data.gold_lines import read_lines
from data.model import LANGUAGES

_FOLDER = Path(__file__).parent / "gold" / "swaps"
#: So many names of a language are tried in each family.
SIX = 6
#: From family to family the six begin so many names further on.
_STEP = 5
_SLOT = re.compile(r"\{(other\.)?([A-Za-z]+\.[a-z.]+)\}")


@dataclass(frozen=True, slots=True)
class PeopleName:
    """The forms of one people's name in one language, by what they are called."""

    key: str
    forms: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SwapFamily:
    """One short text in each language; ``risk`` tells whether it should be flagged."""

    id: str
    kind: str
    risk: bool
    texts: Mapping[str, tuple[str, str]]  # by language: title and text with slots

    def filled(self, lang: str, name: PeopleName, other: PeopleName) -> tuple[str, str]:
        """Title and text with the names in their forms.

        Raises KelisimError where a form is not in the table.
        """
        title, text = self.texts[lang]
        return self._fill(title, name, other), self._fill(text, name, other)

    def _fill(self, text: str, name: PeopleName, other: PeopleName) -> str:
        def form(slot: re.Match[str]) -> str:
            one = other if slot[1] else name
            key = slot[2][0].lower() + slot[2][1:]
            if key not in one.forms:
                raise KelisimError(
                    f"families.jsonl, {self.id}: names.toml has no form {key!r} "
                    f"of {one.key!r}; add it or mend the slot"
                )
            found = one.forms[key]
            return found if key == slot[2] else found[0].upper() + found[1:]

        return _SLOT.sub(form, text)


@dataclass(frozen=True, slots=True)
class SwapGold:
    """All families, and the names of each language in one order."""

    families: tuple[SwapFamily, ...]
    names: Mapping[str, tuple[PeopleName, ...]]

    def six(self, at: int, lang: str) -> Sequence[tuple[PeopleName, PeopleName]]:
        """The names that the family of this number is tried with, each with another."""
        names = self.names[lang]
        first = at * _STEP
        return [
            (names[(first + k) % len(names)], names[(first + k + 1) % len(names)])
            for k in range(SIX)
        ]


def read_gold_swaps(folder: Path = _FOLDER) -> SwapGold:
    """Read families and names; raises KelisimError naming what is not well formed."""
    return SwapGold(
        read_lines(folder / "families.jsonl", _family, "family"),
        _names(folder / "names.toml"),
    )


def _family(row: Mapping[str, Any]) -> SwapFamily:
    texts = {lang: (row[lang]["title"], row[lang]["text"]) for lang in LANGUAGES}
    for lang, (title, text) in texts.items():
        rest = _SLOT.sub("", title + text)
        if rest == title + text or "{" in rest or "}" in rest:
            raise ValueError(f"{lang} has no slot, or one that cannot be read")
    return SwapFamily(row["id"], row["kind"], bool(row["risk"]), texts)


def _names(path: Path) -> Mapping[str, tuple[PeopleName, ...]]:
    with path.open("rb") as file:
        table = tomllib.load(file)
    found = {lang: _of_language(path, lang, table[lang]) for lang in LANGUAGES}
    keys = {tuple(name.key for name in names) for names in found.values()}
    if len(keys) != 1 or len(found[LANGUAGES[0]]) < SIX:
        raise KelisimError(
            f"{path.name}: each language needs the same names in the same order, "
            f"at least {SIX}"
        )
    return found


def _of_language(
    path: Path, lang: str, table: Mapping[str, Any]
) -> tuple[PeopleName, ...]:
    forms: Sequence[str] = table["forms"]
    names: Mapping[str, Sequence[str]] = table["names"]
    for key, words in names.items():
        if len(words) != len(forms) or not all(words):
            raise KelisimError(
                f"{path.name}, {lang}.{key}: needs {len(forms)} forms, "
                f"has {len(words)}; none may be empty"
            )
    return tuple(
        PeopleName(key, dict(zip(forms, words, strict=True)))
        for key, words in names.items()
    )
