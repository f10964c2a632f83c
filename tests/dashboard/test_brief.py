"""The brief: what belongs on it; both files say it, safely, in any language."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import html as parser

import builders
import small_world
from dashboard import brief, brief_buttons, brief_case, i18n
from dashboard.brief_docx import brief_docx
from dashboard.brief_flags import evidence
from dashboard.brief_html import brief_html
from dashboard.brief_pdf import brief_pdf
from dashboard.brief_room import ROOMS, cut
from dashboard.brief_tables import brief_table
from dashboard.brief_wording import brief_paper
from dashboard.paper import Lines, Table
from dashboard.paper_docx import FONT
from data.model import (
    LANGUAGES,
    Evidence,
    Handling,
    HandlingDeed,
    Lane,
    Meeting,
    Verdict,
    VerdictCode,
)
from data.reference import load
from data.store import Store

GOLDEN = Path(__file__).parent.parent / "golden"
TODAY = date(2026, 11, 22)


def gathered(store, region="KZ-15", until=TODAY):
    reference = load()
    known = reference.regions[region]
    return brief.gather(store, known, reference, until, builders.NOW)


def said(content, lang="en"):
    """The words of the HTML, one blank between them."""
    tree = parser.fromstring(brief_html(content, lang))
    return " ".join(tree.find("body").text_content().split())


def word(content, lang="en"):
    return docx.Document(io.BytesIO(brief_docx(content, lang)))


def paragraphs(document):
    inside = [
        p for table in document.tables for p in table._cells for p in p.paragraphs
    ]
    return [paragraph.text for paragraph in [*document.paragraphs, *inside]]


def pdf_pages(made):
    document = pypdfium2.PdfDocument(made)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


def squeezed(text):
    """Without what a line break in a file may take away or put in."""
    return re.sub(r"[\s\u00ad\u200b\ufffe-]", "", text)


def held(region, day):
    return Meeting(region, day, "Кеңес", "council", "assembly", "", (), ())


def test_the_period_begins_with_the_last_meeting(small_store):
    content = gathered(small_store)
    assert content.since == TODAY - timedelta(days=58)
    assert content.last_meeting is not None
    assert "since the last recorded meeting" in said(content)
    assert len(content.weeks) == 9


def test_without_a_meeting_the_period_is_sixty_days(small_store):
    content = gathered(small_store, "KZ-39")
    assert (content.since, content.days) == (TODAY - timedelta(days=60), 61)
    assert content.last_meeting is None
    assert "no earlier meeting is recorded" in said(content)


def test_who_put_a_flag_on_the_desk_is_said_and_what_no_rule_foresaw(small_store):
    restored, learned = (
        replace(small_store.flag(name), signals=(signal,))
        for name, signal in (
            ("f-pasture", builders.by_hand()),
            ("f-hostile", builders.learned(lane=Lane.DISCURSIVE)),
        )
    )
    small_store.save_flags([restored, learned])
    content = gathered(small_store, "KZ-39")
    by_hand = "вынесено на проверку (Медиатор): Ссора школьников втянула оба села"
    for text in (said(content, "ru"), "\n".join(paragraphs(word(content, "ru")))):
        assert text.count(by_hand) == 1
        assert text.count("правила такой формулировки не предусматривали") == 1


def test_the_meeting_of_the_day_is_the_one_the_brief_is_for(small_store):
    small_store.add_meeting(held("KZ-15", TODAY))
    small_store.add_meeting(held("KZ-15", None))
    assert gathered(small_store).since == TODAY - timedelta(days=58)


def test_an_open_flag_stays_although_a_meeting_was_held(small_store):
    before = {each.flag.id for each in gathered(small_store).told}
    small_store.add_meeting(held("KZ-15", TODAY - timedelta(days=3)))
    content = gathered(small_store)
    assert {each.flag.id for each in content.told} == before
    assert len(content.carried) == 5
    assert "Still waiting for a verdict from before: 5." in said(content)


def test_a_flag_judged_before_the_last_meeting_is_no_longer_told(small_store):
    at = builders.NOW - timedelta(days=10)
    small_store.add_verdict(
        Verdict("f-water-5", VerdictCode.CONFIRMED, "Барып көрді.", "М", at)
    )
    assert "f-water-5" in {each.flag.id for each in gathered(small_store).told}
    small_store.add_meeting(held("KZ-15", TODAY - timedelta(days=3)))
    assert "f-water-5" not in {each.flag.id for each in gathered(small_store).told}


def test_refuted_flags_stand_apart(small_store):
    content = gathered(small_store)
    assert [each.flag.id for each in content.refuted] == ["f-water-3"]
    assert "f-water-3" not in {each.flag.id for each in content.told}
    text = said(content)
    apart = text.index("Looked into and not counted as tension")
    assert text.index("Сол оқиға, басқа сөзбен.") > apart
    assert "not tension: 1" in text


ONE_WORD = {
    "kk": "бір адамның сөзі; екінші қорытындыны күтіп тұр",
    "ru": "слово одного человека; ждёт второго взгляда",
    "en": "one person's word; waits for a second pair of eyes",
}


def judged(store, author, code, name="f-pasture"):
    at = builders.NOW - timedelta(hours=1)
    store.add_verdict(Verdict(name, code, "Тексерілді.", author, at))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_word_on_an_acute_flag_is_not_read_as_found(small_store, lang):
    judged(small_store, "Медиатор", VerdictCode.OLD)
    content = gathered(small_store, "KZ-39")
    assert not content.refuted
    assert {each.state for each in content.told} == {"open"}
    with i18n.using(lang):
        names = [i18n._("Old event"), i18n._("Confirmed")]
        waiting = i18n._("Waiting for a verdict").lower()
    text = said(content, lang)
    assert all(re.search(rf"{name}, [\d.]+: {ONE_WORD[lang]}", text) for name in names)
    assert f"{waiting}: 3" in text


def test_a_second_word_that_agrees_ends_the_waiting(small_store):
    judged(small_store, "Медиатор", VerdictCode.OLD)
    assert "who looks into 3 open flags" in said(gathered(small_store, "KZ-39"))
    judged(small_store, "Талдаушы", VerdictCode.ABROAD)
    content = gathered(small_store, "KZ-39")
    assert [each.flag.id for each in content.refuted] == ["f-pasture"]
    assert "who looks into 2 open flags" in said(content)


def test_one_word_on_an_acute_flag_stays_on_the_paper_however_old(small_store):
    long_ago = builders.NOW - timedelta(days=200)
    known = small_store.flag("f-pasture")
    old = replace(known, id="f-old", first_at=long_ago, last_at=long_ago)
    small_store.save_flags([old])
    first = Verdict("f-old", VerdictCode.OLD, "Қаралды.", "Медиатор", long_ago)
    small_store.add_verdict(first)
    assert "f-old" in {each.flag.id for each in gathered(small_store, "KZ-39").told}
    small_store.add_verdict(replace(first, author="Талдаушы", code=VerdictCode.ABROAD))
    assert "f-old" not in {each.flag.id for each in gathered(small_store, "KZ-39").told}


def test_two_who_differ_are_neither_found_nor_refuted(small_store):
    judged(small_store, "Талдаушы", VerdictCode.OLD, "f-market")
    content = gathered(small_store, "KZ-39")
    assert not content.refuted
    text = said(content)
    assert "Confirmed, Old event" in text
    assert "Two people see it differently" in text
    assert "Талдаушы" not in text


def test_an_acute_flag_put_off_still_waits_for_second_eyes(small_store):
    until = builders.NOW + timedelta(days=2)
    deed = Handling("f-market", HandlingDeed.SNOOZE, "Жол.", "М", builders.NOW)
    small_store.add_handling(replace(deed, until_at=until))
    told = {each.flag.id: each for each in gathered(small_store, "KZ-39").told}
    with i18n.using("en"):
        state = brief_case.state(told["f-market"])
    assert state == "put off until 24.11.2026; waits for a second pair of eyes"


def test_the_table_of_a_brief_says_that_second_eyes_are_wanted(small_store):
    table = brief_table(gathered(small_store, "KZ-39"), "csv", "en").decode("utf-8-sig")
    (row,) = (each for each in table.splitlines() if '"f-market"' in each)
    assert '"waits for a second pair of eyes"' in row
    assert '"judged"' not in row


def test_the_acute_clock_comes_first_then_what_was_confirmed(small_store):
    content = gathered(small_store, "KZ-39")
    assert [each.flag.id for each in content.told] == [
        *("f-market", "f-pasture", "f-hostile"),
    ]
    text = said(content, "ru")
    assert "Медиатор орнында тексерді." in text
    assert "Ақсақалдар кеңесі" in text


def test_a_raised_level_says_what_is_usual_what_would_change_it_and_where(small_store):
    content = gathered(small_store)
    wanted = (
        "Уровень на 22.11.2026: Выше обычного. Отмечено: 5 сюжетов",
        "а обычно здесь около 1,2, не больше 4",
        "После 5 спокойных дней подряд уровень станет «Под наблюдением».",
        "Районы: Алгинский район — под наблюдением (3 сюжета),",
        "Из остальных 11 районов сообщений нет.",
    )
    for text in (said(content, "ru"), "\n".join(paragraphs(word(content, "ru")))):
        places = [text.index(sentence) for sentence in wanted]
        assert places == sorted(places)
        assert "перепечатки" not in text  # what a reader looks up on the page


def test_an_acute_level_says_why_and_what_is_usual(small_store):
    level = small_store.latest_levels()["KZ-39"]
    first, *rest = level.reasons
    first = replace(first, params={**first.params, "why": "together"})
    small_store.save_levels([replace(level, reasons=(first, *rest))])
    text = said(gathered(small_store, "KZ-39"))
    assert "the last report on 22.11.2026 06:00" in text
    assert "a rumour or collective blame goes round." in text
    assert "usual here: about 1.2, from 0 to" in text
    assert "it becomes “Raised” 72 hours after the last one." in text
    assert "hours ago" not in text


def test_a_calm_level_does_not_say_what_would_change_it(small_store):
    text = said(gathered(small_store, "KZ-47"))
    assert "Calm" in text
    assert "would make it" not in text
    assert "usual here" not in text
    assert "not rare enough to be called “Raised”" in text


def test_what_does_not_fit_is_counted(small_store):
    content = gathered(small_store)
    many = replace(content, told=content.told * 3)
    left = re.search(r"Not shown here: (\d+)\. All stand in the annex", said(many))
    assert left is not None
    assert int(left[1]) in {len(many.told) - room.flags for room in ROOMS}
    assert len(word(many).tables[1].rows) == 1 + len(many.told) + len(many.refuted)
    assert "Not shown here" not in said(content)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("kk", "Үнсіздік — тыныштық емес"),
        ("ru", "Молчание — это ещё не спокойствие"),
        ("en", "Silence is not calm"),
    ],
)
def test_a_silent_region_is_not_called_calm(small_store, lang, words):
    content = gathered(small_store, "KZ-62")
    assert content.blind_days == 33
    text = said(content, lang)
    assert text.count(words) >= 2
    with i18n.using(lang):
        assert i18n._("Calm") not in text
    # A week of which nothing was read has no noughts.
    table = word(content, lang).tables[0]
    for number in range(1, len(table.columns)):
        column = [cell.text for cell in table.columns[number].cells]
        if column[-1] == "0":
            assert column[1:-1] == ["—"] * 3
    assert "—" in [cell.text for cell in table.rows[1].cells]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_database_makes_a_brief_that_says_so(store, lang):
    content = gathered(store, "KZ-31")
    assert content.blind_days == content.days
    with i18n.using(lang):
        assert i18n._("Silence is not calm.") in said(content, lang)
        assert i18n._("No level was worked out for this period.") in said(content, lang)
    assert word(content, lang).tables
    assert "DEMO" not in said(content, lang)


def test_a_demo_says_so_on_every_page_of_both_files(small_store):
    content = gathered(small_store)
    page = word(content).sections[0]
    assert "DEMO: every text here is invented" in page.header.paragraphs[0].text
    assert "DEMO: every text here is invented" in page.footer.paragraphs[0].text
    assert not page.different_first_page_header_footer
    tree = parser.fromstring(brief_html(content, "en"))
    for place in ("header", "footer"):
        assert "DEMO: every text" in tree.find(f".//{place}").text_content()
    real = replace(content, demo=False)
    assert "DEMO" not in said(real)
    assert "DEMO" not in word(real).sections[0].header.paragraphs[0].text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_files_say_the_same(small_store, lang):
    content = gathered(small_store)
    made = brief_paper(content, lang)
    wanted = [made.title, *("".join(run.text for run in each) for each in made.top)]
    for section in made.sections:
        wanted.append(section.heading)
        for block in section.blocks:
            lines = list(block.lines) if isinstance(block, Lines) else []
            rows = block.rows if isinstance(block, Table) else ()
            lines += [each for row in rows for cell in row for each in cell]
            wanted += ["".join(run.text for run in each) for each in lines]
    assert len(wanted) > 50
    in_word, in_html = paragraphs(word(content, lang)), said(content, lang)
    in_pdf = squeezed("".join(pdf_pages(brief_pdf(content, lang))))
    for sentence in wanted:
        assert sentence in in_word
        assert " ".join(sentence.split()) in in_html
        assert squeezed(sentence) in in_pdf


def test_a_hostile_title_stays_a_text(small_store):
    content = gathered(small_store, "KZ-39")
    written = brief_html(content, "ru").decode()
    assert "<script" not in written
    assert "&lt;script&gt;" in written
    assert small_world.HOSTILE in paragraphs(word(content, "ru"))


def test_what_no_file_may_hold_is_taken_out(small_store):
    content = gathered(small_store, "KZ-39")
    told = content.told[0]
    title = "a\x00b\x0bc\ud800d\uffff" + "\N{LINE SEPARATOR}е"
    bad = replace(told.flag, title=title, url="javascript:alert(1)")
    hostile = replace(content, told=(replace(told, flag=bad),))
    assert "ab cd е" in said(hostile)
    assert "javascript" not in brief_html(hostile, "en").decode()
    document = word(hostile)
    assert "ab cd е" in paragraphs(document)
    targets = [each.target_ref for each in document.part.rels.values()]
    assert not [target for target in targets if "javascript" in target]


def test_a_file_asks_for_nothing(small_store):
    written = brief_html(gathered(small_store), "kk").decode()
    tree = parser.fromstring(written)
    assert not tree.xpath("//script | //img | //link | //iframe | //@src")
    assert "default-src 'none'" in written
    assert not re.search(r"url\((?!#)", written)  # patterns of its own drawing only


def test_evidence_is_a_sentence_of_the_text_and_not_the_title_again():
    title = "Екі ауыл дауласты"
    long = "Сөз " * 100
    pieces = tuple(Evidence(text, 0, len(text)) for text in (f"{title}.", long))
    flag = builders.flag(
        title=title,
        signals=(builders.signal(lane=Lane.ACUTE, evidence=pieces),),
    )
    assert evidence(flag) == [long]
    told = cut(long, 240)
    assert told.endswith("Сөз …")
    assert len(told) <= 242


@pytest.mark.parametrize(("lang", "locale"), [("kk", "kk-KZ"), ("ru", "ru-RU")])
def test_the_document_is_one_an_office_can_use(small_store, lang, locale):
    document = word(gathered(small_store), lang)
    page = document.sections[0]
    assert round(page.page_width / Mm(1)) == 210
    assert round(page.page_height / Mm(1)) == 297
    normal = document.styles["Normal"]
    assert (normal.font.name, normal.font.size.pt) == (FONT, 11)
    written = normal.element.rPr.find(qn("w:lang"))
    assert written.get(qn("w:val")) == locale
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(cell.width for row in table.rows for cell in row.cells)
    assert page.footer.paragraphs[0]._p.findall(qn("w:fldSimple"))
    assert document.core_properties.author == "Kelisim"


def test_a_text_in_another_language_is_marked_as_such(small_store):
    content = gathered(small_store)
    tree = parser.fromstring(brief_html(content, "ru"))
    assert set(tree.xpath("//tbody//@lang")) == {"kk"}
    assert not parser.fromstring(brief_html(content, "kk")).xpath("//tbody//@lang")


def test_no_english_in_kazakh(small_store):
    text = re.sub(r"https?://\S+", "", said(gathered(small_store), "kk"))
    assert set(re.findall(r"[A-Za-z]{3,}", text)) <= {
        *("Kelisim", "DEMO", "CSV", "XLSX", "test"),
    }


def test_the_name_of_the_file():
    region = load().regions["KZ-31"]
    assert (
        brief.filename(region, TODAY, "docx") == "kelisim_brief_KZ-31_2026-11-22.docx"
    )
    named = brief.filename(region, TODAY, "html", demo=True)
    assert named == "kelisim_DEMO_brief_KZ-31_2026-11-22.html"


def test_the_region_page_offers_it_in_the_language_of_the_page(
    open_page, small_store, monkeypatch
):
    made = {}
    file = brief_buttons._file

    def remember(ext, *rest):
        made[ext] = file(ext, *rest)
        return made[ext]

    monkeypatch.setattr(brief_buttons, "_file", remember)
    app = open_page(small_store, "region", lang="ru", region="KZ-62")
    labels = [button.label for button in app.get("download_button")]
    assert labels[-5:] == [
        "Справка (DOCX)",
        "Справка (PDF)",
        "Справка (HTML, для печати)",
        "Её сигналы (CSV)",
        "Её сигналы (XLSX)",
    ]
    with i18n.using("kk"):  # a download knows nothing of the page that offered it
        content = made["html"]().decode()
        assert docx.Document(io.BytesIO(made["docx"]()))
        assert made["pdf"]().startswith(b"%PDF")
        assert made["csv"]().startswith(b"\xef\xbb\xbf")
    assert "Нет данных" in content
    assert small_store.exports()[0].rows == 0
    record = small_store.briefs("KZ-62")[0]
    assert (record.lang, record.until_on, record.flag_ids) == ("ru", TODAY, ())


def golden_content(lang):
    store = Store.open("sqlite://")
    try:
        return brief_html(gathered(small_world.fill(store)), lang)
    finally:
        store.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_person_reads_the_brief_as_agreed(lang):
    """After a wanted change run this file by itself, then read the difference."""
    assert golden_content(lang) == (GOLDEN / f"brief.{lang}.html").read_bytes()


if __name__ == "__main__":
    for each in LANGUAGES:
        (GOLDEN / f"brief.{each}.html").write_bytes(golden_content(each))
