"""Write a migration from the difference between schema and migrations.

``python -m data.migrations "add story table"``, from the repository's folder.
"""

from __future__ import annotations

import sys

from alembic import command
from sqlalchemy import create_engine

from data.store.base import migration_config


def main() -> None:
    """Bring an empty database to the head, compare it with the schema, write."""
    if len(sys.argv) != 2:
        raise SystemExit('Say what changes: python -m data.migrations "add a column"')
    with create_engine("sqlite://").begin() as connection:
        config = migration_config(connection)
        command.upgrade(config, "head")
        command.revision(config, sys.argv[1], autogenerate=True)


if __name__ == "__main__":
    main()
