"""What persons write in lines: each person keeps one number, lines stay lines."""

from __future__ import annotations

import pytest

from data.reference import load
from scoring.hiding import hide_private

TABLES = load()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (
            "Жиналыста Ерлан Ахметов сөйледі.\nКейін Марат Сәрсенов жауап берді.",
            "адам",
        ),
        ("Говорили с Ерланом Ахметовым.\nПотом с Маратом Сарсеновым.", "человек"),
        ("We spoke with Yerlan Akhmetov.\nThen with Marat Sarsenov.", "person"),
    ],
)
def test_two_persons_on_two_lines_are_two(text: str, word: str) -> None:
    first, second = hide_private(text, TABLES).splitlines()
    assert f"[{word} 1]" in first
    assert f"[{word} 2]" in second
    assert f"[{word} 1]" not in second


def test_one_person_on_two_lines_is_one() -> None:
    text = "Говорили с Ерланом Ахметовым.\nЕрлан Ахметов согласен.\nМарат Сарсенов нет."
    lines = hide_private(text, TABLES).splitlines()
    assert [line.count("[человек 1]") for line in lines] == [1, 1, 0]
    assert "[человек 2]" in lines[2]


def test_empty_lines_and_order_stay() -> None:
    text = "  Первая строка.\n\nВторая: 8 701 234 56 78.\r\nТретья.  "
    hidden = hide_private(text, TABLES).split("\n")
    assert hidden == ["Первая строка.", "", "Вторая: [телефон].", "Третья."]


def test_what_was_hidden_once_is_not_counted_again() -> None:
    text = "[человек 1] был там.\nМарат Сарсенов спорил с [человек 1]."
    assert hide_private(text, TABLES).splitlines() == [
        "[человек 1] был там.",
        "[человек 2] спорил с [человек 1].",
    ]


def test_nothing_is_nothing() -> None:
    assert hide_private(" \n ", TABLES) == ""


def test_an_office_in_the_line_before_does_not_make_a_name_public() -> None:
    text = "Ерлан Ахметов просил о встрече.\nТам был аким района\nМарат Сарсенов плакал"
    hidden = hide_private(text, TABLES)
    assert "Сарсенов" not in hidden
    assert hidden.splitlines()[2] == "[человек 2] плакал"
