"""The public parameters of the level rule, and the version they make."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any

import numpy as np

from data.thresholds import Curve
from scoring.detector import DEFAULT, Settings

#: The rule's own version; its parameters add theirs.
NAME = "levels-3"
DAYS_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class LevelRule:
    """Rows of data/tables/thresholds.toml, each explained there.

    ``false_alarms`` say what each bar of the fast and of the slow windows costs in
    false "raised" levels (measured by ``kelisim bench levels --bars``); with
    ``false_raised`` per ``report_days`` over all ``regions`` they make the bars.
    """

    acute_hours: int
    acute_confidence: float
    acute_history: float
    acute_together_days: int
    story_confidence: float
    watch_days: int
    watch_structural_days: int
    watch_score: float
    raised_stories: int
    situation_days: int
    raised_owners: int
    raised_echo: int
    raised_fresh_days: int
    keep_margin: float
    step_days: int
    confirmed_days: int
    learning_days: int
    thin_share: float
    coverage_days: int
    coverage_min_items: int
    coverage_min_local: int
    false_raised: float
    report_days: int
    regions: int
    false_alarms: Mapping[str, Sequence[Curve]]
    detector: Settings = DEFAULT
    severities: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def from_table(
        cls,
        table: Mapping[str, Any],
        regions: int,
        severities: Mapping[str, float] | None = None,
    ) -> LevelRule:
        """Pick this rule's rows out of the thresholds table; ``regions`` are judged.

        ``severities`` are the taxonomy's weights of the signals.
        """
        rows = {
            each.name: table[each.name]
            for each in fields(cls)
            if each.name not in {"regions", "detector", "severities"}
        }
        return cls(**rows, regions=regions, severities=dict(severities or {}))

    @property
    def budget(self) -> float:
        """False "raised" levels allowed per region and year."""
        reports_a_year = DAYS_A_YEAR / self.report_days
        return self.false_raised * reports_a_year / self.regions

    def bar(self, lane: str, usual: float) -> float:
        """The score from which a rise is "raised", in the lane's half of the budget.

        ``usual`` reports are expected in four weeks: where more is told, chance makes
        more waves. Log-linear between what was measured.
        """
        curves = self.false_alarms[lane]
        allowed = -np.log(self.budget / len(self.false_alarms))
        bars = [_score_at(curve, allowed) for curve in curves]
        at = [np.log(curve.usual) for curve in curves]
        return float(np.interp(np.log(max(usual, 1e-6)), at, bars))

    @property
    def parameters(self) -> dict[str, Any]:
        """Everything that decides a level, as plain values."""
        return json.loads(json.dumps(asdict(self)))  # type: ignore[no-any-return]

    @property
    def version(self) -> str:
        """The rule's name and a digest of its parameters."""
        text = json.dumps(self.parameters, sort_keys=True)
        return f"{NAME}.{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _score_at(curve: Curve, allowed: float) -> float:
    """The score at which a curve falls to −log of a rate; beyond its end as it fell."""
    scores = [score for score, _ in curve.per_year]
    rates = [-float(np.log(rate)) for _, rate in curve.per_year]
    if allowed > rates[-1]:
        slope = (scores[-1] - scores[-2]) / (rates[-1] - rates[-2])
        return scores[-1] + slope * (allowed - rates[-1])
    return float(np.interp(allowed, rates, scores))
