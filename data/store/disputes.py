"""Right of reply, events that were missed, and what may be learned from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from data.errors import InputError
from data.model import (
    Dispute,
    DisputeAnswer,
    DisputeFrom,
    ExampleWord,
    MissedEvent,
)
from data.schema import dispute, dispute_answer, example_word, missed_event, verdict
from data.store.base import StoreBase
from data.store.rowcraft import add, require_flag, require_words, said

#: How a dispute can be answered.
ANSWERS = ("corrected", "kept", "noted")


class DisputeVerbs(StoreBase):
    """What others say against us, and what persons found that we did not."""

    def add_dispute(self, value: Dispute) -> Dispute:
        """Keep a reply to a flag; its text must be redacted already."""
        require_words(
            name_of_who_replies=value.by, text=value.text, author=value.author
        )
        with self.begin() as connection:
            require_flag(connection, value.flag_id)
            return add(connection, dispute, value, "answers")

    def answer_dispute(self, value: DisputeAnswer) -> DisputeAnswer:
        """Keep an answer; an earlier one stays."""
        require_words(text=value.text, author=value.author)
        if value.outcome not in ANSWERS:
            raise InputError(f"{value.outcome!r} is no answer; one of {ANSWERS} is.")
        with self.begin() as connection:
            known = select(dispute.c.id).where(dispute.c.id == value.dispute_id)
            if connection.scalar(known) is None:
                raise InputError(
                    f"There is no dispute {value.dispute_id}; open its flag again."
                )
            return add(connection, dispute_answer, value)

    def disputes(
        self, flag_ids: Iterable[str] | None = None
    ) -> dict[str, list[Dispute]]:
        """Disputes of flags (all, or these) with their answers, oldest first."""
        query = select(dispute).order_by(dispute.c.id)
        if flag_ids is not None:
            query = query.where(dispute.c.flag_id.in_(list(flag_ids)))
        found: dict[str, list[Dispute]] = {}
        with self.reading() as connection:
            answered: dict[int, list[DisputeAnswer]] = {}
            answers = select(dispute_answer).order_by(dispute_answer.c.id)
            for row in connection.execute(answers).mappings():
                answered.setdefault(row["dispute_id"], []).append(DisputeAnswer(**row))
            for row in connection.execute(query).mappings():
                values = said(row) | {"kind": DisputeFrom(row["kind"])}
                answers_here = tuple(answered.get(row["id"], ()))
                found.setdefault(row["flag_id"], []).append(
                    Dispute(**values, answers=answers_here)
                )
        return found

    def add_missed_event(self, value: MissedEvent) -> MissedEvent:
        """Keep an event that was not flagged; its text must be redacted already."""
        require_words(region=value.region, description=value.what, author=value.author)
        with self.begin() as connection:
            return add(connection, missed_event, value)

    def missed_events(
        self, region: str | None = None, since: date | None = None
    ) -> list[MissedEvent]:
        """Missed events, the last one first."""
        query = select(missed_event).order_by(
            missed_event.c.on.desc(), missed_event.c.id.desc()
        )
        if region is not None:
            query = query.where(missed_event.c.region == region)
        if since is not None:
            query = query.where(missed_event.c.on >= since)
        with self.reading() as connection:
            rows = connection.execute(query).mappings()
            return [MissedEvent(**row) for row in rows]

    def add_example_word(self, value: ExampleWord) -> ExampleWord:
        """Keep a person's word on whether a verdict may teach."""
        require_words(author=value.author)
        with self.begin() as connection:
            known = select(verdict.c.id).where(verdict.c.id == value.verdict_id)
            if connection.scalar(known) is None:
                raise InputError(
                    f"There is no verdict {value.verdict_id}; open the list again."
                )
            return add(connection, example_word, value)

    def example_words(self) -> dict[int, ExampleWord]:
        """The last word on each verdict, by the verdict's number."""
        query = select(example_word).order_by(example_word.c.id)
        with self.reading() as connection:
            rows = connection.execute(query).mappings()
            return {row["verdict_id"]: ExampleWord(**row) for row in rows}
