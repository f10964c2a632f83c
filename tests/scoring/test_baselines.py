"""Simple searches flag what holds their words, and nothing else."""

from data.reference import load
from labelled import gold, quiet
from scoring.baselines import by_words, by_words_and_people, has_conflict_word
from scoring.tools import tools_for

LEXICON = tools_for(load()).lexicon


def test_words_of_conflict_in_three_languages() -> None:
    assert has_conflict_word("Базарда жанжал шықты")
    assert has_conflict_word("На рынке вспыхнула драка")
    assert has_conflict_word("A BRAWL at the market")
    assert not has_conflict_word(
        "Ауданда мектеп ашылды. Открыта школа. A school opened."
    )
    assert not has_conflict_word("бесконфликтный")


def test_a_word_anywhere_is_a_flag() -> None:
    assert by_words(quiet("a", title="Финал", text="Драка за мяч.")).flag
    assert not by_words(quiet("a", title="Финал", text="Ничья.")).flag


def test_a_people_must_be_named_too() -> None:
    with_people = gold("a", title="Драка", text="Узбек и кореец поссорились.")
    without = gold("a", title="Драка", text="Соседи поссорились.")
    assert by_words_and_people(with_people, LEXICON).flag
    assert not by_words_and_people(without, LEXICON).flag
    calm = gold("a", title="Праздник", text="Узбек и кореец спели.")
    assert not by_words_and_people(calm, LEXICON).flag
