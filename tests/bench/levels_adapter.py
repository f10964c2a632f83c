"""Our detector behind the contract of a detector benchmark.

``detect(counts[R,T], exposure[R,T], ctx) -> (score[R,T], alarm[R,T])``; ``ctx`` holds
e_src[R,S,T], sev_src[5,R,S,T] (classes of severity 0.2 … 1) and dow[T].
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from scoring.detector import severity_scores

SEVERITY = np.array([0.2, 0.4, 0.6, 0.8, 1.0])
ALARM = 2.5  # the harness asks for false alarms per added feed at p < 10^-2.5


def detect(
    counts: np.ndarray, exposure: np.ndarray, ctx: Mapping[str, Any]
) -> tuple[np.ndarray, np.ndarray]:
    """Score every region and day; severity weighs the reports."""
    alarm = severity_scores(ctx["sev_src"], SEVERITY, ctx["e_src"], ctx["dow"])
    return alarm.score, alarm.score > ALARM
