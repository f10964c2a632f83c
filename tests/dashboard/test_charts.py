"""Pictures and the numbers beside them."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

import builders
from dashboard import charts, i18n
from data.model import LevelCode

UNTIL = date(2026, 11, 22)  # a Sunday
WEEKS = charts.mondays(UNTIL, 12)
FRAME = pd.DataFrame(
    [
        (WEEKS[0], "structural", 2),
        (WEEKS[-1], "acute", 1),
        (WEEKS[-1], "structural", 3),
        (WEEKS[-1], "", 40),
        (WEEKS[0] - timedelta(weeks=1), "acute", 9),
    ],
    columns=["week", "lane", "stories"],
)


def test_weeks_begin_on_monday_and_end_with_this_one() -> None:
    assert len(WEEKS) == 12
    assert {week.weekday() for week in WEEKS} == {0}
    assert WEEKS[-1] <= UNTIL < WEEKS[-1] + timedelta(days=7)


def test_weeks_without_a_row_are_nought_and_older_ones_left_out() -> None:
    counted = charts.by_week(FRAME, WEEKS)
    assert counted["structural"] == [2, *[0] * 10, 3]
    assert counted["acute"] == [*[0] * 11, 1]
    assert counted[""][-1] == 40


def test_figure_and_table_hold_the_same_numbers() -> None:
    counted = charts.by_week(FRAME, WEEKS)
    figure = charts.weekly(counted, WEEKS, usual=1.5)
    drawn = {bar.marker.color: list(bar.y) for bar in figure.data}
    rows = charts.weekly_rows(counted, WEEKS)
    for place, colour in enumerate(charts.LANE_COLOURS.values(), start=1):
        shown = [int(row[place]) for row in reversed(rows)]
        assert shown == drawn[colour]
    assert rows[0][-1] == "40"
    assert figure.layout.shapes[0].y0 == 1.5


def test_ticks_are_kazakh() -> None:
    counted = charts.by_week(FRAME, WEEKS)
    with i18n.using("kk"):
        figure = charts.weekly(counted, WEEKS, usual=None)
        words = charts.weekly_words(counted, WEEKS)
    assert figure.layout.xaxis.ticktext[-1] == "16 қар."
    assert not figure.layout.shapes
    assert "16.11.2026" in words


def test_strip_has_a_mark_for_every_day_and_a_name() -> None:
    days = [None, builders.level(code=LevelCode.ACUTE), builders.level()]
    made = charts.strip(days, 'a "name"')
    marks = ["kel-no_data", "kel-acute", "kel-calm"]
    assert [mark for mark in marks if mark in made] == marks
    assert 'aria-label="a &quot;name&quot;"' in made
