"""Papers and tables that a person downloaded, opened with programs of others."""

from __future__ import annotations

import atexit
import csv
import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import docx
import pypdfium2
import pytest
from openpyxl import load_workbook

#: Letters that Kazakh has and Russian has not.
KAZAKH = "ӘҒҚҢӨҰҮҺІ"
#: ";" between cells, quotes around them, UTF-8, from the first row on; a cell in quotes
#: is read like any other, so that a formula would become one.
_CSV = "CSV:59,34,76,1,,0,false,false"
REQUIRED = os.environ.get("KELISIM_REQUIRE_OFFICE") == "1"


class Document(NamedTuple):
    """A DOCX: its sections by heading in order, its tables, head and foot."""

    sections: dict[str, list[str]]
    tables: list[list[list[str]]]
    edges: str

    @property
    def text(self) -> str:
        """Everything that stands in it."""
        lines = [line for each in self.sections.values() for line in each]
        cells = [cell for table in self.tables for row in table for cell in row]
        return "\n".join([*self.sections, *lines, *cells])


def read_docx(path: Path) -> Document:
    """A Word document as its reader sees it; before the first heading under ""."""
    document = docx.Document(str(path))
    sections: dict[str, list[str]] = {"": []}
    heading = ""
    for paragraph in document.paragraphs:
        if (paragraph.style.name or "").startswith("Heading"):
            heading = paragraph.text
            sections[heading] = []
        elif paragraph.text.strip():
            sections[heading].append(paragraph.text)
    tables = [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in document.tables
    ]
    edges = [
        paragraph.text
        for section in document.sections
        for edge in (section.header, section.footer)
        for paragraph in edge.paragraphs
    ]
    return Document(sections, tables, "\n".join(edges))


def read_pdf(content: bytes) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(content)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


def read_csv(path: Path) -> list[list[str]]:
    """The rows of a table, its head first."""
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    text = io.StringIO(raw.decode("utf-8-sig"), newline="")
    return list(csv.reader(text, delimiter=";"))


def office() -> str:
    """LibreOffice of this machine; without it the test skips, or fails in CI."""
    found = shutil.which("soffice")
    if found is None:
        if REQUIRED:
            pytest.fail("KELISIM_REQUIRE_OFFICE=1, but soffice is not installed")
        pytest.skip("soffice is not installed on this machine")
    return found


@cache
def _profile() -> Path:
    """LibreOffice's own folder, furnished at its first start."""
    folder = Path(tempfile.mkdtemp(prefix="office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def converted(paths: Sequence[Path], to: str, folder: Path) -> list[Path]:
    """Files as LibreOffice opens and writes them anew, all in one start of it."""
    tables = ("--infilter=" + _CSV,) if to == "xlsx" else ()
    subprocess.run(
        [
            office(),
            f"-env:UserInstallation={_profile().as_uri()}",
            "--headless",
            "--norestore",
            *tables,
            "--convert-to",
            to,
            "--outdir",
            str(folder),
            *map(str, paths),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return [folder / f"{path.stem}.{to}" for path in paths]


def read_xlsx(path: Path) -> list[list[str]]:
    """The cells of the first sheet as text; a formula in any of them fails."""
    sheet = load_workbook(path).worksheets[0]
    rows = []
    for row in sheet.iter_rows():
        assert [cell.coordinate for cell in row if cell.data_type == "f"] == []
        rows.append(["" if cell.value is None else str(cell.value) for cell in row])
    return rows


def has_kazakh_letters(texts: Iterable[str]) -> bool:
    """Whether every letter of Kazakh's own is there."""
    return set(KAZAKH) <= set("".join(texts).upper())
