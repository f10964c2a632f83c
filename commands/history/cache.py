"""What earlier backtests found, beside the database: a day is worked out once.

A row is a day with the digest of everything that was there by then and of the rules;
it holds codes and keys, no text. It is a cache: whoever deletes the file loses time.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Self

from sqlalchemy.engine import make_url

import scoring
from data.errors import StoreError
from data.model import Level, LevelCode
from scoring.learned import learned

_ROOT = Path(__file__).parent.parent.parent
#: Where it is written what level comes of what.
_RULES = (
    *("scoring", "data/tables", "data/store", "data/model", "commands/history"),
    *("data/days.py", "data/reference.py", "data/thresholds.py", "pipeline.py"),
)
_TABLE = """
    create table if not exists day (
        mode text, month text, day text, digest text, levels text, stories text,
        primary key (mode, month, day)
    )
"""


@dataclass(frozen=True, slots=True)
class SeenLevel:
    """A level as it was seen at the end of a day; ``reason`` is the main one's code."""

    region: str
    on: date
    code: LevelCode
    score: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class KnownDay:
    """A day that was worked out: its levels, and items that went into other stories."""

    on: date
    digest: str
    levels: tuple[SeenLevel, ...]
    stories: Mapping[str, str]


def seen_level(level: Level) -> SeenLevel:
    """What is kept of a level."""
    reason = level.reasons[0].code if level.reasons else ""
    return SeenLevel(level.region, level.on, level.code, level.score, reason)


def rules_digest() -> str:
    """A digest of everything but the texts that a level depends on."""
    told = hashlib.sha256(f"{scoring.VERSION} {learned().version}".encode())
    for place in map(_ROOT.joinpath, _RULES):
        for path in [place] if place.is_file() else sorted(place.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                told.update(path.name.encode() + path.read_bytes())
    return told.hexdigest()


def cache_path(url: str, folder: Path) -> Path | None:
    """Beside a SQLite file; for a server's database in ``folder``; None in memory."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        name = hashlib.sha256(parsed.render_as_string().encode()).hexdigest()[:12]
        return folder / f"backtest-{name}.sqlite"
    if parsed.database in (None, "", ":memory:"):
        return None
    return Path(str(parsed.database)).with_suffix(".backtest.sqlite")


class DayCache:
    """Days that were worked out, by month and by how texts came to light."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, path: Path | None) -> Self:
        """Open or begin one; None is forgotten with the program.

        Raises StoreError when there is a file that is none.
        """
        try:
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path or ":memory:", timeout=10)
            connection.execute(_TABLE)
        except (sqlite3.Error, OSError) as error:
            raise StoreError(
                f"{path} holds what earlier backtests found and cannot be used "
                f"({error}); delete it: it will be worked out again."
            ) from error
        return cls(connection)

    def known(self, mode: str, month: date) -> dict[date, KnownDay]:
        """The days of a month (and the eve of it) that were worked out."""
        rows = self._connection.execute(
            "select day, digest, levels, stories from day where mode = ? and month = ?",
            (mode, month.isoformat()),
        )
        return {
            date.fromisoformat(on): KnownDay(
                date.fromisoformat(on), digest, _levels(levels), json.loads(stories)
            )
            for on, digest, levels, stories in rows
        }

    def keep(self, mode: str, month: date, day: KnownDay) -> None:
        """Remember a day, in the place of what was known of it."""
        levels = [asdict(level) | {"on": level.on.isoformat()} for level in day.levels]
        row = (
            *(mode, month.isoformat(), day.on.isoformat(), day.digest),
            *(json.dumps(levels), json.dumps(dict(day.stories))),
        )
        with self._connection:
            self._connection.execute(
                "insert or replace into day values (?, ?, ?, ?, ?, ?)", row
            )

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()


def _levels(words: str) -> tuple[SeenLevel, ...]:
    rows: Sequence[dict[str, str]] = json.loads(words)
    return tuple(
        SeenLevel(
            row["region"],
            date.fromisoformat(row["on"]),
            LevelCode(row["code"]),
            None if row["score"] is None else float(row["score"]),
            row["reason"],
        )
        for row in rows
    )
