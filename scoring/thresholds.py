"""From probabilities to decisions.

Whether a text is flagged is decided by a threshold chosen on dev. Signals are too rare
there: theirs come from what the heads say of train texts they were not fitted on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from scoring.embedding import Embedder
from scoring.heads import Heads
from scoring.seen import ANY
from scoring.training import STEPS, Example, f1

#: A flag must be right so often on dev; among thresholds that keep it, the best F1.
PRECISION = 0.94
#: Texts with less than this of the flag's threshold by words alone are read no closer.
SCREENED_OUT = 0.005


def with_thresholds(
    heads: Heads, dev: Sequence[Example], embedder: Embedder | None
) -> Heads:
    """Return the heads with the threshold of the flag and of the first screening."""
    open_heads = replace(heads, screen=0.0)
    scores = open_heads.score([one.seen for one in dev], embedder)
    given = np.array([score.probability[ANY] for score in scores])
    labels = np.array([bool(one.signals) for one in dev])
    chosen = {**heads.thresholds, ANY: _flag(given, labels)}
    return replace(open_heads, thresholds=chosen, screen=_screen(open_heads, dev))


def _flag(given: NDArray[np.float64], labels: NDArray[np.bool_]) -> float:
    exact = [t for t in STEPS if _precision(given >= t, labels) >= PRECISION]
    return float(max(exact or STEPS, key=lambda t: (f1(given >= t, labels), -t)))


def _screen(heads: Heads, dev: Sequence[Example]) -> float:
    """The words' probability below which hardly a risk text of dev would be lost."""
    rows = heads.linear["words"].decide(heads.bags([one.seen for one in dev]))
    given = 1 / (1 + np.exp(-rows[:, heads.outputs.index(ANY)]))
    risk = np.sort(given[[bool(one.signals) for one in dev]])
    return float(np.round(risk[int(len(risk) * SCREENED_OUT)] * 0.8, 3))


def _precision(found: NDArray[np.bool_], labels: NDArray[np.bool_]) -> float:
    return float((found & labels).sum() / max(found.sum(), 1))
