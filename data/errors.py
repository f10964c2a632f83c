"""What can go wrong, drawn at the top.

KelisimError                 anything of ours; str(error) is one sentence for the person
├── TableError               a table in data/tables contradicts itself
├── StoreError               the database cannot be opened, migrated or written
├── InputError               a file or an argument the person gave cannot be used
│   └── ConflictError        somebody else was there first; look again before writing
└── SourceError              one source could not be read; carries the source's state
"""

from __future__ import annotations

from data.model import State


class KelisimError(Exception):
    """Anything of ours. The message says what, where and what to do."""


class TableError(KelisimError):
    """A reference table contradicts itself; names the file and the row."""


class StoreError(KelisimError):
    """The database cannot be opened, migrated or written."""


class InputError(KelisimError, ValueError):
    """A file or an argument the person gave cannot be used."""


class ConflictError(InputError):
    """Somebody else changed the same thing meanwhile; nothing was written."""


class SourceError(KelisimError):
    """One source could not be read; ``state`` is what the Sources page will show.

    ``retry_after`` is how many seconds the site asked us to stay away, if it did.
    """

    def __init__(
        self,
        state: State,
        detail: str,
        http_status: int | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(detail)
        self.state = state
        self.detail = detail
        self.http_status = http_status
        self.retry_after = retry_after

    def __reduce__(self) -> tuple[type[SourceError], tuple[object, ...]]:
        """All of it, so that it can come back from another process."""
        told = (self.state, self.detail, self.http_status, self.retry_after)
        return type(self), told
