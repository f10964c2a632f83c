"""Numbers, accounts and addresses that lead to one private person, by their shape.

Every pattern starts at a digit, an "@" or a name of a network and looks a bounded way
around it, so the time is linear in the text. Check digits are not asked for: a number
with a slip in it is still somebody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_MONEY = (
    r"(?! ?(?:тең|тен|тг\b|дол|руб|₸|\$|€|евро|tenge|млн|млрд|мың|тыс|usd|kzt|тонн|кг\b"
    r"|км|м\b|га\b|шт|адам|человек|people|дана))"
)
_GAP = r"[ ().\-–]{0,3}"
#: Digits that belong together, as people write them.
_DIGITS = re.compile(
    r"(?<![\w@])(?<!\d[.,])(?<!№)(?:"
    # +7 701 000 02 19, 8 (727) 000-11-22, 87010000219, 701.000.02.19
    rf"(?P<phone>(?:\+7|8|7){_GAP}[67](?:{_GAP}\d){{9}}"
    rf"|(?:7[0467]\d){_GAP}\d{{3}}{_GAP}\d\d{_GAP}\d\d|\+\d(?:{_GAP}\d){{8,13}})"
    r"|(?P<card>[2-6]\d{3}(?P<s>[ -]?)\d{4}(?P=s)\d{4}(?P=s)\d{4})"
    # year, month, day, century and sex, four digits and a check digit
    r"|(?P<iin>\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]) ?[0-6]\d{2} ?\d{3}))"
    rf"(?!\d|[.,]\d){_MONEY}"
)
_THOUSANDS = re.compile(r"[78] \d{3}(?: \d{3})+\Z")
_LETTERS = "ABCEHKMOPTXYАВСЕНКМОРТХУ"
_PLATE = re.compile(
    rf"(?<![\w-])(?:\d{{3}} ?(?:[A-Z]{{2,3}}|[{_LETTERS}]{{2,3}}) ?(?:0[1-9]|1\d|20)"
    rf"|(?:[A-Z] ?\d{{3}} ?[A-Z]{{2,3}}|[{_LETTERS}] ?\d{{3}} ?[{_LETTERS}]{{2,3}})"
    r"(?: ?\d{2,3})?)(?![\w-])"
)
_IBAN = re.compile(r"(?<!\w)KZ ?\d\d(?: ?[A-Z0-9]){16}(?!\w)")
#: Words that say which number follows, right before it.
_SAID = re.compile(
    r"(?:(?P<iin>ИИН|ЖСН|IIN)|(?P<phone>тел(?:ефон\w*)?|номер\w* телефона|ватсап\w*"
    r"|whats ?app|phone|call|звон\w+|байланыс\w*|қоңырау\w*)"
    r"|(?P<card>карт\w*|card|шот\w*|сч[её]т\w*))[.:№ ]{1,3}(?:\w{1,12}[: ]{1,2})?\Z",
    re.IGNORECASE,
)
_SAID_DIGITS = {"iin": (12, 12), "phone": (5, 15), "card": (16, 16)}
_NETWORK = re.compile(
    r"(?:https?://)?(?:www\.|m\.|api\.)?(?:t\.me|telegram\.me|wa\.me|whatsapp\.com"
    r"|instagram\.com|facebook\.com|fb\.com|vk\.com|vk\.ru|ok\.ru|tiktok\.com|x\.com"
    r"|threads\.net|twitter\.com|youtube\.com)\Z",
    re.IGNORECASE,
)
_TAIL = re.compile(r"/[\w.@/%?=&+~-]{1,79}[\w/]")
_NICK_LIKE = re.compile(r"[A-Za-z][A-Za-z0-9]{0,30}[._\d]\w")
_NICK = re.compile(
    r"(?<!\w)(?:instagram|insta|telegram|tiktok|whatsapp|инстаграм\w{0,3}|инста"
    r"|телеграм"
    r"\w{0,2}|тг|тикток\w{0,2}|ник\w{0,3}|аккаунт\w{0,2}|account|nickname)"
    r"(?: ?[:–—-] ?| «| “| \"| )(?P<nick>[A-Za-z][A-Za-z0-9]*[._\d][\w.]{1,40})",
    re.IGNORECASE,
)
_BEFORE_AT = re.compile(r"[\w.+-]{1,64}\Z")
_AFTER_AT = re.compile(r"[\w.-]{2,80}")
_SPELLED_AT = re.compile(
    r"(?<!\w)\w[\w.-]{1,40} ?[(\[](?:at|собака|эт)[)\]] ?\w[\w-]{1,40}\.[a-z]{2,6}\b"
)
_FLAT = (
    r"(?:,? ?(?:к(?:орпус|орп|)\.? ?\d{1,3}\w?|подъезд \d+|\d-й подъезд))?"
    r"(?:,? ?(?:кв\.?|квартир\w+|пәтер|apt\.?|офис|оф\.) ?\d{1,4}|,? ?\d{1,4}[ -]?пәтер"
    r"\w{0,5})?"
)
_HOUSE = r"\d{1,4}(?:/\d{1,3})?(?:[-\" ]?[а-дА-Д](?!\w))?"
#: From the word for a street to the number of a house and a flat.
_STREET = re.compile(
    r"(?<!\w)(?:ул(?:иц\w{1,2})?|пр(?:оспект\w*|-т\w?)?|пер(?:еул\w+)?|мкр"
    r"|микрорайон\w*"
    r"|бульвар\w*|проезд\w*|квартал\w*|шоссе|улица)(?:\.|(?= ))"
    rf" ?[«\"]?(?:[\w.-]+ ?){{1,4}}[»\"]?(?:, ?(?:д(?:ом\w?)?\.? ?)?| д(?:ом\w?)?\.? ?)"
    rf"(?P<house>{_HOUSE}){_FLAT}(?!\w| (?:[а-я]+ля|[а-я]+бря|мая|июня|августа|марта"
    rf"|лет"
    r"|челов|машин))|"
    r"(?<!\w)[\w.-]+ (?:[\w.-]+ )?(?:көше(?:сі\w*)?|даңғыл(?:ы\w*)?|ықшам ?ауданы?\w*"
    r"|тұйығы\w*|[Ss]treet|[Aa]venue|[Ss]t\.|[Aa]ve\.)"
    r"(?:, ?(?:№ ?|house )?(?P<house2>\d{1,4}(?:/\d{1,3})?)(?:[- ]?(?:үй|house)\w*)?"
    r"| (?P<house3>\d{1,4}(?:/\d{1,3})?)[- ]?үй\w*)" + _FLAT + r"(?!\w)|"
    r"(?<![\w.,])\d{1,4}[а-дa-d]? (?:[A-Z][\w-]+ ){1,3}(?:Street|Avenue|St\.|Ave\.)"
    rf"|(?<!\w)(?:дом\w?|д\.) ?{_HOUSE},? ?(?:кв\.?|квартир\w+) ?\d{{1,4}}(?!\w)"
    r"|(?<!\w)\d{1,4}[- ]?үй\w{0,4},? \d{1,4}[- ]?пәтер\w{0,5}"
)
_STREET_HINTS = (
    *("ул", "пр", "пер", "мкр", "микро", "бульв", "квартал", "шоссе", "көше", "даңғ"),
    *("ықшам", "тұйы", "treet", "venue", "st.", "ave.", "дом", "д.", "үй"),
)
_MANY_DIGITS = re.compile(r"\+?\d[\d ().–-]{5,}")
_THREE_DIGITS = re.compile(r"\d{3}(?!\d)")
_FEW_DIGITS = re.compile(r"\d{1,4}(?!\d)")


@dataclass(frozen=True, slots=True)
class Found:
    """Something private at [start, end).

    ``kind``: phone, iin, email, account, plate, address, card or iban.
    """

    start: int
    end: int
    kind: str


def numbers(text: str) -> list[Found]:
    """Return all numbers, accounts and addresses; none overlaps another."""
    found: list[Found] = []
    if "@" in text:
        found += _around_at(text)
    if "/" in text:
        found += _links(text)
    if _NICK_LIKE.search(text):
        found += [Found(*m.span("nick"), "account") for m in _NICK.finditer(text)]
    if "(" in text or "[" in text:
        found += _matches("email", _SPELLED_AT, text)
    if "KZ" in text:
        found += _matches("iban", _IBAN, text)
    for run in _MANY_DIGITS.finditer(text):
        found += _long_numbers(text, *run.span())
    for run in _THREE_DIGITS.finditer(text):
        left, right = max(0, run.start() - 3), run.end() + 12
        found += _within(text, left, right, "plate", _PLATE)
    found += _addresses(text)
    return _apart(found)


def _long_numbers(text: str, start: int, end: int) -> Iterator[Found]:
    for match in _DIGITS.finditer(text, start, min(len(text), end + 12)):
        kind = str(match.lastgroup if match.lastgroup != "s" else "card")
        if kind != "phone" or _THOUSANDS.match(match.group()) is None:
            yield Found(match.start(), match.end(), kind)
    said = _SAID.search(text[max(0, start - 40) : start])
    number = text[start:end].rstrip(" ().–-")
    if said is not None and said.lastgroup:
        kind = next(k for k in _SAID_DIGITS if said[k])
        least, most = _SAID_DIGITS[kind]
        if least <= sum(map(str.isdigit, number)) <= most:
            yield Found(start, start + len(number), kind)


def _addresses(text: str) -> Iterator[Found]:
    reached = 0
    for run in _FEW_DIGITS.finditer(text):
        left, right = max(reached, run.start() - 60), min(len(text), run.end() + 40)
        if run.start() < reached:
            continue
        window = text[left:right].lower()
        if any(map(window.__contains__, _STREET_HINTS)):
            for found in _within(text, left, right, "address", _STREET):
                reached = max(reached, found.end)
                yield found


def _within(
    text: str, left: int, right: int, kind: str, pattern: re.Pattern[str]
) -> Iterator[Found]:
    """What a pattern finds in a window; what stands before it is seen, too."""
    for match in pattern.finditer(text, left, right):
        yield Found(match.start(), match.end(), kind)


def _links(text: str) -> Iterator[Found]:
    """Links to networks, from each slash outwards."""
    at = text.find("/")
    while at >= 0:
        tail = _TAIL.match(text, at)
        before = _NETWORK.search(text[max(0, at - 40) : at]) if tail else None
        if tail is not None and before is not None:
            yield Found(at - len(before.group()), tail.end(), "account")
        at = text.find("/", at + 1)


def _matches(kind: str, pattern: re.Pattern[str], text: str) -> Iterator[Found]:
    for match in pattern.finditer(text):
        yield Found(match.start(), match.end(), kind)


def _around_at(text: str) -> Iterator[Found]:
    """Addresses of e-mail and names of accounts, from each "@" outwards."""
    at = text.find("@")
    while at >= 0:
        after = _AFTER_AT.match(text, at + 1)
        before = _BEFORE_AT.search(text[max(0, at - 64) : at])
        if after is not None:
            end = after.end() - (after.group()[-1] in ".-")
            start = at - (len(before.group()) if before else 0)
            yield Found(start, end, "email" if before else "account")
        at = text.find("@", at + 1)


def _apart(found: Iterable[Found]) -> list[Found]:
    """The longest of what overlaps, in order."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if kept and one.start < kept[-1].end:
            last = kept[-1]
            kept[-1] = Found(last.start, max(last.end, one.end), last.kind)
        else:
            kept.append(one)
    return kept
