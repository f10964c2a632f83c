"""How surprising a count is for its own series, given how much was read.

A Gamma-Poisson (negative-binomial predictive) test with an exposure offset per source:
``learning`` goes through the past, ``windows`` hold the present against it, ``scores``
joins them. No series is compared with another; the country only excuses, never blames.
"""

from scoring.detector.scores import Alarm, alarm_scores, examine, severity_scores
from scoring.detector.settings import DEFAULT, Scale, Settings
from scoring.detector.tails import surprise, usual_range
from scoring.detector.weights import weighted
from scoring.detector.windows import Finding

__all__ = [
    "DEFAULT",
    "Alarm",
    "Finding",
    "Scale",
    "Settings",
    "alarm_scores",
    "examine",
    "severity_scores",
    "surprise",
    "usual_range",
    "weighted",
]
