"""Offsets of a redacted text, led back."""

from data.model import Edit
from scoring.offsets import given

# "Ерсін келді, Ерсін кетті" became "[адам 1] келді, [адам 1] кетті"
EDITS = [Edit(0, 5, 8), Edit(13, 18, 8)]
RAW, STORED = "Ерсін келді, Ерсін кетті", "[адам 1] келді, [адам 1] кетті"


def at(words: str) -> tuple[int, int]:
    start = STORED.index(words)
    return start, start + len(words)


def test_words_after_a_placeholder_are_found_again() -> None:
    start, end = given(*at("келді"), EDITS)
    assert RAW[start:end] == "келді"
    start, end = given(*at("кетті"), EDITS)
    assert RAW[start:end] == "кетті"


def test_part_of_a_placeholder_takes_all_it_stands_for() -> None:
    start, end = given(2, 12, EDITS)
    assert RAW[start:end] == "Ерсін кел"
    start, end = given(at("келді")[0], 20, EDITS)
    assert RAW[start:end] == "келді, Ерсін"


def test_without_edits_nothing_moves() -> None:
    assert given(3, 9, []) == (3, 9)
