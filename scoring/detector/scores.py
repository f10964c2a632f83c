"""How surprising what was reported is, each day, for each series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.detector.country import season_factor, steadied, weekday_factor
from scoring.detector.learning import WEEK, learn
from scoring.detector.rolling import Sums, rolling
from scoring.detector.settings import DEFAULT, Settings
from scoring.detector.weights import weighted
from scoring.detector.windows import Finding, Series, look, look_slowly

Array = NDArray[np.float64]

_MOST = 250.0  # −log10 p beyond which powers of ten overflow


@dataclass(frozen=True, slots=True)
class Alarm:
    """The score of each day [series, time] and the windows it was made of.

    ``score`` is −log10 of the weighted harmonic mean of the windows' chances, so that
    looking at several windows costs little and none is looked at for free; NaN where
    nothing was read for a week, or too little is known. ``fast`` and ``slow`` are its
    parts of the burst and of the build-up.
    """

    score: Array
    fast: Array
    slow: Array
    findings: tuple[Finding, ...]


def alarm_scores(
    counts: ArrayLike,
    exposure: ArrayLike,
    weekday: ArrayLike | None = None,
    group: ArrayLike | None = None,
    settings: Settings = DEFAULT,
) -> Array:
    """Surprise of each day of each series, as −log10 p; NaN = cannot say.

    Parameters
    ----------
    counts : independent reports per day, ``[series, time]`` or
        ``[series, source, time]``; fractions (``weighted`` reports) are allowed.
    exposure : items read that day, the same shape; NaN in either = not known.
    weekday : 0-6 for each day; evens out the week's rhythm when given.
    group : a number for each series; those of one number share the country's rate and
        the country's factor. All are of one group when not given.

    Returns ``[series, time]``.

    """
    return examine(counts, exposure, weekday, group, settings).score


def severity_scores(
    by_severity: ArrayLike,
    weights: ArrayLike,
    exposure: ArrayLike,
    weekday: ArrayLike | None = None,
    group: ArrayLike | None = None,
    settings: Settings = DEFAULT,
) -> Alarm:
    """The same for reports by class of severity, [class, series, source, time].

    Every report weighs as its severity; in a second look of the short windows as its
    square, in a second look of the long ones as one. Weighing by severity is safe where
    it says little, its square sharper where it says much (docs/levels.md). The findings
    are those of the first look.
    """
    w = np.asarray(weights, dtype=float)
    fast: list[Array] = []
    slow: list[Array] = []
    findings: tuple[Finding, ...] = ()
    for power in dict.fromkeys((*settings.fast_powers, *settings.slow_powers)):
        is_fast = power in settings.fast_powers
        is_slow = power in settings.slow_powers
        looked = replace(
            settings,
            fast=settings.fast if is_fast else (),
            slow=settings.slow if is_slow else (),
        )
        counts = weighted(by_severity, w**power, settings)
        alarm = examine(counts, exposure, weekday, group, looked)
        fast += [alarm.fast] * is_fast
        slow += [alarm.slow] * is_slow
        findings = findings or alarm.findings
    n_fast = sum(scale.weight for scale in settings.fast)
    n_slow = sum(scale.weight for scale in settings.slow)
    each = [n_fast] * len(fast) + [n_slow] * len(slow)
    return Alarm(
        _together([*fast, *slow], each),
        _together(fast, [1.0] * len(fast)),
        _together(slow, [1.0] * len(slow)),
        findings,
    )


def examine(
    counts: ArrayLike,
    exposure: ArrayLike,
    weekday: ArrayLike | None = None,
    group: ArrayLike | None = None,
    settings: Settings = DEFAULT,
) -> Alarm:
    """``alarm_scores`` with the windows it was made of; the same arguments."""
    y, e = _shaped(counts, exposure)
    kinds = (
        np.zeros(len(y), dtype=int) if group is None else np.asarray(group, dtype=int)
    )
    silent = rolling(e.sum(axis=1) + y.sum(axis=1), WEEK) <= 0
    e = steadied(e, settings)
    if weekday is not None:
        e = e * weekday_factor(y, e, np.asarray(weekday, dtype=int), settings)
    sums, total = Sums(e), y.sum(axis=1)
    series = Series(total, sums, kinds)
    past = learn(y, e, sums, kinds, settings)
    told = ~np.isnan(past.mean)
    season = season_factor(
        np.where(told, rolling(past.cut, WEEK), 0.0) / WEEK,
        np.where(told, past.mean, 0.0) / WEEK,
        kinds,
        settings,
    )
    fast = [
        look(scale.days, series, past, season, settings.drift, settings)
        for scale in settings.fast
    ]
    slow = [
        look_slowly(scale.days, series, past, season, settings.slow_drift, settings)
        for scale in settings.slow
    ]
    weights = [scale.weight for scale in (*settings.fast, *settings.slow)]
    scores = [finding.score for finding in (*fast, *slow)]
    n = len(fast)
    parts = (slice(None), slice(n), slice(n, None))
    shown = [
        np.where(silent, np.nan, _together(scores[part], weights[part]))
        for part in parts
        if scores[part]
    ]
    nothing = np.full_like(total, np.nan)
    return Alarm(
        shown[0],
        shown[1] if fast else nothing,
        shown[-1] if slow else nothing,
        (*fast, *slow),
    )


def _together(scores: Sequence[Array], weights: Sequence[float]) -> Array:
    """−log10 of the weighted harmonic mean of p; windows that cannot say stand out."""
    above, below = np.zeros_like(scores[0]), np.zeros_like(scores[0])
    for score, weight in zip(scores, weights, strict=True):
        told = ~np.isnan(score)
        power = 10.0 ** np.minimum(np.where(told, score, 0.0), _MOST)
        above += np.where(told, weight * power, 0.0)
        below += np.where(told, weight, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        joined: Array = np.log10(above / below)
    return joined


def _shaped(counts: ArrayLike, exposure: ArrayLike) -> tuple[Array, Array]:
    y = np.asarray(counts, dtype=float)
    e = np.asarray(exposure, dtype=float)
    if y.shape != e.shape or y.ndim not in (2, 3):
        raise ValueError(
            f"counts {y.shape} and exposure {e.shape} must have one shape, "
            "[series, time] or [series, source, time]"
        )
    if y.ndim == 2:
        y, e = y[:, None, :], e[:, None, :]
    # Where it is not known what was told, nothing was read: silence is not calm.
    e = np.where(np.isnan(y), 0.0, e)
    return np.nan_to_num(y), np.nan_to_num(e)
