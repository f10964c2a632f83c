"""A meeting before it is kept: its days, its decisions, what is known already."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

import builders
from dashboard import meeting_draft, meeting_page_wording, meeting_wording
from dashboard.meeting_draft import Draft, Resolved
from data.reference import load

HELD = date(2026, 11, 21)
DRAFT = Draft(HELD, "akim_meeting", True, "akim", ("elders",), ("mediation",), "Кеңсе")


@pytest.mark.parametrize(
    ("held_on", "due", "expected"),
    [
        (date(2026, 11, 22), "two_weeks", date(2026, 12, 6)),
        (date(2026, 12, 31), "two_months", date(2027, 2, 28)),
        (date(2027, 12, 31), "two_months", date(2028, 2, 29)),
        (date(2026, 10, 31), "one_month", date(2026, 11, 30)),
        (date(2026, 11, 22), "three_months", date(2027, 2, 22)),
        (date(2026, 11, 22), "none", None),
    ],
)
def test_a_decision_falls_due_by_the_calendar(held_on, due, expected):
    assert meeting_draft.due_on(held_on, due) == expected


def test_the_days_to_choose_are_the_last_sixty_two():
    days = meeting_draft.days(date(2026, 11, 22))
    assert (days[0], days[-1], len(days)) == (
        date(2026, 11, 22),
        date(2026, 9, 22),
        62,
    )


def test_what_is_not_answered_is_named():
    assert DRAFT.missing == []
    empty = Draft(None, None, None, None, (), (), "")
    assert empty.missing == list(meeting_page_wording.MISSING)
    assert replace(DRAFT, in_person=False).missing == []
    with pytest.raises(ValueError, match="missing"):
        meeting_draft.meeting(
            empty, (), region="KZ-39", title="-", lang="kk", now=builders.NOW
        )


def test_a_draft_becomes_a_meeting_that_a_person_signed():
    resolved = (Resolved("Жайылым шекарасын белгілеу", "аудан әкімдігі", "one_month"),)
    made = meeting_draft.meeting(
        DRAFT, resolved, region="KZ-39", title="Кеңес", lang="kk", now=builders.NOW
    )
    assert (made.recorded_by, made.recorded_at) == ("Кеңсе", builders.NOW)
    assert (made.in_person, made.chair_office, made.scale) == (True, "akim", "region")
    (decision,) = made.decisions
    assert (decision.due_on, decision.state) == (date(2026, 12, 21), "open")
    assert meeting_draft.known_already(DRAFT, [made]) is made
    other_kind = replace(DRAFT, kind="session")
    assert meeting_draft.known_already(other_kind, [made]) is None
    of_a_district = replace(made, district="396430100")
    assert meeting_draft.known_already(DRAFT, [of_a_district]) is None


def test_every_code_of_the_form_has_its_word_and_its_body():
    bodies = {body.id for body in load().institutions}
    assert set(meeting_draft.KINDS.values()) <= bodies
    assert set(meeting_draft.KINDS) <= set(meeting_wording.KINDS)
    assert set(meeting_draft.KINDS) == set(meeting_page_wording.TITLES)
    assert set(meeting_draft.CHAIRS) <= set(meeting_wording.CHAIRS)
    assert set(meeting_draft.DUE) == set(meeting_page_wording.DUE)
