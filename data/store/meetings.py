"""Meetings on the interethnic situation and what they resolved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    delete,
    insert,
    select,
    true,
)

from data.errors import InputError
from data.model import Decision, DecisionStep, Meeting
from data.schema import decision, decision_step, item, meeting
from data.store.base import StoreBase
from data.store.rowcraft import add, require_words

#: What became of a decision.
DECISION_STATES = ("open", "done", "overdue", "dropped", "unknown")


def _meeting(row: RowMapping, decisions: Iterable[Decision]) -> Meeting:
    return Meeting(
        **{
            **row,
            "bodies": tuple(row["bodies"]),
            "decisions": tuple(decisions),
            "topics": tuple(row["topics"]),
            "numbers": tuple((what, n) for what, n in row["numbers"]),
        }
    )


def _forgettable() -> ColumnElement[bool]:
    """Meetings of which no person has said what became of a decision.

    Once persons work with a meeting's decisions, reading its report again must not
    take away what they said.
    """
    followed = (
        select(decision.c.meeting_id)
        .join(decision_step, decision_step.c.decision_id == decision.c.id)
        .distinct()
    )
    return meeting.c.item_key.is_not(None) & meeting.c.id.not_in(followed)


def _forget(connection: Connection, these: ColumnElement[bool]) -> None:
    ids = list(connection.scalars(select(meeting.c.id).where(these, _forgettable())))
    connection.execute(delete(decision).where(decision.c.meeting_id.in_(ids)))
    connection.execute(delete(meeting).where(meeting.c.id.in_(ids)))


def forget_meeting_of(connection: Connection, item_key: str) -> None:
    """Forget the meeting read from an item, so that it is read again."""
    _forget(connection, meeting.c.item_key == item_key)


class MeetingVerbs(StoreBase):
    """Who met, what was decided."""

    def add_meeting(self, value: Meeting) -> Meeting:
        """Keep a meeting; one that came from the same report is left as it is."""
        row: dict[str, Any] = asdict(value) | {
            "bodies": list(value.bodies),
            "topics": list(value.topics),
            "numbers": [list(pair) for pair in value.numbers],
        }
        row.pop("id")
        row.pop("decisions")
        with self.begin() as connection:
            if value.item_key is not None:
                same = meeting.c.item_key == value.item_key
                known = connection.scalar(select(meeting.c.id).where(same))
                if known is not None:
                    return replace(value, id=known)
            meeting_id = connection.execute(
                insert(meeting).values(**row).returning(meeting.c.id)
            ).scalar_one()
            for each in value.decisions:
                values = asdict(each) | {"meeting_id": meeting_id}
                values.pop("id")
                connection.execute(insert(decision).values(**values))
        return replace(value, id=meeting_id)

    def add_decisions(
        self, meeting_id: int, values: Iterable[Decision], author: str, at: datetime
    ) -> None:
        """Add what a person says a known meeting resolved as well.

        Each begins with that person's word, so that the meeting's report, read again,
        does not take it away.
        """
        require_words(author=author)
        with self.begin() as connection:
            known = select(meeting.c.id).where(meeting.c.id == meeting_id)
            if connection.scalar(known) is None:
                raise InputError("This meeting is no longer known; open it again.")
            for each in values:
                row = asdict(each) | {"meeting_id": meeting_id}
                row.pop("id")
                new_id = connection.execute(
                    insert(decision).values(**row).returning(decision.c.id)
                ).scalar_one()
                step = DecisionStep(new_id, each.state, each.outcome, author, at)
                add(connection, decision_step, step)

    def forget_reports(self) -> None:
        """Let every meeting read from a report be read from it again."""
        with self.begin() as connection:
            _forget(connection, true())

    def meetings(self, region: str | None = None) -> list[Meeting]:
        """Meetings with their decisions, newest first, undated last.

        A decision bears the state that a person gave it last.
        """
        query = select(meeting).order_by(
            meeting.c.held_on.desc().nulls_last(), meeting.c.id
        )
        if region is not None:
            query = query.where(meeting.c.region == region)
        with self.reading() as connection:
            rows = connection.execute(query).mappings().all()
            followed = {step.decision_id: step for step in _steps(connection)}
            decided: dict[int, list[Decision]] = {}
            for each in connection.execute(
                select(decision).order_by(decision.c.id)
            ).mappings():
                values = dict(each)
                if step := followed.get(values["id"]):
                    values |= {"state": step.state, "outcome": step.outcome}
                decided.setdefault(values.pop("meeting_id"), []).append(
                    Decision(**values)
                )
        return [_meeting(row, decided.get(row["id"], ())) for row in rows]

    def report_links(self) -> dict[str, tuple[str, str]]:
        """(source_id, address) of the reports meetings were read from, by item key."""
        query = select(item.c.key, item.c.source_id, item.c.url).join(
            meeting, meeting.c.item_key == item.c.key
        )
        with self.reading() as connection:
            return {
                row.key: (row.source_id, row.url) for row in connection.execute(query)
            }

    def add_decision_step(self, value: DecisionStep) -> DecisionStep:
        """Keep what became of a decision; what was said before stays."""
        require_words(author=value.author)
        if value.state not in DECISION_STATES:
            raise InputError(
                f"{value.state!r} is no state of a decision; choose one of "
                f"{', '.join(DECISION_STATES)}."
            )
        with self.begin() as connection:
            known = select(decision.c.id).where(decision.c.id == value.decision_id)
            if connection.scalar(known) is None:
                raise InputError("This decision is no longer known; open it again.")
            return add(connection, decision_step, value)

    def decision_steps(self, decision_id: int | None = None) -> list[DecisionStep]:
        """What persons said of decisions (all, or one), oldest first."""
        with self.reading() as connection:
            steps = _steps(connection)
        return [step for step in steps if decision_id in (None, step.decision_id)]


def _steps(connection: Connection) -> list[DecisionStep]:
    query = select(decision_step).order_by(decision_step.c.id)
    return [DecisionStep(**row) for row in connection.execute(query).mappings()]
