"""Dates as Kazakh, Russian and English sites write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

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


def table() -> list[tuple[str, datetime | None]]:
    """The forms of dates.tsv, each with its moment or None for undated."""
    rows = []
    for line in (Path(__file__).parent / "dates.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        text, _, stated = line.split("\t")
        text = re.sub(r"\\u(\w{4})", lambda found: chr(int(found[1], 16)), text)
        at = None if stated == "undated" else datetime.fromisoformat(stated + "Z")
        rows.append((text, at))
    return rows


@pytest.mark.parametrize(("text", "at"), table())
def test_reads_the_moment_or_none(text, at):
    expected = DateState.UNDATED if at is None else judge(at, NOW)
    assert read_date(text, NOW) == (at, expected)


def test_the_table_knows_hundreds_of_forms():
    assert len({text for text, _ in table()}) == len(table()) >= 650


def local(day: int, hour: int = 0, minute: int = 0, month: int = 2) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ALMATY)


@pytest.mark.parametrize("text", [None, "", " ", "8 ақпан 2026 " * 30])
def test_nothing_and_too_much_are_undated(text):
    assert read_date(text, NOW) == (None, DateState.UNDATED)


def test_kazakhstan_had_two_zones_until_march_2024():
    before = datetime(2024, 2, 29, 4, 15, tzinfo=UTC)
    assert read_date("29.02.2024 10:15", NOW)[0] == before
    assert read_date("Thu, 29 Feb 2024 10:15:00 ALMT", NOW)[0] == before
    # A stated zone wins.
    assert read_date("29.02.2024 10:15 +05", NOW)[0] == before + timedelta(hours=1)
    assert read_date("01.03.2024 10:15", NOW)[0] == datetime(
        2024, 3, 1, 5, 15, tzinfo=UTC
    )


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


def test_finds_dates_as_they_are_typed_and_nothing_else():
    text = (
        "2025 жылғы 8 шiлдеде, 2025 jylǵy 9 shildede. Шара 10-шілдеде де болды;"
        " 8 февраля 2026 человек собрались; февраль 2026; 02/20/2026; № 08-02-26."
    )
    days = [day for day, _, _ in find_dates(text, None)]
    assert days == [date(2025, 7, 8), date(2025, 7, 9), date(2026, 2, 20)]


WRITTEN = {
    "rfc": "{at:%d} {en3} {at:%Y %H:%M:%S} +0500",
    "rfc_in_greenwich": "{utc:%d} {en3_utc} {utc:%Y %H:%M:%S} GMT",
    "iso": "{at:%Y-%m-%dT%H:%M:%S}+05:00",
    "iso_z": "{utc:%Y-%m-%dT%H:%M:%S}Z",
    "iso_bare": "{at:%Y-%m-%d %H:%M:%S}",
    "stamp": "{seconds}",
    "numbers": "{at:%d.%m.%Y %H:%M:%S}",
    "numbers_last": "{at:%H:%M:%S, %d.%m.%Y}",
    "kk": "{at.day} {kk} {at:%Y, %H:%M:%S}",
    "kk_year": "{at:%Y} жылғы {at.day} {kk} {at:%H:%M:%S}",
    "ru": "{at.day} {ru} {at:%Y} года в {at:%H:%M:%S}",
    "ru_capital": "{at.day} {ru_capital} {at:%Y, %H:%M:%S}",
    "en": "{en} {at.day}, {at:%Y %I:%M:%S %p}",
    "en_day": "{at.day} {en} {at:%Y %H:%M:%S}",
}
#: From 2 March 2024, when the country had one zone, to the end of 2027.
moments = st.integers(1_709_319_600, 1_830_279_600).map(
    lambda seconds: datetime.fromtimestamp(seconds, ALMATY)
)


@given(moments, st.sampled_from(sorted(WRITTEN)))
def test_every_moment_is_read_back_in_every_form(at, form):
    month, utc = at.month - 1, at.astimezone(UTC)
    names = {lang: months.split() for lang, months in MONTHS.items()}
    text = WRITTEN[form].format(
        at=at,
        utc=utc,
        seconds=int(at.timestamp()),
        en3=names["en"][month][:3],
        en3_utc=names["en"][utc.month - 1][:3],
        ru_capital=names["ru"][month].title(),
        **{lang: months[month] for lang, months in names.items()},
    )
    assert read_date(text, NOW) == (at, judge(at, NOW))


PIECES = (
    "8 31 2026 2026-02-08 08.02.2026 08.02.26 02/20/2026 10:15 24:00 10.15 +05 -12:00"
    " ақпан ақпанның -і жылғы ж. февраля г. Feb. May назад бұрын ago 2 часа сағат бүгін"
    " вчера только что GMT МСК PM , . - : / | ( \u00a0 \u200b 1770527700 T Z İ ß"
)
pieces = st.lists(st.sampled_from(PIECES.split(" ")), max_size=12).map(" ".join)
texts = st.one_of(
    st.text(max_size=150),
    pieces,
    pieces.map(lambda text: text.replace(" ", "")),
    st.from_regex(r"[0-9./: T+-]{4,30}", fullmatch=True),
)


@given(texts)
def test_no_text_breaks_it(text):
    at, state = read_date(text, NOW)
    assert (at is None) == (state is DateState.UNDATED)
    assert at is None or (at.tzinfo is UTC and 1990 <= at.year <= 2100)


@given(texts, st.booleans())
def test_places_of_dates_lie_in_the_text_and_do_not_overlap(text, has_today):
    end_before = 0
    for day, start, end in find_dates(text, NOW.date() if has_today else None):
        assert end_before <= start < end <= len(text)
        assert 1990 <= day.year <= 2100
        end_before = end
