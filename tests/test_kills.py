"""Fifty times killed with ``kill -9`` at random moments: no item lost, none doubled."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import fleet as fleets
import pytest
from test_pipeline import lasting_rows
from virtual_clock import VirtualClock

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 10, 1, 6, 0, tzinfo=UTC)
SERIES, KILLS = 5, 10


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_fifty_kills_lose_nothing_and_repeat_nothing(tmp_path: Path) -> None:
    clock = VirtualClock(NOW)

    def draw(ports: list[int]) -> fleets.Fleet:
        return fleets.drawn(ports, 16, NOW, 1, clock)

    with fleets.serving(draw, 4) as fleet:
        quiet = sorted(fleet.outlets.values(), key=lambda o: len(o.published(NOW)))
        sound = [o for o in quiet if o.fault in ("", "dead", "silent")][:4]
        listed = tmp_path / "feeds.json"
        listed.write_text(json.dumps([(o.id, o.url) for o in sound]), "utf-8")
        done = subprocess.run(
            [
                *(sys.executable, "tests/kill_often.py", str(tmp_path), str(listed)),
                *(str(SERIES), str(KILLS), "11"),
            ],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"},
            capture_output=True,
            text=True,
            timeout=200,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    databases = done.stdout.split()
    assert len(databases) == SERIES
    published = sorted(o.title(n) for o in sound for n in o.published(NOW)[-30:])
    clean = lasting_rows(f"sqlite:///{tmp_path / 'clean.sqlite'}")
    for database in databases:
        rows = lasting_rows(database)
        titles = sorted(str(row[5]) for row in rows["item"])
        assert titles == published
        rows.pop("counter"), clean.pop("counter", None)
        assert rows == clean
