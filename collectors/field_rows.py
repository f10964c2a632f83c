"""From a file of field reports to its rows: charsets, separators, spreadsheet quirks.

Headings and words may be in Kazakh, Russian or English, in any order; lines above the
headings are explanations. A row is a report, or the reason why it is none; nothing is
guessed: an unknown region, kind or way is said to be unknown. Columns that are not part
of the form are never read, for they may hold names.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from collectors.dates import find_dates, judge
from collectors.markup import clean, cut, decode
from data.days import local_day, start_of
from data.field_report import (
    LONGEST_DONE,
    LONGEST_PLACE,
    LONGEST_WHAT,
    FieldReport,
    ReportKind,
    Way,
    form,
    plain,
)
from data.model import LANGUAGES, DateState
from data.reference import Reference

_SEPARATORS = (";", ",", "\t")
# Beyond Python's limit of 131,072 characters to a cell, the rest of a file was lost.
csv.field_size_limit(5_000_000)
#: Explanations above the headings are no longer than this.
_MOST_ABOVE = 20
_REQUIRED = frozenset({"region", "kind", "what", "way"})
#: Letters of other Cyrillic alphabets: what windows-1251 shows where the Kazakh code
#: page, alike in all else, has Kazakh ones.
_FOREIGN_CYRILLIC = re.compile("[ЌќЎўЈјҐґЄєЇїЅѕЋћ]")
_FORMULA_TEXT = re.compile(r'="(.*)"', re.DOTALL)
#: Days since the last day of 1899, as a spreadsheet without a date format writes them:
#: 1982 to 2064.
_SERIAL = re.compile(r"([3-5]\d{4})(?:[.,]\d+)?")
_SERIAL_START = date(1899, 12, 30)


class Row(NamedTuple):
    """One row below the headings, counted as a spreadsheet counts.

    ``report`` is None when the row cannot be used; then the first of ``problems`` says
    why. Otherwise they are flaws of a report that is kept.
    """

    number: int
    report: FieldReport | None
    problems: tuple[str, ...]


class NotAFormError(Exception):
    """No headings of the form were found."""


class _Table(NamedTuple):
    """The lines of a file and where its headings stand."""

    lines: list[list[str]]
    top: int  # index of the headings
    columns: Mapping[str, int]
    lang: str


def rows(body: bytes, reference: Reference, now: datetime) -> Iterator[Row]:
    """The rows of a file that are not blank; raises NotAFormError."""
    table = _table(body)
    regions = region_names(reference)
    for index, cells in enumerate(table.lines[table.top + 1 :], start=table.top + 2):
        values = {
            name: _words_of(cells[at]) if at < len(cells) else ""
            for name, at in table.columns.items()
        }
        if any(values.values()):
            yield _row(index, values, table.lang, regions, now)


def _table(body: bytes) -> _Table:
    text = re.sub(r"\A\ufeff?sep=.\r?\n", "", _decoded(body))
    for separator in _SEPARATORS:
        lines = _lines(text, separator)
        for top, cells in enumerate(lines[:_MOST_ABOVE]):
            columns = _columns(cells)
            if columns.keys() >= _REQUIRED:
                return _Table(lines, top, columns, _language_of(cells))
    raise NotAFormError


def _decoded(body: bytes) -> str:
    text = decode(body)
    if _FOREIGN_CYRILLIC.search(text) and not _is_unicode(body):
        return body.decode("kz1048", "replace")
    return text


def _is_unicode(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return body.startswith((b"\xff\xfe", b"\xfe\xff"))
    return True


def _lines(text: str, separator: str) -> list[list[str]]:
    found: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        found.extend(reader)
    except csv.Error:  # a cell no spreadsheet can hold: what stands before it is read
        found.append([])
    return found


def _columns(cells: Sequence[str]) -> dict[str, int]:
    """Which column of the form stands where; of two of a name the first."""
    meant = form().meant["column"]
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        code = meant.get(plain(cell))
        if code is not None:
            found.setdefault(code, at)
    return found


def _language_of(headings: Sequence[str]) -> str:
    """The language most headings are in."""
    said = {plain(cell) for cell in headings}
    names = form().names["column"].values()
    fitting = {
        lang: sum(plain(each[lang]) in said for each in names) for lang in LANGUAGES
    }
    return max(LANGUAGES, key=lambda lang: fitting[lang])


def _words_of(cell: str) -> str:
    """What a person wrote into a cell: spreadsheets guard texts with = or '."""
    words = clean(cell)
    guarded = _FORMULA_TEXT.fullmatch(words)
    if guarded is not None:
        words = guarded[1].replace('""', '"')
    return words.removeprefix("'").strip()


def _row(
    number: int,
    values: Mapping[str, str],
    lang: str,
    regions: Mapping[str, str],
    now: datetime,
) -> Row:
    meant = form().meant
    region = _region(values["region"], regions)
    kind = meant["kind"].get(plain(values["kind"]))
    way = meant["way"].get(plain(values["way"]))
    why = _unusable(values, region, kind, way)
    if why is not None or region is None or kind is None or way is None:
        return Row(number, None, (why or "unknown_region",))
    on = read_day(values.get("date", ""))
    report = FieldReport(
        on=on,
        region=region,
        kind=ReportKind(kind),
        way=Way(way),
        what=shortened(values["what"], LONGEST_WHAT),
        place=shortened(values.get("place", ""), LONGEST_PLACE),
        done=shortened(values.get("done", ""), LONGEST_DONE),
        lang=lang,
    )
    state = date_state(on, now)
    flaws = [state.value] if state is not DateState.DATED else []
    if any(
        len(values.get(name, "")) > longest
        for name, longest in (
            ("what", LONGEST_WHAT),
            ("place", LONGEST_PLACE),
            ("done", LONGEST_DONE),
        )
    ):
        flaws.append("row_cut")
    return Row(number, report, tuple(flaws))


def _unusable(
    values: Mapping[str, str], region: str | None, kind: str | None, way: str | None
) -> str | None:
    """Why a row is no report, or None."""
    for is_so, why in (
        (any(map(_holds_rows, values.values())), "row_open_quote"),
        (not re.search(r"\w", values["what"]), "row_without_text"),
        (not values["region"], "row_without_place"),
        (region is None, "unknown_region"),
        (kind is None, "row_unknown_kind"),
        (way is None, "row_unknown_way"),
    ):
        if is_so:
            return why
    return None


def _holds_rows(cell: str) -> bool:
    """Whether a quotation mark left open has swallowed the rows that follow."""
    ways, kinds = form().meant["way"], form().meant["kind"]
    for line in cell.split("\n")[1:]:
        parts = {plain(part) for part in re.split("[;,\t]", line)}
        if parts & ways.keys() and parts & kinds.keys():
            return True
    return False


def shortened(words: str, longest: int) -> str:
    """The words up to the last sentence that fits: half a name would not be known."""
    if len(words) <= longest:
        return words
    ends = [found.end() for found in re.finditer(r"[.!?…](?=\s)", words[:longest])]
    return words[: ends[-1]] + " …" if ends else cut(words, longest)


def read_day(words: str) -> date | None:
    """The one day a cell states with its year; "yesterday" in a file is no day."""
    serial = _SERIAL.fullmatch(words)
    if serial is not None:
        return _SERIAL_START + timedelta(days=int(serial[1]))
    days = {day for day, _, _ in find_dates(words[:120], None)}
    return days.pop() if len(days) == 1 else None


def date_state(on: date | None, now: datetime) -> DateState:
    """Whether the day of an observation can be counted; tomorrow was not observed."""
    if on is None:
        return DateState.UNDATED
    return DateState.FUTURE if on > local_day(now) else judge(start_of(on), now)


def region_names(reference: Reference) -> dict[str, str]:
    """Every word that means one region and no other one, with the region's code."""
    found: dict[str, set[str]] = {}
    for name in reference.gazetteer_rows:
        if name.kind == "region" and name.role != "former":
            found.setdefault(plain(name.text), set()).add(name.code)
    for code, region in reference.regions.items():
        for words in (code, *region.short_names.values()):
            found.setdefault(plain(words), set()).add(code)
    return {name: codes.pop() for name, codes in found.items() if len(codes) == 1}


def _region(words: str, names: Mapping[str, str]) -> str | None:
    """The region a cell names, or None."""
    name = plain(words)
    for short, whole in (("обл", "область"), ("обл", "облысы"), ("г", "город")):
        tried = re.sub(rf"\b{short}\b", whole, name)
        if tried in names:
            return names[tried]
    return None
