"""Dates as Kazakh, Russian and English sites write them.

RFC 822, ISO 8601, ``08.02.2026 10:15``, ``2026 ж. 8 ақпан``, ``8 февраля 2026 г.``,
``Feb. 8, 2026``, "бүгін, 10:15", "2 часа назад". A date that cannot be read is undated:
it never becomes "now". A date without a zone is Almaty time.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from collectors.date_words import (
    AGO,
    DAY_WORDS,
    MONTH_PATTERN,
    TEXT_DATES,
    ZONES,
    month_number,
)
from data.days import ALMATY
from data.model import DateState

#: Later than this after ``now`` a date is a mistake or an announcement.
FUTURE = timedelta(days=1)
#: Older than this a text says nothing about the present.
ANCIENT = timedelta(days=400)

_ISO = re.compile(
    r"(?<!\d)(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)"
    r"(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?)?"
)
_COMPACT = re.compile(
    r"(?<!\d)(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(?!\d)"
)
_NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d.]*\d)")
_CLOCK = re.compile(
    r"(?<![\d:.+-])([01]?\d|2[0-3])[:.]([0-5]\d)(?::([0-5]\d))?(?![\d.])"
)
_AMPM = re.compile(r"\s*([ap])\.?\s?m\b", re.IGNORECASE)
_OFFSET = re.compile(
    r"\s*(?:UTC|GMT)?\s*([+-])(\d{1,2}):?(\d{2})?(?!\d)", re.IGNORECASE
)
_ZONE_NAME = re.compile(r"\s*\(?([A-Z]{1,5})\b")
#: A longer text is not a date, whatever it contains.
_LONGEST = 120


def read_date(text: str | None, now: datetime) -> tuple[datetime | None, DateState]:
    """The moment a text states, in UTC, and whether it can be trusted."""
    if not text or len(text) > _LONGEST:
        return None, DateState.UNDATED
    at = _moment(" ".join(text.split()), now)
    return (at, judge(at, now)) if at else (None, DateState.UNDATED)


def judge(at: datetime, now: datetime) -> DateState:
    """Whether a publication date counts, or belongs to the future or to history."""
    if at > now + FUTURE:
        return DateState.FUTURE
    return DateState.ANCIENT if at < now - ANCIENT else DateState.DATED


def _moment(text: str, now: datetime) -> datetime | None:
    relative = _relative(text, now)
    if relative is not None:
        return relative
    for pattern in (_ISO, _COMPACT):
        found = pattern.search(text)
        if found is not None:
            return _from_iso(found, text)
    found = _NUMERIC.search(text)
    if found is not None:
        return _with_clock(_from_numbers(found), text, found.span())
    dated = _textual(text, now.astimezone(ALMATY).date())
    return _with_clock(dated[0], text, dated[1]) if dated else None


def _from_iso(found: re.Match[str], text: str) -> datetime | None:
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        zone = _zone(text[found.end() :]) if found.group(4) else ALMATY
        local = datetime(year, month, day, hour, minute, second, tzinfo=zone)
        return local.astimezone(UTC) if _is_plausible(local.date()) else None
    except (ValueError, OverflowError):
        return None


def _from_numbers(found: re.Match[str]) -> date | None:
    """Day, month, year: the order of Kazakhstan, also with slashes."""
    day, _, month, year = found.groups()
    return _date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        value = date(year, month, day)
    except ValueError:
        return None
    return value if _is_plausible(value) else None


def _is_plausible(value: date) -> bool:
    return 1990 <= value.year <= 2100


def _with_clock(day: date | None, text: str, span: tuple[int, int]) -> datetime | None:
    """The day with the time of day written beside the date, or its first moment."""
    if day is None:
        return None
    found = _CLOCK.search(text, span[1]) or _CLOCK.search(text[: span[0]])
    at = time()
    zone: tzinfo = ALMATY
    if found is not None:
        rest = found.string[found.end() :]
        at = _clock(found, rest)
        after_meridiem = _AMPM.match(rest)
        zone = _zone(rest[after_meridiem.end() :] if after_meridiem else rest)
    return datetime.combine(day, at, zone).astimezone(UTC)


def _clock(found: re.Match[str], rest: str) -> time:
    hour, minute, second = (int(part or 0) for part in found.groups())
    half = _AMPM.match(rest)
    if half is not None and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half.group(1) in "pP" else 0)
    return time(hour, minute, second)


def _zone(rest: str) -> tzinfo:
    """The zone written after a time; Almaty when none is, or none we know."""
    offset = _OFFSET.match(rest)
    if offset is not None:
        hours, minutes = int(offset.group(2)), int(offset.group(3) or 0)
        if hours <= 14 and minutes < 60:
            sign = -1 if offset.group(1) == "-" else 1
            return timezone(sign * timedelta(hours=hours, minutes=minutes))
    named = _ZONE_NAME.match(rest)
    hours_east = ZONES.get(named.group(1)) if named else None
    return ALMATY if hours_east is None else timezone(timedelta(hours=hours_east))


def _textual(text: str, today: date) -> tuple[date | None, tuple[int, int]] | None:
    """A date with the month in words; without a year, the latest one not ahead."""
    for pattern in TEXT_DATES:
        found = pattern.search(text)
        if found is None:
            continue
        month = month_number(found["month"])
        if month is None:
            continue
        year = found["year"]
        day = int(found["day"])
        if year is not None:
            return _date(int(year), month, day), found.span()
        return nearest_past(month, day, today), found.span()
    return None


def nearest_past(month: int, day: int, today: date) -> date | None:
    """The latest such day of a year that is not after tomorrow."""
    for year in range(today.year + 1, today.year - 8, -1):  # 29 February: up to 8 years
        value = _date(year, month, day)
        if value is not None and value <= today + FUTURE:
            return value
    return None


def _relative(text: str, now: datetime) -> datetime | None:
    """The moment of "today, 10:15", "кеше", "5 минут назад" or "2 сағат бұрын"."""
    words = text.casefold()
    for pattern, unit in AGO:
        found = pattern.search(words)
        if found is not None:
            return _ago(now, unit, int(found["n"] or 1))
    for pattern, days in DAY_WORDS:
        found = pattern.match(words)
        if found is not None:
            day = (now.astimezone(ALMATY) - timedelta(days=days)).date()
            return _with_clock(day, words, found.span())
    return None


def _ago(now: datetime, unit: timedelta, count: int) -> datetime | None:
    try:
        at = now - unit * count
    except OverflowError:
        return None
    if unit < timedelta(days=1):
        return at.astimezone(UTC)
    return _with_clock(at.astimezone(ALMATY).date(), "", (0, 0))


def find_dates(text: str, today: date | None) -> list[tuple[date, int, int]]:
    """Every date stated in running text, with its place; for reports and decisions.

    A date without a year is taken as the latest such day up to ``today``; when
    ``today`` is None it is passed over: a year is never guessed.
    """
    found: dict[int, tuple[date, int, int]] = {}
    for match in _NUMERIC.finditer(text):
        value = _from_numbers(match)
        if value is not None:
            found[match.start()] = (value, *match.span())
    for match in _ISO.finditer(text):
        value = _date(*(int(part) for part in match.groups()[:3]))
        if value is not None:
            found[match.start()] = (value, *match.span())
    for pattern in TEXT_DATES:
        for match in pattern.finditer(text):
            value = _stated(match, today)
            taken = any(s <= match.start() < e for _, s, e in found.values())
            if value is not None and not taken:
                found[match.start()] = (value, *match.span())
    return [found[start] for start in sorted(found)]


def _stated(match: re.Match[str], today: date | None) -> date | None:
    name = match["month"]
    month = month_number(name)
    # In prose only whole month names count: "5 қаз" is five geese, "may" is no month.
    if month is None or not MONTH_PATTERN.fullmatch(name):
        return None
    if match["year"] is not None:
        return _date(int(match["year"]), month, int(match["day"]))
    return None if today is None else nearest_past(month, int(match["day"]), today)
