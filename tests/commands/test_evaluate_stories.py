"""``kelisim evaluate stories``: the joining beside a plain rule."""

from __future__ import annotations

import sys

import pytest

import commands
from commands import evaluate_stories
from data.gold_stories import read_gold_stories
from scoring.learned import NOTHING


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    gold = read_gold_stories("dev")
    some = {report.story for report in gold[:12]}
    monkeypatch.setattr(
        evaluate_stories,
        "read_gold_stories",
        lambda split: tuple(report for report in gold if report.story in some),
    )
    monkeypatch.setattr(evaluate_stories, "learned", lambda: NOTHING)
    monkeypatch.setenv("KELISIM_LANG", "en")
    monkeypatch.setenv("COLUMNS", "200")

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["kelisim", "evaluate", "stories", *words])
        with pytest.raises(SystemExit) as left:
            commands.main()
        out, err = capsys.readouterr()
        return int(left.value.code or 0), out, err

    return run


def test_pairs_beside_those_of_the_plain_rule(typed) -> None:
    code, out, _err = typed()
    assert code == 0
    for words in ("within a language", "across languages", "reprints"):
        row = next(line for line in out.splitlines() if words in line)
        shares = [float(cell) for cell in row.split()[-6:] if "." in cell]
        assert len(shares) == 4
        assert all(0 <= share <= 1 for share in shares)
    assert "stories; joined into" in out
    assert "only for measuring" not in out


def test_test_is_said_to_be_for_measuring_only(typed) -> None:
    code, out, _err = typed("--split", "test")
    assert code == 0
    assert "only for measuring" in out


def test_an_unknown_split_is_refused(typed) -> None:
    code, _out, err = typed("--split", "train")
    assert code == 2
    assert "dev / test" in err
