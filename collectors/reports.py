"""A report of a meeting on the interethnic situation: recognised, and read.

Recognises sessions of the Assembly or the People's Council, sittings of councils, and
meetings that an akim held, in Kazakh, Russian and English. Reads bodies and offices,
never persons; give it redacted text, for decisions are kept as they are worded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from collectors.bodies import Body, find_bodies
from collectors.dates import find_dates
from collectors.decisions import read_decisions
from collectors.meeting_words import (
    AHEAD,
    AKIM,
    CHAIRED,
    COUNCIL,
    GATHERED,
    HELD,
    MEETING,
    OFFICES,
    OTHER_HOUSE,
    PRESIDED,
    SESSION,
    TOPIC,
    sentences,
)
from data.model import Institution, Meeting

#: A report says what was held in its headline or in its first sentences.
_LEAD_SENTENCES = 8
_LEAD_LENGTH = 2500
#: So many characters may stand between "session" and the body that sat.
_NEAR = 70
#: Roles whose names say where or with whom something was, not who sat.
_VENUES = frozenset({"house"})
_APPOSITION = re.compile(r"\s*[—–-]\s*(?:\w+\s+)?")
_YESTERDAY = re.compile(r"\b(?:кеше|вчера|yesterday)\b", re.IGNORECASE)
_TODAY = re.compile(r"\b(?:бүгін|сегодня|today)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Event:
    """The sentence that says a meeting was held, and what sort of meeting."""

    kind: str
    institution: str
    index: int


def read_report(
    title: str,
    text: str,
    institutions: Sequence[Institution],
    region: str | None,
    published_on: date | None = None,
) -> Meeting | None:
    """The meeting a text reports, or None if it reports none.

    ``region`` None means the whole country. ``published_on`` completes dates written
    without a year; without it such dates are passed over.
    """
    lead = [title, *sentences(text[:_LEAD_LENGTH])[:_LEAD_SENTENCES]]
    event = _event(lead, institutions)
    if event is None:
        return None
    held_on = _held_on(lead, event.index, published_on)
    return Meeting(
        region=region or "national",
        held_on=held_on,
        title=title,
        kind=event.kind,
        institution=event.institution,
        chair_office=_chair(lead, event.index),
        bodies=_bodies(f"{title}\n{text}", institutions),
        decisions=read_decisions(text, held_on or published_on, institutions),
    )


def _event(lead: list[str], institutions: Sequence[Institution]) -> _Event | None:
    """The first sentence of the lead that says that a meeting was held."""
    if not any(
        word.search(one) for one in lead for word in (MEETING, SESSION, PRESIDED)
    ):
        return None
    was_held = any(HELD.search(one) or GATHERED.search(one) for one in lead[1:4])
    topical = any(TOPIC.search(one) for one in lead[:3]) or any(
        find_bodies(one, institutions) for one in lead[:2]
    )
    for index, sentence in enumerate(lead):
        # A headline leaves the verb to the sentences below it.
        is_past = bool(HELD.search(sentence)) or (index == 0 and was_held)
        if AHEAD.search(sentence):
            continue
        bodies = find_bodies(sentence, institutions)
        kind, institution = _kind(sentence, bodies, is_past, topical)
        if kind:
            return _Event(kind, institution, index)
    return None


def _kind(
    sentence: str, bodies: list[Body], is_past: bool, topical: bool
) -> tuple[str, str]:
    """What sort of meeting a sentence reports, and which body met; "" for none."""
    sitting = [body for body in bodies if body.role not in _VENUES]
    session = _near(SESSION, sentence, sitting)
    if session is not None and is_past and not _is_other_house(sentence, SESSION):
        return "session", session.id
    rest = _blanked(sentence, bodies)
    met = _near(GATHERED, rest, sitting) or (
        _near(MEETING, rest, sitting) if is_past else None
    )
    if met is not None and _is_council(sentence, met):
        return "council", met.id
    if _is_akim_meeting(sentence, bodies, is_past, topical):
        return "akim_meeting", met.id if met else ""
    return ("other", met.id) if met is not None else ("", "")


def _near(pattern: re.Pattern[str], sentence: str, bodies: list[Body]) -> Body | None:
    """The body that stands nearest to a word, if near enough."""
    nearest: tuple[int, Body] | None = None
    for found in pattern.finditer(sentence):
        for body in bodies:
            gap = max(body.start - found.end(), found.start() - body.end, 0)
            if gap <= _NEAR and (nearest is None or gap < nearest[0]):
                nearest = (gap, body)
    return nearest[1] if nearest else None


def _is_other_house(sentence: str, pattern: re.Pattern[str]) -> bool:
    """Whether the session is one of a parliament, a maslikhat or the United Nations."""
    found = pattern.search(sentence)
    if found is None:
        return False
    around = sentence[max(0, found.start() - 30) : found.end() + 30]
    return OTHER_HOUSE.search(around) is not None


def _blanked(sentence: str, bodies: list[Body]) -> str:
    """The sentence without the bodies' names: "council" in a name is no meeting."""
    for body in bodies:
        gap = " " * (body.end - body.start)
        sentence = sentence[: body.start] + gap + sentence[body.end :]
    return sentence


def _is_council(sentence: str, body: Body) -> bool:
    around = sentence[max(0, body.start - 30) : body.end + 30]
    return COUNCIL.search(around) is not None


def _is_akim_meeting(
    sentence: str, bodies: list[Body], is_past: bool, topical: bool
) -> bool:
    """An akim sat on accord: its topic says so, or the bodies named with it."""
    met = MEETING.search(sentence) or PRESIDED.search(sentence)
    return bool(is_past and met and AKIM.search(sentence) and (topical or bodies))


def _held_on(lead: list[str], index: int, published_on: date | None) -> date | None:
    """The day of the meeting: stated near the event, or "today" of the report."""
    order = sorted(range(len(lead)), key=lambda place: abs(place - index))
    for place in order[:4]:
        for day, _, _ in find_dates(lead[place], published_on):
            if published_on is None or day <= published_on:
                return day
    if published_on is not None:
        if _TODAY.search(lead[index]):
            return published_on
        if _YESTERDAY.search(lead[index]):
            return published_on - timedelta(days=1)
    return None


def _chair(lead: list[str], index: int) -> str:
    """The office that presided, as nearest to the word that says so; never a name."""
    for place in (index, index + 1, index + 2):
        if place < len(lead) and CHAIRED.search(lead[place]):
            office = _nearest_office(lead[place])
            # "Under the chairmanship of <a name>": the office follows in the next one.
            if not office and place + 1 < len(lead):
                office = _nearest_office(lead[place + 1])
            if office:
                return office
    return ""


def _nearest_office(sentence: str) -> str:
    chaired = CHAIRED.search(sentence)
    at = chaired.start() if chaired else 0
    found = [
        (
            max(match.start() - at, at - match.end(), 0),
            match.start(),
            match.end(),
            office,
        )
        for pattern, office in OFFICES
        for match in pattern.finditer(sentence)
    ]
    if not found:
        return ""
    # Of two readings of one place the longer is meant.
    _, start, _, office = min(found, key=lambda one: (one[0], one[1] - one[2]))
    for _, _, end, first in found:
        # "The akim — chair of the Assembly": one person, the first office is the rank.
        if _APPOSITION.fullmatch(sentence[end:start]):
            return first
    return office


def _bodies(text: str, institutions: Sequence[Institution]) -> tuple[str, ...]:
    """Every body the report names, once, in the order of first mention."""
    return tuple(dict.fromkeys(body.id for body in find_bodies(text, institutions)))
