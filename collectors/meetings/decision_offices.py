"""Who must carry out a decision: the office or body named, in its dictionary form.

Kazakh gives a task in the dative ("бөліміне тапсырылды") or names who does it without
any ending; Russian in the dative with an infinitive, or as the subject. A body in any
other case is only spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile

from collectors.meetings.bodies import find_bodies
from collectors.meetings.decision_words import ASSIGNED, WHO_LABEL
from collectors.meetings.russian_offices import Named, russian_offices
from data.model import Institution

_FLAGS = re.IGNORECASE
_MOST_WORDS = 6

#: Nouns that head a Kazakh office or body, with the ending and the case they stand in.
_KK = re.compile(
    r"(?<![\w«-])(?P<noun>басқарма|бөлім|министрлі[кг]|комитет|департамент|әкімді[кг]"
    r"|әкім|кеңес|клуб|топ|тоб|бірлесті[кг]|хатшылы[қғ]|хатшы|КММ|РММ|КМҚК|орталы[қғ]"
    r"|комиссия|үкімет|төраға|төрайым|мекеме|палата|штаб|инспекция|ассамблея|ҚХА|қор"
    r"|кабинет|ұйым|жетекші|басшы|медиатор|қызмет|мектеп|кітапхана|орынбасар"
    r"|агентті[кг]"
    r"|алқа|федерация|музей|аппарат|деканат|инспектор(?=лар)|колледж|университет"
    r"|(?:мүше|психолог|маман)(?=[лт][ае]р"
    r"|д[ае]р))"
    r"(?P<own>(?:тар|тер|дар|дер|лар|лер)?(?:сы|сі|ы|і)?)"
    r"(?P<case>-?(?:на|не|ға|ге|қа|ке|а|е)?)(?!\w)",
    _FLAGS,
)
#: Alone these are common words: who gets a task is named more fully.
_KK_COMMON = frozenset(
    {"топ", "қор", "кеңес", "кабинет", "қызмет", "төраға", "басшы", "мүше"}
    | {"мектеп", "ұйым", "әкім", "орталық", "комиссия", "клуб", "орынбасар", "жетекші"}
)
#: Words that never belong to a name.
_KK_STOP = re.compile(
    r"^(?:дейін|мен|және|бұл|осы|сол|әр|барлық|үшін|туралы|сайын|бірге|болып|ал|де|да"
    r"|арқылы|кейін|соң|бойынша|сәйкес|биыл|жылы|жылғы|айда|бір|екі|үш|болса|тағы"
    r"|онда)$"
    r"|(?:ға|ге|қа|ке|на|не|да|де|та|те|дан|ден|тан|тен|нан|нен|ып|іп|ған|ген|қан|кен"
    r"|атын|етін|йтын|йтін|пен|бен|мен|дағы|дегі|тағы|тегі|ңғы|ңгі|ай|ей|дай|дей|ша|ше"
    r"|ын|ін|сын|сін|інен)$",
    _FLAGS,
)
#: Who gives the task, or a joint: never the first word of who gets it.
_KK_NO_BEGINNING = frozenset(
    {
        "және",
        "мен",
        "пен",
        "бен",
        "кеңес",
        "отырыс",
        "жиын",
        "сессия",
        "министр",
        "топ",
        "келесі",
    }
)
#: "топ мүшелері", "кеңес хатшысы": the body is part of who does it.
_KK_MEMBERS = re.compile(r"мүше|төраға|төрайым|хатшы|жетекші|психолог|маман", _FLAGS)
#: "мектеп психологтары": a bare noun that only says whose people are meant.
_KK_WHOSE = re.compile(r"\s+[а-яәғқңөұүһі]+(?:лар|лер|дар|дер|тар|тер)(?:ы|і)?(?!\w)")
_JOINTS = ("және", "мен", "пен", "бен")
_UNIT = re.compile(r"(?:аудан|қала|облыс|ауыл|өңір)", _FLAGS)
_KK_OBJECT = re.compile(r"(?<!саяса)(?:ды|ді|ты|ті|ны|ні)$")
_KK_DOING = re.compile(r"\w{2,}(?:у|ю)$")

#: "…, отвечает молодёжное крыло".
_RU_ANSWERS = re.compile(
    r"\bотвеча(?:ет|ют)\s+(?P<who>[а-яё«][^,;.()]{3,60})|,\s+(?:ею|им|этим)\s+"
    r"займ(?:[её]тся|утся)\s+(?P<by>[^,;.()]{3,60})",
    _FLAGS,
)
_EN = re.compile(
    r"\b(?:the\s+)?(?P<who>(?:regional\s+|deputy\s+|district\s+"
    r"|city\s+)*(?:akims?(?:\s+of\s+"
    r"(?:\w+\s+)?(?:region|districts?|city))?|akimats?|secretariat|offices|leaders"
    r"|council"
    r"|government|(?:department|directorate|office|ministry|committee)\s+of\s+[a-z]+"
    r"(?:\s+[a-z]+)?|assembly|mediators|prime minister|president))\b",
    _FLAGS,
)
_LEGAL_FORM = re.compile(r"\s*(?:КММ|РММ|мекемесі)")
_LEGAL_FORM_RU = re.compile(r"(?:КГУ|РГУ|ГУ|ОО|проект[уа]?)\s+$")


def responsible(sentence: str, institutions: Sequence[Institution] = ()) -> str:
    """Who is to carry it out, in the dictionary form, or "" when none is named."""
    labelled = WHO_LABEL.search(sentence)
    if labelled is not None:
        return " ".join(labelled["who"].split()).rstrip(" .,")
    answering = _RU_ANSWERS.search(sentence[:500])
    if answering is not None:
        return " ".join((answering["who"] or answering["by"]).split())
    sentence = sentence[:500]
    is_assigned = ASSIGNED.search(sentence) is not None
    found: list[Named] = []
    if re.search(r"[әғқңөұүһі]", sentence, _FLAGS):
        found.extend(_kazakh(sentence, is_assigned))
    found.extend(russian_offices(sentence, is_assigned))
    found.extend(_english(sentence))
    starts = {one.start for one in found}
    found.extend(
        one
        for one in _bodies(sentence, institutions, is_assigned)
        if one.start not in starts and (one.is_tasked or one.start <= 2 or not found)
    )
    if not found:
        return ""
    # Who is given the task comes before who gives it; of one place the longer name.
    best = min(found, key=lambda one: (not one.is_tasked, one.start, -len(one.words)))
    return best.words


def _kazakh(sentence: str, is_assigned: bool) -> Iterator[Named]:
    for match in _KK.finditer(sentence):
        is_dative = match["case"] != ""
        if is_dative and not is_assigned:
            continue
        before = _kk_attributes(sentence[: match.start()])
        if not _KK_MEMBERS.match(match["noun"]):
            before = list(dropwhile(_gives_the_task, before))
        start = match.start() - (len(" ".join(before)) + 1 if before else 0)
        noun = _hardened(match["noun"], match["own"]) + match["own"]
        is_common = match["noun"].casefold() in _KK_COMMON and not match["own"]
        if is_common and (not before or not is_dative) and start > 2:
            continue
        if not match["own"] and _KK_WHOSE.match(sentence, match.end()):
            continue
        if not is_dative and not _is_subject(sentence, start, match.end()):
            continue
        yield Named(start, " ".join([*before, noun]), is_dative)


def _kk_attributes(text: str) -> list[str]:
    """The words before a noun that belong to its name, in their order."""
    words: list[str] = []
    for word in reversed(re.findall(r"«[^»]{1,60}»|\S+", text)[-_MOST_WORDS:]):
        bare = word.strip("«»").casefold()
        joins = bare in _JOINTS and words and len(words) < 4
        is_place = word[0].isupper() and words and _UNIT.match(words[0])
        if word[-1] in ",.;:!?–—|" or re.search(r"\d", word):
            break
        # "жұмыспен қамту", "қатынастарды дамыту": what is done to what.
        is_done_to = len(words) == 1 and _KK_DOING.fullmatch(words[0]) is not None
        if is_place or (
            is_done_to and re.search(r"(?:[мпб]ен|д[ыі]|т[ыі]|н[ыі])$", bare)
        ):
            words.insert(0, word)
            continue
        if not joins and bare not in ("аудан", "дене") and _KK_STOP.search(bare):
            break
        # "дамыту комитеті" is a name, "ұйымдастыру білім бөліміне" is not.
        if _KK_DOING.fullmatch(bare) and words and words[0] not in _JOINTS:
            break
        # "Білім бөлімі мектеп автобусын": a name has ended there.
        head = _KK.fullmatch(bare)
        if head is not None and head["own"] and not head["case"] and words:
            break
        if _KK_OBJECT.search(bare) and not (words and _KK_DOING.fullmatch(words[0])):
            break
        words.insert(0, word)
    return words


def _gives_the_task(word: str) -> bool:
    return word.casefold() in _KK_NO_BEGINNING


def _is_subject(sentence: str, start: int, end: int) -> bool:
    """Whether a name without an ending does something, and is no part of a name."""
    prior = sentence[:start].rstrip()
    if re.match(
        r"\s+(?:болып|құрам|мүшелі|жанын|отырыс|туралы|мәселе|төраға|хатшы)",
        sentence[end:],
    ):
        return False
    return not prior or prior[-1] in ",;:–—" or len(prior) < 60


def _hardened(noun: str, own: str) -> str:
    """A noun's own consonant where no ending has softened it: "хатшылық"."""
    final = {"ғ": "қ", "г": "к", "б": "п"}
    return noun if own else noun[:-1] + final.get(noun[-1], noun[-1])


def _english(sentence: str) -> Iterator[Named]:
    for match in _EN.finditer(sentence):
        yield Named(match.start(), " ".join(match["who"].split()), False)


def _bodies(
    sentence: str, institutions: Sequence[Institution], is_assigned: bool
) -> Iterator[Named]:
    """A body of the table: in quotes, at the beginning, or without any ending."""
    names = {
        name.casefold()
        for one in institutions
        for name in (*one.names.values(), *one.aliases)
    }
    for body in find_bodies(sentence, institutions):
        is_quoted = sentence[body.start - 1 : body.start] == "«"
        start, end = body.start - is_quoted, body.end
        end += sentence[end : end + 1] == "»"
        is_plain = sentence[body.start : body.end].casefold() in names
        in_place = re.search(r"(?:нда|нде)$", sentence[body.start : body.end])
        if in_place or not (start <= 2 or (is_quoted and is_assigned) or is_plain):
            continue
        form = _LEGAL_FORM_RU.search(sentence[:start])
        legal = _LEGAL_FORM.match(sentence, end)
        first = form.start() if form else start
        words = sentence[first : legal.end() if legal else end]
        yield Named(first, words, is_quoted and is_assigned)
