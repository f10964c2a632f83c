"""Codes as sentences: each in three languages, none left as a code."""

from __future__ import annotations

import pytest

import builders
from dashboard import i18n, wording
from data.model import LANGUAGES, LevelCode, Reason

REASONS = [
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


def test_languages_differ() -> None:
    for reason in REASONS:
        heard = set()
        for lang in LANGUAGES:
            with i18n.using(lang):
                heard.add(wording.reason(reason))
        assert len(heard) == 3, reason.code


def test_an_unknown_code_is_shown_not_hidden() -> None:
    assert wording.reason(Reason("signal.new")) == "signal.new"


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
