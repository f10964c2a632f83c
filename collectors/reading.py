"""What one attempt to read a source brought, before its health is judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from collectors.identity import item_key, keys_of
from data.model import DateState, RawItem


@dataclass
class Reading:
    """The items of one attempt and an account of everything that was not taken.

    ``seen`` always equals the items plus all that was dropped. ``noted`` counts flaws
    of items that were kept (no date, no guid …). ``newest_at`` is the latest
    trustworthy publication date met, new or known; ``etag`` and ``modified`` are to be
    sent next time.
    """

    items: list[RawItem] = field(default_factory=list)
    seen: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    noted: Counter[str] = field(default_factory=Counter)
    newest_at: datetime | None = None
    etag: str | None = None
    modified: str | None = None
    not_modified: bool = False
    _keys: set[str] = field(default_factory=set)

    def drop(self, reason: str, count: int = 1) -> None:
        """Count something met and not taken."""
        self.seen += count
        self.dropped[reason] += count

    def offer(self, raw: RawItem, known: Callable[[str], bool]) -> bool:
        """Take an item unless it has no words or has been met before; say whether."""
        if raw.date_state is DateState.DATED:
            self.meet(raw.published_at)
        reason = self._objection(raw, known)
        if reason is not None:
            self.drop(reason)
            return False
        self._keys.add(item_key(raw))
        self.seen += 1
        self.items.append(raw)
        self._note_flaws(raw)
        return True

    def _objection(self, raw: RawItem, known: Callable[[str], bool]) -> str | None:
        """Why an item is not taken, or None."""
        if not raw.title.strip() and not raw.text.strip():
            return "no_text"
        if any(map(known, keys_of(raw))):
            return "known"
        return "duplicate" if item_key(raw) in self._keys else None

    def meet(self, at: datetime | None) -> None:
        """Remember that the source published something at this time."""
        if at is not None:
            self.newest_at = max(at, self.newest_at or at)

    def _note_flaws(self, raw: RawItem) -> None:
        flaws = {
            "no_link": not raw.url,
            "no_body": not raw.text,
            raw.date_state.value: raw.date_state is not DateState.DATED,
        }
        self.noted.update(name for name, is_so in flaws.items() if is_so)
