"""The gold of meeting reports: texts with the meeting a careful reader finds in them.

What the labels mean stands in ``gold/reports/DATASHEET.md``. ``dev`` is for tuning,
``test`` is only ever measured.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from data.gold_lines import read_lines

SPLITS = ("dev", "test")
_FOLDER = Path(__file__).parent / "gold" / "reports"


@dataclass(frozen=True, slots=True)
class GoldDecision:
    """A decision as labelled: a span of the text, who, and by when."""

    text: str
    office: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class GoldMeeting:
    """What a careful reader finds in a report."""

    kind: str
    held_on: date | None
    place: str
    scale: str
    region: str
    district: str  # a name in the text's language, or ""
    chair_office: str
    bodies: frozenset[str]
    topics: frozenset[str]
    numbers: frozenset[tuple[str, int]]
    decisions: tuple[GoldDecision, ...]


@dataclass(frozen=True, slots=True)
class GoldReport:
    """A text and what it reports; ``meeting`` None: no meeting of ours was held."""

    id: str
    lang: str
    published_on: date
    source_region: str
    title: str
    text: str
    meeting: GoldMeeting | None


def read_gold(split: str, folder: Path = _FOLDER) -> tuple[GoldReport, ...]:
    """The reports of a split ("dev" or "test"), in the order of the file."""
    return read_lines(folder / f"{split}.jsonl", _report, "report")


def _report(row: Mapping[str, Any]) -> GoldReport:
    expected = row["expected"]
    return GoldReport(
        id=row["id"],
        lang=row["lang"],
        published_on=date.fromisoformat(row["published_on"]),
        source_region=row["source_region"],
        title=row["title"],
        text=row["text"],
        meeting=_meeting(expected) if expected["is_meeting"] else None,
    )


def _meeting(expected: Mapping[str, Any]) -> GoldMeeting:
    return GoldMeeting(
        kind=expected["kind"],
        held_on=_day(expected["held_on"]),
        place=expected["place"],
        scale=expected["scale"],
        region=expected["region"],
        district=expected["district"],
        chair_office=expected["chair_office"],
        bodies=frozenset(expected["bodies"]),
        topics=frozenset(expected["topics"]),
        numbers=frozenset((one["what"], one["n"]) for one in expected["numbers"]),
        decisions=_decisions(expected["decisions"]),
    )


def _decisions(rows: Sequence[Mapping[str, Any]]) -> tuple[GoldDecision, ...]:
    return tuple(
        GoldDecision(row["text"], row["office"], _day(row["due_on"])) for row in rows
    )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
