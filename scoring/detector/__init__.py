"""How surprising a count is for its own series (see ``predictive``)."""

from scoring.detector.predictive import alarm_scores, window_scores

__all__ = ["alarm_scores", "window_scores"]
