"""The brief as a Word document that an office can edit. Knows no Streamlit.

A4, Times New Roman, a language on every stretch of text so that spelling is checked in
it, a repeated header row, and the running line with page numbers on every page.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt

from dashboard.brief import BriefContent
from dashboard.brief_wording import paper
from dashboard.i18n import using
from dashboard.paper import Cell, Line, Lines, Paper, Run, Section, Table

FONT = "Times New Roman"
_LOCALES = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
_TEXT, _TABLE, _SMALL = Pt(12), Pt(11), Pt(10)
_LEFT, _RIGHT, _UPPER, _LOWER = Mm(22), Mm(14), Mm(18), Mm(16)
_WIDTH = Emu(Mm(210) - _LEFT - _RIGHT)


def brief_docx(content: BriefContent, lang: str) -> bytes:
    """The brief as DOCX."""
    with using(lang):
        made = paper(content)
    document = docx.Document()
    _about(document, made, content, lang)
    _shape(document, lang)
    _every_page(document.sections[0], made)
    _heading(document, made.title, level=1)
    for each in made.top:
        _write(document.add_paragraph(), each).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for section in made.sections:
        _section(document, section)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _about(document: Any, made: Paper, content: BriefContent, lang: str) -> None:
    core = document.core_properties
    core.title = f"{made.title}: {made.running}"
    core.author = core.last_modified_by = "Kelisim"
    core.subject = made.mark
    core.comments = ""
    core.language = _LOCALES[lang]
    core.created = core.modified = content.made_at.replace(tzinfo=None)


def _shape(document: Any, lang: str) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin = _LEFT, _RIGHT
    page.top_margin, page.bottom_margin = _UPPER, _LOWER
    page.header_distance = page.footer_distance = Mm(8)
    _style(document.styles["Normal"], _TEXT, before=0, lang=lang)
    _style(document.styles["List Bullet"], _TEXT, before=0, lang=lang)
    _style(document.styles["Header"], _SMALL, before=0, lang=lang)
    _style(document.styles["Footer"], _SMALL, before=0, lang=lang)
    _style(document.styles["Heading 1"], Pt(14), before=0, lang=lang)
    _style(document.styles["Heading 2"], Pt(13), before=8, lang=lang)


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


def _every_page(page: Any, made: Paper) -> None:
    header, footer = page.header.paragraphs[0], page.footer.paragraphs[0]
    header.add_run(made.running)
    footer.add_run(f"{made.foot} ")
    if made.mark:
        header.add_run(f"  {made.mark}").bold = True
        footer.add_run(f"{made.mark} ").bold = True
    _field(footer, "PAGE")
    footer.add_run("/")
    _field(footer, "NUMPAGES")


def _field(paragraph: Any, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    field.append(OxmlElement("w:r"))
    paragraph._p.append(field)


def _heading(document: Any, text: str, *, level: int) -> None:
    heading = document.add_heading(level=level)
    heading.add_run(text)
    if level == 1:
        heading.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _section(document: Any, section: Section) -> None:
    _heading(document, section.heading, level=2)
    for block in section.blocks:
        if isinstance(block, Table):
            _table(document, block)
        else:
            _lines(document, block)


def _lines(document: Any, block: Lines) -> None:
    for each in block.lines:
        style = "List Bullet" if block.bulleted else "Normal"
        _write(document.add_paragraph(style=style), each)


def _table(document: Any, block: Table) -> None:
    table = document.add_table(rows=1, cols=len(block.head))
    table.style = "Table Grid"
    table.autofit = False
    for cell, name in zip(table.rows[0].cells, block.head, strict=True):
        _fill(cell, ((Run(name, is_bold=True),),))
    _property(table.rows[0], "w:tblHeader")
    for row in block.rows:
        added = table.add_row()
        _property(added, "w:cantSplit")
        for cell, written in zip(added.cells, row, strict=True):
            _fill(cell, written)
    widths = [Emu(int(_WIDTH * share)) for share in block.widths]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        # Word reads the column, LibreOffice the cell.
        for number, (cell, width) in enumerate(zip(row.cells, widths, strict=True)):
            cell.width = width
            if block.of_numbers and number:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def _property(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _fill(cell: Any, written: Cell) -> None:
    for number, each in enumerate(written):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        _write(paragraph, each, size=_TABLE)


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
