"""The only way out, against a real server on loopback."""

from __future__ import annotations

import gzip
import socket
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from shutil import which

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors import Web
from collectors.addresses import is_permitted, permitted
from collectors.manners import Manners
from collectors.watch import Deadline, Watch
from collectors.web import agent_name
from collectors.wire import retry_after
from data.errors import SourceError
from data.model import State


def failure(web: Web, url: str, **options) -> SourceError:
    with pytest.raises(SourceError) as caught:
        web.get(url, **{"allow_local": True, **options})
    assert str(caught.value).endswith(".")
    return caught.value


def soon() -> Watch:
    return Watch(Deadline(1))


def test_reads_a_page_and_introduces_itself(site):
    url = site.serve(
        "/a", "Қордай", Content_Type="text/html; charset=utf-8", ETag='"1"'
    )
    with Web(agent_name("0.1.0", "desk@example.kz")) as web:
        fetched = web.get(url, allow_local=True)
    assert (fetched.text, fetched.charset, fetched.etag) == ("Қордай", "utf-8", '"1"')
    sent = site.requests[0][1]
    assert sent["User-Agent"].startswith("Kelisim/0.1.0 (early-warning dashboard")
    assert "desk@example.kz" in sent["User-Agent"]
    assert sent["Host"] == site.base.removeprefix("http://")


def test_asks_only_for_what_changed(site, web):
    def answer(handler):
        same = handler.headers.get("If-None-Match") == '"7"'
        handler.reply(304 if same else 200, b"" if same else b"x", {"ETag": '"7"'})

    url = site.act("/a", answer)
    first = web.get(url, allow_local=True)
    again = web.get(url, etag=first.etag, modified="Sun, 08 Feb 2026", allow_local=True)
    assert (first.not_modified, again.not_modified) == (False, True)
    assert site.requests[1][1]["If-Modified-Since"] == "Sun, 08 Feb 2026"


def test_a_304_that_was_not_asked_for_is_an_error(site, web):
    assert failure(web, site.serve("/a", status=304)).http_status == 304


def test_an_etag_that_could_break_a_header_is_not_sent(site, web):
    web.get(site.serve("/a", b"x"), etag='"1"\r\nX-Evil: 1', allow_local=True)
    assert "If-None-Match" not in site.requests[0][1]


@pytest.mark.parametrize("status", [204, 403, 404, 429, 500, 503])
def test_any_status_but_200_is_an_http_error(site, web, status):
    error = failure(web, site.serve("/a", status=status))
    assert (error.state, error.http_status) == (State.HTTP_ERROR, status)


def test_follows_redirects_by_hand(site, web):
    site.serve("/new/place", "ok")
    site.serve("/mid", status=308, Location="new/place")
    fetched = web.get(
        site.serve("/old", status=301, Location="/mid#top"), allow_local=True
    )
    assert (fetched.text, fetched.url) == ("ok", site.base + "/new/place")


def test_gives_up_after_five_redirects(site, web):
    error = failure(web, site.serve("/a", status=302, Location="/a"))
    assert (error.state, error.http_status) == (State.HTTP_ERROR, 302)
    assert len(site.requests) == 6


@pytest.mark.parametrize(
    "target",
    [
        "ftp://example.org/a",
        "file:///etc/passwd",
        "http://169.254.169.254/latest/meta-data",
        "http://user:secret@127.0.0.1/",
        "http://0.0.0.0/",
        "http://[",
    ],
)
def test_a_redirect_is_judged_like_any_address(site, web, target):
    error = failure(web, site.serve("/a", status=302, Location=target))
    assert error.state is State.REFUSED


@pytest.mark.parametrize("target", ["gopher:x", "http:x"])
def test_a_redirect_to_nowhere_is_an_error(site, web, target):
    error = failure(web, site.serve("/a", status=302, Location=target))
    assert error.state is State.HTTP_ERROR


def test_a_public_site_cannot_redirect_into_our_network():
    class Elsewhere(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            return httpx.Response(302, headers={"Location": "http://127.0.0.1:22/"})

    with Web("test", transport=Elsewhere(), robots=False) as web:
        error = failure(web, "http://outlet.example/", allow_local=False)
    assert error.state is State.REFUSED


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/",
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[64:ff9b::a00:1]/",
        "http://10.1.2.3/",
        "http://192.168.0.1/",
        "http://172.16.0.1/",
        "http://100.64.0.1/",
        "http://[fd00::1]/",
        "http://[fe80::1]/",
        "http://224.0.0.1/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "/no/host",
        "http://",
        "",
        "http://exa mple.org/",
        "http://user:pass@example.org/",
        "http://example.org:99999999/",
    ],
)
def test_refuses_what_is_not_public_web(url):
    with Web("test", timeout=5) as web:
        assert failure(web, url, allow_local=False).state is State.REFUSED


def test_a_local_source_may_be_local_but_never_link_local():
    (loopback,) = permitted("127.0.0.1", 80, soon(), True)
    assert str(loopback) == "127.0.0.1"
    with pytest.raises(SourceError):
        permitted("169.254.169.254", 80, soon(), True)


def test_a_name_with_one_public_address_is_read_there_only(monkeypatch):
    rows = [(2, 1, 6, "", (ip, 80)) for ip in ("10.0.0.1", "93.184.216.34")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: rows)
    found = permitted("outlet.example", 80, soon(), False)
    assert [str(one) for one in found] == ["93.184.216.34"]
    assert all(is_permitted(one, False) for one in found)


def test_an_unknown_name_is_a_dns_error(web):
    error = failure(web, "http://no-such-outlet.invalid/rss", allow_local=False)
    assert error.state is State.DNS_ERROR


def test_a_resolver_that_hangs_is_a_timeout(monkeypatch):
    release = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: release.wait(5) and [])
    with Web("test", timeout=0.2) as web:
        error = failure(web, "http://outlet.example/", allow_local=False)
    release.set()
    assert error.state is State.TIMEOUT


def test_an_address_that_is_silent_leaves_time_for_the_next(monkeypatch):
    try:
        good = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("needs IPv6 on loopback")
    port = good.getsockname()[1]
    rows = [(0, 1, 6, "", (ip, port)) for ip in ("127.0.0.1", "::1")]
    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *a, **k: rows if host == "outlet.example" else real(host, *a, **k),
    )

    def answer() -> None:
        with good.accept()[0] as connection:
            connection.recv(4096)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    with good, _nobody_opens(port), Web("test", timeout=1) as web:
        fetched = web.get(f"http://outlet.example:{port}/", allow_local=True)
        assert fetched.text == "x"
        thread.join()


def test_nobody_listening_is_an_error_without_a_status(web):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    error = failure(web, f"http://127.0.0.1:{port}/")
    assert (error.state, error.http_status) == (State.UNREACHABLE, None)


def test_plain_http_where_https_was_promised_is_a_tls_error(site, web):
    url = site.serve("/a", "x").replace("http:", "https:")
    assert failure(web, url).state is State.TLS_ERROR


@pytest.mark.skipif(which("openssl") is None, reason="needs openssl for a certificate")
def test_a_certificate_nobody_vouches_for_is_a_tls_error(tmp_path, web):
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
        f" -keyout {key} -out {cert} -days 1 -subj /CN=localhost".split(),
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    names: list[str | None] = []
    context.sni_callback = lambda sock, name, ctx: names.append(name)
    listener = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        connection, _ = listener.accept()
        with pytest.raises(ssl.SSLError), connection:
            context.wrap_socket(connection, server_side=True)

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    error = failure(web, f"https://localhost:{listener.getsockname()[1]}/")
    thread.join()
    listener.close()
    assert error.state is State.TLS_ERROR
    assert "self" in error.detail  # "self-signed certificate"
    # Connected by address, yet asked for by name.
    assert names == ["localhost"]


def test_a_slow_answer_is_cut_at_the_deadline(site):
    def drip(handler):
        handler.send_response(200)
        handler.end_headers()
        while not site.over.wait(0.05):
            handler.wfile.write(b"x")
            handler.wfile.flush()

    _cut_in_time(site.act("/a", drip))


def test_dripped_headers_are_cut_at_the_deadline(site):
    def drip(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not site.over.wait(0.05):
            handler.wfile.write(b"X-A: b\r\n")
            handler.wfile.flush()

    _cut_in_time(site.act("/a", drip))


def test_silence_is_cut_at_the_deadline(site):
    _cut_in_time(site.act("/a", lambda handler: site.over.wait(5)))


def _cut_in_time(url: str) -> None:
    started = time.monotonic()
    with Web("test", timeout=0.4) as web:
        assert failure(web, url).state is State.TIMEOUT
    assert time.monotonic() - started < 1.5


def test_an_answer_that_breaks_off_is_an_error(site, web):
    url = site.serve("/a", b"short", Content_Length="500")
    error = failure(web, url)
    assert (error.state, error.http_status) == (State.UNREACHABLE, None)


def test_what_is_not_http_is_an_error(site, web):
    def babble(handler):
        handler.wfile.write(b"\x00\x01\x02 not http at all\r\n\r\n")
        handler.close_connection = True

    assert failure(web, site.act("/a", babble)).state is State.UNREACHABLE


def test_a_large_answer_is_refused(site):
    url = site.serve("/a", b"x" * 3000)
    with Web("test", max_bytes=2000) as web:
        assert failure(web, url).state is State.TOO_LARGE
    with Web("test", max_bytes=3000) as web:
        assert len(web.get(url, allow_local=True).body) == 3000


def test_a_packed_bomb_is_refused_without_unpacking_it(site):
    bomb = gzip.compress(b"\x00" * 50_000_000)
    url = site.serve("/a", bomb, Content_Encoding="gzip")
    with Web("test", max_bytes=1_000_000) as web:
        assert failure(web, url).state is State.TOO_LARGE


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda raw: zlib.compress(raw, wbits=-15)),
        ("identity", lambda raw: raw),
    ],
)
def test_unpacks_what_it_asked_for(site, web, name, pack):
    url = site.serve("/a", pack("Қазақстан".encode()), Content_Encoding=name)
    assert web.get(url, allow_local=True).text == "Қазақстан"


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("br", b"x"),
        ("gzip", b"not gzip"),
        ("gzip, gzip", b"x"),
        ("gzip", gzip.compress(bytes(range(256)) * 40)[:300]),
        ("deflate", zlib.compress(bytes(range(256)) * 40)[:200]),
    ],
)
def test_a_packing_it_cannot_undo_is_a_parse_error(site, web, encoding, body):
    url = site.serve("/a", body, Content_Encoding=encoding)
    assert failure(web, url).state is State.PARSE_ERROR


def test_an_empty_answer_said_to_be_packed_is_empty(site, web):
    url = site.serve("/a", b"", Content_Encoding="gzip")
    assert web.get(url, allow_local=True).body == b""


def test_keeps_no_cookies(site, web):
    url = site.serve("/a", "x", Set_Cookie="id=1; Path=/")
    web.get(url, allow_local=True)
    web.get(url, allow_local=True)
    assert "Cookie" not in site.requests[1][1]


def test_says_what_it_wants_where_told_to(site, web):
    url = site.serve("/a", "{}")
    web.get(url, allow_local=True)
    web.get(url, allow_local=True, accept="application/json", language="kk")
    usual, told = (sent for _, sent in site.requests)
    assert usual["Accept"].startswith("application/rss+xml")
    assert usual["Accept-Language"].startswith("kk, ru")
    assert (told["Accept"], told["Accept-Language"]) == ("application/json", "kk")


def test_wanting_json_is_no_question_about_changes(site, web):
    url = site.serve("/a", status=304)
    assert failure(web, url, accept="application/json").http_status == 304


@pytest.mark.parametrize(
    ("hops", "is_moved"),
    [((301,), True), ((308, 301), True), ((302,), False), ((301, 307), False), ((), 0)],
)
def test_an_address_has_moved_only_by_permanent_redirects(site, web, hops, is_moved):
    for number, status in enumerate(hops):
        site.serve(f"/{number}", status=status, Location=f"/{number + 1}")
    site.serve(f"/{len(hops)}", "here")
    fetched = web.get(site.base + "/0", allow_local=True)
    assert fetched.text == "here"
    assert fetched.moved_to == (f"{site.base}/{len(hops)}" if is_moved else None)


NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
WEEK = timedelta(days=7).total_seconds()


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 1.5 ", 1.5),
        ("Sun, 22 Nov 2026 06:02:00 GMT", 120),
        ("Sun, 22 Nov 2026 11:02:00 +0500", 120),
        ("Sun, 22 Nov 2026 06:02:00 -0000", 120),
        ("Sun, 22 Nov 2126 06:00:00 GMT", WEEK),
        ("9" * 29, WEEK),
        ("Sun, 22 Nov 2026 05:59:00 GMT", None),
        ("0", None),
        ("-5", None),
        ("soon", None),
        ("inf", None),
        ("9" * 5000, None),
        ("Sun, 22 Nov 2026 06:02:00 +99999999999", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_seconds_or_a_date_within_a_week(value, seconds):
    assert retry_after(value, NOW) == seconds


@given(st.text() | st.from_regex(r"\w{3}, \d+ \w{3} \d+ \d+:\d+:\d+ [+-]?\w+"))
def test_no_retry_after_is_absurd(value):
    seconds = retry_after(value, NOW)
    assert seconds is None or 0 < seconds <= WEEK


@given(st.integers(1, 10**6))
def test_a_date_and_its_seconds_ask_for_the_same(seconds):
    at = format_datetime(NOW + timedelta(seconds=seconds), usegmt=True)
    assert retry_after(at, NOW) == retry_after(str(seconds), NOW)


@pytest.mark.parametrize(
    ("status", "obeyed"), [(429, 90), (503, 90), (403, 90), (404, None), (500, None)]
)
def test_the_wish_to_be_left_alone_is_in_the_error(site, web, status, obeyed):
    error = failure(web, site.serve("/a", status=status, Retry_After="90"))
    assert (error.http_status, error.retry_after) == (status, obeyed)


def quick(site, **options) -> Web:
    """A reader that is as polite to loopback as to anybody, but in less time."""
    site.serve("/robots.txt", status=404)
    manners = options.pop("manners", None) or Manners(gap=0.15)
    return Web("test", manners=manners, polite_to_local=True, **options)


def all_at_once(web: Web, urls: list[str]) -> None:
    readers = [
        threading.Thread(target=web.get, args=(url,), kwargs={"allow_local": True})
        for url in urls
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()


def test_leaves_a_gap_between_all_requests_to_one_host(site):
    a = site.serve("/a", "x")
    old = site.serve("/old", status=302, Location="/a")
    with quick(site, manners=Manners(gap=0.25)) as web:
        all_at_once(web, [a, a, old])
    # robots.txt once, three addresses, one redirect.
    assert sorted(site.paths()) == ["/a", "/a", "/a", "/old", "/robots.txt"]
    assert site.begun[-1] - site.begun[0] >= 0.9
    assert min(later - earlier for earlier, later in pairwise(site.begun)) > 0.1


def test_has_at_most_two_requests_under_way_at_one_host(site):
    under_way, most, lock = [0], [0], threading.Lock()

    def answer(handler):
        with lock:
            under_way[0] += 1
            most[0] = max(most[0], under_way[0])
        time.sleep(0.15)
        with lock:
            under_way[0] -= 1
        handler.reply(200, b"x", {})

    url = site.act("/a", answer)
    with quick(site, manners=Manners(gap=0.01)) as web:
        all_at_once(web, [url] * 6)
    assert most[0] == 2
    assert site.paths().count("/a") == 6


def test_waiting_for_a_turn_does_not_use_up_the_time(site):
    url = site.serve("/a", "x")
    with quick(site, manners=Manners(gap=0.7), timeout=0.5) as web:
        for _ in range(2):
            assert web.get(url, allow_local=True).text == "x"


def test_a_host_that_sends_us_away_is_asked_by_nobody(site):
    busy = site.serve("/busy", status=429, Retry_After="3600")
    other = site.serve("/other", "x")
    with quick(site) as web:
        assert failure(web, busy).retry_after == 3600
        error = failure(web, other)
    assert (error.state, error.http_status) == (State.HTTP_ERROR, 429)
    assert 3590 < error.retry_after <= 3600
    assert "asked us to stay away until" in error.detail
    assert site.paths() == ["/robots.txt", "/busy"]


def test_a_moment_of_peace_is_waited_for(site):
    site.serve("/busy", status=503, Retry_After="0.5")
    other = site.serve("/other", "x")
    with quick(site) as web:
        failure(web, site.base + "/busy")
        started = time.monotonic()
        assert web.get(other, allow_local=True).text == "x"
    assert time.monotonic() - started >= 0.45


def test_what_is_local_is_read_without_ceremony(site):
    url = site.serve("/a", "x")
    site.serve("/robots.txt", "User-agent: *\nDisallow: /")
    with Web("test", manners=Manners(gap=60)) as web:
        assert [web.get(url, allow_local=True).text for _ in range(3)] == ["x"] * 3
    assert site.paths() == ["/a"] * 3


def _stopped_in_time(web: Web, url: str, wait: float = 0.2, **options) -> None:
    stop = threading.Timer(wait, web.stop)
    stop.start()
    started = time.monotonic()
    error = failure(web, url, **options)
    stop.join()
    assert (error.state, str(error)) == (State.UNKNOWN, "Reading was stopped.")
    assert time.monotonic() - started < wait + 1


def test_a_stop_ends_an_answer_under_way(site, web):
    def drip(handler):
        handler.send_response(200)
        handler.end_headers()
        while not site.over.wait(0.05):
            handler.wfile.write(b"x")
            handler.wfile.flush()

    _stopped_in_time(web, site.act("/a", drip))
    assert failure(web, site.serve("/b", "x")).state is State.UNKNOWN
    assert site.paths() == ["/a"]


def test_a_stop_ends_silence(site, web):
    _stopped_in_time(web, site.act("/a", lambda handler: site.over.wait(5)))


def test_a_stop_ends_the_wait_for_a_turn(site):
    url = site.serve("/a", "x")
    with quick(site, manners=Manners(gap=60)) as web:
        _stopped_in_time(web, url)
    assert site.paths() == ["/robots.txt"]


def test_a_stop_ends_the_wait_for_a_name(monkeypatch, web):
    release = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: release.wait(5) and [])
    _stopped_in_time(web, "http://outlet.example/", allow_local=False)
    release.set()


def test_a_stop_ends_the_wait_for_a_connection(web):
    with _nobody_opens() as port:
        _stopped_in_time(web, f"http://127.0.0.1:{port}/")


@contextmanager
def _nobody_opens(port: int = 0) -> Iterator[int]:
    """A port whose queue is full: who knocks there gets no answer at all."""
    with ExitStack() as stack:
        full = stack.enter_context(socket.socket())
        full.bind(("127.0.0.1", port))
        full.listen(0)
        for _ in range(3):
            guest = stack.enter_context(socket.socket())
            guest.setblocking(False)
            guest.connect_ex(full.getsockname())
        yield full.getsockname()[1]
