"""``kelisim sources`` as an operator types it: check, try, export, import."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import builders as make
import commands
from builders import NOW
from data.model import Source, SourceKind, SourceState, State
from data.opml import write_opml
from data.reference import load, load_sources
from data.settings import sqlite_url
from data.sourcelist import write_sources
from data.store import Store

Run = Callable[..., tuple[int, str, str]]
REGIONS = list(load().regions)


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Type ``kelisim sources …``; gives exit code, output and errors."""

    def typed(*words: object, lang: str = "en") -> tuple[int, str, str]:
        monkeypatch.setenv("KELISIM_HOME", str(tmp_path / "home"))
        monkeypatch.setenv("KELISIM_LANG", lang)
        monkeypatch.setenv("COLUMNS", "200")
        monkeypatch.setattr(sys, "argv", ["kelisim", "sources", *map(str, words)])
        with pytest.raises(SystemExit) as left:
            commands.main()
        code = left.value.code
        out, err = capsys.readouterr()
        return (code if isinstance(code, int) else int(bool(code))), out, err

    return typed


# -------------------------------------------------------------------------------- check
@pytest.fixture
def kept(tmp_path: Path) -> Callable[..., str]:
    """A database with sources in these states."""

    def made(*pairs: tuple[Source, SourceState | None]) -> str:
        url = sqlite_url(tmp_path / "kelisim.sqlite")
        with closing(Store.open(url)) as store:
            store.sync_sources(source for source, _ in pairs)
            for _, state in pairs:
                if state is not None:
                    store.add_collected([], state, {}, NOW.date())
        return url

    return made


def living(region: str) -> tuple[Source, SourceState]:
    source = make.source(f"alive-{region.lower()}", region=region)
    return source, SourceState(source.id, State.WORKING, last_attempt_at=NOW)


def broken(id: str = "dead", **changes: Any) -> tuple[Source, SourceState]:
    state = SourceState(
        id,
        State.HTTP_ERROR,
        detail="dead.example answered with HTTP 404.",
        http_status=404,
        last_attempt_at=NOW,
        last_success_at=NOW - timedelta(days=2),
        last_new_at=NOW - timedelta(days=3),
        due_at=NOW + timedelta(hours=4),
        failures=2.25,
    )
    return make.source(id, **changes), state


def test_check_is_content_when_every_region_has_a_living_source(
    kept: Callable[..., str], run: Run
) -> None:
    code, out, _ = run("check", "--db", kept(*map(living, REGIONS)))
    assert code == 0
    assert "No living" not in out
    assert out.count("working") == 20


def test_check_tells_everything_of_a_source(kept: Callable[..., str], run: Run) -> None:
    code, out, _ = run("check", "--db", kept(broken(region="KZ-31")))
    assert code == 1
    lines = [line.strip() for line in out.splitlines()]
    assert lines[:4] == [
        "Broken: 1",
        "✕ dead [KZ-31] http_error: the site answers with an error (404),"
        " since 22.11.2026 11:00",
        "last answer 20.11.2026 11:00 · last new item 19.11.2026 11:00 ·"
        " next attempt 22.11.2026 15:00 · failures 2.25",
        "dead.example answered with HTTP 404.",
    ]


def test_what_is_broken_stands_first(kept: Callable[..., str], run: Run) -> None:
    stale = make.source("asleep")
    url = kept(
        living("KZ-10"),
        (make.source("a-off", enabled=False, known_state="It is gone."), None),
        (make.source("a-new"), None),
        (stale, SourceState("asleep", State.STALE, last_attempt_at=NOW)),
        broken("zz-dead"),
    )
    _, out, _ = run("check", "--db", url)
    places = [
        out.index(word)
        for word in ("zz-dead", "asleep", "a-new", "alive-kz-10", "a-off")
    ]
    assert places == sorted(places)
    assert "It is gone." in out


def test_each_silent_region_has_a_line(kept: Callable[..., str], run: Run) -> None:
    url = kept(*map(living, REGIONS[2:]), broken(region=REGIONS[0]))
    code, out, _ = run("check", "--db", url)
    assert code == 1
    silent = [line for line in out.splitlines() if line.startswith("No living")]
    assert len(silent) == 2
    assert all(code in line for code, line in zip(REGIONS[:2], silent, strict=True))


def test_one_region_may_be_asked_for(kept: Callable[..., str], run: Run) -> None:
    url = kept(living("KZ-31"), broken(region="KZ-39"))
    code, out, _ = run("check", "--db", url, "--region", "KZ-31")
    assert (code, "dead" in out, "alive-kz-31" in out) == (0, False, True)
    code, out, _ = run("check", "--db", url, "--region", "KZ-39")
    assert (code, "alive" in out, out.count("No living")) == (1, False, 1)
    code, _, err = run("check", "--db", url, "--region", "KZ-99")
    assert (code, "KZ-99" in err) == (2, True)


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_check_speaks_the_language_set(
    kept: Callable[..., str], run: Run, lang: str
) -> None:
    _, out, _ = run("check", "--db", kept(broken()), lang=lang)
    assert "http_error" in out
    for english in ("Broken", "last", "since", "No living", "failures"):
        assert english not in out


# ---------------------------------------------------------------------------------- try
FEED = """<rss version="2.0"><channel><title>A</title><language>kk</language>
<item><title>Көпір [ашылды]</title><link>http://a.example/1</link>
<pubDate>Sat, 21 Nov 2026 09:15:00 +0500</pubDate>
<description>Құпия мәтін осында.</description></item>
<item><title>Күні жоқ</title><link>http://a.example/2</link></item>
<item><title>Күні жоқ</title><link>http://a.example/2</link></item>
</channel></rss>"""
NEWS = '{"content": [{"id": 5, "title": "Жиын өтті", "created_date": "2026-11-20"}]}'


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet."""


@pytest.fixture
def base(tmp_path: Path) -> Iterator[str]:
    """A site with a feed, a page, a newsroom, and a listing with an article."""
    root = tmp_path / "site"
    (root / "news").mkdir(parents=True)
    title = "Екі ауыл көпірді бірге жөндеді"
    article = f"<html lang='kk'><h1>{title}</h1><p>{title}. Жұмыс аяқталды.</p></html>"
    for name, text in {
        "feed.xml": FEED,
        "page.html": "<html><body>Бет</body></html>",
        "news.json": NEWS,
        "list.html": f"<a href='/news/101-kopir'>{title}</a>",
        "news/101-kopir": article,
    }.items():
        (root / name).write_text(text, encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(root)))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def listed(base: str, tmp_path: Path) -> Path:
    """The site's addresses as sources of one's own."""
    wanted = {
        "feed": ("feed.xml", SourceKind.FEED),
        "page": ("page.html", SourceKind.FEED),
        "list": ("list.html", SourceKind.PAGES),
        "room": ("news.json?projects=eq:ulytau", SourceKind.NEWSROOM),
    }
    sources = [
        make.source(
            id,
            url=f"{base}/{path}",
            kind=kind,
            languages=("kk", "ru"),
            enabled=False,
            known_state="For trying.",
        )
        for id, (path, kind) in wanted.items()
    ]
    path = tmp_path / "mine.toml"
    text = write_sources(sources, "Of a test.")
    # Only a person may write this line: no list from elsewhere can.
    path.write_text(text.replace("enabled = false", "enabled = false\nis_local = true"))
    return path


def test_try_shows_the_items_and_keeps_nothing(
    run: Run, listed: Path, tmp_path: Path
) -> None:
    code, out, _ = run("try", "feed", "--sources", listed)
    assert code == 0
    lines = out.splitlines()
    assert lines[0] == "1. Көпір [ашылды]"
    assert lines[1].strip() == (
        "21.11.2026 09:15 · dated · 19 characters · Kazakh · http://a.example/1"
    )
    assert lines[2] == "2. Күні жоқ"
    assert "no date that can be trusted" in lines[3]
    assert "3 entries: taken 2, the same text again 1" in out
    assert "a title without text 1" in out
    assert "feed [KZ-39] working" in out
    assert "Құпия" not in out
    assert not list(tmp_path.rglob("*.sqlite"))


def test_try_says_what_is_wrong(run: Run, listed: Path) -> None:
    code, out, _ = run("try", "page", "--sources", listed, lang="ru")
    assert code == 1
    assert "not_a_feed" in out
    assert "a web page" in out


def test_what_was_received_becomes_a_saved_page(
    run: Run, listed: Path, tmp_path: Path
) -> None:
    saved = tmp_path / "feed.xml"
    code, _, _ = run("try", "feed", "--sources", listed, "--save", saved)
    assert (code, saved.read_text("utf-8")) == (0, FEED)
    run("try", "room", "--sources", listed, "--save", tmp_path / "room.json")
    assert (tmp_path / "room.json").read_text("utf-8") == NEWS
    assert (tmp_path / "room.ru.json").read_text("utf-8") == NEWS
    run("try", "list", "--sources", listed, "--save", tmp_path / "list.html")
    assert "101-kopir" in (tmp_path / "list.html").read_text("utf-8")
    assert "<h1>" in (tmp_path / "list.article.html").read_text("utf-8")
    assert len(list(tmp_path.glob("*.*.html"))) == 1


def test_try_takes_an_address_and_opens_nothing_private(run: Run, base: str) -> None:
    code, out, _ = run("try", f"{base}/feed.xml", "--save", "never.xml")
    assert code == 1
    assert "refused" in out
    assert "nothing was saved" in out
    assert not Path("never.xml").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["try", "nobody"], "'nobody'"),
        (["try", "interfax-kz"], "no address"),
        (["try", "tengrinews", "--kind", "folder"], "folder"),
        (["try", "tengrinews", "--sources", "nowhere.toml"], "nowhere.toml"),
        (["import", "nowhere.opml", "out.toml"], "nowhere.opml"),
        (["import", "nowhere.opml", "out.toml", "--region", "KZ-99"], "KZ-99"),
        (["import", "nowhere.opml", "out.toml", "--lang", "kk,de"], "'de'"),
        (["export", "nowhere/out.opml"], "cannot be written"),
    ],
)
def test_a_mistake_is_answered_in_a_sentence(
    run: Run, words: list[str], said: str
) -> None:
    code, _, err = run(*words)
    assert code == 2
    assert said in err
    assert "Traceback" not in err


# ------------------------------------------------------------------------ lists in, out
def test_a_list_goes_out_and_comes_back(run: Run, tmp_path: Path) -> None:
    opml, toml = tmp_path / "out.opml", tmp_path / "back.toml"
    code, out, _ = run("export", opml)
    assert code == 0
    assert "Sources written" in out
    code, out, _ = run("import", opml, toml)
    assert code == 0
    assert "left out: 0" in out
    ours = {s.id: s for s in load().sources if s.url}
    assert {s.id: s for s in load_sources(toml)} == ours


def test_import_counts_and_names_what_it_leaves_out(run: Run, tmp_path: Path) -> None:
    given, toml = tmp_path / "in.opml", tmp_path / "out.toml"
    given.write_text(
        '<opml><body><outline text="Ақ жол" xmlUrl="https://a.kz/feed/"/>'
        '<outline text="Ақ жол" xmlUrl="http://www.a.kz/feed"/>'
        '<outline text="Қалта" xmlUrl="file:///tmp"/></body></opml>',
        encoding="utf-8",
    )
    code, out, _ = run("import", given, toml, "--region", "KZ-31", "--lang", "kk,ru")
    assert code == 0
    assert "Left out: Қалта: its address is not one of the web." in out
    assert "out.toml: 1; merged" in out
    assert "same address: 1, left out: 1." in out
    (got,) = load_sources(toml)
    assert (got.id, got.region, got.languages) == ("aq-zhol", "KZ-31", ("kk", "ru"))
    assert "in.opml" in got.known_state
    code, _, err = run("import", given, toml)
    assert (code, "exists already" in err) == (2, True)


def test_import_of_nothing_usable_writes_nothing(run: Run, tmp_path: Path) -> None:
    given, toml = tmp_path / "in.opml", tmp_path / "out.toml"
    given.write_text('<opml><body><outline text="Бос"/></body></opml>', "utf-8")
    code, out, err = run("import", given, toml)
    assert (code, toml.exists()) == (2, False)
    assert "it has no address" in out
    assert "no source that can be read" in err


def test_export_takes_a_list_of_ones_own(run: Run, tmp_path: Path) -> None:
    mine = [make.source("one"), make.source("two", kind=SourceKind.PAGES)]
    path, opml = tmp_path / "mine.toml", tmp_path / "out.opml"
    path.write_text(write_sources(mine, "Of a test."), encoding="utf-8")
    code, _, _ = run("export", opml, "--sources", path)
    assert code == 0
    written = write_opml([replace(each) for each in mine], NOW)
    assert opml.read_bytes().count(b"<outline") == written.count(b"<outline") == 2
