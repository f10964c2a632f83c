"""Meetings on the interethnic situation and what they resolved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select

from data.model import Decision, Meeting
from data.schema import decision, meeting
from data.store.base import StoreBase


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


def forget_meeting_of(connection: Connection, item_key: str) -> None:
    """Forget the meeting read from an item, so that it is read again."""
    read = select(meeting.c.id).where(meeting.c.item_key == item_key)
    connection.execute(delete(decision).where(decision.c.meeting_id.in_(read)))
    connection.execute(delete(meeting).where(meeting.c.item_key == item_key))


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

    def forget_reports(self) -> None:
        """Let every meeting read from a report be read from it again."""
        read = select(meeting.c.id).where(meeting.c.item_key.is_not(None))
        with self.begin() as connection:
            connection.execute(delete(decision).where(decision.c.meeting_id.in_(read)))
            connection.execute(delete(meeting).where(meeting.c.item_key.is_not(None)))

    def meetings(self, region: str | None = None) -> list[Meeting]:
        """Meetings with their decisions, newest first, undated last."""
        query = select(meeting).order_by(
            meeting.c.held_on.desc().nulls_last(), meeting.c.id
        )
        if region is not None:
            query = query.where(meeting.c.region == region)
        with self.reading() as connection:
            rows = connection.execute(query).mappings().all()
            decided: dict[int, list[Decision]] = {}
            for each in connection.execute(
                select(decision).order_by(decision.c.id)
            ).mappings():
                values = dict(each)
                decided.setdefault(values.pop("meeting_id"), []).append(
                    Decision(**values)
                )
        return [_meeting(row, decided.get(row["id"], ())) for row in rows]
