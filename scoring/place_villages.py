"""Villages: known to be one only by the word beside them, or by the district named.

A name that follows "село" or comes before "ауылы" is a village even if no table holds
it. Where the official classifier was imported, its names are looked up here, in the
places where a village is meant, so that thousands of names that are also common words
never meet the rest of a text; their inflected forms are made only when asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from data.gazetteer import PlaceName
from data.spelling import fold
from scoring.place_forms import kazakh_nouns, russian_nouns

_UP = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
_WORD = rf"[{_UP}][\w’'-]*"
_SECOND = rf"(?: (?:{_WORD}|би|батыр|ата|ана|хан|сал))?"
#: The words of type, in lower case, that :class:`scoring.places.Gazetteer` looks for,
#: with the way the name is read from there.
CUES = (
    *((w, "kk") for w in ("ауыл", "аул", "а.о.", "кент", "селосы", "auyl", "awyl")),
    *((w, "ru") for w in ("сел", "посел", "посёл", "пос.", "деревн", "станци")),
    *((w, "ru") for w in ("разъезд", "с.", "п.", "пгт", "аул")),
    ("village", "en"),
)
#: Kazakh says "Масаншы ауылы": without the ending it is "осы ауылда", "this village".
_KK_TYPE = re.compile(
    r"(?:ауыл|аул)(?:ы(?!м)\w*|дық округ\w*)|а\.о\.|кенті\w*|кентін\w*|селосы\w*"
    r"|(?:auyl|awyl)y\w*",
    re.IGNORECASE,
)
_KK_NAME = re.compile(rf"(?<![\w-]){_WORD}{_SECOND} \Z")
_RU_NAME = re.compile(
    r"(?i:сел[оаеу]м?|пос[её]лк[аеуо]\w*|пос[её]лок|аул(?:а|е|у|ом)?|деревн[яеию]\w*"
    r"|станци[яиюей]+|разъезд[аеу]?|с\.|п\.|пос\.|пгт) ?(?:им(?:ени|\.) )?"
    rf"(?P<name>{_WORD}{_SECOND})"
)
_EN_TYPE = re.compile(r"villages?\b", re.IGNORECASE)
#: "a Mountain village": an adjective; a name takes no article in English.
_ARTICLE = re.compile(r"(?<!\w)(?:an?|the|this|that|one|each) \Z", re.IGNORECASE)
_EN_AFTER = re.compile(rf"villages? of (?P<name>{_WORD})", re.IGNORECASE)
#: First words of a sentence that a Kazakh village word follows without being its name.
_NO_NAME = re.compile(
    r"(?:туған|көрші|осы|бұл|сол|өз|бір|ата-баба|балалар|олимпиада|этно|шетел|казақ|ел"
    r"|қазақ|жаңа|the|a|this|that|one|every|each|near\w*|neighbou?ring|\w+(?:ның|нің"
    r"|дың|дің|тың|тің))\Z",
    re.IGNORECASE,
)
#: The second word of what looks like a village of two words, but is a person's name.
_SURNAME = re.compile(
    r" \w+(?:[оеё]в|[ыи]н|ск(?:ий|ая)|ұлы|қызы|улы|кызы|вич|вна|енко)"
    r"(?:а|у|е|ым|ом|ой)?\Z"
)
#: "Житель села …": one resident, so a name may follow at once.
_RESIDENT = re.compile(
    r"(?:жител[ьяюе]м?|жительниц\w*|уроженец|уроженц\w+) \Z", re.IGNORECASE
)
#: "в Каракемере Кордайского района": what stands before a district.
_IN_DISTRICT = re.compile(rf"(?<![\w-])(?P<name>{_WORD}{_SECOND})(?:,| \(| –)? ?\Z")
_REACH = 48


def before_district(text: str, start: int) -> tuple[int, int] | None:
    """Return where the name stands that a district's name follows, if one does."""
    first = max(0, start - _REACH)
    found = _IN_DISTRICT.search(text[first:start])
    if found is None:
        return None
    return first + found.start("name"), first + found.end("name")


def village_at(text: str, at: int, lang: str) -> tuple[int, int] | None:
    """Return where the name stands that the word of type at ``at`` belongs to."""
    return _READERS[lang](text, at)


def _kazakh(text: str, at: int) -> tuple[int, int] | None:
    if _KK_TYPE.match(text, at) is None:
        return None
    start = max(0, at - _REACH)
    found = _KK_NAME.search(text[start:at])
    if found is None:
        return None
    name = found.group()[:-1]
    if _NO_NAME.match(name.rpartition(" ")[2]):
        return None
    if _NO_NAME.match(name.partition(" ")[0]):
        return start + found.start() + name.index(" ") + 1, at - 1
    return start + found.start(), at - 1


def _russian(text: str, at: int) -> tuple[int, int] | None:
    found = _RU_NAME.match(text, at)
    if found is None:
        return None
    start, end = found.span("name")
    if end - start == 1:  # an initial: "села Б. Ким"
        return None
    if _SURNAME.search(found["name"]):  # "села Ахмет Юсупов": a person follows
        if _RESIDENT.search(text, max(0, at - 24), at):
            return None
        end = start + found["name"].index(" ")
    return start, end


def _english(text: str, at: int) -> tuple[int, int] | None:
    found = _EN_AFTER.match(text, at)
    if found is not None:
        return found.span("name")
    if _EN_TYPE.match(text, at) is None:
        return None
    start = max(0, at - _REACH)
    before = _KK_NAME.search(text[start:at])
    if before is None or _ARTICLE.search(text[start : start + before.start()]):
        return None
    if _NO_NAME.match(before.group()[:-1].partition(" ")[0]):
        return None
    return start + before.start(), at - 1


_READERS: dict[str, Callable[[str, int], tuple[int, int] | None]] = {
    "kk": _kazakh,
    "ru": _russian,
    "en": _english,
}


class Villages:
    """The names of an imported classifier, by their key."""

    def __init__(self, names: Iterable[PlaceName]) -> None:
        found: dict[str, list[PlaceName]] = {}
        for name in names:
            found.setdefault(fold(name.text), []).append(name)
        self._by_key = {key: tuple(own) for key, own in found.items()}
        self.named = lru_cache(maxsize=4096)(self._named)

    def __bool__(self) -> bool:
        return bool(self._by_key)

    def _named(self, words: str) -> tuple[PlaceName, ...]:
        """Return the settlements these words may name, in any of their cases."""
        own = self._by_key.get(fold(words))
        if own is not None:
            return own
        for base in _bases(words):
            own = tuple(
                name
                for name in self._by_key.get(fold(base), ())
                if _is_form(words.lower(), name)
            )
            if own:
                return own
        return ()


@lru_cache(maxsize=1024)
def _is_form(low: str, name: PlaceName) -> bool:
    """Tell whether these words are a case of this very name, whatever its letters."""
    key = fold(low)
    return any(fold(f) == key for f in _forms(name))


def _forms(name: PlaceName) -> Iterator[str]:
    yield from russian_nouns(name.text)
    yield from kazakh_nouns(name.text)


#: Endings of the cases, longest first, with what may have stood in their place.
_ENDINGS: Sequence[tuple[str, tuple[str, ...]]] = (
    *((e, ("",)) for e in ("дағы", "дегі", "тағы", "тегі", "ның", "нің", "дың", "дің")),
    *((e, ("",)) for e in ("тың", "тің", "дан", "ден", "тан", "тен", "нан", "нен")),
    *((e, ("ое", "ый", "ий", "ка")) for e in ("ого", "ому")),
    ("ом", ("", "ое", "ый")),
    ("ым", ("ый", "ое", "")),
    ("ой", ("а",)),
    ("ей", ("я",)),
    ("ем", ("й", "ь")),
    *((e, ("",)) for e in ("да", "де", "та", "те", "ға", "ге", "қа", "ке")),
    *((e, ("", "а", "я", "й", "ь", "ы")) for e in "аеиуыюя"),
)


def _bases(words: str) -> Iterator[str]:
    for ending, before in _ENDINGS:
        if words.endswith(ending):
            stem = words[: -len(ending)]
            yield from (stem + own for own in before)
