"""Severity as a weight: grave reports count more, without pretending precision."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.detector.settings import DEFAULT, Settings

Array = NDArray[np.float64]


def weighted(
    by_severity: ArrayLike, weights: ArrayLike, settings: Settings = DEFAULT
) -> Array:
    """Reports by class of severity as effective counts: Σw·n / c.

    ``by_severity`` is [class, series, source, time], ``weights`` one number above 0
    per class. Divided by c = Σw²/Σw of all reports of the days before (a compound
    Poisson count's variance over mean), so that weighted reports scatter like plain
    ones. Returns [series, source, time].
    """
    counts = np.asarray(by_severity, dtype=float)
    w = np.asarray(weights, dtype=float)
    per_day = counts.sum(axis=tuple(range(1, counts.ndim - 1)))
    first, second = _before(w @ per_day), _before(w**2 @ per_day)
    trust = settings.trust_unit * float(w.mean())
    unit = float((w**2).mean() / w.mean())
    effective: Array = np.tensordot(w, counts, axes=1) / (
        (unit * trust + second) / (trust + first)
    )
    return effective


def _before(per_day: Array) -> Array:
    """The sum of all days before each day."""
    total = np.cumsum(per_day)
    return np.concatenate([[0.0], total[:-1]])
