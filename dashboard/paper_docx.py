"""A paper as a Word document that an office can edit. Knows no Streamlit.

A4, Times New Roman, a language on every stretch of text so that spelling is checked in
it, a repeated header row, and the running line with page numbers on every page. Two
languages side by side stand in a table without lines on a page laid on its side.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt

from dashboard.paper import (
    Block,
    Cell,
    Line,
    Paper,
    Picture,
    Run,
    Table,
    languages,
)
from dashboard.pdf import picture_png

FONT = "Times New Roman"
_LOCALES = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
_LEFT, _RIGHT, _UPPER, _LOWER = Mm(22), Mm(14), Mm(18), Mm(16)
_WIDTH = Emu(Mm(210) - _LEFT - _RIGHT)
_GAP = Mm(9)
_MARGIN = 108  # twentieths of a point: what a cell keeps free on either side
_HALF = Emu((Mm(297) - 2 * _RIGHT - _GAP) // 2)


def paper_docx(paper: Paper, lang: str, made_at: datetime) -> bytes:
    """The paper as DOCX; ``lang`` "kk+ru" when two lie side by side."""
    langs = languages(lang)
    document = docx.Document()
    _about(document, paper, langs[0], made_at)
    _shape(document, paper, langs[0])
    _every_page(document.sections[0], paper)
    if paper.beside:
        _abreast(document, paper, langs)
    else:
        _top(document, paper)
        for number in range(len(paper.sections)):
            heading = _section(document, paper, number, _WIDTH)
            if paper.sections[number].on_new_page:
                heading.paragraph_format.page_break_before = True
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _about(document: Any, paper: Paper, lang: str, made_at: datetime) -> None:
    core = document.core_properties
    core.title = f"{paper.title}: {paper.running}"[:255]
    core.author = core.last_modified_by = "Kelisim"
    core.subject = paper.mark
    core.comments = ""
    core.language = _LOCALES[lang]
    core.created = core.modified = made_at.replace(tzinfo=None)


def _shape(document: Any, paper: Paper, lang: str) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin = _LEFT, _RIGHT
    page.top_margin, page.bottom_margin = _UPPER, _LOWER
    page.header_distance = page.footer_distance = Mm(8)
    if paper.beside:
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = Mm(297), Mm(210)
        page.left_margin = _RIGHT
    size, small = Pt(paper.size), Pt(paper.size - 2)
    _style(document.styles["Normal"], size, before=0, lang=lang)
    _style(document.styles["List Bullet"], size, before=0, lang=lang)
    _style(document.styles["Header"], small, before=0, lang=lang)
    _style(document.styles["Footer"], small, before=0, lang=lang)
    _style(document.styles["Heading 1"], Pt(paper.size + 2), before=0, lang=lang)
    _style(
        document.styles["Heading 2"],
        Pt(paper.size + 1),
        before=3 if paper.beside else 6,
        lang=lang,
    )


def _style(style: Any, size: Pt, *, before: int, lang: str) -> None:
    style.font.name, style.font.size = FONT, size
    style.font.color.rgb = None
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]  # a theme's font would win over the name
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    properties.append(_language(_LOCALES[lang]))
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(before), Pt(2)
    shape.line_spacing = 1.0


def _language(code: str) -> Any:
    made = OxmlElement("w:lang")
    for attribute in ("val", "eastAsia", "bidi"):
        made.set(qn(f"w:{attribute}"), code)
    return made


def _every_page(page: Any, paper: Paper) -> None:
    header, footer = page.header.paragraphs[0], page.footer.paragraphs[0]
    header.add_run(" · ".join(dict.fromkeys(each.running for each in paper.both)))
    footer.add_run(" ".join(f"{each.foot} " for each in paper.both))
    if paper.mark:
        mark = " · ".join(each.mark for each in paper.both)
        header.add_run(f"  {mark}").bold = True
        footer.add_run(f"{mark} ").bold = True
    _field(footer, "PAGE")
    footer.add_run("/")
    _field(footer, "NUMPAGES")


def _field(paragraph: Any, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    field.append(OxmlElement("w:r"))
    paragraph._p.append(field)


def _abreast(document: Any, paper: Paper, langs: tuple[str, ...]) -> None:
    """Section by section in one row; a new table where the annex begins."""
    table = _two_columns(document)
    for cell, each in zip(table.add_row().cells, paper.both, strict=True):
        _top(cell, each)
    is_annex = False
    for number, section in enumerate(paper.sections):
        if section.on_new_page:
            is_annex = True
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            table = _two_columns(document)
        row = table.add_row()
        if not is_annex:
            _property(row, "w:cantSplit")  # a heading must not stand alone
        for cell, each in zip(row.cells, paper.both, strict=True):
            _section(cell, each, number, Emu(_HALF - Mm(4)))
    for table in document.tables:
        for row in table.rows:
            for cell, lang in zip(row.cells, langs, strict=True):
                cell.width = Emu(_HALF + _GAP // 2)
                _without_blanks(cell)
                _spoken(cell, lang)


def _without_blanks(cell: Any) -> None:
    """Take out the empty lines a cell begins with and has after each table.

    One must stay where a table would be the last in its cell; it is made flat.
    """
    for paragraph in list(cell.paragraphs):
        if paragraph.text or paragraph._p.xpath(".//w:drawing"):
            continue
        if paragraph._p is cell._tc[-1]:
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.paragraph_format.line_spacing = Pt(2)
        else:
            cell._tc.remove(paragraph._p)


def _two_columns(document: Any) -> Any:
    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    for column in table.columns:
        column.width = Emu(_HALF + _GAP // 2)
    return table


def _spoken(cell: Any, lang: str) -> None:
    """Mark every stretch of a column that bears no language of its own."""
    for run in cell._tc.iter(qn("w:r")):
        properties = run.get_or_add_rPr()
        if properties.find(qn("w:lang")) is None:
            properties.append(_language(_LOCALES[lang]))


def _top(place: Any, paper: Paper) -> None:
    _heading(place, paper.title, level=1)
    for each in paper.top:
        _write(place.add_paragraph(), each).alignment = WD_ALIGN_PARAGRAPH.CENTER


def _heading(place: Any, text: str, *, level: int) -> Any:
    heading = place.add_paragraph(style=f"Heading {level}")
    heading.add_run(text)
    if level == 1:
        heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return heading


def _section(place: Any, paper: Paper, number: int, width: Emu) -> Any:
    """Write a section; its heading is handed back."""
    section = paper.sections[number]
    heading = _heading(place, section.heading, level=2)
    for block in section.blocks:
        _block(place, block, Pt(paper.size - 1), width)
    return heading


def _block(place: Any, block: Block, size: Pt, width: Emu) -> None:
    if isinstance(block, Table):
        _table(place, block, size, width)
    elif isinstance(block, Picture):
        _picture(place, block, width)
    else:
        for each in block.lines:
            style = "List Bullet" if block.bulleted else "Normal"
            _write(place.add_paragraph(style=style), each)


def _picture(place: Any, block: Picture, width: Emu) -> None:
    run = place.add_paragraph().add_run()
    drawn = run.add_picture(BytesIO(picture_png(block)), width=width)
    told = drawn._inline.docPr
    told.set("descr", block.alt)


def _table(place: Any, block: Table, size: Pt, width: Emu) -> None:
    table = place.add_table(rows=1, cols=len(block.head))
    table.style = "Table Grid"
    table.autofit = False
    _indent(table)
    for cell, name in zip(table.rows[0].cells, block.head, strict=True):
        _fill(cell, ((Run(name, is_bold=True),),), size)
    _property(table.rows[0], "w:tblHeader")
    for row in block.rows:
        added = table.add_row()
        _property(added, "w:cantSplit")
        for cell, written in zip(added.cells, row, strict=True):
            _fill(cell, written, size)
    widths = [Emu(int(width * share)) for share in block.widths]
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = wide
    for row in table.rows:
        # Word reads the column, LibreOffice the cell.
        for number, (cell, wide) in enumerate(zip(row.cells, widths, strict=True)):
            cell.width = wide
            if block.of_numbers and number:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def _indent(table: Any) -> None:
    """Put the table's edge where the text begins, not a cell's margin before it."""
    indent = OxmlElement("w:tblInd")
    indent.set(qn("w:w"), str(_MARGIN))
    indent.set(qn("w:type"), "dxa")
    table._tbl.tblPr.append(indent)


def _property(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _fill(cell: Any, written: Cell, size: Pt) -> None:
    for number, each in enumerate(written):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        _write(paragraph, each, size=size)


def _write(paragraph: Any, line: Line, size: Pt | None = None) -> Any:
    for each in line:
        run = paragraph.add_run(each.text)
        run.bold = each.is_bold or None
        run.font.size = size
        if each.lang:
            run._r.get_or_add_rPr().append(_language(_LOCALES[each.lang]))
        if urlsplit(each.href).scheme in {"http", "https"}:
            _linked(paragraph, run, each.href)
    return paragraph


def _linked(paragraph: Any, run: Any, href: str) -> None:
    """Put a run into a link; it looks like its neighbours, for it is printed."""
    link = OxmlElement("w:hyperlink")
    target = paragraph.part.relate_to(
        href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    link.set(qn("r:id"), target)
    run._r.addprevious(link)
    link.append(run._r)
