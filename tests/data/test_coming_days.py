"""Which days lie ahead of a region: yearly ones, dated ones, anniversaries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from data.coming_days import COLUMNS, coming, read_days
from data.errors import TableError
from data.model import PastEvent
from data.reference import load

TODAY = date(2026, 11, 22)


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., tuple]:
    """The days of a table with these rows."""

    def read(*rows: str) -> tuple:
        path = tmp_path / "calendar.csv"
        path.write_text("\n".join([",".join(COLUMNS), *rows]), encoding="utf-8")
        return read_days(path, load().regions)

    return read


def event(on: date, precision: str = "day", region: str = "KZ-31") -> PastEvent:
    return PastEvent("e", region, "", on, precision, "clash", "Kz 2020", "documented")


def test_a_yearly_day_returns_and_a_dated_one_is_over(table) -> None:
    days = table(
        "yearly,memorial,01-05,2,,fixed,а,б,c",
        "gone,election,2026-11-01,1,,fixed,а,б,c",
        "called,election,2026-12-06,1,,fixed,а,б,c",
    )
    found = coming(days, (), "KZ-31", TODAY)
    assert [(each.day.id, each.first) for each in found] == [
        ("called", date(2026, 12, 6)),
        ("yearly", date(2027, 1, 5)),
    ]
    assert found[1].last == date(2027, 1, 6)


def test_a_season_that_began_last_year_is_under_way(table) -> None:
    days = table("winter,season,11-20,100,,expected,а,б,c")
    (found,) = coming(days, (), "KZ-31", date(2027, 1, 10))
    assert (found.first, found.last) == (date(2026, 11, 20), date(2027, 2, 27))
    assert not coming(days, (), "KZ-31", date(2027, 3, 1))


def test_a_day_of_other_regions_is_left_out(table) -> None:
    days = table("court,court,2026-12-01,1,KZ-61|KZ-79,fixed,а,б,c")
    assert coming(days, (), "KZ-61", TODAY)
    assert not coming(days, (), "KZ-31", TODAY)


def test_past_events_have_an_anniversary_where_their_day_is_known() -> None:
    known = event(date(2020, 2, 7))
    (found,) = coming((), [known, event(date(2016, 2, 1), "month")], "KZ-31", TODAY, 90)
    assert (found.first, found.event) == (date(2027, 2, 7), known)
    assert not coming((), [known], "KZ-31", TODAY, 60)
    assert not coming((), [known], "KZ-33", TODAY, 90)
    (leap,) = coming((), [event(date(2020, 2, 29))], "KZ-31", TODAY, 120)
    assert leap.first == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("a,holiday,02-29,1,,fixed,а,б,c", "write MM-DD"),
        ("a,holiday,2026-02-30,1,,fixed,а,б,c", "write MM-DD"),
        ("a,party,02-20,1,,fixed,а,б,c", "kind is 'party'"),
        ("a,feast,02-20,0,,fixed,а,б,c", "length is 0"),
        ("a,feast,02-20,1,KZ-99,fixed,а,б,c", "region 'KZ-99' is unknown"),
        ("a,feast,02-20,1,,perhaps,а,б,c", "certainty is 'perhaps'"),
        ("a,feast,02-20,1,,fixed,,б,c", "name_kk"),
    ],
)
def test_a_row_that_contradicts_itself_is_refused(table, row: str, words: str) -> None:
    with pytest.raises(TableError, match="row 2") as refused:
        table(row)
    assert words in str(refused.value)


def test_our_calendar_knows_the_feasts_that_move_and_names_no_people() -> None:
    days = load().calendar
    feasts = {(day.id, day.year) for day in days if day.kind == "feast" and day.year}
    for year in (2027, 2028, 2029):
        assert {f"oraza_ait_{year}", f"kurban_ait_{year}"} <= {f[0] for f in feasts}
    assert all(day.id.endswith(str(day.year)) for day in days if day.year)
    kinds = {day.kind for day in days}
    assert {"holiday", "memorial", "feast", "season"} <= kinds
    stems = [each.stem for each in load().ethnonyms]
    named = [
        (day.id, word)
        for day in days
        for name in day.names.values()
        for word in name.lower().split()
        if any(word.startswith(stem.lower()) for stem in stems)
        and not word.startswith(("қазақстан", "казахстан", "kazakhstan"))
    ]
    assert not named
