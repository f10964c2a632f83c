"""Answers counted against labels, on a handful whose numbers are worked out by hand."""

import pytest

from labelled import OTHER, RISK, gold, quiet
from scoring.answers import Answer
from scoring.measures import PLACELESS, Measures, measure

HERE, THERE, NOWHERE = frozenset({"KZ-31"}), frozenset({"KZ-61"}), frozenset()
ITEMS = [
    gold("a"),
    gold("b", lang="kk", risk={RISK: "x", OTHER: "y"}, traits=frozenset({"buried"})),
    gold("c", lang="kk", regions=NOWHERE, scope="unresolved"),
    quiet("d", "sport", traits=frozenset({"buried"})),
    quiet("e", "sport", lang="kk"),
    quiet("f", "culture", lang="en", regions=NOWHERE, scope="national"),
]
ANSWERS = [
    Answer(True, {RISK: 0.9, OTHER: 0.6}, HERE, "region", frozenset({RISK})),
    Answer(False, {}, THERE, "region"),
    Answer(False, {RISK: 0.7}, NOWHERE, "unresolved"),
    Answer(True, {RISK: 0.5}, HERE, "region"),
    Answer(False, {}, HERE, "region"),
    Answer(False, {}, NOWHERE, "unresolved"),
]


@pytest.fixture(scope="module")
def measured() -> Measures:
    return measure(ITEMS, ANSWERS, (RISK, OTHER))


def test_flags(measured: Measures) -> None:
    # wanted: a, b (c has no place); found: a, d
    assert measured.flag.precision.value == 0.5
    assert measured.flag.recall.value == 0.5
    assert measured.flag.f1.value == 0.5
    assert measured.flag.f1.n == 2
    assert (measured.items, measured.stories) == (6, 6)


def test_flags_by_language(measured: Measures) -> None:
    assert list(measured.languages) == ["kk", "ru", "en"]
    assert measured.languages["ru"].recall.value == 1.0
    assert measured.languages["kk"].recall.value == 0.0
    assert measured.languages["en"].f1.value is None


def test_false_flags_by_kind(measured: Measures) -> None:
    shares = {kind: (row.value, row.n) for kind, row in measured.negatives.items()}
    assert shares == {"sport": (0.5, 2), "culture": (0.0, 1), PLACELESS: (0.0, 1)}
    assert (measured.all_negatives.value, measured.all_negatives.n) == (0.25, 4)


def test_traits(measured: Measures) -> None:
    assert measured.traits["buried"].value == 0.0
    assert measured.traits["buried"].n == 2


def test_signals(measured: Measures) -> None:
    assert measured.signals is not None
    # RISK wanted in a, b, c, found in a, c, d; OTHER wanted in b, found in a
    assert measured.signals[RISK].f1.value == pytest.approx(4 / 6)
    assert measured.signals[OTHER].f1.value == 0.0
    assert measured.macro_f1 is not None
    assert measured.macro_f1.value == pytest.approx(2 / 6)
    assert measured.macro_languages is not None
    # in Kazakh RISK is found once of two, OTHER never
    assert measured.macro_languages["kk"].value == pytest.approx((2 / 3) / 2)


def test_evidence_counts_for_signals_found_rightly(measured: Measures) -> None:
    assert measured.evidence is not None
    assert (measured.evidence.value, measured.evidence.n) == (0.5, 2)


def test_calibration_of_what_was_shown(measured: Measures) -> None:
    assert measured.calibration is not None
    # right: 0.9 and 0.7; wrong: 0.6 and 0.5
    assert measured.calibration.error.value == pytest.approx(
        (0.1 + 0.6 + 0.3 + 0.5) / 4
    )


def test_places(measured: Measures) -> None:
    assert measured.regions is not None
    assert measured.regions.value == pytest.approx(5 / 6)
    assert measured.regions_by_language is not None
    assert measured.regions_by_language["kk"].value == pytest.approx(2 / 3)
    assert measured.scope is not None
    assert measured.scope.value == pytest.approx(5 / 6)


def test_a_way_that_only_flags_has_no_other_numbers() -> None:
    found = measure(ITEMS, [Answer(one.flag) for one in ANSWERS], (RISK, OTHER))
    assert found.flag.f1.value == 0.5
    assert found.signals is None
    assert found.macro_f1 is None
    assert found.calibration is None
    assert found.regions is None
    assert found.scope is None
