"""``kelisim bench dashboard`` on tiny memories: every page runs, the table tells."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import streamlit as st

import builders
import commands
from commands import bench_dashboard, measure_dashboard
from commands.bench_country import Country, write_country
from commands.measure_dashboard import VIEWS, Compared, Times, View
from dashboard.navigation import PAGES
from data.model import DateState
from data.reference import load
from data.store import Store


@pytest.fixture
def country(tmp_path: Path) -> Country:
    return write_country(tmp_path / "c.sqlite", 600, load(), builders.NOW)


@pytest.fixture
def opened(country: Country) -> Iterator[Store]:
    with closing(Store.open(country.url)) as store:
        yield store


def test_the_country_is_as_large_as_was_asked(country: Country, opened: Store) -> None:
    assert opened.count_items() == 600
    flags = opened.flags()
    assert len(flags) == 6
    assert len(opened.flag_items(flags[0].id)) == 2
    assert opened.flag(country.flag_id) is not None
    assert len(opened.latest_levels()) == len(load().regions)


def test_its_counts_are_those_of_its_items(country: Country, opened: Store) -> None:
    items = opened.items(limit=None)
    assert {item.date_state for item in items} == {DateState.DATED}
    weeks = opened.source_weeks(builders.NOW.date() - timedelta(days=99))
    assert weeks["items"].sum() == len(items) == 600
    assert len(opened.read_days()) == sum(len(item.regions) for item in items)
    assert sum(read[-1] for read in opened.read_days()) == 12


def test_every_page_is_measured() -> None:
    assert {view.page for view in VIEWS} == {page.name for page in PAGES}


def test_goals_are_about_the_large_memory() -> None:
    def compared(small: float, large: float) -> Compared:
        return Compared(View("home"), Times(0, [small] * 3), Times(0, [large] * 3))

    assert compared(0.1, 0.12).is_good
    assert not compared(0.1, 0.14).is_good
    assert not compared(0.29, 0.31).is_good
    assert compared(0.5, 0.2).ratio == pytest.approx(0.4)


def test_the_command_runs_pages_and_tells_the_slowest(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    views = (View("home"), View("region", ("region",)), View("desk", ("flag",)))
    kept = measure_dashboard.compare
    monkeypatch.setattr(bench_dashboard, "VIEWS", views)
    monkeypatch.setattr(
        bench_dashboard, "compare", lambda *given: kept(*given, views=views)
    )
    monkeypatch.setattr(measure_dashboard, "GOAL_SECONDS", 60.0)
    monkeypatch.setattr(measure_dashboard, "GOAL_RATIO", 60.0)
    monkeypatch.setenv("KELISIM_LANG", "en")
    given = ["--items", "600", "--small", "200", "--rounds", "2"]
    monkeypatch.setattr(sys, "argv", ["kelisim", "bench", "dashboard", *given])
    with pytest.raises(SystemExit) as left:
        commands.main()
    st.cache_data.clear()
    st.cache_resource.clear()
    said = capsys.readouterr()
    assert not left.value.code, said.out + said.err
    for words in ("home", "region region", "desk flag", "600 items, s", "Slowest"):
        assert words in said.out
