"""Of whom a meeting was: the whole country, a region, or a district or city."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from collectors.meetings.text import Sentence
from data.model import District, Region

_FLAGS = re.IGNORECASE
_REPUBLIC = re.compile(
    r"\b(?:республикалы[қғ]\w*|республиканск\w+|republican|мемлекеттік кеңесші\w*"
    r"|государственн\w+ советник\w*|глав\w государства|мемлекет басшы\w*"
    r"|(?<!вице-)президент(?!\w* федерац)\w*|president|министр(?!лі)\w{0,4}"
    r"|minister)\b",
    _FLAGS,
)
#: A region of that name, or a library named after a man of that name.
_NOT_A_DISTRICT = r"(?!\s+(?:облыс|област|атындағы|[Rr]egion))"
_OF_REPUBLIC = re.compile(r"\b(?:республикалы[қғ]|республиканск)\w*", _FLAGS)
#: So near to a body stands the word that says whose it is.
_BESIDE = 22
#: "Сарыкөл ауданында": where they met, not whose body it was.
_WHERE = re.compile(r"(?:нда|нде|дағы|дегі)\w*$|(?:районе|области|городе)$", _FLAGS)
_PEOPLES_COUNCIL = frozenset({"people_council"})
_REGION = re.compile(
    r"\b(?:облыс(?:ы|ты[қғ])?\w*|област\w*|regional|region|облысты[қғ]\w*|өңір(?:лік"
    r"|дің)"
    r"|региональн\w+)\b",
    _FLAGS,
)
_DISTRICT = re.compile(
    r"\b(?:аудан(?!дар)(?:ы|ды[қғ])?\w*|район(?!ов|ам|ах|ами|ы)\w*|районн\w+|district"
    r"|ауылды[қғ]\w*|сельск\w+ округ\w*|ауыл әкім\w*)\b",
    _FLAGS,
)
_CITY = re.compile(
    r"\b(?:қалалы[қғ]\w*|қала(?:сы|ның|да)?\w{0,5}|городск\w+|город[ае]?|г\."
    r"|city)(?!\w)",
    _FLAGS,
)
#: Cities with the rank of a region.
_OWN_CITIES = frozenset({"KZ-71", "KZ-75", "KZ-79"})
#: A plural: people came from them, none of them sat.
_MANY = re.compile(
    r"(?:аудан|қала|облыс)\w*\s+әкімдер\w*|(?:аудан|қала|облыс)\w*\s+әкімдіктер\w*"
    r"|аудандар\w*|район(?:ов|ам|ах|ами|ы)\b|облыстар\w*|област(?:ей|ям|ях)\b"
    r"|қалалар\w*|город(?:ов|ах|ам)\b",
    _FLAGS,
)


@dataclass(frozen=True, slots=True)
class Scope:
    """``scale``: "republic", "region", "district"; a region code or "national"."""

    scale: str
    region: str
    district: str = ""  # a KATO code, only with the scale of a district


def scope(
    lead: Sequence[Sentence],
    index: int,
    body_role: str,
    anchors: Sequence[tuple[int, int]],
    region: str | None,
    regions: Sequence[Region],
    districts: Sequence[District],
) -> Scope:
    """Where and on what level the meeting of a sentence sat; ``region`` as known.

    ``anchors`` are the places in the lead of the body that sat or of who called it.
    """
    order = [index, 0, index + 1, index + 2, index - 1]
    near = [
        lead[place]
        for place in dict.fromkeys(order)
        if 0 <= place < len(lead) and (place >= 0 or index > 1)
    ]
    labelled = [one for one in lead if one.label and one.line > 0][:4]
    read = [*near, *(one for one in labelled if one not in near)]
    texts = [one.text for one in read]
    place = region or _region_in(texts, regions)
    named = _district_in(texts, place, districts)
    scale = _anchored(read, anchors, place) or _scale(texts, body_role, place, named)
    if body_role in _PEOPLES_COUNCIL and scale != "region":
        scale = "republic"
    if scale == "republic":
        return Scope("republic", "national")
    home = place or (named.region if named else "") or "national"
    if scale == "district" and home in _OWN_CITIES and _is_city_wide(texts):
        scale = "region"
    if scale == "district":
        named = named or _district_in(texts, place, districts, by_head=True)
        return Scope("district", home, named.code if named else "")
    return Scope("region" if home != "national" else "republic", home)


def _is_city_wide(texts: Sequence[str]) -> bool:
    return any(_CITY.search(text) for text in texts) and not any(
        _DISTRICT.search(text) for text in texts[:2]
    )


def _anchored(
    read: Sequence[Sentence], anchors: Sequence[tuple[int, int]], region: str | None
) -> str:
    """The level whose word stands right at the body: "облыстық Аналар кеңесі"."""
    for sentence in read:
        found = [
            level
            for start, end in anchors
            if sentence.start <= start < sentence.end
            for level in _beside(
                sentence.text, start - sentence.start, end - sentence.start, region
            )
        ]
        if found:
            return min(found)[1]
    return ""


def _beside(
    text: str, start: int, end: int, region: str | None
) -> list[tuple[int, str]]:
    """Levels named beside a place of a sentence, with their distance from it."""
    found: list[tuple[int, str]] = []
    city = "region" if region in _OWN_CITIES else "district"
    for pattern, level in (
        (_OF_REPUBLIC, "republic"),
        (_REGION, "region"),
        (_DISTRICT, "district"),
        (_CITY, city),
    ):
        for match in pattern.finditer(text):
            gap = max(start - match.end(), match.start() - end, 0)
            between = text[min(end, match.end()) : max(start, match.start())]
            is_where = _WHERE.search(match.group()) is not None
            if gap <= _BESIDE and not is_where and not re.search(r"[,;:.]", between):
                found.append((gap, level))
    return found


def _scale(
    texts: Sequence[str], role: str, region: str | None, named: District | None
) -> str:
    """The level of the nearest sentence that states one."""
    if role in _PEOPLES_COUNCIL and not any(
        _REGION.search(_MANY.sub("", text)) for text in texts[:2]
    ):
        return "republic"
    for text in texts:
        level = _level(_MANY.sub("", text), region, named)
        if level:
            return level
    if region in (None, "national"):
        return "republic"
    return "district" if named is not None else "region"


def _level(text: str, region: str | None, named: District | None) -> str:
    republic = _REPUBLIC.search(text)
    of_region = _REGION.search(text)
    of_district = _DISTRICT.search(text)
    in_city = _CITY.search(text)
    if republic is not None and not of_region and not of_district:
        return "republic"
    if of_district is not None and (
        of_region is None or (named is not None and named.kind == "district")
    ):
        return "district"
    if of_region is not None:
        return "region"
    if in_city is not None and named is not None and named.kind == "city":
        return "district" if region not in _OWN_CITIES else "region"
    return ""


def _region_in(texts: Sequence[str], regions: Sequence[Region]) -> str | None:
    for text in texts:
        for code, pattern in _region_patterns(
            tuple((one.code, one.kind, _typed(one)) for one in regions)
        ):
            if pattern.search(text):
                return code
    return None


def _typed(region: Region) -> tuple[str, ...]:
    """The names that say that a region is meant: "Astana" may be a mere place."""
    return tuple(name for name in region.names.values() if " " in name)


@lru_cache(maxsize=4)
def _region_patterns(
    rows: tuple[tuple[str, str, tuple[str, ...]], ...],
) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (code, re.compile("|".join(_inflected(name) for name in names), _FLAGS))
        for code, kind, names in rows
        if names
    )


def _inflected(name: str) -> str:
    """A pattern for a place's full name in any case."""
    words = []
    for word in re.findall(r"[\w-]+", name):
        stem = re.sub(r"(?:ый|ий|ой|ая|[аыіеьо])$", "", word) if len(word) > 3 else word
        words.append(rf"{re.escape(stem)}\w{{0,5}}")
    return r"(?<!\w)" + r"[\s«»]+".join(words)


def _district_in(
    texts: Sequence[str],
    region: str | None,
    districts: Sequence[District],
    by_head: bool = False,
) -> District | None:
    """The district or city named nearest to the event; one of the region, if known.

    ``by_head``: a district met, and only its name is told: "Талгарский колледж".
    """
    known = [
        one for one in districts if region in (None, "national") or one.region == region
    ]
    by_code = {one.code: one for one in known}
    patterns = _district_patterns(
        tuple((one.code, one.kind, tuple(one.names.items())) for one in known)
    )
    towns = {
        code: head
        for code, (_, head) in patterns.items()
        if by_code[code].kind == "city"
    }
    wholes = {code: whole for code, (whole, _) in patterns.items()}
    heads = {code: head for code, (_, head) in patterns.items()}
    # Only towns are called by their name alone: Abai is a poet, too.
    for names in (heads,) if by_head else (wholes, towns):
        for text in texts:
            found = _first(text, names)
            if len(found) == 1:
                return by_code[found[0]]
    return None


def _first(text: str, patterns: Mapping[str, re.Pattern[str]]) -> list[str]:
    """The codes named first in a text; several when a name is not one district's."""
    places: dict[int, list[str]] = {}
    for code, pattern in patterns.items():
        match = pattern.search(text)
        if match is not None:
            places.setdefault(match.start(), []).append(code)
    return places[min(places)] if places else []


@lru_cache(maxsize=64)
def _district_patterns(
    rows: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...],
) -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """For each district: its name with the word of kind, and its name alone."""
    found = {}
    for code, kind, names in rows:
        whole, heads = [], []
        for lang, name in names:
            head = _head(name)
            stem = _stem(head)
            if lang == "kk":
                word = r"қала\w*" if kind == "city" else r"аудан(?!дар)\w*"
                whole.append(rf"(?<!\w){stem}\w{{0,4}}\s+{word}")
            elif lang == "ru":
                word = (
                    r"(?:город\w{0,2}|г\.)"
                    if kind == "city"
                    else r"район(?!ов|ам|ах)\w*"
                )
                whole.append(
                    rf"(?<!\w)(?:{stem}\w{{0,3}}\s+{word}|{word}\s+{stem}\w{{0,3}})"
                )
            else:
                word = "(?:city|town)" if kind == "city" else "district"
                whole.append(rf"(?<!\w){stem}\s+{word}|{word}\s+of\s+{stem}")
            heads.append(rf"(?<!\w)(?<!имени ){stem}\w{{0,4}}(?!\w){_NOT_A_DISTRICT}")
        found[code] = (
            re.compile("|".join(whole), _FLAGS),
            re.compile("|".join(heads)),
        )
    return found


def _head(name: str) -> str:
    """The name without its word of kind: "Бейнеу", "Денисовский", "Сауран"."""
    words = r"\s*\b(?:ауданы|қаласы|район|город|district|\(city\))(?!\w)\s*"
    return re.sub(words, " ", name, flags=_FLAGS).replace("(city)", "").strip()


def _stem(head: str) -> str:
    stem = re.sub(r"(?:ый|ий|ой)$", "", head) if len(head) > 5 else head
    stem = re.sub(r"[аыіеьоя]$", "", stem) if len(stem) > 5 else stem
    return re.escape(stem)
