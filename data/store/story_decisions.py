"""What persons said of stories: these items tell one event, those do not.

A decision is a row that is never deleted; the next assessment obeys it, and so does
every later one. It speaks of items, for a story's name may change when history is read
again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from data.errors import InputError
from data.model import StoryDecision, StoryDeed
from data.schema import item, restoration, story_decision, verdict
from data.store.base import StoreBase


class StoryDecisionVerbs(StoreBase):
    """Joining and parting stories by hand."""

    def join_stories(
        self, stories: Sequence[str], reason: str, author: str, at: datetime
    ) -> StoryDecision:
        """Say that two or more stories tell one event.

        Raises InputError without a reason or author, or when a story has no items.
        """
        if len(set(stories)) < 2:
            raise InputError("Joining needs two stories: choose another one.")
        with self.begin() as connection:
            told = [_items_of(connection, name) for name in dict.fromkeys(stories)]
            others = [key for keys in told[1:] for key in keys]
            return _keep(
                connection,
                StoryDecision(
                    StoryDeed.JOIN, told[0], tuple(others), reason, author, at
                ),
            )

    def split_story(
        self,
        story_id: str,
        item_keys: Iterable[str],
        reason: str,
        author: str,
        at: datetime,
    ) -> StoryDecision:
        """Say that some items of a story tell another event than the rest.

        The part with the item that named the story keeps its name, flags and verdicts.
        Raises InputError without a reason or author, or when nothing or all would go.
        """
        with self.begin() as connection:
            members = _items_of(connection, story_id)
            going = tuple(dict.fromkeys(item_keys))
            strange = [key for key in going if key not in members]
            if strange:
                raise InputError(
                    f"{strange[0]!r} is no item of the story {story_id!r}; open the "
                    "story again and choose from its items."
                )
            staying = tuple(key for key in members if key not in going)
            if not going or not staying:
                raise InputError(
                    "Parting a story needs items that go and items that stay: choose "
                    "some of them."
                )
            return _keep(
                connection,
                StoryDecision(StoryDeed.SPLIT, going, staying, reason, author, at),
            )

    def decisions_on(self, item_keys: Iterable[str]) -> list[StoryDecision]:
        """The decisions about any of these items, oldest first."""
        asked = frozenset(item_keys)
        return [
            decision
            for decision in self.story_decisions()
            if not asked.isdisjoint((*decision.item_keys, *decision.other_keys))
        ]

    def last_words(self) -> tuple[int, ...]:
        """The numbers of the last words of persons that an assessment obeys.

        They change when somebody judges a flag, puts a text on the desk or takes it
        back, joins or parts stories; cheap enough to be asked every second.
        """
        said = (verdict, restoration, story_decision)
        with self.reading() as connection:
            return tuple(
                connection.scalar(select(func.max(table.c.id))) or 0 for table in said
            )

    def story_decisions(self, item_key: str | None = None) -> list[StoryDecision]:
        """Decisions, oldest first; with a key only those about that item."""
        query = select(story_decision).order_by(story_decision.c.id)
        with self.reading() as connection:
            found = [
                StoryDecision(
                    **{
                        **row,
                        "deed": StoryDeed(row["deed"]),
                        "item_keys": tuple(row["item_keys"]),
                        "other_keys": tuple(row["other_keys"]),
                    }
                )
                for row in connection.execute(query).mappings()
            ]
        return [
            decision
            for decision in found
            if item_key is None
            or item_key in decision.item_keys
            or item_key in decision.other_keys
        ]


def _items_of(connection: Connection, story_id: str) -> tuple[str, ...]:
    query = (
        select(item.c.key)
        .where(item.c.story_id == story_id)
        .order_by(item.c.published_at, item.c.key)
    )
    keys = tuple(connection.scalars(query))
    if not keys:
        raise InputError(f"There is no story {story_id!r}; open it from the list.")
    return keys


def _keep(connection: Connection, value: StoryDecision) -> StoryDecision:
    if not value.reason.strip():
        raise InputError("A decision on a story needs a reason: write one sentence.")
    if not value.author.strip():
        raise InputError("A decision on a story needs its author: say who decides.")
    row = asdict(value) | {
        "deed": value.deed.value,
        "item_keys": list(value.item_keys),
        "other_keys": list(value.other_keys),
    }
    row.pop("id")
    new_id = connection.execute(
        insert(story_decision).values(**row).returning(story_decision.c.id)
    ).scalar_one()
    return replace(value, id=new_id)
