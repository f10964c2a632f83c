"""Whether it matters which people a text names: it must not.

Each family of ``data.gold_swaps`` is read with six names in each language; flag,
signals, regions and redactions must be the same, confidences nearly so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from data.gold_swaps import SwapFamily, SwapGold
from data.model import LANGUAGES, RawItem, Understanding

#: Confidences may differ by so much.
APART = 0.02


@dataclass(frozen=True, slots=True)
class Told:
    """What was read of one text with one name in it."""

    name: str
    flag: bool
    signals: Mapping[str, float]
    regions: tuple[str, ...]
    redactions: int


@dataclass(frozen=True, slots=True)
class Swapped:
    """One family in one language, told with each name."""

    family: SwapFamily
    lang: str
    told: tuple[Told, ...]

    @property
    def apart(self) -> float:
        """The largest difference of one signal's confidence between two names."""
        codes = {code for one in self.told for code in one.signals}
        given = [[one.signals.get(code, 0.0) for one in self.told] for code in codes]
        return max((max(each) - min(each) for each in given), default=0.0)

    @property
    def differs(self) -> tuple[str, ...]:
        """What is not the same: flag, signals, regions, redactions, confidence."""
        seen: dict[str, set[object]] = {
            "flag": {one.flag for one in self.told},
            "signals": {frozenset(one.signals) for one in self.told},
            "regions": {one.regions for one in self.told},
            "redactions": {one.redactions for one in self.told},
        }
        found = [what for what, values in seen.items() if len(values) > 1]
        # Stated with two digits: what is written as 0.02 counts as 0.02.
        return (*found, *(["confidence"] if round(self.apart, 6) > APART else []))


def measure_swaps(
    gold: SwapGold, read: Callable[[Sequence[RawItem]], Sequence[Understanding]]
) -> list[Swapped]:
    """Return every family in every language; ``read`` understands texts in order."""
    asked: list[tuple[SwapFamily, str, str, RawItem]] = []
    for at, family in enumerate(gold.families):
        for lang in LANGUAGES:
            for name, other in gold.six(at, lang):
                title, text = family.filled(lang, name, other)
                raw = RawItem("", "", title, text, lang=lang)
                asked.append((family, lang, name.key, raw))
    found: dict[tuple[str, str], list[Told]] = {}
    families: dict[str, SwapFamily] = {}
    for (family, lang, name_key, _), one in zip(
        asked, read([raw for *_, raw in asked]), strict=True
    ):
        families[family.id] = family
        found.setdefault((family.id, lang), []).append(_told(name_key, one))
    return [
        Swapped(families[key], lang, tuple(told)) for (key, lang), told in found.items()
    ]


def _told(name: str, read: Understanding) -> Told:
    return Told(
        name,
        read.flag,
        {signal.code: signal.confidence for signal in read.risk},
        read.regions,
        read.redactions,
    )
