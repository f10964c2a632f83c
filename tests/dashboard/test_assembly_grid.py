"""The grid of regions and periods: words, numbers, shapes and the fixed order."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dashboard import assembly_grid
from dashboard.assembly_grid import SYMBOLS, Cell, Row, grid, head, next_words, rows
from dashboard.i18n import using
from data.meetings import MeetingState, Period, periods
from data.model import CoverageWeek, Meeting
from data.reference import load

TODAY = date(2026, 11, 22)
REGIONS = load().regions


def _meeting(region: str, on: date) -> Meeting:
    return Meeting(region, on, "Отырыс", "session", "", "akim", (), (), scale="region")


def _row(last: date | None, left: int | None) -> Row:
    return Row(REGIONS["KZ-31"], (), last, left)


@pytest.mark.parametrize(
    ("lang", "left", "words"),
    [
        ("ru", 1, "не позднее 24.11.2026, остался 1 день"),
        ("ru", 2, "не позднее 24.11.2026, осталось 2 дня"),
        ("ru", -21, "срок истёк 24.11.2026, 21 день назад"),
        ("kk", 2, "24.11.2026 күніне дейін, 2 күн қалды"),
        ("en", -1, "overdue: was due by 24.11.2026, 1 day ago"),
    ],
)
def test_the_days_to_the_limit_in_words(lang: str, left: int, words: str) -> None:
    with using(lang):
        assert next_words(_row(date(2026, 9, 24), left)) == words


def test_no_known_meeting_is_neither_in_time_nor_overdue() -> None:
    with using("ru"):
        assert next_words(_row(None, None)) == "неизвестно: о заседаниях нет данных"


def test_the_names_of_the_periods() -> None:
    period = Period(date(2026, 11, 1), date(2026, 12, 31))
    said = {}
    for lang in ("kk", "ru", "en"):
        with using(lang):
            said[lang] = assembly_grid.period_name(period)
    assert said == {
        "kk": "қар–жел 2026",
        "ru": "нояб–дек 2026",
        "en": "Nov–Dec 2026",
    }


def test_regions_keep_their_order_whatever_happened() -> None:
    columns = periods(TODAY)
    held = [_meeting("KZ-79", TODAY), _meeting("KZ-10", date(2026, 2, 1))]
    read = [
        CoverageWeek(
            "KZ-31", date(2026, 9, 7) + timedelta(weeks=n), "", 1, 1, 9, 5, 0, True
        )
        for n in range(8)
    ]
    made = rows(REGIONS, held, read, columns, TODAY)
    assert [row.region.code for row in made] == list(REGIONS)
    by_code = {row.region.code: row for row in made}
    assert by_code["KZ-79"].cells[-1] == Cell(MeetingState.HELD, (TODAY,))
    assert by_code["KZ-10"].left == -235
    assert by_code["KZ-31"].cells[-2].state is MeetingState.NONE
    assert by_code["KZ-33"].cells[-2].state is MeetingState.UNKNOWN


def test_every_cell_has_a_shape_a_word_and_a_title() -> None:
    assert len(set(SYMBOLS.values())) == len(MeetingState)
    columns = periods(TODAY, 5)
    cells = tuple(Cell(each, ()) for each in MeetingState)
    with using("ru"):
        drawn = grid([Row(REGIONS["KZ-31"], cells, None, None)], columns)
        for cell in cells:
            words = assembly_grid.cell_words(cell)
            assert f'title="{words}"' in drawn
            assert f">{words}</span>" in drawn
        assert drawn.count('scope="col"') == len(head(columns)) == 8


def test_a_day_of_two_meetings_is_said_once() -> None:
    held = [_meeting("KZ-79", TODAY), _meeting("KZ-79", TODAY)]
    made = rows(REGIONS, held, [], periods(TODAY), TODAY)
    cell = next(row for row in made if row.region.code == "KZ-79").cells[-1]
    assert cell.held == (TODAY,)
    with using("ru"):
        assert assembly_grid.cell_words(cell).count("22.11.2026") == 1
