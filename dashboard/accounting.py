"""What became of every entry met: one bucket each, and the sums checked.

Knows no Streamlit. Two equations hold as long as no text is lost between two steps:
entries met = new + edited + met again + let go, and outcomes of understanding = new +
edited. A difference is a fault of ours and is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd

#: What became of an entry that is no reason to let it go.
_KEPT, _EDITED, _MET_AGAIN, _LOST = "kept", "edited", "known", "unaccounted"


class Bucket(NamedTuple):
    """A reason and how many texts ended there."""

    reason: str
    n: int


@dataclass(frozen=True, slots=True)
class Account:
    """Everything counted in a period; the buckets are largest first."""

    seen: int
    new: int
    edited: int
    met_again: int
    let_go: tuple[Bucket, ...]
    understood: tuple[Bucket, ...]
    dates: tuple[Bucket, ...]
    notes: tuple[Bucket, ...]  # flaws of what was kept; a text may have several
    lost: int

    @property
    def gone(self) -> int:
        """Entries let go for a reason."""
        return sum(bucket.n for bucket in self.let_go)

    @property
    def unaccounted(self) -> int:
        """Entries whose end is not known: nought, unless we made a mistake."""
        told = self.new + self.edited + self.met_again + self.gone
        return max(abs(self.seen - told), self.lost)

    @property
    def not_understood(self) -> int:
        """By how many the outcomes of understanding differ from what was kept."""
        outcomes = sum(bucket.n for bucket in self.understood)
        return abs(self.new + self.edited - outcomes)


def account(counters: pd.DataFrame) -> Account:
    """The account of the counters of a period (columns stage, reason, n)."""
    counted: dict[str, dict[str, int]] = {}
    for stage, reason, n in counters.itertuples(index=False):
        counted.setdefault(str(stage), {})[str(reason)] = int(n)
    ends = counted.get("collect", {})
    named = {_KEPT, _EDITED, _MET_AGAIN, _LOST}
    return Account(
        seen=counted.get("entries", {}).get("seen", 0),
        new=ends.get(_KEPT, 0),
        edited=ends.get(_EDITED, 0),
        met_again=ends.get(_MET_AGAIN, 0),
        let_go=_buckets((why, n) for why, n in ends.items() if why not in named),
        understood=_buckets(counted.get("understand", {}).items()),
        dates=_buckets(counted.get("dates", {}).items()),
        notes=_buckets(counted.get("notes", {}).items()),
        lost=ends.get(_LOST, 0),
    )


def _buckets(counted: Iterable[tuple[str, int]]) -> tuple[Bucket, ...]:
    made = (Bucket(reason, n) for reason, n in counted)
    return tuple(sorted(made, key=lambda bucket: (-bucket.n, bucket.reason)))


def counted_since(
    wanted: date, entries: date | None, endings: date | None
) -> date | None:
    """The day from which both sides of the account were kept; None when none was.

    ``entries`` and ``endings`` are the first days on which entries met and what became
    of them were counted. Where the second is older, an earlier version counted only
    that, and the day it was replaced on is half and half.
    """
    if entries is None:
        return None
    if endings is not None and endings < entries:
        entries += timedelta(days=1)
    return max(wanted, entries)
