"""Sentence vectors, kept so that each text is embedded once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, insert, select

from data.schema import vector
from data.store.base import StoreBase

#: SQLite caps the parameters of a question.
_AT_ONCE = 500


class VectorVerbs(StoreBase):
    """A cache: what is lost here is computed again."""

    def vectors(self, keys: Iterable[str]) -> dict[str, bytes]:
        """Those of the vectors that are kept, by key."""
        wanted = list(dict.fromkeys(keys))
        found: dict[str, bytes] = {}
        with self.reading() as connection:
            for start in range(0, len(wanted), _AT_ONCE):
                part = vector.c.key.in_(wanted[start : start + _AT_ONCE])
                rows = connection.execute(
                    select(vector.c.key, vector.c.value).where(part)
                )
                found.update((row.key, row.value) for row in rows)
        return found

    def every_vector(self) -> dict[str, bytes]:
        """All that are kept, by key."""
        with self.reading() as connection:
            rows = connection.execute(select(vector.c.key, vector.c.value))
            return {row.key: row.value for row in rows}

    def keep_vectors(self, vectors: Mapping[str, bytes]) -> None:
        """Keep vectors; one that is kept already stays, for it is the same."""
        known = self.vectors(vectors)
        # When it was written, for throwing away old ones: no conclusion rests on it.
        now = datetime.now(UTC)
        rows = [
            {"key": key, "value": value, "kept_at": now}
            for key, value in vectors.items()
            if key not in known
        ]
        if rows:
            with self.begin() as connection:
                # Another program may have kept some of them in between.
                again = set[str]()
                for start in range(0, len(rows), _AT_ONCE):
                    keys = [row["key"] for row in rows[start : start + _AT_ONCE]]
                    query = select(vector.c.key).where(vector.c.key.in_(keys))
                    again.update(connection.scalars(query))
                fresh = [row for row in rows if row["key"] not in again]
                if fresh:
                    connection.execute(insert(vector), fresh)

    def forget_vectors(self, now: datetime, days: int) -> int:
        """Throw away vectors kept for more than so many days; return how many."""
        old = vector.c.kept_at < now - timedelta(days=days)
        with self.begin() as connection:
            return connection.execute(delete(vector).where(old)).rowcount
