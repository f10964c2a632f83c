"""Days and weeks as people in Kazakhstan live them: one zone since 1 March 2024."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

#: The zone of display and of dates written without one.
ALMATY = timezone(timedelta(hours=5), "+05")


def local_day(at: datetime) -> date:
    """The date on the wall when it happened."""
    return at.astimezone(ALMATY).date()


def monday(day: date) -> date:
    """The first day of a date's week."""
    return day - timedelta(days=day.weekday())


def start_of(day: date) -> datetime:
    """The moment a local day begins."""
    return datetime.combine(day, time(), ALMATY).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The moment a local day is over."""
    return start_of(day + timedelta(days=1))
