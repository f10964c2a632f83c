"""Invented streams of reports whose truth is known, and what detectors make of them.

``streams`` draws them, ``event_scores`` judges alarms, ``rivals`` and ``in_r`` are what
others do, ``ceiling`` about what can be reached. Only ``kelisim bench levels`` uses it.
"""
