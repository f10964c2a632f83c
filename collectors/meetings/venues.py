"""Where a meeting was held: the venue's words, brought into their dictionary form.

"Областном акимате" is "областной акимат", "кітапханасында" is "кітапханасы". A city is
no venue, and a Friendship House is that alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from collectors.meetings.bodies import Body
from collectors.meetings.text import Sentence
from collectors.meetings.words import HELD, SITTING

_FLAGS = re.IGNORECASE
_LABEL = re.compile(
    r"\b(?:орны|орын|жері|мекенжай\w*|қайда|место|где|площадка|venue|place|where)\b",
    _FLAGS,
)
#: So many sentences around the event may name the place.
_AROUND = (0, 1, -1, 2, -2, 3)

#: Kazakh nouns of venues, as they begin.
_KK_NOUNS = (
    r"үй|сарай|мұражай|асхана|шайхана|мейрамхана|фойе|кітапхана|мектеп|мектеб|лицей"
    r"|гимназия|колледж|университет|институт"
    r"|академия|әкімді[кг]|клуб|музей|театр|филармония|саяба[қғ]|ғимарат|кеңсе"
    r"|орталы[қғ]|зал|шаңыра[қғ]|резиденция|амфитеатр|стадион|кешен|мешіт|кабинет"
    r"|ордас?|алаң|мейманхана|қонақ үй|кинотеатр|қор"
)
_KK_LOCATIVE = re.compile(
    rf"(?<![\w-])(?P<noun>(?:{_KK_NOUNS})(?:тар|тер|дар|дер|лар|лер)?)"
    r"(?P<own>ында|інде|сында|сінде|ына|іне|сына|сіне|да|де|та|те)(?!\w)",
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
    r"|өтті|өткен|кеше|бүгін|жылы|жылғы|сағат|кезінде|төрағалығымен|әкімі|орынбасары"
    r"|төрағасы)$"
    r"|^\d|^[XVIІХ]+$",
    _FLAGS,
)
_KK_UNIT = re.compile(r"(?<!\w)(облыс|аудан|қала|ауыл)(?:ы|сы)?\s+$", _FLAGS)
_KK_CENTRE = re.compile(r"^(?:облыс|аудан|қала|өңір)\w*\s+орталы[қғ]", _FLAGS)
_KK_MOST = 5

#: Russian nouns of venues: prepositional case, dictionary form, gender.
_RU_NOUNS: tuple[tuple[str, str, str], ...] = (
    (r"дом[еу]", "дом", "m"),
    (r"дворце", "дворец", "m"),
    (r"акимате", "акимат", "m"),
    (r"центре", "центр", "m"),
    (r"клубе", "клуб", "m"),
    (r"парке", "парк", "m"),
    (r"музее", "музей", "m"),
    (r"театре", "театр", "m"),
    (r"колледже", "колледж", "m"),
    (r"университете", "университет", "m"),
    (r"институте", "институт", "m"),
    (r"лицее", "лицей", "m"),
    (r"комплексе", "комплекс", "m"),
    (r"кабинете", "кабинет", "m"),
    (r"маслихате", "маслихат", "m"),
    (r"офисе", "офис", "m"),
    (r"амфитеатре", "амфитеатр", "m"),
    (r"стадионе", "стадион", "m"),
    (r"коворкинге", "коворкинг", "m"),
    (r"ресторане", "ресторан", "m"),
    (r"отеле", "отель", "m"),
    (r"холле", "холл", "m"),
    (r"пресс-центре", "пресс-центр", "m"),
    (r"медиацентре", "медиацентр", "m"),
    (r"техникуме", "техникум", "m"),
    (r"гостинице", "гостиница", "f"),
    (r"юрте", "юрта", "f"),
    (r"библиотеке", "библиотека", "f"),
    (r"школе", "школа", "f"),
    (r"школе-лицее", "школа-лицей", "f"),
    (r"школе-гимназии", "школа-гимназия", "f"),
    (r"гимназии", "гимназия", "f"),
    (r"филармонии", "филармония", "f"),
    (r"академии", "академия", "f"),
    (r"резиденции", "резиденция", "f"),
    (r"мечети", "мечеть", "f"),
    (r"администрации", "администрация", "f"),
    (r"площадке", "площадка", "f"),
    (r"здании", "здание", "n"),
    (r"управлении", "управление", "n"),
    (r"(?:конференц-)?зале", "зал", "m"),
)
_RU = re.compile(
    r"\b(?:в|во|на)\s+(?P<before>(?:[а-яё-]+(?:ом|ем|ой|ей|ых|их)\s+){0,3})"
    rf"(?P<prefix>(?:[а-яё]+-)?)(?P<noun>{'|'.join(p for p, _, _ in _RU_NOUNS)})(?!\w)"
    r"(?P<after>(?:\s+(?:культуры|дружбы|мира|согласия|примирения|молод[её]жи"
    r"|школьников|студентов|творчества|заседаний|ветеранов|искусств|спорта|медиации"
    r"|народов|общественного|обслуживания|населения|района|области|города|районного"
    r"|областного|городского|сельского|акимата|округа|библиотеки|школы|имени|им\.?|и"
    r"|№\s?\d+|«[^»]{2,40}»|(?<=имени )(?:[А-Я]\.\s?){0,2}\S+"
    r"|(?<=им\. )(?:[А-Я]\.\s?){0,2}\S+))*)",
    _FLAGS,
)
_RU_ENDINGS = {
    "m": ((r"(?<=[кгхжшчщ])ом$", "ий"), (r"ом$", "ый"), (r"ем$", "ий")),
    "n": ((r"ом$", "ое"), (r"ем$", "ее")),
    "f": ((r"ой$", "ая"), (r"ей$", "яя")),
}
#: Adjectives whose ending is stressed: "областной", "городской".
_RU_STRESSED = re.compile(r"(?:областн|городск|больш|районн(?=ой))ом$", _FLAGS)
_RU_NOMINATIVE = re.compile(
    r"^\W*(?P<place>(?:[а-яё-]+(?:ый|ий|ой|ая)\s+){0,2}(?:акимат|библиотека|клуб"
    r"|дом\s+(?:культуры|дружбы)|дворец\s\w+|центр\s\w+|школа)\b[^.,;]{0,40})$",
    _FLAGS,
)
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


def _in_sentence(sentence: Sentence, bodies: Sequence[Body]) -> str:
    """The first venue a sentence says to have been the place."""
    found = sorted(
        (*_kazakh(sentence.text), *_russian(sentence.text), *_english(sentence.text))
    )
    for _, words in found:
        return words
    return ""


def _kazakh(text: str) -> Iterator[tuple[int, str]]:
    for pattern in (_KK_OWNER, _KK_LOCATIVE):
        for match in pattern.finditer(text):
            noun, own = match["noun"], match["own"].casefold()
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


def _russian(text: str) -> Iterator[tuple[int, str]]:
    for match in _RU.finditer(text):
        noun = match["noun"]
        base, gender = next(
            (base, gender)
            for pattern, base, gender in _RU_NOUNS
            if re.fullmatch(pattern, noun, _FLAGS)
        )
        after = re.sub(r"\s+(?:и|имени|им\.?)$", "", match["after"]).rstrip()
        if base == "дом" and not after and not match["before"]:
            continue
        if base == "дом" and "дружбы" in after.casefold():
            yield match.start(), _HOUSE["ru"]
            continue
        adjectives = [_agreeing(word, gender) for word in match["before"].split()]
        if noun[0].isupper():
            base = base[0].upper() + base[1:]
        base = match["prefix"] + base
        yield match.start(), " ".join([*adjectives, base]) + after
    # In minutes: "5 марта 2026 года, районный акимат".
    if re.search(r"\d{4}", text) and not re.search(r"\b(?:в|во|на)\s", text):
        plain = _RU_NOMINATIVE.match(
            re.sub(r"^.*\d{4}(?:\s+года|\s*г\.)?\s+", "", text)
        )
        if plain is not None:
            yield plain.start(), plain["place"].strip()


def _agreeing(adjective: str, gender: str) -> str:
    """A Russian adjective of the prepositional case in the nominative."""
    if gender == "m" and _RU_STRESSED.search(adjective):
        return adjective[:-2] + "ой"
    for pattern, ending in _RU_ENDINGS[gender]:
        if re.search(pattern, adjective):
            return re.sub(pattern, ending, adjective)
    return adjective


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
