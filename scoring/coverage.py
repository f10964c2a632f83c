"""What was read for a region: silence must never look like calm."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from data.model import LANGUAGES, Coverage, Source
from data.sourcelist import NATIONAL

#: One dated item read: (source_id, region or "", language, local day, has_risk).
ReadDay = tuple[str, str, str, date, bool]


@dataclass(frozen=True, slots=True)
class CoverageRule:
    """The floor under which a region is "no data" (thresholds.toml)."""

    coverage_days: int
    coverage_min_items: int
    coverage_min_local: int

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> CoverageRule:
        """Pick this rule's rows out of the thresholds table."""
        return cls(
            table["coverage_days"],
            table["coverage_min_items"],
            table["coverage_min_local"],
        )


def coverage_by_day(
    regions: Iterable[str],
    days: Sequence[date],
    sources: Iterable[Source],
    read: Iterable[ReadDay],
    rule: CoverageRule,
) -> dict[tuple[str, date], Coverage]:
    """Coverage of each region on each day, over the days before it.

    A local source is living when it published anything dated in the period, whatever
    place that was about: a silent outlet and a quiet region are different facts.
    """
    reads = list(read)
    enabled = [source for source in sources if source.enabled]
    published = _days_by_source(reads)
    about = _rows_by_region(reads)
    return {
        (region, day): _coverage(
            region, day, enabled, published, about.get(region, ([], [])), rule
        )
        for region in regions
        for day in days
    }


def _days_by_source(reads: Iterable[ReadDay]) -> dict[str, list[date]]:
    """The days on which each source published, in order."""
    days: dict[str, set[date]] = {}
    for source_id, _, _, day, _ in reads:
        days.setdefault(source_id, set()).add(day)
    return {source_id: sorted(found) for source_id, found in days.items()}


def _rows_by_region(
    reads: Iterable[ReadDay],
) -> dict[str, tuple[list[date], list[str]]]:
    """Day and language of each item about a region, in order of days."""
    rows: dict[str, list[tuple[date, str]]] = {}
    for _, region, lang, day, _ in reads:
        rows.setdefault(region, []).append((day, lang))
    return {
        region: ([day for day, _ in found], [lang for _, lang in found])
        for region, found in ((region, sorted(rows[region])) for region in rows)
    }


def _coverage(
    region: str,
    day: date,
    sources: Sequence[Source],
    published: Mapping[str, Sequence[date]],
    about: tuple[Sequence[date], Sequence[str]],
    rule: CoverageRule,
) -> Coverage:
    start = day - timedelta(days=rule.coverage_days - 1)
    there = [s for s in sources if _is_there(s, published.get(s.id, ()), day)]
    local = [s for s in there if s.region == region]
    living = sum(_between(published.get(s.id, ()), start, day) > 0 for s in local)
    on, langs = about
    first, after = bisect_left(on, start), bisect_right(on, day)
    within = langs[first:after]
    return Coverage(
        region=region,
        on=day,
        days=rule.coverage_days,
        local_sources=len(local),
        living_local=living,
        national_sources=sum(s.region == NATIONAL for s in there),
        items=len(within),
        languages=tuple(sorted(set(within) & set(LANGUAGES))),
        last_item_on=on[after - 1] if after else None,
        sufficient=living >= rule.coverage_min_local
        and len(within) >= rule.coverage_min_items,
    )


def _is_there(source: Source, published: Sequence[date], day: date) -> bool:
    """Whether a source was known by a day: listed since, or read from that day."""
    if source.since is None or source.since <= day:
        return True
    return bool(published) and published[0] <= day


def _between(days: Sequence[date], start: date, end: date) -> int:
    return bisect_right(days, end) - bisect_left(days, start)
