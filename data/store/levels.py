"""Levels per region and day, coverage per week: aggregates that pages read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import RowMapping, delete, func, insert, select

from data.days import local_day, monday
from data.model import CoverageWeek, DateState, Level, LevelCode
from data.schema import coverage_week, flag, item, item_region, level, level_rule
from data.store import codec
from data.store.base import StoreBase


def _level(row: RowMapping) -> Level:
    return Level(
        region=row["region"],
        on=row["on"],
        code=LevelCode(row["code"]),
        score=row["score"],
        reasons=codec.reasons(row["reasons"]),
        coverage=codec.coverage(row["coverage"]),
        version=row["version"],
        norms=codec.norms(row["norms"]),
        districts=codec.districts(row["districts"]),
    )


def _row(value: Level) -> dict[str, Any]:
    return {
        "region": value.region,
        "on": value.on,
        "code": value.code.value,
        "score": value.score,
        "reasons": codec.reason_rows(value.reasons),
        "coverage": codec.coverage_row(value.coverage),
        "version": value.version,
        "norms": codec.norm_rows(value.norms),
        "districts": codec.district_rows(value.districts),
    }


class LevelVerbs(StoreBase):
    """The state of the regions, as assessed."""

    def save_levels(self, levels: Sequence[Level]) -> None:
        """Write levels, replacing those of the same region and day."""
        with self.begin() as connection:
            for value in levels:
                connection.execute(
                    delete(level).where(
                        level.c.region == value.region, level.c.on == value.on
                    )
                )
            if levels:
                connection.execute(insert(level), [_row(value) for value in levels])

    def save_level_rule(self, version: str, parameters: Mapping[str, Any]) -> None:
        """Keep the parameters of a rule that makes levels, once per version."""
        with self.begin() as connection:
            known = select(level_rule.c.version).where(level_rule.c.version == version)
            if connection.execute(known).first() is None:
                row = {"version": version, "parameters": dict(parameters)}
                connection.execute(insert(level_rule), row)

    def level_rules(self) -> dict[str, Mapping[str, Any]]:
        """The parameters of every rule that made a level, by version."""
        with self.reading() as connection:
            rows = connection.execute(select(level_rule)).mappings()
            return {row["version"]: row["parameters"] for row in rows}

    def levels(self, region: str | None, since: date, until: date) -> list[Level]:
        """Levels of one region (or all) in a period, oldest first."""
        query = (
            select(level)
            .where(level.c.on >= since, level.c.on <= until)
            .order_by(level.c.on, level.c.region)
        )
        if region is not None:
            query = query.where(level.c.region == region)
        with self.reading() as connection:
            return [_level(row) for row in connection.execute(query).mappings()]

    def latest_levels(self) -> dict[str, Level]:
        """The last assessed level of each region."""
        last = select(func.max(level.c.on)).scalar_subquery()
        query = select(level).where(level.c.on == last).order_by(level.c.region)
        with self.reading() as connection:
            rows = connection.execute(query).mappings()
            return {row["region"]: _level(row) for row in rows}

    def region_weeks(self, region: str, since: date) -> pd.DataFrame:
        """Risk stories by week and lane: columns week (Monday), lane, stories.

        Rows with lane "" count all items read of the region.
        """
        risks = select(flag.c.first_at, flag.c.lane).where(
            flag.c.region == region, flag.c.date_state == DateState.DATED.value
        )
        read = (
            select(item.c.published_at)
            .join(item_region, item_region.c.item_key == item.c.key)
            .where(
                item_region.c.region == region,
                item.c.date_state == DateState.DATED.value,
            )
        )
        with self.reading() as connection:
            rows = [(row.first_at, row.lane) for row in connection.execute(risks)]
            rows += [(at, "") for at in connection.scalars(read)]
        counted = Counter(
            (week, str(lane))
            for at, lane in rows
            if (week := monday(local_day(at))) >= monday(since)
        )
        return pd.DataFrame(
            [(*key, n) for key, n in sorted(counted.items())],
            columns=["week", "lane", "stories"],
        )

    def save_coverage_weeks(self, rows: Iterable[CoverageWeek]) -> None:
        """Replace the table of what was read per region, week and language."""
        with self.begin() as connection:
            connection.execute(delete(coverage_week))
            values = [asdict(row) for row in rows]
            if values:
                connection.execute(insert(coverage_week), values)

    def coverage_weeks(self, region: str | None = None) -> list[CoverageWeek]:
        """What was read per region, week and language, in this order."""
        query = select(coverage_week).order_by(
            coverage_week.c.region, coverage_week.c.week, coverage_week.c.lang
        )
        if region is not None:
            query = query.where(coverage_week.c.region == region)
        with self.reading() as connection:
            rows = connection.execute(query).mappings()
            return [CoverageWeek(**row) for row in rows]

    def accord_days(self) -> list[tuple[str, date]]:
        """(region, day) of every dated item with a sign of accord."""
        query = (
            select(item_region.c.region, item.c.published_at)
            .join(item, item_region.c.item_key == item.c.key)
            .where(item.c.has_protective, item.c.date_state == DateState.DATED.value)
        )
        with self.reading() as connection:
            return [(region, local_day(at)) for region, at in connection.execute(query)]

    def read_days(self) -> list[tuple[str, str, str, date, bool]]:
        """Every dated item and region: (source_id, region, lang, day, has_risk)."""
        query = (
            select(
                item.c.source_id,
                item_region.c.region,
                item.c.lang,
                item.c.published_at,
                item.c.has_risk,
            )
            .join(item_region, item_region.c.item_key == item.c.key, isouter=True)
            .where(item.c.date_state == DateState.DATED.value)
        )
        with self.reading() as connection:
            return [
                (source_id, region or "", lang, local_day(at), has_risk)
                for source_id, region, lang, at, has_risk in connection.execute(query)
            ]
