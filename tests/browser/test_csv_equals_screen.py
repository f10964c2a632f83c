"""Every table one takes along is the table one saw, in LibreOffice too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import at_work
import papers_read
from at_work import News, words
from browsing import Open, Site
from dashboard import wording
from dashboard.cells import disarmed
from dashboard.i18n import using
from data.model import DirectoryEntry
from data.reference import load
from data.store import Store

REGION = "KZ-27"
TITLES = (
    '=HYPERLINK("http://x.example";"Ә") екі ауылдың төбелесі',
    "+7 деген топта қауесет тарады",
    "@Ғ@ Между жителями двух сёл драка",
)
NEWS = (
    News(
        REGION,
        TITLES[0],
        "Батыс Қазақстан облысының Бөрлі ауданында екі ауылдың жастары арасында "
        "жаппай төбелес болды. Тұрғындар полиция бөлімі алдына жиналды.",
        5,
    ),
    News(
        REGION,
        TITLES[1],
        "Орал қаласының чаттарында көрші ауылдан келгендер туралы тексерілмеген "
        "қауесет тарап жатыр.",
        40,
    ),
    News(
        REGION,
        TITLES[2],
        "В Теректинском районе Западно-Казахстанской области между жителями двух сёл "
        "произошла драка. Жители потребовали наказать виновных.",
        60,
    ),
)
#: What an office's entry may hold that a spreadsheet would take for a formula.
OFFICE = ("Достық үйі: Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі", "+7 (711) 250 00 00", "=1+1")
FORMULA = re.compile("^[=+@-]")


@pytest.fixture
def full(site: Site) -> Site:
    """The demo with hostile headlines and an office of hostile words."""
    with closing(Store.open(site.database_url)) as store:
        if store.directory(REGION):
            return site
        name, phone, note = OFFICE
        office = DirectoryEntry(
            0, REGION, "", "friendship_house", name, phone, "", "9:00–18:00", note,
            "Медиатор", datetime.now(UTC),
        )  # fmt: skip
        store.save_entry(office)
    at_work.publish(site.database_url, NEWS)
    return site


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_every_table_is_its_screen_and_opens_unharmed(
    visit: Open, full: Site, lang: str, tmp_path: Path
) -> None:
    made = [
        _desk(visit(f"desk?region={REGION}&lang={lang}"), lang),
        _region(visit(f"region?region={REGION}&lang={lang}"), lang),
        _meeting(visit(f"meeting?region=KZ-39&lang={lang}"), lang),
        *_meetings(visit(f"assembly?view=meetings&region=KZ-39&lang={lang}"), lang),
        _decisions(visit(f"assembly?view=decisions&lang={lang}"), lang),
        _offices(visit(f"assembly?view=offices&region={REGION}&lang={lang}"), lang),
    ]
    kept = [path.rename(tmp_path / f"{n}.csv") for n, path in enumerate(made)]
    opened = papers_read.converted(kept, "xlsx", tmp_path)
    seen = []
    for table, book in zip(kept, opened, strict=True):
        rows = papers_read.read_csv(table)
        assert [_padded(row, rows) for row in papers_read.read_xlsx(book)] == rows
        seen += [cell for row in rows for cell in row]
    assert not any(FORMULA.match(cell) for cell in seen if cell not in "—-")
    assert f"'{OFFICE[1]}" in seen
    assert f"'{OFFICE[2]}" in seen
    assert papers_read.has_kazakh_letters(seen)


def _padded(row: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A row as wide as the table: a spreadsheet forgets empty cells at its end."""
    return [*row, *[""] * (len(rows[0]) - len(row))][: len(rows[0])]


def _filter(rows: Sequence[Sequence[str]], lang: str) -> set[str]:
    at = rows[0].index(words(lang, "Filter"))
    return {row[at] for row in rows[1:]}


def _name(code: str, lang: str) -> str:
    with using(lang):
        return wording.region(load().regions[code])


def _column(rows: Sequence[Sequence[str]], heading: str) -> list[str]:
    at = rows[0].index(heading)
    return [row[at] for row in rows[1:]]


def _desk(page: Page, lang: str) -> Path:
    """The titles in their order; of each row region, kind, source and day."""
    buttons = page.locator('[class*="st-key-desk-open-"] button')
    expect(buttons.filter(has_text="HYPERLINK")).to_be_visible()
    titles = [button.strip() for button in buttons.all_inner_texts()]
    lines = [
        button.locator("xpath=ancestor::*[@data-testid='stVerticalBlock'][1]")
        for button in buttons.all()
    ]
    shown = [line.inner_text() for line in lines]
    path = at_work.download(page, "desk.csv")
    rows = papers_read.read_csv(path)
    assert _column(rows, words(lang, "Title")) == [disarmed(each) for each in titles]
    assert set(TITLES) <= set(titles)
    for heading in ("Region", "Kind of flag", "Source", "Last report"):
        for cell, line in zip(_column(rows, words(lang, heading)), shown, strict=True):
            assert cell in line
    (said,) = _filter(rows, lang)
    assert _name(REGION, lang) in said
    return path


def _region(page: Page, lang: str) -> Path:
    """The table of stories under the picture of the weeks, and its file beside it."""
    at_work.fold(page, words(lang, "The numbers of the chart"))
    head, *shown = _table(page, words(lang, "Stories of these weeks"))
    path = at_work.download(page, "desk.csv")
    rows = papers_read.read_csv(path)
    assert [row[0] for row in shown] == [
        each.removeprefix("'") for each in _column(rows, words(lang, "Title"))
    ]
    named = {"First report": 2, "Last report": 3}
    for heading, at in named.items():
        assert head[at] == words(lang, heading)
        assert [row[at] for row in shown] == _column(rows, words(lang, heading))
    (said,) = _filter(rows, lang)
    assert _name(REGION, lang) in said
    return path


def _meeting(page: Page, lang: str) -> Path:
    """The flags of the paper in its preview, number for number."""
    at_work.fold(page, words(lang, "Preview of the paper"))
    name = words(lang, "Flags in full")
    table = page.frame_locator("iframe").locator(f'table[aria-label="{name}"]')
    table.wait_for()
    shown = table.locator("tbody tr").all_inner_texts()
    path = at_work.download(page, "brief.csv")
    rows = papers_read.read_csv(path)
    titles = _column(rows, words(lang, "Title"))
    assert len(titles) == len(shown) > 1
    for n, (title, line) in enumerate(zip(titles, shown, strict=True), 1):
        assert line.startswith(f"{n}. ")
        assert title in line
    (said,) = _filter(rows, lang)
    assert _name("KZ-39", lang) in said
    return path


def _meetings(page: Page, lang: str) -> list[Path]:
    """The grid of all regions, and the list that is narrowed to one."""
    with using(lang):
        full = {
            wording.region_short(each): wording.region(each)
            for each in load().regions.values()
        }
    grid = _table(page, words(lang, "Meetings of the regions by two-month periods"))
    for row in grid[1:]:
        row[0] = full[row[0]]
    periods = at_work.download(page, "assembly.csv.periods")
    assert len(grid) == 21
    _same(papers_read.read_csv(periods), grid)

    listed = _table(page, words(lang, "Meetings, newest first"))
    meetings = at_work.download(page, "assembly.csv.meetings")
    rows = papers_read.read_csv(meetings)
    _same(rows, listed)
    (said,) = _filter(rows, lang)
    assert _name("KZ-39", lang) in said
    return [periods, meetings]


def _decisions(page: Page, lang: str) -> Path:
    shown = _table(page, words(lang, "Decisions, overdue ones first"))
    path = at_work.download(page, "assembly.csv.decisions")
    _same(papers_read.read_csv(path), shown)
    assert len(shown) > 10
    return path


def _offices(page: Page, lang: str) -> Path:
    shown = _table(page, words(lang, "Offices to call, by region"))
    path = at_work.download(page, "assembly.csv.offices")
    rows = papers_read.read_csv(path)
    _same(rows, shown)
    (said,) = _filter(rows, lang)
    assert _name(REGION, lang) in said
    return path


_CELLS = """table => [...table.rows].map(row => [...row.cells].map(cell =>
  (cell.querySelector("[title]")?.title || cell.textContent).trim()))"""


def _table(page: Page, caption: str) -> list[list[str]]:
    """A table of the screen; a cell of symbols by the words that stand for them."""
    named = page.locator("caption", has_text=re.compile(f"^{re.escape(caption)}$"))
    table = page.locator("table").filter(has=named)
    table.wait_for(state="attached")
    cells: list[list[str]] = table.evaluate(_CELLS)
    return cells


def _same(rows: Sequence[Sequence[str]], shown: Sequence[Sequence[str]]) -> None:
    """The columns of the screen stand first in the file, cell for cell."""
    width = len(shown[0])
    assert len(rows) == len(shown)
    for row, line in zip(rows, shown, strict=True):
        for cell, seen in zip(row[:width], line, strict=True):
            assert cell == disarmed(seen) or (cell, seen) == ("", "—")
