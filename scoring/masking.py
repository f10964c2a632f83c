"""From a reading to what the heads see: masked sentences and what the rules found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from scoring.features import masked_text
from scoring.language import OTHER
from scoring.reading import Reading
from scoring.seen import Seen
from scoring.signals import Judgement

#: Why the rules let something go, as far as the heads are told.
_DROPPED: Final = (
    "abroad",
    "authority_criticism",
    "counter_speech",
    "court",
    "crime_domestic",
    "culture",
    "disaster",
    "figurative",
    "history",
    "labour_dispute",
    "negated",
    "no_gate",
    "peaceful_gathering",
    "research",
    "settled",
    "social_demand",
    "speech",
    "sport",
    "traffic",
)
_SCENE: Final = ("abroad", "rural")


def rule_features(
    risk: tuple[str, ...], protective: tuple[str, ...]
) -> tuple[str, ...]:
    """The names of all that :func:`seen_of` may tell of the rules, in order."""
    return (
        *risk,
        *protective,
        *(f"dropped:{code}" for code in _DROPPED),
        *(f"scene:{word}" for word in _SCENE),
    )


def seen_of(reading: Reading, judgement: Judgement) -> Seen:
    """Return what the heads see of a reading; nothing of one we cannot read."""
    if reading.lang == OTHER:
        return Seen("", (), {})
    title = [masked_text(s) for s in reading.sentences if s.part == "title"]
    text = [masked_text(s) for s in reading.sentences if s.part != "title"]
    return Seen(" ".join(title), tuple(text), _rules(reading, judgement))


def _rules(reading: Reading, judgement: Judgement) -> Mapping[str, float]:
    found = {s.code: s.confidence for s in (*judgement.risk, *judgement.protective)}
    if judgement.dropped in _DROPPED:
        found[f"dropped:{judgement.dropped}"] = 1.0
    sentences = reading.sentences
    abroad = sum(s.abroad for s in sentences) / max(len(sentences), 1)
    marks = {"abroad": abroad, "rural": float(reading.scene.is_rural())}
    return found | {f"scene:{word}": value for word, value in marks.items() if value}
