"""Opening the database: engine, pragmas, migrations and the open transaction."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from data.errors import StoreError

MIGRATIONS = Path(__file__).parent.parent / "migrations"


#: Seconds one program waits for another to finish writing.
PATIENCE = 10.0
#: Execution option of a connection that is going to write.
_WRITES = "kelisim_writes"


def _sqlite_pragmas(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={int(PATIENCE * 1000)}")
    _use_wal(cursor)
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def _use_wal(cursor: sqlite3.Cursor) -> None:
    """Ask until it is granted: SQLite's own patience does not cover this switch."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() >= until:
                raise
            time.sleep(0.02)
        else:
            return


def _sqlite_by_hand(connection: Any, _record: Any) -> None:
    # Python's driver would begin a transaction only at the first change, so that what
    # was looked up just before could already be out of date.
    connection.isolation_level = None


def _sqlite_begin(connection: Connection) -> None:
    """One writer at a time from its first look on; readers see one moment."""
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


#: Letters as they are: Cyrillic written as numbers takes three times the space.
_encode = json.JSONEncoder(ensure_ascii=False).encode


def _as_json(value: Any) -> str:
    # Most lists of an item are empty.
    return "[]" if value == [] else _encode(value)


def _sqlite_read_only(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA query_only=ON")


def _read_only(url: str) -> Engine:
    """An engine that refuses every change; a file that is missing is not made."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        engine = create_engine(parsed, pool_pre_ping=True)
        return engine.execution_options(postgresql_readonly=True)
    if not Path(str(parsed.database)).is_file():
        raise FileNotFoundError(f"there is no file {parsed.database}")
    engine = _engine(url)
    event.listen(engine, "connect", _sqlite_read_only)
    return engine


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_pre_ping=True)
    if parsed.database in (None, "", ":memory:"):
        # One connection for all threads: Streamlit's and the tests' see one database.
        engine = create_engine(
            parsed,
            poolclass=StaticPool,
            connect_args={"check_same_thread": False},
            json_serializer=_as_json,
        )
    else:
        Path(str(parsed.database)).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(parsed, json_serializer=_as_json)
        event.listen(engine, "connect", _sqlite_by_hand)
        event.listen(engine, "begin", _sqlite_begin)
    event.listen(engine, "connect", _sqlite_pragmas)
    return engine


def migration_config(connection: Connection) -> Config:
    """Alembic's configuration for this package, bound to a connection."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option(
        "file_template",
        "%%(year)d%%(month).2d%%(day).2d_%%(hour).2d%%(minute).2d_%%(slug)s",
    )
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


class StoreBase:
    """An open database. Verbs live in the sibling modules, one per noun."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @classmethod
    def open(cls, url: str) -> Self:
        """Open the database at a SQLAlchemy URL and bring its tables up to date.

        Raises StoreError with one sentence when it cannot be opened or migrated.
        """
        try:
            store = cls(_engine(url))
        except (ArgumentError, ImportError) as error:
            raise StoreError(
                f"{url!r} is no address of a database ({error}); "
                "write sqlite:///folder/file.sqlite."
            ) from error
        except OSError as error:
            raise StoreError(_cannot_open(url, error)) from error
        try:
            with store._connected(writes=True) as connection:
                command.upgrade(migration_config(connection), "head")
        except CommandError as error:
            store.close()
            raise StoreError(
                f"The database {_shown(url)} was made by another version of Kelisim "
                f"({error}). Install that version, or give another --db."
            ) from error
        except SQLAlchemyError as error:
            store.close()
            raise StoreError(_cannot_open(url, error)) from error
        return store

    @classmethod
    def look_into(cls, url: str) -> Self:
        """Open a database that is there, for reading alone: nothing in it can change.

        Raises StoreError with one sentence when it is missing, cannot be opened, or
        has tables of another version.
        """
        try:
            store = cls(_read_only(url))
        except (ArgumentError, ImportError, OSError) as error:
            raise StoreError(_cannot_open(url, error)) from error
        try:
            with store._connected(writes=False) as connection:
                here = MigrationContext.configure(connection).get_current_heads()
        except SQLAlchemyError as error:
            store.close()
            raise StoreError(_cannot_open(url, error)) from error
        wanted = ScriptDirectory(str(MIGRATIONS)).get_heads()
        if set(here) != set(wanted):
            store.close()
            raise StoreError(
                f"The database {_shown(url)} has tables of another version of Kelisim; "
                "run kelisim assess once, which brings them up to date."
            )
        return store

    @contextmanager
    def _connected(self, writes: bool) -> Iterator[Connection]:
        with self.engine.connect() as connection:
            chosen = connection.execution_options(**{_WRITES: writes})
            with chosen.begin():
                yield chosen

    @contextmanager
    def _transaction(self, writes: bool) -> Iterator[Connection]:
        try:
            with self._connected(writes) as connection:
                yield connection
        except DBAPIError as error:
            raise StoreError(
                f"The database {self.engine.url.render_as_string()} cannot be used now "
                f"({error.orig}). If another program is writing to it, try again; "
                "otherwise check the folder's permissions and the free disk space."
            ) from error

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction that writes: all of it, or nothing; one program at a time."""
        with self._transaction(writes=True) as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A look at one moment; it waits for nobody and nobody waits for it."""
        with self._transaction(writes=False) as connection:
            yield connection

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()


def _shown(url: str) -> str:
    return make_url(url).render_as_string(hide_password=True)


def _cannot_open(url: str, error: Exception) -> str:
    return (
        f"The database {_shown(url)} cannot be opened ({error.__class__.__name__}: "
        f"{str(error).splitlines()[0]}). Check the address, the folder's "
        "permissions and the free disk space."
    )
