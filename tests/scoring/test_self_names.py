"""Self-names of peoples are found in every form, and only at the start of a word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from data.reference import Ethnonym
from scoring.self_names import SelfNames

NAMES = SelfNames(
    [
        Ethnonym("ru", "армян", ()),
        Ethnonym("ru", "эстон", ("эстония", "эстони")),
        Ethnonym("kk", "эстон", ("эстондық мектеп",)),
        Ethnonym("ru", "эстонск", ()),
    ]
)


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in NAMES.find(text)]


def test_every_form_and_case_is_found() -> None:
    assert words("Армяне и АРМЯНСКАЯ семья, эстонская песня") == [
        "Армяне",
        "АРМЯНСКАЯ",
        "эстонская",
    ]


def test_inside_a_word_and_in_exceptions_nothing_is_found() -> None:
    assert words("неармянский, из Эстонии") == []


def test_no_self_names_find_nothing() -> None:
    assert list(SelfNames([]).find("армяне")) == []


@given(st.text(alphabet="армянİэстон ,1", max_size=40))
def test_spans_are_in_order_and_apart(text: str) -> None:
    spans = list(NAMES.find(text))
    flat = [n for span in spans for n in span]
    assert flat == sorted(flat)
    assert all(start < end <= len(text) for start, end in spans)
