"""Measures of counts and their bounds, on numbers worked out by hand."""

import math

import numpy as np
import pytest

from scoring.intervals import (
    Draws,
    f1,
    found_counts,
    macro_f1,
    precision,
    ratio,
    recall,
)

COUNTS = np.array([3.0, 1.0, 2.0])  # found, found in vain, missed


def test_the_measures_of_counts() -> None:
    assert precision(COUNTS) == 0.75
    assert recall(COUNTS) == 0.6
    assert f1(COUNTS) == pytest.approx(6 / 9)
    assert ratio(np.array([1.0, 4.0])) == 0.25


def test_nothing_to_divide_by_is_no_number() -> None:
    assert math.isnan(float(precision(np.zeros(3))))
    found = Draws(["a", "b"]).estimate(np.zeros((2, 3)), f1, 0)
    assert (found.value, found.low, found.high) == (None, None, None)


def test_no_texts_at_all_are_no_number() -> None:
    assert Draws([]).share([], []).value is None


def test_macro_leaves_out_what_does_not_occur() -> None:
    counts = np.array([3, 1, 2, 0, 0, 0, 1, 0, 0], dtype=float)
    assert macro_f1(counts) == pytest.approx((6 / 9 + 1) / 2)


def test_counts_of_found_and_wanted() -> None:
    wanted, found = [True, True, False, False], [True, False, True, False]
    assert found_counts(wanted, found).tolist() == [
        [1, 0, 0],
        [0, 0, 1],
        [0, 1, 0],
        [0, 0, 0],
    ]
    among = [True, False, False, True]
    assert found_counts(wanted, found, among).sum() == 1


def test_a_share_with_its_bounds() -> None:
    right = [True] * 60 + [False] * 40
    found = Draws([str(i) for i in range(100)]).share(right, [True] * 100)
    assert (found.value, found.n) == (0.6, 100)
    assert found.low is not None
    assert found.high is not None
    # 0.6 ± 1.96 * sqrt(0.24 / 100) = 0.504 and 0.696
    assert found.low == pytest.approx(0.504, abs=0.02)
    assert found.high == pytest.approx(0.696, abs=0.02)


def test_texts_of_one_story_are_drawn_together() -> None:
    right = [True] * 60 + [False] * 40
    one_each = Draws([str(i) for i in range(100)]).share(right, [True] * 100)
    ten_each = Draws([str(i // 10) for i in range(100)]).share(right, [True] * 100)
    assert ten_each.value == one_each.value
    assert ten_each.high - ten_each.low > 2 * (one_each.high - one_each.low)


def test_none_of_ten_may_still_be_three_of_ten() -> None:
    draws = Draws([str(i) for i in range(10)])
    none = draws.share([False] * 10, [True] * 10)
    assert (none.value, none.low) == (0.0, 0.0)
    assert none.high == pytest.approx(0.3085, abs=1e-3)  # (1 - 0.3085)^10 = 0.025
    every = draws.share([True] * 10, [True] * 10)
    assert (every.value, every.high) == (1.0, 1.0)
    assert every.low == pytest.approx(0.6915, abs=1e-3)


def test_the_same_counts_give_the_same_bounds() -> None:
    stories = [str(i) for i in range(30)]
    counts = [(i * i, 1) for i in range(30)]
    one = Draws(stories).estimate(counts, ratio, 30)
    assert one == Draws(stories).estimate(counts, ratio, 30)
    other = Draws(stories, seed=1).estimate(counts, ratio, 30)
    assert one.value == other.value
    assert (one.low, one.high) != (other.low, other.high)


def test_exactness_among_some() -> None:
    found = Draws(["a", "b", "c", "d"]).exactness(
        [True, True, False, True],
        [True, False, True, True],
        [True, True, True, False],
    )
    assert found.precision.value == 0.5
    assert found.recall.value == 0.5
    assert found.f1.n == 2
