"""Sums over days: of a window, of a faded past, of the same days of earlier years."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter

Array = NDArray[np.float64]


def rolling(values: Array, days: int) -> Array:
    """The sum of the ``days`` days ending on each day, fewer at the beginning."""
    total = np.cumsum(values, axis=-1)
    window: Array = total.copy()
    window[..., days:] -= total[..., :-days]
    return window


class Sums:
    """The sums of any window of days of one series, added up once."""

    def __init__(self, values: Array) -> None:
        self._total = np.zeros((*values.shape[:-1], values.shape[-1] + 1))
        np.cumsum(values, axis=-1, out=self._total[..., 1:])

    def window(self, days: int, start: int, end: int) -> Array:
        """The sums of the ``days`` days ending on each day from ``start`` to ``end``.

        ``start`` is at least ``days`` − 1.
        """
        last = self._total[..., start + 1 : end + 1]
        return last - self._total[..., start + 1 - days : end + 1 - days]


def faded(values: Array, half_life: float) -> Array:
    """The sum of all days until each, one ``half_life`` ago counting half."""
    keep = 0.5 ** (1.0 / half_life)
    summed: Array = lfilter([1.0], [1.0, -keep], values, axis=-1)
    return summed


def before(values: Array, days: int = 1) -> Array:
    """What stood ``days`` days before each, 0 at the beginning."""
    moved = np.zeros_like(values)
    moved[..., days:] = values[..., : max(0, values.shape[-1] - days)]
    return moved


def same_days(values: Array, around: int, years: int = 3) -> Array:
    """The sum over the same days of earlier years, ``around`` days either side."""
    days = values.shape[-1]
    total = np.zeros((*values.shape[:-1], days + 1))
    np.cumsum(values, axis=-1, out=total[..., 1:])
    summed = np.zeros_like(values)
    today = np.arange(days)
    for year in range(1, years + 1):
        middle = today - round(365.25 * year)
        start = np.clip(middle - around, 0, None)
        end = np.clip(middle + around + 1, 0, None)
        summed += total[..., end] - total[..., start]
    return summed
