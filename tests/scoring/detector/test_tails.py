"""The tail of the predictive law: the library's numbers, fractions in between."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import nbinom

from scoring.detector import surprise, usual_range


@pytest.mark.parametrize("mean", [0.05, 1.0, 7.5])
@pytest.mark.parametrize("seen", [0, 1, 4, 30])
def test_whole_counts_agree_with_scipy(mean: float, seen: int) -> None:
    variance = 1.7 * mean
    law = nbinom(mean**2 / (variance - mean), mean / variance)
    wanted = -np.log10(0.5 * (law.sf(seen - 1) + law.sf(seen)))
    found = surprise(np.array([float(seen)]), np.array([mean]), np.array([variance]))
    assert found[0] == pytest.approx(wanted, rel=1e-6)


def test_more_is_always_more_surprising() -> None:
    seen = np.linspace(0, 12, 49)
    found = surprise(seen, np.full(49, 1.3), np.full(49, 2.5))
    assert (np.diff(found)[1:] > 0).all()


def test_a_law_no_wider_than_poisson_is_poisson() -> None:
    one = surprise(np.array([3.0]), np.array([1.0]), np.array([0.5]))
    two = surprise(np.array([3.0]), np.array([1.0]), np.array([1.0]))
    np.testing.assert_allclose(one, two)


def test_the_usual_range_holds_nine_windows_of_ten() -> None:
    rng = np.random.default_rng(1)
    mean, variance = 6.0, 10.0
    draws = rng.negative_binomial(mean**2 / (variance - mean), mean / variance, 20000)
    low, high = usual_range(np.array([mean]), np.array([variance]))
    assert 0.86 < ((draws >= np.floor(low)) & (draws <= high)).mean() < 0.96
    assert low[0] < mean < high[0]


def test_nothing_known_gives_no_range() -> None:
    low, high = usual_range(np.array([np.nan]), np.array([np.nan]))
    assert not np.isfinite(high).any() or high[0] >= low[0]
