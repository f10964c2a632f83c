"""One file of the inbox, from its bytes to a title and a text.

Run in a child process with a time box: here foreign bytes meet parsers.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from io import BytesIO
from typing import NamedTuple

import docx
import pypdfium2
from docx.document import Document
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docx.table import Table

from collectors.articles import read_article
from collectors.crashes import PARSER_CRASHES
from collectors.dates import find_dates
from collectors.folders import UnreadableError
from collectors.markup import clean, cut, decode

LONGEST_TEXT = 200_000
#: The note on a text that was too long to be read to its end.
IN_PART = ("read_in_part",)
_LONGEST_TITLE = 200
_MOST_UNPACKED = 200_000_000
_MOST_PAGES = 300
_BESIDE_DATE = 25
#: Characters of a date in the most words; a line of thousands of dates is none.
_LONGEST_DATE = 120
#: How many lines the top of a document has.
HEAD_LINES = 8
#: Fewer letters than this are no text, but specks on a scan.
_FEWEST_LETTERS = 20
#: How these parsers fail on bytes nobody foresaw.
CRASHES = (*PARSER_CRASHES, zipfile.BadZipFile, PythonDocxError, OpcError)


class Content(NamedTuple):
    """What a file says; ``notes`` are the counters' names of flaws in reading it."""

    title: str
    text: str
    published_at: datetime | None = None
    notes: tuple[str, ...] = ()


def read_document(suffix: str, body: bytes, now: datetime) -> Content:
    """What a file of the kind ``suffix`` says; UnreadableError if nothing is to be had.

    ``suffix`` is one of ``SUFFIXES``.
    """
    try:
        content = _READERS[suffix](body, now)
    except CRASHES as error:
        raise UnreadableError("unreadable_file") from error
    return shortened(content)


def shortened(content: Content) -> Content:
    """The content, not longer than the longest text; noted if it was."""
    if len(content.text) <= LONGEST_TEXT:
        return content
    return content._replace(text=cut(content.text, LONGEST_TEXT), notes=IN_PART)


def _text_file(body: bytes, now: datetime) -> Content:
    if b"\x00" in body[:4096] and not body.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError("unreadable_file")
    return split_title(decode(body))


def _html_file(body: bytes, now: datetime) -> Content:
    article = read_article(decode(body), "", {}, now)
    if article is None:
        return Content("", "")
    return Content(article.title, article.text, article.published_at)


def _word_file(body: bytes, now: datetime) -> Content:
    with zipfile.ZipFile(BytesIO(body)) as archive:
        if sum(part.file_size for part in archive.infolist()) > _MOST_UNPACKED:
            raise UnreadableError("too_large")
    document = docx.Document(BytesIO(body))
    lines, is_whole = _as_far_as_fits(_word_lines(document))
    content = split_title("\n".join(lines))
    content = content._replace(notes=() if is_whole else IN_PART)
    stated = document.core_properties.title.strip()
    is_title = stated and stated.casefold() in "\n".join(lines[:5]).casefold()
    return content._replace(title=stated) if is_title else content


def _word_lines(document: Document) -> Iterator[str]:
    """Paragraphs and rows of tables, in the order of the document."""
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                # A merged cell is met once for each column it covers.
                cells = dict.fromkeys(clean(cell.text) for cell in row.cells)
                yield " · ".join(cell for cell in cells if cell)
        else:
            yield block.text


def _pdf_file(body: bytes, now: datetime) -> Content:
    document = pypdfium2.PdfDocument(body)
    count = min(len(document), _MOST_PAGES)
    pages, is_whole = _as_far_as_fits(
        document[number].get_textpage().get_text_range() for number in range(count)
    )
    text = "\n".join(pages)
    if not has_words(text):
        raise UnreadableError("scanned_pdf")
    is_whole = is_whole and count == len(document)
    notes = () if is_whole else IN_PART
    return split_title(unwrapped(text))._replace(notes=notes)


def _as_far_as_fits(parts: Iterable[str]) -> tuple[list[str], bool]:
    """The first parts, up to the longest text there is; whether these are all."""
    taken: list[str] = []
    length = 0
    for part in parts:
        if length > LONGEST_TEXT:
            return taken, False
        taken.append(part)
        length += len(part)
    return taken, True


def has_words(text: str) -> bool:
    """Whether there is more in a page than specks."""
    return sum(char.isalpha() for char in text) >= _FEWEST_LETTERS


def unwrapped(text: str) -> str:
    """The lines of a printed page joined into paragraphs.

    A line shorter than most ends a paragraph; a date at the top stands on a line of its
    own. The character U+FFFE is PDFium's for a hyphen at a line's end.
    """
    text = re.sub(r"[\ufffe\u00ad]\s*", "", text.replace("\r\n", "\n"))
    lines = [line.strip() for line in text.split("\n")]
    lengths = sorted(len(line) for line in lines if line)
    margin = lengths[len(lengths) * 3 // 4] * 0.75 if lengths else 0
    dated = [bool(date_of(line)) for line in lines[: 2 * HEAD_LINES]]
    pieces: list[str] = []
    for number, line in enumerate(lines):
        ends = not line or len(line) < margin or any(dated[number : number + 2])
        pieces += line, "\n" if ends else " "
    return "".join(pieces)


def date_of(line: str) -> date | None:
    """The date that a line states with no more than a place beside it."""
    if len(line) > _LONGEST_DATE + _BESIDE_DATE:
        return None
    for day, start, end in find_dates(line, None):
        if len(line) - (end - start) <= _BESIDE_DATE:
            return day
    return None


def split_title(text: str) -> Content:
    """The title of a plain text and the rest; lines above it stay in the text."""
    lines = [line for line in clean(text).split("\n") if line]
    if not lines:
        return Content("", "")
    index = _title_index(lines)
    title = lines[index]
    rest = lines[:index] + lines[index + 1 :]
    if len(title) > _LONGEST_TITLE or not rest:
        return Content(cut(title, _LONGEST_TITLE), "\n".join(lines))
    return Content(title, "\n".join(rest))


def _title_index(lines: list[str]) -> int:
    """Which line reads like a title: several words, said once, not a sentence.

    Short lines above a title are the furniture of a site, often said twice.
    """
    head = lines[:HEAD_LINES]
    for words in (5, 3):
        for index, line in enumerate(head):
            is_sentence = line.endswith((".", ":", ";")) or len(line) > _LONGEST_TITLE
            if len(line.split()) >= words and head.count(line) == 1 and not is_sentence:
                return index
    return 0


_READERS: dict[str, Callable[[bytes, datetime], Content]] = {
    ".txt": _text_file,
    ".html": _html_file,
    ".htm": _html_file,
    ".docx": _word_file,
    ".pdf": _pdf_file,
}
#: The kinds of file that are read here; letters are read by :mod:`collectors.letters`.
SUFFIXES = frozenset(_READERS)
