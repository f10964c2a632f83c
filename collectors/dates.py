"""Dates as Kazakh, Russian and English sites write them.

RFC 822, ISO 8601, ``08.02.2026 10:15``, ``2026 ж. 8 ақпан``, ``8 февраля 2026 г.``,
``Feb. 8, 2026``, "бүгін, 10:15", "2 часа назад". A date that cannot be read, or can be
read in two ways, is undated: it never becomes "now". A date without a zone is Almaty
time. The forms are in ``tests/collectors/dates.tsv``; ``docs/dates.md`` says why no
library reads them for us.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import NamedTuple

from collectors.date_ago import told_from_now
from collectors.date_words import (
    MONTH_PATTERN,
    SHORT_YEAR_DATES,
    TEXT_DATES,
    month_number,
)
from collectors.date_zones import KAZAKHSTAN, zone_after
from data.days import start_of
from data.model import DateState

#: Later than this after ``now`` a date is a mistake or an announcement.
FUTURE = timedelta(days=1)
#: Older than this a text says nothing about the present.
ANCIENT = timedelta(days=400)

#: How nearly every feed writes: "Sun, 08 Feb 2026 10:15:00 +0500".
_RFC_822 = re.compile(
    r"(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d)"
    r" (?:GMT|([+-])(\d\d)(\d\d))",
    re.ASCII,
)
_RFC_MONTHS = {
    **{"Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "May": 5, "Jun": 6},
    **{"Jul": 7, "Aug": 8, "Sep": 9, "Oct": 10, "Nov": 11, "Dec": 12},
}
_ISO = re.compile(r"(?<!\d)(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(.{0,6}))?")
_NUMERIC = re.compile(
    r"(?<![\d.])(\d{1,2})(?:([./-])(\d{1,2})\2(\d{4})|([./])(\d{1,2})\5(\d{2}))"
    r"(?![\d.]*\d)"
)
#: Seconds or milliseconds since 1970, from September 2001 on.
_STAMP = re.compile(r"(1\d{9})(?:\d{3}|\.\d{1,6})?")
_CLOCK = re.compile(r"(?<![\d:.+-])(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?!\d)")
#: With a point only beside the date: elsewhere "10.15" is a price or a score.
_POINT_CLOCK = re.compile(
    r"[\s,|–—-]*(?:(?:в|сағат)\s)?([01]?\d|2[0-3])\.([0-5]\d)\b()"
)
_MERIDIEM = re.compile(r"\s*([ap])\.?\s?m\b\.?", re.IGNORECASE)
#: Marks of writing direction, joiners and the like, which nobody sees.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
#: What may follow a date whose month is shortened and whose year is not written.
_AFTER_SHORT = re.compile(r"[\s,|•·–—-]*(?:$|\d|(?:в|сағат|at)\s)")
#: A longer text is not a date, whatever it contains.
_LONGEST = 120


def read_date(text: str | None, now: datetime) -> tuple[datetime | None, DateState]:
    """The moment a text states, in UTC, and whether it can be trusted."""
    if not text or len(text) > _LONGEST:
        return None, DateState.UNDATED
    try:
        at = _standard(text.strip()) or _moment(_seen(text), now)
    except (ValueError, OverflowError):  # a day or an hour that no calendar has
        at = None
    if at is None or not _is_plausible(at):
        return None, DateState.UNDATED
    return at, judge(at, now)


def judge(at: datetime, now: datetime) -> DateState:
    """Whether a publication date counts, or belongs to the future or to history."""
    if at > now + FUTURE:
        return DateState.FUTURE
    return DateState.ANCIENT if at < now - ANCIENT else DateState.DATED


def _is_plausible(at: date) -> bool:
    """1970 and before is what programs write for a date they do not know."""
    return 1990 <= at.year <= 2100


def _seen(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    return " ".join(text.split())


def _standard(text: str) -> datetime | None:
    """RFC 822 and ISO 8601 as nearly every feed writes them; None for all else."""
    if text[4:5] == "-":
        return _iso(text)
    found = _RFC_822.fullmatch(text)
    if found is None:
        return None
    day, name, year, hour, minute, second, sign, hours, minutes = found.groups()
    month = _RFC_MONTHS.get(name)
    if month is None or hour > "23" or second > "59":
        return None  # the patient way knows 24:00 and leap seconds
    at = datetime(
        int(year), month, int(day), int(hour), int(minute), int(second), tzinfo=UTC
    )
    if sign is None:
        return at
    if hours > "14" or minutes > "59":
        raise ValueError(f"no place has the time zone {sign}{hours}{minutes}")
    shift = timedelta(hours=int(hours), minutes=int(minutes))
    return at - shift if sign == "+" else at + shift


def _iso(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    if len(text) <= 10:
        return start_of(at.date())
    at = at.replace(microsecond=0)
    if at.tzinfo is None:
        return at.replace(tzinfo=UTC) - KAZAKHSTAN.utcoffset(at)
    return at.astimezone(UTC)


class _Day(NamedTuple):
    """A day and where in the text it stands; the day is None if it cannot be told."""

    day: date | None
    start: int
    end: int


def _moment(text: str, now: datetime) -> datetime | None:
    stamp = _STAMP.fullmatch(text)
    if stamp is not None:
        return datetime.fromtimestamp(int(stamp.group(1)), UTC)
    compact = _COMPACT.fullmatch(text)
    if compact is not None:
        return _from_compact(compact)
    stated = _stated_day(text, now)
    if stated is not None:
        return _with_clock(stated, text)
    told = told_from_now(text, now)
    if told is None:
        return None
    if isinstance(told.at, datetime):
        return told.at.astimezone(UTC)
    return _with_clock(_Day(told.at, 0, told.end), text)


def _stated_day(text: str, now: datetime) -> _Day | None:
    """The first day that a text states in figures or words."""
    found = [
        _Day(read(match), *match.span())
        for pattern, read in ((_ISO, _from_iso), (_NUMERIC, _from_numbers))
        if (match := pattern.search(text)) is not None
    ]
    if not any(day.start == 0 for day in found):
        in_words = _in_words(text, now)
        found += [in_words] if in_words is not None else []
    return min(found, key=lambda day: day.start, default=None)


def _from_compact(found: re.Match[str]) -> datetime | None:
    year, month, day, hour, minute, second, rest = found.groups()
    whole = date(int(year), int(month), int(day))
    if hour is None:
        return start_of(whole)
    return _at(whole, (hour, minute, second), zone_after(rest, has_seconds=True))


def _from_iso(found: re.Match[str]) -> date | None:
    year, _, month, day = found.groups()
    return _date(int(year), int(month), int(day))


def _from_numbers(found: re.Match[str]) -> date | None:
    """Day, month, year: the order of Kazakhstan; American where only that can be."""
    day, *parts = (part for part in found.groups() if part)
    sign, month, year = parts
    first, second = int(day), int(month)
    if sign == "/" and first <= 12 < second:
        first, second = second, first
    return _date(_year(year), second, first)


def _year(written: str) -> int:
    """The year; of two digits those up to 69 are of this century (POSIX)."""
    year = int(written)
    return year if len(written) > 2 else year + (2000 if year < 70 else 1900)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        value = date(year, month, day)
    except ValueError:
        return None
    return value if _is_plausible(value) else None


def _with_clock(stated: _Day, text: str) -> datetime | None:
    """The day with the time of day written beside the date, or its first moment."""
    if stated.day is None:
        return None
    after = text[stated.end :]
    found = (
        _CLOCK.search(after)
        or _POINT_CLOCK.match(after)
        or _CLOCK.search(text[: stated.start])
    )
    if found is None:
        return start_of(stated.day)
    rest = found.string[found.end() :]
    half = _MERIDIEM.match(rest)
    if half is not None:
        rest = rest[half.end() :]
        if _is_american_or_not(text[stated.start : stated.end]):
            return None
    zone = zone_after(rest, has_seconds=bool(found.group(3)))
    return _at(stated.day, found.groups(), zone, half.group(1).lower() if half else "")


def _is_american_or_not(stated: str) -> bool:
    """Whether, beside AM or PM, 02/08/2026 is February as likely as August."""
    first, sign, rest = stated.partition("/")
    second = rest.partition("/")[0]
    return bool(sign) and first != second and max(int(first), int(second)) <= 12


def _at(
    day: date, clock: tuple[str | None, ...], zone: tzinfo, half: str = ""
) -> datetime:
    """The moment of a time of day; raises ValueError for one that no clock shows."""
    hour, minute, second = (int(part or 0) for part in clock)
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and minute + second):
        raise ValueError(f"no clock shows {hour}:{minute:02d}:{second:02d}")
    passed = timedelta(hours=hour, minutes=minute, seconds=second)
    return (datetime(day.year, day.month, day.day, tzinfo=zone) + passed).astimezone(
        UTC
    )


def _in_words(text: str, now: datetime) -> _Day | None:
    """A date with the month in words; without a year, the latest one not ahead."""
    for pattern in (*SHORT_YEAR_DATES, *TEXT_DATES):
        found = pattern.search(text)
        if found is None:
            continue
        name, year, day = found["month"], found["year"], int(found["day"])
        month = month_number(name)
        if month is None:
            continue
        if year is not None:
            # ctime writes the time of day between day and year.
            end = found.start("clock") if "clock" in found.groupdict() else found.end()
            return _Day(_date(_year(year), month, day), found.start(), end)
        is_whole = MONTH_PATTERN.fullmatch(name) is not None
        if not is_whole and not _AFTER_SHORT.match(text, found.end()):
            continue
        today = now.astimezone(KAZAKHSTAN).date()
        return _Day(nearest_past(month, day, today), *found.span())
    return None


def nearest_past(month: int, day: int, today: date) -> date | None:
    """The latest such day of a year that is not after tomorrow."""
    for year in range(today.year + 1, today.year - 8, -1):  # 29 February: up to 8 years
        value = _date(year, month, day)
        if value is not None and value <= today + FUTURE:
            return value
    return None


def find_dates(text: str, today: date | None) -> list[tuple[date, int, int]]:
    """Every date stated in running text, with its place; for reports and decisions.

    A date without a year is taken as the latest such day up to ``today``; when
    ``today`` is None it is passed over: a year is never guessed. The places lie in the
    text and do not overlap.
    """
    found: list[tuple[date, int, int]] = []
    for pattern in (_NUMERIC, _ISO, *TEXT_DATES):
        for match in pattern.finditer(text):
            start, end = match.span()
            value = _read_in_prose(pattern, match, today)
            if value is not None and not any(
                s < end and start < e for _, s, e in found
            ):
                found.append((value, start, end))
    return sorted(found, key=lambda one: one[1])


def _read_in_prose(
    pattern: re.Pattern[str], match: re.Match[str], today: date | None
) -> date | None:
    if pattern is _NUMERIC:
        return _from_numbers(match)
    if pattern is _ISO:
        return _from_iso(match)
    name, day = match["month"], int(match["day"])
    month = month_number(name)
    # In prose only whole month names count: "5 қаз" is five geese, "may" is no month.
    if month is None or not MONTH_PATTERN.fullmatch(name):
        return None
    if match["year"] is not None:
        return _date(int(match["year"]), month, day)
    return None if today is None else nearest_past(month, day, today)
