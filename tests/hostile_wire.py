"""Hostile servers: compression, lengths, redirects, statuses, broken connections."""

from __future__ import annotations

import gzip
import random
import zlib

from data.model import State
from hostile import (
    SECRET,
    Case,
    dripped,
    entries,
    entry,
    late,
    led,
    ok,
    poured,
    reset,
    rss,
    said,
    tear_down,
    wire,
    wrote,
)

_FEED = rss(*entries(3)).encode()
_MEGABYTE = b" " * 1_000_000
_NOISE = random.Random(7).randbytes(20_000)
_WORKING, _PARSE, _LARGE = State.WORKING, State.PARSE_ERROR, State.TOO_LARGE
_HTTP, _GONE, _LATE = State.HTTP_ERROR, State.UNREACHABLE, State.TIMEOUT
_REFUSED = State.REFUSED
_CHUNKED = ok("Transfer-Encoding: chunked")


def _bomb(megabytes: int, wbits: int) -> bytes:
    """A feed whose first element is followed by nothing, packed a thousandfold."""
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
    packed = packer.compress(b"<rss><channel>")
    for _ in range(megabytes):
        packed += packer.compress(_MEGABYTE)
    return packed + packer.flush()


def _raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(body) + packer.flush()


def _chunk(body: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(body), body)


PACKED = [
    wire(
        "gzip_cut_off",
        said(gzip.compress(_FEED)[:-20], Content_Encoding="gzip"),
        _PARSE,
        says="packed",
    ),
    wire(
        "gzip_without_trailer",
        said(gzip.compress(_FEED)[:-8], Content_Encoding="gzip"),
        _PARSE,
    ),
    wire(
        "gzip_false_checksum",
        said(gzip.compress(_FEED)[:-8] + b"\0" * 8, Content_Encoding="gzip"),
        _PARSE,
    ),
    wire(
        "gzip_in_gzip",
        said(gzip.compress(gzip.compress(_FEED)), Content_Encoding="gzip"),
        State.NOT_A_FEED,
    ),
    wire(
        "gzip_twice_declared",
        said(gzip.compress(gzip.compress(_FEED)), Content_Encoding="gzip, gzip"),
        _PARSE,
    ),
    wire("gzip_declared_but_plain", said(_FEED, Content_Encoding="gzip"), _PARSE),
    wire("plain_declared_but_gzip", said(gzip.compress(_FEED)), State.NOT_A_FEED),
    wire(
        "gzip_of_two_members",
        said(
            gzip.compress(_FEED[:700]) + gzip.compress(_FEED[700:]),
            Content_Encoding="gzip",
        ),
        _WORKING,
        items=3,
    ),
    wire(
        "gzip_of_ten_thousand_empty_members",
        said(
            gzip.compress(b"") * 10_000 + gzip.compress(_FEED), Content_Encoding="gzip"
        ),
        _WORKING,
        items=3,
    ),
    wire(
        "gzip_then_garbage",
        said(gzip.compress(_FEED) + _NOISE, Content_Encoding="gzip"),
        _WORKING,
        items=3,
    ),
    wire(
        "gzip_of_nothing",
        said(gzip.compress(b""), Content_Encoding="gzip"),
        State.NOT_A_FEED,
    ),
    wire(
        "gzip_in_capitals_with_spaces",
        said(gzip.compress(_FEED), Content_Encoding=" X-GZIP "),
        _WORKING,
        items=3,
    ),
    wire(
        "deflate_bare_byte_by_byte",
        poured(
            ok("Transfer-Encoding: chunked", "Content-Encoding: deflate"),
            b"",
            0,
            b"".join(_chunk(bytes([b])) for b in _raw_deflate(_FEED)) + b"0\r\n\r\n",
        ),
        _WORKING,
        items=3,
    ),
    wire(
        "deflate_cut_off",
        said(zlib.compress(_FEED)[:-9], Content_Encoding="deflate"),
        _PARSE,
    ),
    wire("deflate_of_noise", said(_NOISE, Content_Encoding="deflate"), _PARSE),
    wire("brotli_nobody_asked_for", said(_NOISE, Content_Encoding="br"), _PARSE),
    wire(
        "encoding_named_at_length", said(_FEED, Content_Encoding="x" * 60_000), _PARSE
    ),
    wire(
        "encoding_of_markup", said(_FEED, Content_Encoding=f"<b>{SECRET}</b>"), _PARSE
    ),
]

LARGE = [
    wire("gzip_bomb", said(lambda: _bomb(100, 31), Content_Encoding="gzip"), _LARGE),
    wire(
        "deflate_bomb", said(lambda: _bomb(100, 15), Content_Encoding="deflate"), _LARGE
    ),
    wire(
        "fifty_megabytes_announced",
        poured(ok("Content-Length: 50000000"), _MEGABYTE, 50),
        _LARGE,
    ),
    wire("fifty_megabytes_unannounced", poured(ok(), _MEGABYTE, 50), _LARGE),
    wire(
        "fifty_megabytes_in_chunks",
        poured(_CHUNKED, _chunk(_MEGABYTE), 50, b"0\r\n\r\n"),
        _LARGE,
    ),
    wire(
        "one_byte_too_many",
        said(lambda: _FEED + b" " * (5_000_001 - len(_FEED))),
        _LARGE,
    ),
    wire(
        "as_large_as_may_be",
        said(lambda: _FEED + b" " * (5_000_000 - len(_FEED))),
        _WORKING,
        items=3,
    ),
    wire(
        "header_of_a_megabyte",
        poured(b"HTTP/1.1 200 OK\r\nX-A: ", b"a" * 1000, 1000, b"\r\n\r\n"),
        _GONE,
    ),
    wire(
        "a_hundred_thousand_headers",
        poured(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n" * 100, 1000, b"\r\n"),
        _GONE,
    ),
    wire(
        "chunk_extension_of_a_megabyte",
        poured(_CHUNKED, b"", 0, b"5;" + b"a" * 1_000_000 + b"\r\nhello\r\n"),
        _GONE,
    ),
]

LENGTHS = [
    wire(
        "length_too_long",
        wrote(ok(f"Content-Length: {len(_FEED) + 500}"), _FEED),
        _GONE,
    ),
    wire(
        "length_too_short",
        wrote(ok(f"Content-Length: {len(_FEED) - 60}"), _FEED),
        _WORKING,
        items=None,
    ),
    wire("length_of_zero", wrote(ok("Content-Length: 0"), _FEED), State.NOT_A_FEED),
    wire("length_negative", wrote(ok("Content-Length: -1"), _FEED), _GONE),
    wire("length_in_words", wrote(ok(f"Content-Length: {SECRET}"), _FEED), _GONE),
    wire(
        "length_beyond_numbers", wrote(ok("Content-Length: " + "9" * 40), _FEED), _GONE
    ),
    wire(
        "two_lengths",
        wrote(ok("Content-Length: 5", "Content-Length: 900"), _FEED),
        _GONE,
    ),
    wire(
        "length_and_chunks",
        wrote(
            ok("Content-Length: 5", "Transfer-Encoding: chunked"),
            _chunk(_FEED),
            b"0\r\n\r\n",
        ),
        _WORKING,
        items=3,
    ),
    wire(
        "no_length_torn_in_the_middle",
        wrote(ok(), _FEED[: len(_FEED) * 2 // 3]),
        _WORKING,
        items=None,
    ),
    wire("chunk_size_is_no_number", wrote(_CHUNKED, b"zz\r\nhello\r\n"), _GONE),
    wire("chunk_size_is_negative", wrote(_CHUNKED, b"-5\r\nhello\r\n"), _GONE),
    wire(
        "chunk_size_is_astronomic", wrote(_CHUNKED, b"f" * 20 + b"\r\n" + _FEED), _GONE
    ),
    wire("chunks_without_an_end", wrote(_CHUNKED, _chunk(_FEED)), _GONE),
    wire(
        "chunk_longer_than_it_says",
        wrote(_CHUNKED, b"5\r\n" + _FEED + b"\r\n0\r\n\r\n"),
        _GONE,
    ),
    wire(
        "chunks_with_trailers",
        wrote(_CHUNKED, _chunk(_FEED), b"0\r\nX-A: b\r\n\r\n"),
        _WORKING,
        items=3,
    ),
    wire(
        "unknown_transfer_encoding",
        wrote(ok("Transfer-Encoding: gzip"), gzip.compress(_FEED)),
        _GONE,
    ),
]

CONNECTIONS = [
    wire("reset_before_an_answer", reset(), _GONE),
    wire("reset_after_the_headers", reset(ok("Content-Length: 900")), _GONE),
    wire("reset_in_the_body", reset(ok("Content-Length: 90000"), _FEED[:500]), _GONE),
    wire("closed_without_an_answer", wrote(), _GONE),
    wire("closed_within_the_headers", wrote(b"HTTP/1.1 200 OK\r\nX-A"), _GONE),
    wire("http_0_9", wrote(_FEED), _GONE),
    wire(
        "http_2_frames", wrote(b"\x00\x00\x12\x04\x00\x00\x00\x00\x00" + _NOISE), _GONE
    ),
    wire("shoutcast", wrote(b"ICY 200 OK\r\n\r\n" + _FEED), _GONE),
    wire(
        "status_line_of_a_secret",
        wrote(f"HTTP/1.1 {SECRET} OK\r\n\r\n".encode()),
        _GONE,
    ),
    wire("status_line_without_end", poured(b"HTTP/1.1 ", b"2" * 1000, 300), _GONE),
    wire("header_without_a_name", wrote(ok(": x", f"{SECRET}"), _FEED), _GONE),
    wire("header_with_a_nul", wrote(ok("X-A: a\x00b"), _FEED), _GONE),
    wire(
        "lines_end_in_newlines_alone",
        wrote(b"HTTP/1.1 200 OK\n\n" + _FEED),
        _WORKING,
        items=3,
    ),
    wire(
        "greeting_of_another_protocol", wrote(b"220 mail.example ESMTP\r\n" * 3), _GONE
    ),
    wire("noise_for_an_answer", wrote(_NOISE), _GONE),
    wire(
        "promises_before_the_answer",
        wrote(
            b"HTTP/1.1 100 Continue\r\n\r\n" * 3
            + b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
            + ok(),
            _FEED,
        ),
        _WORKING,
        items=3,
    ),
    wire(
        "switches_protocols",
        wrote(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"),
        _GONE,
    ),
]

REDIRECTS = [
    wire("redirect_to_itself", led("rss"), _HTTP, status=302, says="five"),
    Case(
        "redirect_in_a_circle",
        _HTTP,
        {"rss": led("b", 301), "b": led("c", 307), "c": led("rss", 308)},
        status=308,
    ),
    Case(
        "ten_redirects",
        _HTTP,
        {"rss": led("1")} | {str(n): led(str(n + 1)) for n in range(1, 11)},
        status=302,
    ),
    Case(
        "five_redirects",
        _WORKING,
        {"rss": led("1")}
        | {str(n): led(str(n + 1)) for n in range(1, 5)}
        | {"5": said(_FEED)},
        items=3,
    ),
    Case("redirect_that_grows", _HTTP, {"rss": led("?a=" + "b" * 9000)}, status=302),
    wire(
        "redirect_without_a_place",
        wrote(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"),
        _HTTP,
        status=302,
        says="where",
    ),
    wire("redirect_to_an_empty_place", led(""), _HTTP, status=302),
    wire("redirect_to_file", led("file:///etc/passwd"), _REFUSED),
    wire("redirect_to_ftp", led("ftp://alpha.example/rss"), _REFUSED),
    wire("redirect_to_javascript", led("javascript:alert(1)"), _HTTP),
    wire("redirect_to_data", led("data:text/xml,<rss></rss>"), _HTTP),
    wire("redirect_to_gopher", led("gopher://127.0.0.1:70/1"), _REFUSED),
    wire(
        "redirect_to_cloud_metadata",
        led("http://169.254.169.254/latest/meta-data/"),
        _REFUSED,
    ),
    wire(
        "redirect_to_metadata_in_ipv6",
        led("http://[::ffff:169.254.169.254]/"),
        _REFUSED,
    ),
    wire("redirect_to_everybody", led("http://0.0.0.0/"), _REFUSED),
    wire("redirect_with_a_password", led("http://a:b@127.0.0.1/"), _REFUSED),
    wire("redirect_to_port_zero", led("http://127.0.0.1:0/"), _REFUSED),
    wire("redirect_to_a_port_too_high", led("http://127.0.0.1:70000/"), _REFUSED),
    wire("redirect_to_half_an_address", led("http://["), _REFUSED),
    wire("redirect_to_markup", led("http://<b>x</b>/"), _REFUSED),
    wire("redirect_to_sixty_kilobytes", led("http://" + "a" * 60_000 + "/"), _REFUSED),
    wire("redirect_to_noise", led(bytes(range(128, 256))), _HTTP, status=None),
    Case(
        "redirect_to_a_path_in_cyrillic",
        _WORKING,
        {"rss": led("лента"), "%D0%BB%D0%B5%D0%BD%D1%82%D0%B0": said(_FEED)},
        items=3,
    ),
    Case(
        "redirect_to_a_login_page",
        State.NOT_A_FEED,
        {
            "rss": led("login"),
            "login": said("<html><form><input type=password></form></html>"),
        },
    ),
    wire(
        "redirect_by_markup",
        said("<html><meta http-equiv=refresh content='0;url=rss'></html>"),
        State.NOT_A_FEED,
    ),
    wire("several_choices", said(b"", 300, Location="rss"), _HTTP, status=300),
    wire(
        "see_a_proxy", said(b"", 305, Location="http://127.0.0.1/"), _HTTP, status=305
    ),
]

_ODD_WAITS = {
    "in_words": "soon",
    "in_the_past": "Sun, 22 Nov 2020 06:00:00 GMT",
    "negative": "-5",
    "beyond_numbers": "9" * 5000,
    "infinite": "inf",
    "of_a_broken_date": "Sun, 99 Nov 2026 99:99:99 GMT",
    "empty": "",
}
STATUSES = [
    *(
        wire(f"status_{code}", said(SECRET, code), _HTTP, status=code)
        for code in (
            204,
            206,
            226,
            400,
            401,
            402,
            403,
            404,
            406,
            408,
            410,
            418,
            421,
            425,
            429,
            451,
            500,
            501,
            502,
            503,
            504,
            520,
            522,
            599,
            999,
        )
    ),
    *(
        wire(
            f"told_to_wait_{name}",
            said(SECRET, 429, Retry_After=value),
            _HTTP,
            status=429,
        )
        for name, value in _ODD_WAITS.items()
    ),
    wire(
        "told_to_wait_for_a_century",
        said(SECRET, 503, Retry_After=str(10**9)),
        _HTTP,
        status=503,
    ),
    wire(
        "not_modified_unasked",
        wrote(b"HTTP/1.1 304 Not Modified\r\n\r\n"),
        _HTTP,
        status=304,
        previous={"etag": None},
    ),
    wire(
        "not_modified_with_a_body",
        wrote(b"HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", _FEED),
        _HTTP,
        status=304,
    ),
    wire("status_of_four_digits", wrote(b"HTTP/1.1 2000 OK\r\n\r\n" + _FEED), _GONE),
    wire("status_of_zeros", wrote(b"HTTP/1.1 000 OK\r\n\r\n" + _FEED), _GONE),
    wire("error_in_words", said(f"Fatal error: {SECRET} in /a.php"), State.NOT_A_FEED),
    wire(
        "etag_that_is_an_attack",
        wrote(ok('ETag: "a"\x01\x7f', f"Content-Length: {len(_FEED)}"), _FEED),
        _WORKING,
        items=3,
    ),
    wire(
        "etag_of_sixty_kilobytes",
        said(_FEED, ETag='"' + "a" * 60_000 + '"'),
        _WORKING,
        items=3,
    ),
    wire(
        "content_type_of_noise",
        said(_FEED, Content_Type='\u00e9;;;=;charset="";charset=x' + "a" * 9000),
        _WORKING,
        items=3,
    ),
]

_DRIP = ok("Content-Type: text/xml")
SLOW = [
    wire("endless_body", dripped(_DRIP, b" "), _LATE),
    wire(
        "endless_entries", dripped(_DRIP + b"<rss><channel>", entry().encode()), _LATE
    ),
    wire("endless_chunks", dripped(_CHUNKED, _chunk(b" ")), _LATE),
    wire(
        "endless_gzip",
        dripped(
            ok("Content-Encoding: gzip") + gzip.compress(b"")[:10], b"\0\0\0\xff\xff"
        ),
        _LATE,
    ),
    wire("endless_headers", dripped(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"), _LATE),
    wire("endless_header", dripped(b"HTTP/1.1 200 OK\r\nX-A: ", b"a"), _LATE),
    wire("endless_status_line", dripped(b"HTTP/1.1 ", b"2"), _LATE),
    wire("endless_promises", dripped(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), _LATE),
    wire("silence", late(30, wrote()), _LATE),
    wire(
        "silence_after_the_headers", dripped(ok("Content-Length: 900"), b"", 1), _LATE
    ),
    wire(
        "silence_in_the_body",
        dripped(ok(f"Content-Length: {len(_FEED)}") + _FEED[:-9], b"", 1),
        _LATE,
    ),
    wire(
        "announced_and_never_ended",
        dripped(ok("Content-Length: 4000000"), b" " * 100),
        _LATE,
    ),
    Case(
        "slow_redirects",
        _LATE,
        {"rss": late(0.7, led("1"))}
        | {str(n): late(0.7, led(str(n + 1))) for n in range(1, 9)},
    ),
    Case(
        "slow_at_the_end_of_a_redirect",
        _LATE,
        {"rss": led("1"), "1": dripped(_DRIP, b" ")},
    ),
    wire("slow_refusal", dripped(b"HTTP/1.1 500 No\r\nX-A: ", b"a"), _LATE),
]

_ALERT = b"\x15\x03\x01\x00\x02\x02\x28"


def _say(answer: bytes, is_torn: bool = False):
    def speak(connection) -> None:
        connection.recv(65536)
        connection.sendall(answer)
        if is_torn:
            tear_down(connection)

    return speak


#: Answers to somebody who wants to speak TLS.
SECURE = [
    Case("tls_alert", State.TLS_ERROR, raw=_say(_ALERT)),
    Case("tls_noise", State.TLS_ERROR, raw=_say(_NOISE)),
    Case("tls_plain_http", State.TLS_ERROR, raw=_say(ok() + _FEED)),
    Case("tls_closed_at_once", State.TLS_ERROR, raw=_say(b"")),
    Case("tls_half_a_record", State.TLS_ERROR, raw=_say(b"\x16\x03\x03\xff")),
    Case("tls_torn", State.UNREACHABLE, raw=_say(b"", is_torn=True)),
]
