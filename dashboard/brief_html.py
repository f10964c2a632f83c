"""The brief as one HTML file to print: no script, no picture, nothing fetched.

Knows no Streamlit. Black on white; what runs on every page stands in a table header
group, which every browser repeats at a page break.
"""

from __future__ import annotations

from dashboard.brief import BriefContent
from dashboard.brief_wording import paper
from dashboard.i18n import using
from dashboard.markup import Safe, join, link, tag
from dashboard.paper import Cell, Line, Lines, Paper, Run, Section, Table

_STYLE = Safe(
    """
@page { size: A4; margin: 11mm 14mm 9mm 22mm; }
* { box-sizing: border-box; }
body { margin: 0; color: #000; background: #fff;
  font: 12pt/1.15 "Times New Roman", "Liberation Serif", "Noto Serif", serif; }
.sheet { display: table; width: 100%; max-width: 180mm; margin: 0 auto; }
header, main, footer { padding: 0; }
header { display: table-header-group; break-inside: avoid; font-size: 10pt; }
footer { display: table-footer-group; break-inside: avoid; font-size: 10pt; }
main { display: table-row-group; }
.run { margin: 0; border-bottom: .5pt solid #000; padding-bottom: 1mm; }
.after { height: 3mm; }
.foot { margin: 3mm 0 0; border-top: .5pt solid #000; padding-top: 1mm; }
.mark { font-weight: bold; }
h1 { font-size: 15pt; margin: 0 0 1mm; text-align: center; }
h2 { font-size: 13pt; margin: 2.5mm 0 .8mm; break-after: avoid; }
p { margin: 0 0 .8mm; orphans: 2; widows: 2; }
.top p { text-align: center; }
ul { margin: 0; padding-left: 5mm; }
li { margin: 0 0 .6mm; }
table { width: calc(100% - 1px); border-collapse: collapse; table-layout: fixed;
  font-size: 11pt; line-height: 1.1; margin-bottom: 1mm; }
th, td { border: .5pt solid #000; padding: .4mm 1.2mm; text-align: left;
  vertical-align: top; overflow-wrap: anywhere; }
thead th { background: #eee; }
tbody th { font-weight: normal; }
tr, li { break-inside: avoid; }
td p, th p { margin: 0; }
.numbers td, .numbers thead th + th { text-align: center; }
a { color: inherit; }
@media screen { body { padding: 8mm; } }
"""
)
#: No request leaves the paper, whatever a collected text holds.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def brief_html(content: BriefContent, lang: str) -> bytes:
    """The brief as a page of its own, UTF-8."""
    with using(lang):
        made = _page(paper(content), lang)
    return made.encode("utf-8")


def _page(made: Paper, lang: str) -> str:
    head = tag(
        "head",
        Safe('<meta charset="utf-8">'),
        Safe(f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'),
        Safe('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        tag("title", f"{made.title}: {made.running}"),
        tag("style", _STYLE),
    )
    mark = tag("span", made.mark, class_="mark")
    body = tag(
        "div",
        tag(
            "header",
            tag("p", made.running, " " if made.mark else "", mark, class_="run"),
            tag("div", class_="after"),
        ),
        tag(
            "main",
            tag("h1", made.title),
            tag("div", *(tag("p", _line(each)) for each in made.top), class_="top"),
            *(_section(each) for each in made.sections),
        ),
        tag("footer", tag("p", made.foot, " ", mark, class_="foot")),
        class_="sheet",
    )
    return f"<!doctype html>\n{tag('html', head, tag('body', body), lang=lang)}\n"


def _section(section: Section) -> Safe:
    blocks = (
        _table(block) if isinstance(block, Table) else _lines(block)
        for block in section.blocks
    )
    return tag("section", tag("h2", section.heading), *blocks)


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
