"""What is read beside tension: sources that come and go, signs of accord, the usual."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from data.model import Reason, Source
from scoring.coverage import ReadDay

#: Days a change of sources is told, and of silence after which one counts as lost.
TOLD = timedelta(days=14)
SILENT = timedelta(days=14)
#: Days with items before a source's silence means anything.
_KNOWN = 4
#: Days held against which reading is thin, and whose reading is the usual one.
_NOW, _USUAL = 14, 56


@dataclass(frozen=True, slots=True)
class Beside:
    """Local sources' first and last days of reading, and days of accord, per region."""

    days_read: Mapping[str, Mapping[str, Sequence[date]]]
    accord: Mapping[str, Sequence[date]]
    begun: date

    def changes(self, region: str, on: date) -> list[Reason]:
        """Local sources that began, or fell silent, in the days before ``on``."""
        joined: dict[date, list[str]] = {}
        lost: dict[date, list[str]] = {}
        for source, days in self.days_read.get(region, {}).items():
            until = days[: bisect_right(days, on)]
            if not until:
                continue
            first, last = until[0], until[-1]
            if first - self.begun >= TOLD and on - first < TOLD:
                joined.setdefault(first, []).append(source)
            silent = SILENT <= on - last < SILENT + TOLD
            if silent and len(until) >= _KNOWN:
                lost.setdefault(last, []).append(source)
        return [
            Reason(code, len(sources), (), {"sources": sorted(sources), "on": str(day)})
            for code, found in (
                ("level.source_joined", joined),
                ("level.source_lost", lost),
            )
            for day, sources in sorted(found.items())
        ]

    def protective(self, region: str, on: date, days: int) -> list[Reason]:
        """How many texts of accord were read: shown, and never subtracted."""
        found = self.accord.get(region, ())
        since = on - timedelta(days=days - 1)
        n = bisect_right(found, on) - bisect_left(found, since)
        return [Reason("level.protective", n, (), {"n": n, "days": days})] if n else []


def beside(
    read: Iterable[ReadDay],
    sources: Iterable[Source],
    accord: Iterable[tuple[str, date]],
) -> Beside:
    """Lay out what was read; ``accord`` are (region, day) of protective items."""
    home = {source.id: source.region for source in sources}
    seen: dict[str, dict[str, set[date]]] = {}
    begun = date.max
    for source_id, _, _, day, _ in read:
        begun = min(begun, day)
        region = home.get(source_id, "")
        seen.setdefault(region, {}).setdefault(source_id, set()).add(day)
    quiet: dict[str, list[date]] = {}
    for region, day in accord:
        quiet.setdefault(region, []).append(day)
    return Beside(
        {
            region: {source: sorted(days) for source, days in found.items()}
            for region, found in seen.items()
        },
        {region: sorted(days) for region, days in quiet.items()},
        begun,
    )


def thinness(read: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share of its usual reading each region had in two weeks, [region, day].

    The usual is that of the eight weeks before; NaN until there are two of them, and
    where nothing was usual.
    """
    total = np.concatenate([np.zeros((len(read), 1)), np.cumsum(read, axis=1)], axis=1)
    days = read.shape[1]
    end = np.arange(1, days + 1)
    middle, start = np.maximum(end - _NOW, 0), np.maximum(end - _NOW - _USUAL, 0)
    now = total[:, end] - total[:, middle]
    usual = total[:, middle] - total[:, start]
    span = (middle - start).astype(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        share: NDArray[np.float64] = now / (usual * _NOW / span)
    share[:, span < _NOW] = np.nan
    share[~np.isfinite(share)] = np.nan
    return share
