"""Questions of the pages to the store; the only place with ``st.cache_*``.

Answers that depend on the assessment alone are cached under its moment, so a new
assessment is seen on the next run. Whatever a person can change on a page (verdicts,
responses) is asked afresh every time. Nothing here depends on who asks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.i18n import local, utc_now
from data.days import start_of
from data.field_report import SOURCE_ID
from data.model import (
    CoverageWeek,
    Export,
    Flag,
    Item,
    Lane,
    Level,
    Meeting,
    Phase,
    Response,
    Restoration,
    Revision,
    Source,
    SourceState,
    Verdict,
)
from data.reference import Reference, load
from data.settings import Settings
from data.store import Store
from data.store.flags import ANY


@st.cache_resource(show_spinner=False)
def _open(database_url: str) -> Store:
    return Store.open(database_url)


def settings() -> Settings:
    """What differs between two machines."""
    return Settings.from_env()


def store() -> Store:
    """The memory the settings point at. Tests replace this function."""
    return _open(settings().database_url)


def reference() -> Reference:
    """The tables: regions, institutions, taxonomy …"""
    return load()


def now() -> datetime:
    """This moment; tests replace this function."""
    return utc_now()


def today() -> date:
    """The day it is in Almaty."""
    return local(now()).date()


def meta() -> Mapping[str, str]:
    """What the store says of itself."""
    return store().meta()


def is_demo() -> bool:
    """Whether everything shown is invented."""
    return meta().get("demo") == "1"


def moment(key: str) -> datetime | None:
    """A moment kept in the store's own notes: ``collected_at``, ``assessed_at``."""
    text = meta().get(key)
    return datetime.fromisoformat(text) if text else None


def hours_since_assessment() -> float:
    """How long ago the levels were worked out."""
    at = moment("assessed_at")
    return max(0.0, (now() - at).total_seconds() / 3600) if at else 0.0


def _version() -> str:
    known = meta()
    return "|".join(
        [settings().database_url]
        + [known.get(key, "") for key in ("collected_at", "assessed_at", "demo")]
    )


@st.cache_data(max_entries=64, ttl="10m", show_spinner=False)
def _levels(version: str, since: date, until: date) -> list[Level]:
    return store().levels(None, since, until)


@st.cache_data(max_entries=256, ttl="10m", show_spinner=False)
def _region_weeks(version: str, region: str, since: date) -> pd.DataFrame:
    return store().region_weeks(region, since)


@st.cache_data(max_entries=16, ttl="10m", show_spinner=False)
def _source_weeks(version: str, since: date) -> pd.DataFrame:
    return store().source_weeks(since)


@st.cache_data(max_entries=16, ttl="10m", show_spinner=False)
def _counters(version: str, since: date) -> pd.DataFrame:
    return store().counters(since)


@st.cache_data(max_entries=16, ttl="10m", show_spinner=False)
def _phases(version: str, since: date) -> dict[str, list[Phase]]:
    return store().phases(start_of(since))


@st.cache_data(max_entries=16, ttl="10m", show_spinner=False)
def _coverage_weeks(version: str) -> list[CoverageWeek]:
    return store().coverage_weeks()


def levels_now() -> dict[str, Level]:
    """The newest level of each region that has one."""
    return store().latest_levels()


def levels(days: int) -> list[Level]:
    """Every region's levels of the last ``days`` days, oldest first."""
    until = today()
    return _levels(_version(), until - timedelta(days=days - 1), until)


def level_history(region: str, days: int) -> list[Level]:
    """One region's levels of the last ``days`` days, oldest first."""
    until = today()
    return store().levels(region, until - timedelta(days=days - 1), until)


def level_rules() -> dict[str, Mapping[str, Any]]:
    """The parameters of every rule that made a level, by version."""
    return store().level_rules()


def region_weeks(region: str, since: date) -> pd.DataFrame:
    """week, lane, stories of a region; lane "" counts every item read."""
    return _region_weeks(_version(), region, since)


def source_weeks(since: date) -> pd.DataFrame:
    """source_id, week, items."""
    return _source_weeks(_version(), since)


def counters(since: date) -> pd.DataFrame:
    """stage, reason, n: what was dropped, and why."""
    return _counters(_version(), since)


def first_counted(stage: str) -> date | None:
    """The first day with a counter of a stage."""
    return store().first_counted(stage)


def flags(
    region: str | None = None,
    since: date | None = None,
    until: date | None = None,
    lane: Lane | None = None,
    *,
    only_open: bool = False,
) -> list[Flag]:
    """Flags, the one that was last heard of first."""
    return store().flags(
        region=region, since=since, until=until, lane=lane, only_open=only_open
    )


def flag(flag_id: str) -> Flag | None:
    """One flag, or None when there is none of that name."""
    return store().flag(flag_id)


def flag_items(flag_id: str) -> list[Item]:
    """The texts that tell the story of a flag."""
    return store().flag_items(flag_id)


def verdicts(flag_id: str) -> list[Verdict]:
    """Every decision on a flag, oldest first."""
    return store().verdicts(flag_id)


def current_verdicts() -> dict[str, Verdict]:
    """The last decision on every flag that has one."""
    return store().current_verdicts()


def add_verdict(verdict: Verdict, after: int | None = ANY) -> Verdict:
    """Keep a decision; ``after`` is the last one its author saw."""
    return store().add_verdict(verdict, after)


def responses(flag_id: str) -> list[Response]:
    """The steps taken on a flag."""
    return store().responses(flag_id)


def add_response(response: Response) -> Response:
    """Keep a step taken."""
    return store().add_response(response)


def set_aside(
    region: str | None, since: date, why: str | None, limit: int | None
) -> list[Item]:
    """Texts let go for a reason, newest first."""
    return store().set_aside(region, since, why, limit)


def count_set_aside(region: str | None, since: date) -> dict[str, int]:
    """How many texts were let go for each reason."""
    return store().count_set_aside(region, since)


def item(key: str) -> Item | None:
    """One text as kept, or None when there is none of that key."""
    return store().item(key)


def restorations(key: str) -> list[Restoration]:
    """What persons said of a text that was set aside, oldest first."""
    return store().restorations(key)


def current_restorations() -> dict[str, Restoration]:
    """The texts that persons put on the desk, by key."""
    return store().current_restorations()


def restore_item(value: Restoration) -> Restoration:
    """Put a text on the desk that had been set aside."""
    return store().restore_item(value)


def take_back(key: str, reason: str, author: str, at: datetime) -> Restoration:
    """Take a text from the desk that a person had put there."""
    return store().take_back(key, reason, author, at)


def sources() -> list[Source]:
    """Where text comes from."""
    return store().sources()


def source_states() -> dict[str, SourceState]:
    """What is known of each source after its last attempt."""
    return store().source_states()


def phases(since: date) -> dict[str, list[Phase]]:
    """The states every source was in since a day, oldest first."""
    return _phases(_version(), since)


def coverage_weeks() -> list[CoverageWeek]:
    """What was read of every region in the last weeks, per language."""
    return _coverage_weeks(_version())


def revisions(keys: Sequence[str]) -> dict[str, list[Revision]]:
    """Earlier texts of items that their publishers edited, oldest first."""
    return store().revisions(keys)


def protective_items(region: str, since: date, limit: int = 20) -> list[Item]:
    """Texts with signs of accord."""
    return store().protective_items(region, since, limit)


def items(
    region: str | None = None, since: date | None = None, limit: int = 50
) -> list[Item]:
    """Texts as kept, newest first."""
    return store().items(region, since, limit)


def field_reports(limit: int) -> list[Item]:
    """The field reports kept last, the newest on top; redacted like every text."""
    return store().items_of(SOURCE_ID, limit)


def meetings(region: str | None = None) -> list[Meeting]:
    """Meetings with their decisions, newest first."""
    return store().meetings(region)


def record_export(export: Export) -> Export:
    """Write down that flags left the house."""
    return store().record_export(export)
