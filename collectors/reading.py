"""What one attempt to read a source brought, before its health is judged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from collectors.identity import witnesses
from collectors.recognition import Holder, Known, Met, aliases, named_by, recognise
from data.model import DateState, RawItem

__all__ = ["Known", "Reading"]

#: An item changed more often than this changes for other reasons than its news.
_MOST_REVISIONS = 20
#: Halves of characters (JSON may hold them) and NUL: no database can write them.
_UNWRITABLE = re.compile("[\\0\ud800-\udfff]")


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
    #: The items taken, by all their keys.
    _taken: dict[str, Holder] = field(default_factory=dict)

    def drop(self, reason: str, count: int = 1) -> None:
        """Count something met and not taken."""
        if count:
            self.seen += count
            self.dropped[reason] += count

    def offer(self, raw: RawItem, known: Known) -> bool:
        """Take an item unless it has no words or has been met before; say whether."""
        return self.offer_all([raw], known) == 1

    def offer_all(self, raws: Iterable[RawItem], known: Known) -> int:
        """Take the items that are new or edited, asking the memory; how many."""
        before = len(self.items)
        for met in recognise(map(_writable, raws), known):
            self._judge(met)
        return len(self.items) - before

    def _judge(self, met: Met) -> None:
        """Take one item or count why not."""
        raw = met.raw
        if raw.date_state is DateState.DATED:
            self.meet(raw.published_at)
        reason = self._objection(met)
        if reason is not None:
            return self.drop(reason)
        for key in (met.key, *aliases(met)):
            self._taken[key] = Holder(met.key, raw.published_at)
        self.seen += 1
        self.items.append(raw)
        if met.kept is not None:
            self.noted["edited"] += 1
        return self._note_flaws(raw)

    def _objection(self, met: Met) -> str | None:
        """Why an item is not taken, or None."""
        raw, kept = met.raw, met.kept
        if not raw.title.strip() and not raw.text.strip():
            return "no_text"
        if met.key in self._taken:
            return "duplicate"
        if kept is None:
            is_again = named_by(met, witnesses(raw), self._taken) is not None
            return "duplicate" if is_again else None
        if not met.is_edit:
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


def _writable(raw: RawItem) -> RawItem:
    """The item without characters that cannot be written; one would cost a harvest."""
    if all(map(_is_writable, (raw.title, raw.text, raw.url, raw.guid or ""))):
        return raw
    return replace(
        raw,
        title=_UNWRITABLE.sub("\ufffd", raw.title),
        text=_UNWRITABLE.sub("\ufffd", raw.text),
        url=_UNWRITABLE.sub("\ufffd", raw.url),
        guid=raw.guid and _UNWRITABLE.sub("\ufffd", raw.guid),
    )


def _is_writable(text: str) -> bool:
    try:
        text.encode()  # several times faster than the search
    except UnicodeEncodeError:
        return False
    return "\0" not in text
