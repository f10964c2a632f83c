"""Alert rules that others use, as they publish them, for many regions at once.

Each takes reports and items read, both [regions, days], and gives a score with the
alarm of its own threshold; day t rests on days up to t. Where the published rule
divides by a spread of nought, any excess is beyond every threshold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm
from scipy.stats import t as student

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

_BEYOND = 1e6  # a score no spread can explain


@dataclass(frozen=True, slots=True)
class Judged:
    """A score [regions, days] (NaN = cannot say) and the rule's own alarm."""

    score: Array
    alarm: Flags


Rival = Callable[[Array, Array], Judged]


def fixed(reports: Array, read: Array, least: int = 8) -> Judged:
    """At least so many reports in seven days: the rule of thumb of a busy desk."""
    week = sums(reports, 7)
    return Judged(week, week >= least)


def monthly_z(reports: Array, read: Array) -> Judged:
    """Today against mean and sd of the 28 days before; alarm above 3.

    The plain z-score (Shewhart 1931) with a moving baseline, as dashboards draw it.
    """
    mean, sd = _before(reports, 28)
    score = _in_sd(reports - mean, sd)
    return Judged(score, score > 3)


def weekly_share_z(reports: Array, read: Array) -> Judged:
    """This week's share of all items against the twelve weeks before; alarm above 3.

    GDELT's advice to count shares of coverage, not articles (TimelineVol), on weeks.
    """
    share = sums(reports, 7) / np.maximum(sums(read, 7), 1)
    past = np.stack([earlier(share, 7 * weeks) for weeks in range(1, 13)])
    score = _in_sd(share - past.mean(axis=0), past.std(axis=0, ddof=1))
    return Judged(score, score > 3)


def acled_surge(reports: Array, read: Array) -> Judged:
    """Twice as many as in a mean week of the month before, which held one at least.

    ACLED's Subnational Surge Tracker (acleddata.com, Early Warning Research Hub): "a
    surge" is a last week at least 100 % above the past month.
    """
    week, usual = sums(reports, 7), earlier(sums(reports, 28), 7) / 4
    return Judged(week / np.maximum(usual, 1.0), (week >= 2 * usual) & (usual >= 1))


def acled_threat(reports: Array, read: Array) -> Judged:
    """The same for a month against the year before it.

    ACLED's conflict threat (same hub): a last month at least 100 % above the year.
    """
    month, usual = sums(reports, 28) / 4, earlier(sums(reports, 364), 28) / 52
    alarm = (month >= 2 * usual) & (usual >= 1)
    return Judged(month / np.maximum(usual, 0.25), alarm)


def ears_c1(reports: Array, read: Array) -> Judged:
    """Today against the seven days before, alarm above the .999 normal quantile.

    EARS C1 (Hutwagner et al. 2003; Fricker, Hegler and Dunfee 2008), with the default
    alpha of R's ``surveillance::earsC``.
    """
    return _ears(reports, lag=0)


def ears_c2(reports: Array, read: Array) -> Judged:
    """C1 with two days left out between baseline and today (same sources)."""
    return _ears(reports, lag=2)


def ears_c3(reports: Array, read: Array) -> Judged:
    """C2's excess over 1, summed over today and two days before; alarm above z(.975).

    EARS C3 as in Fricker, Hegler and Dunfee 2008.
    """
    c2 = _ears(reports, lag=2).score
    excess = np.maximum(0, c2 - 1)
    yesterday, before = earlier(excess, 1), earlier(excess, 2)
    score = excess + np.nan_to_num(yesterday + before)
    return Judged(score, score > norm.ppf(0.975))


def episomer(
    reports: Array, read: Array, alpha: float = 0.025, countries: int = 20
) -> Judged:
    """EARS that trusts outliers of its baseline less.

    epitweetr and its successor episomer (ECDC; ``ears_t_reweighted``, vignette, Annex
    I): seven days of baseline; those whose externally studentised residual exceeds
    the .95 quantile of t with 5 degrees of freedom get the weight (quantile /
    residual)⁴; alarm above the weighted mean + t(1 − alpha / countries; 6) · sd ·
    √(1 + 1/7). The Bonferroni division is on as shipped.
    """
    n = 7
    past = np.stack([earlier(reports, day) for day in range(1, n + 1)])
    total, squares = past.sum(axis=0), (past**2).sum(axis=0)
    others_mean = (total - past) / (n - 1)
    others = squares - past**2 - (n - 1) * others_mean**2
    spread = np.sqrt(np.maximum(others, 0) / (n - 2) * (1 - 1 / n))
    bound = student.ppf(0.95, n - 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        residual = (past - total / n) / spread
        trust = np.where(residual > bound, (bound / residual) ** 4, 1.0)
    trust *= n / trust.sum(axis=0)
    mean = (trust * past).mean(axis=0)
    sd = np.sqrt((trust * (past - mean) ** 2).sum(axis=0) / (n - 1))
    score = _in_sd(reports - mean, sd * np.sqrt(1 + 1 / n))
    return Judged(score, score > student.ppf(1 - alpha / countries, n - 1))


def cusum(
    reports: Array, read: Array, slack: float = 1.04, limit: float = 2.26
) -> Judged:
    """Sums of what is above the usual, standardised as Rossi et al. 1999 do.

    ``surveillance::algo.cusum`` with its defaults k and h; its reference value is here
    the mean of 56 days, a week ago, which is kinder than the fixed one as shipped.
    """
    usual = np.maximum(_before(reports, 56, lag=7)[0], 0.05)
    steps = (reports - 3 * usual + 2 * np.sqrt(reports * usual)) / (2 * np.sqrt(usual))
    score = np.full(reports.shape, np.nan)
    height = np.zeros(len(reports))
    for day in np.flatnonzero(~np.isnan(steps[0])):
        height = np.maximum(0.0, height + steps[:, day] - slack)
        score[:, day] = height
    return Judged(score, score >= limit)


def ewma(
    reports: Array, read: Array, weight: float = 0.3, limit: float = 3.0
) -> Judged:
    """Exponentially weighted mean against 28 days' mean, alarm above 3 of its sd.

    Roberts 1959; weight and limit as usual in syndromic surveillance (BioCaster:
    Collier 2010). The baseline ends two days before; the sd is at least 0.1.
    """
    mean, sd = _before(reports, 28, lag=2)
    score = np.full(reports.shape, np.nan)
    known = np.flatnonzero(~np.isnan(mean[0]))
    smooth = mean[:, known[0]] if len(known) else mean[:, :0]
    spread = np.maximum(np.sqrt(weight / (2 - weight)) * sd, 0.1)
    for day in known:
        smooth = weight * reports[:, day] + (1 - weight) * smooth
        score[:, day] = (smooth - mean[:, day]) / spread[:, day]
    return Judged(score, score > limit)


def kleinberg(
    reports: Array, read: Array, times: float = 2.0, days: int = 182
) -> Judged:
    """Whether a state of twice the usual share explains the days better by now.

    Kleinberg 2002 ("Bursty and hierarchical structure in streams"), batched: each day
    has ``reports`` of ``read``; two states, half a year's share and ``times`` it;
    going up costs ln(days). The score is by how much the lower state is dearer.
    """
    share = earlier(sums(reports, days), 1) / np.maximum(
        earlier(sums(read, days), 1), 1
    )
    base = np.clip(share, 1e-6, 0.4)
    high, total = np.minimum(times * base, 0.9), np.maximum(read, reports)
    odds_up = reports * np.log(high / base)
    odds_down = (total - reports) * np.log((1 - high) / (1 - base))
    evidence = odds_up + odds_down  # for the upper state, a day's
    score = np.full(reports.shape, np.nan)
    lead = np.full(len(reports), -np.inf)  # cost of the lower less that of the upper
    for day in np.flatnonzero(~np.isnan(share[0])):
        # Coming down is free: no lead of the upper state outlives the day.
        lead = np.clip(lead, -np.log(days), 0.0) + evidence[:, day]
        score[:, day] = lead
    return Judged(score, score > 0)


#: Every rule under the name that tables show.
RIVALS: Mapping[str, Rival] = MappingProxyType(
    {
        "fixed threshold, 8 in 7 days": fixed,
        "z of 28 days": monthly_z,
        "weekly share z": weekly_share_z,
        "EARS C1": ears_c1,
        "EARS C2": ears_c2,
        "EARS C3": ears_c3,
        "episomer EARS": episomer,
        "episomer EARS, one country": partial(episomer, countries=1),
        "CUSUM": cusum,
        "EWMA": ewma,
        "Kleinberg's bursts": kleinberg,
        "ACLED surge": acled_surge,
        "ACLED threat": acled_threat,
    }
)


def sums(values: Array, days: int) -> Array:
    """Sum of so many days that end on each day; NaN before there are so many."""
    before = np.pad(np.cumsum(values, axis=1, dtype=float), ((0, 0), (1, 0)))
    found = np.full(values.shape, np.nan)
    found[:, days - 1 :] = before[:, days:] - before[:, :-days]
    return found


def earlier(values: Array, days: int) -> Array:
    """The value so many days ago; NaN before the first."""
    found = np.full(values.shape, np.nan)
    found[:, days:] = values[:, : values.shape[1] - days]
    return found


def _before(values: Array, days: int, lag: int = 0) -> tuple[Array, Array]:
    """Mean and sd of so many days that ended ``lag`` days before yesterday."""
    total = earlier(sums(values, days), lag + 1)
    squares = earlier(sums(values**2, days), lag + 1)
    mean = total / days
    return mean, np.sqrt(np.maximum(squares - days * mean**2, 0) / (days - 1))


def _ears(reports: Array, lag: int) -> Judged:
    mean, sd = _before(reports, 7, lag)
    score = _in_sd(reports - mean, sd)
    return Judged(score, score > norm.ppf(0.999))


def _in_sd(excess: Array, sd: Array) -> Array:
    """Excess in standard deviations; beyond everything where there is no spread."""
    tiny = 1e-9
    flat = np.where(
        excess > tiny, _BEYOND + excess, np.where(excess < -tiny, -_BEYOND, 0.0)
    )
    flat[np.isnan(excess)] = np.nan
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(sd > tiny, excess / sd, flat)
