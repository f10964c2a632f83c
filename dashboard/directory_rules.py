"""What an entry of the directory may hold, and the directory as a file.

Knows no Streamlit. The file has the columns of the screen with the headings of any of
our languages: what was downloaded can be edited and read in again. Nothing of it is
kept here; the page shows what is wrong with each row first.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from dashboard import office_wording, wording
from dashboard.i18n import N_, _, using
from data.model import LANGUAGES, DirectoryEntry, District
from data.playbook import OFFICES
from data.reference import Reference

#: Column → heading; also the fields of an entry, in the order of the screen.
COLUMNS = {
    "region": N_("Region"),
    "district": N_("District"),
    "kind": N_("Kind of office"),
    "name": N_("Name of the office"),
    "phone": N_("Telephone"),
    "address": N_("Address"),
    "hours": N_("Hours"),
    "note": N_("Note"),
}
LONGEST = {"name": 160, "phone": 80, "address": 200, "hours": 80, "note": 300}
#: More rows than any country has offices; a bigger file is a mistake.
MOST_ROWS = 2000
_ERRORS = {
    "region": N_("the region is not known"),
    "district": N_("the district is not known in this region"),
    "kind": N_("the kind of office is not known"),
    "no_name": N_("the name of the office is missing"),
    "person": N_("looks like the name of a person: write the office"),
    "person_address": N_("a person seems to be named in the address"),
    "phone": N_("the telephone holds something that is no number"),
    "long": N_("a cell is too long"),
}
_PHONE = re.compile(r"[\d\s()+\-–./,;*#]+")
_DIGITS = range(3, 16)
_PERSON = re.compile(r"\[(адам|человек|person)\b")


class Parsed(NamedTuple):
    """A row of a file: its number there, its entry, what is wrong (codes)."""

    number: int
    entry: DirectoryEntry
    errors: tuple[str, ...]


def error(code: str) -> str:
    """What is wrong, in words."""
    return _(_ERRORS[code])


def phone_fits(text: str) -> bool:
    """Lenient: any way of writing one or more numbers of 3 to 15 digits, or nothing.

    Words after a number (“ext. 12”) are for the note.
    """
    if not text.strip():
        return True
    if not _PHONE.fullmatch(text):
        return False
    numbers = [part for part in re.split(r"[,;/]", text) if part.strip()]
    return bool(numbers) and all(
        sum(character.isdigit() for character in part) in _DIGITS for part in numbers
    )


def errors(
    entry: DirectoryEntry, reference: Reference, hide: Callable[[str], str]
) -> tuple[str, ...]:
    """What is wrong with an entry; ``hide`` takes private persons out of a text.

    An office's address is public and stays as it is; a person in it is refused.
    """
    district = reference.districts.get(entry.district)
    said = {
        "region": entry.region not in reference.regions,
        "district": bool(entry.district)
        and (district is None or district.region != entry.region),
        "kind": entry.kind not in OFFICES,
        "no_name": not entry.name,
        "person": bool(entry.name) and hide(entry.name) != entry.name,
        "person_address": bool(_PERSON.search(hide(entry.address))),
        "phone": not phone_fits(entry.phone),
        "long": any(len(getattr(entry, name)) > n for name, n in LONGEST.items()),
    }
    return tuple(code for code, is_so in said.items() if is_so)


def head() -> list[str]:
    """The headings, in the order of the screen."""
    return [_(heading) for heading in COLUMNS.values()]


def line(entry: DirectoryEntry, reference: Reference) -> list[str]:
    """An entry in words, one for each column."""
    region = reference.regions.get(entry.region)
    return [
        wording.region(region) if region else entry.region,
        wording.districts([entry.district], reference.districts)
        if entry.district
        else "",
        office_wording.office(entry.kind),
        entry.name,
        entry.phone,
        entry.address,
        entry.hours,
        entry.note,
    ]


def read(
    content: bytes,
    reference: Reference,
    author: str,
    at: datetime,
    hide: Callable[[str], str],
) -> list[Parsed]:
    """The rows of a file with what is wrong with each.

    Raises ValueError with a code ("encoding", "columns", "rows") when it is no such
    file: not UTF-8, without the columns region, kind and name, or far too long.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise ValueError("encoding") from problem
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    places = _places(lines[0] if lines else [])
    if not {"region", "kind", "name"} <= places.keys():
        raise ValueError("columns")
    if len(lines) > MOST_ROWS + 1:
        raise ValueError("rows")
    names = _codes(reference)
    return [
        _parsed(number, _fields(cells, places), names, reference, author, at, hide)
        for number, cells in enumerate(lines[1:], start=2)
        if any(cell.strip() for cell in cells)
    ]


def _places(heading: Sequence[str]) -> dict[str, int]:
    """Which column stands where, by its heading in any language or its code."""
    known = {name: name for name in COLUMNS}
    for lang in LANGUAGES:
        with using(lang):
            known |= {_(words).casefold(): name for name, words in COLUMNS.items()}
    return {
        known[cell.strip().casefold()]: at
        for at, cell in enumerate(heading)
        if cell.strip().casefold() in known
    }


def _fields(cells: Sequence[str], places: Mapping[str, int]) -> dict[str, str]:
    found = {
        name: cells[at].strip() if at < len(cells) else ""
        for name, at in places.items()
    }
    # Our own files guard a telephone's plus sign with an apostrophe.
    found = {name: value.removeprefix("'") for name, value in found.items()}
    return dict.fromkeys(COLUMNS, "") | found


class _Codes(NamedTuple):
    """Names in any language → codes; a district by its region and name."""

    regions: Mapping[str, str]
    districts: Mapping[tuple[str, str], str]
    kinds: Mapping[str, str]


def _codes(reference: Reference) -> _Codes:
    regions = {code.casefold(): code for code in reference.regions}
    districts = {(d.region, d.code.casefold()): d.code for d in _all(reference)}
    kinds = {code: code for code in OFFICES}
    for lang in LANGUAGES:
        with using(lang):
            kinds |= {office_wording.office(code).casefold(): code for code in OFFICES}
            for code, region in reference.regions.items():
                regions[wording.region(region).casefold()] = code
                regions[wording.region_short(region).casefold()] = code
            for each in _all(reference):
                shown = wording.districts([each.code], reference.districts)
                districts[each.region, shown.casefold()] = each.code
    return _Codes(regions, districts, kinds)


def _all(reference: Reference) -> list[District]:
    return list(reference.districts.values())


def _parsed(
    number: int,
    fields: Mapping[str, str],
    names: _Codes,
    reference: Reference,
    author: str,
    at: datetime,
    hide: Callable[[str], str],
) -> Parsed:
    """An unknown name stays as written, so that the error can be seen."""
    region = names.regions.get(fields["region"].casefold(), fields["region"])
    district = names.districts.get(
        (region, fields["district"].casefold()), fields["district"]
    )
    kind = names.kinds.get(fields["kind"].casefold(), fields["kind"])
    entry = DirectoryEntry(
        entry=0,
        region=region,
        district=district,
        kind=kind,
        name=fields["name"],
        phone=fields["phone"],
        address=fields["address"],
        hours=fields["hours"],
        note=fields["note"],
        author=author,
        at=at,
    )
    return Parsed(number, entry, errors(entry, reference, hide))
