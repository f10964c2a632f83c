"""Databases in memory that begin as a copy: what many tests need is made once."""

from __future__ import annotations

import sqlite3

from sqlalchemy import Engine, event

from data.store import Store


def image(store: Store) -> bytes:
    """Everything in a store in memory, as SQLite would write it to a file."""
    return _raw(store).serialize()


def restore(store: Store, image: bytes) -> Store:
    """Put an image in the place of all that a store in memory holds."""
    _raw(store).deserialize(image)
    return store


def opened(image: bytes) -> Store:
    """A store in memory that finds an image there, as one finds a file on a disk."""

    def fill(connection: sqlite3.Connection, _record: object) -> None:
        connection.deserialize(image)

    event.listen(Engine, "connect", fill)
    try:
        return Store.open("sqlite://")
    finally:
        event.remove(Engine, "connect", fill)


def _raw(store: Store) -> sqlite3.Connection:
    connection = store.engine.raw_connection().driver_connection
    assert isinstance(connection, sqlite3.Connection)
    return connection
