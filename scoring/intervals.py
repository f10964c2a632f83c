"""Numbers with the bounds that chance leaves them.

Whole stories are drawn again and again, with repeats, because texts of one story are
right or wrong together. Every measure is a function of summed counts, so that a
thousand draws are one product of two matrices. The draws are seeded: the same counts
give the same bounds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Matrix = NDArray[np.float64]
#: A function of summed counts [..., columns] to values [...]; NaN where undefined.
Measure = Callable[[Matrix], Matrix]

ROUNDS = 1000
SEED = 20261122
#: Bounds hold 95 of 100 draws.
_BOUNDS = (2.5, 97.5)
_TAIL = 0.025


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value, its 95 % bounds, and how many cases it rests on.

    All None where there is nothing to divide by.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Exactness:
    """Precision (of what was found), recall (of what was wanted) and F1; n: wanted."""

    precision: Estimate
    recall: Estimate
    f1: Estimate


class Draws:
    """Stories drawn with repeats; ``stories`` names the story of each item."""

    def __init__(
        self, stories: Sequence[str], rounds: int = ROUNDS, seed: int = SEED
    ) -> None:
        numbers = {name: at for at, name in enumerate(sorted(set(stories)))}
        self._story = np.array([numbers[name] for name in stories], dtype=int)
        self.stories = len(numbers)
        drawn = np.random.default_rng(seed).integers(
            max(self.stories, 1), size=(rounds, self.stories)
        )
        self._times = np.zeros((rounds, self.stories))  # how often each was drawn
        np.add.at(self._times, (np.arange(rounds)[:, None], drawn), 1)

    def estimate(self, counts: ArrayLike, measure: Measure, n: int) -> Estimate:
        """Return a measure of counts [items, columns], in the order of ``stories``."""
        rows = np.asarray(counts, dtype=float)
        value = float(measure(rows.sum(axis=0)))
        if np.isnan(value):
            return Estimate(None, None, None, n)
        by_story = np.zeros((self.stories, rows.shape[1]))
        np.add.at(by_story, self._story, rows)
        drawn = measure(self._times @ by_story)
        low, high = np.percentile(drawn[~np.isnan(drawn)], _BOUNDS)
        return Estimate(value, float(low), float(high), n)

    def share(self, right: Sequence[bool], among: Sequence[bool]) -> Estimate:
        """Return how many are right among those that count."""
        chosen = np.asarray(among, dtype=bool)
        counts = np.stack([np.asarray(right, dtype=bool) & chosen, chosen], axis=1)
        found = self.estimate(counts, ratio, int(chosen.sum()))
        if found.value not in (0.0, 1.0):
            return found
        # Draws of what is all alike are all alike: the bound that chance leaves is the
        # share that would give this in 25 of 1,000 samples of so many stories.
        rest = _TAIL ** (1 / len(set(self._story[chosen])))
        low, high = (0.0, 1 - rest) if found.value == 0.0 else (rest, 1.0)
        return Estimate(found.value, low, high, found.n)

    def exactness(
        self,
        wanted: Sequence[bool],
        found: Sequence[bool],
        among: Sequence[bool] | None = None,
    ) -> Exactness:
        """Return precision, recall and F1 among the items that count."""
        counts = found_counts(wanted, found, among)
        n = int(counts[:, (0, 2)].sum())
        return Exactness(
            *(self.estimate(counts, one, n) for one in (precision, recall, f1))
        )


def found_counts(
    wanted: Sequence[bool], found: Sequence[bool], among: Sequence[bool] | None = None
) -> Matrix:
    """Return found, found in vain, missed: one row an item, [items, 3]."""
    w, f = np.asarray(wanted, dtype=bool), np.asarray(found, dtype=bool)
    counts = np.stack([w & f, ~w & f, w & ~f], axis=1).astype(float)
    if among is not None:
        counts[~np.asarray(among, dtype=bool)] = 0.0
    return counts


def ratio(counts: Matrix) -> Matrix:
    """The first column by the second."""
    return _divided(counts[..., 0], counts[..., 1])


def precision(counts: Matrix) -> Matrix:
    """Of what was found, the share that was wanted."""
    return _divided(counts[..., 0], counts[..., 0] + counts[..., 1])


def recall(counts: Matrix) -> Matrix:
    """Of what was wanted, the share that was found."""
    return _divided(counts[..., 0], counts[..., 0] + counts[..., 2])


def f1(counts: Matrix) -> Matrix:
    """The harmonic mean of precision and recall."""
    twice = 2 * counts[..., 0]
    return _divided(twice, twice + counts[..., 1] + counts[..., 2])


def macro_f1(counts: Matrix) -> Matrix:
    """The mean F1 over groups of three columns; a group without cases is left out."""
    each = f1(counts.reshape(*counts.shape[:-1], -1, 3))
    known = ~np.isnan(each)
    return _divided(np.where(known, each, 0.0).sum(axis=-1), known.sum(axis=-1))


def _divided(part: Matrix, whole: Matrix) -> Matrix:
    whole = np.asarray(whole, dtype=float)
    none = np.full(whole.shape, np.nan)
    np.divide(part, whole, out=none, where=whole > 0)
    return none
