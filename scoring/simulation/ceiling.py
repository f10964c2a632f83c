"""About what can be reached: a detector that is told what is usual on every day.

It knows the true expectation, which no product can, and still has to tell a rise from
chance. What is lost between it and ours is lost by learning. It looks through one
window at linear weights; several windows or sharper weights may pass it a little.
"""

from __future__ import annotations

import numpy as np

from scoring.detector.tails import surprise
from scoring.simulation.rivals import Judged, sums
from scoring.simulation.streams import MIX_ORDINARY, SEVERITIES, Array, Streams

#: The single window that finds most here; its weekly counts' variance over mean.
DAYS, _RATIO = 5, 1.89
_ALARM = 2.5


def ceiling(streams: Streams, weights: Array = SEVERITIES) -> Judged:
    """Surprise of the last days' weighted reports under the known expectation.

    Weighted counts are divided by Σpw² / Σpw (p: the classes' mix), which gives
    Poisson reports a variance equal to their mean.
    """
    first = float((MIX_ORDINARY * weights).sum())
    second = float((MIX_ORDINARY * weights**2).sum())
    unit = second / first
    seen = np.tensordot(weights, streams.severity_counts.sum(axis=2), 1) / unit
    mean = sums(streams.expected, DAYS) * first / unit
    spread = 1 + (_RATIO - 1) * first**2 / second
    score = surprise(sums(seen, DAYS), mean, spread * mean)
    return Judged(score, score > _ALARM)
