"""What is built once from the reference tables: the gazetteer and the rules."""

from __future__ import annotations

import gc
from dataclasses import dataclass

from data.gazetteer import Part
from data.reference import Reference
from scoring.lexicon import Lexicon
from scoring.places import Gazetteer

#: Changes when the rules of reading change; the taxonomy has its own version beside it.
RULES = "2"


@dataclass(frozen=True, slots=True)
class Tools:
    """What is built once from the reference tables."""

    gazetteer: Gazetteer
    lexicon: Lexicon
    roles: tuple[str, ...]
    history: tuple[Part, ...]  # regions that were parts of others
    version: str


def tools_for(reference: Reference) -> Tools:
    """Return the automaton and the rules of these tables, built once."""
    found = _BUILT.get(id(reference))
    if found is None or found[0] is not reference:
        found = (reference, _build(reference))
        _BUILT[id(reference)] = found
        # Tables live as long as the program: the collector of garbage need not walk
        # them again and again.
        gc.freeze()
    return found[1]


_BUILT: dict[int, tuple[Reference, Tools]] = {}


def _build(reference: Reference) -> Tools:
    return Tools(
        gazetteer=Gazetteer(reference.gazetteer_rows),
        lexicon=Lexicon(reference.taxonomy, reference.ethnonyms),
        roles=tuple(word for words in reference.offices.values() for word in words),
        history=reference.parts,
        version=f"{RULES}/{reference.taxonomy.version}",
    )
