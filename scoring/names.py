"""Finding the names of people: by where capital letters stand, then by their spelling.

Two capitalised words inside a Russian or Kazakh sentence are a person unless one of
them belongs to a body, whoever the person is: that is what protects every community
alike. Spelling is asked only where position says little: at the beginning of a
sentence, for a word alone, in English and in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scoring.name_runs import Piece, runs_of, segments
from scoring.name_shapes import Look, look
from scoring.name_words import (
    LEAD,
    LOW,
    NAMESAKE_AFTER,
    NAMESAKE_BEFORE,
    OPENER,
    ORDINARY_ENDING,
    PLACE_LEAD,
    VERB,
)

_WORDS_BEFORE = re.compile(r"[\w-]+")
_AGE_AFTER = re.compile(
    r", (?:aged )?\d{1,2}(?:,| лет| жас| years)|\s?\((?:\d{2},|19|20)"
)
_POST = re.compile(rf"[{LOW}]{{2,}}(?:-[{LOW}]+)?")

_SOMEWHERE = re.compile(r"(?:[дт]ағы|[дт]егі|[дтн]ан|[дтн]ен|[лнрй]да|[лнрй]де)\Z")
_RESIDENTS = ("жител", "тұрғын", "resident", "villager")
_OPENED = frozenset('«“„"')
_CLOSED = frozenset('»”“"')

#: A text with fewer capitals than one in so many letters was typed without them.
_POST_LETTERS = 150
#: How much a word must look like a name in the places where it is asked.
_PAIR_INSIDE = -85
_PAIR_FIRST = -55
_OPENS = -60
_ALONE = 30


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a person at [start, end); ``weak`` ones count only if met again."""

    start: int
    end: int
    words: tuple[str, ...]
    weak: bool = False
    led: bool = False  # a word for a private person stands before it


@dataclass(frozen=True, slots=True)
class _Setting:
    """What stands around a run."""

    first: bool  # opens a sentence or a quotation
    quoted: bool
    lead: bool
    place: bool
    resident: bool  # "жители …" may lead to a person or to a village
    after: str


def names(text: str) -> list[Name]:
    """Return the names in a text, in order."""
    found: list[Name] = []
    runs = 0
    for run in runs_of(text):
        runs += 1
        found += _in_run(text, run)
    if runs * _POST_LETTERS <= len(text):
        found += _in_lower_case(text)
    kept = [n for n in found if not _is_namesake(text, n)]
    return sorted(kept, key=lambda n: n.start)


def _in_run(text: str, pieces: Sequence[Piece]) -> Iterator[Name]:
    for index, segment, beside in segments(pieces):
        setting = _setting(text, segment, index == 0)
        if all(p.word.isupper() and len(p.word) > 2 for p in segment):
            yield from _in_capitals(segment)
            continue
        if setting.first:
            shorter = _without_opener(segment)
            if len(shorter) < len(segment):
                segment, setting = shorter, replace(setting, first=False)
        if segment:
            yield from _judge(segment, setting, beside)


def _setting(text: str, segment: Sequence[Piece], opens: bool) -> _Setting:
    start, end = segment[0].start, segment[-1].end
    before = text[max(0, start - 48) : start]
    bare = before.rstrip(" \t«»\"“”„'([—–-•*#")
    gap = before[len(bare) :]
    first = opens and (not bare or bare[-1] in ".!?…\n\r;" or "«" in gap or "“" in gap)
    words = _WORDS_BEFORE.findall(bare)[-3:] if bare and bare[-1] not in ".!?\n" else []
    words = [w.lower() for w in words]
    if words and words[-1].isdigit() and len(segment) == 1:
        words[-1] = "в"  # "8 Марта" is a day or a street
    beyond = len(words) > 1 and words[-1].strip("ж") == ""  # the filler of a place
    last = words[-1 - beyond] if words else ""
    return _Setting(
        first=first,
        quoted=gap.strip()[-1:] in _OPENED
        and text[end : end + 2].strip()[:1] in _CLOSED,
        lead=bool(last and LEAD.match(last)) and "," not in gap,
        place=bool(last and not beyond and PLACE_LEAD.fullmatch(last))
        and gap.strip() in ("", "."),
        resident=last.startswith(_RESIDENTS),
        after=text[end : end + 40],
    )


def _without_opener(segment: list[Piece]) -> list[Piece]:
    """Leave out a common word whose capital comes from opening the sentence."""
    head = segment[0]
    if head.is_initial or len(segment) == 1:
        return segment
    seen = look(head.word)
    if head.word.lower() in OPENER:
        return segment[1:]
    if seen.kind in ("given", "surname", "patronymic"):
        return segment
    ordinary = ORDINARY_ENDING.search(head.word) is not None
    if seen.common or seen.score < (_OPENS if ordinary else _OPENS - 60):
        return segment[1:]
    return segment


def _without_stranger(segment: Sequence[Piece]) -> Sequence[Piece]:
    """Leave out a trade or a village before a whole name: "Хирург Рустам Алимкулов"."""
    looks = [look(p.word) for p in segment[:3]]
    if (
        len(segment) == 3
        and not (looks[0].kind or segment[0].is_initial)
        and looks[1].is_sure
        and looks[2].is_sure
        and looks[2].kind != "patronymic"
    ):
        return segment[1:]
    return segment


def _judge(segment: Sequence[Piece], setting: _Setting, beside: bool) -> Iterator[Name]:
    segment = _without_stranger(segment)
    words = [p for p in segment if not p.is_initial]
    if not words:
        return
    looks = [look(p.word) for p in words]
    sure = any(one.is_sure for one in looks)
    if len(words) > 4:
        yield from _windows(segment)
    elif len(words) < len(segment):
        if (sure or not beside) and words[0].word.lower() not in OPENER:
            yield _name(segment, led=setting.lead)
    elif len(words) > 1:
        if _is_pair(segment, looks, setting, sure and not beside, beside):
            yield _name(segment, led=setting.lead)
    elif not beside or looks[0].is_sure:
        yield from _alone(segment[0], looks[0], setting)


def _is_pair(
    segment: Sequence[Piece],
    looks: Sequence[Look],
    setting: _Setting,
    sure: bool,
    beside: bool,
) -> bool:
    score = sum(one.score for one in looks) // len(looks)
    if setting.lead and not beside:
        return True
    if setting.quoted:
        return sum(one.is_sure for one in looks) > 1
    if beside:
        return any(one.kind in ("given", "patronymic") for one in looks) or (
            sum(one.is_sure for one in looks) > 1
        )
    if sure or _AGE_AFTER.match(setting.after):
        return not (setting.place and score < 0)
    if any(one.common for one in looks):
        return False
    if setting.first and _SOMEWHERE.search(segment[-1].word):
        return False
    if any(one.kind for one in looks) or VERB.match(setting.after.lstrip(" ,—–-")):
        return score > _PAIR_INSIDE
    careful = setting.first or segment[0].word[0] < "Ѐ"
    return score > (_PAIR_FIRST if careful else _PAIR_INSIDE)


def _alone(piece: Piece, seen: Look, setting: _Setting) -> Iterator[Name]:
    """One word: a name after a word for a person, or by its spelling."""
    if setting.place or setting.quoted:
        return
    if setting.lead and (seen.is_sure or (seen.score > -30 and not setting.resident)):
        yield _name([piece], led=True)
        return
    if setting.resident:
        yield _name([piece], weak=True)
        return
    verb = VERB.match(setting.after.lstrip(" ,—–-")) is not None
    cyrillic = piece.word[0] >= "Ѐ"
    if piece.word.lower() not in OPENER and (
        _is_sure_alone(seen, setting.first, verb)
        and (seen.kind or (cyrillic and not _SOMEWHERE.search(piece.word)))
    ):
        yield _name([piece])
    else:
        yield _name([piece], weak=True)


def _is_sure_alone(seen: Look, first: bool, verb: bool) -> bool:
    if seen.kind in ("given", "surname", "patronymic"):
        return seen.score > (0 if first else -20) and not seen.common
    least = _ALONE + 25 * first - 25 * verb
    if seen.kind == "shape":
        return seen.score > (least if first else 0)
    return not seen.kind and seen.score > least and (verb or not first)


def _windows(segment: Sequence[Piece]) -> Iterator[Name]:
    """Names in a long row of capitals (a headline in title case): sure ones only."""
    index = 0
    while index < len(segment):
        size = 0
        while index + size < len(segment) and size < 3:
            piece = segment[index + size]
            if not (piece.is_initial or look(piece.word).is_sure):
                break
            size += 1
        if size:
            yield _name(segment[index : index + size])
        index += max(1, size)


def _in_capitals(segment: Sequence[Piece]) -> Iterator[Name]:
    for at, piece in enumerate(segment):
        seen = look(piece.word)
        if seen.kind != "given":
            continue
        beside = [
            n
            for n in (at - 1, at + 1)
            if 0 <= n < len(segment)
            and (look(segment[n].word).is_sure or look(segment[n].word).score > 0)
        ]
        if beside:
            yield _name(segment[min(at, *beside) : max(at, *beside) + 1])


def _in_lower_case(text: str) -> Iterator[Name]:
    """Names typed without capitals, as in posts: "сосед ахмед юсупов"."""
    lead, last = False, None
    for word in _POST.finditer(text):
        seen = look(word[0])
        if last is not None and text[last.end() : word.start()] == " ":
            before = look(last[0])
            if "given" in (seen.kind, before.kind) and seen.is_sure and before.is_sure:
                yield Name(last.start(), word.end(), (last[0], word[0]))
                lead, last = False, None
                continue
            if lead and before.kind == "given":
                yield Name(*last.span(), (last[0],), led=True)
            lead = LEAD.match(last[0]) is not None
        else:
            lead = False
        last = word
    if lead and last is not None and look(last[0]).kind == "given":
        yield Name(*last.span(), (last[0],), led=True)


def _name(pieces: Sequence[Piece], weak: bool = False, led: bool = False) -> Name:
    words = tuple(p.word for p in pieces)
    end = pieces[-1].end
    return Name(pieces[0].start, end, words, weak, led)


def _is_namesake(text: str, name: Name) -> bool:
    before = text[max(0, name.start - 40) : name.start]
    if NAMESAKE_BEFORE.search(before) and not before.endswith("по имени "):
        return True
    return NAMESAKE_AFTER.match(text, name.end) is not None
