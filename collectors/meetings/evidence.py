"""Whether a text reports a meeting, by the weight of its evidence.

For house styles in which no single sentence says "a session was held": minutes without
verbs, speeches before the event, digests, chronicles, meetings under other names. A
body of the accord system must be named where people gather; then a chair, decisions,
an agenda, a day, a venue and the subject each add weight, and a concert takes it away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from collectors.meetings.bodies import Body
from collectors.meetings.decisions import resolutions
from collectors.meetings.offices import chair
from collectors.meetings.text import Report, Sentence
from collectors.meetings.words import (
    AGENDA,
    AHEAD,
    CALLED,
    COURSE,
    DISCUSSED,
    EARLIER,
    ENCOUNTER,
    FESTIVE,
    FORUM,
    GATHERED,
    GATHERING,
    HELD,
    INVITING,
    MINUTES,
    OTHER_SITTING,
    SESSION,
    SITTING,
    SUBJECT,
    TALKED,
    TOPIC,
    WHEN,
)

#: So much weight makes a report of a meeting.
ENOUGH = 7.0
_NOUNS = (SITTING, SESSION, FORUM, ENCOUNTER, GATHERING)
_VERBS = (GATHERED, TALKED, DISCUSSED, CALLED)
_TOLD = (HELD, GATHERED, TALKED, DISCUSSED)
#: At most so much weight from further words of gathering.
_MORE = 1.0
#: Decisions weigh one each, at most so much.
_DECISIONS = 2
#: What a concert or a maslikhat takes away, and what a course.
_OTHER, _COURSE = 4.0, 2.0
#: So far, in sentences, a body may stand from the word of gathering, and its weight.
_NEAR = {0: 2.0, 1: 1.5, 2: 1.0, 3: 1.0}
#: A mediator or a house in place of a body.
_WEAK = 1.0
#: So many characters may stand between a council and the word for its sitting.
_BESIDE = 75
#: So much more is needed where only the subject is named, and no body.
_UNNAMED = 1.0
#: A word of sitting so near is the council's own: "Кеңестің мәжілісі".
_OWN = 25
#: A house is where people meet for anything: it only lends its name to a room.
_ROOMS = frozenset({"house"})
#: One person, a room or a project: no body that could meet.
_NOT_MEETING = frozenset({"ethnomediator", "ethnomediation_room", "eldesu_project"})
_ASSEMBLIES = frozenset({"assembly", "assembly_region", "peoples_council"})
_COUNCIL_ROLES = frozenset(
    {"elders", "mothers", "accord_council", "expert_group", "council", "mediation"}
)
_NOT_COUNCILS = frozenset(
    {"public_accord_office", "akim_meeting", "internal_policy", "ethnic_committee"}
    | {"journalists_club"}
)
_QUESTION = re.compile(r"^\s*[—–-].*\?\s*$")
_SECRETARIAT = re.compile(r"секретариат|хатшылы[қғ]|secretariat", re.IGNORECASE)
_PLACE = re.compile(
    r"(?:үйінде|залында|сарайында|клубында|әкімдігінде|кітапхана\w*|мектебінде)\b"
    r"|\b(?:в|во|на) (?:\w+ )?(?:доме|дворце|зале|клубе|акимате|библиотеке|школе)\b",
    re.IGNORECASE,
)
#: Who leads a body, right before its name in Russian and after it in Kazakh.
_LEADER_RU = re.compile(
    r"(?:председател|руководител|ведущ|глав|заведующ|лидер|модератор)\w*\s+"
    r"(?:[\w«»-]+\s+){0,2}«?$",
    re.IGNORECASE,
)
_LEADER_KK = re.compile(
    r"^[»\s]*(?:төра(?:ға|йым)|жетекші|басшы|меңгеруші)(?!лы[қғ])\w*", re.IGNORECASE
)
#: A sentence of Kazakh that ends in a verb, a Russian one with a reflexive verb.
_VERB = re.compile(
    r"(?:ды|ді|ты|ті)\W*$|\b[а-яё]{4,}(?:лся|лась|лось|лись)\b", re.IGNORECASE
)
#: Those who came, not those whose meeting it was.
_GUESTS = re.compile(
    r"\b(?:приняли участие|участвовал\w*|присутствовал\w*|вошли|пришли|приглашен\w*"
    r"|позвал\w*|с участием|за одним столом|қатыс\w+|шақырыл\w+|тартыл\w+|келді"
    r"|қосылды|гост(?:и|ями)|қонақ\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Where a meeting is told, what sort it was, and which body met ("" for many)."""

    kind: str
    institution: str
    index: int  # of the sentence in the lead


def tells_of_none(report: Report, kind: str) -> bool:
    """Whether a text invites to what is yet to come, or asks and answers.

    ``kind``: what it seems to report; a concert or a trial in the headline of one of no
    body's own shows that it reports another thing.
    """
    title = report.lead[0]
    if kind in ("other", "council") and _has(title, (FESTIVE, OTHER_SITTING)):
        return not _gathers(title, ())
    lines = report.lead_text.split("\n")
    if sum(1 for line in lines if _QUESTION.match(line)) >= 3:
        return True
    lead = report.lead
    if not any(INVITING.search(one.text) for one in lead[:3]):
        return False
    ahead = sum(_has(one, (AHEAD, INVITING)) for one in lead)
    return ahead > sum(_has(one, (HELD, GATHERED)) for one in lead[1:])


def weigh(report: Report, bodies: Sequence[Body]) -> Finding | None:
    """What the evidence shows, or None if it weighs too little."""
    acting = [one for one in bodies if _can_meet(one)] or list(bodies)
    if not acting and not TOPIC.search(report.lead_text):
        return None
    shift = len(report.title) + 1
    resolved = [one.start + shift for one in resolutions(report.text)]
    weights = {
        index: _at(report, index, acting)
        for index, one in enumerate(report.lead)
        if not any(one.start <= start < one.end for start in resolved)
    }
    index = max(weights, key=lambda at: (weights[at], -at), default=0)
    if not weights.get(index):
        return None
    kind, institution = _sort(report, index, acting)
    around = _around(report, index, acting, kind) + min(_DECISIONS, len(resolved))
    is_named = bool(acting) or kind == "akim_meeting"
    if weights[index] + around < ENOUGH + (0 if is_named else _UNNAMED):
        return None
    return Finding(kind, institution, index)


def _names_its_office(report: Report, body: Body) -> bool:
    """As in "ҚХА хатшылығы": the Assembly is named, its secretariat is meant."""
    around = report.whole[max(0, body.start - 25) : body.end + 15]
    return body.id in _ASSEMBLIES and bool(_SECRETARIAT.search(around))


def _can_meet(body: Body) -> bool:
    return body.role not in _ROOMS and body.id not in _NOT_MEETING


def _has(sentence: Sentence, patterns: Sequence[re.Pattern[str]]) -> bool:
    return any(pattern.search(sentence.text) for pattern in patterns)


def _at(report: Report, index: int, acting: Sequence[Body]) -> float:
    """The weight of one sentence: a gathering, and a body in it or beside it."""
    sentence = report.lead[index]
    if sentence.is_quoted or _has(sentence, (AHEAD, EARLIER)):
        return 0
    words = _without(sentence, acting)
    if _gathers(sentence, acting):
        weight = 2.0
    elif any(pattern.search(words) for pattern in _VERBS):
        weight = 1.0
    else:
        # Told in other words: all the rest must show it.
        weight = 0.0
    near = [
        min(
            _NEAR.get(_apart(report, index, one), 0.0), 2.0 if _can_meet(one) else _WEAK
        )
        for one in acting
    ]
    around = report.lead[max(0, index - 1) : index + 2]
    if not weight and max(near, default=0) < _NEAR[0]:
        return 0
    near.append(_NEAR[1] if any(SUBJECT.search(one.text) for one in around) else 0.0)
    return weight + max(near) + _plainness(sentence) if max(near) else 0


def _plainness(sentence: Sentence) -> float:
    """A day and a venue, in the very sentence."""
    return sum(0.5 for pattern in (WHEN, _PLACE) if pattern.search(sentence.text))


def _apart(report: Report, index: int, body: Body) -> int:
    """How many sentences lie between; the title is beside any other."""
    for number, sentence in enumerate(report.lead):
        if sentence.start <= body.start < sentence.end:
            return 1 if number == 0 and index > 1 else abs(number - index)
    return len(report.lead)


def _without(sentence: Sentence, bodies: Sequence[Body]) -> str:
    """A sentence without the names of bodies: "council" in one is no gathering."""
    words = sentence.text
    for body in bodies:
        if sentence.start <= body.start and body.end <= sentence.end:
            start, end = body.start - sentence.start, body.end - sentence.start
            words = words[:start] + " " * (end - start) + words[end:]
    return words


def _around(report: Report, index: int, acting: Sequence[Body], kind: str) -> float:
    """The weight of everything else the text shows."""
    lead = report.lead
    near = lead[index : index + 3]
    is_told = any(_has(one, (*_TOLD, _VERB)) for one in near)
    weight = 1.0 if is_told or MINUTES.search(lead[0].text) else 0.0
    weight += 1.0 if any(_is_led(report, one) for one in acting) else 0.0
    others = (one for one in lead if one is not lead[index])
    weight += min(_MORE, sum(0.5 for one in others if _gathers(one, acting)))
    weight += 1.0 if chair(lead, index, kind) else 0.0
    weight += 1.0 if TOPIC.search(report.lead_text) else 0.0
    weight += 1.0 if len({one.id for one in acting}) > 1 else 0.0
    weight += 1.0 if AGENDA.search(report.whole) else 0.0
    told = (lead[0], *near[:1])
    is_other = any(_has(one, (FESTIVE, OTHER_SITTING)) for one in told)
    weight -= _OTHER if is_other else 0.0
    weight -= _COURSE if COURSE.search(report.lead_text) else 0.0
    return weight


def _gathers(sentence: Sentence, acting: Sequence[Body]) -> bool:
    words = _without(sentence, acting)
    return any(pattern.search(words) for pattern in _NOUNS)


def _is_led(report: Report, body: Body) -> bool:
    """Whether the text speaks of who leads a body: "Совет матерей" does not."""
    before = report.whole[max(0, body.start - 50) : body.start]
    after = report.whole[body.end : body.end + 30]
    return bool(_LEADER_RU.search(before) or _LEADER_KK.match(after))


def _sort(report: Report, index: int, acting: Sequence[Body]) -> tuple[str, str]:
    """What sort of meeting it was and which body met, as near words show."""
    lead = report.lead
    is_forum = _has(lead[index], (FORUM,)) or _has(lead[0], (FORUM,))
    met = _sat(report, index, acting)
    if met is not None and met.id in _ASSEMBLIES:
        return ("session" if _has(lead[index], (SESSION,)) else "other"), met.id
    if met is not None and not is_forum:
        return "council", met.id
    office = chair(lead, index, "")
    if is_forum:
        return "other", met.id if met else ""
    if office in ("akim", "deputy_akim"):
        return "akim_meeting", ""
    councils = {one.id for one in acting if _is_council(one)}
    if len(councils) == 1 and (office in ("", "council_chair") or met):
        others = {one.id for one in acting} - councils - {"ethnomediator"}
        if office == "council_chair" or not others:
            return "council", next(iter(councils))
    beside = [
        one
        for one in acting
        if _apart(report, index, one) <= 1 and not _names_its_office(report, one)
    ]
    return "other", beside[0].id if len({one.id for one in beside}) == 1 else ""


def _sat(report: Report, index: int, acting: Sequence[Body]) -> Body | None:
    """The council or Assembly whose sitting it was: named right beside the word."""
    lead = report.lead
    if MINUTES.search(lead[0].text):
        for one in acting:
            if _is_council(one) and any(
                line.start <= one.start < line.end for line in lead[:4]
            ):
                return one
    sentence = lead[index]
    words = _without(sentence, acting)
    nearest: tuple[int, Body] | None = None
    for pattern in (*_NOUNS, GATHERED, TALKED, DISCUSSED):
        for match in pattern.finditer(words):
            start = sentence.start + match.start()
            for one in acting:
                gap = max(one.start - start - len(match.group()), start - one.end, 0)
                is_one = _is_council(one) or (
                    one.id in _ASSEMBLIES and not _names_its_office(report, one)
                )
                if is_one and gap <= _BESIDE and (nearest is None or gap < nearest[0]):
                    nearest = (gap, one)
    is_akims = chair(lead, index, "") in ("akim", "deputy_akim")
    if nearest is None or _is_guest(sentence, is_akims and nearest[0] > _OWN):
        return None
    return nearest[1]


def _is_council(body: Body) -> bool:
    return body.role in _COUNCIL_ROLES and body.id not in _NOT_COUNCILS


def _is_guest(sentence: Sentence, is_host_another: bool) -> bool:
    """Named in a list of those who came."""
    listed = sentence.text.count(",") >= 2 or " мен " in sentence.text
    return listed and (is_host_another or _GUESTS.search(sentence.text) is not None)
