"""When two texts are the same item."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.identity import (
    canonical_url,
    fingerprint,
    item_key,
    normal_title,
    url_key,
    witnesses,
)
from collectors.reading import Reading
from collectors.recognition import aliases, recognise
from data.model import DateState, ItemKind, Kept, RawItem

DAY = datetime(2026, 2, 1, 6, 0, tzinfo=UTC)  # a Sunday
WORDS = {
    "<1>": "Облыста сессия өтіп, оған жүз елу адам қатысты. " * 4,
    "<2>": "Аудандағы турнирде он екі команда кездесті. " * 4,
}
PAGE = "https://outlet.kz/news/12-sessiya"


def raw(**changes) -> RawItem:
    values = {
        "source_id": "s",
        "url": "",
        "title": "Сессия өтті",
        "text": "Мәтін.",
        "published_at": DAY,
        "date_state": DateState.DATED,
    }
    return RawItem(**values | changes)


class Memory:
    """What a store remembers, without a database."""

    def __init__(self) -> None:
        self.kept: dict[str, Kept] = {}
        self.other: dict[str, str] = {}

    def __call__(self, keys: Iterable[str]) -> dict[str, Kept]:
        known = {key: self.other.get(key, key) for key in keys}
        return {
            key: self.kept[own] for key, own in known.items() if own in self.kept
        } | {key: self.kept[key] for key in known if key in self.kept}

    def read(self, *raws: RawItem) -> Reading:
        """Offer the texts as one visit's, and remember what was taken."""
        reading = Reading()
        reading.offer_all(raws, self)
        for met in recognise(reading.items, self):
            self.kept[met.key] = Kept(
                met.raw.source_id,
                fingerprint(met.raw),
                DAY,
                key=met.key,
                published_at=met.raw.published_at,
            )
            self.other.update(aliases(met))
        return reading


def text_of(stated: str) -> RawItem:
    url, guid, title, words, day = (part.strip() for part in stated.split("|"))
    return raw(
        url=url,
        guid=guid or None,
        title=title,
        text=WORDS.get(words, words),
        published_at=DAY + timedelta(days=int(day) - 1),
    )


def pairs() -> list[tuple[str, str, str, str]]:
    lines = (Path(__file__).parent / "identity.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return [(verdict, why, first, second) for verdict, why, first, second in rows]


ADDRESSES = [pair for pair in pairs() if "|" not in pair[2]]
TEXTS = [pair for pair in pairs() if "|" in pair[2]]


@pytest.mark.parametrize(("verdict", "why", "first", "second"), ADDRESSES)
def test_addresses_of_one_page_are_one(verdict, why, first, second):
    one, other = canonical_url(first), canonical_url(second)
    assert one
    assert other
    assert (one == other) is (verdict == "same")


@pytest.mark.parametrize(("verdict", "why", "first", "second"), TEXTS)
def test_texts_met_on_two_visits(verdict, why, first, second):
    memory = Memory()
    assert len(memory.read(text_of(first)).items) == 1
    again = memory.read(text_of(second))
    assert len(memory.kept) == (1 if verdict == "same" else 2)
    assert again.seen == 1
    # What was recognised once is recognised ever after.
    assert memory.read(text_of(second)).dropped == {"known": 1}


@pytest.mark.parametrize(("verdict", "why", "first", "second"), TEXTS)
def test_texts_met_on_one_visit(verdict, why, first, second):
    memory = Memory()
    reading = memory.read(text_of(first), text_of(second))
    assert len(memory.kept) == len(reading.items) == (1 if verdict == "same" else 2)
    assert reading.seen == 2


def test_the_tables_hold_what_they_should():
    assert len(ADDRESSES) > 90
    assert len(TEXTS) > 20
    assert {verdict for verdict, *_ in pairs()} == {"same", "different"}


def test_a_moved_article_that_is_edited_keeps_its_key_and_is_known_at_both_places():
    memory = Memory()
    first = raw(url="https://a.kz/n/old", guid="7", text=WORDS["<1>"])
    moved = raw(url="https://a.kz/n/new", guid="7", text=WORDS["<2>"])
    memory.read(first)
    assert memory.read(moved).noted["edited"] == 1
    assert list(memory.kept) == [item_key(first)]
    assert set(memory([url_key(first.url), url_key(moved.url)])) == {
        url_key(first.url),
        url_key(moved.url),
    }
    assert memory.read(moved).dropped == {"known": 1}


def test_a_feed_whose_every_entry_has_one_guid_does_not_collapse():
    memory = Memory()
    entries = [raw(guid="feed", title=f"{n}-хабар", text=f"{n}") for n in range(9)]
    assert len(memory.read(*entries).items) == 9
    assert memory.read(*entries).dropped == {"known": 9}


def test_two_reports_of_a_mediator_may_say_the_same():
    memory = Memory()
    report = {"kind": ItemKind.FIELD_REPORT, "text": WORDS["<1>"]}
    memory.read(raw(guid="1", **report))
    assert len(memory.read(raw(guid="2", **report)).items) == 1


def test_a_known_feed_is_asked_for_once_and_by_its_own_keys_only():
    memory, asked = Memory(), []
    entries = [raw(url=f"{PAGE}{n}", guid=f"{n}", title=f"{n}") for n in range(30)]
    memory.read(*entries)

    def counting(keys):
        asked.append(list(keys))
        return memory(asked[-1])

    Reading().offer_all(entries, counting)
    assert asked == [[item_key(entry) for entry in entries]]


@pytest.mark.parametrize(
    "url",
    ["", "ftp://a.kz/x", "javascript:x", "/a/b", "http://[", "mailto:a@b.kz", "http:"],
)
def test_what_is_no_web_page_has_no_address(url):
    assert canonical_url(url) == ""
    assert url_key(url) is None


def test_the_address_comes_first_then_the_guid_then_the_title():
    assert item_key(raw(url=PAGE, guid="1")).startswith("u:")
    assert item_key(raw(url=PAGE, guid="1")) == item_key(raw(url=PAGE + "/", title="x"))
    assert item_key(raw(guid=" 1 ")) == item_key(raw(guid="1", title="x"))
    assert item_key(raw(guid="1")).startswith("g:")
    assert item_key(raw()).startswith("t:")
    assert item_key(raw(url="https://outlet.kz/", guid="1")).startswith("g:")


def test_guids_titles_and_words_belong_to_their_source():
    here = raw(guid="1", text=WORDS["<1>"])
    there = raw(guid="1", text=WORDS["<1>"], source_id="other")
    assert item_key(here) != item_key(there)
    assert None not in witnesses(here)
    assert not set(witnesses(here)) & set(witnesses(there))


def test_typography_of_a_title_makes_no_difference():
    assert normal_title("«Сессия» өтті — ОБЛЫСТА!") == normal_title(
        "сессия өтті, облыста"
    )


HOSTS = "https://outlet.kz http://m.outlet.kz https://www.өңір.қаз https://a.kz:8080"
PARTS = (
    "/amp /print /kk /12 /жаңалық /%D0%B6 /.. // /index.html ;jsessionid=1 .amp %69 %zz"
    " ?id=1 ?amp=1 &p=2 &amp;utm_source=x &from=main &ref=12 &m=1 # #! #!/x/1 #/y"
    " https://vk.com/away.php?to= http://"
)
addresses = st.builds(
    lambda host, parts: host + "".join(parts),
    st.sampled_from(HOSTS.split()),
    st.lists(st.sampled_from(PARTS.split()), max_size=8),
)


@given(
    st.one_of(
        st.text(max_size=60),
        addresses,
        st.sampled_from([second for *_, second in ADDRESSES]),
        st.from_regex(
            r"https?://(?:www\.|m\.){0,2}[a-zқ.:0-9\[\]]{1,12}"
            r"(?:/[%\w.~;амі-]{0,6}){0,4}(?:\?[%\w=&+.]{0,12})?(?:#\w*)?",
            fullmatch=True,
        ),
    )
)
def test_a_canonical_address_stays_as_it_is(url):
    once = canonical_url(url)
    assert canonical_url(once) == once
    assert once.isascii()


NOISE = "utm_source=x fbclid=1 yclid=2 _openstat=3 from=main ref=tg _=17 amp=1 print=Y"


@given(
    st.from_regex(r"https://a\.kz(?:/[a-z0-9]{1,4}){1,4}", fullmatch=True),
    st.lists(st.sampled_from(["id=5", "p=2", "newsid=7", "lang=kk"]), unique=True),
    st.lists(st.sampled_from(NOISE.split()), unique=True),
    st.randoms(use_true_random=False),
)
def test_tracking_goes_and_neither_path_nor_content_with_it(
    page, content, noise, chance
):
    bare = canonical_url(page)
    query = [*content, *noise]
    chance.shuffle(query)
    canonical = canonical_url(f"{page}?{'&'.join(query)}")
    assert urlsplit(canonical).path == urlsplit(bare).path
    assert urlsplit(canonical).query == "&".join(sorted(content))


@given(st.text(max_size=40), st.text(max_size=40), st.none() | st.text(max_size=20))
def test_every_item_has_a_key(url, title, guid):
    item = raw(url=url, title=title, guid=guid)
    key = item_key(item)
    assert key[:2] in ("u:", "g:", "t:")
    assert len(key) == 18
    assert all(found is None or len(found) == 18 for found in witnesses(item))


def noisy(n: int, noise: frozenset[str]) -> RawItem:
    """The nth article of an outlet, met with some of what makes copies differ."""
    tail = "?utm_source=tg&fbclid=1" if "tracking" in noise else ""
    host = "http://m.outlet.kz" if "mobile" in noise else "https://outlet.kz"
    slug = f"renamed-{n}" if "slug" in noise else f"slug-{n}"
    return raw(
        url=f"{host}/news/{slug}{tail}",
        guid=f"?p={n}" if "guid" not in noise else f"{n} {sorted(noise)}",
        title=f"{n}-хабар" + ("!" if "typography" in noise else ""),
        text=f"{n}-ауданда. " + WORDS["<1>"],
    )


KINDS_OF_NOISE = ["tracking", "mobile", "slug", "guid", "typography"]
visits = st.lists(
    st.lists(
        st.tuples(st.integers(0, 5), st.frozensets(st.sampled_from(KINDS_OF_NOISE))),
        max_size=8,
    ),
    max_size=4,
)


@given(visits)
def test_every_article_is_one_item_in_whatever_order_and_shape_it_comes(met):
    memory = Memory()
    taken = 0
    for visit in met:
        reading = memory.read(*(noisy(n, noise) for n, noise in visit))
        assert reading.seen == len(visit)
        taken += len(reading.items)
    assert taken == len(memory.kept) == len({n for visit in met for n, _ in visit})
