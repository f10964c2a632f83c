"""The gold of stories: news texts grouped by the event they tell.

What it is for and what it must not be used for stands in
``gold/stories/DATASHEET.md``. ``dev`` is for tuning, ``test`` is only ever measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from data.gold_lines import read_lines
from data.model import LANGUAGES, DateState, RawItem, Source, SourceKind

SPLITS = ("dev", "test")
#: How a text tells its event, the first telling on top.
ROLES = ("first", "reprint", "rewrite", "translation", "update", "denial", "vague")
#: Home of an outlet edited outside Kazakhstan.
ABROAD = "foreign"
_FOLDER = Path(__file__).parent / "gold" / "stories"


@dataclass(frozen=True, slots=True)
class GoldReport:
    """A text of a story. ``region`` is where the event happened, ``home`` the outlet's.

    ``home`` is a region code, "national" or "foreign"; ``role`` is one of ROLES.
    """

    id: str
    story: str
    lang: str
    owner: str
    home: str
    published: datetime
    region: str
    role: str
    title: str
    text: str

    def raw(self) -> RawItem:
        """The text as a collector would hand it over; its source is its owner."""
        return RawItem(
            source_id=self.owner,
            url="",
            title=self.title,
            text=self.text,
            lang=self.lang,
            published_at=self.published,
            date_state=DateState.DATED,
        )

    def source(self) -> Source:
        """The outlet, as a list of sources would have it."""
        return Source(
            id=self.owner,
            name=self.owner,
            kind=SourceKind.FEED,
            url="",
            site="",
            owner=self.owner,
            official=False,
            region="national" if self.home == ABROAD else self.home,
            languages=(self.lang,),
            expect_per_week=(0, 50),
            is_foreign=self.home == ABROAD,
        )


def read_gold_stories(split: str, folder: Path = _FOLDER) -> tuple[GoldReport, ...]:
    """The texts of a split, in the order of the file.

    Raises KelisimError naming the file and line of what is not a labelled text.
    """
    return read_lines(folder / f"{split}.jsonl", _report, "text")


def _report(row: Mapping[str, Any]) -> GoldReport:
    published = datetime.fromisoformat(row["published"])
    if published.tzinfo is None:
        raise ValueError("a time without its zone")
    if row["role"] not in ROLES or row["lang"] not in LANGUAGES:
        raise ValueError(f"role {row['role']!r} or language {row['lang']!r}")
    return GoldReport(
        id=row["id"],
        story=row["story"],
        lang=row["lang"],
        owner=row["owner"],
        home=row["home"],
        published=published,
        region=row["region"],
        role=row["role"],
        title=row["title"],
        text=row["text"],
    )
