"""The tables of what persons said and did; a row is never deleted, only followed."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Integer, String, Text

from data.moments import UtcDateTime
from data.schema_base import table

# What persons said of which items tell one event; the later row stands.
story_decision = table(
    "story_decision",
    Column("id", Integer, primary_key=True),
    Column("deed", String(8), nullable=False),  # model.StoryDeed
    Column("item_keys", JSON, nullable=False),
    Column("other_keys", JSON, nullable=False),
    Column("reason", Text, nullable=False),  # compulsory, in the person's words
    Column("author", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

verdict = table(
    "verdict",
    Column("id", Integer, primary_key=True),
    Column("flag_id", ForeignKey("flag.id"), nullable=False, index=True),
    Column("code", String(24), nullable=False),  # model.VerdictCode
    Column("reason", Text, nullable=False),  # compulsory, in the person's words
    Column("author", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("given_to", String(40)),  # the flag it was said of, if joined since
)

response = table(
    "response",
    Column("id", Integer, primary_key=True),
    Column("flag_id", ForeignKey("flag.id"), nullable=False, index=True),
    Column("action", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("ended_at", UtcDateTime),
    Column("given_to", String(40)),
)

# What persons put on the desk although it had been set aside; the later row stands.
restoration = table(
    "restoration",
    Column("id", Integer, primary_key=True),
    Column("item_key", ForeignKey("item.key"), nullable=False, index=True),
    Column("signal", String(32), nullable=False),  # of the taxonomy; "" takes it back
    Column("region", String(8), nullable=False),  # where it happened; "" takes it back
    Column("set_aside", String(32), nullable=False),  # why the rules had let it go
    Column("reason", Text, nullable=False),  # compulsory, in the person's words
    Column("author", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
