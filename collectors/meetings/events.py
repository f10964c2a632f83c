"""The sentence of a report that says a meeting was held, and what sort of meeting.

A body of the accord system must have sat, or an akim on its subject; sessions of
maslikhats, federations and parliaments, announcements and concerts are none of ours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from collectors.meetings.bodies import Body
from collectors.meetings.offices import offices
from collectors.meetings.text import Report, Sentence
from collectors.meetings.words import (
    AHEAD,
    AKIM,
    CALLED,
    DISCUSSED,
    EARLIER,
    ENCOUNTER,
    FORUM,
    GATHERED,
    GATHERING,
    HELD,
    NO_REPORT,
    OTHER_HOUSE,
    PRESIDED,
    SESSION,
    SITTING,
    TALKED,
    TOPIC,
)

_PLAIN = (SITTING, SESSION, FORUM, GATHERED, ENCOUNTER, PRESIDED)
#: So many characters may stand between "sitting" and the body that sat.
_NEAR = 70
_NEAR_AFTER = 45
#: Roles whose names say where or with whom something was, not who sat.
_VENUES = frozenset({"house"})
_ASSEMBLIES = frozenset({"assembly", "assembly_region"})
#: What sits as a council does.
_COUNCIL_ROLES = frozenset(
    {"elders", "mothers", "accord_council", "expert_group", "council", "mediation"}
)
_NOT_COUNCILS = frozenset(
    {"public_accord_office", "ethnomediator", "ethnomediation_room", "eldesu_project"}
    | {"akim_meeting", "internal_policy", "ethnic_committee"}
)
_WORKING_GROUP = re.compile(r"жұмыс тобы|рабоч\w+ групп", re.IGNORECASE)
_MINUTES = re.compile(r"\b(?:хаттама\w*|протокол\w*)", re.IGNORECASE)
#: A Kazakh sentence that ends in the past; Russian reflexives of the past.
_PAST_ENDING = re.compile(
    r"(?:ды|ді|ты|ті)\W*$|\b[а-яё]{4,}(?:лся|лась|лось|лись)\b", re.IGNORECASE
)
_KAZAKH = re.compile(
    r"отырыс|жиын|жиналыс|кеңес|басқосу|мәжіліс|хаттама|жиналды|бас қос", re.IGNORECASE
)
#: A part of the Assembly: its secretariat, its staff for a flood.
_SECRETARIAT = re.compile(
    r"секретариат|хатшылы[қғ]|secretariat|штаб|комисси|жұмыс тобы|рабоч\w+ групп",
    re.IGNORECASE,
)
_MINISTRY = re.compile(
    r"\b(?:министр(?!лі)\w{0,4}|minister|мемлекеттік кеңесші|госсоветник|президент)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Event:
    """The sentence that says a meeting was held, what sort, and which body met."""

    kind: str
    institution: str
    index: int  # of the sentence in the lead


def may_report(report: Report) -> bool:
    """Whether the lead has any word of a meeting: a quick look before a slow one."""
    lead = report.lead_text
    return any(word.search(lead) for word in (*_PLAIN, GATHERING, TALKED))


def find_event(report: Report, bodies: Sequence[Body]) -> Event | None:
    """The event a report tells of, or None; ``bodies`` are those of its lead."""
    lead = report.lead
    if is_excluded(report):
        return None
    candidates = [
        event
        for index in range(len(lead))
        if (event := _at(report, index, bodies)) is not None
    ]
    if not candidates:
        return None
    first = candidates[0]
    is_vague = first.index == 0 or not first.institution
    if is_vague and first.kind == "other" and not FORUM.search(lead[first.index].text):
        # A vague headline or opening gives way to the sentence that says it plainly.
        for event in candidates[1:]:
            if event.kind != "other" and event.index <= first.index + 4:
                return event
    return first


def is_excluded(report: Report) -> bool:
    """Whether a headline says that nothing held is reported: "Хабарландыру: …"."""
    lead = report.lead
    return not lead or bool(NO_REPORT.search(lead[0].text) and not _is_told(lead[:3]))


def _is_told(lead: Sequence[Sentence]) -> bool:
    """Whether a text that looks like an announcement tells of something held."""
    return any(HELD.search(one.text) and not AHEAD.search(one.text) for one in lead[1:])


def _at(report: Report, index: int, bodies: Sequence[Body]) -> Event | None:
    lead = report.lead
    sentence = lead[index]
    is_other_day = AHEAD.search(sentence.text) or EARLIER.search(sentence.text)
    if is_other_day and not PRESIDED.search(sentence.text):
        return None
    within = [
        Body(body.id, body.role, body.start - sentence.start, body.end - sentence.start)
        for body in bodies
        if sentence.start <= body.start and body.end <= sentence.end
    ]
    kind, institution = _kind(report, index, within, bodies)
    return Event(kind, institution, index) if kind else None


def _kind(
    report: Report, index: int, bodies: list[Body], all_bodies: Sequence[Body]
) -> tuple[str, str]:
    """What sort of meeting a sentence reports, and which body met; "" for none."""
    sentence = report.lead[index].text
    is_past = _is_past(report, index)
    sitting = [body for body in bodies if body.role not in _VENUES]
    rest = _blanked(sentence, bodies)
    if is_past:
        sat = _owner(SESSION, sentence, sitting)
        if sat is not None and not _is_other_house(sentence, SESSION):
            return "session", sat.id
    met = _owner(GATHERED, rest, sitting) or (
        _owner(SITTING, rest, sitting) if is_past else None
    )
    if met is None and index < 5 and _speaks_of_meeting(report):
        met = _owner(DISCUSSED, rest, [one for one in sitting if _is_council(one)])
    if met is not None and not _is_other_house(sentence, SITTING):
        if _is_council(met) or _WORKING_GROUP.search(sentence):
            return "council", met.id
        is_assembly = met.role == "people_council" or met.id in _ASSEMBLIES
        near = sentence[max(0, met.start - 40) : met.end + 25]
        if (
            is_assembly
            and not _SECRETARIAT.search(near)
            and not _is_led_by_akim(sentence, met)
        ):
            return "session", met.id
    if _is_forum(report, index, bodies, all_bodies, is_past):
        return "other", sitting[0].id if sitting else ""
    if is_past and _is_akims(report, index, all_bodies):
        return "akim_meeting", met.id if met else ""
    if is_past and _is_ministers(report, index, bodies):
        return "other", met.id if met else ""
    return ("other", met.id) if met is not None and is_past else ("", "")


def _is_led_by_akim(sentence: str, met: Body) -> bool:
    """As in "Аким провёл встречу с членами Ассамблеи": they were guests, not hosts."""
    around = sentence[max(0, met.start - 30) : met.end + 20]
    guests = re.search(r"член|мүшелер|представител|өкілдер", around, re.IGNORECASE)
    return bool(guests) and AKIM.search(sentence) is not None


def _is_past(report: Report, index: int) -> bool:
    """A headline leaves the verb to the sentences below it; minutes have none."""
    lead = report.lead
    sentence = lead[index]
    if any(word.search(sentence.text) for word in (HELD, GATHERED, _PAST_ENDING)):
        return True
    if index == 0:
        return any(
            (HELD.search(one.text) or GATHERED.search(one.text))
            and not AHEAD.search(one.text)
            for one in lead[1:5]
        ) or bool(_MINUTES.search(lead[0].text))
    return bool(sentence.label) or any(_MINUTES.search(one.text) for one in lead[:4])


def _speaks_of_meeting(report: Report) -> bool:
    return any(
        SITTING.search(one.text) or GATHERED.search(one.text) or FORUM.search(one.text)
        for one in report.lead[1:8]
    )


def _owner(pattern: re.Pattern[str], sentence: str, bodies: list[Body]) -> Body | None:
    """The body that stands nearest to a word, if near enough and not merely invited.

    Kazakh names the body before the word ("кеңестің отырысы"), Russian on both sides.
    """
    nearest: tuple[int, Body] | None = None
    for found in pattern.finditer(sentence):
        for body in _holders(bodies):
            gap = max(body.start - found.end(), found.start() - body.end, 0)
            between = sentence[found.end() : body.start]
            is_after = body.start >= found.end()
            if gap > (_NEAR_AFTER if is_after else _NEAR):
                continue
            if is_after and ("," in between or _is_kazakh(found.group())):
                continue
            if nearest is None or gap < nearest[0]:
                nearest = (gap, body)
    return nearest[1] if nearest else None


def _holders(bodies: list[Body]) -> list[Body]:
    """Bodies, without an Assembly that only says whose a council is."""
    return [
        body
        for body in bodies
        if body.id not in _ASSEMBLIES
        or not any(0 <= body.start - other.end <= 2 for other in bodies)
    ]


def _is_kazakh(word: str) -> bool:
    return _KAZAKH.match(word) is not None


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


def _is_council(body: Body) -> bool:
    return body.role in _COUNCIL_ROLES and body.id not in _NOT_COUNCILS


def _is_topical(report: Report, index: int) -> bool:
    near = (report.lead[0], *report.lead[index : index + 4])
    return any(TOPIC.search(one.text) for one in near)


def _is_forum(
    report: Report,
    index: int,
    bodies: list[Body],
    all_bodies: Sequence[Body],
    is_past: bool,
) -> bool:
    """A round table or forum of ours: a body or its subject is beside it."""
    if not is_past:
        return False
    text = report.lead[index].text
    if FORUM.search(text):
        near = (report.lead[0], *report.lead[index : index + 3])
        return bool(TOPIC.search(text)) or any(
            one.start <= body.start < one.end for one in near for body in all_bodies
        )
    members = [body for body in bodies if body.role not in _VENUES]
    return bool(
        ENCOUNTER.search(text)
        and not AKIM.search(text)
        and (members or bodies)
        and _is_topical(report, index)
    )


def _is_akims(report: Report, index: int, bodies: Sequence[Body]) -> bool:
    """An akim sat on accord: its topic says so, or the bodies named with it."""
    near = (report.lead[0], *report.lead[index : index + 2])
    text = report.lead[index].text
    words = (SITTING, PRESIDED, ENCOUNTER, CALLED)
    met = any(word.search(text) for word in words)
    if not met or not AKIM.search(text):
        return False
    led = any(one.code in ("akim", "deputy_akim") for one in offices(text))
    members = any(
        body.role not in _VENUES
        and any(one.start <= body.start < one.end for one in near)
        for body in bodies
        if body.id not in _NOT_COUNCILS
    )
    return led and (members or _is_topical(report, index))


def _is_ministers(report: Report, index: int, bodies: list[Body]) -> bool:
    text = report.lead[index].text
    met = SITTING.search(text) or ENCOUNTER.search(text)
    return bool(met and _MINISTRY.search(text)) and (
        bool(bodies) or _is_topical(report, index)
    )
