"""Where a meeting was held: the venue's words, brought into their dictionary form.

"Областном акимате" is "областной акимат", "кітапханасында" is "кітапханасы". A city is
no venue, and a Friendship House is that alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from collectors.meetings.bodies import Body
from collectors.meetings.russian_venues import russian_venues
from collectors.meetings.text import Sentence, letters_language
from collectors.meetings.words import HELD, SITTING

_FLAGS = re.IGNORECASE
_LABEL = re.compile(
    r"\b(?:орны|орын|жері|мекенжай\w*|қайда|место|где|площадка|venue|place|where)\b",
    _FLAGS,
)
#: A line that only says where and when has no more words than this.
_SHORT_LINE = 12
#: A chronicle begins with the place.
_FIRST = 6
#: So many sentences around the event may name the place.
_AROUND = (0, 1, -1, 2, -2, 3)

#: Kazakh nouns of venues, as they begin.
_KK_NOUNS = (
    r"үй|сарай|мұражай|асхана|шайхана|мейрамхана|фойе|кітапхана|мектеп|мектеб|лицей"
    r"|гимназия|колледж|университет|институт"
    r"|академия|әкімді[кг]|клуб|музей|театр|филармония|саяба[қғ]|ғимарат|кеңсе"
    r"|орталы[қғ]|зал|шаңыра[қғ]|резиденция|амфитеатр|стадион|кешен|мешіт|кабинет"
    r"|ордас?|алаң|мейманхана|қонақ үй|кинотеатр|қор|басқарма|сот|тойхана|чайхана"
    r"|зауыт|мектеп-лицей"
)
_KK_LOCATIVE = re.compile(
    rf"(?<![\w-])(?P<noun>(?:{_KK_NOUNS})(?:тар|тер|дар|дер|лар|лер)?)"
    r"(?P<own>ында|інде|сында|сінде|ына|іне|сына|сіне|да|де|та|те)(?!\w|\s+емес)",
    _FLAGS,
)
_KK_OWNER = re.compile(
    rf"(?<![\w-])(?P<noun>(?:{_KK_NOUNS}))(?P<own>ының|інің|сының|сінің|ның|нің|дың"
    rf"|дің|тың|тің)"
    r"\s+(?:\w+\s+){0,2}(?:зал|ғимарат|алаң|фойе|кабинет)\w*",
    _FLAGS,
)
#: What a Kazakh venue's name may begin with; anything else is the rest of the sentence.
_KK_STOP = re.compile(
    r"(?:да|де|та|те|дағы|дегі|тағы|тегі|ның|нің|дың|дің|тың|тің|ға|ге|қа|ке|нан|нен"
    r"|мен"
    r"|лары|лері|күні|қаласы|ауданы|облысы|облыс|аудан|қала|ауылы|өңір|үшін|туралы"
    r"|бойынша"
    r"|бұл|осы|сол|әңгіме|жиын|отырыс|кездесу|басқосу|шара|өтті|өткен|кеше|бүгін"
    r"|жылы|жылғы|сағат|кезінде|төрағалығымен|әкімі|орынбасары"
    r"|төрағасы)$"
    r"|^\d|^[XVIІХ]+$|\w{3}(?:сын|сін|ын|ін|ды|ді|ты|ті|ып|іп|ған|ген|қан|кен)$",
    _FLAGS,
)
_KK_UNIT = re.compile(r"(?<!\w)(облыс|аудан|қала|ауыл)(?:ы|сы)?\s+$", _FLAGS)
_KK_CENTRE = re.compile(r"^(?:облыс|аудан|қала|өңір)\w*\s+орталы[қғ]", _FLAGS)
_KK_MOST = 5

#: A city given as "the Friendship House of Astana" is no part of the venue's name.
_HOUSE = {"kk": "Достық үйі", "ru": "Дом дружбы", "en": "Friendship House"}
_HALL = re.compile(
    r",.*$|\s*\((?:.*)\)|\s+\d+-?\s?(?:каб|зал).*$|\s+(?:\w+\s+)?зал(?:ы|ында)?$",
    _FLAGS,
)


def venue(
    lead: Sequence[Sentence], index: int, bodies: Sequence[Body], language: str
) -> str:
    """The venue named at or near the event, in its dictionary form, or ""."""
    for sentence in lead:
        if sentence.label and _LABEL.search(sentence.label):
            return _labelled(sentence, bodies, language)
    told = _told(lead, index, bodies)
    return _hall_of_house(told, lead, bodies) if told else ""


def _told(lead: Sequence[Sentence], index: int, bodies: Sequence[Body]) -> str:
    """The venue of the event's sentence, of those around it, of any that can tell."""
    for step in _AROUND:
        if 0 <= index + step < len(lead):
            sentence = lead[index + step]
            found = "" if sentence.is_quoted else _in_sentence(sentence, bodies)
            if found:
                return found
    for sentence in lead:
        if SITTING.search(sentence.text) and HELD.search(sentence.text):
            found = _in_sentence(sentence, bodies)
            if found:
                return found
    for sentence in lead[1:]:
        found = "" if sentence.is_quoted else _of_line(sentence, bodies)
        if found:
            return found
    for sentence in lead[1:_FIRST]:
        found = "" if sentence.is_quoted else _in_sentence(sentence, bodies)
        if found:
            return found
    return ""


def _labelled(sentence: Sentence, bodies: Sequence[Body], language: str) -> str:
    """The value of "Место: …": its first part, unless it is in a case."""
    if _has_house(sentence, bodies):
        return _HOUSE.get(language, _HOUSE["ru"])
    named = _in_sentence(sentence, bodies)
    value = sentence.value.strip(" .;")
    parts = [part.strip() for part in re.split(r"[,;]", value)]
    # "г. Тараз, Дом культуры": the city comes before the venue.
    cities = takewhile(_is_city, parts)
    rest = parts[len(list(cities)) :] or parts
    return named or _HALL.sub("", rest[0]).strip()


def _is_city(part: str) -> bool:
    return (
        re.search(
            r"^(?:г|с|город|село|ауыл)\b\.?|(?:қ\.|қаласы|ауылы|ауданы|область|облысы"
            r"|район)$",
            part,
            _FLAGS,
        )
        is not None
    )


def _has_house(sentence: Sentence, bodies: Sequence[Body]) -> bool:
    return any(
        body.id == "friendship_house"
        and sentence.start <= body.start
        and body.end <= sentence.end
        for body in bodies
    )


def _hall_of_house(found: str, lead: Sequence[Sentence], bodies: Sequence[Body]) -> str:
    """A bare hall is one of the Friendship House's, if the report tells of one."""
    if not _BARE_HALL.fullmatch(found):
        return found
    houses = (one for one in lead if _has_house(one, bodies))
    house = next(houses, None)
    return found if house is None else _HOUSE[letters_language(house.text)]


def _of_line(sentence: Sentence, bodies: Sequence[Body]) -> str:
    """A line of place and day, without a verb: "г. Тараз, Дом дружбы, 11.00"."""
    text = sentence.text.strip(" .")
    if len(text.split()) > _SHORT_LINE:
        return ""
    if _has_house(sentence, bodies) and ("," in text or "📍" in text):
        return _HOUSE[letters_language(text)]
    plain = _KK_BARE.match(text)
    return plain["place"] if plain is not None else ""


def _in_sentence(sentence: Sentence, bodies: Sequence[Body]) -> str:
    """The first venue a sentence says to have been the place."""
    found = sorted(
        (
            *_kazakh(sentence.text),
            *russian_venues(sentence.text),
            *_english(sentence.text),
        )
    )
    for _, words in found:
        return words
    return ""


def _kazakh(text: str) -> Iterator[tuple[int, str]]:
    for pattern in (_KK_OWNER, _KK_LOCATIVE):
        for match in pattern.finditer(text):
            noun, own = match["noun"], match["own"].casefold()
            if re.search(r"(?:лар|лер|дар|дер|тар|тер)$", noun):
                continue  # several houses are nobody's venue
            is_akimat = noun.casefold().startswith("әкімд")
            before = _kk_before(text[: match.start()], is_akimat)
            name = " ".join([*before, noun + _kk_base(noun, own)])
            if _KK_CENTRE.search(name) or name.casefold() in _KK_VAGUE:
                continue
            if re.search(r"(?:^|\s)достық үйі$", name, _FLAGS):
                name = _HOUSE["kk"]
            yield match.start(), name
        # "the hall of the house" is the house: the longer reading has spoken.
        if pattern is _KK_OWNER and pattern.search(text):
            return


_BARE_HALL = re.compile(
    r"(?:(?:мәжіліс|акт|конференц|шағын|үлкен|кіші|концерт|актовый|малый|большой"
    r"|конференц-)\s*)*зал(?:ы)?",
    _FLAGS,
)
_KK_BARE = re.compile(
    rf"^(?:\S+(?:дағы|дегі|тағы|тегі)\s+)(?P<place>(?:{_KK_NOUNS}))$", _FLAGS
)
#: A body or a share in something, no room: "үйінде" alone is somebody's home.
_KK_VAGUE = frozenset({"үйі", "үй", "орталығы", "алаңы", "қоры", "кабинеті", "үйлері"})


def _kk_base(noun: str, own: str) -> str:
    """The ending that stays: the possessive without its case."""
    if own[0] in "ыі" and own not in ("ы", "і"):
        return own[0]
    if own[0] == "с":
        return own[:2]
    return ""


def _kk_before(text: str, is_akimat: bool) -> list[str]:
    """The attributes right before a Kazakh venue's noun, in their order."""
    unit = _KK_UNIT.search(text) if is_akimat else None
    if unit is not None:
        return [unit.group(1)]
    words: list[str] = []
    for word in reversed(re.findall(r"«[^»]{1,40}»|[^\s]+", text)[-_KK_MOST:]):
        bare = word.strip("«»")
        if word[-1] in ",.;:!?–—-" or _KK_STOP.search(bare):
            break
        words.insert(0, word)
    while words and words[0].casefold() in ("және", "жаңа", "бір", "осы", "сол"):
        words.pop(0)
    # "Еңбекшіқазақ аудандық мәдениет үйі": whose it is, is the district's name.
    if len(words) > 1 and re.match(r"(?:аудан|қала|облыс|ауыл)\S*[қк]$", words[1]):
        words.pop(0)
    return (
        words
        if not words or "атындағы" not in text[-60:]
        else _named_after(text, words)
    )


def _named_after(text: str, words: list[str]) -> list[str]:
    """As in "Абай атындағы облыстық кітапхана": the name belongs to it."""
    found = re.search(
        r"(\S+(?:\s[А-ЯӘҒҚҢӨҰҮҺІ]\S+)?)\s+атындағы\s*(?:\S+\s+){0,3}$", text
    )
    return [found.group(1), "атындағы", *words] if found else words


def _english(text: str) -> Iterator[tuple[int, str]]:
    for match in re.finditer(
        r"\b(?:at|in) the (?P<place>(?:[A-Z][\w’'-]+ ){0,4}"
        r"(?:House(?: of \w+)?|Palace(?: of \w+(?: and \w+)?)?|[Ll]ibrary|[Hh]all"
        r"|[Ss]chool|[Cc]ent(?:re|er)|[Uu]niversity|akimat|Akimat))\b",
        text,
    ):
        place = match["place"]
        is_house = place in ("House of Friendship", "Friendship House")
        yield match.start(), _HOUSE["en"] if is_house else place
