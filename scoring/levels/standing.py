"""A story as it stood at one moment: nothing of what came later is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from data.model import CONFIRMING_VERDICTS, Lane, VerdictCode
from scoring.flags import LANES
from scoring.levels.points import Heard, Renews, Report, StoryPoint, is_refuted
from scoring.levels.rule import LevelRule

#: What needs no second report: people are gathering, or harm is being done.
GRAVE = frozenset({"mobilisation", "violence_or_flight"})
#: What is known of events of the past: (region, district or "") to their days.
History = Mapping[tuple[str, str], tuple[date, ...]]


@dataclass(frozen=True, slots=True)
class Stood:
    """A story until a moment, with the verdict that stood (``said``, ``said_at``)."""

    point: StoryPoint
    reports: tuple[Report, ...]
    first_at: datetime
    last_at: datetime
    owners: frozenset[str]
    districts: frozenset[str]
    signals: Mapping[str, Heard]
    said: VerdictCode | None = None
    said_at: datetime | None = None
    overtaken: bool = False  # one person lowered it, and newer reports came since

    @property
    def lane(self) -> Lane:
        """The fastest clock among its signals."""
        lanes = {heard.lane for heard in self.signals.values()}
        return next(lane for lane in LANES if lane in lanes)

    @property
    def kind(self) -> str:
        """The code of its surest signal."""
        return max(self.signals.values(), key=lambda h: (h.confidence, h.code)).code

    @property
    def refuted(self) -> bool:
        """Whether a person took it out of the level."""
        return self.said is not None and is_refuted(self.said)

    @property
    def confirmed(self) -> bool:
        """Whether a person has seen that it is so."""
        return self.said in CONFIRMING_VERDICTS

    @property
    def rumour(self) -> bool:
        """Whether a person found that it is told and did not happen."""
        return self.said is VerdictCode.RUMOUR

    def meets(self, other: Stood) -> bool:
        """Whether both are told of one district."""
        return bool(self.districts & other.districts)

    def may_meet(self, other: Stood) -> bool:
        """Whether nothing says that they are of different districts."""
        return not self.districts or not other.districts or self.meets(other)


def renews(rule: LevelRule) -> Renews:
    """Which reports the acute clock would believe alone, in a place with history.

    A correction often repeats what it corrects; it is rarely as sure.
    """

    def is_sure(report: Report) -> bool:
        return any(
            heard.confidence >= rule.acute_history
            or (heard.code in GRAVE and heard.confidence >= rule.acute_confidence)
            for heard in report.signals
            if heard.lane is Lane.ACUTE
        )

    return is_sure


def stood(points: Iterable[StoryPoint], rule: LevelRule, at: datetime) -> list[Stood]:
    """The stories of which a signal had been reported until ``at``."""
    out = (p for p in points if p.reports and p.reports[0].at <= at)
    believed = renews(rule)
    found = (_stood(point, believed, at) for point in out)
    return [story for story in found if story is not None]


def _stood(point: StoryPoint, believed: Renews, at: datetime) -> Stood | None:
    until = tuple(report for report in point.reports if report.at <= at)
    signals: dict[str, Heard] = {}
    for report in until:
        for heard in report.signals:
            known = signals.get(heard.code)
            if known is None or heard.confidence > known.confidence:
                signals[heard.code] = heard
    if not signals:
        return None
    own = [report for report in until if not report.copy] or list(until)
    said = point.said(believed, at)
    return Stood(
        point,
        until,
        own[0].at,
        own[-1].at,
        frozenset(report.owner for report in own),
        frozenset(d for report in until for d in report.districts),
        signals,
        said.code if said else None,
        said.at if said else None,
        point.overtaken(believed, at),
    )
