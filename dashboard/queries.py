"""Questions of the pages to the store.

What depends on the assessment alone is kept until the next (``cached``); what a person
can change is asked afresh. A page asks for what it shows; nobody's asking differs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import cached, desk_wording
from dashboard.i18n import local, utc_now
from data.model import (
    CoverageWeek,
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
from data.settings import MailSettings, Settings
from data.store import Store
from data.store.flag_lists import FlagFilter
from data.store.flags import ANY


@st.cache_resource(show_spinner=False)
def _open(database_url: str) -> Store:
    return Store.open(database_url)


def settings() -> Settings:
    """What differs between two machines."""
    return Settings.from_env()


def mail_is_configured() -> bool:
    """Whether letters can be sent from here."""
    return MailSettings.from_env() is not None


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
    return cached.once("meta", lambda: store().meta())


def is_demo() -> bool:
    """Whether everything shown is invented."""
    return meta().get("demo") == "1"


def moment(key: str) -> datetime | None:
    """A moment kept in the store's own notes: ``collected_at``, ``assessed_at``."""
    text = meta().get(key)
    return datetime.fromisoformat(text) if text else None


def hours_since_assessment() -> float:
    """How long ago the levels were worked out."""
    return max(0.0, (now() - (moment("assessed_at") or now())).total_seconds() / 3600)


def data_version() -> str:
    """Another text after every collection and assessment."""
    return cached.version(settings().database_url, meta())


def work_version() -> tuple[str, str]:
    """Other texts after whatever an assessment or a person changed about flags."""
    return data_version(), f"{id(store())}|{store().work_mark()}"


def levels_now() -> dict[str, Level]:
    """The newest level of each region that has one."""
    return cached.once("levels_now", lambda: store().latest_levels())


def levels(days: int) -> list[Level]:
    """Every region's levels of the last ``days`` days, oldest first."""
    until = today()
    return cached.levels(
        store(), data_version(), until - timedelta(days=days - 1), until
    )


def level_history(region: str, days: int) -> list[Level]:
    """One region's levels of the last ``days`` days, oldest first."""
    until = today()
    return store().levels(region, until - timedelta(days=days - 1), until)


def level_rules() -> dict[str, Mapping[str, Any]]:
    """The parameters of every rule that made a level, by version."""
    return store().level_rules()


def region_weeks(region: str, since: date) -> pd.DataFrame:
    """week, lane, stories of a region; lane "" counts every item read."""
    return cached.region_weeks(store(), data_version(), region, since)


def source_weeks(since: date) -> pd.DataFrame:
    """source_id, week, items."""
    return cached.source_weeks(store(), data_version(), since)


def counters(since: date) -> pd.DataFrame:
    """stage, reason, n: what was dropped, and why."""
    return cached.counters(store(), data_version(), since)


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


def open_counts() -> dict[str, int]:
    """How many flags of each region wait for a verdict; regions with none are out."""
    return cached.open_counts(store(), *work_version())


def acute_flags(
    since: date, regions: Collection[str] | None = None, limit: int | None = None
) -> list[Flag]:
    """Flags of the acute lane heard of since a day, the last heard of first."""
    return store().acute_flags(since, regions, limit)


def new_flags(
    since: datetime, limit: int | None = None, regions: Collection[str] | None = None
) -> tuple[list[Flag], int]:
    """The last heard of the flags opened since a moment, and how many they are."""
    return store().new_flags(since, limit, regions)


def new_flag_counts(since: datetime) -> dict[str, int]:
    """How many flags of each region were opened since a moment, as ``new_flags``."""
    return store().new_flag_counts(since)


def flag_page(
    wanted: FlagFilter, limit: int | None = None, offset: int = 0
) -> tuple[list[Flag], int]:
    """Some flags in the order of work, and how many pass the filter.

    ``desk_wording.STATE_VERDICTS`` says which last verdicts make a state.
    """
    return store().flag_page(wanted, desk_wording.DEADLINES, limit, offset)


def flags_of(flag_ids: Iterable[str]) -> dict[str, Flag]:
    """Flags by their ids; one that was withdrawn is left out."""
    return store().flags_of(flag_ids)


def verdicts_of(flag_ids: Iterable[str]) -> dict[str, list[Verdict]]:
    """The verdicts on some flags, oldest first; a flag without one is left out."""
    return store().verdicts_of(flag_ids)


def current_of(flag_ids: Iterable[str]) -> dict[str, Verdict]:
    """The last verdict on each of some flags; a flag without one is left out."""
    return {name: found[-1] for name, found in verdicts_of(flag_ids).items()}


def responses_of(flag_ids: Iterable[str]) -> dict[str, list[Response]]:
    """The steps taken on some flags, oldest first; one without any is left out."""
    return store().responses_of(flag_ids)


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
    """The last decision on every flag that has one; never change what comes."""
    return cached.current_verdicts(store(), *work_version())


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
    kept, version = store(), data_version()
    return cached.set_aside(kept, version, region, since, None, why, limit, ())


def count_set_aside(region: str | None, since: date) -> dict[str, int]:
    """How many texts were let go for each reason."""
    return cached.count_set_aside(store(), data_version(), region, since, None)


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
    return cached.once("sources", lambda: store().sources())


def source_states() -> dict[str, SourceState]:
    """What is known of each source after its last attempt."""
    return cached.once("states", lambda: store().source_states())


def phases(since: date) -> dict[str, list[Phase]]:
    """The states every source was in since a day, oldest first."""
    return cached.phases(store(), data_version(), since)


def coverage_weeks() -> list[CoverageWeek]:
    """What was read of every region in the last weeks, per language."""
    return cached.coverage_weeks(store(), data_version())


def revisions(keys: Sequence[str]) -> dict[str, list[Revision]]:
    """Earlier texts of items that their publishers edited, oldest first."""
    return store().revisions(keys)


def protective_items(region: str, since: date, limit: int = 20) -> list[Item]:
    """Texts with signs of accord."""
    return store().protective_items(region, since, limit)


def meetings(region: str | None = None) -> list[Meeting]:
    """Meetings with their decisions, newest first."""
    return store().meetings(region)
