"""From bytes and markup to plain words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.markup import clean, cut, decode, plain_text

RUSSIAN = "В Кордае прошла встреча старейшин двух сёл"
KAZAKH = "Ақсақалдар кеңесі Қордайда өтті"


@pytest.mark.parametrize(
    ("body", "declared"),
    [
        (RUSSIAN.encode(), None),
        (RUSSIAN.encode(), "windows-1251"),  # a header that lies
        (RUSSIAN.encode("cp1251"), "windows-1251"),
        (RUSSIAN.encode("cp1251"), None),
        (RUSSIAN.encode("cp1251"), "utf-8"),  # lies the other way round
        (RUSSIAN.encode("cp1251"), "iso-8859-1"),  # a server that was never told
        (RUSSIAN.encode("cp1251"), "no-such-charset"),
        (RUSSIAN.encode("cp1251"), "rot13"),  # a codec, but no charset
        (RUSSIAN.encode("koi8-r"), "koi8-r"),
        (RUSSIAN.encode("utf-16"), None),
        (RUSSIAN.encode("utf-8-sig"), None),
        (RUSSIAN.encode("utf-16-le"), "utf-16-le"),
    ],
)
def test_charsets_as_they_are_used(body, declared):
    assert decode(body, declared) == RUSSIAN


@pytest.mark.parametrize(
    "head",
    [
        '<?xml version="1.0" encoding="koi8-r"?>',
        "<html><head><meta charset=koi8-r>",
        '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">',
    ],
)
def test_a_document_may_declare_its_charset(head):
    assert decode((head + RUSSIAN).encode("koi8-r")) == head + RUSSIAN


def test_one_torn_character_does_not_make_it_another_charset():
    body = (KAZAKH * 20).encode()
    text = decode(body[:41] + body[42:])
    assert text.count("\ufffd") <= 2
    assert "кеңесі" in text


@given(st.text())
def test_utf8_is_read_back(text):
    assert decode(("а" + text).encode("utf-8", "ignore")) == "а" + text


@given(
    st.binary(max_size=300), st.sampled_from([None, "utf-8", "cp1251", "utf-16", ""])
)
def test_no_bytes_break_it(body, declared):
    plain_text(decode(body, declared))


def test_markup_goes_and_words_stay():
    html = (
        "<p>Бірінші&nbsp;абзац&laquo;&raquo;</p><script>alert(1)</script><ul><li>бір"
        "<li>екі</ul>соңы<!-- ескерту --> <b>мә</b>тін<br>жаңа жол<style>p{}</style>"
    )
    assert plain_text(html) == "Бірінші абзац«»\nбір\nекі\nсоңы мәтін\nжаңа жол"


@pytest.mark.parametrize("text", ["a < b", "5 > 3 & 2 < 4", "АТ&Т", "", "  \n "])
def test_plain_text_is_no_markup(text):
    assert plain_text(text) == text.strip()


def test_invisible_characters_go():
    assert clean("Ша\u00adн\u200bхай\ufeff\r\n\r\n  \u00a0а\x00я ") == "Шанхай\nая"


def test_a_cut_is_at_a_word():
    assert cut("бір екі үш", 8) == "бір екі…"
    assert cut("бір", 8) == "бір"
    assert len(cut("а" * 50, 10)) == 10


def test_marks_that_turn_the_reading_direction_are_taken_out():
    assert plain_text("<p>Шу\u202eекпок\u202c \u2067тұр\u2069</p>") == "Шуекпок тұр"
    assert clean("Той\U000e0041\u061c бол\u2066ды") == "Той болды"
