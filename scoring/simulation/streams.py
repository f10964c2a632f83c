"""Simulated streams of a country's regions: what is read, what is reported, the truth.

Twenty regions with five to seven sources each over 160 weeks, of which the last 49 are
scored (as in Noufaily et al. 2013). All chance comes from one seed, so a seed and a
family name one stream for ever (under one version of numpy).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scoring.simulation.families import FAMILIES, Family
from scoring.simulation.ordinary import Ordinary, draw_ordinary
from scoring.simulation.rises import Field, Rise
from scoring.simulation.timeline import Timeline, timeline
from scoring.simulation.volumes import Change, draw_volumes

Array = NDArray[np.float64]
Ints = NDArray[np.int_]

REGIONS, WEEKS, SCORED_WEEKS = 20, 160, 49
#: Severity of the five classes, mildest first.
SEVERITIES = np.array([0.2, 0.4, 0.6, 0.8, 1.0])
#: How ordinary reports and those of a true rise fall into the five classes.
MIX_ORDINARY = np.array([0.40, 0.30, 0.18, 0.09, 0.03])
MIX_RISE = np.array([0.15, 0.20, 0.25, 0.25, 0.15])
_COPIED = 0.35  # of independent reports are printed again by others
_MORE_COPIES = (0.8, 0.35)  # beyond the first: negative binomial per copied report
_WAVE = (8, 45)  # copies of one text in a wave
_WAVE_FADES, _WAVE_DAYS = 0.8, 4


@dataclass(frozen=True)
class Streams:
    """One draw. [classes, regions, sources, days] is the order of the axes."""

    family: str
    seed: int
    days: Timeline
    severity_counts: Ints  # independent reports by class of severity
    exposure: Ints  # items read, any topic [regions, sources, days]
    items: Ints  # reports with their copies [regions, days]
    expected: Array  # independent reports when nothing rises [regions, days]
    rises: tuple[Rise, ...]
    changes: tuple[Change, ...]

    @cached_property
    def by_source(self) -> Ints:
        """Independent reports [regions, sources, days]."""
        return np.asarray(self.severity_counts.sum(axis=0))

    @cached_property
    def reports(self) -> Ints:
        """Independent reports [regions, days]."""
        return np.asarray(self.by_source.sum(axis=1))

    @cached_property
    def read(self) -> Ints:
        """Items read, any topic [regions, days]."""
        return np.asarray(self.exposure.sum(axis=1))

    def until(self, days: int) -> Streams:
        """Return what was known of the stream after so many days."""
        return replace(
            self,
            days=self.days.until(days),
            severity_counts=self.severity_counts[..., :days],
            exposure=self.exposure[..., :days],
            items=self.items[:, :days],
            expected=self.expected[:, :days],
            rises=tuple(each for each in self.rises if each.end < days),
            changes=tuple(each for each in self.changes if each.day < days),
        )


def simulate(
    family: str,
    seed: int,
    *,
    regions: int = REGIONS,
    weeks: int = WEEKS,
    scored_weeks: int = SCORED_WEEKS,
    telling: float = 1.0,
    kind: Family | None = None,
) -> Streams:
    """Draw one stream.

    ``telling``: how much more severe the reports of a rise are than ordinary ones;
    0 = not at all (severity says nothing), 1 = as ``MIX_RISE`` says. ``kind``: what
    the family holds, if something else than its name says.

    Raises
    ------
    ValueError
        for an unknown family.

    """
    if family not in FAMILIES:
        raise ValueError(f"no family {family!r}; there are {', '.join(FAMILIES)}")
    kind = kind or FAMILIES[family]
    rng = np.random.default_rng([seed, *family.encode()])
    days = timeline(weeks, scored_weeks)
    volumes = draw_volumes(rng, kind, days, regions)
    ordinary = draw_ordinary(rng, kind, days, volumes)
    field = Field(rng, days, ordinary.expected, np.zeros_like(ordinary.reports))
    field.plant(kind)
    mix = telling * MIX_RISE + (1 - telling) * MIX_ORDINARY
    counts = _spread(rng, ordinary.reports, ordinary, MIX_ORDINARY)
    counts += _spread(rng, field.extra, ordinary, mix)
    reports = ordinary.reports + field.extra
    return Streams(
        *(family, seed, days, counts, volumes.items),
        items=reports + _copies(rng, kind, days, reports),
        expected=ordinary.expected,
        rises=tuple(sorted(field.rises, key=lambda each: (each.region, each.start))),
        changes=volumes.changes,
    )


def _spread(
    rng: np.random.Generator, reports: Ints, ordinary: Ordinary, mix: Array
) -> Ints:
    """Give every report a source and a class of severity."""
    chance = ordinary.share[:, :, None] * mix[:, None]  # region, source, class, day
    regions, sources, classes, n_days = chance.shape
    flat = chance.reshape(regions, sources * classes, n_days).transpose(0, 2, 1)
    drawn = rng.multinomial(reports, flat / flat.sum(axis=2, keepdims=True))
    back = drawn.reshape(regions, n_days, sources, classes)
    return np.ascontiguousarray(back.transpose(3, 0, 2, 1))


def _copies(
    rng: np.random.Generator, family: Family, days: Timeline, reports: Ints
) -> Ints:
    """Items that only repeat: of ordinary reports, and waves of one single text."""
    copied = rng.binomial(reports, _COPIED)
    copies = copied.copy()
    some = copied > 0
    per_report, share = _MORE_COPIES
    copies[some] += rng.negative_binomial(copied[some] * per_report, share)
    for region in range(len(reports)):
        for _wave in range(family.waves):
            first = int(rng.integers(days.scored_from, days.days - 8))
            on = rng.exponential(_WAVE_FADES, int(rng.integers(*_WAVE)) + 1)
            delays = np.minimum(on.astype(int), _WAVE_DAYS)
            np.add.at(copies[region], first + delays, 1)
    return copies
