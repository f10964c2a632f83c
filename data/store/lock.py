"""One collector per database: a lock that ends with its process, however that ends."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from data.errors import StoreError
from data.store.base import StoreBase


class LockVerbs(StoreBase):
    """Who may collect."""

    @contextmanager
    def only_collector(self) -> Iterator[None]:
        """Be the one collector of this database for a while.

        The operating system holds the lock (PostgreSQL, where that is the database), so
        a killed process leaves none behind. Raises StoreError when another collects.
        """
        backend = self.engine.url.get_backend_name()
        if backend == "postgresql":
            with self._locked_by_database():
                yield
        elif self.engine.url.database in (None, "", ":memory:"):
            yield  # nobody else can see it
        else:
            # By whatever name it is called: a link leads to the same lock.
            with _locked_by_file(Path(str(self.engine.url.database)).resolve()):
                yield

    @contextmanager
    def _locked_by_database(self) -> Iterator[None]:
        name = str(self.engine.url.database).encode()
        key = int.from_bytes(hashlib.sha256(name).digest()[:8], "big", signed=True)
        with self.engine.connect() as connection:
            _take_advisory(connection, key)
            yield  # PostgreSQL lets go when the connection ends, whatever ended it


#: How long to wait for a lock: a killed holder keeps it until PostgreSQL has noticed,
#: and a supervisor starts the next collector at once.
_PATIENCE = "5s"
_LOCK_NOT_AVAILABLE = "55P03"


def _take_advisory(connection: Connection, key: int) -> None:
    connection.execute(
        text("SELECT set_config('lock_timeout', :wait, false)"), {"wait": _PATIENCE}
    )
    try:
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": key})
    except DBAPIError as error:
        if _LOCK_NOT_AVAILABLE not in str(error.orig):
            raise
        raise _taken("another machine or program") from None


@contextmanager
def _locked_by_file(database: Path) -> Iterator[None]:
    """Hold the lock file beside a database; what it holds is only for a person."""
    path = database.with_name(f"{database.name}.collector")
    holder = database.with_name(f"{database.name}.collector.pid")
    lock = FileLock(path, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise _taken(_process(holder)) from None
    except OSError as error:
        raise StoreError(
            f"The lock file {path} cannot be written: {error.strerror}."
            " Give a database in a folder that can be written."
        ) from error
    try:
        with suppress(OSError):  # a full disk; it is only for a person to read
            holder.write_text(str(os.getpid()), encoding="ascii")
        yield
    finally:
        with suppress(OSError):
            holder.unlink(missing_ok=True)
        lock.release()


def _process(holder: Path) -> str:
    """The process that says it holds the lock, for the person to look for."""
    try:
        return f"process {int(holder.read_text(encoding='ascii'))}"
    except (OSError, ValueError):
        return "another process"


def _taken(by: str) -> StoreError:
    return StoreError(
        f"Another Kelisim is collecting into this database ({by})."
        " Stop it first, or give another database with --db."
    )
