"""An akim's office prepares a meeting, and later says what came of it."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

import at_work
import papers_read
from at_work import News, words
from browsing import Seat, Site, artefact
from dashboard import agenda, meeting_page_wording
from dashboard.i18n import format_date, local, using
from data.model import Role, User
from data.reference import load
from data.store import Store

NEWS = {
    "kk": (
        News(
            "KZ-33",
            "Екі ауылдың жігіттері арасында жаппай төбелес болды",
            "Жетісу облысының Көксу ауданында екі ауылдың жігіттері арасында жаппай "
            "төбелес болды. Тұрғындар полиция бөлімі алдына жиналды.",
            30,
        ),
        News(
            "KZ-33",
            "Чаттарда көрші ауылдан келгендер туралы қауесет тарады",
            "Жетісу облысы Талдықорған қаласының чаттарында көрші ауылдан келгендер "
            "туралы тексерілмеген қауесет тарап жатыр.",
            80,
        ),
        News(
            "KZ-33",
            "Ақсақалдар кеңесі екі ауылды татуластырды",
            "Жетісу облысының Ақсу ауданында ақсақалдар кеңесі екі ауылдың "
            "тұрғындарын татуластырды. Тараптар бір-бірінен кешірім сұрады.",
            50,
        ),
    ),
    "ru": (
        News(
            "KZ-63",
            "Между парнями двух сёл произошла массовая драка",
            "В Бородулихинском районе области Абай между парнями двух сёл произошла "
            "массовая драка. Жители собрались у отделения полиции.",
            30,
        ),
        News(
            "KZ-63",
            "В чатах разошёлся слух о приезжих",
            "В чатах Семея в области Абай разошёлся непроверенный слух о приезжих из "
            "соседнего села.",
            80,
        ),
        News(
            "KZ-63",
            "Совет старейшин помирил два села",
            "В Жарминском районе области Абай совет старейшин помирил жителей двух "
            "сёл. Стороны попросили друг у друга прощения.",
            50,
        ),
    ),
}
#: Every letter that Kazakh has and Russian has not, in a Russian paper too.
POINT = "Әр ауылдағы Ғылым үйі, Қоғам, теҢдік, Өңір, Ұрпақ, Үй, шаҺар, Ізет мәселесі"
DECISION = {
    "kk": "Жайылым шекарасын екі ауылмен бірге белгілеу",
    "ru": "Определить границу пастбища вместе с двумя сёлами",
}
OFFICE = {"kk": "аудан әкімінің аппараты", "ru": "аппарат акима района"}
OUTCOME = {
    "kk": "Шекара белгіленді, екі ауыл да қол қойды.",
    "ru": "Граница определена, оба села подписали.",
}
#: Days since the meeting that is written down; its decision was due after fourteen.
DAYS = 20
#: The points of the agenda, each a box to tick.
POINTS = '[class*="st-key-meeting-item-"] [data-testid="stCheckbox"]'


class Row(NamedTuple):
    """A point of the agenda on the screen."""

    title: str
    is_ticked: bool


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_from_the_open_region_to_what_became_of_the_decision(
    sit: Seat, site: Site, lang: str, tmp_path: Path
) -> None:
    region = NEWS[lang][0].region
    user = at_work.hired(
        site.database_url, User(f"Әкім аппараты {lang}", Role.AKIM, (region,), lang)
    )
    at_work.publish(site.database_url, NEWS[lang])
    page = sit(user)
    _to_the_meeting(page, region, lang)

    rows = _arranged(page, lang)
    ticked = [row.title for row in rows if row.is_ticked]
    left_out = [row.title for row in rows if not row.is_ticked]
    assert ticked
    assert left_out
    files = {
        ext: at_work.download(page, f"brief.{ext}").rename(tmp_path / f"brief.{ext}")
        for ext in ("docx", "pdf", "csv")
    }
    artefact(page, f"meeting-{lang}")
    paper = papers_read.read_docx(files["docx"])
    _agenda_holds(paper, lang, ticked)
    _the_table_is_the_papers(paper, files["csv"], site, region, lang, ticked)
    printed = papers_read.read_pdf(files["pdf"].read_bytes())
    _two_pages(printed, lang)
    _all_stand_in(printed, ticked)

    _meeting_is_written_down(page, lang)
    _what_became_is_said(page, lang)
    later = at_work.download(page, "brief.docx").rename(tmp_path / "next.docx")
    _the_next_brief_opens_with_it(papers_read.read_docx(later), lang)
    again = [
        papers_read.read_pdf(made.read_bytes())
        for made in papers_read.converted([files["docx"], later], "pdf", tmp_path)
    ]
    for texts in again:
        _two_pages(texts, lang)
    _all_stand_in(again[0], ticked)


def _to_the_meeting(page: Page, region: str, lang: str) -> None:
    """Home → the region → its meeting, each by a click."""
    with using(lang):
        name = load().regions[region].names[lang]
    page.locator(
        f'[data-testid="stMain"] a[href*="/region?region={region}"]'
    ).first.click()
    page.wait_for_url(re.compile(f"/region.*{region}"))
    expect(page.locator("h2").first).to_contain_text(name.split()[0])
    page.locator('[data-testid="stSidebarNav"] a[href*="meeting"]').first.click()
    page.wait_for_url(re.compile("/meeting"))
    expect(page.locator("h1")).to_have_text(words(lang, "What do I put on the table?"))
    at_work.calm(page)


def _rows(page: Page) -> list[Row]:
    page.locator(POINTS).last.wait_for()
    at_work.calm(page)
    return [
        Row(box.inner_text().strip(), box.locator("input").is_checked())
        for box in page.locator(POINTS).all()
    ]


def _arranged(page: Page, lang: str) -> list[Row]:
    """One point is left out, one goes up, one of one's own is added."""
    before = _rows(page)
    last = len(before) - 1
    assert last >= 2
    gone = before[0].title
    at_work.part(page, "meeting-item-0").locator("label").first.click()
    count = page.locator("p").filter(has_text=re.compile(r"\d+.*\d+"))
    expect(
        count.filter(
            has_text=words(
                lang,
                "%(n)s of %(all)s points go into the paper, in this order.",
                n=sum(row.is_ticked for row in before) - 1,
                all=len(before),
            )
        )
    ).to_be_visible()
    up = at_work.part(page, f"meeting-item-{last}").get_by_role(
        "button", name=words(lang, "↑ Up")
    )
    up.click()
    titles = [row.title for row in before]
    titles.insert(last - 1, titles.pop(last))
    expect(page.locator(POINTS)).to_have_text(titles)
    page.get_by_label(words(lang, "Add your own point")).fill(POINT)
    page.get_by_role("button", name=words(lang, "Add"), exact=True).click()
    expect(page.locator(POINTS)).to_have_text([*titles, POINT])
    after = _rows(page)
    assert next(row for row in after if not row.is_ticked) == Row(gone, False)
    assert after[-1] == Row(POINT, True)
    return after


def _agenda_holds(paper: papers_read.Document, lang: str, ticked: list[str]) -> None:
    """The points that were ticked, in their order, and no other."""
    lines = paper.sections[words(lang, "Agenda")]
    assert len(lines) == len(ticked)
    for n, (line, title) in enumerate(zip(lines, ticked, strict=True), 1):
        assert line.startswith(f"{n}. ")
        assert title in line
    assert papers_read.has_kazakh_letters(lines)
    assert paper.edges.count("DEMO") >= 1


def _the_table_is_the_papers(
    paper: papers_read.Document,
    table: Path,
    site: Site,
    region: str,
    lang: str,
    ticked: list[str],
) -> None:
    """First the flags of the ticked points in their order; row for row the annex."""
    head, *rows = papers_read.read_csv(table)
    titles = [row[head.index(words(lang, "Title"))] for row in rows]
    annex = next(
        each for each in paper.tables if each[0][2] == words(lang, "Verdict and case")
    )
    assert len(annex) - 1 == len(rows)
    for n, (line, title) in enumerate(zip(annex[1:], titles, strict=True), 1):
        assert line[0].startswith(f"{n}. ")
        assert line[1].startswith(title)
    chosen = _flags(site, region, lang, ticked)
    assert chosen
    assert [row[0] for row in rows][: len(chosen)] == chosen
    assert all("DEMO" in row for row in rows)


def _flags(site: Site, region: str, lang: str, ticked: list[str]) -> list[str]:
    """The flags that belong to the ticked points."""
    now, tables = datetime.now(UTC), load()
    with closing(Store.open(site.database_url)) as store, using(lang):
        found = agenda.gather(
            store, tables.regions[region], tables, local(now).date(), now
        )
        of = {item.title: item.flag_ids for item in agenda.suggest(found)}
    return list(dict.fromkeys(one for title in ticked for one in of.get(title, ())))


def _two_pages(texts: list[str], lang: str) -> None:
    """Two pages at most before the annex; each says that it is a demonstration."""
    heading = words(lang, "Annex 1. Flags in full")
    front = next(n for n, text in enumerate(texts) if heading in text)
    assert 1 <= front <= 2
    assert all("DEMO" in text for text in texts)


def _all_stand_in(texts: list[str], ticked: list[str]) -> None:
    """The points on paper, wherever their lines are broken, letter for letter."""
    whole = "".join("".join(texts).split())
    assert [title for title in ticked if "".join(title.split()) not in whole] == []
    assert papers_read.has_kazakh_letters(texts)


def _meeting_is_written_down(page: Page, lang: str) -> None:
    form = at_work.fold(page, words(lang, "Write a meeting down"))
    with using(lang):
        today = local(datetime.now(UTC)).date()
        day = meeting_page_wording.day(today - timedelta(days=DAYS))
    lists = form.locator('[data-testid="stSelectbox"]')
    at_work.choose(lists.nth(0), day)
    at_work.choose(lists.nth(1), words(lang, "chaired by the akim"))
    radios = form.locator('[data-testid="stRadio"]')
    for number in (0, 1):
        radios.nth(number).locator("label:has(input)").first.click()
    decided = form.locator('[data-testid="stForm"]')
    decided.locator("textarea").fill(DECISION[lang])
    decided.locator("input[type=text]").fill(OFFICE[lang])
    at_work.pick(decided, 0)
    decided.get_by_role("button", name=words(lang, "Add this decision")).click()
    expect(form.locator("p").filter(has_text=f"1. {DECISION[lang]}")).to_be_visible()
    form.get_by_role("button", name=words(lang, "Record this meeting")).click()
    kept = "Recorded: the meeting of %(date)s. The next period begins with it."
    with using(lang):
        held_on = format_date(today - timedelta(days=DAYS))
    at_work.told(page, words(lang, kept, date=held_on))


def _what_became_is_said(page: Page, lang: str) -> None:
    decision = at_work.fold(page, DECISION[lang])
    expect(decision).to_contain_text(words(lang, "overdue"), ignore_case=True)
    at_work.pick(decision, 0)
    decision.locator("textarea").fill(OUTCOME[lang])
    decision.get_by_role("button", name=words(lang, "Keep this"), exact=True).click()
    at_work.told(page, words(lang, "Kept: what became of the decision."))


def _the_next_brief_opens_with_it(paper: papers_read.Document, lang: str) -> None:
    first = next(heading for heading in paper.sections if _is_section(heading, lang))
    assert first == words(lang, "What became of the decisions")
    told = "\n".join(paper.sections[first])
    assert DECISION[lang] in told
    assert OFFICE[lang] in told
    assert OUTCOME[lang].rstrip(".") in told
    assert words(lang, "done") in told.lower()


def _is_section(heading: str, lang: str) -> bool:
    title = words(lang, "Brief for a meeting on the interethnic situation")
    return bool(heading) and heading != title
