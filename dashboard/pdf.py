"""A paper as PDF, and a drawing as a picture. Knows no Streamlit.

Set by Typst from ``paper.typ``. What the paper says goes in as data, never as a part
of the template, so no text of a stranger can be run. Only the fonts that Typst brings
along are used: the same paper looks the same on every machine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import typst

from dashboard.paper import Block, Lines, Paper, Picture, Run, Table, languages

_TEMPLATE = Path(__file__).with_name("paper.typ")
_DRAWING = (
    b"#set page(width: auto, height: auto, margin: 0pt, fill: white)\n"
    b"#let width = float(sys.inputs.width) * 1mm\n"
    b'#image(bytes(sys.inputs.svg), format: "svg", width: width)'
)
_DPI = 300


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def paper_pdf(paper: Paper, lang: str, made_at: datetime | None = None) -> bytes:
    """The paper as a tagged PDF, A4; ``lang`` "kk+ru" when two lie side by side.

    With ``made_at`` the file bears that date; without, none.
    """
    made = _compiler(_data(paper, lang, made_at)).compile(format="pdf")
    assert isinstance(made, bytes)  # one file, not a picture a page
    return made


def pages(paper: Paper, lang: str, spare: float = 0.0) -> int:
    """How many pages the paper takes when ``spare`` of every page's height is lost."""
    data = {**_data(paper, lang, None), "spare": spare}
    told = _compiler(data).query("<pages>", field="value", one=True)
    return int(json.loads(told))


def picture_png(picture: Picture) -> bytes:
    """A drawing as PNG for formats that show no SVG."""
    inputs = {"svg": str(picture.svg), "width": f"{picture.width:g}"}
    compiler = typst.Compiler(_DRAWING, font_paths=_fonts(), sys_inputs=inputs)
    made = compiler.compile(format="png", ppi=_DPI)
    assert isinstance(made, bytes)  # the page is as large as the drawing
    return made


def _compiler(data: Mapping[str, Any]) -> typst.Compiler:
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    return typst.Compiler(
        _TEMPLATE.read_bytes(), font_paths=_fonts(), sys_inputs=inputs
    )


def _data(paper: Paper, lang: str, made_at: datetime | None) -> dict[str, Any]:
    """The paper as the template reads it."""
    day = made_at and [made_at.year, made_at.month, made_at.day]
    return {
        "langs": languages(lang),
        "date": day,
        "size": paper.size,
        "mark": " · ".join(filter(None, (each.mark for each in paper.both))),
        "papers": [
            {
                "title": each.title,
                "running": each.running,
                "foot": each.foot,
                "top": [_line(line) for line in each.top],
                "sections": [
                    {
                        "heading": section.heading,
                        "on_new_page": section.on_new_page,
                        "blocks": [_block(block) for block in section.blocks],
                    }
                    for section in each.sections
                ],
            }
            for each in paper.both
        ],
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Lines):
        lines = [_line(line) for line in block.lines]
        return {"kind": "lines", "bulleted": block.bulleted, "lines": lines}
    if isinstance(block, Picture):
        return {"kind": "picture", "svg": str(block.svg), "alt": block.alt}
    return _table(block)


def _table(block: Table) -> dict[str, Any]:
    rows = [[[_line(line) for line in cell] for cell in row] for row in block.rows]
    return {
        "kind": "table",
        "caption": block.caption,
        "head": block.head,
        "widths": block.widths,
        "rows": rows,
        "numbers": block.of_numbers,
    }


def _line(line: tuple[Run, ...]) -> list[dict[str, Any]]:
    return [
        {"text": run.text, "bold": run.is_bold, "lang": run.lang, "href": _safe(run)}
        for run in line
    ]


def _safe(run: Run) -> str:
    """An address from outside must be http(s)."""
    return run.href if urlsplit(run.href).scheme in {"http", "https"} else ""
