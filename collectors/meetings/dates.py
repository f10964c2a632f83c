"""The day a meeting was held, as its report says it: a date, "кеше", "в пятницу".

Nothing is guessed: words such as "yesterday" need the day of publication, and a day
after publication is no day of a meeting that was held.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from collectors.dates import find_dates
from collectors.meetings.text import Sentence
from collectors.meetings.words import HELD, SITTING

#: Reports are written within weeks; an older date is history told on the way.
_OLDEST = timedelta(days=200)
#: So many sentences away from the event a date may stand.
_NEAR = 5
_LABEL = re.compile(
    r"^(?:.*\b)?(?:күні|уақыты|өткен күн\w*|қашан|дата|когда|date|day)\b", re.IGNORECASE
)
#: Lines that say when the page was made, not when people met.
_PAGE = re.compile(
    r"опубликован|обновлен|жарияланған|жаңартылған|published|updated|просмотр|қаралым",
    re.IGNORECASE,
)
#: "решений от 29 января", "до 1 марта": a document's day, a deadline, a past.
_OTHER_DAY = re.compile(
    r"(?:\bот|\bс|\bдо|\bк|\bпосле|\bна|не позднее|\bсрок:?|\bby|\bbefore|\bof)\s*$",
    re.IGNORECASE,
)
_OTHER_DAY_KK = re.compile(
    r"^\s*(?:күн\w*\s+)?(?:дейін|қарай|кешіктірмей|бастап|бері|берілген|күнгі"
    r"(?!\s+(?:шара|жиын|отырыс|кездесу|басқосу|мәжіліс|кеңес)))",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(?<![\d.])([0-3]?\d)\s?(?:[–—-]|и|мен|және)\s?$")

#: "наурыздың тоғызы", "седьмого апреля": days in words, as they begin.
_UNITS_KK = ("бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз")
_TENS_KK = {"он": 10, "жиырма": 20, "отыз": 30}
_ORDINALS_RU = (
    *("перв", "втор", "треть", "четв[её]рт", "пят", "шест", "седьм", "восьм", "девят"),
    *("десят", "одиннадцат", "двенадцат", "тринадцат", "четырнадцат", "пятнадцат"),
    *("шестнадцат", "семнадцат", "восемнадцат", "девятнадцат"),
)
_DAY_WORD_KK = re.compile(
    rf"(?P<month>\w+)(?:[нтд][ыі]ң)\s+(?:(?P<tens>{'|'.join(_TENS_KK)})\s?)?"
    rf"(?P<unit>{'|'.join(_UNITS_KK)})?(?:с?[ыі]|[ые]?у[ыі])?(?:н?д[ае]|нші"
    rf"|ншы)?(?!\w)",
    re.IGNORECASE,
)
_DAY_WORD_RU = re.compile(
    r"(?<!\w)(?:(?P<tens>двадцат|тридцат)[ьо](?:го)?\s?)?"
    rf"(?P<unit>{'|'.join(sorted(_ORDINALS_RU, key=len, reverse=True))})?(?:ого|его)?"
    r"\s+(?P<month>[а-я]{3,8})(?!\w)",
    re.IGNORECASE,
)
_MONTHS = (
    *("қаңтар|январ", "ақпан|феврал", "наурыз|март", "сәуір|апрел", "мамыр|ма[йя]$"),
    *("маусым|июн", "шілде|июл", "тамыз|август", "қыркүйек|сентябр", "қазан|октябр"),
    *("қараша|ноябр", "желтоқсан|декабр"),
)

_DAYS_BACK: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"\b(?:алдыңгүні|алдыңғы күні|позавчера)\b", re.IGNORECASE), 2),
    (re.compile(r"\b(?:кеше|кешегі|вчера|вчерашн\w+|yesterday)\b", re.IGNORECASE), 1),
    (re.compile(r"^\W*накануне\b(?!\s+\w+(?:а|я|ов)\b)", re.IGNORECASE), 1),
    (re.compile(r"\b(?:бүгін|бүгінгі|сегодня|today)\b", re.IGNORECASE), 0),
)
_WEEKDAYS_KK = "дүйсенбі|сейсенбі|сәрсенбі|бейсенбі|жұма|сенбі|жексенбі"
_WEEKDAYS_RU = (
    "понедельник|вторник|сред[уаы]|четверг|пятниц[уаы]|суббот[уаы]|воскресень[ея]"
)
_WEEKDAYS_EN = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_PAST_WORD = r"өткен|прошл\w+|минувш\w+|прошедш\w+|last"
_WEEKDAY = re.compile(
    rf"\b(?:(?P<past>{_PAST_WORD})\s+)?(?:апта\w*\s+)?(?:(?P<kk>{_WEEKDAYS_KK})"
    r"(?=(?:да|де|сінде)\b|\s+күн\w*)"
    rf"|(?:(?<=\bв\s)|(?<=\bво\s)|(?<=ую\s)|(?<=ий\s)|(?<=ый\s)|(?<=ее\s)|(?<=ое\s))"
    rf"(?P<ru>{_WEEKDAYS_RU})\b|(?:on\s+)(?P<en>{_WEEKDAYS_EN})\b)",
    re.IGNORECASE,
)


_HEADING_DAY = re.compile(
    rf"^\W*(?P<past>(?!))?(?:(?P<kk>{_WEEKDAYS_KK})|(?P<ru>понедельник|вторник|среда"
    rf"|четверг|пятница|суббота|воскресенье)|(?P<en>{_WEEKDAYS_EN}))\W*(?:$|[.:—–-]\s)",
    re.IGNORECASE,
)
#: "Дело было в прошлую пятницу": told at the end.
_IT_WAS = re.compile(
    r"\b(?:дело|вс[её] это|это|бұл|оқиға|жиын)\b.{0,20}\b(?:было|происходило|болды"
    r"|болған)",
    re.IGNORECASE,
)
_MINUTES_OF = re.compile(r"(?:протокол|хаттама)\w*", re.IGNORECASE)


def held_on(
    lead: Sequence[Sentence], index: int, published_on: date | None
) -> date | None:
    """The day of the meeting that sentence ``index`` of the lead tells of."""
    for sentence in lead:
        if sentence.label and _LABEL.match(sentence.label):
            for day in _dates(sentence.value, published_on):
                return day
    order = sorted(range(len(lead)), key=lambda place: (abs(place - index), place))
    for place in order:
        if abs(place - index) > _NEAR or _PAGE.search(lead[place].text):
            continue
        stated = _stated(lead[place], published_on)
        if stated is not None:
            return stated
    heading = _day_above(lead, index, published_on)
    if heading is not None:
        return heading
    # "Заседание состоялось 3 ноября": said plainly, however late.
    for sentence in lead:
        if _IT_WAS.search(sentence.text) or (
            HELD.search(sentence.text) and SITTING.search(sentence.text)
        ):
            stated = _stated(sentence, published_on)
            if stated is not None:
                return stated
    # "Выписка из протокола № 1 от 18.02.2026": minutes bear the day of the sitting.
    if _MINUTES_OF.search(lead[0].text):
        for day, _, _ in find_dates(lead[0].text, published_on):
            return day
    return None


def _day_above(
    lead: Sequence[Sentence], index: int, published_on: date | None
) -> date | None:
    """The weekday that heads a part of a digest: "Среда. В зале акимата …"."""
    if published_on is None:
        return None
    for sentence in reversed(lead[: index + 1]):
        found = _HEADING_DAY.match(sentence.text)
        if found is not None:
            return _weekday(found, published_on)
    return None


def _stated(sentence: Sentence, published_on: date | None) -> date | None:
    for day in _dates(sentence.text, published_on):
        return day
    if published_on is None or sentence.is_quoted:
        return None
    for day in _in_words(sentence.text, published_on):
        return day
    for pattern, back in _DAYS_BACK:
        if pattern.search(sentence.text):
            return published_on - timedelta(days=back)
    found = _WEEKDAY.search(sentence.text)
    return _weekday(found, published_on) if found else None


def _dates(text: str, published_on: date | None) -> Iterator[date]:
    """The dates of a sentence on which something may have been held."""
    for day, start, end in find_dates(text, published_on):
        if published_on is not None and not (
            published_on - _OLDEST <= day <= published_on
        ):
            continue
        if _OTHER_DAY.search(text[:start]) or _OTHER_DAY_KK.match(text[end:]):
            continue
        first = _RANGE.search(text[:start])
        if first is not None and 0 < int(first.group(1)) < day.day:
            day = day.replace(day=int(first.group(1)))
        yield day


def _in_words(text: str, published_on: date) -> Iterator[date]:
    """Dates whose day is a word; the latest such day not after publication."""
    for match in (*_DAY_WORD_KK.finditer(text), *_DAY_WORD_RU.finditer(text)):
        day, month = _day_number(match), _month_number(match["month"])
        for year in (published_on.year, published_on.year - 1):
            try:
                found = date(year, month, day)
            except ValueError:  # no such day
                continue
            if published_on - _OLDEST <= found <= published_on:
                yield found


def _day_number(match: re.Match[str]) -> int:
    tens = (match["tens"] or "").casefold()
    unit = (match["unit"] or "").casefold()
    number = {**_TENS_KK, "двадцат": 20, "тридцат": 30}.get(tens, 0)
    for names in (_UNITS_KK, _ORDINALS_RU):
        for value, name in enumerate(names, 1):
            if unit and re.fullmatch(name, unit):
                return number + value
    return number


def _month_number(word: str) -> int:
    for number, names in enumerate(_MONTHS, 1):
        if re.match(names, word.casefold()):
            return number
    return 0


def _weekday(found: re.Match[str], published_on: date) -> date:
    """The latest such day of the week; "last" says that it is not today."""
    names = (
        (found["kk"], _WEEKDAYS_KK.split("|")),
        (found["ru"], ["пон", "вто", "сре", "чет", "пят", "суб", "вос"]),
        (found["en"], _WEEKDAYS_EN.split("|")),
    )
    for word, days in names:
        for number, name in enumerate(days):
            if word and word.casefold().startswith(name):
                back = (published_on.weekday() - number) % 7
                if back == 0 and found["past"]:
                    back = 7
                return published_on - timedelta(days=back)
    return published_on
