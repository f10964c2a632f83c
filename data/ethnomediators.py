"""Where ethnomediators are known to have begun work: the table, checked and frozen.

A row is a dated public statement about a region, not an office one can call; offices
stand in the directory that people keep.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from data.model import LANGUAGES
from data.reference import load
from data.rows import TABLES, Row, read_csv

COLUMNS = ("region", "since", *(f"source_{lang}" for lang in LANGUAGES), "note")


@dataclass(frozen=True, slots=True)
class Begun:
    """A region where the work was said to have begun.

    ``since`` is the first day of the month of the statement: they may have begun
    earlier. ``sources`` names the statement, by language.
    """

    region: str
    since: date
    sources: Mapping[str, str]
    note: str


@cache
def ethnomediators() -> Mapping[str, Begun]:
    """What is known, by region."""
    return read_ethnomediators(TABLES / "ethnomediators.csv", load().regions)


def read_ethnomediators(path: Path, regions: Collection[str]) -> Mapping[str, Begun]:
    """The statements of a file.

    Raises TableError for an unknown region, one that stands twice, or no source.
    """
    found: dict[str, Begun] = {}
    for row in read_csv(path, COLUMNS):
        code = row.one_of("region", regions)
        if code in found:
            row.refuse(f"region {code} stands twice")
        named = {lang: row.text(f"source_{lang}") for lang in LANGUAGES}
        found[code] = Begun(code, _month(row), named, row.optional("note"))
    return found


def _month(row: Row) -> date:
    try:
        return date.fromisoformat(row.text("since") + "-01")
    except ValueError:
        row.refuse("column 'since' is no month; write it as 2024-04")
