"""``kelisim evaluate levels``: days beside those expected, goals, the report."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

import builders as make
import commands
from commands import evaluate_levels
from commands.history.replaying import AcuteFound, Replayed, replayed
from commands.history.tables import day_by_day, runs, together
from commands.replay_goals import event_leads, goals, signed_leads
from commands.replay_report import report
from data.gold_replays import FirstAcute, Replay, read_replay
from data.model import LevelCode, Reason

Typed = Callable[..., tuple[int, str, str]]
CODES = {code.value[0]: code for code in LevelCode}
TOML = """
name = "quarrel"
kind = "hard_negative"
title = "A quarrel of two villages"
start = 2026-02-02
days = 12
[[outlet]]
id = "rp-a"
name = "A"
owner = "A"
region = "KZ-39"
languages = ["kk", "ru"]
official = false
ordinary_per_week = 7
[[outlet]]
id = "rp-b"
name = "B"
owner = "B"
region = "KZ-39"
languages = ["kk", "ru"]
official = false
ordinary_per_week = 7
[[verdict]]
day = 8
time = "12:00"
story = "fight"
region = "KZ-39"
code = "not_communities"
[[expect]]
region = "KZ-39"
from = 0
to = 5
levels = ["calm", "no_data"]
why = "nothing"
[[expect]]
region = "KZ-39"
from = 6
to = 7
levels = ["acute"]
why = "a crowd"
[[expect]]
region = "KZ-39"
from = 8
to = 11
levels = ["calm"]
why = "refuted"
[[first_acute]]
item = "q-2"
region = "KZ-39"
[[event]]
region = "KZ-39"
on = 2026-02-10
what = "brawl"
"""
TEXTS = (
    (
        "q-1",
        "rp-a",
        "09:00",
        "После ссоры школьников собралась толпа",
        "В Узункольском районе Костанайской области после школьной ссоры произошла "
        "массовая драка. Жители двух сёл собрались у отделения полиции и потребовали "
        "наказать виновных.",
    ),
    (
        "q-2",
        "rp-b",
        "11:00",
        "Жители двух сёл вышли к отделению полиции",
        "Десятки человек из двух сёл Узункольского района собрались вечером у полиции: "
        "накануне их дети подрались в школе, теперь спорят взрослые. На месте дежурят "
        "экипажи, старейшины просят разойтись.",
    ),
)


def written(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "quarrel.toml").write_text(TOML, encoding="utf-8")
    rows = [
        {
            **{"id": name, "day": 6, "time": time, "outlet": outlet, "lang": "ru"},
            **{"title": title, "text": text, "story": "fight", "kind": "risk"},
        }
        for name, outlet, time, title, text in TEXTS
    ]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (folder / "quarrel.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Replayed:
    return replayed(read_replay("quarrel", written(tmp_path_factory.mktemp("gold"))))


@pytest.fixture
def typed(
    played: Replayed, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> Typed:
    monkeypatch.setattr(evaluate_levels, "replay_names", lambda: ("quarrel",))
    monkeypatch.setattr(evaluate_levels, "read_replay", lambda name: played.replay)
    monkeypatch.setattr(evaluate_levels, "replayed", lambda replay: played)
    monkeypatch.setenv("KELISIM_LANG", "en")

    def run(*words: object) -> tuple[int, str, str]:
        line = ["kelisim", "evaluate", "levels", *map(str, words)]
        monkeypatch.setattr(sys, "argv", line)
        with pytest.raises(SystemExit) as left:
            commands.main()
        out, err = capsys.readouterr()
        return int(left.value.code or 0), out, err

    return run


def test_a_crowd_is_acute_within_the_minute_and_a_verdict_ends_it(
    played: Replayed,
) -> None:
    codes = [level.code for level in played.levels("KZ-39")]
    assert LevelCode.ACUTE not in codes[:6]
    assert codes[6:8] == [LevelCode.ACUTE] * 2
    assert codes[8] is LevelCode.CALM
    assert played.acute == (AcuteFound(FirstAcute("q-2", "KZ-39"), 1),)
    assert played.unheard == 0
    assert [lead.days for lead in event_leads(played)] == [2]


def test_the_same_replay_gives_the_same_levels(played: Replayed) -> None:
    assert day_by_day(replayed(played.replay)) == day_by_day(played)


def test_the_command_shows_days_minutes_and_goals(typed: Typed, tmp_path: Path) -> None:
    code, out, _err = typed("--report", tmp_path / "report.md")
    row = next(line for line in out.splitlines() if line.startswith(" quarrel"))
    assert row.split() == ["quarrel", "12", "12", "0", "1", "2", "Acute"]
    # Acute in a replay that should stay quiet: its kind says so.
    assert "Goals not reached: raised days in hard negatives 2.000 (≤ 0)." in out
    assert code == 1
    told = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert "| raised days in hard negatives | ≤ 0 | 2.000 | **no** |" in told
    assert "    6-7     acute   level.acute" in told


def test_an_unknown_replay_is_refused(typed: Typed) -> None:
    code, _out, err = typed("nothing")
    assert code == 2
    assert "There is no replay nothing; choose from: quarrel." in err


# -- what is made of levels


def made(replay: Replay, words: str, kind: str = "incident") -> Replayed:
    """As if these levels (by their first letter) had been seen."""
    seen = {
        ("KZ-39", replay.day(n)): make.level(
            "KZ-39",
            on=replay.day(n),
            code=CODES[word],
            reasons=(Reason(f"level.{CODES[word].value}"),),
        )
        for n, word in enumerate(words)
    }
    return Replayed(replace(replay, kind=kind), seen, (), 0)


def test_a_mismatch_names_day_and_both_levels(played: Replayed) -> None:
    run = made(played.replay, "cccwccaaccrr")
    found = [
        (part[0].day, part[-1].day, part[0].level.code)
        for part in together(run.mismatches())
    ]
    assert found == [(3, 3, LevelCode.WATCH), (10, 11, LevelCode.RAISED)]
    assert run.judged == 12


def test_goals_count_days_minutes_signs_and_hard_negatives(played: Replayed) -> None:
    replay = played.replay
    wrong = made(replay, "cccwccaaccrr")
    values = {goal.name: goal for goal in goals([wrong])}
    assert values["days as expected"].value == pytest.approx(9 / 12)
    assert not values["days as expected"].reached
    assert values["watch before an event with signs"].value == 1
    assert "raised days in hard negatives" not in values
    loud = goals([made(replay, "cccwccaaccrr", "hard_negative")])
    assert [g.value for g in loud if g.name.startswith("raised")] == [4.0]
    late = replace(wrong, acute=(AcuteFound(FirstAcute("q-2", "KZ-39"), 61),))
    never = replace(wrong, acute=(AcuteFound(FirstAcute("q-2", "KZ-39"), None),))
    for run in (late, never):
        assert [g.value for g in goals([run]) if g.name.startswith("acute")] == [0.0]


def test_an_event_without_signs_asks_for_no_watch(played: Replayed) -> None:
    on = played.replay.day(4)
    early = replace(played.replay.events[0], on=on)
    run = made(replace(played.replay, events=(early,)), "c" * 12)
    assert [lead.days for lead in event_leads(run)] == [0]
    assert signed_leads(run) == []


def test_days_in_a_row_are_one_line() -> None:
    seen = [("calm", ""), ("calm", ""), ("acute", "reports"), ("acute", "history")]
    levels = [
        make.level(
            on=date(2026, 2, 2) + timedelta(days=n),
            code=LevelCode(word),
            reasons=(Reason(f"level.{word}", params={"why": why}),),
        )
        for n, (word, why) in enumerate([*seen, seen[-1]])
    ]
    assert list(runs(levels)) == [
        "0-1     calm    level.calm",
        "2       acute   level.acute (reports)",
        "3-4     acute   level.acute (history)",
    ]


def test_the_report_says_what_is_missed_before_all_days(played: Replayed) -> None:
    told = report([made(played.replay, "cccwccaaccrr")])
    assert told.index("other level than expected") < told.index("## quarrel")
    assert (
        "| quarrel | KZ-39 | 10-11 | calm | refuted | raised | level.raised |" in told
    )
