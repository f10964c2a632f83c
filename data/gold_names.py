"""Invented names of many communities and the sentences they are tried in.

What they are for, and what they must not be used for, stands in
``gold/names/DATASHEET.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data.model import LANGUAGES
from data.rows import read_csv

_FOLDER = Path(__file__).parent / "gold" / "names"
_NAME_COLUMNS = ("group", "sex", "given", "surname", "given_en", "surname_en")


@dataclass(frozen=True, slots=True)
class GoldName:
    """An invented name of a group, in Cyrillic and as English texts write it."""

    group: str
    sex: str
    given: str
    surname: str
    given_en: str
    surname_en: str

    def words(self, lang: str) -> tuple[str, str]:
        """Given name and surname as a text of the language has them."""
        if lang == "en":
            return self.given_en, self.surname_en
        return self.given, self.surname


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence with a place for a name, and where in the sentence it stands."""

    lang: str
    position: str
    text: str

    def filled(self, name: GoldName) -> str:
        """The sentence with the name in it."""
        given, surname = name.words(self.lang)
        return self.text.format(
            full=f"{given} {surname}",
            surname_first=f"{surname} {given}",
            initials=f"{given[0]}. {surname}",
            surname=surname,
            given=given,
        )


def gold_names(folder: Path = _FOLDER) -> tuple[GoldName, ...]:
    """All invented names; raises TableError when the file is broken."""
    rows = read_csv(folder / "names.csv", _NAME_COLUMNS)
    return tuple(GoldName(*(row.text(c) for c in _NAME_COLUMNS)) for row in rows)


def templates(folder: Path = _FOLDER) -> tuple[Template, ...]:
    """All sentences; raises TableError when the file is broken."""
    return tuple(
        Template(row.one_of("lang", LANGUAGES), row.text("position"), row.text("text"))
        for row in read_csv(folder / "templates.csv", ("lang", "position", "text"))
    )
