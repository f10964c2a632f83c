"""Opening the database: engine, pragmas, migrations and the open transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

from data.errors import StoreError

MIGRATIONS = Path(__file__).parent.parent / "migrations"


def _sqlite_pragmas(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=10000")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_pre_ping=True)
    if parsed.database in (None, "", ":memory:"):
        # One connection for all threads: Streamlit's and the tests' see one database.
        engine = create_engine(
            parsed, poolclass=StaticPool, connect_args={"check_same_thread": False}
        )
    else:
        Path(str(parsed.database)).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(parsed)
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
            with store.engine.begin() as connection:
                command.upgrade(migration_config(connection), "head")
        except (SQLAlchemyError, OSError) as error:
            shown = make_url(url).render_as_string(hide_password=True)
            raise StoreError(
                f"The database {shown} cannot be opened ({error.__class__.__name__}: "
                f"{str(error).splitlines()[0]}). Check the address, the folder's "
                "permissions and the free disk space."
            ) from error
        return store

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction: all of it is written, or nothing."""
        with self.engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()
