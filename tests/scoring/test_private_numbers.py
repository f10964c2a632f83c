"""Numbers, accounts and addresses by their shape, and nothing else."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.private_numbers import numbers


def kinds(text: str) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in numbers(text)]


@pytest.mark.parametrize(
    "number",
    [
        *("+7 701 000 02 19", "8 (727) 000-11-22", "87010000219", "7010000219"),
        *("8.701.000.02.19", "+7(701)0000219", "8-701-000-02-19", "+998 90 123 45 67"),
    ],
)
def test_phones(number: str) -> None:
    assert kinds(f"Звоните {number}, спросите.") == [("phone", number)]


def test_a_short_phone_is_one_after_the_word_for_it() -> None:
    assert kinds("Тел. 55-12-34.") == [("phone", "55-12-34")]
    assert kinds("Счёт 55-12-34.") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ИИН 990101300017", ("iin", "990101300017")),
        ("ЖСН: 990101 300 017", ("iin", "990101 300 017")),
        ("почта d.s@example.kz.", ("email", "d.s@example.kz")),
        ("почта имя (at) mail.ru", ("email", "имя (at) mail.ru")),
        ("пишите @nickname", ("account", "@nickname")),
        ("https://t.me/nickname.", ("account", "https://t.me/nickname")),
        ("wa.me/77010000219", ("account", "wa.me/77010000219")),
        ("instagram: nick_77", ("account", "nick_77")),
        ("машина 123 ABC 02", ("plate", "123 ABC 02")),
        ("көлік 777KZA05", ("plate", "777KZA05")),
        ("номер A 123 BCD", ("plate", "A 123 BCD")),
        ("карта 4400 4301 2345 6789", ("card", "4400 4301 2345 6789")),
        ("KZ86 125K ZT50 0410 0100", ("iban", "KZ86 125K ZT50 0410 0100")),
        ("на ул. Абая, 15, кв. 7.", ("address", "ул. Абая, 15, кв. 7")),
        ("Абай көшесі, 15-үй, 7-пәтер", ("address", "Абай көшесі, 15-үй, 7-пәтер")),
        ("at 15 Abay Street", ("address", "15 Abay Street")),
        ("дом 15, кв. 7", ("address", "дом 15, кв. 7")),
    ],
)
def test_what_leads_to_a_person(text: str, found: tuple[str, str]) -> None:
    assert kinds(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "выделено 7 123 456 789 тенге и 260000000000 тенге",
        "бюджет вырос до 8 123 456 789",
        "На улице Абая 15 декабря 2025 года собрались 300 человек.",
        "Мощность 500 МВт, 120 семей, 3 200 голов скота, 45,5 градуса.",
        "2026 жылғы 14 наурызда 15:30-да 7 адам келді.",
        "Абай көшесінде 15 адам тұр.",
    ],
)
def test_sums_dates_and_counts_stay(text: str) -> None:
    assert kinds(text) == []


@given(st.text(alphabet="0123456789 +-()@./абул,дкв KZ:_t.me\n", max_size=200))
def test_what_is_found_lies_in_order_inside_the_text(text: str) -> None:
    found = numbers(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "piece",
    ["a", "1 ", "@", "ул. ", "8 7", "1-", "тел ", "a.", "дом 1 ", "t.me/", "(("],
)
def test_hostile_texts_take_linear_time(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    start = time.process_time()
    numbers(text)
    assert time.process_time() - start < 1.5
