"""How the name of a place looks inside a sentence: forms are generated, never guessed.

Kazakh puts one suffix after the name, Russian changes its ending, and both make words
for the people of a place. Looking generated forms up is exact; taking endings off the
words of a text is not (measured: every lemmatiser breaks a third of the names).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from qazaq_inflector import QazaqNameInflector

from data.gazetteer import PlaceName
from scoring.place_scripts import other_spellings

_KK_CASES = (
    "genitive",
    "dative",
    "accusative",
    "locative",
    "ablative",
    "instrumental",
)
_BACK = frozenset("аұыоуяюё")
_FRONT = frozenset("әүіөеэи")
_RU_VOWELS = frozenset("аеёиоуыэюя")


@cache
def _inflector() -> QazaqNameInflector:
    return QazaqNameInflector()


def _is_back(word: str) -> bool:
    for letter in reversed(word.lower()):
        if letter in _BACK:
            return True
        if letter in _FRONT:
            return False
    return True


def kazakh_nouns(name: str) -> Iterator[str]:
    """Yield the cases of a Kazakh name and its -дағы/-дегі adjective."""
    head, space, last = name.rpartition(" ")
    yield name
    if last.endswith("ск"):
        last += "і"  # Томск, Томскіде: Kazakh puts a vowel after the borrowed ending
    for case in _KK_CASES:
        form = _inflector().inflect(last, case)
        if form is None:
            continue
        yield head + space + form
        if case == "locative":
            yield head + space + form + ("ғы" if _is_back(form) else "гі")


def kazakh_people(name: str) -> Iterator[str]:
    """Yield the words for who comes from a place: шымкенттік, ақтөбеліктер."""
    last = name.rpartition(" ")[2].lower()
    if not last or " " in name:
        return
    if last[-1] in "кқпстфхцчшщбвгд":
        onset = "т"
    elif last[-1] in "жзмнң":
        onset = "д"
    else:
        onset = "л"
    vowel = "ы" if _is_back(last) else "і"
    person = last + onset + vowel + ("қ" if vowel == "ы" else "к")
    many = person + ("тар" if vowel == "ы" else "тер")
    yield person
    for case in ("nominative", *_KK_CASES):
        yield _inflector().inflect(many, case) or many


def russian_nouns(name: str) -> Iterator[str]:
    """Yield the cases of a Russian place name by the rule of its ending."""
    head, space, last = name.rpartition(" ")
    lead = head + space
    yield name
    body, low = last[:-1], last.lower()
    if low.endswith(("ый", "ий")) and len(last) > 4:
        soft = low.endswith("ий") and low[-3] not in "кгх"
        yield from (
            lead + last[:-2] + e
            for e in (("его", "ему", "им", "ем") if soft else ("ого", "ому", "ом"))
        )
        yield lead + last + "м" if soft else lead + last[:-2] + last[-2] + "м"
    elif low.endswith("ое"):
        yield from (lead + last[:-2] + e for e in ("ого", "ому", "ым", "ом"))
    elif low.endswith("ия"):
        yield from (lead + body + e for e in ("и", "ю", "ей"))
    elif low.endswith("я"):
        yield from (lead + body + e for e in ("и", "е", "ю", "ей", "ёй"))
    elif low.endswith("а"):
        genitive = "и" if low[-2] in "гкхжчшщ" else "ы"
        yield from (lead + body + e for e in (genitive, "е", "у", "ой"))
    elif low.endswith("й"):
        yield from (lead + body + e for e in ("я", "ю", "ем", "е", "и"))
    elif low.endswith("ь"):
        yield from (lead + body + e for e in ("и", "ью", "я", "ю", "ем", "е"))
    elif low.endswith("ы") and low.endswith(("авы", "оны", "атины")):
        yield from (lead + body + e for e in ("", "ам", "ах", "ами"))
    elif low[-1] not in _RU_VOWELS:
        yield from (lead + last + e for e in ("а", "у", "ом", "е"))
        if low.endswith(("ов", "ев", "ин")):
            yield lead + last + "ым"


def russian_adjective(name: str) -> Iterator[str]:
    """Yield the forms of -ский, -цкий, -ный adjectives in every gender and case."""
    stem = name[:-2]
    hard = name.endswith("ый")
    endings = ["ого", "ому", "ом", "ая", "ой", "ую", "ое"]
    endings += (
        ["ый", "ым", "ые", "ых", "ыми"] if hard else ["ий", "им", "ие", "их", "ими"]
    )
    yield from (stem + ending for ending in endings)


def russian_people(adjective: str) -> Iterator[str]:
    """Yield the words for who comes from a place: актюбинцы, шымкентцев."""
    low = adjective.lower()
    if not low.endswith("ский"):
        return
    stem = low[:-4]
    yield from (stem + end for end in ("ец", "ца", "цу", "цем", "це"))
    yield from (stem + end for end in ("цы", "цев", "цам", "цами", "цах"))


def english_nouns(name: str) -> Iterator[str]:
    """Yield an English name and its possessive."""
    yield name
    yield name + "'s"
    yield name + "’s"


# --- names and their surfaces --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Form:
    """A surface of a name: whose it is, its shape, and what must stand beside it."""

    place: PlaceName
    shape: str  # noun, adjective, people
    typed: bool  # only beside its word of type (облысы, район, village …)
    weak: bool = False  # may be written in lower case; counts only if nothing better


#: A name written with its word of type: what is left is the head.
_TYPED = {
    "kk": (
        re.compile(r"^(?:\S+ қаласының )?(?P<head>.+?) (?:облысы|өңірі|ауданы)$"),
        re.compile(r"^(?P<head>.+?) қаласы$"),
    ),
    "ru": (
        re.compile(r"^(?P<head>.+?) (?:область|регион|район)$"),
        re.compile(r"^(?:область|город) (?P<head>.+)$"),
        re.compile(r"^район (?P<head>.+?)(?: города \S+)?$"),
    ),
    "en": (
        re.compile(r"^(?P<head>.+?) (?:Region|Oblast)$"),
        re.compile(r"^(?P<head>.+?) District(?: of \S+)?$"),
        re.compile(r"^(?P<head>.+?) (?:[Cc]ity|\(city\))$"),
    ),
}
_RU_ADJECTIVE = re.compile(r"(?P<stem>ск|цк)(?:ий|ая|ое)$")
#: Heads whose lower-case adjective means something else: mountains, ore, a poet,
#: and "алматинский", which is said of the city (below).
_NOT_WEAK = frozenset(
    {"уральск", "рудный", "абайская", "алматинская", "алматинский"}
    | {"октябрьск", "ленинск", "шевченко", "приозерск", "верный"}
)
_OF_CITY_REGIONS = {"KZ-71": "астанинский", "KZ-75": "алматинский"}


def surfaces(names: Iterable[PlaceName]) -> dict[str, tuple[Form, ...]]:
    """Return every surface (lower case, е for ё) with the names it can stand for."""
    found: dict[str, dict[Form, None]] = {}
    for name in names:
        for surface, form in (*_strong(name), *_weak(name), *_borrowed(name)):
            found.setdefault(surface.lower().replace("ё", "е"), {})[form] = None
            if form.place.lang == "kk" and name.kind not in ("veto", "foreign"):
                for other in other_spellings(surface):
                    found.setdefault(other, {})[form] = None
    return {surface: tuple(forms) for surface, forms in found.items()}


def _head_of(name: PlaceName) -> tuple[str, bool]:
    """Return the name without its word of type, and whether it had one."""
    for pattern in _TYPED[name.lang]:
        found = pattern.match(name.text)
        if found is not None:
            return found["head"], True
    return name.text, False


def _strong(name: PlaceName) -> Iterator[tuple[str, Form]]:
    if name.kind in ("veto", "foreign"):
        yield from ((s, Form(name, "noun", False)) for s in _cases(name.text, name))
        return
    head, typed = _head_of(name)
    typed = name.guarded or (typed and not _is_city_region(name))
    if name.lang == "ru" and _RU_ADJECTIVE.search(head):
        masculine = _RU_ADJECTIVE.sub(r"\g<stem>ий", head)
        form = Form(name, "adjective", typed)
        yield from ((s, form) for s in russian_adjective(masculine))
        return
    yield from ((s, Form(name, "noun", typed)) for s in _cases(head, name))


def _borrowed(name: PlaceName) -> Iterator[tuple[str, Form]]:
    """Yield Kazakh cases of Russian town names: Kazakh texts write Степногорскіде."""
    if (
        name.lang == "ru"
        and name.kind in ("city", "settlement")
        and " " not in name.text
    ):
        own = replace(name, lang="kk")
        yield from (
            (s, Form(own, "noun", name.guarded)) for s in kazakh_nouns(name.text)
        )


def _is_city_region(name: PlaceName) -> bool:
    """Astana, Almaty and Shymkent need no word of type to be read as regions."""
    return name.kind == "region" and name.region in ("KZ-71", "KZ-75", "KZ-79")


def _cases(head: str, name: PlaceName) -> Iterator[str]:
    if name.kind == "veto" and name.lang == "ru" and " " in head:
        yield from _phrase(head)
    elif name.lang == "kk":
        yield from kazakh_nouns(head)
        yield from kazakh_possessed(head)
    elif name.lang == "ru":
        yield from russian_nouns(head)
    else:
        yield from english_nouns(head)


def _phrase(text: str) -> Iterator[str]:
    """Yield the cases of "Восточный Туркестан": both words change together."""
    yield text
    first, _, rest = text.partition(" ")
    if " " in rest:
        yield from russian_nouns(text)
        return
    if re.search(r"(?:[сц]к|н|г|ж)[иы]й$", first):
        endings = ("ого", "ому", "им" if first.endswith("ий") else "ым", "ом")
        yield from (
            f"{first[:-2]}{e} {noun}" for e in endings for noun in russian_nouns(rest)
        )
    elif re.search(r"(?:ая|ое|ие|ые)$", first):
        for e in ("ой", "ую", "ого", "ому", "ом", "их", "ых", "им", "ым"):
            yield from (f"{first[:-2]}{e} {noun}" for noun in russian_nouns(rest))
    else:
        yield from (f"{form} {rest}" for form in russian_nouns(first))


def kazakh_possessed(phrase: str) -> Iterator[str]:
    """Yield the cases of a possessed head: өзені, өзенінің, өзенінде."""
    if " " not in phrase or phrase[-1] not in "ыі":
        return
    for ending in ("ның", "нің", "на", "не", "н", "нда", "нде", "нан", "нен"):
        yield phrase + ending
    yield from (phrase + ending for ending in ("мен", "ндағы", "ндегі"))


def _weak(name: PlaceName) -> Iterator[tuple[str, Form]]:
    """Yield words of a place that Russian and Kazakh do not capitalise.

    Adjectives and words for residents: "костанайские", "актюбинцы", "шымкенттіктер".
    """
    is_head = name.kind == "district" and name.role == "head" and not name.guarded
    if is_head and name.form == "adjective":
        people = Form(name, "people", typed=False, weak=True)
        head = _head_of(name)[0]
        yield from ((s, people) for s in russian_people(head))
        beside = Form(name, "adjective", typed=False, weak=True)
        yield from ((s, beside) for s in russian_adjective(head.lower()))
    if name.kind not in ("region", "city") or name.guarded or name.role == "former":
        return
    head, _ = _head_of(name)
    low = head.lower()
    if " " in head or "-" in head or low in _NOT_WEAK or len(low) < 5:
        return
    people = Form(name, "people", typed=False, weak=True)
    if name.lang == "kk":
        yield from ((surface, people) for surface in kazakh_people(head))
    elif name.lang == "ru":
        adjective = _OF_CITY_REGIONS.get(name.code) or _adjective_of(low)
        if adjective is None:
            return
        form = Form(name, "adjective", typed=False, weak=True)
        yield from ((s, form) for s in russian_adjective(adjective))
        yield from ((s, people) for s in russian_people(adjective))


def _adjective_of(low: str) -> str | None:
    if _RU_ADJECTIVE.search(low):
        return low[:-2] + "ий"
    if low[-1] in _RU_VOWELS or low[-1] in "ьй":
        return None
    return low + ("ий" if low.endswith("ск") else "ский")
