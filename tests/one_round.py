"""One round of the pipeline as a process of its own, so that a test may kill it.

Arguments: database address, port of the demo web, the moment it is taken for.
"""

from __future__ import annotations

import socket
import sys
from datetime import datetime

import pipeline
from collectors.web import Web
from data.demo import demo_sources
from data.store import Store


def run(url: str, port: int, now: datetime) -> None:
    store = Store.open(url)
    store.sync_sources(demo_sources(port))
    with Web("Kelisim test") as web:
        pipeline.collect(store, web, now)
    pipeline.assess_store(store, now)
    store.close()


def free_port() -> int:
    """A port of loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    run(sys.argv[1], int(sys.argv[2]), datetime.fromisoformat(sys.argv[3]))
