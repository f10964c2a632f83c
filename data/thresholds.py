"""The numbers of the level rule: thresholds.toml, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.rows import read_toml, refuse

#: What each number may be: the least and the greatest value.
RANGES: Mapping[str, tuple[float, float]] = {
    "acute_hours": (1, 240),
    "acute_confidence": (0, 1),
    "acute_history": (0, 1),
    "acute_together_days": (1, 60),
    "story_confidence": (0, 1),
    "watch_days": (1, 90),
    "watch_structural_days": (1, 120),
    "watch_score": (0, 10),
    "raised_stories": (1, 50),
    "situation_days": (1, 28),
    "raised_owners": (1, 50),
    "raised_echo": (2, 50),
    "raised_fresh_days": (1, 60),
    "false_raised": (0.01, 50),
    "report_days": (7, 366),
    "keep_margin": (0, 5),
    "step_days": (1, 30),
    "confirmed_days": (1, 90),
    "learning_days": (8, 120),
    "thin_share": (0, 1),
    "coverage_days": (1, 60),
    "coverage_min_items": (1, 1000),
    "coverage_min_local": (1, 50),
}


LANES = ("fast", "slow")


@dataclass(frozen=True, slots=True)
class Curve:
    """False alarms per quiet region and year at each score, where ``usual`` is usual.

    ``usual`` are reports in four weeks; ``per_year`` pairs (score, false alarms).
    """

    usual: float
    per_year: tuple[tuple[float, float], ...]


def read_thresholds(path: Path) -> dict[str, Any]:
    """Every number of the table by its name, and ``false_alarms`` as curves by lane."""
    table = read_toml(path)
    for name in table:
        if name not in RANGES and name != "false_alarms":
            refuse(path, name, "is not a known threshold; remove it")
    for name, (least, most) in RANGES.items():
        value = table.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            refuse(path, name, "is missing or not a number; write one")
        if not least <= value <= most:
            refuse(path, name, f"is {value}; choose from {least} to {most}")
    if table["watch_days"] > table["watch_structural_days"]:
        refuse(path, "watch_days", "is longer than watch_structural_days; shorten it")
    for lane in table.get("false_alarms") or {}:
        if lane not in LANES:
            refuse(path, f"false_alarms.{lane}", "is no lane; use fast or slow")
    curves = {lane: _curves(path, lane, table) for lane in LANES}
    return {**{name: table[name] for name in RANGES}, "false_alarms": curves}


def _curves(path: Path, lane: str, table: Mapping[str, Any]) -> list[Curve]:
    """What each bar of a lane costs, by how much is usual; the least usual first."""
    where = f"false_alarms.{lane}"
    given = table.get("false_alarms")
    rows = given.get(lane) if isinstance(given, dict) else None
    if not isinstance(rows, list) or not rows:
        refuse(path, where, "is missing; write usual and per_year")
    curves: list[Curve] = []
    for row in rows:
        usual, pairs = row.get("usual"), row.get("per_year")
        if not isinstance(usual, int | float) or usual <= 0:
            refuse(path, where, "usual must be a number above 0")
        if curves and usual <= curves[-1].usual:
            refuse(path, where, f"usual = {usual}: the least usual stands first")
        curves.append(Curve(float(usual), _pairs(path, where, pairs)))
    return curves


def _pairs(path: Path, where: str, value: object) -> tuple[tuple[float, float], ...]:
    """Pairs (score, false alarms a year): rising scores, falling alarms."""
    if not isinstance(value, list) or len(value) < 2:
        refuse(path, where, "per_year needs two pairs [score, per year] or more")
    pairs: list[tuple[float, float]] = []
    for pair in value:
        if (
            not isinstance(pair, list)
            or len(pair) != 2
            or not all(isinstance(number, int | float) for number in pair)
        ):
            refuse(path, where, f"{pair} is no pair [score, per year]")
        score, rate = (float(number) for number in pair)
        if rate <= 0 or (pairs and not (score > pairs[-1][0] and rate < pairs[-1][1])):
            refuse(path, where, f"{pair}: scores must rise and alarms fall, above 0")
        pairs.append((score, rate))
    return tuple(pairs)
