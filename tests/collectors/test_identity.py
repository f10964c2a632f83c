"""When two texts are the same item."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.identity import canonical_url, item_key, keys_of, normal_title, url_key
from data.model import RawItem

SAME = [
    "https://outlet.kz/news/12-sessiya",
    "http://outlet.kz/news/12-sessiya/",
    "https://www.outlet.kz/news/12-sessiya",
    "https://m.outlet.kz/news/12-sessiya#comments",
    "https://amp.outlet.kz/news/12-sessiya",
    "https://outlet.kz/amp/news/12-sessiya",
    "https://outlet.kz/news/12-sessiya/amp/",
    "https://outlet.kz:443/news//12-sessiya?utm_source=rss&utm_medium=feed",
    "https://OUTLET.kz/news/./x/../12-sessiya?fbclid=1&yclid=2&_openstat=3",
    "https://outlet.kz/news/12-sessiya?from=main&amp=1",
    " https://outlet.kz/news/12-sess%69ya/index.html ",
]


@pytest.mark.parametrize("url", SAME)
def test_decorations_make_no_difference(url):
    assert canonical_url(url) == SAME[0]


@pytest.mark.parametrize(
    "url",
    [
        "https://outlet.kz/kk/news/12-sessiya",
        "https://kaz.outlet.kz/news/12-sessiya",
        "https://outlet.kz/news/13-sessiya",
        "https://outlet.kz/news/12-sessiya?id=5",
        "https://outlet.kz:8080/news/12-sessiya",
    ],
)
def test_what_names_another_text_stays_another(url):
    assert canonical_url(url) != SAME[0]


def test_addresses_in_cyrillic_have_one_spelling():
    spelled = canonical_url("https://өңір.қаз/жаңалық/1")
    assert spelled == canonical_url(
        "https://xn--90ax2c5d.xn--80ao21a/%D0%B6%D0%B0%D2%A3%D0%B0%D0%BB%D1%8B%D2%9B/1"
    ) or spelled.startswith("https://xn--")
    assert "%D2%A3" in spelled


def test_the_order_of_parameters_makes_no_difference():
    assert canonical_url("https://a.kz/?p=1&c=2") == canonical_url(
        "https://a.kz?c=2&p=1"
    )


@pytest.mark.parametrize(
    "url", ["", "ftp://a.kz/x", "javascript:x", "/a/b", "http://[", "mailto:a@b.kz"]
)
def test_what_is_no_web_page_has_no_address(url):
    assert canonical_url(url) == ""
    assert url_key(url) is None


def raw(**changes) -> RawItem:
    values = {"source_id": "s", "url": "", "title": "Сессия өтті", "text": "Мәтін."}
    return RawItem(**values | changes)


def test_the_address_comes_first_then_the_guid_then_the_title():
    assert item_key(raw(url=SAME[0], guid="1")).startswith("u:")
    assert item_key(raw(url=SAME[0], guid="1")) == item_key(raw(url=SAME[3], title="x"))
    assert item_key(raw(guid=" 1 ")) == item_key(raw(guid="1", title="x"))
    assert item_key(raw(guid="1")).startswith("g:")
    assert item_key(raw()).startswith("t:")


def test_the_front_page_of_a_site_is_no_identity():
    key = item_key(raw(url="https://outlet.kz/", guid="1"))
    assert key == item_key(raw(url="https://outlet.kz", guid="1"))
    assert key.startswith("g:")


def test_guids_and_titles_belong_to_their_source():
    assert item_key(raw(guid="1")) != item_key(raw(guid="1", source_id="other"))
    assert item_key(raw()) != item_key(raw(source_id="other"))


def test_typography_of_a_title_makes_no_difference():
    assert normal_title("«Сессия» өтті — ОБЛЫСТА!") == normal_title(
        "сессия өтті, облыста"
    )


def test_a_title_repeated_within_a_week_is_one_item_also_across_sunday():
    sunday = datetime(2026, 2, 8, 12, tzinfo=UTC)
    first = raw(published_at=sunday)
    again = raw(published_at=sunday + timedelta(days=2))
    later = raw(published_at=sunday + timedelta(days=16))
    assert item_key(first) in set(keys_of(again))
    assert item_key(first) not in set(keys_of(later))


@given(
    st.one_of(
        st.text(max_size=60),
        st.from_regex(
            r"https?://(?:www\.|m\.){0,2}[a-zқ.:0-9\[\]]{1,12}"
            r"(?:/[%\w.~;амі-]{0,6}){0,4}(?:\?[%\w=&+.]{0,12})?(?:#\w*)?",
            fullmatch=True,
        ),
        st.sampled_from(SAME),
    )
)
def test_a_canonical_address_stays_as_it_is(url):
    once = canonical_url(url)
    assert canonical_url(once) == once
    assert once.isascii()


@given(st.text(max_size=40), st.text(max_size=40), st.none() | st.text(max_size=20))
def test_every_item_has_a_key(url, title, guid):
    item = raw(url=url, title=title, guid=guid)
    key = item_key(item)
    assert key[:2] in ("u:", "g:", "t:")
    assert len(key) == 18
    assert key == next(iter(keys_of(item)))
