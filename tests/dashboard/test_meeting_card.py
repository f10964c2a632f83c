"""A meeting in words: codes become sentences, older values stay what they are."""

from __future__ import annotations

from datetime import date

import pytest

from collectors.meetings.numbers import WHATS
from collectors.meetings.offices import CHAIR_OFFICES
from collectors.meetings.topics import TOPICS
from dashboard import meeting_wording
from dashboard.i18n import using
from dashboard.meeting_card import card
from data.model import Decision, Meeting

TODAY = date(2026, 4, 1)


def meeting(**changes: object) -> Meeting:
    values: dict[str, object] = {
        "region": "KZ-19",
        "held_on": date(2026, 3, 2),
        "title": "<b>Отырыс</b>",
        "kind": "council",
        "institution": "mothers",
        "chair_office": "deputy_akim",
        "bodies": ("mothers", "an older name"),
        "decisions": (
            Decision("Кесте жасау", "білім бөлімі", date(2026, 3, 20)),
            *(Decision(f"Шешім {n}") for n in range(4)),
        ),
        "place": "Достық үйі",
        "scale": "district",
        "district": "194400000",
        "topics": ("youth",),
        "numbers": (("participants", 1200),),
        "lang": "kk",
    }
    return Meeting(**{**values, **changes})  # type: ignore[arg-type]


def test_codes_have_words_for_everything_a_report_can_give():
    assert set(meeting_wording.CHAIRS) == set(CHAIR_OFFICES)
    assert set(meeting_wording.TOPICS) == set(TOPICS)
    assert set(meeting_wording.NUMBERS) == set(WHATS)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("kk", ("әкімнің орынбасары жүргізді", "жастар", "Кеген ауданы", "жауапты:")),
        ("ru", ("вёл заместитель акима", "молодёжь", "Кегенский район", "участники:")),
        ("en", ("chaired by a deputy akim", "young people", "Kegen", "Mothers")),
    ],
)
def test_the_card_in_three_languages(lang, words):
    with using(lang):
        shown = str(card(meeting(), TODAY))
    for word in (*words, "Достық үйі", "білім бөлімі", "an older name"):
        assert word in shown
    assert "<b>" not in shown
    assert shown.count("<details>") == 2  # further decisions, and who took part


def test_an_older_office_is_shown_as_it_is():
    assert meeting_wording.chair(meeting(chair_office="облыс әкімі")) == "облыс әкімі"
    assert meeting_wording.chair(meeting(chair_office="")) == ""


def test_a_meeting_that_states_little_has_no_empty_lines():
    bare = meeting(
        decisions=(), bodies=(), topics=(), numbers=(), place="", district=""
    )
    with using("en"):
        shown = str(card(bare, TODAY))
    assert "The report names no decision." in shown
    assert "<details>" not in shown


@pytest.mark.parametrize(
    ("state", "outcome", "words"),
    [
        ("unknown", "", "срок был 20.03.2026; сообщения о результате не прочитано"),
        ("open", "", "срок 20.03.2026, срок прошёл"),
        ("open", "ждём", "срок 20.03.2026, срок прошёл: ждём"),
        ("done", "", "— выполнено"),
        ("done", "вышла", "— выполнено: вышла"),
    ],
)
def test_what_became_of_a_decision_stands_with_it(state, outcome, words):
    late = Decision("Кесте", "", date(2026, 3, 20), state, outcome)
    with using("ru"):
        shown = str(card(meeting(decisions=(late,)), TODAY))
    assert words in shown


def test_every_kind_of_meeting_has_words():
    for kind in ("session", "council", "akim_meeting", "other"):
        with using("kk"):
            assert meeting_wording.kind(meeting(kind=kind)) != kind
