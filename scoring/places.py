"""Finding the places a text names: exact generated forms, read in their context.

One automaton finds every form; a capital letter, word boundaries and the words beside
it decide what it stands for. A name that could be two places keeps both until
``scene`` has seen the whole text: an unresolved place is an answer, a guess is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick

from data.gazetteer import PlaceName
from scoring.place_forms import Form, surfaces
from scoring.text import lowered as lower_case

_UP = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
_WORD = rf"[{_UP}][\w’'-]*"
#: "Қордай, Меркі аудандары", "Кордайского и Меркенского районов"
_LIST_AFTER = rf"(?:(?:,| и| мен| пен| бен| және| and)+ {_WORD}){{0,5}}"
_LIST_BEFORE = rf"(?:{_WORD}(?:,| и| and)+ ){{0,5}}"
#: How far around a name its word of type is looked for.
_REACH = 90


def _beside(groups: dict[str, str]) -> str:
    return "|".join(f"(?P<{kind}>{words})" for kind, words in groups.items())


_AFTER = {
    "kk": re.compile(
        rf"{_LIST_AFTER} (?i:"
        + _beside(
            {
                "region": r"(?:облыс|обл\.|өңір)",
                "district": r"(?:аудан(?!аралық)|ауд\.)",
                "city": r"(?:қала|шаһар|қ\.)",
                "settlement": r"(?:ауыл(?! шаруашылы)|кенті?\w*\b|ст(?:анса|анция)сы|селосы"
                r"|елді мекен|бекет|ықшам ?аудан|шағын ?аудан)",
                "nature": r"(?:өзен|көл|тау(?!ар)|жота|су қойма|арна|каналы|теңіз|асу"
                r"|шатқал|дала|құдығы)",
                "named": r"(?:көше|даңғыл|алаң|атындағы|университет|стадион|клуб"
                r"|командасы|орденді|театр|жырау|қаған)",
            }
        )
        + ")"
    ),
    "adjective": re.compile(
        rf"{_LIST_AFTER} (?i:"
        + _beside(
            {
                "region": r"(?:област(?!н)|обл\.|регион)",
                "district": r"(?:район(?!н)|р-н)",
                "settlement": r"(?:сельск\w+ округ|с/о|аульн\w+ округ|поселков\w+ округ)",
                "nature": r"(?:заповедник|водохранилищ|канал\b|хреб|залив|мор[яею]\b)",
                "named": r"(?:тракт|шоссе|улиц|переул|театр|язык)",
            }
        )
        + ")"
    ),
    "en": re.compile(
        rf"{_LIST_AFTER} (?i:"
        + _beside(
            {
                "region": r"(?:regions?|oblasts?|provinces?)\b",
                "district": r"(?:districts?)\b",
                "city": r"(?:city|town)\b",
                "settlement": r"(?:villages?|settlement|aul)\b",
                "nature": r"(?:rivers?|lakes?|mountains?|sea|basin|canal|reservoir"
                r"|gorge|hearing|history|health|tradition|exam\w*|vaccin\w*)\b",
                "named": r"(?:street|avenue|university|stadium|theat(?:er|re)|square"
                r"|declaration|process|motors|airlines)\b",
            }
        )
        + ")"
    ),
}
_BEFORE = {
    "ru": re.compile(
        r"(?<!\w)(?i:"
        + _beside(
            {
                "region": r"област[ьиюяейхма]+|обл\.",
                "district": r"(?:район(?:а|е|у|ом|ы|ов|ах|ам)?|р-н[аеуо]?м?)(?: имени| им\.)?",
                "city": r"город(?:а|е|у|ом|ов|ах)?|г\.|гг\.|гор\.",
                "settlement": r"сел[оаеу]м?|сёл|с\.|пос[её]л(?:ок|к\w+)|пос\.|п\.|пгт"
                r"|аул(?:а|е|у|ом)?|деревн\w+|станци\w+|разъезд\w*|населенн\w+ пункт\w*",
                "nature": r"рек[аиеуой]+|р\.|озер\w+|хреб\w+|гор[аыеу]|канал\w*"
                r"|водохранилищ\w*",
                "named": r"улиц\w*|ул\.|проспект\w*|пр\.|пр-т\w*|мкр\.?|микрорайон\w*"
                r"|площад\w*|бульвар\w*|имени|им\.|акына?|поэт\w*|театр\w*|клуб\w*",
            }
        )
        + rf") ?{_LIST_BEFORE}\Z"
    ),
    "en": re.compile(
        r"(?<!\w)(?i:"
        + _beside(
            {
                "region": r"(?:region|oblast|province) of",
                "district": r"district of",
                "city": r"(?:city|town) of",
                "settlement": r"(?:villages?|settlement) of|village",
                "nature": r"(?:river|lake|mount)",
                "named": r"(?:named after|poet)",
            }
        )
        + rf") {_LIST_BEFORE}\Z"
    ),
}
_OPENING = frozenset("«“\"'‘„")
#: The capital that speaks stands for the government of the country.
_CAPITAL = re.compile(
    r" (?:заявил|выступ|поддерж|осуди|призвал|намерен|предлож|ответил|не признал"
    r"|выразил|мәлімде|қолдай|ұсынды|said|says|supports?|condemn|called|urged|backs?"
    r"|seeks|wants|calls|hosts? talks)"
)
#: A village nobody listed: known to be one only by the word beside it.
_UNKNOWN_VILLAGE = re.compile(
    rf"(?P<kk>(?<!\w){_WORD}(?: (?:{_WORD}|би|батыр|ата|ана|хан))?)"
    r"(?= (?:ауыл(?! шаруашылы)|кент(?:і|ін|інің|інде|інен)\b|селосы))"
    r"|(?<!\w)(?i:сел[оаеу]м?|пос[её]лк[аеуо]\w*|пос[её]лок|аул(?:а|е|у|ом)?"
    r"|деревн[яеию]\w*|станци[яиюей]+|разъезд[аеу]?|с\.|пос\.) "
    rf"(?P<ru>{_WORD}(?: (?:{_WORD}|би|батыр|ата))?)"
    rf"|(?<!\w)[Vv]illage(?:s)? of (?P<en>{_WORD})|(?P<eng>(?<!\w){_WORD}) village\b"
)
_NATIONAL = re.compile(
    r"(?<!\w)(?:Казахстан(?!ск)\w{0,3}|РК|Қазақстан\w{0,8}|ҚР|Kazakhstan(?:’s|'s)?"
    r"|Qazaqstan|(?i:казахстанск\w+|казахстан[цеч]\w+|қазақстандық\w*|по всей стране"
    r"|во всех регионах|в \d+ регионах|ел(?:іміз)\w*|бүкіл ел\w*|барлық өңір\w*"
    r"|across the country|nationwide|in \d+ regions))(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as it stands in a text, and the places it may stand for."""

    start: int
    end: int
    words: str
    kind: str  # region, district, city, settlement, national, foreign, veto, maybe
    names: tuple[PlaceName, ...]
    weak: bool = False
    lang: str = ""

    @property
    def regions(self) -> frozenset[str]:
        """The regions this mention may mean."""
        return frozenset(name.region for name in self.names if name.region)


class Gazetteer:
    """The automaton over every form of every name, built once."""

    def __init__(self, names: Iterable[PlaceName]) -> None:
        self._automaton = ahocorasick.Automaton()
        for surface, forms in surfaces(names).items():
            self._automaton.add_word(surface, (len(surface), forms))
        self._automaton.make_automaton()

    def find(self, text: str) -> list[Mention]:
        """Return the places named in a (normalised) text, in order."""
        found = list(self._known(text))
        taken = [(m.start, m.end) for m in found]
        for other in (*_unknown_villages(text), *_national(text)):
            if all(other.end <= s or other.start >= e for s, e in taken):
                found.append(other)
                taken.append((other.start, other.end))
        return sorted(found, key=lambda m: m.start)

    def _known(self, text: str) -> Iterator[Mention]:
        lowered = lower_case(text)
        spans: dict[int, tuple[int, tuple[Form, ...]]] = {}
        for last, (length, forms) in self._automaton.iter(lowered):
            start, end = last - length + 1, last + 1
            if _bounded(lowered, start, end) and end > spans.get(start, (0, ()))[0]:
                spans[start] = (end, forms)
        reached = 0
        for start in sorted(spans):
            end, forms = spans[start]
            if start < reached:
                continue
            mention = _read(text, start, end, forms)
            if mention is not None:
                reached = end
                yield mention


def _bounded(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (before.isalnum() or before == "_") and not (
        after.isalnum() or after == "_"
    )


def _read(text: str, start: int, end: int, forms: tuple[Form, ...]) -> Mention | None:
    """Decide what the form at ``text[start:end]`` stands for, or that it is no place."""
    words = text[start:end]
    capital = words[0].isupper()
    for form in forms:
        if form.place.kind in ("veto", "foreign") and capital:
            return Mention(start, end, words, form.place.kind, (form.place,))
    if capital and _quoted(text, start, end):
        return None
    usable = [f for f in forms if capital or f.weak]
    types = [_type_beside(text, start, end, f) for f in usable]
    beside = {t for t in types if t is not None}
    # "Алматы облысы" is Kazakh: the Russian reading of the same letters is out.
    pairs = [(f, t) for f, t in zip(usable, types, strict=True) if t or not beside]
    fitting = [f for f, t in pairs if _fits(f, t)]
    if not fitting and not beside & {"nature", "named"}:
        # "в Абайском районе Шымкента": the word of type belongs to another name.
        fitting = [f for f, _ in pairs if not f.typed]
    kept: dict[tuple[str, str], tuple[PlaceName, bool]] = {}
    for form in fitting:
        place = form.place
        key = (place.kind, place.code)
        kept[key] = (place, form.weak and kept.get(key, (place, True))[1])
    return _mention(text, start, end, kept, beside)


def _mention(
    text: str,
    start: int,
    end: int,
    kept: dict[tuple[str, str], tuple[PlaceName, bool]],
    beside: set[str],
) -> Mention | None:
    strong = [place for place, weak in kept.values() if not weak]
    names = strong or [place for place, _ in kept.values()]
    if not names and not beside and text[start].isupper():
        return Mention(start, end, text[start:end], "maybe", ())
    if not names or beside & {"nature", "named"}:
        return None
    if "KZ-71" in {n.code for n in names} and _CAPITAL.match(text, end):
        return None
    if "settlement" in beside:
        names = [n for n in names if n.kind == "settlement"] or names
    kind = names[0].kind
    words = text[start:end]
    return Mention(start, end, words, kind, tuple(names), not strong, names[0].lang)


def _quoted(text: str, start: int, end: int) -> bool:
    """Tell whether the name is the whole of a quotation: a club, a firm, a newspaper."""
    return (
        start > 0 and text[start - 1] in _OPENING and text[end : end + 1] in "»”\"'’“"
    )


def _type_beside(text: str, start: int, end: int, form: Form) -> str | None:
    """Return the kind of the word of type beside a name, if one stands there."""
    lang = form.place.lang
    if lang == "ru" and form.shape != "adjective":
        window = text[max(0, start - _REACH) : start]
        found = _BEFORE["ru"].search(window)
    else:
        pattern = _AFTER["adjective" if lang == "ru" else lang]
        found = pattern.match(text, end, end + _REACH)
        if found is None and lang == "en":
            found = _BEFORE["en"].search(text[max(0, start - _REACH) : start])
    return found.lastgroup if found is not None else None


def _fits(form: Form, beside: str | None) -> bool:
    """Tell whether a name may be read beside this word of type."""
    kind = form.place.kind
    city_region = form.place.code in ("KZ-71", "KZ-75", "KZ-79")
    if beside is None:
        return not form.typed
    if beside in ("nature", "named"):
        return False
    if beside == "city":
        return (
            kind == "city" or city_region or (kind == "settlement" and not form.typed)
        )
    if beside == "settlement":
        return kind == "settlement" or (kind != "region" and not form.typed)
    if beside == "region":
        return kind == "region" and not city_region
    return kind == "district" or (kind == "settlement" and form.typed)


def _unknown_villages(text: str) -> Iterator[Mention]:
    for found in _UNKNOWN_VILLAGE.finditer(text):
        group = found.lastgroup or "ru"
        start, end = found.span(group)
        yield Mention(start, end, found[group], "settlement", (), lang=group[:2])


def _national(text: str) -> Iterator[Mention]:
    for found in _NATIONAL.finditer(text):
        yield Mention(found.start(), found.end(), found.group(), "national", ())
