"""What was read for a region: silence must never look like calm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from data.days import monday
from data.model import Coverage, Source

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
    enabled = {source.id: source for source in sources if source.enabled}
    published = _days_by(reads, lambda row: row[0])
    about = _rows_by_region(reads)
    return {
        (region, day): _coverage(region, day, enabled, published, about, rule)
        for region in regions
        for day in days
    }


def _days_by(reads: Sequence[ReadDay], key: Any) -> dict[str, set[date]]:
    days: dict[str, set[date]] = {}
    for row in reads:
        days.setdefault(key(row), set()).add(row[3])
    return days


def _rows_by_region(reads: Sequence[ReadDay]) -> dict[str, list[tuple[date, str]]]:
    rows: dict[str, list[tuple[date, str]]] = {}
    for _, region, lang, day, _ in reads:
        rows.setdefault(region, []).append((day, lang))
    return rows


def _coverage(
    region: str,
    day: date,
    sources: Mapping[str, Source],
    published: Mapping[str, set[date]],
    about: Mapping[str, list[tuple[date, str]]],
    rule: CoverageRule,
) -> Coverage:
    start = day - timedelta(days=rule.coverage_days - 1)
    local = [s for s in sources.values() if s.region == region]
    living = [
        s for s in local if any(start <= d <= day for d in published.get(s.id, ()))
    ]
    rows = about.get(region, [])
    within = [lang for on, lang in rows if start <= on <= day]
    return Coverage(
        region=region,
        on=day,
        days=rule.coverage_days,
        local_sources=len(local),
        living_local=len(living),
        national_sources=sum(s.region == "national" for s in sources.values()),
        items=len(within),
        languages=tuple(sorted(set(within) & {"kk", "ru", "en"})),
        last_item_on=max((on for on, _ in rows if on <= day), default=None),
        sufficient=len(living) >= rule.coverage_min_local
        and len(within) >= rule.coverage_min_items,
    )


def exposure_by_day(read: Iterable[ReadDay]) -> dict[tuple[str, date], int]:
    """Items without risk read about each region on each day.

    Reports of tension must not count as more reading, or a rise would expect itself.
    """
    return dict(
        Counter(
            (region, day) for _, region, _, day, risk in read if region and not risk
        )
    )


def coverage_weeks(read: Iterable[ReadDay]) -> list[dict[str, Any]]:
    """Rows region, week, lang, sources, items for the Sources page."""
    items: Counter[tuple[str, date, str]] = Counter()
    sources: dict[tuple[str, date, str], set[str]] = {}
    for source_id, region, lang, day, _ in read:
        if region:
            key = (region, monday(day), lang)
            items[key] += 1
            sources.setdefault(key, set()).add(source_id)
    return [
        {
            "region": region,
            "week": week,
            "lang": lang,
            "sources": len(sources[region, week, lang]),
            "items": n,
        }
        for (region, week, lang), n in sorted(items.items())
    ]
