"""Invented people planted in every kind of source: nothing of them is left anywhere.

The texts of tests/planted.py go through the real collectors and the real pipeline;
then every column of the database, every file that can be taken away, every page and
the log are searched for what leads to them.
"""

from __future__ import annotations

import csv
import io
import logging
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import streamlit as st
from google.protobuf.text_format import MessageToString
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

import builders as make
import pipeline
import planted
from collectors.web import Web
from dashboard import brief, export, i18n, queries
from dashboard.brief_docx import brief_docx
from dashboard.brief_html import brief_html
from dashboard.navigation import PAGES
from data.field_report import COLUMNS, FieldReport, ReportKind, Way, as_source, form
from data.model import LANGUAGES, ItemKind, SourceKind
from data.reference import load
from data.schema import metadata
from data.store import Store

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Kept:
    """The store after one round, and what was logged on the way."""

    store: Store
    log: str


def feed(title: str, body: str, number: int) -> str:
    return (
        f"<item><title>{escape(title)}</title><link>BASE/n/{number}</link>"
        f"<guid>{escape(title)}</guid>"
        "<pubDate>Sat, 21 Nov 2026 10:00:00 +0500</pubDate>"
        f"<dc:creator>{escape('Исмаёр Дунса')}</dc:creator>"
        f"<description>{escape(body)}</description></item>"
    )


def pages_of(base: str) -> dict[str, str]:
    items = feed(*planted.FEED, 1) + feed(*planted.MEETING, 2)
    title, body = planted.PAGE
    return {
        "/rss": '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Газета</title>'
        f"<link>{base}</link><description>…</description>"
        f"{items.replace('BASE', base)}</channel></rss>",
        "/news": f'<html lang="kk"><body><div class="list"><a class="t" href="/news/1">'
        f"{title}</a></div></body></html>",
        "/news/1": f'<html lang="kk"><head><title>{title}</title></head><body><article>'
        f'<h1>{title}</h1><time datetime="2026-11-21T10:00:00+05:00">21.11.2026</time>'
        f"<p>{body}</p></article></body></html>",
    }


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    answers: dict[str, str] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = answers.get(self.path, "").encode()
            self.send_response(200 if body else 404)
            kind = "application/rss+xml" if self.path == "/rss" else "text/html"
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    address = f"http://127.0.0.1:{server.server_port}"
    answers.update(pages_of(address))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield address
    server.shutdown()
    server.server_close()


def folders(place: Path) -> None:
    (place / "inbox").mkdir()
    title, body = planted.DOCUMENT
    (place / "inbox" / "letter.txt").write_text(f"{title}\n\n{body}", encoding="utf-8")
    (place / "reports").mkdir()
    words = form()
    row = {
        **{"date": "20.11.2026", "region": "Жамбылская область", "place": "Масанчи"},
        "kind": words.name("kind", ReportKind.EXPERIENCED, "ru"),
        "way": words.name("way", Way.RESIDENTS, "ru"),
        "what": planted.REPORT,
        "done": "Исмаёр Дунса просил не звонить.",
    }
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow([words.name("column", code, "ru") for code in COLUMNS])
    writer.writerow([row[code] for code in COLUMNS])
    file = place / "reports" / "november.csv"
    file.write_text(table.getvalue(), encoding="utf-8")


@pytest.fixture(scope="module")
def kept(base: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    place = tmp_path_factory.mktemp("planted")
    folders(place)
    heard = io.StringIO()
    handler = logging.StreamHandler(heard)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    store = Store.open("sqlite://")
    local = {"is_local": True, "region": "KZ-31"}
    store.sync_sources(
        [
            make.source("feed", url=f"{base}/rss", site=base, **local),
            make.source(
                "pages",
                kind=SourceKind.PAGES,
                url=f"{base}/news",
                site=base,
                languages=("kk",),
                selectors={"link": "div.list > a.t", "date": "time"},
                **local,
            ),
            make.source(
                "letters", kind=SourceKind.INBOX, url=str(place / "inbox"), **local
            ),
            as_source(str(place / "reports")),
        ]
    )
    with Web("Kelisim test") as web:
        pipeline.collect(store, web, NOW)
    pipeline.keep_report(
        store,
        FieldReport(
            on=date(2026, 11, 20),
            region="KZ-31",
            kind=ReportKind.EXPERIENCED,
            way=Way.OWN,
            what="Шеру кезінде төбелес болды. " + planted.PAGE[1],
            done="Айбике Жолдасбекпен сөйлестім.",
        ),
        NOW,
    )
    pipeline.assess_store(store, NOW)
    pipeline.rescore(store, NOW)
    root.removeHandler(handler)
    root.setLevel(level)
    yield Kept(store, heard.getvalue())
    store.close()


def found_in(*texts: str) -> list[str]:
    whole = "\n".join(texts).lower()
    return [secret for secret in planted.SECRETS if secret in whole]


def test_every_text_was_planted_and_kept(kept: Kept) -> None:
    texts = [*planted.FEED, *planted.PAGE, *planted.DOCUMENT, *planted.MEETING]
    assert len(found_in(*texts, planted.REPORT)) >= len(planted.SECRETS) - 2
    items = kept.store.items(limit=None)
    assert {item.source_id for item in items} >= {"feed", "pages", "letters"}
    assert len(items) == 6
    assert {ItemKind.FIELD_REPORT, ItemKind.MEETING_REPORT} <= {i.kind for i in items}
    assert all(item.redactions >= 2 for item in items)
    assert kept.store.flags()
    assert kept.store.meetings()


def test_a_person_is_one_person_through_title_and_text(kept: Kept) -> None:
    (item,) = [i for i in kept.store.items(limit=None) if "массовая" in i.text]
    assert item.title.startswith("[человек 1]: ")
    assert "[человек 1] живёт на [адрес]" in item.text
    assert "[человек 2]" not in item.text
    assert "ИИН [ИИН], тел. [телефон]" in item.text


def test_no_column_of_the_database_holds_them(kept: Kept) -> None:
    with kept.store.begin() as connection:
        for table in metadata.tables:
            rows = connection.execute(text(f'SELECT * FROM "{table}"'))
            for row in rows:
                assert found_in(*map(str, row)) == [], table


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_file_to_take_away_holds_them(kept: Kept, lang: str) -> None:
    store, reference = kept.store, load()
    rest = ({}, store.sources(), reference, lang, False, {}, NOW)
    table = export.flags_csv(store.flags(), *rest).decode("utf-8-sig")
    assert found_in(table) == []
    region = reference.regions["KZ-31"]
    content = brief.gather(store, region, reference, date(2026, 11, 22), NOW)
    assert found_in(brief_html(content, lang).decode()) == []
    for packed in (export.flags_xlsx(store.flags(), *rest), brief_docx(content, lang)):
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            inside = [
                archive.read(n).decode(errors="ignore") for n in archive.namelist()
            ]
        assert found_in(*inside) == []


@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_no_page_shows_them(
    kept: Kept, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    st.cache_data.clear()
    st.cache_resource.clear()
    monkeypatch.setattr(queries, "store", lambda: kept.store)
    monkeypatch.setattr(queries, "now", lambda: NOW)
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=30)
    app.query_params["lang"] = "ru"
    app.query_params["region"] = "KZ-31"
    app.run()
    if page != "home":
        app.switch_page(f"dashboard/pages/{page}.py")
        app.query_params["region"] = "KZ-31"
        app.query_params["flag"] = kept.store.flags()[0].id
        app.run()
    i18n.set_language("kk")
    st.cache_data.clear()
    assert not app.exception
    shown = [
        MessageToString(element.proto, as_utf8=True)
        for element in (*app.main, *app.sidebar)
        if hasattr(element.proto, "DESCRIPTOR")
    ]
    assert sum(map(len, shown)) > 1000
    assert found_in(*shown) == []


def test_the_log_does_not_tell(kept: Kept) -> None:
    assert kept.log
    assert found_in(kept.log) == []
