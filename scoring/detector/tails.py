"""The tail of a negative binomial law, for fractional counts too."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, betaln

Array = NDArray[np.float64]

_LEAST = 1e-300  # so that a logarithm can be taken


def surprise(seen: Array, mean: Array, variance: Array) -> Array:
    """−log10 of the mid-p ½[P(X ≥ y) + P(X ≥ y+1)] of a negative binomial.

    ``variance`` is at least the mean (Poisson); ``seen`` may be fractional. The upper
    tail P(X ≥ y) is the regularised incomplete beta function I_q(y, n) with
    n = μ²/(V−μ) and q = μ/(μ+n) (Abramowitz & Stegun 26.5.26).
    """
    size, share = _law(mean, variance)
    nothing = seen <= 0
    at_least = np.ones_like(mean)
    some = ~nothing
    at_least[some] = betainc(seen[some], size[some], share[some])
    more = np.empty_like(mean)
    # P(X >= 1) in closed form: most windows of thin series hold nothing.
    more[nothing] = -np.expm1(size[nothing] * np.log1p(-share[nothing]))
    y, n, q = seen[some], size[some], share[some]
    # The next term of the tail by recurrence (Abramowitz & Stegun 26.5.16), which holds
    # for fractions too and is cheaper than the tail again.
    equal = np.exp(y * np.log(q) + n * np.log1p(-q) - np.log(y) - betaln(y, n))
    more[some] = np.maximum(at_least[some] - equal, 0.0)
    score: Array = -np.log10(np.maximum(0.5 * (at_least + more), _LEAST))
    return score


def usual_range(
    mean: Array, variance: Array, tail: float = 0.05
) -> tuple[Array, Array]:
    """The counts below and above which a share ``tail`` of usual windows falls.

    From the gamma-like continuous law through the same tail function, so that it
    agrees with ``surprise``; never below 0.
    """
    size, share = _law(mean, variance)
    high = _quantile(size, share, tail)
    low = _quantile(size, share, 1 - tail)
    return low, high


def _law(mean: Array, variance: Array) -> tuple[Array, Array]:
    mean = np.maximum(mean, 1e-6)
    spread = np.maximum(variance - mean, 1e-6 * mean)
    size = mean * mean / spread
    return size, mean / (mean + size)


def _quantile(size: Array, share: Array, tail: float) -> Array:
    """The count y with P(X ≥ y) = ``tail``, by halving."""
    low = np.zeros_like(size)
    high = np.full_like(size, 4.0)
    for _ in range(60):
        far = betainc(high, size, share) > tail
        if not far.any():
            break
        high = np.where(far, high * 2, high)
    for _ in range(26):  # a millionth of a report
        middle = 0.5 * (low + high)
        far = betainc(np.maximum(middle, 1e-9), size, share) > tail
        low, high = np.where(far, middle, low), np.where(far, high, middle)
    return 0.5 * (low + high)
