"""The official classifier of settlements (KATO), as a person may import it.

The table of places that ships with Kelisim is a selection. Whoever has the whole
classifier imports it: any table with a column of codes and one of names, CSV in the
usual charsets or XLSX. It is kept in Kelisim's own folder, in our own form, and read
together with the tables. A file that cannot be read changes nothing.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from data.errors import InputError, TableError
from data.gazetteer import CLASSIFIER, PlaceName
from data.model import District
from data.spelling import fold

FILE = "settlements.csv"
COLUMNS = ("code", "name_kk", "name_ru")
_HEADINGS = {
    "code": ("code", "kato", "te", "id", "код"),
    "name_kk": ("name_kk", "name_kaz", "kaz_name", "kk", "атауы"),
    "name_ru": ("name_ru", "name_rus", "rus_name", "ru", "name", "название"),
    "type": ("type", "тип"),
}
#: Words of type before or after a name in exports of the classifier.
_TYPED = re.compile(
    r"^(?P<type>с|п|пос|г|ст|рзд|аул)\. ?(?!о\.)|(?: (?:а|к|қ|ст)\.| ауылы| кенті)$"
)
_HIGHER = re.compile(
    r"(?:с\. ?о\.|г\. ?а\.|а\. ?о\.|к\. ?о\.|округ\w*|район\w*|область|облысы|ауданы"
    r"|әкімшілігі|администрация)\s*$",
    re.IGNORECASE,
)
_TOWNS = ("city", "г")
#: Types that need no second look at the code.
_SURE = frozenset({"city", "settlement", "village", "г", "п", "пос"})


@dataclass(frozen=True, slots=True)
class Settlement:
    """A town, village or station: nine digits of KATO and a name in each language."""

    code: str
    name_kk: str
    name_ru: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file held. ``left`` counts rows that are no settlements, under a reason.

    ``flaws`` are rows that cannot be used: the number of the row and why (bad_code,
    unknown_region, without_name, twice).
    """

    settlements: tuple[Settlement, ...]
    left: Mapping[str, int]
    flaws: tuple[tuple[int, str], ...]


def read(body: bytes, regions: Collection[str]) -> Reading:
    """Read an export of the classifier; an InputError says what it lacks."""
    rows = enumerate(_rows(body), start=1)
    columns: dict[str, int] = {}
    for _, cells in rows:
        columns = _columns(cells)
        if columns:
            break
    if not columns:
        raise InputError(
            "The file has no row of headings with a code and a name; it needs the "
            "columns code, name_kk and name_ru."
        )
    kept: dict[str, Settlement] = {}
    left: Counter[str] = Counter()
    flaws: list[tuple[int, str]] = []
    for number, cells in rows:
        if not any(cells):
            continue
        row = {n: cells[i] if i < len(cells) else "" for n, i in columns.items()}
        flaw = _flaw(row, regions, kept)
        other = "" if flaw else _not_a_settlement(row)
        if flaw:
            flaws.append((number, flaw))
        elif other:
            left[other] += 1
        else:
            names = (_bare(row.get("name_kk", "")), _bare(row.get("name_ru", "")))
            kept[row["code"]] = Settlement(row["code"], *names)
    if not kept:
        raise InputError(
            f"The file holds no settlement that can be used ({len(flaws)} bad rows, "
            f"{left.total()} others); give the whole classifier."
        )
    return Reading(tuple(kept.values()), dict(left), tuple(flaws))


def _flaw(
    row: Mapping[str, str], regions: Collection[str], kept: Collection[str]
) -> str:
    code = row["code"]
    if not re.fullmatch(r"[0-9]{9}", code):
        return "bad_code"
    if f"KZ-{code[:2]}" not in regions:
        return "unknown_region"
    if not (_bare(row.get("name_kk", "")) or _bare(row.get("name_ru", ""))):
        return "without_name"
    return "twice" if code in kept else ""


def _not_a_settlement(row: Mapping[str, str]) -> str:
    """Say which other kind of row this is: the classifier also lists its okrugs."""
    name = row.get("name_ru") or row.get("name_kk", "")
    typed = _TYPED.search(name)
    kind = row.get("type") or (typed["type"] if typed else "") or ""
    if row["code"].endswith("000") and kind in _TOWNS:
        # The towns of a region stand in our own table, with their districts.
        return "town"
    if kind in _SURE:
        return ""
    if row["code"].endswith("000") or _HIGHER.search(name):
        return "higher_unit"
    return "" if row["code"].endswith("00") else "wintering"


def _bare(name: str) -> str:
    return _TYPED.sub("", name).strip()


def _columns(cells: Sequence[str]) -> dict[str, int]:
    """Return where the columns stand if this is the row of headings."""
    lowered = [cell.lower() for cell in cells]
    found = {
        name: lowered.index(word)
        for name, words in _HEADINGS.items()
        for word in reversed(words)
        if word in lowered
    }
    return found if "code" in found and {"name_kk", "name_ru"} & set(found) else {}


def _rows(body: bytes) -> Iterator[list[str]]:
    if body.startswith(b"PK"):
        yield from _sheet(body)
        return
    text = _decoded(body)
    first = text.partition("\n")[0]
    separator = max(";,\t", key=first.count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            yield [cell.strip() for cell in row]
    except csv.Error as error:
        raise InputError(f"The file is not a table: {error}.") from error


def _sheet(body: bytes) -> Iterator[list[str]]:
    try:
        book = load_workbook(io.BytesIO(body), read_only=True, data_only=True)
        for row in book.worksheets[0].iter_rows(values_only=True):
            yield ["" if cell is None else str(cell).strip() for cell in row]
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise InputError(
            "The file looks like a spreadsheet and cannot be read as one; save it as "
            "CSV and import that."
        ) from error


def _decoded(body: bytes) -> str:
    charsets = ["utf-8-sig", "cp1251"]
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        charsets = ["utf-16"]
    for charset in charsets:
        try:
            return body.decode(charset)
        except UnicodeDecodeError:
            continue
    raise InputError("The file is not text; save the classifier as CSV in UTF-8.")


# --- kept in Kelisim's own folder ---------------------------------------------------


def keep(settlements: Sequence[Settlement], folder: Path) -> Path:
    """Write the settlements into the folder, whole or not at all."""
    target = folder / FILE
    beside = target.with_suffix(".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with beside.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(COLUMNS)
            table.writerows((s.code, s.name_kk, s.name_ru) for s in settlements)
        beside.replace(target)
    except OSError as error:
        raise InputError(
            f"{target} cannot be written: {error.strerror}. Make room or give "
            "Kelisim another folder with KELISIM_HOME."
        ) from error
    return target


def remove(folder: Path) -> bool:
    """Take the imported settlements out; whether there were any."""
    try:
        (folder / FILE).unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise InputError(
            f"{folder / FILE} cannot be removed: {error.strerror}."
        ) from error
    return True


def stamp(folder: Path) -> tuple[str, int, int] | None:
    """What changes when another file is imported; None where there is none."""
    path = folder / FILE
    try:
        found = os.stat(path)
    except OSError:
        return None
    return str(path), found.st_mtime_ns, found.st_size


def kept(path: Path) -> list[Settlement]:
    """Read the imported settlements; a TableError says how to mend the file."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TableError(f"{path} cannot be read ({error}). {_MEND}") from error
    if not rows or tuple(rows[0]) != COLUMNS or any(len(row) != 3 for row in rows):
        raise TableError(f"{path} is not what was imported. {_MEND}")
    return [Settlement(*row) for row in rows[1:]]


_MEND = "Import the classifier again, or remove it: kelisim places remove."


def names(
    settlements: Sequence[Settlement], districts: Mapping[str, District]
) -> Iterator[PlaceName]:
    """Yield the settlements as names; a name of several regions is guarded."""
    regions: dict[str, set[str]] = {}
    for each in settlements:
        for text in filter(None, (each.name_kk, each.name_ru)):
            regions.setdefault(fold(text), set()).add(each.code[:2])
    for each in settlements:
        district = f"{each.code[:4]}00000"
        for lang, text in (("kk", each.name_kk), ("ru", each.name_ru)):
            if not text:
                continue
            yield PlaceName(
                kind="settlement",
                code=each.code,
                region=f"KZ-{each.code[:2]}",
                district=district if district in districts else "",
                lang=lang,
                text=text,
                role=CLASSIFIER,
                guarded=len(regions[fold(text)]) > 1,
            )
