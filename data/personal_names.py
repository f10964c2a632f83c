"""Given names and surnames that redaction knows, and how names are shaped.

One flat list without peoples or order: it serves only to hide names, all alike, and
nothing can be read out of it about anyone. ``kind``: given, ambiguous (a given name
that is a word as well, or too short to count alone) or surname.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from data.rows import TABLES, read_csv, refuse

KINDS = ("given", "ambiguous", "surname")


@dataclass(frozen=True, slots=True)
class PersonalNames:
    """The names by lower-case spelling, and the weights of the letters in them.

    ``shapes`` gives each run of letters of a folded word what it says for (above 0) or
    against (below 0) the word being a name; scoring/name_shapes.py reads it. ``common``
    are words of our own texts in lower case, none of them a name.
    """

    kinds: Mapping[str, str]
    shapes: Mapping[str, int]
    common: frozenset[str]


@cache
def load_names() -> PersonalNames:
    """The tables of this house, read once; raises TableError when they are broken."""
    return PersonalNames(read_kinds(), read_shapes(), frozenset(read_common()))


def read_kinds() -> dict[str, str]:
    """Each name's kind by its lower-case spelling."""
    kinds: dict[str, str] = {}
    for row in read_csv(TABLES / "personal_names.csv", ("name", "kind")):
        name = row.text("name").lower()
        if name in kinds:
            row.refuse(f"{name!r} stands twice")
        kinds[name] = row.one_of("kind", KINDS)
    return kinds


def read_shapes() -> dict[str, int]:
    """The learned weights, as scoring/name_training.py wrote them."""
    shapes: dict[str, int] = {}
    for row in read_csv(TABLES / "name_shapes.csv", ("letters", "weight")):
        weight = row.text("weight")
        if not weight.lstrip("-").isdigit():
            row.refuse(f"weight is {weight!r}; run the training again")
        shapes[row.text("letters")] = int(weight)
    return shapes


def read_common() -> tuple[str, ...]:
    """Words that are no names, sorted; names are learned against their spelling."""
    path = TABLES / "common_words.txt"
    try:
        return tuple(path.read_text(encoding="utf-8").split())
    except OSError as error:
        refuse(path, "the file", f"cannot be read ({error.strerror}); put it back")
