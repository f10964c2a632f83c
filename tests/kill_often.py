"""Begins a round of the pipeline again and again and kills it at a random moment.

A process of its own: it loads everything once, then forks, so that fifty rounds cost
seconds. Arguments: folder, the listed feeds as a JSON file, series, kills, seed.
Prints for each series the address of its database once a last round was left alone.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pipeline
from collectors.web import Web
from data.model import Source, SourceKind
from data.settings import sqlite_url
from data.store import Store

NOW = datetime(2026, 10, 1, 6, 0, tzinfo=UTC)


def listed(path: Path) -> list[Source]:
    """The sources a test wrote down: pairs of id and address."""
    return [
        Source(
            id=id,
            name=id,
            kind=SourceKind.FEED,
            url=url,
            site=url,
            owner=id,
            official=False,
            region="KZ-39",
            languages=("kk",),
            expect_per_week=(1, 100),
            is_local=True,
        )
        for id, url in json.loads(path.read_text("utf-8"))
    ]


def one_round(url: str, sources: list[Source]) -> None:
    store = Store.open(url)
    with store.only_collector():
        store.sync_sources(sources)
        with Web("Kelisim test") as web:
            pipeline.collect(store, web, NOW)
        pipeline.assess_store(store, NOW)
    store.close()


def forked(url: str, sources: list[Source]) -> int:
    child = os.fork()
    if child == 0:
        one_round(url, sources)
        os._exit(0)
    return child


def main() -> None:
    folder, feeds = Path(sys.argv[1]), listed(Path(sys.argv[2]))
    series, kills, seed = (int(word) for word in sys.argv[3:6])
    dice = random.Random(seed)
    # What a process makes once at its start is made before the first fork.
    one_round(sqlite_url(folder / "first.sqlite"), feeds)
    empty = folder / "empty.sqlite"
    Store.open(sqlite_url(empty)).close()
    shutil.copy(empty, folder / "clean.sqlite")
    begun = time.monotonic()
    os.waitpid(forked(sqlite_url(folder / "clean.sqlite"), feeds), 0)
    whole = time.monotonic() - begun
    for number in range(series):
        url = sqlite_url(folder / f"killed-{number}.sqlite")
        if number:  # the first is also killed while its tables are made
            shutil.copy(empty, folder / f"killed-{number}.sqlite")
        for _ in range(kills):
            child = forked(url, feeds)
            time.sleep(dice.uniform(0.0, whole))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        _, status = os.waitpid(forked(url, feeds), 0)
        assert status == 0
        print(url, flush=True)


if __name__ == "__main__":
    main()
