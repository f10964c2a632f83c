"""What ``kelisim bench levels`` shows and writes, on a small invented country."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import nullcontext
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise

import numpy as np
import pytest

import commands
from commands import bench_levels, measure_levels
from commands.detection_alarm import evident, held, product_rule, surplus, usual
from commands.detection_goals import beaten_in, goals
from commands.detection_lineup import OURS, VARIANTS, Kind, entrants, examined
from commands.detection_report import report
from commands.detection_tables import a_report
from commands.measure_levels import Bench, Cost, Measured, Size, future_seen
from data.thresholds import LANES, read_thresholds
from scoring.simulation.event_scores import Tally
from scoring.simulation.in_r import METHODS, RunInR
from scoring.simulation.rivals import RIVALS, Judged

SMALL = Size(regions=4, weeks=34, scored_weeks=20)


class _Here:
    """Runs in this process what would have one of its own."""

    def submit(self, work: Callable[..., object], *given: object) -> Future[object]:
        done: Future[object] = Future()
        done.set_result(work(*given))
        return done


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_levels, "SIZE", SMALL)
    monkeypatch.setattr(bench_levels, "TIMED", SMALL)
    monkeypatch.setattr(bench_levels, "own_process", lambda: nullcontext(_Here()))


@pytest.fixture
def typed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], small: None
):
    def run(*words: str, code: int = 0) -> str:
        monkeypatch.setenv("KELISIM_LANG", "en")
        monkeypatch.setattr(sys, "argv", ["kelisim", "bench", "levels", *words])
        with pytest.raises(SystemExit) as left:
            commands.main()
        assert (left.value.code or 0) == code
        said = capsys.readouterr()
        return said.out + said.err

    return run


def test_every_detector_has_its_row_and_the_report_its_sections(typed, tmp_path):
    path = tmp_path / "report.md"
    out = typed("--seeds", "1", "--families", "quiet,sharp", "--report", str(path))
    rows = {line.strip() for line in out.splitlines()}
    for name in (*VARIANTS, *RIVALS, "CUSUM, our weights", "CUSUM, copies counted"):
        row = next(line for line in rows if line.startswith(f"{name}  "))
        # Caught twice, the worst family with its share, days, false ones a report.
        assert re.search(
            r"  \d\.\d\d +\d\.\d\d +sharp \d\.\d\d +\d+\.\d +\d+\.\d ", row
        )
    assert "Not run: R's detectors (ask for them with --with-r)." in out
    assert re.search(r"Our 4 series over 238 days take \d+\.\d\d s", out)
    assert f"Written: {path}." in out
    text = path.read_text(encoding="utf-8")
    titles = re.findall(r"^## (.+)$", text, re.M)
    assert titles[0] == "The worst first"
    assert titles[-1] == "How it was measured"
    assert len(titles) == len(set(titles)) == 12
    assert "**Not run**: R's detectors (not asked for)." in text
    widths = {
        tuple(line.count("|") for line in block.splitlines())
        for block in re.findall(r"(?:^\|.*\n)+", text, re.M)
    }
    assert all(len(set(each)) == 1 for each in widths)  # no row lacks a cell


def test_what_cannot_be_run_is_said_in_a_sentence(typed, monkeypatch):
    assert "no family loud; choose among quiet, sharp" in typed(
        "--families", "loud", code=2
    )
    assert "whole numbers with commas, not one" in typed("--seeds", "one", code=2)
    monkeypatch.setattr(bench_levels, "missing", lambda: "surveillance")
    out = typed("--seeds", "1", "--families", "quiet", "--with-r")
    assert "the package surveillance is not installed" in out


def test_what_ran_in_r_stands_beside_ours(typed, monkeypatch, tmp_path):
    def in_r(streams):
        judged = tuple(
            Judged(each.reports.astype(float), each.reports > 9) for each in streams
        )
        return RunInR(
            dict.fromkeys(METHODS.values(), judged),
            dict.fromkeys(METHODS.values(), 0.02),
        )

    monkeypatch.setattr(bench_levels, "missing", lambda: None)
    monkeypatch.setattr(measure_levels, "judge_in_r", in_r)
    path = tmp_path / "report.md"
    given = ("--seeds", "1", "--families", "sharp", "--with-r", "--report", str(path))
    out = typed(*given)
    assert re.search(r"farringtonFlexible takes [1-9]\d* times as long", out)
    assert "Not run" not in out
    text = path.read_text(encoding="utf-8")
    assert "20.0 ms for a week of a series" in text
    assert text.count("| R farringtonFlexible, exposure |") >= 6


@pytest.fixture(scope="module")
def measured() -> Bench:
    bench = Bench(("quiet", "sharp", "slow"), (1, 2), (1.0, 0.25), SMALL)
    moves: list[None] = []
    measure_levels.measure(bench, False, lambda: moves.append(None))
    assert len(moves) == measure_levels.steps(bench)
    return bench


def test_a_smaller_budget_catches_no_more(measured):
    for name in measured.found:
        for family in measured.families:
            full, quarter = (measured.tally(name, family, f) for f in (1.0, 0.25))
            assert quarter.caught <= full.caught
            assert (full.false_a_year or 0) <= 1.0
            assert (quarter.false_a_year or 0) <= 0.25


def test_all_meet_the_same_rises(measured):
    for family in measured.families:
        rises = {found[family].shipped.rises for found in measured.found.values()}
        assert len(rises) == 1
    assert measured.rising == ("sharp", "slow")
    assert set(measured.telling) == set(VARIANTS)


def test_severity_that_tells_nothing_helps_nobody(measured):
    row = measured.telling["ours, squared severity"]
    assert row[1.0] > row[0.0]


def test_goals_of_families_that_were_not_run_are_left_out(measured):
    names = {goal.name for goal in goals(measured)}
    assert "delay in sharp, days" in names
    assert "caught in slow" in names
    assert not names & {"caught in low", "caught in mixed", "F1 in mixed"}
    slow = next(g for g in goals(measured) if g.name == "caught in slow")
    assert slow.value == measured.tally(OURS, "slow", 1.0).pod
    timed = goals(measured, {OURS: Cost(3.0, 300, 1099)})[-1]
    assert (timed.value, timed.reached) == (3.0, False)


def test_the_worst_family_and_the_best_rival_are_what_they_are_called(measured):
    pods = {f: measured.tally(OURS, f, 1.0).pod for f in measured.rising}
    assert pods[measured.worst(OURS, 1.0)] == min(pods.values())
    name, best = measured.best_rival("sharp", 1.0)
    assert measured.kinds[name] in (Kind.RIVAL, Kind.WEIGHTED)
    assert best.pod == max(
        measured.tally(other, "sharp", 1.0).pod
        for other, kind in measured.kinds.items()
        if kind in (Kind.RIVAL, Kind.WEIGHTED)
    )


def test_a_rival_that_catches_more_is_told(measured):
    bench = replace(measured, found=dict(measured.found), kinds=dict(measured.kinds))
    some = Tally(rises=10, caught=1, quiet_days=1000)
    every = Tally(rises=10, caught=10, quiet_days=1000)
    for name, tally in ((OURS, some), ("CUSUM", every)):
        bench.found[name] = {
            family: Measured(
                *({1.0: tally, 0.25: tally}, tally, 0.0),
                dict.fromkeys(measure_levels.NOMINAL, 0.01),
                dict.fromkeys(measure_levels.SETTINGS, tally),
            )
            for family in bench.families
        }
    assert beaten_in(bench, 1.0) == list(bench.rising)
    text = report(bench, {OURS: Cost(1.0, 300, 1099)})
    assert "In sharp, CUSUM catches more: 1.00 [0.69, 1.00] of 10" in text
    assert "ours 0.10" in text


def test_our_scores_need_no_future(monkeypatch):
    stream = SMALL.draw("mixed", 1)
    assert future_seen(stream) < 1e-9
    honest = measure_levels.examined

    def peeking(streams):
        alarm = honest(streams)
        return replace(alarm, score=alarm.score + streams.reports.mean())

    monkeypatch.setattr(measure_levels, "examined", peeking)
    assert future_seen(stream) > 1e-3


@pytest.fixture(scope="module")
def rule():
    return replace(product_rule(), keep_margin=0.8, step_days=4)


def test_our_alarm_neither_flickers_nor_stays_for_ever(rule):
    above = np.array([[-3, -0.1, 0, -0.7, -1, -1, -1, -0.8, *[-1] * 5, 1]])
    always = np.ones(above.shape, dtype=bool)
    on = held(above, always, rule)[0]
    assert on.tolist() == [*[False] * 2, *[True] * 10, False, True]
    assert not held(above, ~always, rule).any()


def test_the_bars_are_those_of_the_product(rule):
    """A lane alone above its bar, for what is usual there, is above by so much."""
    stream = SMALL.draw("sharp", 1)
    alarm = examined(stream)
    above, told = surplus(alarm, rule), usual(alarm)
    for region in range(4):
        for day in range(150, 238, 11):
            bars = {lane: rule.bar(lane, told[region, day]) for lane in LANES}
            fast = alarm.fast[region, day] - bars["fast"]
            slow = alarm.slow[region, day] - bars["slow"]
            assert above[region, day] == pytest.approx(max(fast, slow))


def test_evidence_is_several_fresh_reports_of_several_sources(rule):
    stream = SMALL.draw("quiet", 1)
    counts = np.zeros_like(stream.severity_counts)
    counts[0, 0, 0, 100:103] = 1  # one source alone
    counts[0, 1, 0, 100:102] = counts[0, 1, 1, 102] = 1
    shown = evident(replace(stream, severity_counts=counts), rule)
    assert not shown[0].any()
    first, last = 102, 102 + rule.raised_fresh_days - 1
    assert np.flatnonzero(shown[1]).tolist() == list(range(first, last + 1))


def test_a_higher_bar_cries_less_and_catches_less(measured):
    settings = [measured.found[OURS][each].settings for each in measured.families]
    both = [
        sum((tallies[score] for tallies in settings), Tally())
        for score in measure_levels.SETTINGS
    ]
    for lower, higher in pairwise(both):
        assert lower.caught >= higher.caught
        assert lower.false_alarms >= higher.false_alarms
    assert both[0].caught > both[-1].caught
    assert both[0].false_alarms > both[-1].false_alarms


def test_bars_are_printed_as_the_rows_they_are_read_from(typed, tmp_path, monkeypatch):
    monkeypatch.setattr(bench_levels, "SIZE", Size(6, 60, 40))
    out = typed("--bars", "--seeds", "1,2")
    text = (files("data") / "tables" / "thresholds.toml").read_text(encoding="utf-8")
    path = tmp_path / "thresholds.toml"
    path.write_text(text[: text.index("[[false_alarms")] + out, encoding="utf-8")
    curves = read_thresholds(path)["false_alarms"]
    for lane in LANES:
        told = [curve.usual for curve in curves[lane]]
        assert told == sorted(told)
        assert 0.1 < told[0] < 1 < told[2] < 20
    at_two = [dict(curve.per_year).get(2.0, 0.0) for curve in curves["fast"]]
    assert at_two[0] < at_two[2]  # more is told: chance makes more waves


def test_a_report_is_two_months_of_all_regions():
    year = Tally(false_alarms=3, quiet_days=3 * 365)
    assert a_report(year) == pytest.approx(20 * 61 / 365, rel=1e-3)
    assert a_report(Tally()) is None


def test_costs_are_for_each_day_of_each_series():
    costs = measure_levels.costs(Size(3, 20, 10))
    expected = [e.name for e in entrants() if e.kind in (Kind.OURS, Kind.RIVAL)]
    assert list(costs) == expected
    assert {(cost.series, cost.days) for cost in costs.values()} == {(3, 140)}
    assert Cost(2.0, 4, 5).each == 0.1
