"""What names are spelled like is learned the same way on every machine."""

from data.personal_names import read_common, read_kinds, read_shapes
from scoring.name_shapes import fold, grams
from scoring.name_training import forms, learn


def test_the_shipped_weights_are_what_the_tables_teach() -> None:
    assert learn(read_kinds(), read_common()) == read_shapes()


def test_the_order_of_the_examples_does_not_matter() -> None:
    kinds = {"ахмед": "given", "юсупов": "surname", "маншанло": "surname"}
    words = ["полиция", "ауыл", "вчера", "village"]
    backwards = dict(reversed(kinds.items()))
    assert learn(kinds, words) == learn(backwards, words[::-1])


def test_names_weigh_above_and_words_below_zero() -> None:
    weights = learn({"маншанло": "surname", "шиваза": "surname"}, ["полиция", "ауыл"])
    score = {
        word: sum(weights.get(gram, 0) for gram in grams(fold(word)))
        for word in ("маншанло", "шиваза", "полиция", "ауыл")
    }
    assert min(score["маншанло"], score["шиваза"]) > 0
    assert max(score["полиция"], score["ауыл"]) < 0


def test_names_are_learned_in_their_cases() -> None:
    assert fold("ахмедов") in forms("Ахмед", "given")
    assert fold("юсуповтың") in forms("Юсупов", "surname")
    assert fold("фатиманың") in forms("Фатима", "given")


def test_nothing_is_learned_from_nothing() -> None:
    assert learn({}, []) == {}
