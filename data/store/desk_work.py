"""What the Desk's queue is made of: little of every flag that somebody may work on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, or_, select

from data.model import Handling, Lane, Verdict
from data.schema import (
    dispute,
    dispute_answer,
    example_word,
    flag,
    handling,
    missed_event,
    response,
    verdict,
)
from data.store.flag_rows import verdict_of
from data.store.handlings import HandlingVerbs


class FlagFacts(NamedTuple):
    """Of a flag what decides its place in the queue."""

    id: str
    region: str
    lane: Lane
    opened_at: datetime
    last_at: datetime


class DeskWork(NamedTuple):
    """Flags without a verdict, acute ones, and all that people did something with.

    ``verdicts`` and ``handlings`` are of these flags, oldest first; shared by all
    readers, so nobody changes them.
    """

    facts: Mapping[str, FlagFacts]
    verdicts: Mapping[str, Sequence[Verdict]]
    handlings: Mapping[str, Sequence[Handling]]


_SAID = (
    verdict,
    response,
    handling,
    dispute,
    dispute_answer,
    missed_event,
    example_word,
)


class DeskWorkVerbs(HandlingVerbs):
    """Reading the queue whole, but thin."""

    def work_mark(self) -> str:
        """A text that is another one whenever a flag came or somebody did something."""
        last = [select(func.max(table.c.id)).scalar_subquery() for table in _SAID]
        raised = select(func.count(), func.max(flag.c.opened_at)).select_from(flag)
        with self.reading() as connection:
            found = [*connection.execute(select(*last)).one()]
            found += connection.execute(raised).one()
        return "-".join(str(each or 0) for each in found)

    def desk_work(self) -> DeskWork:
        """Every flag that may stand in a queue, with what was said and done."""
        judged, done = (
            select(each.c.id)
            .where(each.c.flag_id == flag.c.id)
            .correlate(flag)
            .exists()
            for each in (verdict, handling)
        )
        queued = or_(~judged, flag.c.lane == Lane.ACUTE.value, done)
        query = select(
            flag.c.id, flag.c.region, flag.c.lane, flag.c.opened_at, flag.c.last_at
        ).where(queued)
        said = (
            select(verdict)
            .join(flag, flag.c.id == verdict.c.flag_id)
            .where(queued)
            .order_by(verdict.c.id)
        )
        facts: dict[str, FlagFacts] = {}
        verdicts: dict[str, list[Verdict]] = {}
        with self.reading() as connection:
            for name, region, lane, opened_at, last_at in connection.execute(query):
                known = FlagFacts(name, region, Lane(lane), opened_at, last_at)
                facts[name] = known
            for row in connection.execute(said).mappings():
                verdicts.setdefault(row["flag_id"], []).append(verdict_of(row))
        return DeskWork(facts, verdicts, self.all_handlings())
