"""One collector per database, also after a crash; files and PostgreSQL."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.errors import StoreError
from data.settings import sqlite_url
from data.store import Store

ROOT = Path(__file__).parents[2]
HOLD = """
import sys, time
from data.store import Store
with Store.open(sys.argv[1]).only_collector():
    print("held", flush=True)
    time.sleep(60)
"""


def holder(url: str) -> subprocess.Popen[str]:
    """Another process that collects into the database."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, url],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def end(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()


def test_a_second_collector_is_refused_and_a_killed_one_leaves_no_lock(
    tmp_path: Path,
) -> None:
    url = sqlite_url(tmp_path / "kelisim.sqlite")
    store = Store.open(url)
    first = holder(url)
    with (
        pytest.raises(StoreError, match=f"process {first.pid}.*--db"),
        store.only_collector(),
    ):
        pass
    end(first)
    with store.only_collector():
        pass
    store.close()


def test_another_database_has_another_lock(tmp_path: Path) -> None:
    stores = [Store.open(sqlite_url(tmp_path / f"{name}.sqlite")) for name in "ab"]
    with stores[0].only_collector(), stores[1].only_collector():
        pass
    for store in stores:
        store.close()


def test_the_lock_is_let_go_when_the_work_fails(tmp_path: Path) -> None:
    store = Store.open(sqlite_url(tmp_path / "kelisim.sqlite"))
    with pytest.raises(ZeroDivisionError), store.only_collector():
        raise ZeroDivisionError
    with store.only_collector():
        pass
    store.close()


@pytest.fixture
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server of our own on loopback."""
    missing = [name for name in ("initdb", "pg_ctl") if shutil.which(name) is None]
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if is_root and shutil.which("runuser") is None:
        missing.append("runuser")
    if missing:
        reason = f"PostgreSQL is not installed here: {', '.join(missing)}"
        if os.environ.get("KELISIM_REQUIRE_POSTGRES"):
            pytest.fail(reason)
        pytest.skip(reason)
    # PostgreSQL refuses to run as root, and its user cannot enter root's folders.
    as_user = ["runuser", "-u", "postgres", "--"] if is_root else []
    made = subprocess.run(
        [*as_user, "mktemp", "-d"], capture_output=True, text=True, check=True, cwd="/"
    )
    folder = Path(made.stdout.strip())
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def run(*command: str) -> None:
        subprocess.run([*as_user, *command], check=True, capture_output=True, cwd="/")

    data = str(folder / "data")
    run("initdb", "-D", data, "-A", "trust", "-U", "kelisim")
    options = f"-p {port} -k {folder} -h 127.0.0.1"
    run("pg_ctl", "-D", data, "-o", options, "-l", str(folder / "log"), "-w", "start")
    try:
        yield f"postgresql+pg8000://kelisim@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-D", data, "-m", "immediate", "stop")
        run("rm", "-rf", str(folder))


def test_postgresql_holds_the_lock_itself(postgres: str) -> None:
    store = Store.open(postgres)
    try:
        first = holder(postgres)
        with (
            pytest.raises(StoreError, match="Another Kelisim is collecting"),
            store.only_collector(),
        ):
            pass
        end(first)  # the server notices a moment later; the next one waits for that
        with store.only_collector():
            pass
    finally:
        store.close()


def test_a_link_to_the_database_leads_to_the_same_lock(tmp_path: Path) -> None:
    store = Store.open(sqlite_url(tmp_path / "kelisim.sqlite"))
    (tmp_path / "other").mkdir()
    link = tmp_path / "other" / "link.sqlite"
    link.symlink_to(tmp_path / "kelisim.sqlite")
    linked = Store.open(f"sqlite:///{link}")
    with (
        store.only_collector(),
        pytest.raises(StoreError, match="Another Kelisim"),
        linked.only_collector(),
    ):
        pass
    store.close()
    linked.close()


def test_the_note_of_who_holds_the_lock_is_not_needed(tmp_path: Path) -> None:
    (tmp_path / "kelisim.sqlite.collector.pid").mkdir()  # it cannot be written
    store = Store.open(sqlite_url(tmp_path / "kelisim.sqlite"))
    with store.only_collector():
        pass
    store.close()
