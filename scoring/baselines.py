"""What a simple search would flag: the yardstick beside which the product is measured.

A list of conflict words as anyone would write it down in an hour, alone and together
with the self-name of a people. Both know nothing of places, negation or sport.
"""

from __future__ import annotations

import re

from data.gold_items import GoldItem
from scoring.answers import Answer
from scoring.lexicon import Lexicon

#: Beginnings of words, in three languages, that a search for tension would use.
_WORDS = {
    "kk": (
        *("жанжал", "қақтығыс", "төбелес", "дау", "араздық", "кикілжің", "өшпенді"),
        *("қорқыт", "бопсала", "өртей", "өртеді", "өртен", "тас лақтыр", "қуып шық"),
        *("жек көр", "қорла", "намыс", "өш ал", "кек", "талас", "кемсіт", "тонау"),
        *("наразылық", "бүлік", "тәртіпсіздік", "шиеленіс"),
    ),
    "ru": (
        *("конфликт", "драк", "драл", "столкновени", "вражд", "ненавист", "погром"),
        *("угроз", "угрожа", "поджог", "поджег", "подожг", "избил", "избит", "ссор"),
        *("напряж", "розн", "оскорб", "выгоня", "выгнал", "месть", "отомст", "спор"),
        *("беспоряд", "бунт", "стычк", "притесн", "дискримин"),
    ),
    "en": (
        *("conflict", "clash", "brawl", "fight", "fought", "riot", "hatred", "hostil"),
        *(
            "threat",
            "arson",
            "burned",
            "torched",
            "beaten",
            "attack",
            "tension",
            "feud",
        ),
        *("insult", "revenge", "dispute", "quarrel", "unrest", "discriminat", "expel"),
        *("mob", "stones"),
    ),
}
_ANY = re.compile(
    r"\b(?:" + "|".join(word for words in _WORDS.values() for word in words) + ")"
)


def has_conflict_word(text: str) -> bool:
    """Whether any word of conflict stands in a text, in any of the languages."""
    return _ANY.search(text.lower()) is not None


def by_words(item: GoldItem) -> Answer:
    """Flag what holds a word of conflict."""
    return Answer(flag=has_conflict_word(_whole(item)))


def by_words_and_people(item: GoldItem, lexicon: Lexicon) -> Answer:
    """Flag what holds a word of conflict and the self-name of a people."""
    whole = _whole(item)
    named = any(True for _ in lexicon.ethnonyms(whole))
    return Answer(flag=named and has_conflict_word(whole))


def _whole(item: GoldItem) -> str:
    return f"{item.title}\n{item.text}"
