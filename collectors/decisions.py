"""What a meeting resolved: the sentence, the office that answers, and the day.

Takes numbered lists under a heading such as "Решено:" and single sentences that say
that something was decided. Nothing is inferred: no office and no day means none stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from collectors.bodies import find_bodies
from collectors.dates import find_dates
from collectors.markup import cut
from collectors.meeting_words import (
    DEPARTMENT,
    DUE_AFTER,
    DUE_BEFORE,
    LIST_HEAD,
    LIST_ITEM,
    OFFICES,
    PERSON,
    RESOLVED,
    sentences,
)
from data.model import Decision, Institution

_MOST = 30
_LONGEST = 500
_SHORTEST = 25


def read_decisions(
    text: str, on: date | None, institutions: Sequence[Institution] = ()
) -> tuple[Decision, ...]:
    """The decisions in a report; ``on`` is the day of the meeting or of the report."""
    found: dict[str, Decision] = {}
    for sentence in _resolutions(text):
        words = cut(PERSON.sub("[…]", sentence), _LONGEST)
        if len(words) >= _SHORTEST and len(found) < _MOST:
            found.setdefault(
                words,
                Decision(
                    text=words,
                    office=responsible(sentence, institutions),
                    due_on=due(sentence, on),
                ),
            )
    return tuple(found.values())


def _resolutions(text: str) -> Iterator[str]:
    is_in_list = False
    for line in text.split("\n"):
        item = LIST_ITEM.match(line)
        if is_in_list and item is not None:
            yield item.group(1).strip()
            continue
        # The heading may end a paragraph: "… По итогам решено:".
        is_in_list = LIST_HEAD.search(line) is not None
        for sentence in sentences(line):
            if RESOLVED.search(sentence) and not sentence.endswith(":"):
                yield sentence


def responsible(sentence: str, institutions: Sequence[Institution] = ()) -> str:
    """The first office, department or body named, or ""."""
    offices = [
        (found.start(), -len(found.group()), office)
        for pattern, office in OFFICES
        if (found := pattern.search(sentence))
    ]
    department = DEPARTMENT.search(sentence)
    if department is not None:
        words = " ".join(department.group().split())
        offices.append((department.start(), -len(words), words))
    for body in find_bodies(sentence, institutions)[:1]:
        words = sentence[body.start : body.end]
        offices.append((body.start, -len(words), words))
    return min(offices)[2] if offices else ""


def due(sentence: str, on: date | None) -> date | None:
    """The day by which it is to be done, if the sentence states one.

    A date without a year is the first such day after the meeting.
    """
    for day, start, end in find_dates(sentence, on):
        is_deadline = DUE_BEFORE.search(sentence[:start]) or DUE_AFTER.match(
            sentence[end:]
        )
        if is_deadline:
            return _after(day, on, sentence[start:end])
    return None


def _after(day: date, on: date | None, words: str) -> date:
    if on is None or day >= on or re.search(r"\d{4}", words):
        return day
    year = on.year if (day.month, day.day) >= (on.month, on.day) else on.year + 1
    is_leap_day = (day.month, day.day) == (2, 29)
    return date(year, 3, 1) if is_leap_day else day.replace(year=year)
