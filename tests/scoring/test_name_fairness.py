"""Names of every community are hidden alike."""

from collections import Counter

import pytest

from data.gold_names import gold_names, templates
from data.model import RawItem
from data.personal_names import load_names
from data.reference import load
from scoring.name_fairness import Protection, measure, measure_positions, spread
from scoring.reading import read
from scoring.tools import tools_for


def stored(text: str, lang: str) -> str:
    item = RawItem("x", "", "", text, lang=lang)
    return read(item, None, tools_for(load())).text.text


@pytest.fixture(scope="module")
def groups() -> dict[str, Protection]:
    return measure(stored, gold_names(), templates())


def test_the_gold_holds_enough_names_of_enough_groups() -> None:
    names = gold_names()
    assert len({name.group for name in names}) >= 18
    assert min(Counter(name.group for name in names).values()) >= 12
    assert {name.sex for name in names} == {"m", "f"}
    assert {template.lang for template in templates()} == {"kk", "ru", "en"}


def test_most_names_of_the_gold_are_not_in_the_table() -> None:
    known = load_names().kinds
    words = [w for name in gold_names() for w in (name.given, name.surname)]
    assert sum(word.lower() in known for word in words) < len(words) / 5


def test_every_group_is_protected(groups: dict[str, Protection]) -> None:
    least = min(groups.values(), key=lambda one: one.share)
    assert least.share >= 0.97, least.left


def test_no_group_is_protected_better_than_another(
    groups: dict[str, Protection],
) -> None:
    assert spread(groups) <= 0.03


def test_no_place_in_a_sentence_lets_names_through() -> None:
    positions = measure_positions(stored, gold_names()[::5], templates())
    assert min(one.share for one in positions.values()) >= 0.95


def test_a_name_left_is_counted_and_shown() -> None:
    name, template = gold_names()[0], templates()[0]
    (found,) = measure(lambda text, lang: text, [name], [template]).values()
    assert (found.hidden, found.tried, found.share) == (0, 1, 0.0)
    assert name.given in found.left[0]


def test_half_a_name_left_is_a_name_left() -> None:
    name, template = gold_names()[0], templates()[0]
    (found,) = measure(
        lambda text, lang: text.replace(name.surname, "…"), [name], [template]
    ).values()
    assert found.hidden == 0


def test_without_names_nothing_is_unequal() -> None:
    assert spread({}) == 0.0
    assert Protection(0, 0, ()).share == 1.0
