"""How the verbs of people's words write and read their rows."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any, TypeVar

from sqlalchemy import Connection, RowMapping, Table, insert, select

from data.errors import InputError
from data.schema import flag

V = TypeVar("V")


def require_flag(connection: Connection, flag_id: str) -> None:
    """Raise InputError where there is no such flag.

    Whoever else writes about it waits until this is written (PostgreSQL; in SQLite one
    program writes at a time anyway), so that nobody overwrites a word not yet seen.
    """
    this = select(flag.c.id).where(flag.c.id == flag_id).with_for_update()
    if connection.scalar(this) is None:
        raise InputError(f"There is no flag {flag_id!r}; open it from the list.")


def require_words(**named: str) -> None:
    """Raise InputError for the first of these texts that is empty."""
    for name, text in named.items():
        if not text.strip():
            raise InputError(f"The {name.replace('_', ' ')} is missing: write it.")


def add(connection: Connection, into: Table, value: V, *left_out: str) -> V:
    """Write a value as a new row and give it back with its number."""
    row: dict[str, Any] = asdict(value)  # type: ignore[call-overload]
    for name in ("id", *left_out):
        row.pop(name)
    plain = {
        key: list(each) if isinstance(each, tuple) else each
        for key, each in row.items()
    }
    new_id = connection.execute(
        insert(into).values(**plain).returning(into.c.id)
    ).scalar_one()
    return replace(value, id=new_id)  # type: ignore[type-var]


def said(row: RowMapping) -> dict[str, Any]:
    """The values of a row without the note of where it was moved from."""
    return {key: value for key, value in row.items() if key != "given_to"}
