"""What one attempt to read a source brought, before its health is judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from collectors.identity import fingerprint, keys_of
from data.model import DateState, Kept, RawItem

#: Asks the memory which of some item keys are kept, and as what. Never raises for an
#: unknown key: it is left out of the answer.
Known = Callable[[Iterable[str]], Mapping[str, Kept]]
#: An item changed more often than this changes for other reasons than its news.
_MOST_REVISIONS = 20


@dataclass
class Reading:
    """The items of one attempt and an account of everything that was not taken.

    ``seen`` always equals the items plus all that was dropped; among the items are
    edits of known ones, counted in ``noted`` as "edited" beside flaws of what was kept
    (no date, no link …). ``newest_at`` is the latest trustworthy publication date met,
    new or known; ``etag`` and ``modified`` are to be sent next time; ``is_full`` says
    that the source was asked for everything, whatever it had sent before.
    """

    items: list[RawItem] = field(default_factory=list)
    seen: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    noted: Counter[str] = field(default_factory=Counter)
    newest_at: datetime | None = None
    etag: str | None = None
    modified: str | None = None
    not_modified: bool = False
    is_full: bool = False
    moved_to: str | None = None
    _keys: set[str] = field(default_factory=set)

    def drop(self, reason: str, count: int = 1) -> None:
        """Count something met and not taken."""
        self.seen += count
        self.dropped[reason] += count

    def offer(self, raw: RawItem, known: Known) -> bool:
        """Take an item unless it has no words or has been met before; say whether."""
        return self.offer_all([raw], known) == 1

    def offer_all(self, raws: Iterable[RawItem], known: Known) -> int:
        """Take the items that are new or edited, asking the memory once; how many."""
        keyed = [(raw, tuple(keys_of(raw))) for raw in raws]
        memory = known(dict.fromkeys(key for _, keys in keyed for key in keys))
        before = len(self.items)
        for raw, keys in keyed:
            self._judge(raw, keys, memory)
        return len(self.items) - before

    def _judge(
        self, raw: RawItem, keys: tuple[str, ...], memory: Mapping[str, Kept]
    ) -> None:
        """Take one item or count why not. ``keys`` are its own key and its twins'."""
        if raw.date_state is DateState.DATED:
            self.meet(raw.published_at)
        kept = memory.get(keys[0])
        is_twin = kept is None and any(key in memory for key in keys)
        reason = "known" if is_twin else self._objection(raw, keys, kept)
        if reason is not None:
            return self.drop(reason)
        self._keys.add(keys[0])
        self.seen += 1
        self.items.append(raw)
        if kept is not None:
            self.noted["edited"] += 1
        return self._note_flaws(raw)

    def _objection(
        self, raw: RawItem, keys: tuple[str, ...], kept: Kept | None
    ) -> str | None:
        """Why an item is not taken, or None."""
        if not raw.title.strip() and not raw.text.strip():
            return "no_text"
        if any(key in self._keys for key in keys):
            return "duplicate"
        if kept is None:
            return None
        # A text of an older version has no fingerprint; of another source, its own.
        is_same = kept.fingerprint in ("", fingerprint(raw))
        if is_same or kept.source_id != raw.source_id:
            return "known"
        return "edited_too_often" if kept.revisions >= _MOST_REVISIONS else None

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
