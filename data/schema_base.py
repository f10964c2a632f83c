"""What every table of the database is made with."""

from __future__ import annotations

from typing import Any

from sqlalchemy import MetaData, Table

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def table(name: str, *columns: Any) -> Table:
    """A table of the one database."""
    return Table(name, metadata, *columns)
