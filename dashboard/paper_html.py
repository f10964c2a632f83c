"""A paper as one HTML file to print: no script, nothing fetched. Knows no Streamlit.

Black on white; what runs on every page stands in a table header group, which every
browser repeats at a page break.
"""

from __future__ import annotations

from dashboard.markup import Safe, join, link, tag
from dashboard.paper import (
    Block,
    Cell,
    Line,
    Lines,
    Paper,
    Picture,
    Run,
    Section,
    Table,
    languages,
)

_STYLE = Safe(
    """
* { box-sizing: border-box; }
body { margin: 0; color: #000; background: #fff; line-height: 1.15;
  font-family: "Times New Roman", "Liberation Serif", "Noto Serif", serif; }
.sheet { display: table; width: 100%; max-width: 180mm; margin: 0 auto; }
.two .sheet { max-width: 273mm; }
header, main, footer { padding: 0; }
header { display: table-header-group; break-inside: avoid; font-size: 9pt; }
footer { display: table-footer-group; break-inside: avoid; font-size: 9pt; }
main { display: table-row-group; }
.run { margin: 0; border-bottom: .5pt solid #000; padding-bottom: 1mm; }
.after { height: 3mm; }
.foot { margin: 3mm 0 0; border-top: .5pt solid #000; padding-top: 1mm; }
.mark { font-weight: bold; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 9mm; }
.annex { break-before: page; }
.two h2 { margin: 1mm 0 .4mm; }
.two p, .two li { margin-bottom: .3mm; }
.two .whole { break-inside: avoid; }
h1 { font-size: 1.25em; margin: 0 0 1mm; text-align: center; }
h2 { font-size: 1.1em; margin: 2.4mm 0 .8mm; break-after: avoid; }
p { margin: 0 0 .8mm; orphans: 2; widows: 2; }
.top p { text-align: center; }
ul { margin: 0; padding-left: 5mm; }
li { margin: 0 0 .6mm; }
figure { margin: 0 0 1mm; break-inside: avoid; }
svg { display: block; width: 100%; height: auto; }
table { width: calc(100% - 1px); border-collapse: collapse; table-layout: fixed;
  font-size: .91em; line-height: 1.1; margin-bottom: 1mm; }
th, td { border: .5pt solid #000; padding: .4mm 1.2mm; text-align: left;
  vertical-align: top; overflow-wrap: anywhere; }
thead th { background: #eee; }
tbody th { font-weight: normal; }
tr, li { break-inside: avoid; }
td p, th p { margin: 0; }
.numbers td, .numbers thead th + th { text-align: center; }
a { color: inherit; }
@media screen { body { padding: 8mm; } }
@media screen and (max-width: 800px) { .pair { grid-template-columns: 1fr; } }
"""
)
#: One paper stands, two languages side by side lie.
_PAGE = """@page {{ size: A4{side}; margin: 11mm 14mm 9mm {left}mm;
  @bottom-right {{ content: counter(page) "/" counter(pages); font-size: 9pt; }} }}"""
#: No request leaves the paper, whatever a collected text holds.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def paper_html(paper: Paper, lang: str) -> bytes:
    """The paper as a page of its own, UTF-8; ``lang`` "kk+ru" when two lie abreast."""
    langs = languages(lang)
    page = _PAGE.format(
        side=" landscape" if paper.beside else "", left=14 if paper.beside else 22
    )
    size = f"body {{ font-size: {paper.size:g}pt; }}"
    head = tag(
        "head",
        Safe('<meta charset="utf-8">'),
        Safe(f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'),
        Safe('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        tag("title", f"{paper.title}: {paper.running}"),
        tag("style", Safe(f"{page}\n{size}{_STYLE}")),
    )
    body = tag("body", _sheet(paper, langs), class_="two" if paper.beside else None)
    written = f"<!doctype html>\n{tag('html', head, body, lang=langs[0])}\n"
    return written.encode("utf-8")


def _sheet(paper: Paper, langs: tuple[str, ...]) -> Safe:
    running, foot = (
        _abreast([tag("span", text) for text in texts], langs)
        for texts in (
            [each.running for each in paper.both],
            [each.foot for each in paper.both],
        )
    )
    mark = tag("div", " · ".join(each.mark for each in paper.both), class_="mark")
    has_mark = bool(paper.mark)
    return tag(
        "div",
        tag(
            "header",
            tag("div", running, mark if has_mark else "", class_="run"),
            tag("div", class_="after"),
        ),
        tag(
            "main",
            _abreast([_top(each) for each in paper.both], langs),
            *_sections(paper, langs),
        ),
        tag("footer", tag("div", foot, mark if has_mark else "", class_="foot")),
        class_="sheet",
    )


def _abreast(parts: list[Safe], langs: tuple[str, ...]) -> Safe:
    """One part as it is; two side by side, each in its language."""
    if len(parts) == 1:
        return parts[0]
    said = (
        tag("div", part, lang=lang) for part, lang in zip(parts, langs, strict=True)
    )
    return tag("div", *said, class_="pair")


def _top(paper: Paper) -> Safe:
    lines = (tag("p", _line(each)) for each in paper.top)
    return join([tag("h1", paper.title), tag("div", *lines, class_="top")])


def _sections(paper: Paper, langs: tuple[str, ...]) -> list[Safe]:
    made, place = [], "whole"
    for same in zip(*(each.sections for each in paper.both), strict=True):
        if same[0].on_new_page:
            made.append(tag("div", _parts(same, langs), class_="annex"))
            place = "long"
        else:
            made.append(tag("div", _parts(same, langs), class_=place))
    return made


def _parts(same: tuple[Section, ...], langs: tuple[str, ...]) -> Safe:
    return _abreast([_section(each) for each in same], langs)


def _section(section: Section) -> Safe:
    blocks = (_block(block) for block in section.blocks)
    return tag("section", tag("h2", section.heading), *blocks)


def _block(block: Block) -> Safe:
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Picture):
        return tag("figure", block.svg, role="img", aria_label=block.alt)
    return _lines(block)


def _lines(block: Lines) -> Safe:
    if block.bulleted:
        return tag("ul", *(tag("li", _line(each)) for each in block.lines))
    return join(tag("p", _line(each)) for each in block.lines)


def _table(block: Table) -> Safe:
    columns = (_column(share) for share in block.widths)
    head = tag("tr", *(tag("th", name, scope="col") for name in block.head))
    body = (
        tag(
            "tr",
            tag("th", _cell(row[0]), scope="row"),
            *(tag("td", _cell(each)) for each in row[1:]),
        )
        for row in block.rows
    )
    return tag(
        "table",
        tag("colgroup", *columns),
        tag("thead", head),
        tag("tbody", *body),
        aria_label=block.caption,
        class_="numbers" if block.of_numbers else None,
    )


def _column(share: float) -> Safe:
    """A column's width; an element without an end."""
    return Safe(f'<col style="width:{share:.1%}">')


def _cell(cell: Cell) -> Safe:
    return join(tag("p", _line(each)) for each in cell)


def _line(line: Line) -> Safe:
    return join(_run(each) for each in line)


def _run(run: Run) -> Safe:
    shown: object = link(run.text, run.href, outside=True) if run.href else run.text
    if run.is_bold:
        return tag("strong", shown, lang=run.lang or None)
    return tag("span", shown, lang=run.lang) if run.lang else join([shown])
