"""Month words in Kazakh, Russian and English, with their endings, and dates in words.

Kazakh is read in both its scripts, and as it is typed where a keyboard lacks і and ә:
with the Latin i and ə.
"""

from __future__ import annotations

import re
from functools import lru_cache

#: Stem of each month: Kazakh, Russian, English, Kazakh in Latin letters (of all the
#: alphabets proposed). What follows a stem is an ending or a point.
_STEMS = {
    1: ("қаңтар", "январ", "january", "qa[nńñŋ]tar"),
    2: ("ақпан", "феврал", "february", "aqpan"),
    3: ("наурыз", "март", "march", "na[uúýūw]ryz"),
    4: ("сәуір", "апрел", "april", "s[aáä][uúýūw][iı]r"),
    5: ("мамыр", "ма", "may", "mamyr"),
    6: ("маусым", "июн", "june", "ma[uúýūw]sym"),
    7: ("шілде", "июл", "july", "(?:sh|ş)[iı]lde"),
    8: ("тамыз", "август", "august", "tamyz"),
    9: ("қыркүйе[кг]", "сентябр", "september", "qyrk[uúü][iıy]e[kgǵ]"),
    10: ("қазан", "октябр", "october", "qazan"),
    11: ("қараша", "ноябр", "november", "qara(?:sh|ş)a"),
    12: ("желтоқсан", "декабр", "december", "jeltoqsan"),
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
#: Possessive and case endings, "-дағы"; then the same in Latin letters.
_KK = (
    r"(?:с?[ыі])?(?:[ндт][ыі]ң|[ғгқкн][ае]|[ндт][ыі]|н?[дт][ае](?:ғы|гі)?"
    r"|[дтн][ае]н|[мбп]ен|н)?"
)
_LATIN = (
    r"(?:s?[yiı])?(?:[ndt][yiı][nńñŋ]|[ǵğgqkn][ae]|[ndt][yiı]"
    r"|n?[dt][ae](?:[ǵğg][yiı])?|[dtn][ae]n|[mbp]en|n)?"
)
_RU = "(?:[ьяюе]|ем|ём|а|у|ом)?"
_RU_MAY = "(?:[йяюе]|ем)"


def _as_typed(pattern: str) -> str:
    """The pattern with і and ә also as the Latin letters that stand in for them."""
    in_sets = pattern.replace("ыі", "ыіi")
    return re.sub(r"(?<!ы)і", "[іi]", in_sets).replace("ә", "[әə]")


def _names(month: int) -> tuple[str, str, str, str]:
    kk, ru, en, latin = _STEMS[month]
    russian = ru + (_RU_MAY if month == 5 else _RU)
    return _as_typed(kk + _KK), russian, en, latin + _LATIN


_WHOLE = {month: re.compile("|".join(_names(month)), re.IGNORECASE) for month in _STEMS}
_ABBREVIATED = {
    short: month for month, shorts in _SHORT.items() for short in shorts.split()
}


def _in_prose(month: int) -> str:
    kk, ru, en, latin = _names(month)
    return f"(?i:{kk}|{ru}|{latin})|{en.title()}"


#: A month's full name in any of its forms (English ones only with a capital).
MONTH_PATTERN = re.compile("|".join(map(_in_prose, _STEMS)))


@lru_cache(512)
def month_number(word: str) -> int | None:
    """The month a word names, 1–12: full in any case, or abbreviated."""
    word = word.strip(".").casefold()
    short = word.replace("i", "і").replace("ə", "ә") if not word.isascii() else word
    if short in _ABBREVIATED:
        return _ABBREVIATED[short]
    for month, pattern in _WHOLE.items():
        if pattern.fullmatch(word):
            return month
    return None


_ANY_MONTH = (
    "(?P<month>"
    + "|".join(
        [
            *("|".join(_names(month)) for month in _STEMS),
            *(_as_typed(s) for s in sorted(_ABBREVIATED, key=len, reverse=True)),
        ]
    )
    + r")\b\.?"
)
#: A word before a figure, asked first: seeking months at every word would be slow.
_MONTH_FIRST = rf"(?<!\w)(?=[^\W\d]+\.?\s+\d){_ANY_MONTH}"
_DAY = r"(?<!\d)(?P<day>[0-3]?\d)(?!\d)"
#: The ending of a day's number.
_TH = r"(?:st|nd|rd|th|-?го|-?[шн]?[ыіi])"
#: "8 февраля 1999 просмотров" names no year.
_COUNTED = (
    r"(?!\d|\s*(?:просм|чел|тыс|тенге|теңге|тг\b|адам|рет\b|раз\b|көр|қарал|оқыл"
    r"|комм|пікір|views|reads|people))"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)" + _COUNTED
#: A year we do not believe is no missing year.
_NO_YEAR = r"(?![,\s-]*(?:\d{3,4}(?![\d:.])|\d{5,}\s+\d?\d:))"
_OF_YEAR = r"(?:жыл(?:ғы|дың|ы)?|ж|jyl(?:[ǵğg]y|dy[nńñ]|y)?)\b"
_YEAR_KK = _YEAR + rf"[\s-]*{_OF_YEAR}\.?,?"
_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?"


def _compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


#: In order of trust; each has the groups day, month and year (year may be None).
TEXT_DATES = _compiled(
    rf"{_YEAR_KK}\s*{_DAY}{_TH}?[\s-]*{_ANY_MONTH}",  # 2026 жылғы 8 ақпан
    rf"{_YEAR}[,\s]+{_DAY}\s+{_ANY_MONTH}",  # 2026, 8 ақпан
    rf"{_YEAR_KK}\s*{_ANY_MONTH}\s*{_DAY}\b",  # 2026 ж. ақпанның 8-і
    rf"(?<!\w){_YEAR}\s+{_ANY_MONTH}\s+{_DAY}\b",  # 2026 February 8
    rf"{_MONTH_FIRST}\s+{_DAY}{_TH}?,?\s+{_YEAR}",  # Feb. 8, 2026
    rf"{_MONTH_FIRST}\s+{_DAY}(?P<clock>\s+{_CLOCK}\s)(?:[A-Z]+\s)?{_YEAR}",
    rf"{_DAY}{_TH}?(?:\s+of)?[\s.-]+{_ANY_MONTH}"
    rf"(?:[,\s-]+{_YEAR})?{_NO_YEAR}",  # 8 февраля 2026; 8 ақпанда
    rf"{_MONTH_FIRST}\s+{_DAY}(?:-?[^\W\d]{{1,4}}\b)?(?![\d:])"
    rf"(?:,?\s+{_YEAR})?{_NO_YEAR}",  # Feb. 10; ақпанның 8-інде
)
#: With two digits for the year, which prose does not say: "08-Feb-26 10:15".
SHORT_YEAR_DATES = _compiled(
    rf"{_DAY}[\s-]+{_ANY_MONTH}[\s-]+'?(?P<year>\d\d)(?=,?\s+\d{{1,2}}:|\s*[гж]?\.?$)"
)
