"""The part a place plays in the story: where it happens, or only named on the way.

The place of the event comes before where somebody is from or goes to, a court, a road,
a dateline, and what is only remembered.
"""

from __future__ import annotations

from dataclasses import replace

from scoring.places import Mention
from scoring.scene_words import (
    AFTER,
    AROUND_AFTER,
    AROUND_BEFORE,
    ASIDE_AFTER,
    ASIDE_BEFORE,
    ASIDE_STEMS,
    BEFORE,
    DATELINE,
    INTO,
    MOVING,
    REMEMBERED,
    REMEMBERED_STEMS,
    SURROUNDINGS,
    WORD,
)

_CONSONANTS = frozenset("бвгджзклмнпрстфхцчшщ")


def is_aside(text: str, m: Mention) -> bool:
    """Tell whether a place is named although the event is not there."""
    if m.kind in ("city", "region", "district", "foreign") and _is_moving(text, m):
        return True
    before = text[max(0, m.start - BEFORE) : m.start].lower()
    words = WORD.findall(before)
    if any(w.startswith(ASIDE_STEMS) for w in words) and ASIDE_BEFORE.search(before):
        return True
    if ASIDE_AFTER.match(text, m.end, m.end + AFTER):
        return True
    sentence = before[max(before.rfind(". "), before.rfind("\n"), -1) + 1 :]
    if any(stem in sentence for stem in REMEMBERED_STEMS) and REMEMBERED.search(
        sentence
    ):
        return True
    dateline = DATELINE.match(text) if m.start < 4 else None
    return dateline is not None and m.end <= dateline.end()


def _is_moving(text: str, m: Mention) -> bool:
    """Tell by its case whether somebody goes to a place or comes from it."""
    low = m.words.lower()
    names = [name.text.lower() for name in m.names]
    if INTO.search(text[max(0, m.start - 4) : m.start].lower()):
        if low[-1] in "ую":
            return any(n[-1] in "ая" and n[:-1].endswith(low[:-1]) for n in names)
        return low[-1] in _CONSONANTS and any(n.endswith(low) for n in names)
    # "Түркістан" only looks like a case of its own.
    bare = any(name.startswith(low) for name in names)
    return m.lang == "kk" and not bare and MOVING.search(low) is not None


def meant_region(text: str, m: Mention) -> Mention:
    """Read "под Алматы" as the region that lies around the city."""
    if len(m.names) != 1 or m.names[0].code not in SURROUNDINGS:
        return m
    before = text[max(0, m.start - 24) : m.start]
    if not (AROUND_BEFORE.search(before) or AROUND_AFTER.match(text, m.end)):
        return m
    region = SURROUNDINGS[m.names[0].code]
    return replace(m, names=(replace(m.names[0], code=region, region=region),))
