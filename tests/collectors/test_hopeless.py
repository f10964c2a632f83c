"""What failed is not tried for ever, and not given up for one bad hour."""

from __future__ import annotations

from collectors import hopeless
from collectors.hopeless import Hopeless, digest


def test_a_failure_is_tried_again_on_three_days_and_no_more():
    seconds = [0.0]
    failures = Hopeless(lambda: seconds[0])
    name = digest(b"slow")
    tried = []
    for hour in range(24 * 30):
        seconds[0] = hour * 3600.0
        if failures.reason(name) is None:
            tried.append(hour)
            failures.add("took_too_long", name)
        assert failures.reason(name) == "took_too_long"
    assert tried == [0, 24, 48]
    assert failures.reason(digest(b"other")) is None


def test_memory_of_failures_is_bounded(monkeypatch):
    monkeypatch.setattr(hopeless, "_MOST", 10)
    failures = Hopeless(lambda: 0.0)
    for number in range(25):
        failures.add("unreadable_file", str(number))
    remembered = [n for n in range(25) if failures.reason(str(n))]
    assert remembered == list(range(15, 25))
