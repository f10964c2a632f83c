"""The row of stories under the norm: where, how high, hollow when judged."""

from __future__ import annotations

from datetime import timedelta

import pytest

import builders
from builders import NOW
from dashboard import charts_norm, charts_stories, i18n
from dashboard.norm_days import NormDay
from data.model import LANGUAGES, LevelCode, Norm
from data.model import Lane as L

FIRST = NOW.date() - timedelta(days=9)
USUAL = Norm(7, 1, 1, 0, 2, 0.3)


def flag(name: str, start: int, end: int, lane: L = L.STRUCTURAL):
    begun = NOW - timedelta(days=9 - start)
    last = NOW - timedelta(days=9 - end)
    return builders.flag(name, title=name, lane=lane, first_at=begun, last_at=last)


def drawn(marks, lang: str = "en"):
    days = [
        NormDay(
            FIRST + timedelta(days=n), LevelCode.CALM, Norm(7, 1, 1, 0, 2, 0.3), False
        )
        for n in range(10)
    ]
    with i18n.using(lang):
        return charts_norm.figure(days, stories=marks)


def test_stories_outside_the_picture_are_cut_or_left_out() -> None:
    flags = [flag("before", -9, -1), flag("begun", -4, 2), flag("after", 10, 12)]
    (mark,) = charts_stories.marks(flags, (), FIRST, 10)
    assert (mark.title, mark.start, mark.end) == ("begun", 0, 2)


def test_stories_of_the_same_days_do_not_cover_one_another() -> None:
    flags = [flag("a", 1, 5), flag("b", 3, 6), flag("c", 8, 9)]
    heights = {m.title: m.height for m in charts_stories.marks(flags, (), FIRST, 10)}
    assert heights["a"] == heights["c"] == 0
    assert heights["b"] > heights["a"]


def test_lanes_differ_in_height_and_shape_and_judged_ones_are_hollow() -> None:
    flags = [flag("slow", 1, 4), flag("now", 2, 2, L.ACUTE), flag("done", 6, 6)]
    marks = charts_stories.marks(flags, {"done"}, FIRST, 10)
    figure = drawn(marks)
    acute, slow = (
        next(t for t in figure.data if t.name == name)
        for name in ("Acute events (hours)", "Underlying causes (months)")
    )
    assert list(acute.marker.symbol) == ["square"]
    assert list(slow.marker.symbol) == ["circle", "circle-open"]
    assert min(acute.y) > max(slow.y)
    assert "(judged)" not in slow.customdata[0]
    assert slow.customdata[1].startswith("19.11.2026: done (")
    lines = [each for each in figure.data if list(each.x) == [1, 4, None]]
    assert len(lines) == 1


def test_a_headline_is_not_read_as_markup() -> None:
    marks = charts_stories.marks([flag("<b>x</b>", 1, 1)], (), FIRST, 10)
    assert all("<b>" not in text for t in drawn(marks).data if t.yaxis == "y2"
               for text in t.customdata)  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_row_is_told_in_words(lang: str) -> None:
    marks = charts_stories.marks([flag("a", 1, 1), flag("b", 5, 5)], (), FIRST, 10)
    with i18n.using(lang):
        assert ": 2" in charts_stories.words(marks)


def test_without_stories_there_is_no_row() -> None:
    mark = charts_stories.marks([flag("a", 1, 1)], (), FIRST, 10)
    axes = [set(drawn(marks).to_dict()["layout"]) for marks in ((), mark)]
    assert [("yaxis2" in each, "yaxis3" in each) for each in axes] == [
        (True, False),
        (True, True),
    ]
