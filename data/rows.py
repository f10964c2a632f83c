"""Reading one reference table: rows and TOML files, with errors that name the place.

Everything that refuses a table goes through :func:`refuse`, so that a person always
reads which file, which row and what to mend.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from data.errors import TableError
from data.model import LANGUAGES

TABLES = Path(__file__).parent / "tables"


def refuse(path: Path, where: str, what: str) -> NoReturn:
    """Stop: the table contradicts itself."""
    raise TableError(f"{path.name}, {where}: {what}.")


class Row:
    """One row of a CSV table that knows where it stands."""

    def __init__(self, path: Path, number: int, cells: Mapping[str, str]) -> None:
        self.path = path
        self.number = number
        self.cells = cells

    def refuse(self, what: str) -> NoReturn:
        """Stop, naming the file and this row."""
        refuse(self.path, f"row {self.number}", what)

    def text(self, column: str) -> str:
        """A cell that must hold something."""
        value = self.cells[column]
        if not value:
            self.refuse(f"column {column!r} is empty; fill it in")
        return value

    def optional(self, column: str) -> str:
        """A cell that may be empty."""
        return self.cells[column]

    def parts(self, column: str) -> tuple[str, ...]:
        """The values of a cell, which a bar separates."""
        found = tuple(part.strip() for part in self.cells[column].split("|"))
        return tuple(part for part in found if part)

    def one_of(self, column: str, allowed: Iterable[str]) -> str:
        """A cell that must hold a word of a closed list."""
        value = self.text(column)
        known = sorted(allowed)
        if value not in known:
            self.refuse(f"{column} is {value!r}; use one of {', '.join(known)}")
        return value

    def by_language(self, prefix: str) -> dict[str, str]:
        """The three cells ``prefix_kk``, ``prefix_ru`` and ``prefix_en``."""
        return {lang: self.text(f"{prefix}_{lang}") for lang in LANGUAGES}

    def number_of(self, column: str) -> int:
        """A whole number."""
        value = self.text(column)
        if not value.isdigit():
            self.refuse(f"{column} is {value!r}; write a whole number")
        return int(value)

    def day(self, column: str) -> date | None:
        """An ISO date, or None when the cell is empty."""
        value = self.cells[column]
        if not value:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.refuse(f"{column} is {value!r}; write a date as YYYY-MM-DD")


def read_csv(path: Path, columns: Iterable[str]) -> Iterator[Row]:
    """The rows of a table whose header must be exactly ``columns``."""
    expected = list(columns)
    try:
        with path.open(encoding="utf-8", newline="") as file:
            lines = list(csv.reader(file))
    except OSError as error:
        refuse(path, "the file", f"cannot be read ({error.strerror}); put it back")
    except UnicodeDecodeError:
        refuse(path, "the file", "is not UTF-8 text; save it as UTF-8")
    if not lines or lines[0] != expected:
        refuse(path, "row 1", f"the header must be {','.join(expected)}")
    for number, cells in enumerate(lines[1:], start=2):
        if len(cells) != len(expected):
            refuse(
                path,
                f"row {number}",
                f"has {len(cells)} cells instead of {len(expected)}",
            )
        pairs = zip(expected, (cell.strip() for cell in cells), strict=True)
        yield Row(path, number, dict(pairs))


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as plain values."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        refuse(path, "the file", f"cannot be read ({error.strerror}); check its path")
    except UnicodeDecodeError:
        refuse(path, "the file", "is not UTF-8 text; save it as UTF-8")
    except tomllib.TOMLDecodeError as error:
        refuse(path, "the file", f"is not valid TOML ({error})")


def check_patterns(path: Path, where: str, patterns: Iterable[str]) -> None:
    """Refuse a pattern that does not compile or that matches the empty string."""
    for number, pattern in enumerate(patterns, start=1):
        try:
            compiled = re.compile(pattern, re.IGNORECASE)
        except re.error as error:
            refuse(path, where, f"pattern {number} {pattern!r} is wrong ({error})")
        if compiled.search("") is not None:
            refuse(path, where, f"pattern {number} {pattern!r} matches anything")


def bilingual_columns(*prefixes: str) -> list[str]:
    """Column names ``prefix_kk``, ``prefix_ru``, ``prefix_en`` for each prefix."""
    return [f"{prefix}_{lang}" for prefix in prefixes for lang in LANGUAGES]
