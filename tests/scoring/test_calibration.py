"""Stated confidences against what is so."""

import pytest

from scoring.calibration import calibration
from scoring.intervals import Draws


def test_the_error_is_the_mean_distance_of_the_bins() -> None:
    stated = [[(0.95, True), (0.15, False)], [(0.95, False)], [(0.85, True)], []]
    found = calibration(stated, Draws(["a", "b", "c", "d"]))
    # bins: 0.1 holds 0.15/0, 0.8 holds 0.85/1, 0.9 holds 1.9/1: |…| sum to 1.2, of 4
    assert found.error.value == pytest.approx((0.15 + 0.15 + 0.9) / 4)
    assert found.error.n == 4
    last = found.bins[9]
    assert (last.n, last.stated, last.right) == (2, pytest.approx(0.95), 0.5)
    assert (found.bins[0].n, found.bins[0].stated, found.bins[0].right) == (
        0,
        None,
        None,
    )


def test_certainty_belongs_to_the_last_bin() -> None:
    found = calibration([[(1.0, True)], [(1.0, True)]], Draws(["a", "b"]))
    assert found.bins[9].n == 2
    assert found.error.value == 0.0


def test_nothing_stated_is_no_number() -> None:
    assert calibration([[], []], Draws(["a", "b"])).error.value is None
