"""Sources and the states they are in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from data.model import DateState, Phase, Source, SourceKind, SourceState, State
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


def _phase(word: str | None) -> str | None:
    """What counts as one state in the history: new or nothing new, it works."""
    return State.WORKING.value if word == State.NOT_MODIFIED.value else word


def write_state(connection: Connection, state: SourceState) -> None:
    """Replace a source's state; a change of phase also becomes history."""
    here = source_state.c.source_id == state.source_id
    before = connection.execute(
        select(source_state.c.state, source_state.c.since).where(here)
    ).first()
    is_same = before is not None and _phase(before.state) == _phase(state.state.value)
    since = before.since if is_same and before is not None else None
    row = asdict(state) | {
        "state": state.state.value,
        "since": since or state.last_attempt_at,
    }
    connection.execute(delete(source_state).where(here))
    connection.execute(insert(source_state), [row])
    if not is_same:
        connection.execute(insert(source_state_history), [row])


def _forget_answers(connection: Connection, source_id: str) -> None:
    """Let a source be asked at once and for everything."""
    connection.execute(
        update(source_state)
        .where(source_state.c.source_id == source_id)
        .values(etag=None, modified=None, due_at=None)
    )


class SourceVerbs(StoreBase):
    """What we read and how it is doing."""

    def sync_sources(self, sources: Iterable[Source]) -> None:
        """Make the table say what the list says; a source left out is disabled.

        One whose entry changed is due at once, and is asked for everything: what is
        remembered of its answers may be of another address.
        """
        with self.begin() as connection:
            kept = connection.execute(select(source)).mappings()
            known = {row["id"]: _source(row) for row in kept}
            listed = {value.id: value for value in sources}
            for value in listed.values():
                row = _row(value)
                if value.id in known:
                    if known[value.id] != value:
                        _forget_answers(connection, value.id)
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

    def add_source(self, value: Source) -> None:
        """List one more source, or change one; the others stay as they are."""
        here = source.c.id == value.id
        with self.begin() as connection:
            done = connection.execute(update(source).where(here).values(**_row(value)))
            if done.rowcount == 0:
                connection.execute(insert(source), [_row(value)])

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

    def phases(self, since: datetime) -> dict[str, list[Phase]]:
        """The states every source was in since a moment, oldest first, by source.

        The first of a source may have begun earlier: it was in it at that moment.
        """
        past = source_state_history.c
        begun = (
            select(func.max(past.id))
            .where(past.last_attempt_at < since)
            .group_by(past.source_id)
        )
        query = (
            select(past.source_id, past.state, past.last_attempt_at, past.http_status)
            .where((past.last_attempt_at >= since) | past.id.in_(begun))
            .order_by(past.id)
        )
        found: dict[str, list[Phase]] = {}
        with self.reading() as connection:
            for source_id, word, at, number in connection.execute(query):
                found.setdefault(source_id, []).append(Phase(State(word), at, number))
        return found

    def count_recent(self, source_id: str, since: datetime) -> int:
        """How many dated items of a source were published since a moment."""
        query = (
            select(func.count())
            .select_from(item)
            .where(
                item.c.source_id == source_id,
                item.c.date_state == DateState.DATED.value,
                item.c.published_at >= since,
            )
        )
        with self.reading() as connection:
            return connection.scalar(query) or 0
