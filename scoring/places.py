"""Finding the places a text names: exact generated forms, read in their context.

One automaton finds every form; a capital letter, word boundaries and the words beside
it decide what it stands for. A name that could be two places keeps both until
``scene`` has seen the whole text: an unresolved place is an answer, a guess is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import ahocorasick

from data.gazetteer import CLASSIFIER, PlaceName
from scoring.place_forms import Form, surfaces
from scoring.place_types import fits, type_beside
from scoring.place_villages import CUES, Villages, before_district, village_at
from scoring.place_words import (
    BRAND,
    BRAND_BEFORE,
    CAPITAL,
    CLOSING,
    INTO,
    LOCATIVE,
    NATIONAL,
    NATIONAL_CUES,
    NATURE_FIRST,
    OPENING,
    RESIDENTS,
)
from scoring.text import Taken
from scoring.text import lowered as lower_case

#: What one entry of the automaton leads to: its length, its forms, what it announces.
_Entry = tuple[int, tuple[Form, ...], tuple[str, ...]]


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
    """The automaton over every form of every name, built once.

    It also finds the words that announce a village or the whole country, so that
    nothing but one pass looks at every letter of a text.
    """

    def __init__(self, names: Iterable[PlaceName]) -> None:
        listed = list(names)
        self._villages = Villages(n for n in listed if n.role == CLASSIFIER)
        forms = surfaces(n for n in listed if n.role != CLASSIFIER)
        cues: dict[str, tuple[str, ...]] = {}
        for word, cue in (*CUES, *((w, "national") for w in NATIONAL_CUES)):
            cues[word] = (*cues.get(word, ()), cue)
        self._automaton = ahocorasick.Automaton()
        for word in forms.keys() | cues.keys():
            entry: _Entry = (len(word), forms.get(word, ()), cues.get(word, ()))
            self._automaton.add_word(word, entry)
        self._automaton.make_automaton()

    def find(self, text: str) -> list[Mention]:
        """Return the places named in a (normalised) text, in order."""
        spans, cues = self._hits(lower_case(text).replace("ё", "е"))
        found = list(self._known(text, spans))
        others = [*self._announced(text, cues), *self._within(text, found)]
        if not others:
            return found
        taken = Taken((m.start, m.end) for m in found)
        for other in others:
            if taken.is_free(other.start, other.end):
                found.append(other)
                taken.take(other.start, other.end)
        return sorted(found, key=lambda m: m.start)

    def _hits(
        self, lowered: str
    ) -> tuple[dict[int, tuple[int, tuple[Form, ...]]], list[tuple[int, str]]]:
        """Return the longest form at each place, and the words that announce one."""
        spans: dict[int, tuple[int, tuple[Form, ...]]] = {}
        cues: list[tuple[int, str]] = []
        size = len(lowered)
        entry: _Entry
        for last, entry in self._automaton.iter(lowered):
            length, forms, announced = entry
            start, end = last - length + 1, last + 1
            if start and (lowered[start - 1].isalnum() or lowered[start - 1] == "_"):
                continue
            for cue in announced:
                cues.append((start, cue))
            if not forms or end <= spans.get(start, (0,))[0]:
                continue
            if end < size and (lowered[end].isalnum() or lowered[end] == "_"):
                continue
            spans[start] = (end, forms)
        return spans, cues

    def _known(
        self, text: str, spans: Mapping[int, tuple[int, tuple[Form, ...]]]
    ) -> Iterator[Mention]:
        reached = 0
        for start in sorted(spans):
            end, forms = spans[start]
            if start < reached:
                continue
            mention = _read(text, start, end, forms)
            if mention is not None:
                reached = end
                yield self._with_homonyms(mention)

    def _with_homonyms(self, mention: Mention) -> Mention:
        """Add the villages of the same name to one that our table holds as unsure."""
        if mention.kind != "settlement" or not self._villages:
            return mention
        if not all(name.guarded for name in mention.names):
            return mention
        known = {name.code for name in mention.names}
        more = [n for n in self._villages.named(mention.words) if n.code not in known]
        return replace(mention, names=(*mention.names, *more))

    def _within(self, text: str, found: Iterable[Mention]) -> Iterator[Mention]:
        """Find the settlements of a district named right before it."""
        if not self._villages:
            return
        for m in found:
            span = before_district(text, m.start) if m.kind == "district" else None
            if span is None:
                continue
            codes = {name.code for name in m.names}
            # "В Каракемере …": the capital of the sentence is no part of the name.
            last = span[0] + text[slice(*span)].rfind(" ") + 1
            for start in dict.fromkeys((span[0], last)):
                named = self._villages.named(text[start : span[1]])
                own = tuple(name for name in named if name.district in codes)
                if own:
                    words = text[start : span[1]]
                    yield Mention(start, span[1], words, "settlement", own, lang=m.lang)
                    break

    def _announced(
        self, text: str, cues: Iterable[tuple[int, str]]
    ) -> Iterator[Mention]:
        for at, cue in cues:
            if cue == "national":
                found = NATIONAL.match(text, at)
                if found is not None:
                    yield Mention(at, found.end(), found.group(), "national", ())
                continue
            span = village_at(text, at, cue)
            if span is None:
                continue
            words = text[slice(*span)]
            names = self._villages.named(words)
            if not names and " " in words and self._villages:
                # "селе Сортобе Азамат": the second word is somebody's name.
                first = words.partition(" ")[0]
                names = self._villages.named(first)
                if names and cue == "ru":
                    words, span = first, (span[0], span[0] + len(first))
                else:
                    names = ()
            if not names and words.isupper() and text[at : at + 4].isupper():
                continue  # "ПОСЁЛОК ПЕРЕСЕЛЕНЦЕВ": in capitals any word looks a name
            yield Mention(*span, words, "settlement", names, lang=cue)


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
    types = [type_beside(text, start, end, f) for f in usable]
    beside = {t for t in types if t is not None}
    # "Алматы облысы" is Kazakh: the Russian reading of the same letters is out.
    pairs = [(f, t) for f, t in zip(usable, types, strict=True) if t or not beside]
    fitting = [f for f, t in pairs if fits(f, t)]
    if not fitting and not beside & {"nature", "named"}:
        # "в Абайском районе Шымкента": the word of type belongs to another name.
        fitting = [f for f, _ in pairs if not f.typed]
    kept: dict[tuple[str, str], tuple[PlaceName, bool]] = {}
    for form in fitting:
        place = form.place
        key = (place.kind, place.code)
        weak = form.weak and not (form.shape == "adjective" and _inside(text, start))
        kept[key] = (place, weak and kept.get(key, (place, True))[1])
    if not kept and not beside and capital:
        return _perhaps(text, start, end, usable)
    return _mention(text, start, end, kept, beside)


def _perhaps(text: str, start: int, end: int, forms: Iterable[Form]) -> Mention:
    """Return a name without its word of type: a town if it stands like one.

    "в Рудном", "Балқаштан": such a reading counts only where nothing better is named.
    """
    words = text[start:end]
    into = INTO.search(text[max(0, start - 16) : start]) is not None
    kazakh = (LOCATIVE.search(words.lower()) or RESIDENTS.match(text, end)) is not None
    names = {
        f.place.code: f.place
        for f in forms
        if f.shape == "noun"
        and f.place.text.partition(" ")[0] not in NATURE_FIRST
        and (
            (f.place.kind == "city" and (into or kazakh))
            or (f.place.kind == "district" and kazakh and f.place.lang == "kk")
            or (
                f.place.kind == "district" and f.place.lang == "en" and (into or kazakh)
            )
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
    if not beside and text[start] < "\u0100" and _in_cyrillic(text, start, end):
        return None  # "Astana Hub", "Smart Astana" in a Russian or Kazakh text
    if "settlement" in beside:
        names = [n for n in names if n.kind == "settlement"] or names
    kind = names[0].kind
    words = text[start:end]
    return Mention(start, end, words, kind, tuple(names), not strong, names[0].lang)


def _in_cyrillic(text: str, start: int, end: int) -> bool:
    """Tell whether Latin words stand in a text of Cyrillic ones: a firm, a brand."""
    around = text[max(0, start - 60) : start] + text[end : end + 60]
    cyrillic = sum(letter > "\u0400" for letter in around)
    return cyrillic > len(around) / 2


def _inside(text: str, start: int) -> bool:
    """Tell whether a capital stands within a sentence: "в Таразском драмтеатре"."""
    if not text[start].isupper():
        return False
    before = text[max(0, start - 3) : start].rstrip()
    return before[-1:].isalpha() or before[-1:] == ","


def _quoted(text: str, start: int, end: int) -> bool:
    """Tell whether the name fills a quotation: a club, a firm, a newspaper."""
    before = text[max(0, start - 2) : start].rstrip()
    closed = text[end : end + 2].lstrip()[:1] in CLOSING
    if before and before[-1] in OPENING:
        return closed or BRAND.match(text, end) is not None
    return closed and BRAND_BEFORE.search(text[max(0, start - 24) : start]) is not None
