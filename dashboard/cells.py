"""One value → one table cell that a spreadsheet opens as it is and never executes.

Knows no Streamlit, no columns and no flags: only how a cell is written.
"""

from __future__ import annotations

import unicodedata
from datetime import date, datetime

from dashboard.i18n import format_date, format_datetime, language

Value = str | int | float | date | datetime | None

_DANGEROUS = frozenset("=+-@")
# Not characters at all: XML refuses them and a spreadsheet would call the file broken.
_FORBIDDEN = frozenset("\ufeff\ufffe\uffff")


def plain(text: str) -> str:
    """One line of text: breaks, tabs and non-breaking spaces become a space."""
    kept: list[str] = []
    for character in text:
        category = unicodedata.category(character)
        if character.isspace() or category in ("Zl", "Zp"):
            kept.append(" ")
        elif category not in ("Cc", "Cs") and character not in _FORBIDDEN:
            kept.append(character)
    return "".join(kept).strip(" ")


def _first_visible(text: str) -> str:
    for character in text:
        if unicodedata.category(character) not in ("Zs", "Cf"):
            return character
    return ""


def disarmed(text: str) -> str:
    """The text as one line that no spreadsheet takes for a formula.

    A leading apostrophe is set when the first visible character is one of = + - @,
    in any of their widths: programs fold full-width forms before they look.
    """
    line = plain(text)
    first = unicodedata.normalize("NFKC", _first_visible(line))
    return f"'{line}" if first[:1] in _DANGEROUS else line


def decimal(number: float, digits: int = 2) -> str:
    """A number without grouping: decimal comma in Kazakh and Russian."""
    written = f"{number:.{digits}f}"
    return written if language() == "en" else written.replace(".", ",")


def as_text(value: Value) -> str:
    """The value as it stands in a CSV cell, in the language spoken now."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return format_datetime(value)
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, float):
        return decimal(value)
    if isinstance(value, int):
        return str(value)
    return disarmed(value)
