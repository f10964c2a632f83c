"""Facts about the database itself, counters, and the record of what left the house."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from data.model import Brief, Export
from data.schema import brief, counter, export, meta
from data.store.base import StoreBase

_MORE = (
    update(counter)
    .where(
        counter.c.on == bindparam("day"),
        counter.c.stage == bindparam("of_stage"),
        counter.c.reason == bindparam("why"),
    )
    .values(n=counter.c.n + bindparam("more"))
)


def add_counts(
    connection: Connection, on: date, counts: Mapping[tuple[str, str], int]
) -> None:
    """Add to the day's counters; keys are (stage, reason)."""
    known = {
        (row.stage, row.reason)
        for row in connection.execute(
            select(counter.c.stage, counter.c.reason).where(counter.c.on == on)
        )
    }
    more = [
        {"day": on, "of_stage": key[0], "why": key[1], "more": n}
        for key, n in counts.items()
        if n and key in known
    ]
    new = [
        {"on": on, "stage": key[0], "reason": key[1], "n": n}
        for key, n in counts.items()
        if n and key not in known
    ]
    if more:
        connection.execute(_MORE, more)
    if new:
        connection.execute(insert(counter), new)


class RecordVerbs(StoreBase):
    """What the database says of itself."""

    def meta(self) -> dict[str, str]:
        """All facts: "demo", "collected_at", "assessed_at", "version"."""
        with self.reading() as connection:
            rows = connection.execute(select(meta.c.key, meta.c.value))
            return {row.key: row.value for row in rows}

    def set_meta(self, key: str, value: str) -> None:
        """Write one fact."""
        with self.begin() as connection:
            connection.execute(delete(meta).where(meta.c.key == key))
            connection.execute(insert(meta), [{"key": key, "value": value}])

    def counters(self, since: date) -> pd.DataFrame:
        """What was let go and why since a day: columns stage, reason, n."""
        total = func.sum(counter.c.n).label("n")
        query = (
            select(counter.c.stage, counter.c.reason, total)
            .where(counter.c.on >= since)
            .group_by(counter.c.stage, counter.c.reason)
            .order_by(counter.c.stage, total.desc(), counter.c.reason)
        )
        with self.reading() as connection:
            rows = [tuple(row) for row in connection.execute(query)]
        return pd.DataFrame(rows, columns=["stage", "reason", "n"])

    def first_counted(self, stage: str) -> date | None:
        """The first day with a counter of a stage."""
        query = select(func.min(counter.c.on)).where(counter.c.stage == stage)
        with self.reading() as connection:
            found: date | None = connection.scalar(query)
            return found

    def record_export(self, value: Export) -> Export:
        """Remember that flagged items left the house."""
        row: dict[str, Any] = asdict(value) | {"filters": dict(value.filters)}
        row.pop("id")
        with self.begin() as connection:
            new_id = connection.execute(
                insert(export).values(**row).returning(export.c.id)
            ).scalar_one()
        return replace(value, id=new_id)

    def exports(self, limit: int = 100) -> list[Export]:
        """Exports, newest first."""
        query = select(export).order_by(export.c.id.desc()).limit(limit)
        with self.reading() as connection:
            return [Export(**row) for row in connection.execute(query).mappings()]

    def record_brief(self, value: Brief) -> Brief:
        """Remember which flags a brief held."""
        row: dict[str, Any] = asdict(value) | {
            "flag_ids": list(value.flag_ids),
            "agenda": list(value.agenda),
        }
        row.pop("id")
        with self.begin() as connection:
            new_id = connection.execute(
                insert(brief).values(**row).returning(brief.c.id)
            ).scalar_one()
        return replace(value, id=new_id)

    def briefs(self, region: str) -> list[Brief]:
        """Briefs made for a region, newest first."""
        query = (
            select(brief).where(brief.c.region == region).order_by(brief.c.id.desc())
        )
        with self.reading() as connection:
            return [
                Brief(
                    **{
                        **row,
                        "flag_ids": tuple(row["flag_ids"]),
                        "agenda": tuple(row["agenda"]),
                    }
                )
                for row in connection.execute(query).mappings()
            ]
