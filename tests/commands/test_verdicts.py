"""What verdicts may teach: only what a person allowed, and only as it stands."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

import builders
from commands import verdicts
from commands.train import _version
from data import teaching
from data.gold_items import read_items
from data.model import ExampleWord, Verdict, VerdictCode
from data.store import Store

NOW = builders.NOW


@pytest.fixture
def world(small_store: Store) -> Store:
    return small_store


def judge(store: Store, code: VerdictCode, flag_id: str = "f-pasture") -> Verdict:
    return store.add_verdict(Verdict(flag_id, code, "Тексерілді", "Достық үйі", NOW))


def allow(store: Store, verdict: Verdict, is_approved: bool = True) -> None:
    store.add_example_word(ExampleWord(verdict.id, is_approved, "А", NOW))


def test_nothing_teaches_without_a_persons_word(world):
    judge(world, VerdictCode.CONFIRMED)
    assert verdicts.lessons(world) == []


def test_an_approved_verdict_becomes_a_labelled_text_without_its_judge(world):
    allow(world, judge(world, VerdictCode.CONFIRMED))
    (row,) = verdicts.lessons(world)
    flag = world.flag("f-pasture")
    assert {each["code"] for each in row["risk"]} == {s.code for s in flag.signals}
    assert row["regions"] == [flag.region]
    assert "Достық үйі" not in str(row)
    assert "Тексерілді" not in str(row)


def test_a_refuted_flag_teaches_that_there_was_no_tension(world):
    allow(world, judge(world, VerdictCode.AUTHORITY_CRITICISM))
    (row,) = verdicts.lessons(world)
    assert (row["risk"], row["kind"]) == ([], "authority_criticism")


@pytest.mark.parametrize(
    "code", [VerdictCode.RUMOUR, VerdictCode.DUPLICATE, VerdictCode.CANNOT_VERIFY]
)
def test_what_settles_nothing_teaches_nothing(world, code):
    given = judge(world, code)
    assert given not in teaching.asked_about(world.current_verdicts(), {})
    allow(world, given)
    assert verdicts.lessons(world) == []


def test_a_following_verdict_and_a_later_refusal_take_the_lesson_back(world):
    given = judge(world, VerdictCode.CONFIRMED)
    allow(world, given)
    allow(world, given, is_approved=False)
    assert verdicts.lessons(world) == []
    allow(world, given)
    judge(world, VerdictCode.OLD)
    assert verdicts.lessons(world) == []


def test_the_file_is_read_as_gold_and_changes_the_version(tmp_path, world, monkeypatch):
    allow(world, judge(world, VerdictCode.CONFIRMED))
    monkeypatch.setattr(verdicts.Store, "open", lambda _url: world)
    out = tmp_path / "taught.jsonl"
    done = CliRunner().invoke(verdicts.app, [str(out)])
    assert done.exit_code == 0, done.output
    taught = read_items(out)
    assert taught[0].kind == "risk"
    assert taught[0].flag
    assert _version(taught) != _version(())
    assert _version(taught) == _version(read_items(out))
