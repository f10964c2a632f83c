"""From a reading to an answer that can be measured."""

import pytest

from data.model import Edit, Evidence
from labelled import OTHER, RISK, gold, place, read, signal
from scoring.answers import answer_of, scope_of


def shown(
    start: int, end: int, part: str = "text", **changes: object
) -> frozenset[str]:
    one = signal(RISK, 0.8, Evidence("…", start, end, part))
    return answer_of(gold("a"), read(one, **changes)).shown


def test_an_answer_holds_what_was_read() -> None:
    answer = answer_of(gold("a"), read(signal(RISK, 0.7), signal(OTHER, 0.4)))
    assert answer.flag
    assert answer.signals == {RISK: 0.7, OTHER: 0.4}
    assert answer.regions == {"KZ-31"}
    assert answer.scope == "region"


def test_evidence_at_the_labelled_sentence_shows_the_signal() -> None:
    # the sentence stands at 17 to 43 of the text
    assert shown(17, 43) == {RISK}
    assert shown(0, 43) == {RISK}
    assert shown(30, 62) == {RISK}
    assert shown(38, 62) == frozenset()
    assert shown(0, 16) == frozenset()


def test_evidence_is_looked_for_in_its_own_part() -> None:
    assert shown(17, 43, "title") == frozenset()


def test_offsets_are_led_back_through_what_was_taken_out() -> None:
    # the first 15 characters became 40: the stored sentence stands at 42 to 68
    assert shown(42, 68, text_edits=(Edit(0, 15, 40),)) == {RISK}
    assert shown(17, 40, text_edits=(Edit(0, 15, 40),)) == frozenset()


@pytest.mark.parametrize(
    ("scope", "changes"),
    [
        ("region", {}),
        ("foreign", {"regions": (), "dropped": "abroad"}),
        ("foreign", {"regions": (), "places": (place("foreign"),)}),
        ("national", {"regions": (), "places": (place("national"),)}),
        ("unresolved", {"regions": (), "dropped": "not_kazakhstan"}),
    ],
)
def test_the_scope_of_a_reading(scope: str, changes: dict[str, object]) -> None:
    assert scope_of(read(**changes)) == scope
