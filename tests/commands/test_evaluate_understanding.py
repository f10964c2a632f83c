"""``kelisim evaluate understanding`` and ``names``: what is shown and written."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

import commands
from commands import evaluate_names, evaluate_understanding
from commands.evaluation_goals import Goal, goals
from commands.evaluation_words import KINDS, WAYS
from commands.understanding_report import Run, report
from data.gold_items import NEGATIVE_KINDS
from data.gold_names import gold_names, templates
from data.gold_swaps import read_gold_swaps
from data.reference import load
from labelled import RISK, gold, quiet
from scoring import evaluation
from scoring.evaluation import evaluate
from scoring.learned import NOTHING, Learned, learned
from scoring.measures import PLACELESS
from scoring.swaps import Swapped, measure_swaps
from scoring.understanding import understand

SPOR = (
    "В Мактааральском районе казахи и узбеки не поделили поливную воду. "
    "Конфликт у арыка продолжается третий день."
)
ITEMS = (
    gold(
        "a",
        title="Спор за воду",
        text=SPOR,
        regions=frozenset({"KZ-61"}),
        risk={RISK: "казахи и узбеки не поделили поливную воду."},
    ),
    gold(
        "b",
        lang="kk",
        title="Түнгі хабар",
        text="Ауылда бәрі өзгерді. Ақтөбе облысында болды.",
        regions=frozenset({"KZ-15"}),
        risk={RISK: "Ауылда бәрі өзгерді."},
    ),
    quiet("c", title="Финал", text="В Таразе драка за мяч кончилась вничью."),
    quiet("d", "counter_speech", title="Школа", text="В Атырау открыта школа."),
    quiet("e", "culture", title="Концерт", text="В Таразе поют.", traits={"buried"}),
)
SWAPS = replace(read_gold_swaps(), families=read_gold_swaps().families[:2])


@pytest.fixture(scope="module")
def run() -> Run:
    return _run(NOTHING)


def _run(mind: Learned, split: str = "dev") -> Run:
    found = evaluate(ITEMS, ITEMS, load(), mind)
    return Run(split, ITEMS, found, _swapped(mind))


def _swapped(mind: Learned) -> list[Swapped]:
    return measure_swaps(SWAPS, lambda raws: understand(raws, mind=mind))


def test_every_way_that_can_run_is_measured_on_the_same_texts(run: Run) -> None:
    ways = run.found.ways
    assert list(ways) == ["product", "rules", "words_people", "words"]
    assert {found.items for found in ways.values()} == {5}
    # the list of words flags "a" (спор) and "c" (драка) and knows no signals
    assert ways["words"].flag.precision.value == 0.5
    assert ways["words"].flag.recall.value == 0.5
    assert ways["words_people"].flag.precision.value == 1.0
    assert ways["words"].macro_f1 is None
    # nothing was learnt: the product is its rules
    assert ways["product"] == ways["rules"]
    assert run.found.likely is None
    assert set(run.found.missed) == {"b"}
    assert run.found.false_flags == ()


def test_the_heads_parts_are_measured_where_there_are_heads() -> None:
    mind = Learned(learned().heads)
    assert mind.heads is not None, "the product ships with heads"
    found = evaluate(ITEMS, ITEMS, load(), mind)
    assert list(found.ways) == [
        *("product", "word_head", "rules", "words_people", "words")
    ]
    assert found.likely is not None
    assert sum(one.n for one in found.likely.bins) == len(ITEMS)
    assert found.version.endswith("+words")


def test_all_ways_and_kinds_have_names() -> None:
    assert set(WAYS) == set(evaluation.WAYS)
    assert set(KINDS) == {*NEGATIVE_KINDS, "protective", PLACELESS}


def test_goals_say_what_is_not_reached(run: Run) -> None:
    by_name = {goal.name % goal.params: goal for goal in goals(run.found, run.swapped)}
    assert by_name["flag precision"].reached
    assert by_name["flag recall"].value == 0.5
    assert not by_name["flag recall"].reached
    assert by_name["words against hatred flagged"].reached
    # no such text was measured: not reached, never taken for granted
    assert not by_name["routine meetings flagged"].reached
    assert {"flag F1 in kk", "flag F1 in ru"} <= set(by_name)


def test_at_most_and_at_least() -> None:
    assert Goal("x", 0.02, 0.02, is_most=True).reached
    assert not Goal("x", 0.03, 0.02, is_most=True).reached
    assert Goal("x", 0.9, 0.9).reached
    assert not Goal("x", None, 0.0).reached


def test_the_report_names_the_worst_first(run: Run) -> None:
    text = report(run, load().taxonomy)
    heads = [line for line in text.splitlines() if line.startswith("## ")]
    assert heads[0] == "## The worst first"
    assert len(heads) == len(set(heads)) > 8
    assert "5 texts in 5 stories (1 kk, 4 ru); a flag is wanted for 2" in text
    assert "Missed: b." in text
    assert "the numbers flatter" in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    tables = text.split("\n\n")
    for table in (part.splitlines() for part in tables if part.startswith("|")):
        assert len({line.count("|") for line in table}) == 1
    assert len(rows) > 30
    # goals that are not reached stand on top
    goal_rows = text.split("## Goals")[1].split("##")[0].splitlines()[4:]
    marks = [row.endswith("yes |") for row in goal_rows if row.startswith("|")]
    assert marks == sorted(marks)


def test_the_report_on_test_names_no_text(run: Run) -> None:
    text = report(replace(run, split="test"), load().taxonomy)
    assert "Missed: b" not in text
    assert "missed: 1" in text
    assert "nothing may be changed" in text


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    def run_command(*words: str, lang: str = "en") -> tuple[int, str, str]:
        monkeypatch.setenv("KELISIM_LANG", lang)
        monkeypatch.setattr(sys, "argv", ["kelisim", *words])
        monkeypatch.setenv("COLUMNS", "400")
        with pytest.raises(SystemExit) as left:
            commands.main()
        out, err = capsys.readouterr()
        return int(left.value.code or 0), out, err

    return run_command


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The command on a handful of texts and rules alone; tells which splits it read."""
    asked: list[str] = []

    def read_gold_items(split: str) -> object:
        asked.append(split)
        return ITEMS

    monkeypatch.setattr(evaluate_understanding, "read_gold_items", read_gold_items)
    monkeypatch.setattr(evaluate_understanding, "read_gold_swaps", lambda: SWAPS)
    monkeypatch.setattr(evaluate_understanding, "learned", lambda: NOTHING)
    return asked


def test_the_tables_and_the_written_report(typed, small, tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    code, out, _err = typed("evaluate", "understanding", "--report", str(path))
    assert code == 0
    assert small == ["dev"]
    for words in ("all texts", "words against hatred", "any conflict word"):
        assert words in out
    assert "Goals not reached: flag recall 0.500 (≥ 0.88)" in out
    assert "Exchanged names: 2 families, 36 texts; not the same: 0 (—)." in out
    assert "only for measuring" not in out
    assert path.read_text("utf-8").startswith("# How well texts are understood")


def test_test_is_said_to_be_for_measuring_only(typed, small) -> None:
    code, out, _err = typed("evaluate", "understanding", "--split", "test")
    assert code == 0
    assert small == ["test", "dev"]  # thresholds of parts alone come from dev
    assert "only for measuring" in out


def test_in_kazakh_and_russian_nothing_stays_english(typed, small) -> None:
    for lang, word in (("kk", "барлық мәтін"), ("ru", "все тексты")):
        _code, out, _err = typed("evaluate", "understanding", lang=lang)
        assert word in out
        assert "precision" not in out
        assert "Goals" not in out


def test_what_the_heads_were_fitted_on_is_refused(typed, small) -> None:
    code, _out, err = typed("evaluate", "understanding", "--split", "train")
    assert code == 2
    assert "dev / test" in err
    assert small == []


def test_a_report_that_cannot_be_written_says_why(typed, small, tmp_path) -> None:
    path = tmp_path / "missing" / "report.md"
    code, _out, err = typed("evaluate", "understanding", "--report", str(path))
    assert code == 2
    assert "report.md cannot be written" in err


def test_names_shows_every_group(typed, monkeypatch: pytest.MonkeyPatch) -> None:
    some = gold_names()[::9]
    monkeypatch.setattr(evaluate_names, "gold_names", lambda: some)
    monkeypatch.setattr(evaluate_names, "templates", lambda: templates()[::7])
    code, out, _err = typed("evaluate", "names")
    assert code == 0
    rows = {line.split()[0] for line in out.splitlines() if line.strip()}
    assert {name.group for name in some} <= rows
    assert "Least protected: " in out
