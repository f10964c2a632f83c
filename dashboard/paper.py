"""What a printed paper is made of: lines, tables, sections. Knows no format.

The same paper becomes HTML or DOCX, so the two can never say different things. Every
text goes through ``run``: one line without control characters, which no file refuses.
"""

from __future__ import annotations

from typing import NamedTuple

from dashboard.cells import plain


class Run(NamedTuple):
    """A stretch of text; ``lang`` when it is not the paper's own language."""

    text: str
    is_bold: bool = False
    lang: str = ""
    href: str = ""


Line = tuple[Run, ...]
Cell = tuple[Line, ...]


class Lines(NamedTuple):
    """Sentences one below the other, with or without bullets."""

    lines: tuple[Line, ...]
    bulleted: bool = False


class Table(NamedTuple):
    """``widths`` are shares of the page; ``caption`` names the table to listeners.

    The first cell of a row is its header. Numbers are centred.
    """

    caption: str
    head: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    of_numbers: bool = False


class Section(NamedTuple):
    """A heading and what stands below it."""

    heading: str
    blocks: tuple[Lines | Table, ...]


class Paper(NamedTuple):
    """A whole paper; ``running``, ``foot`` and ``mark`` stand on every page.

    ``mark`` says that everything is invented; it is empty when nothing is.
    """

    title: str
    top: tuple[Line, ...]
    running: str
    foot: str
    mark: str
    sections: tuple[Section, ...]


def run(text: str, *, is_bold: bool = False, lang: str = "", href: str = "") -> Run:
    """A stretch of text fit for any file; a space at either end is kept."""
    kept = plain(text)
    before = " " if kept and text[:1].isspace() else ""
    after = " " if text[-1:].isspace() else ""
    return Run(f"{before}{kept}{after}", is_bold, lang, href)


def line(*parts: str | Run) -> Line:
    """A line of plain texts and runs."""
    return tuple(part if isinstance(part, Run) else run(part) for part in parts)


def bold(text: str, lang: str = "") -> Run:
    """A stretch that carries weight."""
    return run(text, is_bold=True, lang=lang)
