"""Sources and the states they are in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from data.days import local_day, monday, start_of
from data.model import DateState, Source, SourceKind, SourceState, State
from data.schema import item, source, source_state, source_state_history
from data.store.base import StoreBase


def _row(value: Source) -> dict[str, Any]:
    row = asdict(value)
    fewest, most = row.pop("expect_per_week")
    return row | {
        "kind": value.kind.value,
        "languages": list(value.languages),
        "selectors": dict(value.selectors),
        "expect_fewest": fewest,
        "expect_most": most,
    }


def _source(row: RowMapping) -> Source:
    values = dict(row)
    expected = (values.pop("expect_fewest"), values.pop("expect_most"))
    return Source(
        **{
            **values,
            "kind": SourceKind(values["kind"]),
            "languages": tuple(values["languages"]),
            "expect_per_week": expected,
        }
    )


def _state(row: RowMapping) -> SourceState:
    values = {key: value for key, value in row.items() if key != "id"}
    return SourceState(**{**values, "state": State(values["state"])})


def write_state(connection: Connection, state: SourceState) -> None:
    """Replace a source's state; a change of word also becomes history."""
    row = asdict(state) | {"state": state.state.value}
    before = connection.scalar(
        select(source_state.c.state).where(source_state.c.source_id == state.source_id)
    )
    connection.execute(
        delete(source_state).where(source_state.c.source_id == state.source_id)
    )
    connection.execute(insert(source_state), [row])
    if before != state.state.value:
        connection.execute(insert(source_state_history), [row])


class SourceVerbs(StoreBase):
    """What we read and how it is doing."""

    def sync_sources(self, sources: Iterable[Source]) -> None:
        """Make the table say what the list says; a source left out is disabled."""
        with self.begin() as connection:
            known = set(connection.scalars(select(source.c.id)))
            listed = {value.id: value for value in sources}
            for value in listed.values():
                row = _row(value)
                if value.id in known:
                    connection.execute(
                        update(source).where(source.c.id == value.id).values(**row)
                    )
                else:
                    connection.execute(insert(source), [row])
            connection.execute(
                update(source)
                .where(source.c.id.not_in(list(listed)))
                .values(enabled=False)
            )

    def sources(self) -> list[Source]:
        """All sources, by id."""
        with self.reading() as connection:
            rows = connection.execute(select(source).order_by(source.c.id)).mappings()
            return [_source(row) for row in rows]

    def source_states(self) -> dict[str, SourceState]:
        """The latest state of each source that was ever attempted."""
        with self.reading() as connection:
            rows = connection.execute(select(source_state)).mappings()
            return {row["source_id"]: _state(row) for row in rows}

    def source_history(self, source_id: str, limit: int = 50) -> list[SourceState]:
        """Changes of state of one source, newest first."""
        query = (
            select(source_state_history)
            .where(source_state_history.c.source_id == source_id)
            .order_by(source_state_history.c.id.desc())
            .limit(limit)
        )
        with self.reading() as connection:
            return [_state(row) for row in connection.execute(query).mappings()]

    def source_weeks(self, since: date) -> pd.DataFrame:
        """Dated items per source and week: columns source_id, week (Monday), items."""
        query = select(item.c.source_id, item.c.published_at).where(
            item.c.date_state == DateState.DATED.value,
            item.c.published_at >= start_of(since),
        )
        with self.reading() as connection:
            counted = Counter(
                (source_id, monday(local_day(at)))
                for source_id, at in connection.execute(query)
            )
        return pd.DataFrame(
            [(*key, n) for key, n in sorted(counted.items())],
            columns=["source_id", "week", "items"],
        )
