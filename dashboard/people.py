"""Questions of the pages about people's work: who is here, who does what, whom to call.

Beside ``queries``; asked afresh every time, for others write meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from dashboard import queries
from data.model import (
    Claim,
    DecisionStep,
    DigestSent,
    DirectoryEntry,
    Dispute,
    DisputeAnswer,
    ExampleWord,
    Handling,
    Meeting,
    MissedEvent,
    User,
)


def users() -> list[User]:
    """Everybody who works here, by name."""
    return queries.store().users()


def user(user_id: int) -> User | None:
    """One user, or None."""
    return queries.store().user(user_id)


def save_user(value: User) -> User:
    """Add or change a user."""
    return queries.store().save_user(value)


def note_visit(user_id: int) -> None:
    """Remember that somebody looks now."""
    queries.store().note_visit(user_id, queries.now())


def claims() -> dict[str, Claim]:
    """Who works on which flag now."""
    return queries.store().claims(queries.now())


def take_flags(flag_ids: Sequence[str], holder: str, n: int) -> list[Claim]:
    """Take the first of these flags that nobody else holds."""
    return queries.store().take_flags(flag_ids, holder, n, queries.now())


def take_flag(flag_id: str, holder: str) -> Claim:
    """Take one flag; ConflictError when somebody else has it."""
    return queries.store().take_flag(flag_id, holder, queries.now())


def release_flag(flag_id: str, holder: str) -> None:
    """Let go of a flag."""
    queries.store().release_flag(flag_id, holder, queries.now())


def add_handling(value: Handling) -> Handling:
    """Keep a deed."""
    return queries.store().add_handling(value)


def handlings(flag_ids: Iterable[str] | None = None) -> dict[str, list[Handling]]:
    """What was done with flags, oldest first."""
    return queries.store().all_handlings(flag_ids)


def disputes(flag_ids: Iterable[str] | None = None) -> dict[str, list[Dispute]]:
    """What was said against flags, with the answers."""
    return queries.store().disputes(flag_ids)


def add_dispute(value: Dispute) -> Dispute:
    """Keep a reply to a flag."""
    return queries.store().add_dispute(value)


def answer_dispute(value: DisputeAnswer) -> DisputeAnswer:
    """Keep an answer to a dispute."""
    return queries.store().answer_dispute(value)


def missed_events(
    region: str | None = None, since: date | None = None
) -> list[MissedEvent]:
    """Events that happened and were not flagged."""
    return queries.store().missed_events(region, since)


def add_missed_event(value: MissedEvent) -> MissedEvent:
    """Keep an event that was not flagged."""
    return queries.store().add_missed_event(value)


def record_meeting(value: Meeting) -> Meeting:
    """Keep a meeting that a person writes down."""
    return queries.store().add_meeting(value)


def add_decision_step(value: DecisionStep) -> DecisionStep:
    """Keep what became of a decision."""
    return queries.store().add_decision_step(value)


def decision_steps(decision_id: int | None = None) -> list[DecisionStep]:
    """What persons said of decisions, oldest first."""
    return queries.store().decision_steps(decision_id)


def directory(region: str | None = None) -> list[DirectoryEntry]:
    """Offices one can call."""
    return queries.store().directory(region)


def save_entry(value: DirectoryEntry) -> DirectoryEntry:
    """Keep a version of an office's entry."""
    return queries.store().save_entry(value)


def entry_history(entry: int) -> list[DirectoryEntry]:
    """Every version of an office's entry, oldest first."""
    return queries.store().entry_history(entry)


def digests(user_id: int | None = None, limit: int = 200) -> list[DigestSent]:
    """Letters that were sent, the newest first."""
    return queries.store().digests(user_id, limit)


def example_words() -> dict[int, ExampleWord]:
    """The last word on whether a verdict may teach, by the verdict's number."""
    return queries.store().example_words()


def add_example_word(value: ExampleWord) -> ExampleWord:
    """Keep a word on whether a verdict may teach."""
    return queries.store().add_example_word(value)
