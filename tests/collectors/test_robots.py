"""What robots.txt allows: its rules, its failures, its age, and the way there."""

from __future__ import annotations

import threading
import time
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors import Web
from collectors.clock import Clock
from collectors.manners import Manners
from collectors.robots import TOKEN, Robots, rules_of
from collectors.web import agent_name
from data.errors import SourceError
from data.model import State

BEGIN = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


class StillClock(Clock):
    """Stands until it is moved."""

    def __init__(self) -> None:
        self.at = BEGIN

    def now(self) -> datetime:
        return self.at


class Shelf:
    """One robots.txt in place of the web's: a text or a failure, and how often read."""

    def __init__(self, answer: str | SourceError | Callable[[], str] = "") -> None:
        self.answer = answer
        self.clock = StillClock()
        self.asked: list[str] = []
        self.robots = Robots(self.fetch, self.clock)

    def fetch(self, url: str, allow_local: bool) -> str:
        self.asked.append(url)
        if isinstance(self.answer, SourceError):
            raise self.answer
        return self.answer() if callable(self.answer) else self.answer

    def state(self, url: str = "https://outlet.kz/news/1") -> State | None:
        """The state that asking ends in, None if it is allowed."""
        try:
            self.robots.ask(httpx.URL(url))
        except SourceError as error:
            return error.state
        return None

    def pass_time(self, **time: float) -> None:
        self.clock.at += timedelta(**time)


CLOSED = "User-agent: *\nDisallow: /"


@pytest.mark.parametrize(
    ("text", "is_allowed"),
    [
        (CLOSED, False),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /admin", True),
        ("User-agent: *\nDisallow: /*/1$", False),
        ("User-agent: *\nDisallow: /news\nAllow: /news/1", True),
        ("User-agent: GPTBot\nDisallow: /", True),
        ("User-agent: Kelisim\nDisallow: /", False),
        ("user-agent: KELISIM/0.1 \ndisallow: /", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Kelisim\nAllow: /", True),
        ("User-agent: Kelisim\nUser-agent: GPTBot\nDisallow: /", False),
        ("User-agent: GPTBot\nUser-agent: *\nDisallow: /", False),
        ("User-agent: GPTBot\nDisallow: /\nUser-agent: *\nAllow: /", True),
        ("User-agent: Kelisimbot\nDisallow: /", True),
        ("User-agent: Kel\nDisallow: /", True),
        ("User agent *\nDissallow: /", False),
        ("\ufeffUser-agent: * # all\r\nDisallow: / # of it", False),
        ("User-agent:\nDisallow: /", True),
        ("Disallow: /", True),
        ("", True),
        ("\x00U\x00s\x00er-agent: *\x00\nDisallow: /", False),
        ("<!doctype html><pre>\nUser-agent: *\nDisallow: /\n</pre>", True),
        ("\n <html><body>404", True),
        ("it works!", True),
    ],
)
def test_the_rules_are_obeyed_as_they_are_written(text, is_allowed):
    assert (Shelf(text).state() is None) == is_allowed


def test_the_refusal_names_the_path():
    shelf = Shelf("User-agent: *\nDisallow: /news")
    with pytest.raises(SourceError) as caught:
        shelf.robots.ask(httpx.URL("https://outlet.kz/news/1?page=2"))
    assert caught.value.state is State.BLOCKED_BY_ROBOTS
    assert str(caught.value) == (
        "The robots.txt of outlet.kz does not allow us /news/1?page=2."
    )


@pytest.mark.parametrize("path", ["/жаңалықтар/1", "/%D0%B6aңалықтар/1", "//x", "/?"])
def test_paths_in_any_script_are_matched(path):
    shelf = Shelf("User-agent: *\nDisallow: /жаңалықтар/\nDisallow: /*aңал\nAllow: /?")
    is_named = "/1" in path
    assert (shelf.state("https://outlet.kz" + path) is not None) == is_named


@pytest.mark.parametrize(
    ("lines", "seconds"),
    [
        ("Crawl-delay: 12", 12),
        ("Crawl-delay: 2.5", 2.5),
        ("Request-rate: 2/1m", 30),
        ("Crawl-delay: 3\nRequest-rate: 1/20", 20),
        ("Crawl-delay: -1", 0),
        ("Crawl-delay: inf", 0),
        ("Crawl-delay: soon", 0),
        ("Request-rate: 1/0", 0),
        ("Disallow: /x", 0),
    ],
)
def test_the_delay_is_what_the_site_asks_for(lines, seconds):
    shelf = Shelf("User-agent: *\n" + lines)
    assert shelf.robots.ask(httpx.URL("https://outlet.kz/")) == seconds


def failed(status: int | None, state: State = State.HTTP_ERROR) -> SourceError:
    return SourceError(state, "It failed.", status)


@pytest.mark.parametrize("status", [404, 403, 401, 410, 451, 204, 302, None])
def test_a_site_without_robots_txt_allows_everything(status):
    assert Shelf(failed(status)).state() is None


@pytest.mark.parametrize(
    "error",
    [
        failed(500),
        failed(503),
        failed(429),
        SourceError(State.HTTP_ERROR, "Later.", 403, retry_after=60.0),
        failed(None, State.TIMEOUT),
        failed(None, State.UNREACHABLE),
        failed(None, State.TLS_ERROR),
        failed(None, State.PARSE_ERROR),
    ],
)
def test_a_robots_txt_that_cannot_be_read_is_that_failure(error):
    shelf = Shelf(error)
    with pytest.raises(SourceError) as caught:
        shelf.robots.ask(httpx.URL("https://outlet.kz/news/1"))
    got = caught.value
    assert (got.state, got.http_status) == (error.state, error.http_status)
    assert got.retry_after == error.retry_after
    assert got.detail.startswith("Its robots.txt comes first and cannot be read: ")


def test_it_is_read_once_a_day_for_each_origin():
    shelf = Shelf(CLOSED)
    for url in ("https://a.kz/1", "https://a.kz/2", "http://a.kz/1", "https://b.kz/"):
        shelf.state(url)
    assert shelf.asked == [
        "https://a.kz/robots.txt",
        "http://a.kz/robots.txt",
        "https://b.kz/robots.txt",
    ]
    shelf.pass_time(hours=23, minutes=59)
    shelf.state("https://a.kz/3")
    assert len(shelf.asked) == 3
    shelf.answer = ""
    shelf.pass_time(minutes=1)
    assert shelf.state("https://a.kz/3") is None
    assert len(shelf.asked) == 4


def test_an_old_copy_counts_while_the_file_cannot_be_read():
    shelf = Shelf("User-agent: *\nDisallow: /secret\nCrawl-delay: 9")
    shelf.state()
    shelf.answer = failed(503)
    for day in range(1, 5):
        shelf.pass_time(days=1)
        assert shelf.state() is None
        assert shelf.state("https://outlet.kz/secret") is State.BLOCKED_BY_ROBOTS
        assert shelf.robots.ask(httpx.URL("https://outlet.kz/")) == 9
        assert len(shelf.asked) == 1 + day  # tried again, but not for every page
    shelf.answer = CLOSED
    shelf.pass_time(minutes=5)
    assert shelf.state() is State.BLOCKED_BY_ROBOTS


def test_a_site_known_to_have_none_stays_open_while_it_fails():
    shelf = Shelf(failed(404))
    shelf.state()
    shelf.answer = failed(500)
    shelf.pass_time(days=1)
    assert shelf.state() is None


def test_a_failure_is_asked_again_after_a_while_only():
    shelf = Shelf(failed(500))
    states = [shelf.state(f"https://outlet.kz/{n}") for n in range(30)]
    assert states == [State.HTTP_ERROR] * 30
    assert len(shelf.asked) == 1
    shelf.answer = ""
    shelf.pass_time(minutes=5)
    assert shelf.state() is None


def test_a_stop_is_no_failure_of_the_site():
    shelf = Shelf(SourceError(State.UNKNOWN, "Reading was stopped."))
    for _ in range(2):
        with pytest.raises(SourceError, match=r"^Reading was stopped\.$"):
            shelf.robots.ask(httpx.URL("https://outlet.kz/"))
    assert len(shelf.asked) == 2


def test_many_threads_read_it_once():
    reading, asked = threading.Event(), []

    def fetch(url: str, allow_local: bool) -> str:
        asked.append(url)
        reading.wait(5)
        return CLOSED

    robots = Robots(fetch, Clock())
    states: list[State] = []

    def ask() -> None:
        with pytest.raises(SourceError) as caught:
            robots.ask(httpx.URL("https://outlet.kz/"))
        states.append(caught.value.state)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    time.sleep(0.05)
    reading.set()
    for thread in threads:
        thread.join(5)
    assert states == [State.BLOCKED_BY_ROBOTS] * 8
    assert len(asked) == 1


def test_while_one_reads_it_anew_the_others_use_the_old_copy():
    shelf = Shelf("User-agent: *\nDisallow: /secret")
    shelf.state()
    reading, may_end = threading.Event(), threading.Event()

    def read_slowly() -> str:
        reading.set()
        assert may_end.wait(5)
        return CLOSED

    shelf.answer = read_slowly
    shelf.pass_time(days=1)
    other = threading.Thread(target=shelf.state)
    other.start()
    assert reading.wait(5)
    assert shelf.state() is None
    may_end.set()
    other.join(5)
    assert shelf.state() is State.BLOCKED_BY_ROBOTS


def test_a_robots_txt_made_to_hurt_does_not():
    names = "".join(f"User-agent: b{n}\n" for n in range(15_000))
    rules = "".join(f"Disallow: /{n}*{n}\n" for n in range(10_000))
    stars = "User-agent: *\nDisallow: /" + "*a" * 60_000 + "\n"
    tracemalloc.start()
    started = time.monotonic()
    shelf = Shelf(names + rules + stars + names)
    assert shelf.state("https://outlet.kz/" + "a" * 5000) is None
    seconds, (_, most) = time.monotonic() - started, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert seconds < 8
    assert most < 60e6


@given(st.text() | st.text(alphabet="user-agent:*\n /dislow$#kem%"))
def test_no_text_is_too_strange(text):
    assert Shelf(text).state("https://outlet.kz/a%ff?b=%") in (
        None,
        State.BLOCKED_BY_ROBOTS,
    )
    rules_of(text)


def test_it_calls_us_as_we_call_ourselves():
    assert agent_name("1").split("/")[0] == TOKEN


@pytest.fixture
def polite():
    with Web("test", timeout=5, manners=Manners(gap=0), polite_to_local=True) as web:
        yield web


def failure(web: Web, url: str) -> SourceError:
    with pytest.raises(SourceError) as caught:
        web.get(url, allow_local=True)
    return caught.value


def test_a_page_is_read_only_if_the_site_allows_it(site, polite):
    site.serve("/robots.txt", "User-agent: *\nDisallow: /private")
    page, private = site.serve("/a", "x"), site.serve("/private/b", "x")
    assert polite.get(page, allow_local=True).text == "x"
    assert failure(polite, private).state is State.BLOCKED_BY_ROBOTS
    assert site.paths() == ["/robots.txt", "/a"]
    assert site.requests[0][1]["Accept"].startswith("text/plain")


def test_a_redirect_asks_the_site_it_leads_to(site, polite):
    def answer(handler):
        is_other = handler.headers["Host"].startswith("localhost")
        handler.reply(200, CLOSED.encode() if is_other else b"", {})

    site.act("/robots.txt", answer)
    site.serve("/b", "x")
    there = site.base.replace("127.0.0.1", "localhost") + "/b"
    error = failure(polite, site.serve("/a", status=301, Location=there))
    assert error.state is State.BLOCKED_BY_ROBOTS
    assert "localhost" in error.detail
    assert site.paths() == ["/robots.txt", "/a", "/robots.txt"]


def test_robots_txt_itself_may_be_elsewhere(site, polite):
    site.serve("/real", CLOSED)
    site.serve("/robots.txt", status=301, Location="/real")
    assert failure(polite, site.serve("/a")).state is State.BLOCKED_BY_ROBOTS
    assert site.paths() == ["/robots.txt", "/real"]


def test_a_robots_txt_that_leads_nowhere_is_none(site, polite):
    site.serve("/robots.txt", status=302, Location="/robots.txt")
    assert polite.get(site.serve("/a", "x"), allow_local=True).text == "x"


def test_its_server_error_is_the_state_of_the_source(site, polite):
    site.serve("/robots.txt", status=503, Retry_After="600")
    error = failure(polite, site.serve("/a", "x"))
    assert (error.state, error.http_status) == (State.HTTP_ERROR, 503)
    assert error.retry_after == 600
    assert "robots.txt" in error.detail
    assert site.paths() == ["/robots.txt"]


def test_a_server_that_hangs_up_on_robots_txt_is_unreachable(site, polite):
    def hang_up(handler):
        handler.close_connection = True

    site.act("/robots.txt", hang_up)
    assert failure(polite, site.serve("/a", "x")).state is State.UNREACHABLE


def test_only_the_beginning_of_a_huge_one_counts(site, polite):
    line = b"Disallow: /b\n"
    begin = b"User-agent: *\nDisallow: /a\n" + b"# noise\n" * 60_000
    site.serve("/robots.txt", begin + line * 400_000)
    assert failure(polite, site.serve("/a", "x")).state is State.BLOCKED_BY_ROBOTS
    torn = b"User-agent: *\n" + b"#" * (500_000 - 14 - 13) + b"\nDisallow: /c/private\n"
    site.serve("/robots.txt", torn)
    other = site.serve("/c", "x").replace("127.0.0.1", "localhost")
    assert polite.get(other, allow_local=True).text == "x"


def test_a_charset_of_the_region_is_read(site, polite):
    text = "User-agent: *\nDisallow: /поиск\nDisallow: /новости".encode("cp1251")
    site.serve("/robots.txt", text, Content_Type="text/plain; charset=windows-1251")
    site.serve("/", "x")
    assert failure(polite, site.base + "/поиск").state is State.BLOCKED_BY_ROBOTS
    assert polite.get(site.base + "/", allow_local=True).text == "x"


def test_its_delay_is_kept(site):
    site.serve("/robots.txt", "User-agent: *\nCrawl-delay: 1")
    url = site.serve("/a", "x")
    with Web("test", manners=Manners(gap=0.01), polite_to_local=True) as web:
        for _ in range(2):
            web.get(url, allow_local=True)
    # The server notes a request when its thread comes to run: that may be late.
    assert site.begun[2] - site.begun[1] > 0.4
    assert site.begun[1] - site.begun[0] > 0.4


class Elsewhere(httpx.BaseTransport):
    """The public web: everything is there, and what was asked is remembered."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, float]] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = str(request.url.copy_with(host=request.headers["Host"]))
        self.asked.append((url, time.monotonic()))
        if request.url.path == "/away":
            return httpx.Response(302, headers={"Location": "http://b.kz/news"})
        return httpx.Response(200, content=b"x")


@pytest.mark.parametrize(
    ("url", "allow_local", "asked"),
    [
        ("http://b.kz/news", False, ["http://b.kz/robots.txt", "http://b.kz/news"]),
        # What is marked as local is no longer local where it leads out.
        (
            "http://127.0.0.1/away",
            True,
            ["http://127.0.0.1/away", "http://b.kz/robots.txt", "http://b.kz/news"],
        ),
    ],
)
def test_the_public_web_is_always_asked(url, allow_local, asked):
    away = Elsewhere()
    with Web("test", transport=away, manners=Manners(gap=0.2)) as web:
        assert web.get(url, allow_local=allow_local).text == "x"
    assert [url for url, _ in away.asked] == asked
    assert away.asked[-1][1] - away.asked[-2][1] > 0.15


def test_it_may_be_left_out_for_sites_of_ones_own(site):
    site.serve("/robots.txt", CLOSED)
    url = site.serve("/a", "x")
    with Web("test", robots=False, polite_to_local=True) as web:
        assert web.get(url, allow_local=True).text == "x"
