"""One key for the spellings of a name; folding twice changes nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.spelling import fold


@pytest.mark.parametrize(
    ("kazakh", "russian"),
    [
        ("Масаншы", "Масанчи"),
        ("Қарақемер", "Каракемер"),
        ("Ұзынағаш", "Узынагаш"),
        ("Жаңақорған", "Жанакорган"),
        ("Ақсу-Аюлы", "Аксу-Аюлы"),
    ],
)
def test_both_spellings_of_a_name_have_one_key(kazakh: str, russian: str) -> None:
    assert fold(kazakh) == fold(russian)


def test_different_names_keep_different_keys() -> None:
    assert fold("Кордай") != fold("Кегень")


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
