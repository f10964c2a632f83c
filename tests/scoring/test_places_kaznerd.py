"""Places in 11,167 sentences of Kazakh television news, against KazNERD's own spans.

What is counted. A mention of ours (region, district, city, settlement) is right if it
overlaps a GPE or LOCATION span and wrong if it stands elsewhere. KazNERD's spans do not
nest: in "Қостанай әуежайы" or "Ақтау қалалық мәслихаты" the airport and the council are
annotated and the town inside is not, and who comes from a place is a NORP. A mention
inside such a span (FACILITY, ORGANISATION, POSITION, NORP) is therefore neither right
nor wrong, unless it opens a quotation, where it is a firm's name and wrong (the road
"Көкшетау – Атбасар" leads between two towns and is none). The strict number, which
counts all of them as wrong, is held beside it.

Recall is asked of the GPE spans that our table holds: those that begin with a form of
a name of ours in Kazakh or Russian.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from data import classifier
from data.gazetteer import CLASSIFIER, PlaceName
from data.reference import load_from
from data.rows import TABLES
from scoring.place_forms import surfaces
from scoring.places import Gazetteer
from scoring.repair import normalise

OURS = ("region", "district", "city", "settlement")
NESTING = {"FACILITY", "ORGANISATION", "POSITION", "NORP"}


@dataclass
class Count:
    right: int = 0
    wrong: int = 0
    nested: int = 0
    met: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def strict(self) -> float:
        return self.right / (self.right + self.wrong + self.nested)

    @property
    def recall(self) -> float:
        return self.met / (self.met + self.missed)


@cache
def sentences(path: Path) -> tuple[tuple[str, list[tuple[int, int, str]]], ...]:
    rows = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    return tuple((r["text"], [tuple(s) for s in r["spans"]]) for r in rows)


def held(names: tuple[PlaceName, ...]) -> set[str]:
    own = (n for n in names if n.lang in ("kk", "ru") and n.kind in OURS)
    return set(surfaces(n for n in own if n.role != CLASSIFIER))


def beginnings(words: str) -> Iterator[str]:
    tokens = words.lower().split()
    for many in range(len(tokens), 0, -1):
        yield " ".join(tokens[:many])


def is_title(text: str, start: int, end: int) -> bool:
    opened = text[:start].rstrip()[-1:] in ("«", '"')
    return opened and text[end:].lstrip()[:1] not in ("–", "-")


def count(path: Path, names: tuple[PlaceName, ...]) -> Count:
    gazetteer, known, total = Gazetteer(names), held(names), Count()
    for text, spans in sentences(path):
        clean = normalise(text)
        found = [
            (clean.back(m.start), clean.back(m.end, end=True))
            for m in gazetteer.find(clean.text)
            if m.kind in OURS
        ]
        for start, end in found:
            over = {s[2] for s in spans if s[0] < end and start < s[1]}
            if over & {"GPE", "LOCATION"}:
                total.right += 1
            elif over & NESTING and not is_title(text, start, end):
                total.nested += 1
            else:
                total.wrong += 1
        for first, last, label in spans:
            if label == "GPE" and known.intersection(beginnings(text[first:last])):
                is_met = any(start < last and first < end for start, end in found)
                total.met += is_met
                total.missed += not is_met
    return total


@pytest.fixture(scope="module")
def path(shared: Path) -> Path:
    found = shared / "corpora" / "kaznerd_valid.jsonl"
    if not found.is_file():
        pytest.skip("KazNERD is not beside this checkout")
    return found


def test_places_of_television_news(path: Path) -> None:
    total = count(path, load_from(TABLES).gazetteer_rows)
    assert total.met + total.missed > 700
    assert total.precision >= 0.95, total
    assert total.strict >= 0.80, total
    assert total.recall >= 0.95, total


def test_the_whole_classifier_costs_no_precision(
    path: Path, shared: Path, tmp_path: Path
) -> None:
    table = shared / "reference" / "settlements.csv"
    if not table.is_file():
        pytest.skip("no classifier beside this checkout")
    own = load_from(TABLES)
    reading = classifier.read(table.read_bytes(), own.regions)
    assert len(reading.settlements) > 6000
    assert not reading.flaws
    kept = classifier.keep(reading.settlements, tmp_path)
    before = count(path, own.gazetteer_rows)
    after = count(path, load_from(TABLES, kept).gazetteer_rows)
    assert after.precision >= before.precision
    assert after.recall >= before.recall
