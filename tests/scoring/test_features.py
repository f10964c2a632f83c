"""What the heads see: words without peoples, places and persons."""

from __future__ import annotations

import pytest

from data.model import Place
from data.taxonomy import PLACEHOLDER
from scoring.candidates import Sentence
from scoring.features import (
    PERSON_WORD,
    PLACE_WORD,
    concept_features,
    masked_text,
    neutral,
    word_features,
    words_with,
)
from scoring.text import Replacement, Rewriting, lowered


def sentence(text: str, peoples: str = "", *places: str, start: int = 0) -> Sentence:
    """A sentence that stands at ``start``, with where these words stand in it."""
    masks = []
    if peoples:
        at = text.index(peoples)
        masks = [Replacement(at, at + len(peoples), PLACEHOLDER)]
    named = []
    for words in places:
        at = start + text.index(words)
        named.append(Place("district", "", "KZ-31", "", words, at, at + len(words)))
    masked = Rewriting(lowered(text), masks)
    return Sentence("text", start, text, masked, tuple(named))


def test_peoples_places_and_persons_are_fixed_words() -> None:
    text = "[адам 1] мен дүнгендер Қордайда дауласты"
    got = masked_text(sentence(text, "дүнгендер", "Қордайда", start=40))
    assert got == f"{PERSON_WORD} мен {PLACEHOLDER} {PLACE_WORD} дауласты"


def test_what_overlaps_is_masked_once() -> None:
    text = "В Уйгурском районе сход"
    got = masked_text(sentence(text, "Уйгурском", "Уйгурском районе", "районе"))
    assert got == f"В {PLACEHOLDER} {PLACE_WORD} сход"


def test_a_place_of_another_sentence_is_left_out() -> None:
    one = sentence("Сход у реки", "", "реки")
    far = Place("district", "", "", "", "Тараз", 90, 95)
    two = Sentence("text", 0, one.text, one.masked, (*one.places, far))
    assert masked_text(two) == f"Сход у {PLACE_WORD}"


@pytest.mark.parametrize("word", ["ЖЕР", "АДАМ", "ЭТНОС"])
def test_fixed_words_in_the_text_itself_are_ordinary_words(word: str) -> None:
    assert masked_text(sentence(f"{word} ДАУЫ")) == f"{word.lower()} ДАУЫ"


def test_words_count_whole_by_stem_and_in_pairs() -> None:
    assert word_features("Суға таласқан ауыл") == (
        ["=таласкан", "суга", "талас", "ауыл", "суга талас", "талас ауыл"]
    )
    assert word_features("") == []


def test_kazakh_with_and_without_its_letters_gives_the_same() -> None:
    assert word_features("Көрші ауылға таласты") == word_features(
        "корши ауылга таласты"
    )


def test_fixed_words_are_features_as_they_are() -> None:
    assert word_features(f"{PLACEHOLDER} {PLACE_WORD}")[:2] == [PLACEHOLDER, PLACE_WORD]


def test_concepts_meet_in_one_sentence_only() -> None:
    apart = concept_features(["забросала камнями", "община"])
    together = concept_features(["община забросала камнями"])
    singles = {f for f in apart if "+" not in f}
    assert singles
    assert singles <= set(together)
    assert {f for f in together if "+" in f} - set(apart)
    assert concept_features([]) == []


def test_an_embedding_is_given_words_it_knows() -> None:
    masked = f"{PLACEHOLDER} {PLACE_WORD} {PERSON_WORD}"
    assert neutral(masked) == "этнос ауыл адам"


def test_words_behind_features_are_shown_as_written() -> None:
    assert words_with("Суға Таласқан таласты ауыл", ["талас", "=ауылдан"]) == [
        "Таласқан",
        "таласты",
    ]
    assert words_with("Таласқан таласты", ["=таласкан"]) == ["Таласқан"]
