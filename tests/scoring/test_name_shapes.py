"""One name in any alphabet and form; what a word looks like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.name_shapes import fold, look, same_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Юсупов", "Юсуповтың"),
        ("Юсупов", "Юсупову"),
        ("Юсупов", "Yusupov"),
        ("Юсупова", "Юсуповой"),
        ("Ахмед", "Ахмедом"),
        ("Ахмед", "Ахмедке"),
        ("Айгерім", "Айгерімнің"),
        ("Ли", "Лидің"),
        ("Нұрлан", "Nurlan"),
        ("Хасан", "Khasan"),
    ],
)
def test_forms_of_one_name_meet(one: str, other: str) -> None:
    assert same_name(fold(one), fold(other))
    assert same_name(fold(other), fold(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Юсупов", "Юсуф"), ("Ахмед", "Ахметов"), ("Ли", "Лим"), ("Цой", "Цай")],
)
def test_other_names_do_not(one: str, other: str) -> None:
    assert not same_name(fold(one), fold(other))


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Айгерім", "given"),
        ("Айгерімге", "given"),
        ("Aigerim", "given"),
        ("Маншанло", "surname"),
        ("Хасанович", "patronymic"),
        ("Ерденқызы", "patronymic"),
        ("Хагундоков", "shape"),
        ("Вера", "ambiguous"),
        ("Полиция", ""),
    ],
)
def test_a_word_shows_what_it_is(word: str, kind: str) -> None:
    assert look(word).kind == kind


def test_words_of_our_texts_are_common() -> None:
    assert look("Сегодня").common
    assert not look("Сегодня").is_sure


@given(st.text(min_size=1, max_size=60))
def test_any_word_can_be_looked_at(word: str) -> None:
    assert isinstance(look(word).score, int)
    assert same_name(fold(word), fold(word)) or len(fold(word)) < 1
