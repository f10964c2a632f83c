"""Names where they stand: found by position, spared where they are no person."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.names import names


def found(text: str) -> list[str]:
    return [text[n.start : n.end] for n in names(text) if not n.weak]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Исмаёр Дунса рассказал о ссоре.", "Исмаёр Дунса"),
        ("По словам соседей, Бончер Лиганов ушёл.", "Бончер Лиганов"),
        ("Жалобу подал П. Оңғарбай вчера.", "П. Оңғарбай"),
        ("Жалобу подал Юсупов О. В. вчера.", "Юсупов О. В."),
        ("Погиб Муса Мухаммад оглы из села.", "Муса Мухаммад оглы"),
        ("сосед ахмед юсупов ударил брата", "ахмед юсупов"),
        ("АХМЕД ЮСУПОВ ЗАДЕРЖАН", "АХМЕД ЮСУПОВ"),
        ("Хирург Рустам Алимкулов помог.", "Рустам Алимкулов"),
        ("Вчера Гульнара Сейдахметова ушла.", "Гульнара Сейдахметова"),
        ("Kórshi Ahmed Iýsýpov aitty.", "Ahmed Iýsýpov"),
        ("Позже Юсупов признался.", "Юсупов"),
        ("The shop of Erna Vogel was closed.", "Erna Vogel"),
    ],
)
def test_people_are_found(text: str, name: str) -> None:
    assert found(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Совет Безопасности ООН и Красный Крест.",
        "Великая Отечественная война, Дворец Независимости, Новый год.",
        "Партия Нур Отан и Фонд Самрук Казына.",
        "Театр имени Мухтара Ауэзова и улица Сакена Сейфуллина.",
        "Бауыржан Момышұлы атындағы мектеп.",
        "Төле би көшесі мен Қасым ханның қасқа жолы.",
        "Егер ауыл тұрғындары келсе.",
        "The Caspian Sea and the New York Times.",
        "The Assembly of People met at the State University.",
        "Наурыз мерекесі, Қазан айы, Жеңіс күні.",
    ],
)
def test_bodies_days_and_namesakes_are_not(text: str) -> None:
    assert found(text) == []


def test_a_word_that_may_be_a_name_is_weak() -> None:
    (name,) = names("Роза расцвела.")
    assert name.weak


@given(st.text(alphabet="АБаб ИоН.-«»\n!кылы’Жж", max_size=150))
def test_any_text_can_be_searched(text: str) -> None:
    for name in names(text):
        assert 0 <= name.start < name.end <= len(text)


@pytest.mark.parametrize(
    "piece", ["А", "Аа ", "А. ", "Аа-", "а ", "Аа. ", "ААА ", "Аа оглы ", "« ", "Aa’"]
)
def test_hostile_texts_take_linear_time(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    start = time.process_time()
    names(text)
    assert time.process_time() - start < 2
