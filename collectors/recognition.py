"""Which kept item a text is, if any.

A text whose own key is kept is that item. If its own key is new,

- two witnesses (guid, title, words) that name the same item make it that item, moved
  or edited: a renamed slug, a guid that changes with every visit, a republication;
- one witness makes nothing: "Ауа райы" with other words and another guid is the next
  day's weather, and a guid that a feed gives to all its entries identifies none;
- only where there is neither address nor guid does the title alone decide.

A title is a witness for seven days. A guid that stands alone (entries without a link)
is believed while title or words agree with it: a feed that counts its entries from one
on every visit would else bury each new text as an "edit" of an older one. In doubt a
text is a new item: a repetition is seen and can be mended, a loss is neither.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from collectors.identity import (
    Witnesses,
    fingerprint,
    item_key,
    title_key,
    witnesses,
)
from data.model import Kept, RawItem

#: Asks the memory which of some item keys are kept, and as what. Never raises for an
#: unknown key: it is left out of the answer.
Known = Callable[[Iterable[str]], Mapping[str, Kept]]
#: How long a title may be taken for the same text again.
TITLE_LASTS = timedelta(days=7)


class Met(NamedTuple):
    """A text, the key under which it is kept or is to be, and what is kept there."""

    raw: RawItem
    key: str
    kept: Kept | None

    @property
    def is_edit(self) -> bool:
        """Whether it is a kept item of its own source, in other words.

        A text of an older version has no fingerprint; of another source, its own.
        """
        kept = self.kept
        if kept is None or kept.source_id != self.raw.source_id:
            return False
        return kept.fingerprint not in ("", fingerprint(self.raw))


class Holder(NamedTuple):
    """The item that a witness names, and when that was published."""

    key: str
    published_at: datetime | None


def recognise(raws: Iterable[RawItem], known: Known) -> list[Met]:
    """Each text with the kept item it is; asks the memory at most twice.

    First for the texts' own keys; then, for those that are new, for their witnesses.
    """
    own = _keyed(raws)
    memory = known(dict.fromkeys(key for _, key in own))
    met = [Met(raw, _own(key, memory), memory.get(key)) for raw, key in own]
    doubts = {
        n: found
        for n, one in enumerate(met)
        if _is_doubtful(one) and any(found := witnesses(one.raw))
    }
    asked = [key for found in doubts.values() for key in found if key]
    asked += [title_key(met[n].raw) for n in doubts]
    told = known(dict.fromkeys(asked)) if asked else {}
    for n, found in doubts.items():
        met[n] = _resolved(met[n], found, told)
    return met


def aliases(met: Met) -> dict[str, str]:
    """Every other key by which a text is to be known, with the key it is kept under."""
    others = (item_key(met.raw), *witnesses(met.raw))
    return {other: met.key for other in others if other and other != met.key}


def _keyed(raws: Iterable[RawItem]) -> list[tuple[RawItem, str]]:
    """The texts with their own keys; a guid that several go by is taken from them."""
    keyed = [(raw, item_key(raw)) for raw in raws]
    times = Counter(key for _, key in keyed)
    told: dict[str, set[str | None]] = {}
    for raw, key in keyed:
        if key.startswith("g:") and times[key] > 1:
            found = witnesses(raw)
            told.setdefault(key, set()).add(found.words or found.title)
    return [
        (replace(raw, guid=None), title_key(raw))
        if len(told.get(key, ())) > 1
        else (raw, key)
        for raw, key in keyed
    ]


def _own(key: str, memory: Mapping[str, Kept]) -> str:
    """The key of the item that is known under a key, or that key."""
    return (memory[key].key or key) if key in memory else key


def _is_doubtful(met: Met) -> bool:
    """Whether witnesses must be heard: nothing is kept, or a bare guid tells more."""
    return met.kept is None or (met.key.startswith("g:") and met.is_edit)


def named_by(met: Met, found: Witnesses, holders: Mapping[str, Holder]) -> str | None:
    """The key of the item that two witnesses agree on; or a title that stands alone."""
    votes: Counter[str] = Counter()
    for witness in found:
        holder = holders.get(witness or "")
        if holder is None:
            continue
        if witness != found.title:
            votes[holder.key] += 1
        elif _is_near(met.raw, holder):
            votes[holder.key] += 2 if met.key.startswith("t:") else 1
    return next((key for key, count in votes.most_common() if count > 1), None)


def _is_near(raw: RawItem, holder: Holder) -> bool:
    if raw.published_at is None or holder.published_at is None:
        return True
    return abs(raw.published_at - holder.published_at) <= TITLE_LASTS


def _resolved(met: Met, found: Witnesses, told: Mapping[str, Kept]) -> Met:
    """The item that the witnesses name; else a new one."""
    raw = met.raw
    holders = {
        key: Holder(_own(key, told), kept.published_at) for key, kept in told.items()
    }
    name = named_by(met, found, holders)
    if name is not None:
        return Met(raw, name, next(told[k] for k in holders if holders[k].key == name))
    if met.kept is None:
        return met
    key = title_key(raw)  # its guid is another text's
    return Met(raw, _own(key, told), told.get(key))
