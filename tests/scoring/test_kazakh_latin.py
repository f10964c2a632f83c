"""Kazakh in Latin letters is told from its neighbours and read in Cyrillic."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import scoring
from data.model import RawItem
from data.reference import load
from scoring.kazakh_latin import in_cyrillic, is_kazakh_latin
from scoring.learned import NOTHING
from scoring.self_names import SelfNames


@pytest.mark.parametrize(
    "text",
    [
        "Qordai audanynda eki auyldyń turǵyndary suǵa talasty",
        "Qordaı aýdanynda eki aýyldyń turǵyndary sýǵa talasty, dep habarlady",
        "Keshe keshke bizdin auylda zhigitter kelip tobeles boldy",
        "Бұл емес: qazir osy auylda eki jigit"[10:],
    ],
)
def test_kazakh_in_any_latin_spelling_is_kazakh(text: str) -> None:
    assert is_kazakh_latin(text)


@pytest.mark.parametrize(
    "text",
    [
        "Residents of two villages met the akim of the district",
        "Türkiye'de iki köy arasında su kavgası çıktı ve polis geldi",
        "Ikki qishloq aholisi suv uchun janjallashdi va militsiya keldi",
        "İki kənd arasında su üstündə dava oldu və polis gəldi",
        "Қордай ауданында eki auyl",
        "",
        "12345 !!",
    ],
)
def test_other_languages_are_not(text: str) -> None:
    assert not is_kazakh_latin(text)


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Qordai audanynda", "Қордай ауданында"),
        ("turǵyndary suǵa talasty", "тұрғындары суға таласты"),
        ("Şymkent, Shymkent, CHU", "Шымкент, Шымкент, ЧУ"),
        ("jańa úi", "жаңа үй"),
        ("YouTube kanalynda, a@b.kz", "YouTube каналында, a@b.kz"),
    ],
)
def test_letters_become_the_commonest_cyrillic_ones(latin: str, cyrillic: str) -> None:
    got = in_cyrillic(latin).text
    # The spelling does not tell у, ұ and ү apart.
    plain = str.maketrans("ұүҰҮ", "ууУУ")
    assert got.translate(plain) == cyrillic.translate(plain)


@given(st.text(alphabet="abcshzgqiıyúńAQS @/.'é", max_size=60))
def test_every_word_is_led_back_to(text: str) -> None:
    rewriting = in_cyrillic(text)
    backs = [rewriting.back(at) for at in range(len(rewriting.text))]
    assert backs == sorted(backs)
    assert all(0 <= at < len(text) for at in backs)
    for at, letter in enumerate(rewriting.text):
        if letter == " ":
            assert text[backs[at]] == " "


def test_a_text_in_latin_letters_is_understood_as_one_in_cyrillic() -> None:
    latin = (
        "Qordai audanynda eki auyldyń turǵyndary suǵa talasyp, jappai tóbeles boldy."
    )
    (got,) = scoring.understand([RawItem("x", "", "", latin)], mind=NOTHING)
    assert (got.lang, got.regions, got.flag) == ("kk", ("KZ-31",), True)


@pytest.mark.parametrize(
    "word",
    [
        *("qazaqtar", "orystar", "uıǵyrlar", "dúngender", "ózbekter", "kúrdter"),
        *("túrikter", "sheshender", "ázerbaıjandar", "kárister", "tájikter"),
        *("armiandar", "nemister", "qyrǵyzdar", "ukraındar", "ıngýshtar"),
    ],
)
def test_peoples_in_latin_letters_are_masked(word: str) -> None:
    text = in_cyrillic(word).text
    assert list(SelfNames(load().ethnonyms).find(text)) == [(0, len(text))], text
