"""The playbook: complete, de-escalating, and refused when it contradicts itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import builders
from data.errors import TableError
from data.model import LANGUAGES
from data.playbook import (
    OFFICES,
    Play,
    advised,
    playbook,
    read_playbook,
)
from data.reference import load
from data.rows import TABLES

#: Words of force, by their stems: a mediator's advice has none.
FORCE = {
    "kk": r"\b(тұтқын|қамау|қамаңыз|жазала|қудала|полиц|айыппұл|ұстап алы|ұстаңыз)",
    "ru": r"\b(арест|задерж|наказ|преследов|полиц|штраф|тюрьм|силов)",
    "en": r"\b(arrest|detain|punish|prosecut|police|custody|fined|force)",
}


def sentences(play: Play, lang: str) -> list[str]:
    return [
        play.first_step[lang],
        play.avoid[lang],
        play.plain[lang],
        *play.steps[lang],
    ]


def test_there_is_advice_for_every_risk_signal() -> None:
    assert tuple(playbook()) == tuple(load().taxonomy.risk)
    assert set().union(*(play.whom for play in playbook().values())) <= set(OFFICES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_advice_differs_from_signal_to_signal(lang: str) -> None:
    told = [each for play in playbook().values() for each in sentences(play, lang)]
    assert len(told) == len(set(told))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_advice_knows_no_word_of_force(lang: str) -> None:
    for code, play in playbook().items():
        for sentence in sentences(play, lang):
            assert not re.search(FORCE[lang], sentence.lower()), (code, sentence)


def test_the_list_of_words_of_force_finds_them() -> None:
    assert re.search(FORCE["ru"], "не допускать задержаний")
    assert re.search(FORCE["kk"], "кінәлілерді жазалау керек")
    assert re.search(FORCE["en"], "call the police")


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_advice_is_written_in_its_own_language(lang: str) -> None:
    for play in playbook().values():
        for sentence in sentences(play, lang):
            assert not re.search(r"[a-z]", sentence), sentence
            own = re.search("[әғқңөұүһі]", sentence.lower())
            assert bool(own) is (lang == "kk"), sentence


def test_no_people_is_named() -> None:
    stems = tuple(each.stem.lower() for each in load().ethnonyms)
    for play in playbook().values():
        for lang in LANGUAGES:
            for word in re.findall(r"\w+", " ".join(sentences(play, lang)).lower()):
                assert word in {"қазақ", "казахском", "kazakh", "орыс", "русском"} | {
                    "russian"
                } or not word.startswith(stems), word


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("[mobilisation]\n", "[mobilization]\n", "is not a risk signal"),
        ('whom = ["water_office", ', 'whom = ["waterworks", ', "unknown"),
        ('whom = ["water_office", ', 'whom = ["land_office", ', "twice"),
        ("[rumour_viral.avoid]\nkk", "[rumour_viral.avoid]\nkz", "no text in kk"),
        ("[rumour_viral.steps]\n", "[rumour_viral.stages]\n", "knows no key"),
        ("[rumour_viral.plain]\n", "[rumour_viral.steps.plain]\n", "no plain"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(
    tmp_path: Path, old: str, new: str, complaint: str
) -> None:
    written = (TABLES / "playbook.toml").read_text(encoding="utf-8")
    assert old in written
    path = tmp_path / "playbook.toml"
    path.write_text(written.replace(old, new), encoding="utf-8")
    with pytest.raises(TableError, match=complaint):
        read_playbook(path, tuple(load().taxonomy.risk))


def test_a_signal_without_advice_is_refused() -> None:
    signals = (*load().taxonomy.risk, "new_signal")
    with pytest.raises(TableError, match="new_signal"):
        read_playbook(TABLES / "playbook.toml", signals)


def test_steps_must_be_as_many_in_every_language(tmp_path: Path) -> None:
    written = (TABLES / "playbook.toml").read_text(encoding="utf-8")
    line = '  "Make no lists of those who left;'
    cut = "\n".join(each for each in written.split("\n") if not each.startswith(line))
    path = tmp_path / "playbook.toml"
    path.write_text(cut, encoding="utf-8")
    with pytest.raises(TableError, match="more steps in one language"):
        read_playbook(path, tuple(load().taxonomy.risk))


def test_advice_is_in_the_order_of_the_flag_and_each_once() -> None:
    codes = ["rumour_viral", "mobilisation", "joint_activity", "rumour_viral"]
    found = advised(builders.signal(code) for code in codes)
    assert found == ["rumour_viral", "mobilisation"]
