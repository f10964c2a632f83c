"""The store: what goes in comes out, once, or nothing of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import inspect
from sqlalchemy.exc import StatementError

import builders as make
from data.errors import InputError, StoreError
from data.model import (
    Decision,
    Export,
    Lane,
    LevelCode,
    Meeting,
    Phase,
    Response,
    SourceState,
    State,
    Story,
    Verdict,
    VerdictCode,
)
from data.schema import metadata
from data.settings import sqlite_url
from data.store import Store
from data.store.base import migration_config

TODAY = date(2026, 11, 22)
WORKING = SourceState("alpha", State.WORKING, last_attempt_at=make.NOW)


@pytest.fixture
def filled(store: Store) -> Store:
    store.sync_sources([make.source()])
    store.add_collected([make.item()], WORKING, {("collect", "undated"): 2}, TODAY)
    story = Story("s:1", ("u:1",), ("alpha",), ("ru",), ("KZ-39",), make.NOW, make.NOW)
    store.save_stories([story])
    store.save_flags([make.flag()])
    return store


def test_migrations_make_exactly_the_schema(store: Store) -> None:
    with store.begin() as connection:
        command.check(migration_config(connection))
        tables = set(inspect(connection).get_table_names())
    assert tables == set(metadata.tables) | {"alembic_version"}


def test_migrations_can_be_undone(store: Store) -> None:
    with store.begin() as connection:
        command.downgrade(migration_config(connection), "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]


def test_what_an_older_version_kept_survives_and_its_meetings_are_read_anew(
    filled: Store,
) -> None:
    filled.add_verdict(Verdict("f:1", VerdictCode.OLD, "Ескі", "М", make.NOW))
    with filled.begin() as connection:
        command.downgrade(migration_config(connection), "0001")
        for number, of_item in ((1, "'u:1'"), (2, "NULL")):
            connection.exec_driver_sql(
                "INSERT INTO meeting (id, region, title, kind, institution,"
                " chair_office, bodies, item_key) VALUES"
                f" ({number}, 'KZ-39', 'т', 'session', '', 'аким', '[]', {of_item})"
            )
            connection.exec_driver_sql(
                "INSERT INTO decision (meeting_id, text, office, state, outcome)"
                f" VALUES ({number}, 'т', '', 'unknown', '')"
            )
        command.upgrade(migration_config(connection), "head")
    assert [(each.id, len(each.decisions)) for each in filled.meetings()] == [(2, 1)]
    assert filled.items() == [replace(make.item(), story_id="s:1")]
    assert len(filled.verdicts("f:1")) == 1
    assert filled.source_states()["alpha"].last_attempt_at == make.NOW


def test_a_file_database_uses_the_write_ahead_log(tmp_path: Path) -> None:
    opened = Store.open(sqlite_url(tmp_path / "new" / "k.sqlite"))
    with opened.begin() as connection:
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
    opened.close()
    assert mode == "wal"


@pytest.mark.parametrize("name", ["a?b.sqlite", "қалта 100%.sqlite", "a#b.sqlite"])
def test_any_file_name_makes_an_address(tmp_path: Path, name: str) -> None:
    Store.open(sqlite_url(tmp_path / name)).close()
    assert (tmp_path / name).exists()


def test_an_unusable_database_is_one_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "k.sqlite"
    broken.write_bytes(b"this is no database" * 100)
    with pytest.raises(StoreError, match="cannot be opened"):
        Store.open(sqlite_url(broken))


def test_source_comes_back_as_it_went_in(store: Store) -> None:
    given = make.source(selectors={"link": "a"}, since=TODAY, is_demo=True)
    store.sync_sources([given])
    assert store.sources() == [given]


def test_source_left_out_of_the_list_is_disabled_not_lost(filled: Store) -> None:
    filled.sync_sources([make.source("beta")])
    assert {s.id: s.enabled for s in filled.sources()} == {
        "alpha": False,
        "beta": True,
    }


def test_a_changed_entry_is_due_at_once_and_asked_for_everything(store: Store) -> None:
    """The person has just corrected it and starts Kelisim again."""
    alpha, beta = make.source(selectors={"link": "a.x"}), make.source("beta")
    store.sync_sources([alpha, beta])
    for id in ("alpha", "beta"):
        state = replace(
            WORKING, source_id=id, etag='"1"', due_at=make.NOW, failures=2.0
        )
        store.add_collected([], state, {}, TODAY)
    store.sync_sources([alpha, replace(beta, url="https://beta.example/other")])
    states = store.source_states()
    assert (states["alpha"].due_at, states["alpha"].etag) == (make.NOW, '"1"')
    assert (states["beta"].due_at, states["beta"].etag) == (None, None)
    assert states["beta"].failures == 2.0


def test_state_history_grows_only_when_the_word_changes(filled: Store) -> None:
    filled.add_collected([], WORKING, {}, TODAY)
    filled.add_collected(
        [], replace(WORKING, state=State.TIMEOUT, failures=0.25), {}, TODAY
    )
    words = [state.state for state in filled.source_history("alpha")]
    assert words == [State.TIMEOUT, State.WORKING]
    assert filled.source_states()["alpha"].failures == 0.25


def test_phases_begin_with_the_state_of_that_moment(store: Store) -> None:
    store.sync_sources([make.source(), make.source("beta")])
    told = [
        (9, State.WORKING), (7, State.TIMEOUT), (5, State.HTTP_ERROR),
        (4, State.HTTP_ERROR), (2, State.NOT_MODIFIED), (1, State.WORKING),
    ]  # fmt: skip
    for days, state in told:
        at = make.NOW - timedelta(days=days)
        number = 503 if state is State.HTTP_ERROR else None
        value = SourceState("alpha", state, last_attempt_at=at, http_status=number)
        store.add_collected([], value, {}, at.date())
    store.add_collected([], SourceState("beta"), {}, TODAY)  # never asked
    assert store.phases(make.NOW - timedelta(days=6)) == {
        "alpha": [
            Phase(State.TIMEOUT, make.NOW - timedelta(days=7)),
            Phase(State.HTTP_ERROR, make.NOW - timedelta(days=5), 503),
            Phase(State.NOT_MODIFIED, make.NOW - timedelta(days=2)),
        ]
    }
    assert store.phases(make.NOW - timedelta(days=30))["alpha"][0].since == (
        make.NOW - timedelta(days=9)
    )


def test_the_first_day_of_a_counter_is_known(filled: Store) -> None:
    assert filled.first_counted("entries") is None
    for day in (TODAY, TODAY - timedelta(days=3)):
        filled.add_collected([], WORKING, {("entries", "seen"): 1}, day)
    assert filled.first_counted("entries") == TODAY - timedelta(days=3)


def test_item_comes_back_as_it_went_in(filled: Store) -> None:
    assert filled.items("KZ-39") == [replace(make.item(), story_id="s:1")]
    assert filled.items("KZ-10") == []


def test_the_same_item_is_kept_once(filled: Store) -> None:
    again = [make.item(title="edited"), make.item("u:2"), make.item("u:2")]
    assert filled.add_collected(again, WORKING, {}, TODAY) == (1, 0)
    assert {i.title for i in filled.items(limit=None)} == {"Заголовок"}


def test_an_item_is_known_by_its_other_keys(filled: Store) -> None:
    given = [make.item("u:2"), make.item("u:3")]
    filled.add_collected(
        given, WORKING, {}, TODAY, {"g:2": "u:2", "n:2": "u:2", "u:3": "u:2"}
    )
    found = filled.kept(["g:2", "n:2", "u:2", "u:3", "x:2"])
    assert {key: kept.key for key, kept in found.items()} == {
        "g:2": "u:2",
        "n:2": "u:2",
        "u:2": "u:2",
        "u:3": "u:3",  # its own key wins
    }
    # The latest to bear a name has it.
    filled.add_collected([], WORKING, {}, TODAY, {"n:2": "u:3"})
    assert filled.kept(["n:2"])["n:2"].key == "u:3"
    assert filled.kept(["n:2"])["n:2"].published_at == make.NOW


def test_a_harvest_is_kept_whole_or_not_at_all(filled: Store) -> None:
    naive = datetime(2026, 11, 22)  # noqa: DTZ001 - the fault under test
    bad = [make.item("u:3"), make.item("u:4", published_at=naive)]
    with pytest.raises(StatementError):
        filled.add_collected(bad, WORKING, {("collect", "x"): 1}, TODAY)
    assert set(filled.kept(["u:1", "u:2"])) == {"u:1"}
    assert list(filled.counters(TODAY)["reason"]) == ["undated"]


def test_counters_add_up(filled: Store) -> None:
    filled.add_collected([], WORKING, {("collect", "undated"): 3}, TODAY)
    assert list(filled.counters(TODAY).itertuples(index=False, name=None)) == [
        ("collect", "undated", 5)
    ]


def test_flag_comes_back_as_it_went_in(filled: Store) -> None:
    assert filled.flag("f:1") == make.flag()
    assert filled.flag_items("f:1")[0].key == "u:1"


def test_extending_a_flag_keeps_when_it_was_opened(filled: Store) -> None:
    later = make.NOW + timedelta(hours=5)
    filled.save_flags([make.flag(opened_at=later, last_at=later, n_items=2)])
    found = filled.flag("f:1")
    assert found is not None
    assert (found.opened_at, found.last_at, found.n_items) == (make.NOW, later, 2)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"region": "KZ-39"}, True),
        ({"region": "KZ-10"}, False),
        ({"lane": Lane.ACUTE}, True),
        ({"lane": Lane.STRUCTURAL}, False),
        ({"since": TODAY}, True),
        ({"since": TODAY + timedelta(days=1)}, False),
        ({"until": TODAY}, True),
        ({"until": TODAY - timedelta(days=1)}, False),
    ],
)
def test_flags_are_filtered(filled: Store, filters: dict, found: bool) -> None:
    assert bool(filled.flags(**filters)) is found


def verdict(code: VerdictCode, reason: str = "Проверено на месте.") -> Verdict:
    return Verdict("f:1", code, reason, "Медиатор", make.NOW)


def test_a_verdict_is_followed_never_replaced(filled: Store) -> None:
    filled.add_verdict(verdict(VerdictCode.ABROAD))
    assert filled.flags(only_open=True) == []
    filled.add_verdict(verdict(VerdictCode.CONFIRMED))
    assert [v.code for v in filled.verdicts("f:1")] == ["abroad", "confirmed"]
    assert filled.current_verdicts()["f:1"].code is VerdictCode.CONFIRMED


def test_a_verdict_needs_a_reason_an_author_and_a_flag(filled: Store) -> None:
    given = verdict(VerdictCode.OLD)
    for bad in (
        replace(given, reason=" "),
        replace(given, author=""),
        replace(given, flag_id="f:none"),
    ):
        with pytest.raises(InputError):
            filled.add_verdict(bad)
    assert filled.verdicts("f:1") == []


def test_a_response_is_kept(filled: Store) -> None:
    kept = filled.add_response(Response("f:1", "visit", "", "Медиатор", make.NOW))
    assert filled.responses("f:1") == [kept]


def test_flags_no_longer_raised_go_unless_someone_spoke(filled: Store) -> None:
    filled.save_flags([make.flag("f:2")])
    filled.add_verdict(verdict(VerdictCode.CONFIRMED))
    assert filled.withdraw_flags([]) == 1
    assert [f.id for f in filled.flags()] == ["f:1"]


def test_levels_are_replaced_by_region_and_day(store: Store) -> None:
    store.save_levels([make.level(), make.level("KZ-10", on=TODAY - timedelta(days=1))])
    store.save_levels([make.level(code=LevelCode.ACUTE)])
    assert store.latest_levels() == {"KZ-39": make.level(code=LevelCode.ACUTE)}
    assert len(store.levels(None, date(2026, 1, 1), TODAY)) == 2


def test_weeks_of_a_region(filled: Store) -> None:
    rows = filled.region_weeks("KZ-39", TODAY - timedelta(days=30))
    monday = date(2026, 11, 16)
    assert list(rows.itertuples(index=False, name=None)) == [
        (monday, "", 1),
        (monday, "acute", 1),
    ]
    assert filled.region_weeks("KZ-10", TODAY).empty


def test_weeks_of_a_source(filled: Store) -> None:
    rows = filled.source_weeks(TODAY - timedelta(days=30))
    assert rows.to_dict("records") == [
        {"source_id": "alpha", "week": date(2026, 11, 16), "items": 1}
    ]


def test_a_meeting_report_is_kept_once(filled: Store) -> None:
    given = Meeting(
        region="KZ-39",
        held_on=TODAY,
        title="Совет",
        kind="council",
        institution="apk",
        chair_office="аким области",
        bodies=("Совет матерей",),
        decisions=(Decision("Провести сход", "Акимат", TODAY, "open"),),
        item_key="u:1",
    )
    first = filled.add_meeting(given)
    assert filled.add_meeting(given).id == first.id
    kept = filled.meetings("KZ-39")
    assert len(kept) == 1
    assert kept[0].bodies == given.bodies
    assert kept[0].decisions[0].text == "Провести сход"


def test_an_export_is_remembered(store: Store) -> None:
    given = Export("flags.csv", {"region": "KZ-39"}, 3, "kk", make.NOW)
    assert store.exports() == []
    assert store.record_export(given).id == 1
    assert store.exports()[0].filters == {"region": "KZ-39"}
