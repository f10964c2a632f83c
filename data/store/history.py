"""What persons said and newsrooms changed, with the moment of it: to live it again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from sqlalchemy import insert, select

from data.model import Restoration, Revision, StoryDecision, Verdict, VerdictCode
from data.schema import flag, item_revision, restoration, story_decision, verdict
from data.store.base import StoreBase


@dataclass(frozen=True, slots=True)
class GivenVerdict:
    """A verdict, the flag it was given on, and that flag's region and item.

    ``flag_id`` is the flag as it was named then; where stories were joined since, the
    verdict itself speaks of another.
    """

    verdict: Verdict
    flag_id: str
    region: str
    item_key: str


class HistoryVerbs(StoreBase):
    """Reading a memory in the order in which it came about."""

    def given_verdicts(self) -> list[GivenVerdict]:
        """Every verdict that was ever given, oldest first."""
        query = (
            select(verdict, flag.c.region, flag.c.item_key)
            .join(flag, flag.c.id == verdict.c.flag_id)
            .order_by(verdict.c.at, verdict.c.id)
        )
        found = []
        with self.reading() as connection:
            for row in connection.execute(query).mappings():
                values = dict(row)
                given_to = values.pop("given_to")
                region, key = values.pop("region"), values.pop("item_key")
                values["code"] = VerdictCode(values["code"])
                said = Verdict(**values)
                found.append(GivenVerdict(said, given_to or said.flag_id, region, key))
        return found

    def all_revisions(self) -> dict[str, list[Revision]]:
        """Every earlier text of an item, oldest first, by key."""
        query = select(
            item_revision.c.item_key,
            item_revision.c.title,
            item_revision.c.text,
            item_revision.c.replaced_at,
        ).order_by(item_revision.c.id)
        found: dict[str, list[Revision]] = {}
        with self.reading() as connection:
            for row in connection.execute(query):
                found.setdefault(row.item_key, []).append(Revision(*row))
        return found

    def repeat(self, values: Iterable[StoryDecision | Restoration]) -> None:
        """Write what persons said elsewhere, as they said it."""
        with self.begin() as connection:
            for value in values:
                row = asdict(value)
                row.pop("id")
                if isinstance(value, StoryDecision):
                    row |= {
                        "deed": value.deed.value,
                        "item_keys": list(value.item_keys),
                        "other_keys": list(value.other_keys),
                    }
                    connection.execute(insert(story_decision).values(**row))
                else:
                    connection.execute(insert(restoration).values(**row))
