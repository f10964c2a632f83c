"""Who must carry out a decision: the office or body named, in its dictionary form.

Kazakh gives a task in the dative ("бөліміне тапсырылды") or names who does it without
any ending; Russian in the dative with an infinitive, or as the subject. A body in any
other case is only spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile

from collectors.meetings.bodies import find_bodies
from collectors.meetings.decision_words import ASSIGNED, WHO_LABEL
from collectors.meetings.russian_cases import adjective_base, noun_base
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
    r"|алқа|федерация|музей|колледж|университет|(?:мүше|психолог|маман)(?=[лт][ае]р"
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


@dataclass(frozen=True, slots=True)
class _Named:
    start: int
    words: str
    is_tasked: bool


def responsible(sentence: str, institutions: Sequence[Institution] = ()) -> str:
    """Who is to carry it out, in the dictionary form, or "" when none is named."""
    labelled = WHO_LABEL.search(sentence)
    if labelled is not None:
        return " ".join(labelled["who"].split()).rstrip(" .,")
    sentence = sentence[:500]
    is_assigned = ASSIGNED.search(sentence) is not None
    found: list[_Named] = []
    if re.search(r"[әғқңөұүһі]", sentence, _FLAGS):
        found.extend(_kazakh(sentence, is_assigned))
    found.extend(_russian(sentence, is_assigned))
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


def _kazakh(sentence: str, is_assigned: bool) -> Iterator[_Named]:
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
        yield _Named(start, " ".join([*before, noun]), is_dative)


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


def _russian(sentence: str, is_assigned: bool) -> Iterator[_Named]:
    for match in _RU.finditer(sentence):
        adjectives = _ru_adjectives(sentence[: match.start()])
        start = match.start() - sum(len(word) + 1 for word in adjectives)
        prior = sentence[:start]
        if _RU_PREPOSITION.search(prior):
            continue
        noun, is_plural, is_dative = noun_base(match["noun"])
        is_asked = re.search(r"(?:просить|попросил\w*|обязать)\s+$", prior) is not None
        is_first = (
            is_asked
            or not prior.strip()
            or prior.rstrip()[-1] in ":—–-,;."
            or start < 4
        )
        if not (is_first or (is_dative and is_assigned) or noun.isupper()):
            continue
        before = [adjective_base(word, noun, is_plural) for word in adjectives]
        tail = _ru_tail(sentence[match.end() :])
        words = " ".join([*before, noun, *tail])
        yield _Named(start, words, is_dative and is_assigned)


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
        if _RU_STOP.search(word) and not after_by and not word[0].isupper():
            break
        words.append(word)
        if is_last:
            break
    while words and words[-1] in ("по", "и"):
        words.pop()
    return words


def _english(sentence: str) -> Iterator[_Named]:
    for match in _EN.finditer(sentence):
        yield _Named(match.start(), " ".join(match["who"].split()), False)


def _bodies(
    sentence: str, institutions: Sequence[Institution], is_assigned: bool
) -> Iterator[_Named]:
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
        yield _Named(first, words, is_quoted and is_assigned)
