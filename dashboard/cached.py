"""Answers that depend on the assessment alone, kept until the next one.

The only place with ``st.cache_data``: ``version`` names the memory and its assessment,
so a new one is seen on the next run. What is kept is shared by everybody: nothing here
depends on who asks. Streamlit leaves ``_store`` out of the key.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from datetime import date, datetime
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from dashboard.desk_known import Known, known_of
from dashboard.desk_wording import DEADLINES
from dashboard.scoreboard import Scoreboard
from dashboard.scoreboard import scoreboard as put_together
from data import teaching
from data.days import start_of
from data.model import CoverageWeek, Item, Level, Phase, Verdict
from data.store import Store

T = TypeVar("T")


def version(database_url: str, meta: Mapping[str, str]) -> str:
    """The memory and its last collection and assessment, as a part of a key."""
    known = (meta.get(key, "") for key in ("collected_at", "assessed_at", "demo"))
    return "|".join([database_url, *known])


@st.cache_data(max_entries=64, ttl="10m", show_spinner=False)
def levels(_store: Store, version: str, since: date, until: date) -> list[Level]:
    """Every region's levels of a period."""
    return _store.levels(None, since, until)


@st.cache_data(max_entries=256, ttl="10m", show_spinner=False)
def region_weeks(_store: Store, version: str, region: str, since: date) -> pd.DataFrame:
    """week, lane, stories."""
    return _store.region_weeks(region, since)


@st.cache_data(max_entries=16, ttl="10m", show_spinner=False)
def source_weeks(_store: Store, version: str, since: date) -> pd.DataFrame:
    """source_id, week, items."""
    return _store.source_weeks(since)


@st.cache_data(max_entries=16, ttl="10m", show_spinner=False)
def counters(_store: Store, version: str, since: date) -> pd.DataFrame:
    """stage, reason, n."""
    return _store.counters(since)


@st.cache_data(max_entries=16, ttl="10m", show_spinner=False)
def phases(_store: Store, version: str, since: date) -> dict[str, list[Phase]]:
    """The states every source was in since a day."""
    return _store.phases(start_of(since))


@st.cache_data(max_entries=16, ttl="10m", show_spinner=False)
def coverage_weeks(_store: Store, version: str) -> list[CoverageWeek]:
    """What was read of every region in the last weeks."""
    return _store.coverage_weeks()


@st.cache_resource(max_entries=2, ttl="10m", show_spinner=False)
def desk_known(_store: Store, version: str, mark: str) -> Known:
    """What the Desk's queue is made of. One copy for everybody: never change it."""
    return known_of(_store.desk_work())


@st.cache_resource(max_entries=2, ttl="10m", show_spinner=False)
def current_verdicts(_store: Store, version: str, mark: str) -> dict[str, Verdict]:
    """The last verdict of each judged flag. One copy for everybody."""
    return _store.current_verdicts()


@st.cache_resource(max_entries=64, ttl="10m", show_spinner=False)
def set_aside(
    _store: Store,
    version: str,
    region: str | None,
    since: date,
    until: date | None,
    why: str | None,
    limit: int | None,
    districts: tuple[str, ...],
) -> list[Item]:
    """Texts let go for a reason. One copy for everybody: never change it."""
    return _store.set_aside(region, since, why, limit, until, districts)


@st.cache_resource(max_entries=256, ttl="10m", show_spinner=False)
def count_set_aside(
    _store: Store, version: str, region: str | None, since: date, until: date | None
) -> dict[str, int]:
    """How many texts were let go, by reason. One copy for everybody."""
    return _store.count_set_aside(region, since, until)


@st.cache_resource(max_entries=2, ttl="10m", show_spinner=False)
def open_counts(_store: Store, version: str, mark: str) -> dict[str, int]:
    """How many flags of each region wait for somebody. One copy for everybody."""
    return _store.open_counts()


@st.cache_resource(max_entries=2, ttl="10m", show_spinner=False)
def scoreboard(_store: Store, version: str, mark: str, _now: datetime) -> Scoreboard:
    """How the flags so far turned out."""
    judged, missed = _store.judged_flags(), _store.missed_events()
    due = {lane: _now - wait for lane, wait in DEADLINES.items()}
    late = _store.overdue_flags(due)
    return put_together(_store.shown_flags(), judged, missed, overdue=late)


@st.cache_resource(max_entries=2, ttl="10m", show_spinner=False)
def teachable(_store: Store, version: str, mark: str) -> tuple[int, list[Verdict]]:
    """How many verdicts may teach, and those nobody has allowed or refused yet."""
    current, words = _store.current_verdicts(), _store.example_words()
    ready = len(teaching.approved(current, words))
    return ready, list(teaching.asked_about(current, words))


# What does not change while a page is drawn is asked once for it, not thirty times.
_RUN: ContextVar[tuple[float, dict[str, Any]] | None] = ContextVar("run", default=None)
#: A part of a page that draws itself again later must not see an old answer.
_RUN_SECONDS = 5.0


def begin_run() -> None:
    """Forget the answers of the run before; called when the page is drawn anew."""
    _RUN.set((time.monotonic(), {}))


def once(key: str, ask: Callable[[], T]) -> T:
    """The answer to a question, asked once in a run of the page."""
    run = _RUN.get()
    if run is None or time.monotonic() - run[0] > _RUN_SECONDS:
        return ask()
    if key not in run[1]:
        run[1][key] = ask()
    found: T = run[1][key]
    return found


def forget(key: str) -> None:
    """Ask again, for the answer was changed."""
    if run := _RUN.get():
        run[1].pop(key, None)
