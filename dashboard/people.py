"""Questions of the pages about people's work: who is here, who does what, whom to call.

Beside ``queries``; asked afresh every time, for others write meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from dashboard import cached, queries
from dashboard.desk_known import Known
from dashboard.scoreboard import Scoreboard
from data.model import (
    Claim,
    Decision,
    DecisionStep,
    DigestSent,
    DirectoryEntry,
    Dispute,
    DisputeAnswer,
    ExampleWord,
    Handling,
    Item,
    Meeting,
    MissedEvent,
    StoryDecision,
    User,
    Verdict,
)


def users() -> list[User]:
    """Everybody who works here, by name."""
    return queries.store().users()


def user(user_id: int) -> User | None:
    """One user, or None."""
    return cached.once(f"user.{user_id}", lambda: queries.store().user(user_id))


def save_user(value: User) -> User:
    """Add or change a user."""
    cached.forget(f"user.{value.id}")
    return queries.store().save_user(value)


def note_visit(user_id: int) -> None:
    """Remember that somebody looks now."""
    cached.forget(f"user.{user_id}")
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


def desk_known() -> Known:
    """What the queue is made of; shared by everybody and never to be changed."""
    return cached.desk_known(queries.store(), *queries.work_version())


def teachable() -> tuple[int, list[Verdict]]:
    """How many verdicts may teach, and those nobody has allowed or refused yet."""
    return cached.teachable(queries.store(), *queries.work_version())


def scoreboard() -> Scoreboard:
    """How the flags so far turned out."""
    version, mark = queries.work_version()
    return cached.scoreboard(queries.store(), version, mark, queries.now())


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


def story_items(story_id: str) -> list[Item]:
    """The reports of a story, of whatever region, oldest first."""
    return queries.store().story_items(story_id)


def join_stories(stories: Sequence[str], reason: str, author: str) -> StoryDecision:
    """Say that stories tell one event."""
    return queries.store().join_stories(stories, reason, author, queries.now())


def split_story(
    story_id: str, item_keys: Iterable[str], reason: str, author: str
) -> StoryDecision:
    """Say that some reports of a story tell another event."""
    store, now = queries.store(), queries.now()
    return store.split_story(story_id, item_keys, reason, author, now)


def decisions_on(item_keys: Iterable[str]) -> list[StoryDecision]:
    """What was said of these reports' stories, oldest first."""
    return queries.store().decisions_on(item_keys)


def aside_near(
    region: str, districts: Sequence[str], since: date, until: date, limit: int
) -> list[Item]:
    """Texts of a region let go in a period, those of the districts first."""
    store, version = queries.store(), queries.data_version()
    here = tuple(districts)
    return cached.set_aside(store, version, region, since, until, None, limit, here)


def count_aside_near(region: str, since: date, until: date) -> dict[str, int]:
    """How many texts of a region were let go in a period, by reason."""
    store, version = queries.store(), queries.data_version()
    return cached.count_set_aside(store, version, region, since, until)


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


def add_decisions(meeting_id: int, values: Iterable[Decision], author: str) -> None:
    """Add what a person says a known meeting resolved as well."""
    queries.store().add_decisions(meeting_id, values, author, queries.now())


def report_links() -> dict[str, tuple[str, str]]:
    """(source_id, address) of the reports meetings were read from, by item key."""
    return queries.store().report_links()


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
