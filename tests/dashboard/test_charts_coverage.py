"""Twelve weeks of a region: bars, gaps, outages, and the same in words and numbers."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from dashboard import charts, charts_coverage, i18n
from data.model import LANGUAGES, CoverageWeek

TODAY = date(2026, 11, 18)  # a Wednesday
MONDAYS = charts.mondays(TODAY, 12)


def rows(
    back: int, enough: bool = True, days_out: int | None = 0, **items: int
) -> list[CoverageWeek]:
    """A week so many weeks ago, with its texts by language."""
    week = MONDAYS[-1 - back]
    counts = {"": sum(items.values()), **dict.fromkeys(LANGUAGES, 0), **items}
    return [
        CoverageWeek("KZ-39", week, lang, 1, 2, n, min(n, 7), days_out, enough)
        for lang, n in counts.items()
    ]


WEEKS = charts_coverage.panel(
    [
        *rows(9, kk=2, ru=6),
        *rows(8, enough=False),
        *rows(7, enough=False, ru=1),
        *rows(6, en=1, kk=1, other=2),
        *rows(5, days_out=3, ru=4),
        *(row for back in range(4, 0, -1) for row in rows(back, ru=2)),
        *rows(0, enough=False),
    ],
    MONDAYS,
    TODAY,
)


def columns(html: str) -> list[str]:
    """The HTML of every week of a panel."""
    return re.findall(r'<div(?=[^>]*class="kel-week[ "]).*?</div>', html)


def test_there_is_a_week_for_every_monday() -> None:
    assert [week.monday for week in WEEKS] == MONDAYS
    assert [week.total is None for week in WEEKS] == [True] * 2 + [False] * 10
    assert [week.running for week in WEEKS] == [False] * 11 + [True]


def test_a_gap_is_a_week_under_the_floor_that_is_over() -> None:
    assert [n for n, week in enumerate(WEEKS) if week.is_gap] == [3, 4]
    after = charts_coverage.panel(
        [*rows(1, enough=False), *rows(0, enough=False)], MONDAYS, TODAY
    )
    assert [n for n, week in enumerate(after) if week.is_gap] == [10, 11]


def test_bars_gaps_and_outages_are_drawn() -> None:
    with i18n.using("en"):
        html = charts_coverage.figure("Kostanay", "KZ-39", "en", WEEKS)
    drawn = columns(html)
    assert len(drawn) == 12
    assert 'kel-lang-ru" style="height:75.0%"' in drawn[2]
    assert 'kel-lang-kk" style="height:25.0%"' in drawn[2]
    assert drawn[2].index("kel-lang-ru") < drawn[2].index("kel-lang-kk")  # on top
    assert "kel-lang-other" in drawn[5]
    assert [n for n, week in enumerate(drawn) if "kel-unknown" in week] == [0, 1]
    assert [n for n, week in enumerate(drawn) if "kel-out" in week] == [6]
    assert "kel-running" in drawn[-1]
    assert html.count(">no data<") == 1  # two weeks, one word
    assert "grid-column:4 / span 2" in html
    assert 'href="./region?region=KZ-39&amp;lang=en"' in html
    assert "up to 8" in html


def test_a_region_with_nothing_at_all_is_one_gap() -> None:
    silent = charts_coverage.panel(
        [row for back in range(12) for row in rows(back, enough=False)], MONDAYS, TODAY
    )
    html = charts_coverage.figure("Ulytau", "KZ-62", "en", silent)
    assert "grid-column:1 / span 12" in html
    assert "kel-bar" not in html


def test_a_hostile_name_is_only_a_name() -> None:
    html = charts_coverage.figure('<img src=x onerror="x">', "KZ-39", "en", WEEKS)
    assert "<img" not in html


def test_the_table_holds_the_numbers_of_the_picture() -> None:
    shown = charts_coverage.languages([WEEKS])
    assert shown == ["kk", "ru", "en", "other"]
    with i18n.using("en"):
        made = charts_coverage.numbers(WEEKS, shown)
        assert {len(row) for row in made} == {len(charts_coverage.head(shown))}
    newest, *_, oldest = made
    assert newest[0] == "16.11.2026"
    assert newest[-1] == "no data, this week so far"
    assert oldest[-1] == "not read yet"
    by_week = {row[0]: row for row in made}
    assert by_week["14.09.2026"][1:] == (
        "8", "2", "6", "0", "0", "1", "2", "0", "enough"
    )  # fmt: skip
    assert by_week["12.10.2026"][8] == "3"
    sums = [sum(int(n) for n in row[2:6]) for row in made if row[1] != "—"]
    assert sums == [int(row[1]) for row in made if row[1] != "—"]


def test_languages_nobody_wrote_in_take_no_column() -> None:
    only = charts_coverage.panel(rows(1, ru=2), MONDAYS, TODAY)
    assert charts_coverage.languages([only, []]) == ["ru"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_stand_for_the_picture(lang: str) -> None:
    with i18n.using(lang):
        said = charts_coverage.panel_words(WEEKS)
        weeks = [charts_coverage.week_words(week) for week in WEEKS]
        legend = charts_coverage.legend(["kk", "ru"])
    assert "—, —, 8, 0, 1, 4, 4, 2, 2, 2, 2, 0" in said
    assert said.endswith("3.")  # days out of reach
    assert len(set(weeks)) == 12
    assert "%(" not in said + "".join(weeks) + legend
    if lang == "en":
        gaps = said[said.index("Weeks without data") :]
        assert "Sep" in gaps
        assert weeks[3].endswith("no data: too little was read")
        assert weeks[0].endswith("not read yet")
        assert "3" in weeks[6]


def test_a_week_not_over_is_told_as_such() -> None:
    sunday = TODAY + timedelta(days=4)
    assert charts_coverage.panel([], MONDAYS, sunday)[-1].running
    over = charts_coverage.panel([], MONDAYS, sunday + timedelta(days=1))
    assert not over[-1].running
