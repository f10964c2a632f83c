"""What one way of reading says of a labelled text, ready to be measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.gold_items import GoldItem
from data.model import Evidence, Understanding
from scoring.offsets import given

#: Evidence shows a signal when it shares so much of the shorter of the two sentences.
_SHARED = 0.5


@dataclass(frozen=True, slots=True)
class Answer:
    """What was read. None where a way of reading has no answer to give.

    ``signals`` is code → confidence; ``shown`` are the wanted signals whose evidence
    meets the labelled sentence.
    """

    flag: bool
    signals: Mapping[str, float] | None = None
    regions: frozenset[str] | None = None
    scope: str | None = None
    shown: frozenset[str] = field(default_factory=frozenset)


def answer_of(item: GoldItem, read: Understanding) -> Answer:
    """Return what the understanding says of an item."""
    return Answer(
        flag=read.flag,
        signals={signal.code: signal.confidence for signal in read.risk},
        regions=frozenset(read.regions),
        scope=scope_of(read),
        shown=frozenset(
            signal.code
            for signal in read.risk
            if any(
                _meets(one, item, read, item.risk.get(signal.code, ""))
                for one in signal.evidence
            )
        ),
    )


def scope_of(read: Understanding) -> str:
    """Return the scope of the event: one of ``data.gold_items.SCOPES``."""
    kinds = {place.kind for place in read.places}
    if read.regions:
        return "region"
    if read.dropped == "abroad" or kinds == {"foreign"}:
        return "foreign"
    return "national" if "national" in kinds else "unresolved"


def _meets(
    evidence: Evidence, item: GoldItem, read: Understanding, labelled: str
) -> bool:
    is_title = evidence.part == "title"
    whole = item.title if is_title else item.text
    at = whole.find(labelled)
    if at < 0 or not labelled:
        return False
    edits = read.title_edits if is_title else read.text_edits
    start, end = given(evidence.start, evidence.end, edits)
    shared = min(end, at + len(labelled)) - max(start, at)
    return shared >= _SHARED * min(end - start, len(labelled))
