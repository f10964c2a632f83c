"""Stories as counts per region, owner and day, and what was read beside them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from data.days import local_day
from data.model import Source
from scoring.coverage import ReadDay
from scoring.detector import Alarm, Settings, severity_scores
from scoring.levels.points import Renews, StoryPoint, is_refuted

Array = NDArray[np.float64]

#: An owner who comes back to a story after so long reports something new.
AGAIN = timedelta(days=3)
#: The share of a region's reading that an owner is taken to bring once he reported of
#: it: of one who tells of nothing but tension, nothing would ever be expected else.
LISTENED = 0.02


@dataclass(frozen=True, slots=True)
class Counted:
    """Reports [class, region, owner, day] and reading [region, owner, day].

    ``severity`` is that of each class.
    """

    regions: tuple[str, ...]
    days: tuple[date, ...]
    severity: Array
    reports: Array
    read: Array


def count(
    regions: Sequence[str],
    days: Sequence[date],
    points: Iterable[StoryPoint],
    read: Iterable[ReadDay],
    sources: Iterable[Source],
    severities: Mapping[str, float],
    least: float,
    renews: Renews,
) -> Counted:
    """Lay stories and reading out for the detector.

    ``days`` are consecutive. A story weighs by its gravest signal. The second owner who
    reports it adds less than the first, the third less than the second (log2 of owners
    plus one): an echo is evidence, but of one event. Signals less sure than ``least``
    weigh nothing; ``renews`` tells which reports outweigh a lone refuting verdict.
    Items with a risk are no reading, or a rise would expect itself.
    """
    owner_of = {source.id: source.owner for source in sources}
    rows = [row for row in read if row[1] and not row[4]]
    listed = list(points)
    owners = sorted(
        {owner_of.get(row[0], row[0]) for row in rows}
        | {report.owner for point in listed for report in point.reports}
    )
    at_region = {code: n for n, code in enumerate(regions)}
    at_owner = {name: n for n, name in enumerate(owners)}
    classes = sorted(set(severities.values()))
    shape = (len(regions), max(1, len(owners)), len(days))
    reading, reports = np.zeros(shape), np.zeros((len(classes), *shape))
    first = days[0]
    for source_id, region, _, day, _ in rows:
        column = (day - first).days
        if region in at_region and 0 <= column < len(days):
            owner = at_owner[owner_of.get(source_id, source_id)]
            reading[at_region[region], owner, column] += 1
    for point in listed:
        row = at_region.get(point.region)
        for severity, name, day, much in _told(point, severities, least, renews):
            column = (day - first).days
            if row is not None and 0 <= column < len(days):
                kind = classes.index(severity)
                reports[kind, row, at_owner[name], column] += much
    return Counted(tuple(regions), tuple(days), np.array(classes), reports, reading)


def _told(
    point: StoryPoint, severities: Mapping[str, float], least: float, renews: Renews
) -> list[tuple[float, str, date, float]]:
    """What a story adds: severity, owner, day, how much.

    Taken out by a person, it adds nothing from its beginning: a region must not learn
    its usual from what was no tension.
    """
    said = point.said(renews)
    if said is not None and is_refuted(said.code):
        return []
    found: list[tuple[float, str, date, float]] = []
    last: dict[str, date] = {}
    worst, heard = 0.0, 0
    for report in point.reports:
        sure = (s.code for s in report.signals if s.confidence >= least)
        worst = max([worst, *(severities[code] for code in sure if code in severities)])
        day = local_day(report.at)
        known = last.get(report.owner)
        if report.copy or not worst or (known is not None and day - known < AGAIN):
            continue
        if known is None:
            much = math.log2(heard + 2) - math.log2(heard + 1)
            heard += 1
        else:
            much = 0.5  # a known voice with news of a known event
        last[report.owner] = day
        found.append((worst, report.owner, day, much))
    return found


def alarm(counted: Counted, settings: Settings) -> Alarm:
    """The detector over all regions at once."""
    weekday = np.array([day.weekday() for day in counted.days])
    heard = np.cumsum(counted.reports.sum(axis=0), axis=-1) > 0
    read = counted.read + LISTENED * heard * counted.read.sum(axis=1, keepdims=True)
    return severity_scores(
        counted.reports, counted.severity, read, weekday, settings=settings
    )
