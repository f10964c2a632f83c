"""Dates told from now: "5 минут бұрын", "вчера в 18:40", "just now".

Months and years back are not read: "2 месяца назад" may be off by a month.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

from data.days import ALMATY

_NUMBERS = {
    **dict.fromkeys(("бір", "bir", "один", "одну", "a", "an", "one"), 1.0),
    **dict.fromkeys(("екі", "eki", "два", "две", "two"), 2.0),
    **dict.fromkeys(("үш", "úsh", "üş", "три", "three"), 3.0),
    **dict.fromkeys(("төрт", "четыре", "four"), 4.0),
    **dict.fromkeys(("бес", "bes", "пять", "five"), 5.0),
    **dict.fromkeys(("жарты", "jarty"), 0.5),
}
#: Units that may stand without a number, for one: "час назад", "сағат бұрын".
_ONE = {
    "секунду": timedelta(seconds=1),
    **dict.fromkeys(("минуту", "минут"), timedelta(minutes=1)),
    "полчаса": timedelta(minutes=30),
    **dict.fromkeys(("час", "сағат", "saǵat"), timedelta(hours=1)),
    **dict.fromkeys(("день", "күн", "kún"), timedelta(days=1)),
    **dict.fromkeys(("неделю", "апта", "apta"), timedelta(weeks=1)),
}
#: Units that need a number.
_MANY = {
    timedelta(seconds=1): "секунд секунды секунда сек second seconds sec secs s",
    timedelta(minutes=1): "минуты минута мин м minute minutes min mins m",
    timedelta(hours=1): "часа часов ч сағ hour hours hr hrs h",
    timedelta(days=1): "дня дней day days d",
    timedelta(weeks=1): "недели недель ап week weeks w",
}
_UNITS = _ONE | {word: unit for unit, words in _MANY.items() for word in words.split()}
_BACK = re.compile(r"(?<!\w)(?:назад|бұрын|buryn|ago)(?!\w)")
_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")
_NOW = re.compile(r"(?:только что|жаңа ғана|қазір ғана|jańa ǵana|just now)[.!]?")
_DAYS = {
    **dict.fromkeys(("бүгін", "búgin", "bügin", "bugin", "сегодня", "today"), 0),
    **dict.fromkeys(("кеше", "keshe", "keşe", "вчера", "yesterday"), 1),
    **dict.fromkeys(("алдыңгүні", "алдыңғы күні", "позавчера"), 2),
}
_DAY = rf"(?<!\w)(?P<day>{'|'.join(_DAYS)})(?!\w)"
#: A near day counts before a time of day, or where nothing but a label stands by:
#: "Сегодня день рождения поэта" is no date.
_NEAR_DAYS = (
    re.compile(_DAY + r"(?=[\s,|•·–—-]*(?:(?:в|сағат|saǵat|at)\s+)?\d{1,2}[:.]\d\d)"),
    re.compile(r"^(?:[^:]{0,40}:\s*)?" + _DAY + r"(?=[.,\s]*(?:$|[|•·]))"),
)
#: і as typed where the keyboard lacks it.
_STRAY_I = re.compile("(?<=[а-яёәғқңөұүһі])i|i(?=[а-яёәғқңөұүһі])")


class Told(NamedTuple):
    """A moment, or a day whose time of day may stand after character ``end``."""

    at: datetime | date
    end: int


def told_from_now(text: str, now: datetime) -> Told | None:
    """The moment or day that a text counts back from ``now``, or None."""
    words = text.lower()
    if len(words) != len(text):
        return None  # a letter that becomes two; no word of ours has one
    if not words.isascii():
        words = _STRAY_I.sub("і", words)
    if _NOW.fullmatch(words):
        return Told(now, len(words))
    back = _BACK.search(words)
    if back is not None:
        return _counted_back(words[: back.start()], now, back.end())
    for pattern in _NEAR_DAYS:
        near = pattern.search(words)
        if near is not None:
            return Told(_day_back(now, _DAYS[near["day"]]), near.end("day"))
    return None


def _day_back(now: datetime, days: int) -> date:
    return (now.astimezone(ALMATY) - timedelta(days=days)).date()


def _counted_back(before: str, now: datetime, end: int) -> Told | None:
    """What "2 часа 15 минут" before "назад" comes to; days are whole days."""
    tokens = _TOKEN.findall(before)
    total = timedelta()
    finest = None
    while (unit := _popped_unit(tokens)) is not None:
        count = _popped_count(tokens, unit)
        if count is None:
            return None
        total += _UNITS[unit] * count
        finest = min(_UNITS[unit], finest or _UNITS[unit])
    if finest is None:
        return None
    if finest >= timedelta(days=1):
        return Told(_day_back(now, total.days), end)
    return Told(now - total, end)


def _popped_unit(tokens: list[str]) -> str | None:
    """The unit at the end of the tokens, taken off with the point that shortens it."""
    place = -2 if tokens[-1:] == ["."] else -1
    unit = tokens[place] if len(tokens) >= -place else ""
    if unit not in _UNITS:
        return None
    del tokens[place:]
    return unit


def _popped_count(tokens: list[str], unit: str) -> float | None:
    """The number at the end of the tokens, taken off; None if it cannot be told."""
    last = tokens[-1] if tokens else ""
    if last in _NUMBERS:
        return _NUMBERS[tokens.pop()]
    if last.isdigit():
        digits = tokens.pop()
        is_part = len(tokens) > 1 and tokens[-1] in ".," and tokens[-2].isdigit()
        return None if is_part or len(digits) > 4 else float(digits)
    # "несколько часов назад", "5 больших часов назад": how many is not told.
    return None if last[:1].isalpha() or unit not in _ONE else 1.0
