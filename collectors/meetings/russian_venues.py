"""Venues in Russian sentences: a noun after "в" or "на", in its dictionary form.

"В областном акимате" is "областной акимат"; in "в зале областного акимата" the owner
of the hall is the venue. A Friendship House is that alone, whoever's it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_FLAGS = re.IGNORECASE
_HOUSE = "Дом дружбы"
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
    (r"чайхане", "чайхана", "f"),
    (r"спортзале", "спортзал", "m"),
    (r"столовой", "столовая", "f"),
    (r"цехе", "цех", "m"),
    (r"мечети", "мечеть", "f"),
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


def _genitives() -> dict[str, tuple[str, str]]:
    """Venues as owners: "акимата" is of the "акимат", "библиотеки" of the library."""
    found = {}
    for _, base, gender in _RU_NOUNS:
        if gender == "f":
            ending = (
                "и" if base[-2:-1] in "кгхжшчщ" or base.endswith(("я", "ь")) else "ы"
            )
            found[base[:-1] + ending] = (base, gender)
        elif gender == "m" and "(" not in base:
            stem = "дворц" if base == "дворец" else base.rstrip("йь")
            found[stem + ("я" if base[-1] in "йь" else "а")] = (base, gender)
    return found


_RU_GENITIVES = _genitives()
#: "В зале областного акимата", "в помещении Дома дружбы": the owner is the venue.
_RU_OWNER = re.compile(
    r"\b(?:в|во|на)\s+(?:[а-яё-]+(?:ом|ем|ой|ей)\s+){0,2}"
    r"(?:(?:конференц-|актовом\s)?зале|здании|помещении|фойе|холле|стенах|дворе"
    r"|кабинете)\s+"
    r"(?P<before>(?:[а-яё-]+(?:ого|его|ой|ей)\s+){0,3})"
    rf"(?P<noun>{'|'.join(_RU_GENITIVES)})(?!\w)(?P<after>(?:\s+(?:культуры|дружбы|мира"
    r"|согласия|студентов|ветеранов|школьников|района|области|города))*)",
    _FLAGS,
)


def _russian_owners(text: str) -> Iterator[tuple[int, str]]:
    for match in _RU_OWNER.finditer(text):
        base, gender = _RU_GENITIVES[match["noun"].casefold()]
        if base == "дом" and "дружбы" in match["after"].casefold():
            yield match.start() - 1, _HOUSE
            continue
        if base == "дом" and not match["after"]:
            continue
        adjectives = [_of_genitive(word, gender) for word in match["before"].split()]
        yield match.start() - 1, " ".join([*adjectives, base]) + match["after"]


def _of_genitive(adjective: str, gender: str) -> str:
    """A Russian adjective of the genitive in the nominative."""
    if gender == "m" and re.search(r"(?:областн|городск)ого$", adjective, _FLAGS):
        return adjective[:-3] + "ой"
    pairs = ((r"(?<=[кгхжшчщ])ого$", "ий"), (r"ого$", "ый"), (r"его$", "ий"))
    for pattern, ending in pairs if gender == "m" else _RU_ENDINGS["f"]:
        if re.search(pattern, adjective):
            return re.sub(pattern, ending, adjective)
    return adjective


def russian_venues(text: str) -> Iterator[tuple[int, str]]:
    """The venues of a sentence, each with the place where it is named."""
    yield from _russian_owners(text)
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
            yield match.start(), _HOUSE
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
