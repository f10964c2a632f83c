"""Taking private people out of an item, before anything is stored.

Names, numbers, accounts and addresses give way to markers. A person keeps one number
through title and text, in every form of the name: "[человек 1]"; what is no name gets
the word for what it was: "[телефон]". Places are blanked before names are looked for,
so that a name right after a village is seen; people keep their names only as holders
of a public office named beside it, streets and theatres keep those they are named for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from scoring.name_shapes import fold, look, same_name
from scoring.name_words import LOW, PLACE_LEAD, UP
from scoring.names import Name, names
from scoring.offices import Offices, offices
from scoring.persons import Person, gather
from scoring.private_numbers import Found, numbers

#: Stands for a place in the text the names are looked for in: one word, no name.
PLACE_FILLER = "ж"

#: What stands in the stored text instead; a person's marker also bears a number.
MARKERS = {
    "person": {"kk": "адам", "ru": "человек", "en": "person"},
    "phone": {"kk": "телефон", "ru": "телефон", "en": "phone"},
    "iin": {"kk": "ЖСН", "ru": "ИИН", "en": "IIN"},
    "email": {"kk": "пошта", "ru": "почта", "en": "e-mail"},
    "account": {"kk": "аккаунт", "ru": "аккаунт", "en": "account"},
    "plate": {"kk": "көлік нөмірі", "ru": "номер машины", "en": "plate"},
    "address": {"kk": "мекенжай", "ru": "адрес", "en": "address"},
    "card": {"kk": "карта", "ru": "карта", "en": "card"},
    "iban": {"kk": "шот", "ru": "счёт", "en": "account number"},
}
#: So many unlisted villages of one item are remembered.
_VILLAGES = 40
_NUMBERED = re.compile(r"\[(?:адам|человек|person) (\d{1,4})\]")
_INTO = re.compile(
    r"(?<!\w)(?:в|во|из|под|у|до|близ|около|через|in|from|near|at|горняки|жители) \Z",
    re.IGNORECASE,
)
_INITIAL = re.compile(rf"(?<!\w)[{UP}]\. ?\Z")
_NAME_FOLLOWS = re.compile(rf" ([{UP}][{LOW}]+)")
_WORD_BEFORE = re.compile(r"(\w+)\W{1,3}\Z")
_LOCATIVE = re.compile(r"(?:[дт][ае]|[дтн][ае]н|[дт]ағы|[дт]егі)\Z")


@dataclass(frozen=True, slots=True)
class PrivateSpan:
    """Something private at [start, end) of a part: its kind (a key of MARKERS).

    ``person`` is the number of the person in the item, from 1; 0 for other kinds.
    """

    start: int
    end: int
    kind: str
    person: int = 0


def marker(span: PrivateSpan, lang: str) -> str:
    """What is stored instead of the span, in the language of the item."""
    words = MARKERS[span.kind]
    word = words.get(lang, words["ru"])
    return f"[{word} {span.person}]" if span.person else f"[{word}]"


def private_spans(
    parts: Sequence[str],
    roles: Sequence[str],
    maybe_places: Sequence[Sequence[tuple[int, int]]] = (),
    villages: Sequence[str] = (),
) -> list[list[PrivateSpan]]:
    """Return what must not be stored, for each part of an item (title, text), in order.

    Each part has its places replaced by :data:`PLACE_FILLER` and its ethnonyms by one
    fixed word, so that neither can be taken for a name or change what is one.
    ``maybe_places`` are words that are a name or a town: "в Абае", "Исатайда";
    ``villages`` are unlisted places that the item names with the word for a village.
    """
    villages = sorted({fold(village) for village in villages})[:_VILLAGES]
    found = [numbers(part) for part in parts]
    named = []
    for at, part in enumerate(parts):
        maybe = dict(maybe_places[at]) if at < len(maybe_places) else {}
        free = (_doubted(n, maybe, villages) for n in names(part))
        kept = [n for n in free if not _is_town(part, n, maybe)]
        named.append(_outside(kept, found[at]))
    known = [int(m[1]) for part in parts for m in _NUMBERED.finditer(part)]
    spans = [[PrivateSpan(f.start, f.end, f.kind) for f in each] for each in found]
    number = max(known, default=0)
    for person in _private(gather(named), parts, named, offices(tuple(roles))):
        number += 1
        for at, name in person.mentions:
            spans[at].append(PrivateSpan(name.start, name.end, "person", number))
    return [_apart(each) for each in spans]


def place_end(text: str, start: int, end: int, kind: str) -> int:
    """Where a place really ends; ``start`` when it is none but a person.

    ``kind`` is "" for a village nobody listed: it is told by the word before it, and so
    are its bounds: in "селе Каракемер Прохор Завьялов" it has one word, in "С. Лужина"
    there is none. A town abroad may be a given name: "Марсель Насретдинов".
    """
    if kind == "foreign":
        return start if _is_given_name(text, start, end) else end
    if kind:
        return end
    if _INITIAL.search(text[max(0, start - 3) : start]):
        return start
    first, gap, second = text[start:end].partition(" ")
    if gap and (look(second).is_sure or _NAME_FOLLOWS.match(text, end)):
        return start + len(first)
    return end


def _is_given_name(text: str, start: int, end: int) -> bool:
    following = _NAME_FOLLOWS.match(text, end)
    before = _WORD_BEFORE.search(text[max(0, start - 24) : start])
    return (
        following is not None
        and look(following[1]).is_sure
        and " " not in text[start:end]
        and (before is None or PLACE_LEAD.fullmatch(before[1].lower()) is None)
    )


def _doubted(name: Name, maybe: Mapping[int, int], villages: Sequence[str]) -> Name:
    """A word that may be a place is a person only if named so elsewhere."""
    if len(name.words) > 1 or name.led or name.weak:
        return name
    folded = fold(name.words[0])
    if name.end <= maybe.get(name.start, 0) or any(
        same_name(folded, village) for village in villages
    ):
        return replace(name, weak=True)
    return name


def _is_town(text: str, name: Name, maybe: Mapping[int, int]) -> bool:
    end = maybe.get(name.start, 0)
    if name.end < end:  # "Сара" of Сарань
        return True
    return name.end <= end and (
        _INTO.search(text[max(0, name.start - 10) : name.start]) is not None
        or _LOCATIVE.search(text, name.start, name.end) is not None
    )


def _outside(found: Sequence[Name], taken: Sequence[Found]) -> list[Name]:
    """The names that do not stand inside an address or an account."""
    free: list[Name] = []
    at = 0
    for name in found:
        while at < len(taken) and taken[at].end <= name.start:
            at += 1
        if at == len(taken) or taken[at].start >= name.end:
            free.append(name)
    return free


def _private(
    people: Sequence[Person],
    parts: Sequence[str],
    named: Sequence[Sequence[Name]],
    known: Offices,
) -> list[Person]:
    """The people who are nowhere in the item named with a public office."""
    before: dict[tuple[int, int], int] = {}
    for at, each in enumerate(named):
        end = 0
        for name in each:
            before[at, name.start] = end
            if not name.weak:
                end = name.end
    return [
        person
        for person in people
        if any(name.led for _, name in person.mentions)
        or not any(
            known.held(parts[at], name.start, name.end, before[at, name.start])
            for at, name in person.mentions
        )
    ]


def _apart(spans: Sequence[PrivateSpan]) -> list[PrivateSpan]:
    kept: list[PrivateSpan] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if kept and span.start < kept[-1].end:
            last = kept[-1]
            kept[-1] = replace(last, end=max(last.end, span.end))
        else:
            kept.append(span)
    return kept
