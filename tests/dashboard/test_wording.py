"""Codes as sentences: each in three languages, none left as a code."""

from __future__ import annotations

import pytest

import builders
from dashboard import i18n, wording
from data.model import LANGUAGES, LevelCode, Reason
from data.reference import load

REASONS = [
    Reason("level.no_data", params={"days": 14, "items": 2, "last_item_on": None}),
    Reason(
        "level.no_data", params={"days": 14, "items": 2, "last_item_on": "2026-10-13"}
    ),
    Reason("level.calm", params={"days": 14, "items": 42, "stories": 0}),
    Reason("level.calm", params={"days": 14, "items": 42, "stories": 1}),
    Reason("level.watch", params={"stories": 2, "days": 28, "owners": 1}),
    Reason(
        "level.raised",
        params={
            "stories": 5, "expected": 1.2, "owners": 3, "days": 28,
            "since": "2026-11-01",
        },
    ),
    Reason(
        "level.acute", params={"stories": 1, "owners": 2, "hours": 5, "places": []}
    ),
    Reason("level.unverified"),
    Reason("level.confirmed", params={"n": 1}),
    Reason("level.held", params={"until": "2026-11-25"}),
    Reason("level.refuted", params={"n": 3}),
    Reason("signal.rule", params={"rule": "x.kk.1", "words": "жайылым"}),
    Reason("signal.gate", params={"words": "екі ауыл"}),
    Reason("signal.heads", 0.8, params={"words": ["ауыл", "төбе"], "model": "2026+e5"}),
    Reason("signal.heads", 0.8, params={"words": [], "model": "2026.11+words"}),
    Reason("signal.examples", params={"examples": [{"id": "g1", "text": "Үлгі"}]}),
    *builders.by_hand().reasons,
    Reason("story.told", params={"reprints": 2, "updates": 0}),
    Reason("story.told", params={"reprints": 0, "updates": 1}),
    Reason(
        "story.reframed",
        params={
            "by": "Хабар", "source": "habar", "on": "2026-11-20",
            "words": "ұлтаралық", "first": "Ауыл",
        },
    ),
    Reason("story.echo_owner", params={"items": 3, "by": "Ауыл"}),
    Reason("story.echo_foreign", params={"items": 4}),
]  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("reason", REASONS, ids=lambda reason: reason.code)
def test_every_reason_is_a_sentence(reason: Reason, lang: str) -> None:
    with i18n.using(lang):
        said = wording.reason(reason)
    assert said.endswith(".")
    assert "%(" not in said
    assert "level." not in said


def test_languages_differ() -> None:
    for reason in REASONS:
        heard = set()
        for lang in LANGUAGES:
            with i18n.using(lang):
                heard.add(wording.reason(reason))
        assert len(heard) == 3, reason.code


def test_a_raised_level_says_seen_usual_and_from_how_many() -> None:
    with i18n.using("ru"):
        said = wording.reason(REASONS[5])
    assert said == (
        "Отмечено за последние 28 дней: 5 сюжетов (3 независимых издания). "
        "Обычно здесь около 1,2. Первый из них: 01.11.2026."
    )


def test_hours_do_not_stand_still() -> None:
    with i18n.using("en"):
        assert "5 hours ago" in wording.reason(REASONS[6])
        assert "7 hours ago" in wording.reason(REASONS[6], elapsed=2.4)


def test_places_of_an_acute_event_are_named() -> None:
    code, district = next(iter(load().districts.items()))
    reason = Reason(
        "level.acute", params={"stories": 1, "owners": 1, "hours": 1, "places": [code]}
    )
    with i18n.using("kk"):
        assert district.names["kk"] in wording.reason(reason)


def test_an_unknown_code_is_shown_not_hidden() -> None:
    assert wording.reason(Reason("level.new")) == "level.new"


def test_a_held_level_says_so_in_the_table() -> None:
    level = builders.level(
        code=LevelCode.RAISED, reasons=(REASONS[4], REASONS[9], REASONS[10])
    )
    with i18n.using("en"):
        said = wording.brief(level)
    assert "kept until 25.11.2026" in said
    assert "refuted" not in said


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"items": 0, "sufficient": False}, "Nothing read"),
        ({"sufficient": False}, "Too little"),
        ({"living_local": 1}, "Thin"),
        ({"living_local": 2}, "Enough"),
    ],
)
def test_coverage_in_a_word(changes: dict, word: str) -> None:
    with i18n.using("en"):
        assert wording.coverage(builders.coverage(**changes)) == word
        assert wording.coverage(None) == "Nothing read"


def test_levels_have_different_symbols() -> None:
    assert len(set(wording.SYMBOLS.values())) == len(LevelCode)
