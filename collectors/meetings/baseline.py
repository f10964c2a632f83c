"""The least that reading a report must beat: words looked up, nothing understood.

The first date of a text is the day, every institution named took part, a word of the
title tells the kind, every sentence with a word of deciding is a decision.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from collectors.dates import find_dates
from collectors.meetings.bodies import find_bodies
from collectors.meetings.text import sentences
from data.model import Decision, District, Institution, Meeting

_FLAGS = re.IGNORECASE
_KINDS = (
    ("session", re.compile(r"сесси", _FLAGS)),
    ("akim_meeting", re.compile(r"әкім|аким", _FLAGS)),
    ("council", re.compile(r"кеңес|совет", _FLAGS)),
)
_MEETING = re.compile(r"отырыс|жиын|кеңес|заседани|совещани|сесси|совет", _FLAGS)
_CHAIRS = (
    ("deputy_akim", re.compile(r"әкімінің орынбасары|заместител\w+ акима", _FLAGS)),
    ("akim", re.compile(r"әкімі|аким", _FLAGS)),
    ("council_chair", re.compile(r"кеңес төра|председатель совета", _FLAGS)),
)
_PLACES = (
    ("Достық үйі", re.compile(r"Достық үйі", _FLAGS)),
    ("Дом дружбы", re.compile(r"дом\w* дружбы", _FLAGS)),
)
_SCALES = (
    ("district", re.compile(r"аудан|район", _FLAGS)),
    ("region", re.compile(r"облыс|област", _FLAGS)),
)
_DECIDED = re.compile(r"шешілді|тапсыр|жүкте|решен|решил|поруч|рекоменд", _FLAGS)
_TOPICS = (
    ("mediation", re.compile(r"медиа", _FLAGS)),
    ("youth", re.compile(r"жастар|молод", _FLAGS)),
    ("language", re.compile(r"тіл|язык", _FLAGS)),
    ("education", re.compile(r"мектеп|школ", _FLAGS)),
    ("media", re.compile(r"желі|блогер|сет[ьи]", _FLAGS)),
    ("charity", re.compile(r"көмек|помощ", _FLAGS)),
    ("situation", re.compile(r"этносаралық|межэтнич", _FLAGS)),
    ("planning", re.compile(r"жоспар|план", _FLAGS)),
    ("culture", re.compile(r"мәдени|культур", _FLAGS)),
    ("awards", re.compile(r"марапат|наград", _FLAGS)),
)
_NUMBERS = re.compile(
    r"(\d+) (?:(адам|человек)|(мүше|член)|(делегат)|(отбас|сем)|(дау|спор)|(шара"
    r"|мероп))",
    _FLAGS,
)
_WHATS = ("participants", "members", "delegates", "families", "disputes", "events")


def baseline(
    title: str,
    text: str,
    institutions: Sequence[Institution],
    region: str,
    published_on: date,
    districts: Mapping[str, District],
) -> Meeting | None:
    """What the words of a report say when each is only looked up."""
    whole = f"{title}\n{text}"
    bodies = find_bodies(whole, institutions)
    if not bodies or not _MEETING.search(whole):
        return None
    dates = find_dates(whole, published_on)
    scale = _first(_SCALES, whole)
    return Meeting(
        region=region,
        held_on=dates[0][0] if dates else None,
        title=title,
        kind=_first(_KINDS, title) or "other",
        institution=bodies[0].id,
        chair_office=_first(_CHAIRS, whole),
        bodies=tuple(dict.fromkeys(body.id for body in bodies)),
        decisions=tuple(
            Decision(
                sentence, _first_body(sentence, institutions), _first_day(sentence)
            )
            for sentence in sentences(text)
            if _DECIDED.search(sentence)
        ),
        place=_first(_PLACES, whole),
        scale="republic" if region == "national" else scale or "region",
        district=_district(whole, region, districts) if scale == "district" else "",
        topics=tuple(code for code, pattern in _TOPICS if pattern.search(whole)),
        numbers=tuple(
            (_WHATS[next(i for i, kind in enumerate(found[1:]) if kind)], int(found[0]))
            for found in _NUMBERS.findall(whole)
        ),
    )


def _first(table: Sequence[tuple[str, re.Pattern[str]]], text: str) -> str:
    return next((code for code, pattern in table if pattern.search(text)), "")


def _first_body(sentence: str, institutions: Sequence[Institution]) -> str:
    found = find_bodies(sentence, institutions)
    return sentence[found[0].start : found[0].end] if found else ""


def _first_day(sentence: str) -> date | None:
    found = find_dates(sentence, None)
    return found[0][0] if found else None


def _district(text: str, region: str, districts: Mapping[str, District]) -> str:
    return next(
        (
            code
            for code, district in districts.items()
            if district.region == region
            and any(name in text for name in district.names.values())
        ),
        "",
    )
