"""Parts of the heads that decide alone."""

import numpy as np

from labelled import OTHER, RISK, read
from scoring.seen import ANY
from scoring.variants import best_thresholds, decided

OUTPUTS = (RISK, OTHER, ANY)
SCORES = np.array([[0.9, 0.1, 0.8], [0.2, 0.3, 0.6], [0.4, 0.1, 0.3], [0.1, 0.2, 0.1]])
SIGNALS = [frozenset({RISK}), frozenset({OTHER}), frozenset(), frozenset()]


def test_thresholds_have_the_best_f1() -> None:
    assert best_thresholds(SCORES, SIGNALS, OUTPUTS).tolist() == [0.9, 0.3, 0.6]


def test_any_signal_first_then_which() -> None:
    placed = [read(), read(), read(), read()]
    answers = decided(SCORES, np.array([0.9, 0.35, 0.6]), OUTPUTS, placed)
    assert [one.flag for one in answers] == [True, True, False, False]
    assert answers[0].signals == {RISK: 0.9}
    # none is over its threshold: the one that comes nearest
    assert answers[1].signals == {OTHER: 0.3}
    assert answers[2].signals == {}


def test_without_a_place_there_is_no_flag() -> None:
    (answer,) = decided(SCORES[:1], np.zeros(3), OUTPUTS, [read(regions=())])
    assert not answer.flag
    assert answer.signals
