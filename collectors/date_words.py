"""Month, day and zone words in Kazakh, Russian and English, with their endings."""

from __future__ import annotations

import re
from datetime import timedelta

#: Stem of each month per language; what follows the stem is an ending or a point.
_STEMS = {
    1: ("қаңтар", "январ", "january"),
    2: ("ақпан", "феврал", "february"),
    3: ("наурыз", "март", "march"),
    4: ("сәуір", "апрел", "april"),
    5: ("мамыр", "ма[йяею]", "may"),
    6: ("маусым", "июн", "june"),
    7: ("шілде", "июл", "july"),
    8: ("тамыз", "август", "august"),
    9: ("қыркүйек", "сентябр", "september"),
    10: ("қазан", "октябр", "october"),
    11: ("қараша", "ноябр", "november"),
    12: ("желтоқсан", "декабр", "december"),
}
_SHORT = {
    1: "қаң янв jan",
    2: "ақп фев февр feb",
    3: "нау мар mar",
    4: "сәу апр apr",
    5: "мам may",
    6: "мау июн jun",
    7: "шіл июл jul",
    8: "там авг aug",
    9: "қыр сен сент sep sept",
    10: "қаз окт oct",
    11: "қар ноя нояб nov",
    12: "жел дек dec",
}
#: Endings that follow a month's stem: cases, "-дағы", possessive.
_KK = (
    r"(?:[дт][аеыіғгқн]\w{0,4}|[нд]ың\w{0,2}|нің\w{0,2}"
    r"|[ғқгк][аеы]\w{0,3}|ы\w{0,5}|і\w{0,5})?"
)
_RU = r"(?:[ьяюе]|ем|ём|а|у|ом)?"


def _whole_names() -> dict[int, str]:
    names = {}
    for month, (kk, ru, en) in _STEMS.items():
        russian = ru if month == 5 else ru + _RU
        names[month] = f"(?:{kk}{_KK}|{russian}|{en})"
    return names


_WHOLE = {
    month: re.compile(pattern, re.IGNORECASE)
    for month, pattern in _whole_names().items()
}
_ABBREVIATED = {
    short: month for month, shorts in _SHORT.items() for short in shorts.split()
}
#: A month's full name in any of its forms (English ones only with a capital).
MONTH_PATTERN = re.compile(
    "|".join(
        f"(?i:{kk}{_KK})|(?i:{ru if month == 5 else ru + _RU})|{en.title()}"
        for month, (kk, ru, en) in _STEMS.items()
    )
)


def month_number(word: str) -> int | None:
    """The month a word names, 1–12: full in any case, or abbreviated."""
    word = word.strip(".").casefold()
    if word in _ABBREVIATED:
        return _ABBREVIATED[word]
    for month, pattern in _WHOLE.items():
        if pattern.fullmatch(word):
            return month
    return None


_ANY_MONTH = (
    "(?P<month>"
    + "|".join([*_whole_names().values(), *sorted(_ABBREVIATED, key=len, reverse=True)])
    + r")\b\.?"
)
_DAY = r"(?<!\d)(?P<day>[0-3]?\d)"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
#: A year we do not believe is no missing year.
_NO_YEAR = r"(?![,\s-]*\d{3,4}(?![\d:.]))"
_YEAR_KK = _YEAR + r"\s*(?:жыл(?:ғы|дың|ы)?|ж)\b\.?,?"

#: In order of trust; each has the groups day, month and year (year may be None).
TEXT_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_YEAR_KK}\s*{_DAY}[\s-]*{_ANY_MONTH}",  # 2026 жылғы 8 ақпан
        rf"{_YEAR}[,\s]+{_DAY}\s+{_ANY_MONTH}",  # 2026, 8 ақпан
        rf"{_YEAR_KK}\s*{_ANY_MONTH}\s*{_DAY}\b",  # 2026 ж. ақпанның 8-і
        rf"(?<!\w){_ANY_MONTH}\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}",  # Feb. 8, 2026
        rf"{_DAY}(?:st|nd|rd|th|-?го)?(?:\s+of)?[\s.-]+{_ANY_MONTH}"
        rf"(?:[,\s-]+{_YEAR})?{_NO_YEAR}",  # 8 февраля 2026; 8 ақпанда
        rf"(?<!\w){_ANY_MONTH}\s+{_DAY}(?:st|nd|rd|th|-?\w{{1,4}})?(?![\d:])"
        rf"(?:,?\s+{_YEAR})?{_NO_YEAR}",  # Feb. 10; ақпанның 8-інде
    )
)

_N = r"(?:(?P<n>\d{1,4})\s*)?"
#: "… ago" in three languages with the unit it counts.
AGO = tuple(
    (re.compile(pattern), unit)
    for pattern, unit in (
        (rf"(?<!\w){_N}(?:минут\w*|мин\.?)\s+(?:назад|бұрын)", timedelta(minutes=1)),
        (rf"(?<!\w){_N}(?:час\w*|сағат\w*)\s+(?:назад|бұрын)", timedelta(hours=1)),
        (rf"(?<!\w){_N}(?:день|дня|дней|күн)\s+(?:назад|бұрын)", timedelta(days=1)),
        (rf"(?<!\w){_N}(?:недел\w+|апта)\s+(?:назад|бұрын)", timedelta(weeks=1)),
        (rf"(?<!\w){_N}(?:an?\s+)?min(?:ute)?s?\s+ago", timedelta(minutes=1)),
        (rf"(?<!\w){_N}(?:an?\s+)?hours?\s+ago", timedelta(hours=1)),
        (rf"(?<!\w){_N}(?:an?\s+)?days?\s+ago", timedelta(days=1)),
        (rf"(?<!\w){_N}(?:an?\s+)?weeks?\s+ago", timedelta(weeks=1)),
    )
)
#: Words for a near day, at the start of a text, with the days they lie back.
DAY_WORDS = tuple(
    (re.compile(rf"(?:{words})(?!\w)"), days)
    for words, days in (
        ("бүгін|сегодня|today", 0),
        ("кеше|вчера|yesterday", 1),
        ("алдыңғы күні|алдыңгүні|позавчера", 2),
    )
)

#: Hours east of Greenwich. ALMT and its kin are the one zone since March 2024.
ZONES = {
    "Z": 0,
    "UTC": 0,
    "GMT": 0,
    "UT": 0,
    "ALMT": 5,
    "AQTT": 5,
    "ORAT": 5,
    "QYZT": 5,
    "KZT": 5,
    "MSK": 3,
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
    "CET": 1,
    "CEST": 2,
}
