"""The page of a field report: asked, shown redacted, kept once, and never a name."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import builders as make
import pipeline
import small_world
from dashboard import brief, export, i18n, queries
from dashboard.brief_docx import brief_docx
from dashboard.brief_html import brief_html
from dashboard.i18n import format_date
from data.field_report import FieldReport, ReportKind, Way
from data.model import LANGUAGES, ItemKind, SourceKind
from data.reference import load
from data.settings import sqlite_url
from data.store import Store

ROOT = Path(__file__).parents[2]
Open = Callable[..., AppTest]

#: What slips into a report: a neighbour, his phone, his number, an account.
NAME, PHONE = "Ахмет Юсупов", "+7 701 123 45 67"
IIN, ACCOUNT = "850412300123", "@ahmet_yusupov"
PRIVATE = (NAME, "Юсупов", PHONE, "123 45 67", "1234567", IIN, ACCOUNT)
FIGHT = (
    f"Кеше дүкен жанында екі ауыл тұрғындары арасында төбелес болды. Көршісі {NAME} "
    f"араға түсті, нөмірі {PHONE}, ЖСН {IIN}, {ACCOUNT}."
)
REPORT = FieldReport(
    on=date(2026, 11, 20),
    region="KZ-31",
    kind=ReportKind.EXPERIENCED,
    way=Way.RESIDENTS,
    what=FIGHT,
    place="Қордай ауданы",
)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Store]:
    """A small country in a file, whose bytes can be looked at."""
    with closing(Store.open(sqlite_url(tmp_path / "k.sqlite"))) as store:
        yield small_world.fill(store)


def written(folder: Path) -> bytes:
    """Everything the database has written, journal included."""
    return b"".join(path.read_bytes() for path in sorted(folder.glob("k.sqlite*")))


def said(app: AppTest) -> str:
    """Every word on the page that the person did not type."""
    kinds = ("title", "header", "markdown", "error", "success", "warning", "info")
    parts = [element.value for kind in kinds for element in app.get(kind)]
    return "\n".join([*parts, *(str(each.proto.body) for each in app.get("html"))])


def fill_in(app: AppTest, **changes: object) -> AppTest:
    """Answer the seven questions and press the button of the form."""
    answers = {
        "date": REPORT.on,
        "region": REPORT.region,
        "place": REPORT.place,
        "kind": "experienced",
        "what": FIGHT,
        "way": "residents",
        "done": "",
    } | changes
    # A choice is sent by its words, which the test thread must say as the page does.
    i18n.set_language("".join(app.query_params["lang"]))
    app.selectbox[0].set_value(answers["date"])
    app.selectbox[1].set_value(answers["region"])
    app.text_input[0].set_value(answers["place"])
    app.radio[0].set_value(answers["kind"])
    app.text_area[0].set_value(answers["what"])
    app.radio[1].set_value(answers["way"])
    app.text_area[1].set_value(answers["done"])
    return app.button[0].click().run()


def keep(app: AppTest) -> AppTest:
    return app.button(key="report.keep").click().run()


def reports(store: Store) -> list[str]:
    return [item.text for item in store.items_of("field_reports", 50)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_form_says_first_that_no_names_are_wanted(
    open_page: Open, small_store: Store, lang: str
) -> None:
    app = open_page(small_store, "report", lang=lang)
    assert not app.exception
    words = {"kk": "Есім", "ru": "Не пишите имён", "en": "Do not write names"}
    assert words[lang] in app.warning[0].value
    assert app.get("download_button")
    assert not [button for button in app.button if button.key == "report.keep"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_will_be_kept_is_shown_before_it_is(
    open_page: Open, small_store: Store, lang: str
) -> None:
    app = fill_in(open_page(small_store, "report", lang=lang))
    assert not app.exception
    shown = said(app)
    assert "төбелес болды.</mark>" in shown
    assert "[адам 1]" in shown
    assert not [word for word in PRIVATE if word in shown]
    region = load().regions["KZ-31"].names[lang]
    assert region in shown
    assert load().districts["314800000"].names[lang] in shown
    assert load().taxonomy.risk["trigger_incident"].names[lang] in shown
    assert reports(small_store) == []


def test_the_number_of_things_taken_out_is_said(
    open_page: Open, small_store: Store
) -> None:
    app = fill_in(open_page(small_store, "report", lang="en"))
    assert "4 personal details were found" in app.info[0].value
    app = fill_in(app, what="Two villages quarrelled over water.")
    assert "No name, phone or address" in app.info[0].value


def test_kept_is_what_was_shown_and_no_name_is_in_any_byte(
    open_page: Open, kept: Store, tmp_path: Path
) -> None:
    app = keep(fill_in(open_page(kept, "report", lang="en")))
    assert not app.exception
    assert "Kept: your report of 20.11.2026" in app.success[0].value
    (item,) = kept.items_of("field_reports", 50)
    shown = pipeline.preview_report(REPORT, make.NOW)
    assert (item.title, item.text) == (shown.title, shown.text)
    assert item.kind is ItemKind.FIELD_REPORT
    assert (item.url, item.guid) == ("", None)
    assert item.regions == ("KZ-31",)
    assert item.redactions == 4
    bytes_written = written(tmp_path)
    assert "төбелес болды".encode() in bytes_written
    for word in PRIVATE:
        assert word.encode() not in bytes_written, word
        assert word not in str(dict(app.query_params))
    assert app.text_area[0].value == ""
    assert item.title in said(app)


def test_a_double_click_keeps_once_and_a_correction_follows(
    open_page: Open, kept: Store
) -> None:
    app = open_page(kept, "report", lang="en")
    for _click in range(2):
        app = keep(fill_in(app))
    assert "kept before" in app.success[0].value
    assert len(reports(kept)) == 1
    app = keep(fill_in(app, what="Төбелес болған жоқ, жастар тек дауласып қалды."))
    assert len(reports(kept)) == 2


@pytest.mark.parametrize(
    ("missing", "said_then"),
    [
        ("date", "Choose the day"),
        ("region", "Choose the region"),
        ("kind", "lived through"),
        ("what", "Write what happened"),
        ("way", "how it is known"),
    ],
)
def test_half_a_report_is_neither_shown_nor_kept(
    open_page: Open, small_store: Store, missing: str, said_then: str
) -> None:
    app = fill_in(open_page(small_store, "report", lang="en"))
    empty = " " if missing == "what" else None
    app = fill_in(app, **{missing: empty})
    assert said_then in app.error[0].value
    assert not [button for button in app.button if button.key == "report.keep"]


def test_a_quiet_report_is_told_that_it_raises_no_flag(
    open_page: Open, small_store: Store
) -> None:
    app = open_page(small_store, "report", lang="en")
    app = fill_in(app, what="Бүгін ауа райы ашық болды, көшеде тыныш.")
    assert "raises no flag" in said(app)
    app = fill_in(app, what="Ақсақалдар екі ауылды татуластырды, дау бітті.")
    assert "sign of accord" in said(app)


def test_the_table_is_in_the_readers_language(
    open_page: Open, small_store: Store
) -> None:
    app = open_page(small_store, "report", lang="ru")
    (offered,) = app.get("download_button")
    assert offered.proto.label == "Скачать пустую таблицу (CSV)"


def test_the_last_report_is_assessed_like_news_and_never_called_news(
    open_page: Open, small_store: Store
) -> None:
    assert pipeline.keep_report(small_store, REPORT, make.NOW)
    assert not pipeline.keep_report(small_store, REPORT, make.NOW)
    assert small_store.meta()["field_report_at"] == make.NOW.isoformat()
    pipeline.assess_store(small_store, make.NOW)
    (flag,) = [f for f in small_store.flags() if f.source_id == "field_reports"]
    assert (flag.region, flag.owners, flag.url) == ("KZ-31", ("mediators",), "")
    app = open_page(small_store, "desk", lang="ru", flag=flag.id)
    assert not app.exception
    shown = said(app)
    assert "Собственное наблюдение медиатора, не новость" in shown
    assert "mediators" not in shown
    app = open_page(small_store, "desk", lang="kk", region="KZ-31")
    assert "медиатордың өз байқауы, жаңалық емес" in said(app)


def test_a_report_leaves_the_house_without_a_link_and_without_a_formula(
    small_store: Store,
) -> None:
    evil = '=HYPERLINK("http://evil.example")'
    done = FieldReport(
        on=date(2026, 11, 21),
        region="KZ-31",
        kind=ReportKind.EVIDENCED,
        way=Way.OWN,
        what=f"{evil} Жители двух сёл подрались из-за пастбища.",
        place="=1+1",
        lang="ru",
    )
    pipeline.keep_report(small_store, done, make.NOW)
    pipeline.assess_store(small_store, make.NOW)
    flags = [f for f in small_store.flags() if f.source_id == "field_reports"]
    assert flags
    content = export.flags_csv(
        flags, {}, small_store.sources(), load(), "ru", False, {}, make.NOW
    )
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert not [cell for cell in lines[1] if cell.startswith(("=", "+", "-", "@"))]
    assert lines[1][10] == "собственное наблюдение медиатора, не новость"
    assert lines[1][11] == ""
    region = load().regions["KZ-31"]
    until = queries.local(make.NOW).date()
    gathered = brief.gather(small_store, region, load(), until, make.NOW)
    page = brief_html(gathered, "ru").decode()
    assert "собственное наблюдение медиатора" in page
    assert 'href=""' not in page
    assert brief_docx(gathered, "ru")


def test_a_switched_off_source_is_switched_on_and_its_folder_stays(
    store: Store,
) -> None:
    listed = make.source(
        "field_reports", kind=SourceKind.FIELD_REPORT, url="/folder", enabled=False
    )
    store.sync_sources([listed, make.source("alpha")])
    pipeline.keep_report(store, REPORT, make.NOW)
    found = {source.id: source for source in store.sources()}
    assert found["field_reports"].enabled
    assert found["field_reports"].url == "/folder"
    assert found["alpha"] == make.source("alpha")


def test_a_report_older_than_a_year_is_not_asked_for(
    open_page: Open, small_store: Store
) -> None:
    app = open_page(small_store, "report", lang="en")
    today = queries.today()
    days = app.selectbox[0].options
    assert len(days) == 366
    for shown, day in ((days[0], today), (days[-1], today - timedelta(days=365))):
        assert shown.endswith(format_date(day))


def test_the_page_loads_no_machinery_before_it_is_needed(tmp_path: Path) -> None:
    """A page that is only looked at imports neither scoring nor the collectors."""
    code = (
        "import sys, runpy; runpy.run_path('streamlit_app.py', run_name='door');"
        "import dashboard.report_form, dashboard.report_parts;"
        "loaded = {name.partition('.')[0] for name in sys.modules};"
        "sys.exit(bool(loaded & {'scoring', 'collectors', 'pipeline', 'sklearn'}))"
    )
    home = {**os.environ, "KELISIM_HOME": str(tmp_path)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, env=home, check=False)
    assert done.returncode == 0
