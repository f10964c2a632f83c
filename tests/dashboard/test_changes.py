"""What is different from yesterday, or from a week ago."""

from __future__ import annotations

from datetime import date, timedelta

import builders
from builders import NOW
from dashboard import changes
from data.model import LevelCode, SourceKind, SourceState, State

TODAY = date(2026, 11, 22)


def history(*codes: LevelCode) -> list:
    """Levels of KZ-39, the last of them today."""
    return [
        builders.level(on=TODAY - timedelta(days=len(codes) - 1 - n), code=code)
        for n, code in enumerate(codes)
    ]


def test_a_step_is_told_against_the_day_asked_for() -> None:
    days = history(LevelCode.CALM, LevelCode.WATCH, LevelCode.WATCH)
    latest = {"KZ-39": days[-1]}
    assert changes.steps(latest, days, 1) == ()
    assert changes.steps(latest, days, 2) == (
        changes.Step("KZ-39", LevelCode.CALM, LevelCode.WATCH),
    )


def test_a_region_without_a_level_then_is_not_a_change() -> None:
    days = history(LevelCode.WATCH)
    assert changes.steps({"KZ-39": days[-1]}, days, 7) == ()


def test_since_is_the_first_day_of_the_last_run() -> None:
    days = history(LevelCode.WATCH, LevelCode.CALM, LevelCode.WATCH, LevelCode.WATCH)
    assert changes.since(days) == TODAY - timedelta(days=1)
    assert changes.since([]) is None


def test_lost_sources_answered_in_the_period_and_no_longer() -> None:
    sources = [builders.source(name) for name in ("works", "lost", "long", "never")]
    hour, week = timedelta(hours=1), timedelta(days=7)
    states = {
        "works": SourceState("works", State.WORKING, last_success_at=NOW),
        "lost": SourceState("lost", State.TIMEOUT, last_success_at=NOW - hour),
        "long": SourceState("long", State.TIMEOUT, last_success_at=NOW - week),
        "never": SourceState("never", State.DNS_ERROR),
    }
    found = changes.lost_sources(sources, states, NOW - timedelta(days=1))
    assert [source.id for source in found] == ["lost"]
    assert changes.living(sources, states) == 1


def test_the_inbox_folder_is_no_source_that_can_be_reached() -> None:
    assert changes.is_far(builders.source())
    assert not changes.is_far(builders.source(kind=SourceKind.INBOX))
    assert not changes.is_far(builders.source(enabled=False))
