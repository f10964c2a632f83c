"""The measure of joining: pairs counted by hand, and the development stories."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from data.gold_stories import GoldReport, read_gold_stories
from data.model import Understanding
from scoring.learned import NOTHING
from scoring.story_scores import measure, measure_baseline, score
from scoring.understanding import understand

PLAIN = GoldReport(
    id="a",
    story="1",
    lang="ru",
    owner="alpha",
    home="national",
    published=datetime(2026, 4, 1, tzinfo=UTC),
    region="KZ-39",
    role="first",
    title="Заголовок",
    text="Текст.",
)
GOLD = [
    PLAIN,
    replace(PLAIN, id="b", role="reprint"),
    replace(PLAIN, id="c", lang="kk", role="translation"),
    replace(PLAIN, id="d", story="2"),
]


def test_pairs_are_counted_within_and_across_languages() -> None:
    scores = score(GOLD, {"a": "x", "b": "x", "c": "y", "d": "x"}, frozenset("bd"))
    assert (scores.within.right, scores.within.wrong, scores.within.missed) == (1, 2, 0)
    assert (scores.across.right, scores.across.wrong, scores.across.missed) == (0, 0, 2)
    assert scores.within.precision == pytest.approx(1 / 3)
    assert scores.within.f1 == pytest.approx(0.5)
    assert scores.across.f1 == 0
    assert scores.by_role == {"reprint": (1, 1), "translation": (0, 1)}
    assert (scores.reprints.right, scores.reprints.wrong) == (1, 1)
    assert (scores.stories, scores.found) == (2, 2)


def test_perfect_joining_is_one() -> None:
    scores = score(GOLD, {"a": "x", "b": "x", "c": "x", "d": "y"}, frozenset("b"))
    assert scores.within.f1 == scores.across.f1 == scores.reprints.f1 == 1


def test_words_and_places_alone_join_the_development_stories() -> None:
    """Without vectors; with them only ``kelisim evaluate`` measures."""
    gold = read_gold_stories("dev")
    kept: list[Understanding] = []

    def read(raws, sources):  # type: ignore[no-untyped-def]
        kept[:] = kept or understand(raws, sources, mind=NOTHING)
        return kept

    ours, plain = measure(gold, read, None), measure_baseline(gold, read)
    assert ours.within.precision >= 0.95
    assert ours.across.precision >= 0.95
    assert ours.within.f1 >= max(0.85, plain.within.f1)
    assert ours.across.f1 >= 0.8
    assert ours.reprints.f1 >= 0.9
    right, all_ = ours.by_role["vague"]
    assert right >= all_ - 1
