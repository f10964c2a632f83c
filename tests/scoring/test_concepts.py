"""Concepts: their tables are sound, and a text's words lead to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.concepts import load_concepts
from data.errors import KelisimError
from data.model import LANGUAGES
from data.reference import load
from scoring.concepts import ConceptFinder, finder, folded
from scoring.self_names import SelfNames

SOUND = '[{name}]\nkk = ["суға талас"]\nru = ["{ru}"]\nen = ["stone!"]\n'


def tables(folder: Path, ru: str = "полив", name: str = "water") -> Path:
    (folder / "concepts_test.toml").write_text(
        SOUND.format(ru=ru, name=name), encoding="utf-8"
    )
    return folder


@pytest.mark.parametrize(
    "entry",
    ["Полив", "полив!!", "", "а б в г д", "полив-", "2020", "2 года", "с_ним", " вода"],
)
def test_a_broken_entry_is_named(tmp_path: Path, entry: str) -> None:
    with pytest.raises(KelisimError, match=r"concepts_test\.toml: water has") as error:
        load_concepts(tables(tmp_path, entry))
    assert repr(entry) in str(error.value)


def test_a_language_may_not_lack(tmp_path: Path) -> None:
    path = tmp_path / "concepts_x.toml"
    path.write_text('[water]\nkk = ["су"]\nru = ["вода"]\n', encoding="utf-8")
    with pytest.raises(KelisimError, match="water needs a list for each"):
        load_concepts(tmp_path)


def test_a_concept_stands_in_one_table(tmp_path: Path) -> None:
    tables(tmp_path)
    (tmp_path / "concepts_a.toml").write_text(
        (tmp_path / "concepts_test.toml").read_text("utf-8"), encoding="utf-8"
    )
    with pytest.raises(KelisimError, match="water stands in two tables"):
        load_concepts(tmp_path)


def test_the_tables_are_complete() -> None:
    concepts = load_concepts()
    assert len(concepts) > 100
    for name, languages in concepts.items():
        assert set(languages) == set(LANGUAGES), name
        assert all(languages.values()), name


def test_no_concept_names_a_people() -> None:
    names = SelfNames(load().ethnonyms)
    for concept, languages in load_concepts().items():
        for entry in (e for entries in languages.values() for e in entries):
            assert not list(names.find(entry.replace("!", ""))), (concept, entry)


def test_no_concept_names_a_region() -> None:
    regions = {
        folded(name.text)
        for name in load().gazetteer_rows
        if name.kind == "region" and len(name.text) > 3 and " " not in name.text
    }
    assert regions
    for concept, languages in load_concepts().items():
        for entry in (e for entries in languages.values() for e in entries):
            words = {folded(word.rstrip("!")) for word in entry.split()}
            assert not words & regions, (concept, entry)


def test_words_lead_to_concepts(tmp_path: Path) -> None:
    found = ConceptFinder(load_concepts(tables(tmp_path, "вода ушл!")))

    def of(text: str) -> set[str]:
        return found.find([folded(word) for word in text.split()])

    assert of("Суға таласқан ауыл") == {"water"}
    assert of("суга таласты") == {"water"}  # without the letters of Kazakh
    assert of("воды нет") == set()
    assert of("водой ушл") == set()
    assert of("вода ушл") == {"water"}
    assert of("вода ушла") == set()  # "!" means the whole word
    assert of("stone") == {"water"}
    assert of("stones") == set()
    assert of("") == set()


def test_the_shipped_concepts_find_something() -> None:
    words = [folded(word) for word in ("дома", "забросали", "камнями")]
    assert finder().find(words)
