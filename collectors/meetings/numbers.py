"""The numbers a report states about a meeting or a body's work: (what, how many).

Digits and words of number in Kazakh and Russian, "300-ге жуық" and "около 400" as
stated. Only counted nouns of the closed list make a number; a table's bare cells none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from collectors.meetings.text import Sentence

_FLAGS = re.IGNORECASE

#: The closed list of what is counted.
WHATS = (
    *("participants", "members", "delegates", "associations", "mediators"),
    *("volunteers", "projects", "events", "disputes", "families", "schools"),
    "speakers",
)

#: Number words as they begin, with their value.
_KK_WORDS = {
    **{"бір": 1, "екі": 2, "үш": 3, "төрт": 4, "бес": 5, "алты": 6, "жеті": 7},
    **{"сегіз": 8, "тоғыз": 9, "он": 10, "жиырма": 20, "отыз": 30, "қырық": 40},
    **{"елу": 50, "алпыс": 60, "жетпіс": 70, "сексен": 80, "тоқсан": 90, "жүз": 100},
}
_RU_WORDS = {
    **{"два": 2, "две": 2, "двух": 2, "двумя": 2, "три": 3, "трёх": 3, "трех": 3},
    **{"четыре": 4, "четырёх": 4, "четырех": 4, "пять": 5, "пяти": 5, "шесть": 6},
    **{"шести": 6, "семь": 7, "семи": 7, "восемь": 8, "восьми": 8, "девять": 9},
    **{"девяти": 9, "десять": 10, "десяти": 10, "одиннадцать": 11, "двенадцать": 12},
    **{"двенадцати": 12, "тринадцать": 13, "четырнадцать": 14, "пятнадцать": 15},
    **{"пятнадцати": 15, "шестнадцать": 16, "семнадцать": 17, "восемнадцать": 18},
    **{"девятнадцать": 19, "двадцать": 20, "двадцати": 20, "тридцать": 30},
    **{"тридцати": 30, "сорок": 40, "пятьдесят": 50, "шестьдесят": 60},
    **{"семьдесят": 70, "восемьдесят": 80, "девяносто": 90, "сто": 100, "двести": 200},
    **{
        "ста": 100,
        "двухсот": 200,
        "триста": 300,
        "один": 1,
        "одна": 1,
        "одиннадцати": 11,
        "тринадцати": 13,
        "четырнадцати": 14,
        "шестнадцати": 16,
        "семнадцати": 17,
        "восемнадцати": 18,
        "девятнадцати": 19,
        "сорока": 40,
        "пятидесяти": 50,
        "шестидесяти": 60,
    },
}
_EN_WORDS = {
    **{"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8},
    **{"nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "twenty": 20, "thirty": 30},
}
_WORDS = {**_KK_WORDS, **_RU_WORDS, **_EN_WORDS}
_ANY_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_NUMBER = re.compile(
    r"(?<![\w№.,:/-])(?:(?P<digits>\d{1,3}(?:[  ]\d{3})+|\d{1,6})"
    r"(?![\w.,:/]*\d|[.)]\s|\s?%|-?(?:бап|тармақ))(?P<tail>-?[а-яёәғқңөұүһі]{0,6})"
    rf"|(?P<words>(?:{_ANY_WORD})(?:\s+(?:{_ANY_WORD}))*)(?P<end>(?:[дт][аеы]н"
    rf"|[гғкқ][аеы]|нан|нен)?)(?!\w))",
    _FLAGS,
)
#: What may stand between a number and its noun: "астам", "жуық", attributes.
_GAP = r"(?:\s+(?:астам|жуық|жетеу|шақты|тарта|аса|көп|асты))?(?:\s+[\w«»-]+){0,%d}?\s+"

#: Nouns of the closed list, as they begin, and how many attributes may precede them.
_NOUNS: tuple[tuple[str, str, int], ...] = (
    ("delegates", r"делегат\w*|delegates?\b", 1),
    (
        "associations",
        r"(?:этномәдени|этнокультурн\w+|республиканск\w+|областн\w+)\s+"
        r"(?:бірлесті|орталы|объединени|центр|общест)\w*|ЭМБ\b|ЭКО\b|бірлесті[кг]\w*"
        r"|объединени\w*|associations?\b",
        1,
    ),
    ("mediators", r"(?:этно)?медиатор\w*|mediators?\b", 2),
    ("volunteers", r"ерікті\w*|волонт[её]р\w*|volunteers?\b", 1),
    ("projects", r"жоба(?!ла)\w*|проект\w*|projects?\b", 2),
    (
        "events",
        r"дәріс\w*|лекци\w*|іс-шара\w*|шара(?!сы)(?:дан|ны|лар|)\w{0,4}"
        r"|мероприяти\w*|акци\w+|встреч\w*"
        r"|кездесу\w*"
        r"|events?\b",
        2,
    ),
    (
        "disputes",
        r"дау(?!ыс|ы?ст)\w{0,6}|спор(?:а|ы|ов|ам|ами|ах)?(?!\w)|конфликт\w*|жанжал\w*"
        r"|кикілжің\w*"
        r"|іс бойынша медиац\w*|disputes?\b",
        4,
    ),
    ("families", r"отбас(?!ылық)\w*|сем(?:ьи|ей|ьям|ьях|ью|ья)\b|families\b", 2),
    ("schools", r"мектеп\w*|мектеб\w*|школ\w*|schools?\b", 1),
    (
        "speakers",
        r"баяндамашы\w*|спикер\w*|докладчик\w*|выступающ\w+|шешен\w*|speakers?\b",
        1,
    ),
    ("members", r"мүше\w*|член\w*|members?\b", 3),
    (
        "participants",
        r"адам\w*|кісі\w*|человек\w*|участник\w*|қатысушы\w*|делегация мүше\w*"
        r"|қыз-жігіт\w*|өкіл\w*|представител\w*|гост\w{2}\b|participants?\b|people\b"
        r"|жас(?:тар|қа)?\b|тұрғын\w*|жител\w*|педагог\w*"
        r"|женщин\w*|матер(?:ей|и)\b|активист\w*|ардагер\w*|практик(?:а|ов)\b",
        1,
    ),
)
_SPOKE = re.compile(
    r"сөз (?:сөйле|ал)\w*|пікір білдір\w*|сөйледі|выступил\w*|высказал\w*|взял\w* слово"
    r"|spoke\b|took the floor",
    _FLAGS,
)
_GATHERED = re.compile(
    r"қатыс\w*|жинал\w*|келді|келген|бас қосты|шақырыл\w*|барлығы|собрал\w*|пришл\w*"
    r"|встрети\w+|съехал\w*|сидел\w*|подключил\w*|қосылды|участ\w*|присутств\w*"
    r"|приехал\w*|прибыл\w*|всего|приглаш\w*|attended|took part",
    _FLAGS,
)
#: "24 ғалым қатысты", "собралось 120 студентов": people of any name came.
_CAME_KK = re.compile(
    r"\s+(?:(?:астам|жуық|шақты)\s+)?(?!команда|аудан|қала|ауыл|ұйым|мекеме|ел\b|өңір"
    r"|облыс)"
    r"[а-яәғқңөұүһі]+\s+(?:қатысты|қатысып|жиналды|келді|бас қосты|қосылды)",
    _FLAGS,
)
_CAME_RU = re.compile(
    r"(?:собрал\w+|пришл[аио]|участвовал\w*|присутствовал\w*|съехал\w+)\s+"
    r"(?:(?:более|около|свыше|почти)\s+)?$",
    _FLAGS,
)
_NOT_PEOPLE_RU = re.compile(
    r"\s+(?:команд|район|город|сел|област|организац|делегац|регион|стран|тысяч"
    r"|тонн)",
    _FLAGS,
)
#: "participants: 31": the noun before its number.
_LABELLED = re.compile(
    r"(?P<noun>қатысушылар|қатысқандар|участник(?:ов|и)|присутств\w+|participants"
    r"|іс-шаралар|мероприятий|медиаторлар|медиаторов|мүшелер|членов|делегаттар"
    r"|делегатов"
    r"|волонтёров|еріктілер|споров|даулар)(?:\s+(?:саны|число|количество))?\s*[:—–-]\s*"
    r"(?P<n>\d{1,5})(?!\w|[.:/]\d)",
    _FLAGS,
)
_LABELS = {
    **{
        "қатысушы": "participants",
        "қатысқан": "participants",
        "участник": "participants",
    },
    **{"присутст": "participants", "particip": "participants", "іс-шарал": "events"},
    **{"мероприя": "events", "медиатор": "mediators", "мүшелер": "members"},
    **{"членов": "members", "делегатт": "delegates", "делегато": "delegates"},
    **{"волонтёр": "volunteers", "еріктіле": "volunteers", "споров": "disputes"},
    **{"даулар": "disputes"},
}
#: "соның 187-сі бітіммен": of the disputes just named.
_OF_THEM = re.compile(
    r"\b(?:соның|оның ішінде|олардың|из них|из которых|в том числе)\s+(?:\w+\s+)?"
    r"(?P<n>\d{1,5})(?!\s?%)(?P<tail>-\w+)?"
    r"|(?<!\w)(?P<m>\d{1,5})\s+(?:из них|из которых)",
    _FLAGS,
)
_SETTLED = re.compile(
    r"бітім|татулас|шешіл|урегулир|примир|мир(?:ом|ов)|разреш|settled|соглашен|келісім",
    _FLAGS,
)
#: "17 мүшенің 14-і", "21 член Совета из 25": who are members and who came.
_OF_MEMBERS_KK = re.compile(
    r"(?<!\w)(?P<all>\d{1,3})\s+мүше\w*ң\s+(?P<came>\d{1,3})(?=-)", _FLAGS
)
_OF_MEMBERS_RU = re.compile(
    r"(?<!\w)(?P<came>\d{1,3})\s+(?:член\w*(?:\s+\w+){0,2}?\s+)?из\s+(?P<all>\d{1,3})"
    r"(?=\s+член|\W*(?:[;,.(]|$))",
    _FLAGS,
)
_THOUSAND = re.compile(r"\s*(?:тыс\.|тысяч\w*|мың(?:нан|ға|дай)?)(?!\w)", _FLAGS)
#: A year or a day of a month counts nothing.
_YEAR = re.compile(
    r"\s*-?(?:год|г\.|жыл|ж\.|ж\b|қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз"
    r"|қыркүйек|қазан|қараша|желтоқсан|январ|феврал|март|апрел|ма[йя]\b|июн|июл|август"
    r"|сентябр|октябр|ноябр|декабр|час|сағат|мин)",
    _FLAGS,
)
#: "оның 9-ы медиатордың көмегімен": nine of those named before.
_OF_OTHERS = re.compile(r"-?(?:[ыі]|с[ыі]|у|еу)$", _FLAGS)
_SMALLEST = {"participants": 5, "speakers": 2, "schools": 2, "associations": 2}


def numbers(
    sentences: Iterable[Sentence], decisions: Sequence[tuple[int, int]]
) -> tuple[tuple[str, int], ...]:
    """What the sentences state, each pair once, in their order.

    Of what was resolved (``decisions``, as places) only digits count: "two families"
    to be helped are a task, no figure of the body's work.
    """
    found: dict[tuple[str, int], None] = {}
    for sentence in sentences:
        is_task = any(
            start < sentence.end and sentence.start < end for start, end in decisions
        )
        for pair in _of_sentence(sentence.text, is_task):
            if pair[1] >= _SMALLEST.get(pair[0], 1):
                found.setdefault(pair)
    return tuple(found)


def _of_sentence(sentence: str, is_task: bool) -> Iterator[tuple[str, int]]:
    """What one sentence states; of "14 of 17 members" both are told apart."""
    for pattern in (_OF_MEMBERS_KK, _OF_MEMBERS_RU):
        quorum = pattern.search(sentence)
        if quorum is not None and re.search(r"мүше|член", sentence, _FLAGS):
            yield "members", int(quorum["all"])
            yield "participants", int(quorum["came"])
            sentence = sentence[: quorum.start()] + "." + sentence[quorum.end() :]
    yield from _counts(sentence, is_task)


def _counts(sentence: str, is_task: bool) -> Iterator[tuple[str, int]]:
    for match in _LABELLED.finditer(sentence):
        yield _LABELS[match["noun"].casefold()[:8]], int(match["n"])
    disputes = False
    for match in _NUMBER.finditer(sentence):
        n = None if is_task and match["words"] else _value(match)
        thousand = _THOUSAND.match(sentence, match.end())
        end = thousand.end() if thousand and match["digits"] else match.end()
        rest = sentence[end : end + 90]
        if _YEAR.match(rest) or (match["tail"] and _OF_OTHERS.fullmatch(match["tail"])):
            continue
        what = _counted(rest, sentence) if n is not None else None
        if what is None and n is not None and _came(sentence[: match.start()], rest):
            what = "participants"
        if n is not None and what is not None:
            disputes = disputes or what == "disputes"
            yield what, n
    if disputes:
        for part in _OF_THEM.finditer(sentence):
            if _SETTLED.search(sentence[part.end() : part.end() + 40]):
                yield "disputes", int(part["n"] or part["m"])


def _came(before: str, rest: str) -> bool:
    """Whether a number counts people who came, whatever they are called."""
    if _CAME_KK.match(rest):
        return True
    return bool(_CAME_RU.search(before)) and not _NOT_PEOPLE_RU.match(rest)


def _value(match: re.Match[str]) -> int | None:
    if match["digits"]:
        return int(re.sub(r"\D", "", match["digits"])) * _scale(match)
    total = 0
    for word in match["words"].casefold().split():
        value = _WORDS[word]
        total = total * 100 if value == 100 and 1 < total < 10 else total + value
    # "бір", "один" are articles as often as numbers.
    return total if total > 1 else None


def _scale(match: re.Match[str]) -> int:
    """A thousand where "тысяч" or "мың" follows the digits."""
    return 1000 if _THOUSAND.match(match.string, match.end()) else 1


def _counted(rest: str, sentence: str) -> str | None:
    """Which noun of the list the number counts, the nearest one."""
    # A comma, a colon or another number ends what a number can count.
    clause = re.split(r"[,;:.!?()|]|\s[—–-]\s|\s\d", rest, maxsplit=1)[0]
    nearest: tuple[int, int, str] | None = None
    for order, (what, noun, attributes) in enumerate(_NOUNS):
        match = re.match(_GAP % attributes + rf"(?:{noun})(?!-)", clause or " ", _FLAGS)
        if match is not None:
            length = len(match.group().split())
            if nearest is None or (length, order) < nearest[:2]:
                nearest = (length, order, what)
    if nearest is None:
        return None
    if nearest[2] == "participants":
        if _SPOKE.search(rest):
            return "speakers"
        return "participants" if _GATHERED.search(sentence) else None
    return nearest[2]
