"""A mediator's field report: its closed form, in three languages, and its template.

A report says where and when, what people lived through, what there is evidence of or
what could come about, and how that is known. It never says who, neither of whom nor by
whom: there is no column for it. The words of the form are rows of a table, for a file
filled in in one language is read on a machine that speaks another.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from data.model import LANGUAGES, Source, SourceKind
from data.reference import Reference
from data.rows import TABLES, Row, bilingual_columns, read_csv
from data.sourcelist import NATIONAL

#: Every field report, from the form or from a file, is an item of this source.
SOURCE_ID = "field_reports"
#: Characters that may be written about what happened, and about what was done.
LONGEST_WHAT, LONGEST_DONE, LONGEST_PLACE = 1500, 500, 150
#: The columns of a file in their order; those of a report that may stay empty.
COLUMNS = ("date", "region", "place", "kind", "what", "way", "done")
OPTIONAL = frozenset({"place", "done"})
_LINES = ("title", "no_names", "one_row")


class ReportKind(StrEnum):
    """Lived through by people, seen or documented, or only possible so far."""

    EXPERIENCED = "experienced"
    EVIDENCED = "evidenced"
    POTENTIAL = "potential"


class Way(StrEnum):
    """How what a report says is known."""

    OWN = "own"
    RESIDENTS = "residents"
    OFFICIAL = "official"
    DOCUMENT = "document"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class FieldReport:
    """One report as written, with whatever names slipped in. Never stored.

    ``on`` is the day of the observation, None when it could not be read; ``region`` a
    region code; ``place`` the district or settlement in words; ``lang`` the language
    of the form it was written into.
    """

    on: date | None
    region: str
    kind: ReportKind
    way: Way
    what: str
    place: str = ""
    done: str = ""
    lang: str = "kk"


@dataclass(frozen=True, slots=True)
class Form:
    """The words of the form.

    ``names`` by list ("column", "kind", "way", "line"), code and language; ``meant``
    by list and :func:`plain` word in any of the languages, the code.
    """

    names: Mapping[str, Mapping[str, Mapping[str, str]]]
    meant: Mapping[str, Mapping[str, str]]

    def name(self, of: str, code: str, lang: str) -> str:
        """What a column, a kind, a way or a line is called."""
        return self.names[of][code][lang]


#: The lists of the table and the codes each must hold, neither more nor fewer.
_LISTS: Mapping[str, frozenset[str]] = {
    "column": frozenset(COLUMNS),
    "kind": frozenset(ReportKind),
    "way": frozenset(Way),
    "line": frozenset(_LINES),
}


def plain(words: str) -> str:
    """Words without case, signs and doubled spaces, as they are compared."""
    return " ".join(re.findall(r"\w+", words.casefold().replace("ё", "е")))


@cache
def form() -> Form:
    """The words of this house's form, read once."""
    return read_form(TABLES / "field_report.csv")


def read_form(path: Path) -> Form:
    """The words of a form; refuses a table in which one word means two things."""
    names: dict[str, dict[str, Mapping[str, str]]] = {name: {} for name in _LISTS}
    meant: dict[str, dict[str, str]] = {name: {} for name in _LISTS}
    columns = ["list", "code", *bilingual_columns("name", "aliases")]
    for row in read_csv(path, columns):
        of = row.one_of("list", _LISTS)
        code = row.one_of("code", _LISTS[of])
        if code in names[of]:
            row.refuse(f"{of} {code} stands twice")
        names[of][code] = row.by_language("name")
        for word in _words(row, code):
            if meant[of].setdefault(plain(word), code) != code:
                row.refuse(f"{word!r} means another {of} too")
    for of, codes in _LISTS.items():
        if missing := codes - set(names[of]):
            row.refuse(f"{of} {', '.join(sorted(missing))} is missing; write it")
    return Form(names, meant)


def _words(row: Row, code: str) -> list[str]:
    """Every word by which a code may be called."""
    words = [code, *row.by_language("name").values()]
    for lang in LANGUAGES:
        words += row.parts(f"aliases_{lang}")
    return words


def template(lang: str, reference: Reference) -> bytes:
    """An empty file for reports in one language, as a spreadsheet opens it.

    UTF-8 with BOM, ``;``, CRLF. Above the headings stands what may be written; that
    no names may be is said in all three languages, for a file is passed on.
    """
    words = form()
    rows = [[words.name("line", "no_names", each)] for each in LANGUAGES]
    rows.append([words.name("line", "one_row", lang)])
    for of in ("kind", "way"):
        choices = " / ".join(names[lang] for names in words.names[of].values())
        rows.append([f"{words.name('column', of, lang)}: {choices}"])
    regions = " / ".join(each.names[lang] for each in reference.regions.values())
    rows.append([f"{words.name('column', 'region', lang)}: {regions}"])
    rows.append([words.name("column", code, lang) for code in COLUMNS])
    text = io.StringIO(newline="")
    writer = csv.writer(
        text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n"
    )
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def as_source(folder: str, *, is_demo: bool = False) -> Source:
    """The source of all field reports; ``folder`` holds files of them, "" for none.

    Several mediators who tell the same are one independent report: whether they spoke
    to one another is not known.
    """
    return Source(
        id=SOURCE_ID,
        name="Жергілікті жерден хабарламалар / Сообщения с мест",
        kind=SourceKind.FIELD_REPORT,
        url=folder,
        site="",
        owner="mediators",
        official=False,
        region=NATIONAL,
        languages=LANGUAGES,
        expect_per_week=(0, 1000),
        is_local=True,
        is_demo=is_demo,
    )
