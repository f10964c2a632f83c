"""The gold of items: what was promised of it, kept apart by split, well formed.

A failure names ids only: nobody who mends a rule should read a text of the test split.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from data.errors import KelisimError
from data.gold_items import NEGATIVE_KINDS, SPLITS, GoldItem, read_gold_items
from data.model import LANGUAGES
from data.reference import load

GOLD = {split: read_gold_items(split) for split in SPLITS}
ALL = [item for split in SPLITS for item in GOLD[split]]
#: Short texts that were cases of the rules; the other items were written as news.
AUTHORED = [item for item in ALL if not item.id.startswith("S-")]
#: Texts of two splits may share phrases of the newsroom, not so much of their words.
ALIKE = 0.4
GOOD = {
    "id": "A1", "story": "A1", "lang": "ru", "title": "Спор у арыка",
    "text": "Два села не поделили воду.", "published": "2026-04-01",
    "home": "KZ-31", "scope": "region", "regions": ["KZ-31"], "place": "",
    "risk": [{"code": "resource_dispute", "evidence": "Два села не поделили воду."}],
    "protective": [], "kind": "risk", "traits": [], "persons": [], "note": "",
}  # fmt: skip


def plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def triples(item: GoldItem) -> set[tuple[str, ...]]:
    words = plain(f"{item.title} {item.text}").split()
    return set(zip(words, words[1:], words[2:], strict=False))


def test_there_is_as_much_as_was_promised() -> None:
    assert len(AUTHORED) >= 1500
    languages = Counter(item.lang for item in ALL)
    assert set(languages) == set(LANGUAGES)
    assert languages["kk"] >= 0.40 * len(ALL)
    assert languages["ru"] >= 0.35 * len(ALL)


def test_every_signal_is_shown_often_enough() -> None:
    taxonomy = load().taxonomy
    risk = Counter(code for item in AUTHORED for code in item.risk)
    protective = Counter(code for item in AUTHORED for code in item.protective)
    assert set(risk) == set(taxonomy.risk)
    assert set(protective) == set(taxonomy.protective)
    assert {code: n for code, n in risk.items() if n < 80} == {}
    assert {code: n for code, n in protective.items() if n < 50} == {}


def test_hard_negatives_are_of_every_kind_in_every_split() -> None:
    kinds = Counter(i.kind for i in AUTHORED if i.kind in NEGATIVE_KINDS)
    assert kinds.total() >= 700
    for split in SPLITS:
        assert {item.kind for item in GOLD[split]} >= set(NEGATIVE_KINDS), split


def test_no_id_and_no_text_stands_twice() -> None:
    assert [i for i, n in Counter(item.id for item in ALL).items() if n > 1] == []
    texts: dict[str, list[str]] = defaultdict(list)
    for item in ALL:
        texts[plain(f"{item.title} {item.text}")].append(item.id)
    assert [ids for ids in texts.values() if len(ids) > 1] == []


def test_splits_share_no_story_and_no_text() -> None:
    for one, other in combinations(SPLITS, 2):
        stories = {item.story for item in GOLD[one]}
        assert [i.id for i in GOLD[other] if i.story in stories] == [], (one, other)
        texts = {plain(item.text) for item in GOLD[one]}
        assert [i.id for i in GOLD[other] if plain(i.text) in texts] == [], (one, other)


def test_no_measured_text_repeats_one_of_another_split() -> None:
    standing: dict[tuple[str, ...], set[str]] = defaultdict(set)
    split_of = {item.id: split for split in SPLITS for item in GOLD[split]}
    lengths = {item.id: len(triples(item)) for item in ALL}
    for item in ALL:
        for triple in triples(item):
            standing[triple].add(item.id)
    alike = []
    for item in (*GOLD["dev"], *GOLD["test"]):
        shared = Counter(
            other
            for triple in triples(item)
            for other in standing[triple]
            if split_of[other] != split_of[item.id]
        )
        alike += [
            (item.id, other)
            for other, n in shared.items()
            if n > ALIKE * min(lengths[item.id], lengths[other])
        ]
    assert alike == []


def test_evidence_stands_word_for_word_in_title_or_text() -> None:
    wrong = [
        item.id
        for item in ALL
        for words in (*item.risk.values(), *item.protective.values())
        if (words and words not in item.title and words not in item.text)
        or (not words and not item.id.startswith("S-"))
    ]
    assert wrong == []


def test_places_are_ours_and_agree_with_the_scope() -> None:
    known = set(load().regions)
    assert [i.id for i in ALL if not i.regions <= known] == []
    assert [i.id for i in ALL if i.home not in {*known, "national"}] == []
    assert [i.id for i in ALL if bool(i.regions) != (i.scope == "region")] == []
    elsewhere = [i.id for i in ALL if i.risk and i.scope in ("foreign", "national")]
    assert elsewhere == []


def test_every_day_is_a_day_and_what_only_helps_says_how() -> None:
    assert all(date.fromisoformat(item.published) for item in ALL)
    assert [i.id for i in ALL if i.kind == "protective" and not i.protective] == []


def test_what_is_well_formed_is_read(tmp_path: Path) -> None:
    (tmp_path / "dev.jsonl").write_text(json.dumps(GOOD), encoding="utf-8")
    (item,) = read_gold_items("dev", tmp_path)
    assert item.flag
    assert item.risk == {"resource_dispute": "Два села не поделили воду."}
    assert item.raw().source_id == "KZ-31"


@pytest.mark.parametrize(
    "line",
    [
        "not JSON",
        "[]",
        json.dumps({name: value for name, value in GOOD.items() if name != "story"}),
        json.dumps(GOOD | {"kind": "gossip"}),
        json.dumps(GOOD | {"scope": "galaxy"}),
        json.dumps(GOOD | {"kind": "sport"}),
        json.dumps(GOOD | {"risk": []}),
        json.dumps(GOOD | {"risk": [{"code": "resource_dispute"}]}),
    ],
)
def test_what_is_no_labelled_item_is_refused_with_its_line(
    tmp_path: Path, line: str
) -> None:
    path = tmp_path / "train.jsonl"
    path.write_text(f"{json.dumps(GOOD)}\n{line}\n", encoding="utf-8")
    with pytest.raises(KelisimError, match=r"train\.jsonl, line 2: .*DATASHEET"):
        read_gold_items("train", tmp_path)


def test_a_split_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(KelisimError, match=r"test\.jsonl: cannot be read"):
        read_gold_items("test", tmp_path)
