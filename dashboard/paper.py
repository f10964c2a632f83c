"""What a printed paper is made of: lines, tables, pictures, sections. Knows no format.

The same paper becomes DOCX, PDF or HTML (``paper_docx``, ``pdf``, ``paper_html``), so
they can never say different things. Every text goes through ``run``: one line without
control characters, which no file refuses.
"""

from __future__ import annotations

from typing import NamedTuple

from dashboard.cells import plain
from dashboard.i18n import language
from dashboard.markup import Safe
from data.model import LANGUAGES


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


class Picture(NamedTuple):
    """A drawing made here, in black and white; ``alt`` says it to listeners.

    ``width`` and ``height`` are millimetres at the full width of a paper.
    """

    svg: Safe
    alt: str
    width: float
    height: float


Block = Lines | Table | Picture


class Section(NamedTuple):
    """A heading and what stands below it; an annex begins ``on_new_page``."""

    heading: str
    blocks: tuple[Block, ...]
    on_new_page: bool = False


class Paper(NamedTuple):
    """A whole paper; ``running``, ``foot`` and ``mark`` stand on every page.

    ``mark`` says that everything is invented; it is empty when nothing is. ``beside``
    is the same paper in a second language, section for section: then the sheet lies on
    its side, this paper on the left. ``size`` is that of the text in points.
    """

    title: str
    top: tuple[Line, ...]
    running: str
    foot: str
    mark: str
    sections: tuple[Section, ...]
    beside: Paper | None = None
    size: float = 11

    @property
    def both(self) -> tuple[Paper, ...]:
        """This paper, and the one beside it if there is one."""
        return (self, self.beside) if self.beside else (self,)


def languages(lang: str) -> tuple[str, ...]:
    """The languages of a paper: "kk" is one, "kk+ru" are two side by side."""
    return tuple(lang.split("+"))


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


def text_lang(code: str) -> str:
    """The language of a collected text, where it is not the one spoken now."""
    return code if code in LANGUAGES and code != language() else ""
