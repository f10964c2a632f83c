"""Which office presided, as a code: an office is read, never who holds it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from collectors.meetings.text import Sentence

_FLAGS = re.IGNORECASE

#: The closed list of offices that preside; a district's akim is an akim like any other.
CHAIR_OFFICES = (
    *("akim", "deputy_akim", "assembly_chair", "assembly_deputy_chair"),
    *("council_chair", "secretariat_head", "department_head", "state_counsellor"),
    *("president", "minister", "group_head"),
)
_ASSEMBLY_KK = r"(?:ассамблея\w*|ҚХА\S{0,5}|халық кеңесі\w*)"
_ASSEMBLY_RU = (
    r"(?:(?:\w+\s+)?ассамбле\w+|(?:\w+\s+)?АНК|халық кеңесі\w*|народного совета)"
)
_DEPUTY_RU = r"(?:перв\w+\s+)?зам(?:естител\w+|\.)?\s+"
_UNIT_RU = r"(?:управлени|отдел|департамент|комитет)\w*"
_KK_CHAIR = r"төра(?:ға|йым)(?!лы[қғ])\w*"
#: The longer reading of one place is meant: a deputy akim is no akim.
_OFFICES: tuple[tuple[str, str], ...] = (
    (r"әкім(?!дер)\w*(?:\s+бірінші)?\s+орынбасар(?!лар)\w*", "deputy_akim"),
    (
        r"әкімдер\w*(?:\s+орынбасар\w*)?|аким(?:ы|ов|ам|ами|ах)(?!\w)|заместител(?:и"
        r"|ей|ями?)\s+аким\w*",
        "",
    ),
    (_DEPUTY_RU + r"(?:аким|глав)(?!ат)\w*", "deputy_akim"),
    (r"(?:first\s+)?deputy\s+akims?", "deputy_akim"),
    (r"әкім(?!ді[кг]|дер)\w*|(?:өңір|облыс|аудан|қала)\s+басшы\w*", "akim"),
    (r"аким(?!ат)\w{0,3}|градоначальник\w*", "akim"),
    (r"глав\w\s+(?:региона|области|района|города)", "akim"),
    (r"akims?", "akim"),
    (rf"{_ASSEMBLY_KK}\s+{_KK_CHAIR}\s+орынбасар\w*", "assembly_deputy_chair"),
    (rf"{_DEPUTY_RU}председател\w+\s+{_ASSEMBLY_RU}", "assembly_deputy_chair"),
    (r"(?:deputy|vice)[\s-]+chair\w*\s+of\s+the\s+assembly", "assembly_deputy_chair"),
    (rf"{_ASSEMBLY_KK}\s+{_KK_CHAIR}", "assembly_chair"),
    (rf"председател\w+\s+{_ASSEMBLY_RU}", "assembly_chair"),
    (r"chair(?:man|person|woman)?\s+of\s+the\s+assembly", "assembly_chair"),
    (
        r"(?:кеңес|алқа)(?:\w*\s+)(?:\w+\s+)?"
        + rf"(?:{_KK_CHAIR}|жетекші\w*)"
        + r"(?!\s+орынбасар)",
        "council_chair",
    ),
    (r"(?:ведущ|руководител|глав)\w*\s+(?:[\w-]+\s+)?совета\s+\w+", "council_chair"),
    (r"(?:орталы[қғ]|бірлесті[кг])\w*\s+(?:жетекші|басшы|төраға)\w*", "group_head"),
    (
        r"(?:председател|руководител|лидер|директор)\w*\s+(?:[\w-]+\s+){0,2}"
        r"(?:объединения|общества|центра)",
        "group_head",
    ),
    (
        rf"председател\w+\s+(?:\w+\s+){{0,2}}совет(?:а|ов)(?!\s+{_ASSEMBLY_RU})\w*",
        "council_chair",
    ),
    (r"председател\w+\s+совет(?:а|ов)\s+\w*", "council_chair"),
    (r"chair(?:man|person|woman)?\s+of\s+the\s+council", "council_chair"),
    (r"хатшылы[қғ]\w*\s+(?:меңгеруші|басшы|жетекші)\w*", "secretariat_head"),
    (
        r"(?:заведующ\w*|зав\.|завсектор\w*|руководител\w*|глав\w*|начальни\w*)\s+"
        r"(?:\w+\s+)?секретариат\w*",
        "secretariat_head",
    ),
    (r"head\s+of\s+the\s+secretariat", "secretariat_head"),
    (r"(?:басқарма|бөлім|департамент|комитет)\w*\s+басшы\w*", "department_head"),
    (r"комитет\w*\s+" + _KK_CHAIR, "department_head"),
    (
        rf"(?:руководител|начальни|заведующ|председател)\w*\s+(?:[\w-]+\s+)?{_UNIT_RU}",
        "department_head",
    ),
    (r"head\s+of\s+the\s+(?:\w+\s+){0,3}department", "department_head"),
    (r"мемлекеттік\s+кеңесші\w*", "state_counsellor"),
    (r"государственн\w+\s+советник\w*|госсоветник\w*", "state_counsellor"),
    (r"state\s+counsellor", "state_counsellor"),
    (r"мемлекет\s+басшы\w*|(?<!вице-)президент\w*|глав\w\s+государства", "president"),
    (r"(?<!vice-)(?<!vice )president|head\s+of\s+state", "president"),
    (r"(?:премьер-|вице-)министр\w*|(?:prime|vice)[\s-]minister", ""),
    (r"министр(?!лі)\w{0,8}|minister", "minister"),
    (r"(?:топ|тоб)\w*\s+(?:жетекші|басшы)\w*", "group_head"),
    (
        r"руководител\w+\s+(?:[\w-]+\s+){0,2}групп\w+"
        r"|head\s+of\s+the\s+(?:\w+\s+)?group",
        "group_head",
    ),
    # Of the Senate, the Mazhilis, a maslikhat, a court: offices that are none of ours.
    (r"(?:мәслихат|сот|сенат|мәжіліс)\w*\s+" + _KK_CHAIR, ""),
    (r"председател\w+\s+(?:\w+\s+)?(?:маслихат|суд|сенат|мажилис|правлени)\w*", ""),
)
_PATTERN = re.compile(
    "|".join(
        f"(?P<o{i}>(?<![\\w-])(?:{pattern})(?!\\w))"
        for i, (pattern, _) in enumerate(_OFFICES)
    ),
    _FLAGS,
)
#: "The chairman" of the body that sat, named without it.
_BARE_CHAIR = re.compile(
    r"\b(?:төра(?:ға|йым)(?:сы|ы)?(?!\w)|председател[ья]\w{0,3}|chair(?:man|woman)?)\b",
    _FLAGS,
)
CHAIRED = re.compile(
    r"\b(?:under the chairmanship of|chaired(?: by)?|led by|presided"
    r"|под (?:\w+\s+)?председательством|под руководством"
    r"|председательствовал\w?|председательствующ\w+|ведущ(?:ий|ая)\b"
    r"|пров[её]л\w?|провела|вести заседание"
    r"|в[её]л[аи]?|вели|возглавил\w?|открыл[аи]?|открывая|модератор\w*|модерировал\w?"
    r"|созвал[аи]?|собрал[аи]?"
    r"|төрағалы[қғ]\w*(?:\s+(?:ет|жаса)\w+)?|басшылығымен|жетекшілігімен"
    r"|жүргізді|жүргізіп|жүргізген|жүргізуші\w*|басқарды|басқарған"
    r"|басқарады|жүргізеді|ведёт|позвал[аи]?|пригласил[аи]?|возглавля\w+"
    r"|ашқан|ашты|ашып|шақырған|тізгінде\w+|өткізді|өткізген|өткізіп)\b",
    _FLAGS,
)
#: Strong words of presiding: what stands beside "opened" may be a guest.
_SURELY = re.compile(
    r"chairmanship|chaired|presided|председател|вел|вёл|пров|модер|төраға|жүргіз"
    r"|басқар|өткіз",
    _FLAGS,
)
_CHAIRMANSHIP = re.compile(r"председательством|chairmanship|төрағалығымен", _FLAGS)
_CHAIR_LABEL = re.compile(
    r"төраға|жүргіз|председател|ведущ|вёл|вела|модератор|chair|басқар", _FLAGS
)
#: "Төраға — облыс әкімінің орынбасары."
_CHAIR_DASH = re.compile(
    r"^\W*(?:төраға\w*(?:\s+ет\w+)?|жүргізген|председател\w+|ведущий"
    r"|модератор)\s+[—–]\s+",
    _FLAGS,
)
_APPOSITION = re.compile(r"\s*(?:[—–-]|,)\s*(?:[\w-]+\s+){0,4}")
#: "от имени акима", "акимам поручено": somebody the sentence speaks of or to.
_NOT_PRESENT = re.compile(r"от имени|по поручению|атынан|тапсырмасы бойынша", _FLAGS)
_FARTHEST = 110
#: Heads of what may have met: where they alone are named, the meeting was theirs.
_HEADS = frozenset({"council_chair", "secretariat_head", "group_head"})


@dataclass(frozen=True, slots=True)
class Office:
    """An office as named at a place of a sentence."""

    code: str
    start: int
    end: int


def offices(sentence: str) -> list[Office]:
    """The offices a sentence names, the longer reading where two begin together."""
    found: list[Office] = []
    for match in _PATTERN.finditer(sentence):
        code = _OFFICES[int((match.lastgroup or "o0")[1:])][1]
        found.append(Office(code, *match.span()))
    return found


def chair(lead: Sequence[Sentence], index: int, kind: str) -> str:
    """The code of the office that presided over the meeting of a sentence, or ""."""
    for sentence in lead:
        if _CHAIR_LABEL.search(sentence.label) or _CHAIR_DASH.match(sentence.text):
            named = offices(_CHAIR_DASH.sub("", sentence.value))
            if named:
                return named[0].code
            if _BARE_CHAIR.search(sentence.text) and kind == "council":
                return "council_chair"
    order = list(range(index, min(index + 8, len(lead))))
    order += list(range(index - 1, -1, -1))
    for strength in (True, False):
        for place in order:
            if strength or place <= index + 4:
                found = _presiding(lead, place, kind, strength)
                if found:
                    return found
    if kind == "akim_meeting":
        # It is a meeting of the akim's because an akim held it.
        held = (one.code for one in offices(lead[index].text))
        return next((code for code in held if code in ("akim", "deputy_akim")), "")
    return _only_one(lead, kind) if kind in ("council", "other") else ""


def _only_one(lead: Sequence[Sentence], kind: str) -> str:
    """The head of a body, where no other office that could preside is named."""
    codes = {one.code for sentence in lead for one in offices(sentence.text)} - {""}
    if kind == "council" and "council_chair" in codes:
        return "council_chair"
    return codes.pop() if len(codes) == 1 and codes <= _HEADS else ""


def _presiding(
    lead: Sequence[Sentence], place: int, kind: str, only_surely: bool
) -> str:
    """The office beside a word of presiding in one sentence of the lead."""
    text = lead[place].text
    for verb in CHAIRED.finditer(text):
        if only_surely and not _SURELY.search(verb.group()):
            continue
        found = _nearest(text, verb)
        if found:
            return found
        bare = _bare_chair(text)
        if bare is not None and kind == "council" and _is_near(bare, verb):
            return "council_chair"
        # "Under the chairmanship of <a name>": the office follows in the next one.
        if (
            not offices(text)
            and place + 1 < len(lead)
            and _CHAIRMANSHIP.search(verb.group())
        ):
            named = offices(lead[place + 1].text)
            if named and named[0].start < _FARTHEST:
                return named[0].code
    return ""


def _bare_chair(text: str) -> re.Match[str] | None:
    """A "chairman" that is no part of another office: a maslikhat's, a court's."""
    taken = offices(text)
    for match in _BARE_CHAIR.finditer(text):
        if not any(one.start <= match.start() < one.end for one in taken):
            return match
    return None


def _is_near(one: re.Match[str], other: re.Match[str]) -> bool:
    return (
        max(one.start() - other.end(), other.start() - one.end()) <= _FARTHEST
        and not one.start() <= other.start() < one.end()
    )


def _nearest(sentence: str, verb: re.Match[str]) -> str:
    """The office nearest to the verb; of an apposition the first, which is the rank."""
    named = [
        office
        for office in offices(sentence)
        if _gap(office, verb) <= _FARTHEST
        and not _NOT_PRESENT.search(sentence[max(0, office.start - 30) : office.start])
    ]
    if not named:
        return ""
    nearest = min(named, key=lambda office: _gap(office, verb))
    for first in named:
        between = sentence[first.end : nearest.start]
        is_rank = "," not in between or nearest.code.startswith("assembly")
        is_before = first.end <= nearest.start
        if is_rank and is_before and _APPOSITION.fullmatch(between):
            return first.code
    return nearest.code


def _gap(office: Office, verb: re.Match[str]) -> int:
    return max(office.start - verb.end(), verb.start() - office.end, 0)
