"""The tables of work on flags beside verdicts: rows are never changed, only followed.

``claim`` alone is a state: who works on what at this moment.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, String, Text

from data.moments import UtcDateTime
from data.schema_base import table

# Who works on a flag now. One row a flag: two people never have the same one.
claim = table(
    "claim",
    Column("flag_id", ForeignKey("flag.id"), primary_key=True),
    Column("holder", Text, nullable=False),
    Column("taken_at", UtcDateTime, nullable=False),
    Column("until_at", UtcDateTime, nullable=False),  # then anyone may take it
)

handling = table(
    "handling",
    Column("id", Integer, primary_key=True),
    Column("flag_id", ForeignKey("flag.id"), nullable=False, index=True),
    Column("deed", String(12), nullable=False),  # model.HandlingDeed
    Column("to_whom", Text, nullable=False),  # an office or a user
    Column("reason", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("until_at", UtcDateTime),  # the end of a snooze
    Column("given_to", String(40)),  # the flag it was done to, if joined since
)

# Right of reply: what an association, a source or an office says against a flag.
dispute = table(
    "dispute",
    Column("id", Integer, primary_key=True),
    Column("flag_id", ForeignKey("flag.id"), nullable=False, index=True),
    Column("kind", String(12), nullable=False),  # model.DisputeFrom
    Column("by", Text, nullable=False),  # never a private person
    Column("text", Text, nullable=False),  # redacted
    Column("author", Text, nullable=False),  # who entered it here
    Column("at", UtcDateTime, nullable=False),
    Column("given_to", String(40)),
)

dispute_answer = table(
    "dispute_answer",
    Column("id", Integer, primary_key=True),
    Column("dispute_id", ForeignKey("dispute.id"), nullable=False, index=True),
    Column("outcome", String(12), nullable=False),  # corrected, kept or noted
    Column("text", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

# What happened and was not flagged, as a person reports.
missed_event = table(
    "missed_event",
    Column("id", Integer, primary_key=True),
    Column("region", String(8), nullable=False, index=True),
    Column("district", String(16), nullable=False),  # KATO code or ""
    Column("on", Date, nullable=False),
    Column("signal", String(32), nullable=False),  # of the taxonomy
    Column("what", Text, nullable=False),  # redacted
    Column("how_known", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("item_key", String(24), nullable=False),  # a text we had of it, or ""
)

# Whether a verdict may teach: nothing is learned from without a person's word.
example_word = table(
    "example_word",
    Column("id", Integer, primary_key=True),
    Column("verdict_id", ForeignKey("verdict.id"), nullable=False, index=True),
    Column("is_approved", Boolean, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
