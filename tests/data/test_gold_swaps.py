"""The families of exchanged names: whole, in good forms, and read with clear errors."""

import json
import re
import shutil
from itertools import chain
from pathlib import Path

import pytest

from data.errors import KelisimError
from data.gold_items import NEGATIVE_KINDS
from data.gold_swaps import SIX, read_gold_swaps
from data.model import LANGUAGES
from data.reference import load
from data.taxonomy import PLACEHOLDER
from scoring.text import Rewriting
from scoring.tools import tools_for

GOLD = read_gold_swaps()
FOLDER = Path(__file__).parents[2] / "data" / "gold" / "swaps"


def test_there_are_sixty_families_of_both_sorts() -> None:
    assert len(GOLD.families) >= 60
    assert len({family.id for family in GOLD.families}) == len(GOLD.families)
    risky = sum(family.risk for family in GOLD.families)
    assert 0.4 <= risky / len(GOLD.families) <= 0.6


def test_kinds_are_those_of_the_taxonomy_and_the_gold() -> None:
    taxonomy = load().taxonomy
    for family in GOLD.families:
        known = (
            taxonomy.risk if family.risk else (*NEGATIVE_KINDS, *taxonomy.protective)
        )
        assert family.kind in known, family.id
    assert {f.kind for f in GOLD.families if f.risk} == set(taxonomy.risk)


def test_names_turn_from_family_to_family() -> None:
    tried = {
        name.key
        for at in range(len(GOLD.families))
        for name, other in GOLD.six(at, "kk")
        if name != other
    }
    assert len(tried) == len(GOLD.names["kk"]) >= 2 * SIX
    assert [n.key for n, _ in GOLD.six(0, "kk")] != [
        n.key for n, _ in GOLD.six(1, "kk")
    ]
    assert len({n.key for n, _ in GOLD.six(3, "en")}) == SIX


def test_every_slot_is_filled() -> None:
    for at, family in enumerate(GOLD.families):
        for lang in LANGUAGES:
            for name, other in GOLD.six(at, lang):
                told = "".join(family.filled(lang, name, other))
                assert not re.search(r"[{}]", told), told


def test_each_form_is_one_people_to_the_program() -> None:
    lexicon = tools_for(load()).lexicon
    forms = chain.from_iterable(
        name.forms.values() for names in GOLD.names.values() for name in names
    )
    beside = {"мен", "пен", "бен", "да", "де", "о", "об", "a", "an"}
    left = {
        form
        for form in forms
        if set(Rewriting(form, lexicon.ethnonyms(form)).text.split()) - beside
        != {PLACEHOLDER}
    }
    assert not left


def test_kazakh_endings_follow_the_vowels() -> None:
    back = re.compile(r"[аоұыя]")
    for name in GOLD.names["kk"]:
        hard = bool(back.findall(name.forms["sg.nom"]))
        for form in ("pl.dat", "pl.gen", "pl.loc", "pl.abl"):
            ending = name.forms[form][len(name.forms["sg.nom"]) :]
            assert bool(back.search(ending)) == hard, name.forms[form]


def test_a_capital_slot_begins_a_sentence() -> None:
    family = GOLD.families[2]
    name, other = GOLD.six(2, "ru")[0]
    assert name.forms["pl.ins"] in family.filled("ru", name, other)[1]
    assert any(
        "{Pl.nom}" in text for f in GOLD.families for _, text in f.texts.values()
    )


def broken(folder: Path, **changes: object) -> Path:
    shutil.copy(FOLDER / "names.toml", folder)
    row = json.loads((FOLDER / "families.jsonl").read_text("utf-8").splitlines()[0])
    (folder / "families.jsonl").write_text(json.dumps(row | changes), "utf-8")
    return folder


def test_a_text_without_a_slot_is_refused(tmp_path: Path) -> None:
    folder = broken(tmp_path, en={"title": "No slot", "text": "At all."})
    with pytest.raises(KelisimError, match=r"families\.jsonl, line 1.*en has no slot"):
        read_gold_swaps(folder)


def test_an_unknown_form_is_named(tmp_path: Path) -> None:
    folder = broken(tmp_path, en={"title": "T", "text": "The {pl.dat} came."})
    gold = read_gold_swaps(folder)
    name, other = gold.six(0, "en")[0]
    with pytest.raises(KelisimError, match=r"no form 'pl\.dat'"):
        gold.families[0].filled("en", name, other)


def test_a_missing_form_is_named(tmp_path: Path) -> None:
    folder = broken(tmp_path)
    path = folder / "names.toml"
    text = path.read_text("utf-8").replace('"Uzbek", "Uzbeks", ', '"Uzbek", ')
    path.write_text(text, "utf-8")
    with pytest.raises(KelisimError, match=r"en\.uzbek: needs 4 forms, has 3"):
        read_gold_swaps(folder)
