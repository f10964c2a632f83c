"""Levels per region and day, coverage per week: aggregates that pages read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import RowMapping, delete, func, insert, select

from data.model import CoverageWeek, Level, LevelCode
from data.schema import coverage_week, level, level_rule
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
