"""The councils' sheet: one page, plain words, nothing that must not travel."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import docx
import pypdfium2
import pytest

import builders
from dashboard import sheet
from data.model import (
    DirectoryEntry,
    Flag,
    Place,
    Response,
    Verdict,
    VerdictCode,
)
from data.playbook import playbook
from data.reference import load
from data.store import Store

USER = "Жұлдызай Құпияқызы"
QUOTE = "Екі ауыл тұрғындары арасында төбелес болды"
PHONE = "+7 714 250 11 00"


@pytest.fixture
def known(small_store: Store) -> Store:
    """The small country with an office one can call and a step that was taken."""
    now = builders.NOW
    small_store.save_entry(
        DirectoryEntry(
            0, "KZ-39", "", "mediator_on_duty", "Кезекші медиатор кабинеті", PHONE,
            "", "9:00–18:00", "", USER, now,
        )
    )  # fmt: skip
    small_store.add_response(
        Response("f-pasture", "Ақсақалдар екі отбасыға барды.", "", USER, now)
    )
    small_store.add_verdict(
        Verdict("f-pasture", VerdictCode.PROBABLY, "Растады", USER, now)
    )
    return small_store


def content(
    store: Store, flag: Flag | None, region: str = "KZ-39"
) -> sheet.SheetContent:
    tables = load()
    return sheet.gather(store, tables.regions[region], tables, builders.NOW, flag)


def pdf_pages(made: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(made)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_it_says_what_is_known_and_what_is_not_on_one_page(
    known: Store, lang: str
) -> None:
    about = content(known, known.flag("f-pasture"))
    [page] = pdf_pages(sheet.sheet_pdf(about, lang))
    page = " ".join(page.split())
    play = playbook()["trigger_incident"]
    for wanted in (play.plain, play.first_step, play.avoid):
        assert wanted[lang] in page
    assert PHONE in page
    assert "DEMO" in page
    assert sheet.number(about.flags[0].flag) in page
    assert {"kk": "Не белгісіз", "ru": "Что неизвестно", "en": "not known"}[
        lang
    ] in page


def test_nothing_travels_that_must_not(known: Store) -> None:
    flag = known.flag("f-pasture")
    assert flag is not None
    about = content(known, flag)
    written = sheet.sheet_html(about, "kk").decode()
    assert "барды" in written
    for secret in (USER, QUOTE, flag.id, flag.url, "<a "):
        assert secret not in written


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_every_signal_fits_on_one_page(known: Store, lang: str) -> None:
    flag = known.flag("f-pasture")
    assert flag is not None
    about = content(known, flag)
    for code in playbook():
        told = replace(flag, signals=(builders.signal(code),))
        page = replace(about, flags=(replace(about.flags[0], flag=told),))
        assert len(pdf_pages(sheet.sheet_pdf(page, lang))) == 1, code


def test_much_that_was_done_still_fits_in_letters_one_can_read(known: Store) -> None:
    for n in range(6):
        known.add_response(
            Response("f-pasture", f"{n} " + "кездесу " * 24, "", USER, builders.NOW)
        )
    about = content(known, known.flag("f-pasture"))
    assert len(pdf_pages(sheet.sheet_pdf(about, "kk"))) == 1
    assert sheet.paper(about, "kk").size >= 11


def test_the_village_is_named_when_a_text_names_it(known: Store) -> None:
    rows = load().gazetteer_rows
    village = next(row for row in rows if row.kind == "settlement" and row.lang == "ru")
    item = builders.item(
        "u:village",
        source_id=f"demo-{village.region.lower()}",
        places=(Place("settlement", village.code, village.region, "", "в селе", 0, 6),),
        regions=(village.region,),
    )
    flag = builders.flag(region=village.region, item_key=item.key)
    about = content(known, flag, village.region)
    told = replace(
        about.flags[0], settlements=sheet.settlements([item], village.region, load())
    )
    made = sheet.paper(replace(about, flags=(told,)), "ru")
    assert village.text in made.top[0][0].text


def test_a_region_without_a_flag_shows_its_open_acute_ones(known: Store) -> None:
    about = content(known, None)
    assert {each.flag.id for each in about.flags} == {"f-pasture", "f-market"}
    assert len(pdf_pages(sheet.sheet_pdf(about, "ru"))) == 1
    quiet = content(known, None, "KZ-10")
    assert not quiet.flags
    [page] = pdf_pages(sheet.sheet_pdf(quiet, "kk"))
    assert "тыныш деген сөз емес" in " ".join(page.split())


def test_the_word_document_says_the_same(known: Store) -> None:
    about = content(known, known.flag("f-pasture"))
    document = docx.Document(BytesIO(sheet.sheet_docx(about, "kk")))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert playbook()["trigger_incident"].first_step["kk"] in lines
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert PHONE in cells
    assert "Ақсақалдар кеңесі" in cells
