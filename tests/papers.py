"""Small real PDF and DOCX files, made by hand."""

from __future__ import annotations

from io import BytesIO

import docx
import pypdfium2


def pdf(*lines: str) -> bytes:
    """A page of text in any script: each character has a code and a ToUnicode entry."""
    codes = {char: i + 1 for i, char in enumerate(sorted(set("".join(lines))))}
    pairs = "\n".join(f"<{code:02X}> <{ord(char):04X}>" for char, code in codes.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CMapName /U def /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{pairs}\nendbfchar\nendcmap end end"
    )
    shown = "".join(
        f"<{''.join(f'{codes[char]:02X}' for char in line)}> Tj T*\n" for line in lines
    )
    parts = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 800 600]/Contents 5 0 R"
        "/Resources<</Font<</F 4 0 R>>>>>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Courier/ToUnicode 6 0 R>>",
        _stream(f"BT /F 8 Tf 12 TL 20 560 Td\n{shown}ET"),
        _stream(cmap),
    ]
    return _file(parts)


def _file(parts: list[str]) -> bytes:
    """A PDF of these objects, the first of which is its catalogue."""
    body = "%PDF-1.4\n"
    offsets = []
    for number, part in enumerate(parts, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(parts) + 1
    body += (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n"
    )
    return body.encode("ascii")


def _stream(text: str) -> str:
    return f"<</Length {len(text)}>>\nstream\n{text}\nendstream"


def pages_pdf(count: int, said: int | None = None) -> bytes:
    """One empty page, ``count`` times over; the document says it has ``said``."""
    parts = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{'3 0 R ' * count}]/Count {said or count}>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 800 600]>>",
    ]
    return _file(parts)


def blank_pdf() -> bytes:
    """A page that bears nothing a text could be read from, like a scan."""
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842).close()
    out = BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def word(*paragraphs: str, table: tuple[tuple[str, ...], ...] = (), title: str = ""):
    """A Word document with paragraphs and, below them, a table."""
    document = docx.Document()
    document.core_properties.title = title
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        grid = document.add_table(rows=len(table), cols=len(table[0]))
        for row, cells in zip(grid.rows, table, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    out = BytesIO()
    document.save(out)
    return out.getvalue()
