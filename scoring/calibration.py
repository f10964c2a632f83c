"""Whether "0.8" is right eight times in ten: stated confidences against what is so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scoring.intervals import Draws, Estimate, Matrix

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Confidences in [low, high): how many, their mean, and the share that was right.

    The last bin holds 1.0 as well; mean and share are None in an empty bin.
    """

    low: float
    high: float
    n: int
    stated: float | None
    right: float | None


@dataclass(frozen=True, slots=True)
class Calibration:
    """The expected calibration error (mean distance, weighted by n) and its bins."""

    error: Estimate
    bins: tuple[Bin, ...]


def calibration(
    stated: Sequence[Sequence[tuple[float, bool]]], draws: Draws
) -> Calibration:
    """Return the calibration of pairs (confidence, was right), a list for each item."""
    counts = np.array([_counts(pairs) for pairs in stated]).reshape(len(stated), -1)
    total = counts.sum(axis=0).reshape(BINS, 3)
    error = draws.estimate(counts, _error, int(total[:, 0].sum()))
    return Calibration(error, tuple(_bin(at, row) for at, row in enumerate(total)))


def _counts(pairs: Sequence[tuple[float, bool]]) -> Matrix:
    """How many, sum of confidences, how many right: by bin, [BINS * 3]."""
    counts = np.zeros((BINS, 3))
    for confidence, right in pairs:
        counts[min(int(confidence * BINS), BINS - 1)] += (1, confidence, right)
    return counts.ravel()


def _error(counts: Matrix) -> Matrix:
    by_bin = counts.reshape(*counts.shape[:-1], BINS, 3)
    apart = np.abs(by_bin[..., 1] - by_bin[..., 2]).sum(axis=-1)
    n = by_bin[..., 0].sum(axis=-1)
    found = np.full(n.shape, np.nan)
    np.divide(apart, n, out=found, where=n > 0)
    return found


def _bin(at: int, row: Matrix) -> Bin:
    n = int(row[0])
    return Bin(
        at / BINS,
        (at + 1) / BINS,
        n,
        float(row[1] / n) if n else None,
        float(row[2] / n) if n else None,
    )
