"""The tables of the office: users, the directory, decisions followed, letters sent."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, String, Text

from data.moments import UtcDateTime
from data.schema_base import table

# Who works here. No password: this says whose work it is, not who may come in.
app_user = table(
    "app_user",
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),  # name or office
    Column("role", String(12), nullable=False),  # model.Role
    Column("regions", JSON, nullable=False),  # codes; empty is all
    Column("lang", String(2), nullable=False),
    Column("budget", Integer),  # new flags a day they want to be shown
    Column("email", Text, nullable=False),
    Column("digest", Boolean, nullable=False),  # a letter every day
    Column("digest_hour", Integer, nullable=False),  # of the day in Almaty
    Column("acute_at_once", Boolean, nullable=False),
    Column("quiet_from", Integer, nullable=False),
    Column("quiet_to", Integer, nullable=False),
    Column("seen_at", UtcDateTime),  # the last look
    Column("before_at", UtcDateTime),  # the end of the visit before this one
)

# Offices one can call. Every edit is a row; the last one of an entry stands.
directory_entry = table(
    "directory_entry",
    Column("id", Integer, primary_key=True),
    Column("entry", Integer, nullable=False, index=True),
    Column("region", String(8), nullable=False, index=True),
    Column("district", String(16), nullable=False),  # KATO code or ""
    Column("kind", String(24), nullable=False),  # data.playbook.OFFICES
    Column("name", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("hours", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("is_gone", Boolean, nullable=False),
)

# What became of a meeting's decision; the later row stands.
decision_step = table(
    "decision_step",
    Column("id", Integer, primary_key=True),
    Column("decision_id", ForeignKey("decision.id"), nullable=False, index=True),
    Column("state", String(12), nullable=False),
    Column("outcome", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

# Letters that were sent or could not be.
digest_sent = table(
    "digest_sent",
    Column("id", Integer, primary_key=True),
    Column("user_id", ForeignKey("app_user.id"), nullable=False, index=True),
    Column("kind", String(8), nullable=False),  # daily or acute
    Column("at", UtcDateTime, nullable=False),
    Column("subject", Text, nullable=False),
    Column("flag_ids", JSON, nullable=False),
    Column("is_sent", Boolean, nullable=False),
    Column("detail", Text, nullable=False),  # why it could not be sent
)
