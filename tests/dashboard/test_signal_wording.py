"""Why a signal was seen: what a rule, what was learned, and what a person says."""

from __future__ import annotations

from dataclasses import replace

import pytest

import builders
from dashboard import i18n, signal_wording, widgets, wording
from data.model import LANGUAGES, Reason

UNFORESEEN = "No rule foresaw"


def said(signal, lang="en"):
    with i18n.using(lang):
        return " ".join(signal_wording.reasons(signal))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_reason_is_said_once_and_none_is_left_a_code(lang):
    for signal in (builders.signal(), builders.learned(), builders.by_hand()):
        told = said(signal, lang)
        assert "%(" not in told
        assert "signal." not in told
        assert "person." not in told


def test_that_no_rule_foresaw_it_is_said_where_none_did():
    assert UNFORESEEN in said(builders.learned())
    assert UNFORESEEN not in said(builders.signal())
    assert UNFORESEEN not in said(builders.by_hand())
    both = replace(
        builders.learned(),
        reasons=(*builders.signal().reasons, *builders.learned().reasons),
    )
    assert UNFORESEEN not in said(both)
    assert "“Драка”, “сёл” (version 2026.11+e5)" in said(both)


def test_examples_are_called_ours_and_no_events_and_are_cut():
    long = "сөз " * 100
    reason = Reason("signal.examples", params={"examples": [{"id": "g", "text": long}]})
    told = said(builders.learned(reasons=(reason,)))
    assert "wrote and labelled ourselves; they are not events" in told
    assert "сөз …”" in told
    assert len(told) < 300


def test_a_persons_word_names_them_the_day_and_what_had_been_thought():
    assert said(builders.by_hand()) == (
        "Медиатор put it on the desk on 22.11.2026: Ссора школьников втянула оба "
        "села. It had been set aside: sport."
    )


def test_a_reason_nobody_worded_is_shown_not_hidden():
    assert said(builders.signal(reasons=(Reason("signal.new"),))) == "signal.new"


def test_how_sure_is_a_matter_of_rules_only():
    with i18n.using("en"):
        assert (
            wording.sureness(builders.flag())
            == "fairly clear wording: read the original first"
        )
        flag = builders.flag(signals=(builders.by_hand(),), confidence=1.0)
        assert wording.sureness(flag) == "a person put it on the desk"


def test_the_words_that_weighed_most_are_marked_on_a_card():
    marked = widgets._evidence([builders.learned()])
    assert "<mark>Драка</mark> жителей двух <mark>сёл</mark>." in marked
    assert "<mark>Драка жителей</mark> двух" in widgets._evidence([builders.signal()])


@pytest.mark.parametrize(
    ("signal", "short"),
    [
        (builders.signal(), ""),
        (builders.learned(), "no rule foresaw its wording"),
        (
            builders.by_hand(),
            "put on the desk by Медиатор: Ссора школьников втянула оба села",
        ),
    ],
)
def test_in_the_brief_it_costs_no_line_of_its_own(signal, short):
    flag = builders.flag(signals=(signal,))
    with i18n.using("en"):
        assert signal_wording.in_short(flag) == short


def test_a_long_reason_of_a_person_does_not_break_the_brief():
    signal = builders.by_hand()
    params = {**signal.reasons[0].params, "reason": "сөз " * 400}
    flag = builders.flag(
        signals=(replace(signal, reasons=(Reason("person.restored", params=params),)),)
    )
    with i18n.using("kk"):
        assert len(signal_wording.in_short(flag)) < 230
