"""Texts read in the wrong encoding are read again; other languages are left alone."""

from __future__ import annotations

import pytest

from scoring.repair import normalise
from scoring.wrong_encodings import in_right_encoding, in_unicode_letters

KAZAKH = "Қордай ауданында екі ауылдың тұрғындары «әкімдік өңірге» һәм үміт үзді"
RUSSIAN = "И жители двух сёл «Масанчи» подрались — и в Шымкенте И Рудном"


def misread(text: str, written: str, read: str) -> str:
    """The text's bytes taken for another code page, as browsers take them."""
    return "".join(
        bytes([byte]).decode(read, "ignore") or chr(byte)
        for byte in text.encode(written)
    )


@pytest.mark.parametrize("text", [KAZAKH, RUSSIAN])
@pytest.mark.parametrize("page", ["cp1251", "cp1252"])
def test_utf8_taken_for_a_code_page_is_read_again(text: str, page: str) -> None:
    raw = misread(text, "utf-8", page)
    clean = in_right_encoding(raw)
    assert clean is not None
    assert clean.text == text
    word = text.split()[1]
    start = clean.text.index(word)
    back = raw[clean.back(start) : clean.back(start + len(word), end=True)]
    assert back == misread(word, "utf-8", page)


@pytest.mark.parametrize("page", ["cp1252", "latin-1"])
def test_windows_1251_taken_for_western_letters_is_read_again(page: str) -> None:
    russian = RUSSIAN.replace("—", "-")
    assert normalise(misread(russian, "cp1251", page)).text == russian
    kazakh = KAZAKH.replace("Қордай", "Кордай")
    assert normalise(misread(kazakh, "kz1048", page)).text == kazakh


@pytest.mark.parametrize(
    "text",
    [
        "Сёмин: СССР–Китай, Тіл, Сіз, «Р» и «С»",
        "Café Zoé, naïve élève à l’école; Ğamıq",
        "Türkiye'de yeni okul açıldı, çocuklar sevindi",
        "",
    ],
)
def test_ordinary_texts_are_in_their_right_encoding(text: str) -> None:
    assert in_right_encoding(text) is None


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("КЇРШІМ АУДАНЫ", "КҮРШІМ АУДАНЫ"),
        ("ЌАЗАЌСТАН", "ҚАЗАҚСТАН"),
        ("Ўлттыќ банктіѕ аумаєындаєы жјне", "Ұлттық банктің аумағындағы және"),
        ("їшін жєне ѓылымныњ Ґскемен ћєм", "үшін және ғылымның Өскемен һәм"),
        ("Ђділет жєне ќўќыќ", "Әділет және құқық"),
    ],
)
def test_old_kazakh_fonts_are_read(shown: str, meant: str) -> None:
    assert in_unicode_letters(shown) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Україна та її сусіди домовились про зерно, але ґанок є",
        "УКРАЇНА ЗАКЛИКАЄ ДО МИРУ",
        "Београд је главни град Србије; ћирилица, љубав, њега, ђак",
        "Македонија и нејзините граѓани ќе одат дома, Ѕвезда",
        "У беларускай вёсцы быў сход, людзі казалі праўду",
        "Газета «Україна молода» вышла в Киеве, об этом сообщили вчера",
        "Новак Ђоковић победил в Белграде, а Шевченко «Думи мої» переиздан",
        "Ўзбекистонда янги мактаб очилди",
    ],
)
def test_the_languages_that_lent_the_letters_keep_them(text: str) -> None:
    assert in_unicode_letters(text) == text
