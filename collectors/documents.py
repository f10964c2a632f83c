"""The inbox: a folder of reports and letters as .txt, .html, .docx or .pdf.

A file is known by its content, not by its name: a name may carry a person's name and is
never kept. A file that cannot be read is counted with the reason; a scanned PDF is said
to be one.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import docx
import lxml.etree
import pypdfium2
from docx.document import Document
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docx.table import Table

from collectors.articles import read_article
from collectors.dates import find_dates, judge
from collectors.identity import item_key
from collectors.markup import clean, cut, decode
from collectors.reading import Known, Reading
from collectors.web import Web
from data.days import start_of
from data.errors import SourceError
from data.model import DateState, RawItem, Source, SourceState, State

_MOST_BYTES = 20_000_000
_MOST_UNPACKED = 200_000_000
_MOST_PAGES = 300
_LONGEST_TEXT = 200_000
_LONGEST_TITLE = 200
#: The date of a document stands near the top with no more than a place beside it.
_BESIDE_DATE = 25
_HEAD_LINES = 8
#: PDFium is not safe for threads.
_PDFIUM = Lock()


class Content(NamedTuple):
    """What a file says."""

    title: str
    text: str
    published_at: datetime | None = None


class _UnreadableError(Exception):
    """A file from which no text can be had; the message is the counter's name."""


def read(
    source: Source,
    web: Web,
    previous: SourceState,
    now: datetime,
    known: Known,
) -> Reading:
    """Read every new file of the folder and its subfolders."""
    folder = folder_of(source.url)
    if not folder.is_dir():
        raise SourceError(
            State.REFUSED,
            f"The inbox of source {source.id} is not a folder;"
            " create it or correct its path.",
        )
    reading = Reading()
    for path in _files(folder):
        _read_file(source, folder, path, now, known, reading)
    return reading


def folder_of(url: str) -> Path:
    """The folder a source's ``url`` names, as a path or a file:// address."""
    if url.startswith("file:"):
        return Path(unquote(urlsplit(url).path))
    return Path(url).expanduser()


def _files(folder: Path) -> Iterator[Path]:
    """The files of a folder, without hidden ones and the locks of office programs."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        if path.is_file() and not any(part.startswith((".", "~")) for part in inside):
            yield path


def _read_file(
    source: Source,
    folder: Path,
    path: Path,
    now: datetime,
    known: Known,
    reading: Reading,
) -> None:
    extract = _READERS.get(path.suffix.lower())
    if extract is None:
        return reading.drop("unsupported_file")
    try:
        body = _bytes(folder, path)
        guid = "sha256:" + sha256(body).hexdigest()
        # Asked before the costly part: a known file is not opened again.
        if known([item_key(RawItem(source.id, "", "", "", guid))]):
            return reading.drop("known")
        content = extract(body, now)
    except _UnreadableError as error:
        return reading.drop(str(error))
    published_at = content.published_at or _date_line(content.text)
    raw = RawItem(
        source_id=source.id,
        url="",
        title=content.title,
        text=cut(content.text, _LONGEST_TEXT),
        guid=guid,
        published_at=published_at,
        date_state=judge(published_at, now) if published_at else DateState.UNDATED,
    )
    reading.offer(raw, known)
    return None


def _bytes(folder: Path, path: Path) -> bytes:
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            raise _UnreadableError("outside_folder")  # a link out of the inbox
        if path.stat().st_size > _MOST_BYTES:
            raise _UnreadableError("too_large")
        return path.read_bytes()
    except OSError as error:
        raise _UnreadableError("unreadable_file") from error


def _text_file(body: bytes, now: datetime) -> Content:
    if b"\x00" in body[:4096] and not body.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _UnreadableError("unreadable_file")
    return split_title(decode(body))


def _html_file(body: bytes, now: datetime) -> Content:
    article = read_article(decode(body), "", {}, now)
    if article is None:
        return Content("", "")
    return Content(article.title, article.text, article.published_at)


def _word_file(body: bytes, now: datetime) -> Content:
    try:
        with zipfile.ZipFile(BytesIO(body)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _MOST_UNPACKED:
                raise _UnreadableError("too_large")
        document = docx.Document(BytesIO(body))
        lines = list(_word_lines(document))
        stated = document.core_properties.title.strip()
    except (
        zipfile.BadZipFile,
        OpcError,
        PythonDocxError,
        lxml.etree.LxmlError,
        KeyError,  # a part that the document names is missing
        ValueError,  # a ZIP, but no Word document
        NotImplementedError,  # a compression or encryption unknown to zipfile
        RuntimeError,  # an encrypted part
    ) as error:
        raise _UnreadableError("unreadable_file") from error
    content = split_title("\n".join(lines))
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
    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(body)
            try:
                pages = [
                    document[number].get_textpage().get_text_range()
                    for number in range(min(len(document), _MOST_PAGES))
                ]
            finally:
                document.close()
        except (pypdfium2.PdfiumError, ValueError) as error:
            raise _UnreadableError("unreadable_file") from error
    text = "\n".join(pages)
    if sum(char.isalpha() for char in text) < 20:
        raise _UnreadableError("scanned_pdf")
    return split_title(_unwrapped(text))


def _unwrapped(text: str) -> str:
    """The lines of a printed page joined into paragraphs.

    A line shorter than most ends a paragraph, and so does one that ends a sentence
    short of the margin; the character U+FFFE is PDFium's for a hyphen at a line's end.
    """
    text = re.sub(r"[\ufffe\u00ad]\s*", "", text.replace("\r\n", "\n"))
    lines = [line.strip() for line in text.split("\n")]
    lengths = sorted(len(line) for line in lines if line)
    margin = lengths[len(lengths) * 3 // 4] * 0.75 if lengths else 0
    joined = ""
    for line in lines:
        ends = not line or len(line) < margin
        joined += line + ("\n" if ends else " ")
    return joined


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
    head = lines[:_HEAD_LINES]
    for words in (5, 3):
        for index, line in enumerate(head):
            is_sentence = line.endswith((".", ":", ";")) or len(line) > _LONGEST_TITLE
            if len(line.split()) >= words and head.count(line) == 1 and not is_sentence:
                return index
    return 0


def _date_line(text: str) -> datetime | None:
    """The date on a line of its own at the top; file times say nothing of a text."""
    for line in text.split("\n")[:_HEAD_LINES]:
        for day, start, end in find_dates(line, None):
            if len(line) - (end - start) <= _BESIDE_DATE:
                return start_of(day)
    return None


_READERS: dict[str, Callable[[bytes, datetime], Content]] = {
    ".txt": _text_file,
    ".html": _html_file,
    ".htm": _html_file,
    ".docx": _word_file,
    ".pdf": _pdf_file,
}
