"""Which bodies met or took part: a body only named, tasked or visited is none of them.

A body took part when it sat, when the report says so of it ("қатысты",
"присутствовали") or when people who speak for it are named ("төрағасы",
"представители").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from collectors.meetings.bodies import Body
from collectors.meetings.text import Report, Sentence

_FLAGS = re.IGNORECASE

#: People who stand for a body: after its name in Kazakh, before it in Russian.
_PEOPLE_KK = re.compile(
    r"^[»\s]*(?:[\w«»-]+\s+){0,2}?(?:мүше|өкіл|төраға|төрайым|басшы|жетекші|қызметкер"
    r"|меңгеруші|директор|белсенді|делегат|хатшы|орынбасар|маман|апалар|ардагер|жастар"
    r"|қанат)\w*",
    _FLAGS,
)
_PEOPLE_RU = re.compile(
    r"(?:член|представител|председател|руководител|актив|сотрудник|директор|делегат"
    r"|заведующ|секретар|участник|глав|лидер|специалист|заместител|старш|апашк|эксперт"
    r"|аксакал|начальник|модератор|ветеран)\w*\s+(?:из\s+)?(?:[\w«»-]+\s+){0,3}«?$",
    _FLAGS,
)
_PEOPLE_EN = re.compile(
    r"(?:members?|representatives?|heads?|leaders?|chairs?|delegates?|mediators?)\s+"
    r"(?:of|from)\s+(?:the\s+)?(?:[\w-]+\s+){0,3}$",
    _FLAGS,
)
#: "у «Ассамблеи жастары»": whose day it was.
_HOST = re.compile(r"\bу\s+«?$", _FLAGS)
_TOOK_PART = re.compile(
    r"\b(?:қатыс(?:ты|ып|қан|ушы)\w*|жиналды|жиналып|келді|келген|келіп|шақырылды"
    r"|шақырылған\w*|бас қосты|қосылды|сөз (?:алды|сөйледі)|бөлісті|отырған\w*|өткізді"
    r"|атсалысты|жүргізді|басқарды|ұйымдастырды|дайындады|есеп берді|баяндады|тыңдалды"
    r"|жинап|әкелді|келіп|жатыр|жайылып|дейді|деді"
    r"|участвовал\w*|приняли участие|принял\w? участие|присутствовал\w*|приглашен\w*"
    r"|пригласили|собрал\w*|пришл\w*|выступил\w*|вош[её]?л\w*|вели|провел\w*|прибыл\w*"
    r"|сообщил\w*|рассказал\w*|доложил\w*|предложил\w*|поделил\w*|показал\w*"
    r"|напомнил\w*"
    r"|готовил\w*|подготовил\w*|организовал\w*|посоветовал\w*|подключил\w*"
    r"|присоединил\w*"
    r"|добавил\w*|заняли|собирал\w*|сидел\w*|поддержал\w*|помог\w*|накормил\w*|взял\w*"
    r"|организатор\w*|инициатор\w*|ұйымдастырушы\w*|заслушан\w*|приехал\w*|слушали"
    r"|attended|took part|participated|present"
    r"|joined)\b",
    _FLAGS,
)
_LABEL = re.compile(
    r"қатыс|шақырыл|присутств|участ|приглаш|состав|құрам|төраға|жүргіз|ведущ|председ"
    r"|орган|іс-шара|тыңдалды|слушали|present|attended|бас қосты",
    _FLAGS,
)
#: Talked about, yet to come, or named in the title of a paper.
_ONLY_TALKED_OF = re.compile(
    r"(?:создани\w+|решени\w+|законопроект\w* о|закон\w* о|при|функци\w+|задач\w+"
    r"|с задачами|вместо|новому|преобразовани\w+(?: в)?|переход\w*\s+к|итог\w+|опыт"
    r"|на должность)\s+"
    r"(?:[\w«»-]+\s+){0,2}«?$",
    _FLAGS,
)
_ONLY_TALKED_OF_KK = re.compile(
    r"^[»\s]*(?:\w+\s+)?(?:жанынан|жанындағы|орнына|туралы|құрылды|келеді|жай(?:ы|ын)"
    r"|жұмысы"
    r"|хатшылы|шешім|қаулы|тәжірибе|қаражат|шатыр|парақша|ғимарат)\w*",
    _FLAGS,
)
_AGENDA = re.compile(
    r"^\W*(?:\d{1,2}[.)]\s*)?(?:о|об|туралы)\s|туралы\.?$|күн тәртіб|повестк", _FLAGS
)
_FURNITURE = re.compile(
    r"^\W*(?:құрастырған|составил|подготовил\w*|дайындаған|пресс-служба|источник"
    r"|дереккөз"
    r"|контакт\w*|ақпарат бөлімі)",
    _FLAGS,
)
#: These are named in every report: they took part only if it says so of them.
_RARE = frozenset({"assembly", "people_council"})
#: A house took part only through its own people, named right beside it.
_OF_HOUSE_KK = re.compile(r"^[»\s]*(?:директор|басшы|қызметкер|өкіл|ұжым)\w*", _FLAGS)
_OF_HOUSE_RU = re.compile(
    r"(?:директор|сотрудник|руководител|представител|коллектив)\w*\s+«?$", _FLAGS
)
_PLACES = frozenset({"house"})
_REGIONAL = {"assembly": "assembly_region"}
_SECRETARIAT = re.compile(
    r"(?<!\w)(?P<kk>хатшылы[қғ]\w*)|(?<!\w)(?P<ru>секретариат\w*)", _FLAGS
)


def taking_part(
    report: Report,
    found: Sequence[Body],
    event: int,
    met: str,
    scale: str,
    kind: str,
    decisions: Iterable[tuple[int, int]],
    known: Iterable[str],
) -> tuple[str, ...]:
    """The ids of the bodies that met or took part, the one that met first.

    ``known`` are the ids of the table; an akim's meeting is a body of its own.
    """
    ids = frozenset(known)
    resolved = list(decisions)
    taking: dict[str, None] = {}
    if kind == "akim_meeting" and "akim_meeting" in ids:
        taking["akim_meeting"] = None
    if met:
        taking[_of_scale(met, scale, ids)] = None
    bodies = [*found, *_secretariats(report, found, ids)]
    for number, sentence in enumerate(report.sentences):
        if _is_passed_over(sentence, resolved):
            continue
        within = [one for one in bodies if sentence.start <= one.start < sentence.end]
        for body in within:
            if _takes_part(body, sentence, within, number == event):
                taking.setdefault(_of_scale(body.id, scale, ids))
    if kind != "akim_meeting":
        taking.pop("akim_meeting", None)
    if "assembly_region" in taking and met != "assembly":
        taking.pop("assembly", None)
    return tuple(taking)


def _of_scale(id: str, scale: str, known: frozenset[str]) -> str:
    """The Assembly of a region is not the Assembly of the country."""
    regional = _REGIONAL.get(id, "")
    return regional if scale in ("region", "district") and regional in known else id


def _secretariats(
    report: Report, found: Sequence[Body], known: frozenset[str]
) -> list[Body]:
    """A secretariat is the Assembly's where the Assembly is spoken of."""
    if "assembly_secretariat" not in known:
        return []
    if not any(body.role in _RARE or body.role == "council" for body in found):
        return []
    taken = {body.start for body in found}
    return [
        Body("assembly_secretariat", "assembly", *match.span())
        for match in _SECRETARIAT.finditer(report.whole)
        if match.start() not in taken
    ]


def _is_passed_over(sentence: Sentence, resolved: list[tuple[int, int]]) -> bool:
    """Decisions, agendas and a page's furniture name bodies that need not be there."""
    if any(start < sentence.end and sentence.start < end for start, end in resolved):
        return True
    return bool(_AGENDA.search(sentence.text) or _FURNITURE.search(sentence.text))


def _takes_part(
    body: Body, sentence: Sentence, within: Sequence[Body], is_event: bool
) -> bool:
    text = sentence.text
    start, end = body.start - sentence.start, body.end - sentence.start
    before, after = text[:start], text[end:]
    if _ONLY_TALKED_OF.search(before) or _ONLY_TALKED_OF_KK.match(after):
        return False
    after = _after_list(after, end, within, sentence)
    has_people = bool(
        _HOST.search(before)
        or (_PEOPLE_KK.match(after) and not _is_in_place(text, end))
        or _PEOPLE_RU.search(before)
        or _PEOPLE_EN.search(before)
    )
    is_listed = bool(sentence.label and _LABEL.search(sentence.label))
    if body.role in _PLACES:
        return not is_listed and bool(
            _OF_HOUSE_KK.match(after) or _OF_HOUSE_RU.search(before)
        )
    if sentence.is_quoted and not re.search(r"мүше|отырған|төраға|член", after[:30]):
        return False
    if body.id == "assembly_secretariat":
        return has_people or is_listed or bool(_TOOK_PART.search(text))
    if body.role in _RARE:
        return has_people and not _is_a_title(before, after)
    if has_people or is_listed:
        return True
    return bool(_TOOK_PART.search(text)) and not _is_in_place(text, end)


def _after_list(
    after: str, end: int, within: Sequence[Body], sentence: Sentence
) -> str:
    """What follows the last body of "Ақсақалдар және Аналар кеңестерінің өкілдері"."""
    for other in within:
        gap = sentence.text[end : other.start - sentence.start]
        if re.fullmatch(r"\s*(?:мен|және|пен|бен|,)\s*", gap):
            return sentence.text[other.end - sentence.start :]
    return after


def _is_a_title(before: str, after: str) -> bool:
    """As in "әкімі — облыстық ҚХА төрағасы": the Assembly in an office's name."""
    return bool(
        re.search(r"[—–-]\s*(?:\w+\s+){0,3}$", before)
        or re.match(r"[\s\w]*төраға", after)
        or re.search(r"председател\w+\s+(?:\w+\s+)?$", before, _FLAGS)
    )


def _is_in_place(text: str, end: int) -> bool:
    """As in "Медиация кабинетінде": where something was, not who was there."""
    return re.search(r"(?:нда|нде|да|де|дағы|дегі)$", text[:end]) is not None
