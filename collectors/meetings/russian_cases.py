"""Russian nouns and adjectives of offices in their dictionary form.

Only what names of offices need: the dative and the nominative of a few dozen nouns.
"""

from __future__ import annotations

import re

#: Beginning, dictionary form, plural; the rest is regular.
_NOUNS: tuple[tuple[str, str, str], ...] = tuple(
    (one, two, three)
    for one, two, three in (
        ("управлени", "управление", "управления"),
        ("министерств", "министерство", "министерства"),
        ("правительств", "правительство", "правительства"),
        ("агентств", "агентство", "агентства"),
        ("объединени", "объединение", "объединения"),
        ("учреждени", "учреждение", "учреждения"),
        ("крыл", "крыло", "крылья"),
        ("комисси", "комиссия", "комиссии"),
        ("инспекци", "инспекция", "инспекции"),
        ("федераци", "федерация", "федерации"),
        ("редакци", "редакция", "редакции"),
        ("полици", "полиция", "полиция"),
        ("ассамбле", "ассамблея", "ассамблеи"),
        ("групп", "группа", "группы"),
        ("палат", "палата", "палаты"),
        ("библиотек", "библиотека", "библиотеки"),
        ("школ", "школа", "школы"),
        ("служб", "служба", "службы"),
        ("пресс-служб", "пресс-служба", "пресс-службы"),
        ("заместител", "заместитель", "заместители"),
        ("руководител", "руководитель", "руководители"),
        ("председател", "председатель", "председатели"),
        ("член", "член", "члены"),
        ("заведующ", "заведующий", "заведующие"),
    )
)
_FEMININE = re.compile(r"(?:а|я)$")
_NEUTER = re.compile(r"(?:о|е)$")


def noun_base(noun: str) -> tuple[str, bool, bool]:
    """The dictionary form (plural stays plural), whether plural, whether dative."""
    if noun.isupper():
        return noun, False, False
    lowered = noun.casefold()
    if lowered.startswith("дом"):
        return _as_written("дом дружбы", noun), False, lowered.startswith("дому")
    for stem, one, many in _NOUNS:
        if lowered.startswith(stem):
            ending = lowered[len(stem) :]
            is_plural = ending in ("ам", "ям", "ы", "я", "и") and lowered != one
            # "комиссии" is the dative of one as well; a task is given to one.
            if one.endswith("ия") and ending == "и":
                is_plural = False
            dative = ending in ("ю", "у", "ам", "ям", "ему", "ей") or (
                ending in ("е", "и") and one[-1] in "ая"
            )
            return _as_written(many if is_plural else one, noun), is_plural, dative
    stem = re.sub(r"(?:ам|у|ы)$", "", lowered)
    is_plural = lowered.endswith(("ам", "ы"))
    is_dative = lowered.endswith(("ам", "у"))
    return _as_written(stem + ("ы" if is_plural else ""), noun), is_plural, is_dative


def _as_written(base: str, noun: str) -> str:
    return base[0].upper() + base[1:] if noun[0].isupper() else base


def adjective_base(adjective: str, noun: str, is_plural: bool) -> str:
    """An adjective beside a noun in the nominative: "областному" → "областной"."""
    if is_plural:
        return re.sub(
            r"(?:ым|им)$", lambda end: {"ым": "ые", "им": "ие"}[end.group()], adjective
        )
    if _FEMININE.search(noun):
        return re.sub(r"ой$", "ая", adjective)
    if _NEUTER.search(noun):
        return re.sub(r"ому$", "ое", adjective)
    if re.search(r"(?:областн|городск)ому$", adjective):
        return adjective[:-3] + "ой"
    if re.search(r"[кгх]ому$", adjective):
        return adjective[:-3] + "ий"
    return re.sub(r"ому$", "ый", adjective)
