"""Several programs at one database: the dashboard, the pipeline, the command line."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

import builders as make
from data.errors import StoreError
from data.model import SourceState, State, Story, Verdict, VerdictCode
from data.settings import sqlite_url
from data.store import Store, base

TODAY = date(2026, 11, 22)
WORKING = SourceState("alpha", State.WORKING, last_attempt_at=make.NOW)
STORY = Story("s:1", ("u:1",), ("alpha",), ("ru",), ("KZ-39",), make.NOW, make.NOW)


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database with one flag, in a folder whose name is not ASCII."""
    address = sqlite_url(tmp_path / "Ассамблея 100%" / "k.sqlite")
    with closing(Store.open(address)) as store:
        store.sync_sources([make.source()])
        store.add_collected([make.item()], WORKING, {}, TODAY)
        store.save_stories([STORY])
        store.save_flags([make.flag()])
    return address


def test_two_pipelines_and_a_judging_person_lose_nothing(url: str) -> None:
    rounds = 15

    def pipeline(name: str) -> None:
        with closing(Store.open(url)) as store:
            for n in range(rounds):
                # Both programs meet the same items, stories and facts as new ones.
                item = make.item(f"u:new-{n}", source_id="alpha")
                counts = {("collect", "kept"): 1}
                store.add_collected([item], WORKING, counts, TODAY)
                story = Story(f"s:new-{n}", (item.key,), (), (), (), make.NOW, make.NOW)
                store.save_stories([story])
                store.save_flags([make.flag(f"f:new-{n}", story_id=story.id)])
                store.set_meta("assessed_at", name)

    def person() -> None:
        with closing(Store.open(url)) as store:
            for n in range(rounds):
                said = Verdict("f:1", VerdictCode.RUMOUR, f"Слух {n}", "М", make.NOW)
                store.add_verdict(said)
                assert store.flags()

    with ThreadPoolExecutor(3) as pool:
        jobs = [pool.submit(pipeline, name) for name in "ab"] + [pool.submit(person)]
        for job in jobs:
            job.result()
    with closing(Store.open(url)) as store:
        assert len(store.items(limit=None)) == len(store.flags()) == rounds + 1
        assert len(store.verdicts("f:1")) == rounds
        (kept,) = store.counters(TODAY)["n"]
        assert kept == 2 * rounds


def test_two_programs_may_make_the_database_at_once(tmp_path: Path) -> None:
    address = sqlite_url(tmp_path / "k.sqlite")
    with ThreadPoolExecutor(4) as pool:
        for store in pool.map(Store.open, [address] * 4):
            assert store.meta() == {}
            store.close()


def test_a_locked_database_is_one_sentence_and_can_still_be_read(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "PATIENCE", 0.05)
    with closing(Store.open(url)) as store:
        path = store.engine.url.database
        with closing(sqlite3.connect(str(path), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreError, match=r"locked.*try again"):
                store.set_meta("demo", "1")
            assert len(store.flags()) == 1
        store.set_meta("demo", "1")
        assert store.meta()["demo"] == "1"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("kelisim.sqlite", "no address of a database"),
        ("nosuch://host/db", "no address of a database"),
        ("postgresql+nosuchdriver://host/db", "no address of a database"),
    ],
)
def test_an_address_that_is_none_is_one_sentence(address: str, said: str) -> None:
    with pytest.raises(StoreError, match=said):
        Store.open(address)


def test_a_database_of_a_later_version_is_one_sentence(url: str) -> None:
    with closing(Store.open(url)) as store, store.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'later'")
    with pytest.raises(StoreError, match="another version of Kelisim"):
        Store.open(url)


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StoreError, match="cannot be opened"):
        Store.open(sqlite_url(tmp_path / "file" / "k.sqlite"))
