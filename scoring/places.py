"""Finding the places a text names: exact generated forms, read in their context.

One automaton finds every form; a capital letter, word boundaries and the words beside
it decide what it stands for. A name that could be two places keeps both until
``scene`` has seen the whole text: an unresolved place is an answer, a guess is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick

from data.gazetteer import PlaceName
from scoring.place_forms import Form, surfaces
from scoring.place_words import (
    AFTER,
    BEFORE,
    CAPITAL,
    INTO,
    LOCATIVE,
    NATIONAL,
    NATURE_FIRST,
    OPENING,
    REACH,
    RESIDENT,
    RESIDENTS,
    SURNAME,
    UNKNOWN_VILLAGE,
)
from scoring.text import lowered as lower_case


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
    """Decide what the form at ``text[start:end]`` stands for, if for a place."""
    words = text[start:end]
    # "месторождение Тенгиз": the word of type may be part of the name.
    capital = words[0].isupper() or words.rpartition(" ")[2][0].isupper()
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
    if not kept and not beside and capital:
        return _perhaps(text, start, end, usable)
    return _mention(text, start, end, kept, beside)


def _perhaps(text: str, start: int, end: int, forms: Iterable[Form]) -> Mention:
    """Return a name without its word of type: a town if it stands like one.

    "в Рудном", "Балқаштан": such a reading counts only where nothing better is named.
    """
    words = text[start:end]
    russian = INTO.search(text[max(0, start - 16) : start]) is not None
    kazakh = (LOCATIVE.search(words) or RESIDENTS.match(text, end)) is not None
    names = {
        f.place.code: f.place
        for f in forms
        if f.shape == "noun"
        and f.place.region not in NATURE_FIRST
        and (
            (f.place.kind == "city" and (russian or kazakh))
            or (f.place.kind == "district" and kazakh and f.place.lang == "kk")
        )
    }
    towns = [n for n in names.values() if n.kind == "city"] or list(names.values())
    if not towns:
        return Mention(start, end, words, "maybe", ())
    first = towns[0]
    return Mention(start, end, words, first.kind, tuple(towns), True, first.lang)


def _mention(
    text: str,
    start: int,
    end: int,
    kept: dict[tuple[str, str], tuple[PlaceName, bool]],
    beside: set[str],
) -> Mention | None:
    strong = [place for place, weak in kept.values() if not weak]
    names = strong or [place for place, _ in kept.values()]
    if not names or beside & {"nature", "named"}:
        return None
    if "KZ-71" in {n.code for n in names} and CAPITAL.match(text, end):
        return None
    if "settlement" in beside:
        names = [n for n in names if n.kind == "settlement"] or names
    kind = names[0].kind
    words = text[start:end]
    return Mention(start, end, words, kind, tuple(names), not strong, names[0].lang)


def _quoted(text: str, start: int, end: int) -> bool:
    """Tell whether the name fills a quotation: a club, a firm, a newspaper."""
    return start > 0 and text[start - 1] in OPENING and text[end : end + 1] in "»”\"'’“"


def _type_beside(text: str, start: int, end: int, form: Form) -> str | None:
    """Return the kind of the word of type beside a name, if one stands there."""
    lang = form.place.lang
    if lang == "ru" and form.shape != "adjective":
        window = text[max(0, start - REACH) : start]
        found = BEFORE["ru"].search(window)
    else:
        pattern = AFTER["adjective" if lang == "ru" else lang]
        found = pattern.match(text, end, end + REACH)
        if found is None and lang == "en":
            found = BEFORE["en"].search(text[max(0, start - REACH) : start])
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
    for found in UNKNOWN_VILLAGE.finditer(text):
        group = found.lastgroup or "ru"
        start, end = found.span(group)
        if SURNAME.search(found[group]):  # "села Ахмет Юсупов": a person, not a village
            if RESIDENT.search(text, max(0, start - 40), start):
                continue
            end = start + found[group].index(" ")
        yield Mention(start, end, text[start:end], "settlement", (), lang=group[:2])


def _national(text: str) -> Iterator[Mention]:
    for found in NATIONAL.finditer(text):
        yield Mention(found.start(), found.end(), found.group(), "national", ())
