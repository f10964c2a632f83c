"""Every word is in one alphabet, and words of the other alphabet stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.look_alikes import of_one_script


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Солтүстiк Қaзaқcтaн, Aлматы", "Солтүстік Қазақстан, Алматы"),
        ("сəбилер жəне əке", "сәбилер және әке"),
        ("ccopa и дpaкa c соседями в KAPATAY", "ссора и драка с соседями в КАРАТАУ"),
        ("Вчера ccopa у канала", "Вчера ссора у канала"),
        ("Qаzаqstаn Rеspýbliкаsy Тáýеlsіzdіgі", "Qazaqstan Respýblikasy Táýelsizdigi"),
        ("Kоrdaу villages and соrt of elders", "Korday villages and cort of elders"),
        ("Τараз, Μеркі", "Тараз, Меркі"),
    ],
)
def test_a_word_gets_the_alphabet_its_letters_belong_to(typed: str, meant: str) -> None:
    assert of_one_script(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Facebookте, WhatsAppтан және TikTokта",
        "IT-парк, EXPO и MMA в XIX ғасырда, витамин C",
        "хип-хоп hip-hop, life coach пришёл",
        "файл copy.exe на сайте http://pop.kz и почта a@ya.ru",
        "Residents met the akim, said I.",
        "Жай мәтін, латын әрпі жоқ",
        "",
    ],
)
def test_words_of_another_alphabet_stay(text: str) -> None:
    assert of_one_script(text) == text


@given(st.text(alphabet="аәсеоaceok zЖX,-іi", max_size=60))
def test_no_offset_moves(text: str) -> None:
    assert len(of_one_script(text)) == len(text)
