"""The gold of items: news texts with what a careful mediator reads in them.

What the labels mean and what they must not be used for stands in
``gold/items/DATASHEET.md``. ``train`` fits the heads, ``dev`` chooses between models,
``test`` is only ever measured.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data.gold_lines import read_lines
from data.model import RawItem

SPLITS = ("train", "dev", "test")
SCOPES = ("region", "national", "foreign", "unresolved")
#: What an item without risk tells; "protective": only something that helps.
NEGATIVE_KINDS = (
    "authority_criticism",
    "labour",
    "election",
    "disaster",
    "crime",
    "sport",
    "traffic",
    "history",
    "culture",
    "foreign",
    "unity_speech",
    "routine_meeting",
    "counter_speech",
    "research",
    "language_policy",
    "court",
    "opinion",
    "namesake",
    "figurative",
    "resources",
    "discrimination_other",
    "ordinary",
)
KINDS = ("risk", "protective", *NEGATIVE_KINDS)
_FOLDER = Path(__file__).parent / "gold" / "items"


@dataclass(frozen=True, slots=True)
class GoldItem:
    """A text and what it says. ``risk`` and ``protective`` give code → evidence words.

    ``home`` is the region of the outlet or "national"; ``regions`` are where the event
    happened; ``story`` is shared by the texts that tell one event.
    """

    id: str
    story: str
    lang: str
    title: str
    text: str
    published: str
    home: str
    scope: str
    regions: frozenset[str]
    risk: Mapping[str, str]
    protective: Mapping[str, str]
    kind: str
    traits: frozenset[str]
    persons: tuple[str, ...]

    @property
    def flag(self) -> bool:
        """Whether a flag is wanted: a risk signal at a place we can name."""
        return bool(self.risk) and bool(self.regions)

    def raw(self) -> RawItem:
        """The item as a collector would hand it over; its source is its home."""
        return RawItem(
            source_id=self.home,
            url="",
            title=self.title,
            text=self.text,
            lang=self.lang,
            published_at=datetime.fromisoformat(self.published).replace(tzinfo=UTC),
        )


def read_gold_items(split: str, folder: Path = _FOLDER) -> tuple[GoldItem, ...]:
    """The items of a split, in the order of the file.

    Raises KelisimError naming the file and line of what is not a labelled item.
    """
    return read_items(folder / f"{split}.jsonl")


def read_items(path: Path) -> tuple[GoldItem, ...]:
    """The labelled items of any file, such as what judged flags may teach."""
    return read_lines(path, _item, "item")


def _item(row: Mapping[str, Any]) -> GoldItem:
    item = GoldItem(
        id=row["id"],
        story=row["story"],
        lang=row["lang"],
        title=row["title"],
        text=row["text"],
        published=row["published"],
        home=row["home"],
        scope=row["scope"],
        regions=frozenset(row["regions"]),
        risk=_signals(row["risk"]),
        protective=_signals(row["protective"]),
        kind=row["kind"],
        traits=frozenset(row["traits"]),
        persons=tuple(row["persons"]),
    )
    if item.kind not in KINDS or item.scope not in SCOPES:
        raise ValueError(f"unknown kind {item.kind!r} or scope {item.scope!r}")
    if (item.kind == "risk") != bool(item.risk):
        raise ValueError("an item is of the kind risk when it carries a risk signal")
    return item


def _signals(rows: Sequence[Mapping[str, str]]) -> Mapping[str, str]:
    return {row["code"]: row["evidence"] for row in rows}
