"""The database tables, a sentence per column that is not its own name.

Every word of ``data/model.py`` has its table here or, where persons say it, in
``schema_people``, so that later work adds columns, not concepts. Times are stored in
UTC; ``UtcDateTime`` hands back aware values.
A change here needs a migration in ``data/migrations/versions`` (CONTRIBUTING).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
)

from data.moments import UtcDateTime as UtcDateTime  # migrations look for it here
from data.schema_base import metadata as metadata
from data.schema_base import table as _table
from data.schema_cases import claim as claim
from data.schema_cases import dispute as dispute
from data.schema_cases import dispute_answer as dispute_answer
from data.schema_cases import example_word as example_word
from data.schema_cases import handling as handling
from data.schema_cases import missed_event as missed_event
from data.schema_counts import read_day as read_day
from data.schema_counts import source_day as source_day
from data.schema_office import app_user as app_user
from data.schema_office import decision_step as decision_step
from data.schema_office import digest_sent as digest_sent
from data.schema_office import directory_entry as directory_entry
from data.schema_people import response as response
from data.schema_people import restoration as restoration
from data.schema_people import story_decision as story_decision
from data.schema_people import verdict as verdict

meta = _table(  # facts about this database: "demo", "collected_at", "assessed_at" …
    "meta",
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

source = _table(
    "source",
    Column("id", String(64), primary_key=True),
    Column("name", Text, nullable=False),  # in the source's own language
    Column("kind", String(16), nullable=False),  # model.SourceKind
    Column("url", Text, nullable=False),
    Column("site", Text, nullable=False),
    Column("owner", Text, nullable=False),  # publisher family: one independent voice
    Column("official", Boolean, nullable=False),
    Column("region", String(8), nullable=False),  # ISO code or "national"
    Column("languages", JSON, nullable=False),
    Column("expect_fewest", Integer, nullable=False),  # items a week, at least
    Column("expect_most", Integer, nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("known_state", Text, nullable=False),  # what was known when it was listed
    Column("since", Date),  # first day we read it
    Column("is_local", Boolean, nullable=False),  # loopback addresses permitted
    Column("is_demo", Boolean, nullable=False),
    Column("selectors", JSON, nullable=False),  # of the "pages" kind
    Column("is_foreign", Boolean, nullable=False),  # edited outside Kazakhstan
)


def _state_columns() -> list[Column[Any]]:
    return [
        Column("state", String(24), nullable=False),  # model.State
        Column("detail", Text, nullable=False),
        Column("http_status", Integer),
        Column("last_attempt_at", UtcDateTime),
        Column("last_success_at", UtcDateTime),
        Column("last_new_at", UtcDateTime),
        Column("etag", Text),  # of the last full answer, for conditional requests
        Column("modified", Text),
        Column("failures", Float, nullable=False),  # weighed, since the last success
        Column("since", UtcDateTime),  # when this state began
        Column("first_success_at", UtcDateTime),
        Column("due_at", UtcDateTime),  # when to ask next
        Column("last_full_at", UtcDateTime),  # the last answer with a body
        Column("distrusted_until", UtcDateTime),  # its "not modified" was a lie
        Column("pace", Float),  # new items a day
    ]


source_state = _table(
    "source_state",
    Column("source_id", ForeignKey("source.id"), primary_key=True),
    *_state_columns(),
)

# A row whenever a source begins or ends to work, or fails in another way, so that
# "since when" can be answered. "Working" and "not modified" are the same here.
source_state_history = _table(
    "source_state_history",
    Column("id", Integer, primary_key=True),
    Column("source_id", ForeignKey("source.id"), nullable=False, index=True),
    *_state_columns(),
)

item = _table(
    "item",
    Column("key", String(24), primary_key=True),  # collectors.identity.item_key
    Column("source_id", ForeignKey("source.id"), nullable=False, index=True),
    Column("url", Text, nullable=False),
    Column("guid", Text),
    Column("kind", String(16), nullable=False),  # model.ItemKind
    Column("title", Text, nullable=False),  # redacted before the first write
    Column("text", Text, nullable=False),  # redacted before the first write
    Column("lang", String(8), nullable=False),
    Column("published_at", UtcDateTime, index=True),
    Column("date_state", String(12), nullable=False),  # only "dated" counts in levels
    Column("collected_at", UtcDateTime, nullable=False),
    Column("places", JSON, nullable=False),
    Column("districts", JSON, nullable=False),
    Column("risk", JSON, nullable=False),  # signals with evidence and reasons
    Column("protective", JSON, nullable=False),
    Column("has_risk", Boolean, nullable=False),  # a risk signal that stands
    Column("has_protective", Boolean, nullable=False),
    Column("dropped", String(32)),  # why it raises nothing
    Column("redactions", Integer, nullable=False),  # names and numbers taken out
    Column("version", String(32), nullable=False),  # of the understanding
    Column("story_id", String(24), ForeignKey("story.id"), index=True),
    Column("fingerprint", String(16), nullable=False),  # of the text as published
    Column("revised_at", UtcDateTime),  # when we last met it changed
)
Index("ix_item_risk_published", item.c.has_risk, item.c.published_at)
Index("ix_item_protective_published", item.c.has_protective, item.c.published_at)
_LET_GO = item.c.dropped.is_not(None)
Index(  # holds all that is asked of many of them
    "ix_item_aside",
    item.c.published_at,
    item.c.collected_at,
    item.c.dropped,
    item.c.source_id,
    item.c.key,
    sqlite_where=_LET_GO,
    postgresql_where=_LET_GO,
)

# Earlier texts of an item that its publisher edited.
item_revision = _table(
    "item_revision",
    Column("id", Integer, primary_key=True),
    Column("item_key", ForeignKey("item.key"), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("replaced_at", UtcDateTime, nullable=False),
)

# Other keys an item goes by: of addresses it had, its guid, its title, its words.
item_alias = _table(
    "item_alias",
    Column("alias", String(24), primary_key=True),
    Column("item_key", ForeignKey("item.key"), nullable=False),
)

item_region = _table(
    "item_region",
    Column("item_key", ForeignKey("item.key"), primary_key=True),
    Column("region", String(8), primary_key=True, index=True),
    Column("n", Integer, nullable=False),  # 0 = where it happened
)

story = _table(
    "story",
    Column("id", String(24), primary_key=True),  # of its first item
    Column("owners", JSON, nullable=False),  # independent reports
    Column("languages", JSON, nullable=False),
    Column("regions", JSON, nullable=False),
    Column("first_at", UtcDateTime, nullable=False),
    Column("last_at", UtcDateTime, nullable=False, index=True),
)

flag = _table(
    "flag",
    Column("id", String(40), primary_key=True),  # story and region
    Column("story_id", ForeignKey("story.id"), nullable=False, index=True),
    Column("region", String(8), nullable=False, index=True),
    Column("districts", JSON, nullable=False),
    Column("lane", String(12), nullable=False),
    Column("signals", JSON, nullable=False),  # as concluded that night, with evidence
    Column("confidence", Float, nullable=False),
    Column("title", Text, nullable=False),
    Column("lang", String(8), nullable=False),
    Column("url", Text, nullable=False),
    Column("source_id", ForeignKey("source.id"), nullable=False),
    Column("item_key", ForeignKey("item.key"), nullable=False),  # whose evidence it is
    Column("n_items", Integer, nullable=False),
    Column("owners", JSON, nullable=False),
    Column("first_at", UtcDateTime, nullable=False),
    Column("last_at", UtcDateTime, nullable=False, index=True),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("version", String(32), nullable=False),
    Column("date_state", String(12), nullable=False),  # only "dated" counts in levels
    Column("reasons", JSON, nullable=False),  # how the story was told
)

Index("ix_flag_region_first", flag.c.region, flag.c.first_at)
Index("ix_flag_lane_last", flag.c.lane, flag.c.last_at)
Index("ix_flag_opened", flag.c.opened_at)

# A cache: each sentence vector is computed once.
vector = _table(
    "vector",
    Column("key", String(32), primary_key=True),  # of the model and the text
    Column("value", LargeBinary, nullable=False),  # half-precision numbers
    Column("kept_at", UtcDateTime, nullable=False, index=True),
)

level = _table(
    "level",
    Column("region", String(8), primary_key=True),
    Column("on", Date, primary_key=True),
    Column("code", String(12), nullable=False),  # model.LevelCode
    Column("score", Float),  # −log10 p, null = cannot say
    Column("reasons", JSON, nullable=False),
    Column("coverage", JSON, nullable=False),
    Column("version", String(32), nullable=False),  # level_rule.version
    Column("norms", JSON, nullable=False, server_default="[]"),
    Column("districts", JSON, nullable=False, server_default="[]"),
)

# Every parameter of every rule that ever made a level here.
level_rule = _table(
    "level_rule",
    Column("version", String(32), primary_key=True),
    Column("parameters", JSON, nullable=False),
)

# What was read, per region, week and language; written by assess, read by pages.
coverage_week = _table(
    "coverage_week",
    Column("region", String(8), primary_key=True),
    Column("week", Date, primary_key=True),  # its Monday
    Column("lang", String(8), primary_key=True),  # "" is all languages together
    Column("local", Integer, nullable=False),  # local sources that published
    Column("national", Integer, nullable=False),  # national ones that wrote of it
    Column("items", Integer, nullable=False),
    Column("days_read", Integer, nullable=False),  # days with an item
    Column("days_out", Integer),  # days without a reachable local source
    Column("sufficient", Boolean, nullable=False),  # above the floor of "no data"
)

meeting = _table(
    "meeting",
    Column("id", Integer, primary_key=True),
    Column("region", String(8), nullable=False, index=True),
    Column("held_on", Date),
    Column("title", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("institution", Text, nullable=False),
    Column("chair_office", Text, nullable=False),  # an office, never a person
    Column("bodies", JSON, nullable=False),
    Column("item_key", ForeignKey("item.key"), unique=True),  # the report, if any
    Column("place", Text, nullable=False),  # the venue, as written
    Column("scale", String(12), nullable=False),  # republic, region, district or ""
    Column("district", String(16), nullable=False),  # KATO code or ""
    Column("topics", JSON, nullable=False),
    Column("numbers", JSON, nullable=False),  # pairs [what, how many]
    Column("lang", String(8), nullable=False),
    Column("in_person", Boolean),  # null: not said
    Column("recorded_by", Text, nullable=False, server_default=""),
    Column("recorded_at", UtcDateTime),
)

decision = _table(
    "decision",
    Column("id", Integer, primary_key=True),
    Column("meeting_id", ForeignKey("meeting.id"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("office", Text, nullable=False),
    Column("due_on", Date),
    Column("state", String(12), nullable=False),
    Column("outcome", Text, nullable=False),
)

brief = _table(
    "brief",
    Column("id", Integer, primary_key=True),
    Column("region", String(8), nullable=False, index=True),
    Column("since_on", Date, nullable=False),
    Column("until_on", Date, nullable=False),
    Column("lang", String(2), nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("flag_ids", JSON, nullable=False),
    Column("agenda", JSON, nullable=False, server_default="[]"),
)

export = _table(
    "export",
    Column("id", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("filters", JSON, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("lang", String(2), nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
)

# What every stage let go and why; the rows of a stage add up to what came in.
counter = _table(
    "counter",
    Column("on", Date, primary_key=True),
    Column("stage", String(16), primary_key=True),
    Column("reason", String(48), primary_key=True),
    Column("n", Integer, nullable=False),
)
