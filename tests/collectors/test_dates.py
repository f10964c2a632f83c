"""Dates as Kazakh, Russian and English sites write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.dates import ANCIENT, FUTURE, find_dates, judge, read_date
from data.days import ALMATY
from data.model import DateState

NOW = datetime(2026, 2, 20, 8, 0, tzinfo=UTC)  # 13:00 in Almaty

MONTHS = {
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша"
    " желтоқсан",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября"
    " декабря",
    "en": "January February March April May June July August September October November"
    " December",
}


def local(day: int, hour: int = 0, minute: int = 0, month: int = 2) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ALMATY)


@pytest.mark.parametrize(
    "text",
    [
        "08.02.2026 10:15",
        "8.2.2026 10.15",
        "10:15, 08.02.2026",
        "08/02/2026 10:15",
        "08-02-2026 10:15",
        "08.02.26, 10:15",
        "2026-02-08T10:15:00",
        "2026-02-08 10:15:00+05",
        "2026-02-08T05:15:00Z",
        "2026-02-08T05:15:00.123+00:00",
        "2026/02/08 10:15",
        "20260208T101500",
        "08.02.2026 10:15 ALMT",
        "08.02.2026 10:15 +05",
        "08.02.2026 11:15 +06",
        "Sun, 08 Feb 2026 10:15:00 +0500",
        "Sun, 08 Feb 2026 05:15:00 GMT",
        "Sun, 08 Feb 2026 05:15 UT",
        "Вс, 08 фев 2026 11:15:00 +0600",
        "2026 ж. 8 ақпан, 10:15",
        "2026 жылғы 8 ақпанда 10:15",
        "2026 жылдың 8 ақпаны 10:15",
        "8 ақпан 2026 ж. 10:15",
        "Жексенбі, 8 Ақпан 2026, 10:15",
        "8 Ақп, 10:15",
        "8 февраля 2026 г. в 10:15",
        "8 февраля 2026 года, 10:15",
        "8 Февраль 2026 - 10:15",
        "8 фев. 2026, 10:15",
        "Воскресенье, 8 февраля, 10:15",
        "Feb. 8, 2026 10:15",
        "February 8, 2026, 10:15 AM",
        "8 February 2026 10:15",
        "8th of February 2026 10:15",
        "10:15 | 08.02.2026 | 1 204 просмотра",
    ],
)
def test_reads_the_moment(text):
    assert read_date(text, NOW) == (local(8, 10, 15), DateState.DATED)


@pytest.mark.parametrize(
    "text",
    [
        "08.02.2026",
        "2026-02-08",
        "8 ақпан",
        "8 ақпанда",
        "ақпанның 8-інде",
        "2026 жылғы ақпанның 8-і",
        "8-го февраля",
        "Feb. 8",
    ],
)
def test_a_day_without_a_time_is_that_day_in_almaty(text):
    at, _ = read_date(text, NOW)
    assert at is not None
    assert at.astimezone(ALMATY).date() == date(2026, 2, 8)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("бүгін, 10:15", local(20, 10, 15)),
        ("Сегодня 10:15", local(20, 10, 15)),
        ("кеше, 23:05", local(19, 23, 5)),
        ("вчера в 23:05", local(19, 23, 5)),
        ("Yesterday, 11:05 PM", local(19, 23, 5)),
        ("позавчера", local(18)),
        ("2 часа назад", local(20, 11)),
        ("час назад", local(20, 12)),
        ("30 минут бұрын", local(20, 12, 30)),
        ("3 сағат бұрын", local(20, 10)),
        ("an hour ago", local(20, 12)),
        ("2 дня назад", local(18)),
        ("3 күн бұрын", local(17)),
        ("1 апта бұрын", local(13)),
    ],
)
def test_reads_a_date_told_from_today(text, at):
    assert read_date(text, NOW) == (at, DateState.DATED)


@pytest.mark.parametrize(
    "text",
    [
        "",
        None,
        "31.02.2026",
        "2026-13-01",
        "99.99.9999",
        "05.2026",
        "2025-2026",
        "жаңалықтар",
        "1 204 просмотра",
        "Mon, 01 Jan 0001 00:00:00 +0000",
        "8 ақпан " * 30,
    ],
)
def test_what_is_no_date_is_undated_and_never_now(text):
    assert read_date(text, NOW) == (None, DateState.UNDATED)


def test_a_day_without_a_year_is_the_last_one():
    assert read_date("25 мамыр, 14:03", NOW)[0] == datetime(
        2025, 5, 25, 14, 3, tzinfo=ALMATY
    )
    # One day ahead may be another clock; then it is that day.
    assert read_date("21 февраля", NOW)[0] == local(21)


def test_future_and_ancient_dates_are_kept_apart():
    assert judge(NOW + FUTURE, NOW) is DateState.DATED
    assert judge(NOW + FUTURE + timedelta(seconds=1), NOW) is DateState.FUTURE
    assert judge(NOW - ANCIENT, NOW) is DateState.DATED
    assert judge(NOW - ANCIENT - timedelta(seconds=1), NOW) is DateState.ANCIENT
    assert read_date("8 ақпан 2019", NOW)[1] is DateState.ANCIENT
    assert read_date("8 марта 2026", NOW)[1] is DateState.FUTURE


def test_finds_dates_in_prose():
    text = (
        "Сессия 2026 жылғы 8 ақпанда өтті, 5 қаз сыйға берілді. Есеп 01.03.2026 күні,"
        " до 1 апреля 2026 года, by May 2, 2026."
    )
    days = [day for day, _, _ in find_dates(text, None)]
    assert days == [
        date(2026, 2, 8),
        date(2026, 3, 1),
        date(2026, 4, 1),
        date(2026, 5, 2),
    ]


def test_a_year_is_never_guessed_in_prose():
    assert find_dates("8 ақпанда өтті", None) == []
    assert find_dates("8 ақпанда өтті", date(2026, 2, 20))[0][0] == date(2026, 2, 8)


days = st.dates(date(2025, 3, 1), date(2026, 2, 20))
times = st.times()


@given(days, times, st.sampled_from(["kk", "ru", "en"]), st.integers(0, 5))
def test_every_day_is_read_back_in_every_language(day, clock, lang, shape):
    month = MONTHS[lang].split()[day.month - 1]
    hour = f"{clock:%H:%M}"
    text = [
        f"{day.day} {month} {day.year}, {hour}",
        f"{day.year} жылғы {day.day} {month} {hour}" if lang == "kk" else "",
        f"{month} {day.day}, {day.year} {hour}" if lang == "en" else "",
        f"{day:%d.%m.%Y} {hour}",
        f"{hour} {day.day} {month.title()} {day.year}",
        f"{day.isoformat()}T{hour}:00+05:00",
    ][shape]
    if text:
        expected = datetime.combine(day, clock.replace(second=0, microsecond=0), ALMATY)
        assert read_date(text, NOW)[0] == expected


@given(st.text(max_size=150))
def test_no_text_breaks_it(text):
    at, state = read_date(text, NOW)
    assert (at is None) == (state is DateState.UNDATED)
    find_dates(text, NOW.date())


@given(st.from_regex(r"[0-9./: T+-]{4,30}", fullmatch=True))
def test_no_digits_break_it(text):
    at, _ = read_date(text, NOW)
    assert at is None or at.tzinfo is UTC
