"""Who in a story speaks for himself: distinct owners, reprints left out.

The rule: an owner is an independent voice when at least one of his texts is not a
reprint. A text is a reprint when half of its word triples, or more, stood in
earlier texts of the story by other owners; so three outlets that copy one agency are
one voice, whoever of them was met first. A translation or a text in other words is its
owner's own: an editor stood behind it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from data.model import Item

#: The share of word triples known from others from which a text is a reprint.
COPIED = 0.5
#: Words of a text that are compared.
_COMPARED = 400
_WORD = re.compile(r"\w+")


def reprints(items: Sequence[Item], owners: Mapping[str, str]) -> frozenset[str]:
    """The keys of the items, given oldest first, that only repeat other owners."""
    if len({owners.get(item.source_id, item.source_id) for item in items}) < 2:
        return frozenset()
    first_by: dict[tuple[str, ...], str] = {}  # triple → who had it first
    found = set()
    for item in items:
        owner = owners.get(item.source_id, item.source_id)
        triples = _triples(item)
        known = sum(first_by.get(triple, owner) != owner for triple in triples)
        if triples and known >= COPIED * len(triples):
            found.add(item.key)
        for triple in triples:
            first_by.setdefault(triple, owner)
    return frozenset(found)


def voices_of(items: Sequence[Item], owners: Mapping[str, str]) -> tuple[str, ...]:
    """The independent voices of a story, in the order in which they spoke."""
    copied = reprints(items, owners)
    own = (item for item in items if item.key not in copied)
    return tuple(dict.fromkeys(owners.get(i.source_id, i.source_id) for i in own))


def _triples(item: Item) -> set[tuple[str, ...]]:
    whole = _WORD.finditer(f"{item.title}\n{item.text}".lower())
    words = [found.group() for found in islice(whole, _COMPARED)]
    return set(zip(words, words[1:], words[2:], strict=False)) or {tuple(words)}
