"""A Kazakh form without its letters and in Latin ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.place_scripts import other_spellings


@pytest.mark.parametrize(
    ("form", "spelt"),
    [
        ("Қордайда", "кордайда"),
        ("Қордайда", "qordaida"),
        ("Қордайда", "kordayda"),
        ("Жамбыл", "jambyl"),
        ("Жамбыл", "zhambyl"),
        ("Түркістан", "türkıstan"),
        ("Түркістан", "túrkistan"),
        ("Түркістан", "turkistan"),
        ("Шығыс Қазақстан", "shyǵys qazaqstan"),
    ],
)
def test_a_habit_of_spelling(form: str, spelt: str) -> None:
    assert spelt in set(other_spellings(form))


@given(st.text(alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі -", max_size=30))
def test_no_spelling_holds_a_letter_of_the_other_script(form: str) -> None:
    for spelt in other_spellings(form):
        latin = any("a" <= letter <= "z" for letter in spelt)
        cyrillic = any("а" <= letter <= "ё" for letter in spelt)
        assert not (latin and cyrillic)
