"""Offices and bodies of Russian decisions: who is given a task, in dictionary form.

A task is given in the dative with an infinitive, or told of its subject: "Управлению
образования провести", "Управление образования проведёт".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from collectors.meetings.russian_cases import adjective_base, noun_base

_FLAGS = re.IGNORECASE
_MOST_WORDS = 6
#: The head of a Russian office or body: where its dictionary form is not regular.
_RU = re.compile(
    r"(?<![\w-])(?P<noun>управлени(?:ю|е|ям|я)|министерств(?:у|о|ам|а)"
    r"|правительств(?:у|о)"
    r"|агентств(?:у|о)|объединени(?:ю|е|ям|я)|учреждени(?:ю|ям|е|я)|крыл[оу]"
    r"|отдел(?:у|ам|ы)?|департамент(?:у|ам|ы)?|комитет(?:у|ам|ы)?|секретариат(?:у|ам"
    r"|ы)?"
    r"|акимат(?:у|ам|ы)?|аким(?:у|ам|ы)?|заместител(?:ю|ь|ям|и)|совет(?:у|ам|ы)?"
    r"|клуб(?:у|ам|ы)?|центр(?:у|ам|ы)?|кабинет(?:у|ам|ы)?|штаб(?:у|ам|ы)?"
    r"|групп(?:е|а|ам|ы)|комисси(?:и|я|ям)|инспекци(?:и|я|ям)|ассамбле[ея]|палат[еа]"
    r"|федераци[ия]|редакци(?:и|я|ям)|библиотек(?:е|а|ам|и)|школ(?:е|а|ам|ы)|служб(?:е"
    r"|а|ам|ы)"
    r"|полици[ия]|дом(?:у|ам)\s+дружбы|дом\s+дружбы|член(?:ам|ы)|(?:этно)?медиатор(?:у"
    r"|ам|ы)"
    r"|руководител(?:ю|ь|ям|и)|председател(?:ю|ь|ям|и)|директор(?:у|ам)|заведующ(?:ему"
    r"|ей|ий|ая)"
    r"|деканат(?:у|ам|ы)?|компани(?:и|я|ям)|клиник(?:е|а|ам|и)|начальник(?:у|ам|и)"
    r"|инспектор(?:у|ам|ы)|аксакал(?:ам|ы)|колледж(?:у|ам|и)"
    r"|волонт[её]р(?:ам|ы)|пресс-служб[еа]|КГУ|РГУ|ГУ|АНК|ЭКО|НЭГ|ОО)(?!\w)",
    _FLAGS,
)
_RU_ADJECTIVE = re.compile(
    r"[а-яё-]+(?:ому|ему|ой|ей|ым|им|ый|ий|ая|яя|ое|ее|ые|ие)$", _FLAGS
)
_RU_STOP = re.compile(
    r"^(?:до|к|в|на|раз|не|за|о|об|от|из|с|со|совместно|лично|также|вместе|текущего"
    r"|ежегодно|через|при|для|два|три|двух|трёх|начать|начнут)$|(?:ть|ти|чь|но|то|ую"
    r"|ёт|ет|ют"
    r"|ут|ит|ят|ат|ем|им|ом|ам|ям|ами|ями|ах|ях|ться|тся|сь)$",
    _FLAGS,
)
_RU_PREPOSITION = re.compile(
    r"(?<!\w)(?:в|на|при|о|об|от|из|для|к|по|с|со|до|у|во|за|под)\s$", _FLAGS
)
#: "До 30 апреля кабинеты …": a deadline before the subject.
_RU_BY_DAY = re.compile(
    r"\W*(?:(?:до|к|не позднее)\s+\d{1,2}\s+\w+(?:\s+\d{4}\s+года)?|отныне|теперь|затем"
    r"|ежемесячно|ежеквартально|раз в \w+)\s+",
    _FLAGS,
)


@dataclass(frozen=True, slots=True)
class Named:
    """Who is named at a place of a sentence, and whether a task is given to them."""

    start: int
    words: str
    is_tasked: bool


def russian_offices(sentence: str, is_assigned: bool) -> Iterator[Named]:
    """Offices a sentence names; ``is_assigned``: it has a verb that gives a task."""
    for match in _RU.finditer(sentence):
        adjectives = _ru_adjectives(sentence[: match.start()])
        start = match.start() - sum(len(word) + 1 for word in adjectives)
        prior = sentence[:start]
        if _RU_PREPOSITION.search(prior):
            continue
        noun, is_plural, is_dative = noun_base(match["noun"])
        is_asked = (
            re.search(r"(?:просить|просит|просят|попросил\w*|обязать)\s+$", prior)
            is not None
        )
        is_first = (
            is_asked
            or not prior.strip()
            or prior.rstrip()[-1] in ":—–-,;."
            or start < 4
            or _RU_BY_DAY.fullmatch(prior) is not None
        )
        if not (is_first or (is_dative and is_assigned) or noun.isupper()):
            continue
        before = [adjective_base(word, noun, is_plural) for word in adjectives]
        tail = _ru_tail(sentence[match.end() :])
        words = " ".join([*before, noun, *tail])
        yield Named(start, words, is_dative and is_assigned)


def _ru_adjectives(text: str) -> list[str]:
    words: list[str] = []
    for word in reversed(text.split()[-3:]):
        if not _RU_ADJECTIVE.fullmatch(word):
            break
        words.insert(0, word)
    return words if text.endswith(" ") else []


def _ru_tail(text: str) -> list[str]:
    """What follows the noun and belongs to it: genitives, "по …", a quoted name."""
    words: list[str] = []
    for token in re.findall(r"«[^»]{1,60}»|\S+", text)[:_MOST_WORDS]:
        word = token.rstrip(",.;:")
        is_last = word != token
        after_by = bool(words) and words[-1] in ("по", "и")
        if (
            word in ("по", "и")
            and not after_by
            and (words or word == "по")
            and not is_last
        ):
            words.append(word)
            continue
        if not re.match(r"[«\w]", word) or re.match(r"\d", word):
            break
        # A Kazakh sentence goes on there; only a name in quotes may be Kazakh.
        if word[0] != "«" and re.search(r"[әғқңөұүһі]", word, _FLAGS):
            break
        if _RU_STOP.search(word) and not after_by and not word[0].isupper():
            break
        words.append(word)
        if is_last:
            break
    while words and words[-1] in ("по", "и"):
        words.pop()
    return words
