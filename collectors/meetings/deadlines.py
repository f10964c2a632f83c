"""The day by which a decision is to be carried out, if its words state one."""

from __future__ import annotations

import re
from datetime import date, timedelta

from collectors.dates import find_dates
from collectors.meetings.decision_words import (
    DUE_AFTER,
    DUE_BEFORE,
    DUE_WEEKDAY,
    WEEKDAYS,
    YEAR_END,
)


def due(sentence: str, on: date | None) -> date | None:
    """The day by which it is to be done, if the sentence states one.

    A date without a year is the first such day after the meeting; "by the end of the
    year" is its last day.
    """
    for day, start, end in find_dates(sentence, on):
        is_deadline = DUE_BEFORE.search(sentence[:start]) or DUE_AFTER.match(
            sentence[end:]
        )
        if is_deadline:
            return _after(day, on, sentence[start:end])
    weekday = DUE_WEEKDAY.search(sentence)
    if weekday is not None and on is not None:
        return on + timedelta(days=(_weekday(weekday.group()) - on.weekday()) % 7 or 7)
    end_of_year = YEAR_END.search(sentence)
    if end_of_year is None:
        return None
    year = re.search(r"\d{4}", end_of_year.group())
    if year is not None:
        return date(int(year.group()), 12, 31)
    return date(on.year, 12, 31) if on is not None else None


def _weekday(words: str) -> int:
    """The number of the day of the week in "до пятницы", "жұмаға дейін"."""
    return next(
        number
        for number, stems in enumerate(WEEKDAYS)
        if any(re.search(rf"\b{stem}", words, re.IGNORECASE) for stem in stems)
    )


def _after(day: date, on: date | None, words: str) -> date:
    if on is None or day >= on or re.search(r"\d{4}", words):
        return day
    year = on.year if (day.month, day.day) >= (on.month, on.day) else on.year + 1
    is_leap_day = (day.month, day.day) == (2, 29)
    return date(year, 3, 1) if is_leap_day else day.replace(year=year)
