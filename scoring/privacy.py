"""Taking private people out of a text, before anything is stored.

Names, identity numbers, phones, addresses of e-mail and accounts give way to a
placeholder. Places are blanked before names are looked for, so that a name right after
a village is seen; people keep their names only as holders of a public office, with the
word for the office before the name. The rules of airlock-pii find most names; the
patterns below add what they miss most: residents named without a surname ending they
know, which are minorities more often than not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

import airlock_pii
from airlock_pii import EntityType

PLACEHOLDERS = {"kk": "[адам]", "ru": "[человек]", "en": "[person]"}
#: Stands for a place in the text the names are looked for in: one word, no name.
PLACE_FILLER = "ж"

_TYPES = (
    EntityType.PERSON,
    EntityType.IIN,
    EntityType.BIN,
    EntityType.KZ_IBAN,
    EntityType.CARD,
    EntityType.PHONE,
    EntityType.EMAIL,
)
_UP = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
_LOW = "a-zа-яёәғқңөұүһі’'"
_NAME = rf"[{_UP}][{_LOW}]+(?:-[{_UP}][{_LOW}]+)?"
_INITIALS = rf"[{_UP}]\.(?: ?[{_UP}]\.)?"
#: Numbers and accounts by their shape alone.
_SHAPES = re.compile(
    r"(?<![\w@])@[A-Za-z][\w.]{2,}"
    r"|\b(?:t\.me|wa\.me|instagram\.com|facebook\.com|vk\.com|tiktok\.com)/[\w.@/-]+"
    r"|(?<![\d.,])(?:\+7|8)[ (-]*7\d{2}[ )-]*\d{3}[ -]*\d{2}[ -]*\d{2}(?!\d)"
    r"|(?<![\d.,])\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[0-6]\d{5}(?![\d.,]\d|\d)"
    r"(?! ?(?:тең|тен|дол|руб|₸|\$|долл|tenge|млн|USD))"
)
#: A word that announces a private person; then one to three capitalised words.
_LEAD = (
    r"(?:(?<!\w)(?i:\d{1,2}-летн\w+|\d{1,2} (?:жастағы|жасар)|по имени|есімді|атты"
    r"|жител[ьяюе]м?|жительниц\w*|сельчан(?:ин|ка|ином|кой|ина|ке)|мужчин[аеуы]"
    r"|женщин[аеуы]|парень|девушк\w+|подрост(?:ок|ка|ку|ком)|школьни(?:к|ца|ка|цы|ку|це)"
    r"|студент(?:а|ка|ки|у|ке|ом)?|водител[ьяюе]м?|потерпевш\w+|пострадавш(?:ий|ая|его"
    r"|ему|ей)|подозреваем\w+|обвиняем\w+|задержанн\w+|погибш\w+|сосед(?:а|ка|ки|у|ом)?"
    r"|брат(?:а|у|ом)?|сестр[аыеу]|сын(?:а|у|ом)?|дочь|дочер\w+|отец|отца|мать|матер\w+"
    r"|фермер\w{0,2}|предпринимател[ьяюе]м?|учител[ьяюе]м?|учительниц\w+|пенсионер\w{0,2}"
    r"|блогер\w{0,2}|активист\w{0,3}|аксакал\w{0,2}|медиатор\w{0,2}|этномедиатор\w{0,2}"
    r"|тұрғын(?:ы)?|азамат(?:ы|ша)?|жігіт|бозбала|жасөспірім|оқушы(?:сы)?|студенті?"
    r"|жүргізуші(?:сі)?|шопан|мұғалім(?:і)?|кәсіпкер(?:і)?|ақсақал(?:ы)?|күдікті"
    r"|жәбірленуші|көрші(?:сі)?|ұлы|қызы|әкесі|анасы|ағасы|інісі|resident|farmer"
    r"|teacher|driver|suspect|victim|named|neighbou?r|father|mother|brother|sister|son"
    r"|daughter|shopkeeper|villager|elder|blogger|activist)(?:,)? "
    rf"(?:{PLACE_FILLER}+,? )?)"
)
_AFTER_LEAD = re.compile(
    rf"{_LEAD}(?P<name>(?:{_INITIALS} ?)?{_NAME}(?: {_NAME}){{0,2}}"
    rf"(?: ?{_INITIALS})?)(?!\w)"
)
_WITH_INITIALS = re.compile(
    rf"(?<![\w.])(?P<name>{_INITIALS} ?{_NAME}|{_NAME} {_INITIALS})(?![\w])"
)
#: Two or three capitalised words inside a sentence: in Russian and Kazakh prose an
#: institution capitalises one word, a person two.
_CYR_NAME = "[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі]+(?:-[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі]+)?"
_PAIR = re.compile(
    rf"(?<=[{_LOW},–—] )(?P<name>{_CYR_NAME} {_CYR_NAME}(?: {_CYR_NAME})?)"
    r"(?=[\s,.;:!?)»]|$)"
)
#: "Житель села Ахмет Юсупов": two names right after the word for a settlement; one
#: capitalised word there is the village.
_AFTER_VILLAGE = re.compile(
    r"(?<!\w)(?i:жител[ьяюе]м?|жительниц\w*|уроженец|уроженц\w+|resident) "
    r"(?:of )?(?:the )?(?:села|аула|пос[её]лка|деревни|города|района|village)(?: of)? "
    rf"(?P<name>(?:{PLACE_FILLER}+|{_NAME}),? {_NAME}(?: {_NAME})?)(?!\w)"
)
_AGE_AFTER = re.compile(rf"(?<!\w)(?P<name>{_NAME} {_NAME}), (?:aged )?\d{{2}},")
#: Words that make a run of capitalised words something else than a person (stems).
_NOT_PERSON = re.compile(
    r"(?:дом|двор|сов[её]т|ассамбл|народ|республик|министер|министр|комитет|президент"
    r"|конституц|парти|день|дня|велик|отечествен|верховн|суд|парламент|мажилис|сенат|фонд"
    r"|центр|институт|универ|академи|союз|организац|объедин|наци|европ|азиат|ази[ия]|исламск"
    r"|аллах|ораза|курбан|құрбан|айт\b|наурыз|новы|год|рождеств|халық|халқ|кеңес|достық"
    r"|үйі|қоғам|келісім|ұлт|құрылтай|курултай|орталы|мемлекет|үкімет|мәжіліс|жоғарғы|сот"
    r"|департамент|управлен|полиц|прокур|агентств|банк|театр|музе|газет|канал|радио|нұр"
    r"|аманат|құран|коран|библи|интернет|восток|запад|север|юг|шығыс|батыс|солтүстік"
    r"|оңтүстік|орта\b|орталық|централ|россий|ресей|америк|қазақстан|казахстан|kazakh"
    r"|жібек|шелков|сырдар|каспи|арал|балқаш|тянь|алатау|апорт|құрмет|орден|медал|герой"
    r"|ерлік|батыр\b|хан\b|сұлтан\b|ақын|жырау|алаш|болашақ|жас\b|нов(?:ая|ый|ые)|таң|хабар"
    r"|астан|алмат|шымкент|тәуелсіз|рухани|жаңа|ұлы дала|assembly|house|council|people"
    r"|ministry|president|national|republic|university|police|court|district|region|day"
    r"|youtube|instagram|facebook|telegram|whatsapp|tiktok|twitter|google|фейсбук|ватсап"
    r"|одақ|еуразия|жоғары|ұйым|заң|ислам|шанхай|красн|крест|африк|восточн|западн|северн|южн|апат|жағдай|штаб|құтқар|мчс|холдинг|групп|компан|завод|комбинат|кен\b|рудник)",
    re.IGNORECASE,
)
#: After these a name belongs to a street, a school or a work, not to a person at hand.
_NAMESAKE_BEFORE = re.compile(
    r"(?:имени|им\.|улиц\w*|ул\.|проспект\w*|пр\.|площад\w*|микрорайон\w*|named after"
    r"|памятник\w*|премии|орден\w*|канал\w*|рек[аиеу]|озер\w+|гор[аыеу]|шахт[аыеу]"
    r"|ущель\w+|водохранилищ\w+|бассейн\w*|мавзоле\w+)(?: [\w.]+)? ?«?\Z",
    re.IGNORECASE,
)
_NAMESAKE_AFTER = re.compile(
    r"»? ?(?:(?:би|бибі|баба|ата|ана|хан|батыр) )?(?:атындағы|атын|көшесі|даңғылы"
    r"|мектебі|университеті|ауылы|кесене|тоған|канал|өзен|көл|шоқы|шатқал|құдық|бұлақ|аудан"
    r"|қаласы|street|avenue|river|sea|lake|canal|district)"
)
#: The relatives and servants of an office holder hold no office.
_OF_OFFICE = re.compile(
    r"(?:сын\w{0,2}|доч\w*|брат\w{0,2}|сестр\w|жен\w|супруг\w|муж\w{0,2}|водител\w{1,2}"
    r"|помощник\w{0,2}|племянни\w+|родственник\w*|зять|зятя|сват\w{0,2}|son|daughter"
    r"|brother|wife|driver|relative)(?: of(?: the)?| бывшего)?\s\Z",
    re.IGNORECASE,
)
_KIN_AFTER = re.compile(
    r"нің (?:ұлы|қызы|әйелі|інісі|ағасы|жүргізушісі|баласы|туысы|көмекшісі|жиені"
    r"|бауыры)"
)
#: What may stand between the word for an office and the name of its holder.
_LINK = re.compile(rf"(?:[{_LOW}{_UP}«»\"-]+\.? ){{0,9}}\Z")
_OFFICE_REACH = 110


def _bounds(text: str, start: int) -> int:
    """Return where the clause before ``start`` begins."""
    return max(
        0, start - _OFFICE_REACH, *(text.rfind(c, 0, start) + 1 for c in ".!?;:\n(")
    )


@cache
def _office_pattern(roles: tuple[str, ...]) -> re.Pattern[str]:
    phrases = sorted({r.strip().lower() for r in roles if r.strip()}, key=len)[::-1]
    each = (" ".join(_stem(word) for word in phrase.split()) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})", re.IGNORECASE)


def _stem(word: str) -> str:
    """Return a pattern for any form of a word for an office."""
    bare = re.sub(r"(?:ый|ий|ь|й|а|я|о)$", "", word) if len(word) > 4 else word
    return re.escape(bare) + r"\w*"


def private_spans(
    text: str, roles: Sequence[str], maybe_places: Sequence[tuple[int, int]] = ()
) -> list[tuple[int, int]]:
    """Return what must not be stored, as spans of ``text``; no two of them overlap.

    ``text`` has its places replaced by :data:`PLACE_FILLER` and its ethnonyms by one
    fixed word, so that neither can be taken for a name or change what is one.
    ``maybe_places`` are words that are a name or a town: "в Абае", "Исатайда".
    """
    hard = [(m.start(), m.end()) for m in _SHAPES.finditer(text)]
    names: list[tuple[int, int]] = []
    for entity in airlock_pii.detect(text, types=_TYPES):
        span = (entity.start, entity.end)
        if entity.type == EntityType.PERSON:
            names.append(span)
        else:
            hard.append(span)
    names += _by_pattern(text)
    names = [_trimmed(text, s) for s in _joined(names)]
    maybe = dict(maybe_places)
    towns = {start: end for start, end in maybe.items() if _in_place(text, start, end)}
    names = [
        s
        for s in names
        if s[0] < s[1] <= len(text)
        and not _is_namesake(text, *s)
        and not s[1] <= towns.get(s[0], 0)
        and not s[1] < maybe.get(s[0], 0)  # "Сара" of Сарань
    ]
    return _joined([*hard, *_without_office_holders(text, names, tuple(roles))])


_INTO = re.compile(
    r"(?<!\w)(?:в|во|из|под|у|до|близ|около|через|in|from|near|at|горняки|жители) \Z",
    re.IGNORECASE,
)
_LOCATIVE = re.compile(r"(?:[дт][ае]|[дтн][ае]н|[дт]ағы|[дт]егі)\Z")


def _in_place(text: str, start: int, end: int) -> bool:
    """Tell whether a word stands where a town does: "в …", "из …", -да, -дан."""
    return (
        _INTO.search(text[max(0, start - 10) : start]) is not None
        or _LOCATIVE.search(text, start, end) is not None
    )


def _by_pattern(text: str) -> Iterable[tuple[int, int]]:
    for pattern in (_AFTER_LEAD, _AFTER_VILLAGE, _WITH_INITIALS, _PAIR, _AGE_AFTER):
        for found in pattern.finditer(text):
            if pattern is not _AFTER_LEAD and pattern is not _WITH_INITIALS:
                words = found["name"].split()
                if any(_NOT_PERSON.match(word) for word in words):
                    continue
            elif _NOT_PERSON.match(found["name"]):
                continue
            yield found.span("name")


def _trimmed(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return the span without the filler of a place at either end."""
    words = text[span[0] : span[1]]
    left = len(words) - len(words.lstrip(PLACE_FILLER + " "))
    right = len(words) - len(words.rstrip(" ,"))
    return (span[0] + left, span[1] - right)


def _is_namesake(text: str, start: int, end: int) -> bool:
    return (
        _NAMESAKE_BEFORE.search(text[max(0, start - 40) : start]) is not None
        or _NAMESAKE_AFTER.match(text, end) is not None
    )


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _without_office_holders(
    text: str, names: list[tuple[int, int]], roles: tuple[str, ...]
) -> list[tuple[int, int]]:
    """Return the names without those of people in public office.

    Whoever was named with the office may be named without it further on.
    """
    holders = [span for span in names if _holds_office(text, span, names, roles)]
    stems = {
        word[: max(4, len(word) - 3)].lower()
        for start, end in holders
        for word in text[start:end].replace("-", " ").split()
        if len(word) >= 5
    }
    kept = set(holders)
    for start, end in names:
        words = text[start:end].split()
        last = words[-1].lower() if words else ""
        if len(words) <= 2 and any(last.startswith(stem) for stem in stems):
            kept.add((start, end))
    return [span for span in names if span not in kept]


def _holds_office(
    text: str,
    span: tuple[int, int],
    names: list[tuple[int, int]],
    roles: tuple[str, ...],
) -> bool:
    if not roles:
        return False
    start = span[0]
    left = _bounds(text, start)
    left = max([left, *(end for _, end in names if end <= start)])
    before = text[left:start]
    offices = list(_office_pattern(roles).finditer(before))
    found = offices[-1] if offices else None
    if found is None or _LINK.match(before[found.end() :].lstrip()) is None:
        return False
    if _OF_OFFICE.search(before[: found.start()]) or _KIN_AFTER.search(before):
        return False
    return "," not in before[found.end() :]
