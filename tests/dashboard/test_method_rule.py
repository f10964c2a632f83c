"""The Method page: the rule in force, earlier ones, and who bears which."""

from __future__ import annotations

import html
import re

import pytest

import builders
import small_world
from dashboard import i18n, rule_text
from data.model import LANGUAGES
from data.reference import load


def shown(app):
    parts = [str(element.proto.body) for element in app.get("html")]
    return html.unescape("\n".join([*parts, *(str(m.value) for m in app.markdown)]))


def test_the_numbers_of_the_rule_in_force_are_shown(open_page, small_store):
    words = shown(open_page(small_store, "method", lang="en"))
    assert f"The rule in force: {small_world.RULE}." in words
    for key in ("acute_hours", "raised_stories", "keep_margin", "coverage_days"):
        group = next(words for words in rule_text.GROUPS.values() if key in words)
        value = (load().thresholds | small_world.PARAMETERS)[key]
        assert re.search(f"{re.escape(group[key])}</th><td[^>]*>{value}</td>", words)
    assert "step_days" not in words
    assert rule_text.GROUPS["What was read"]["learning_days"] not in words


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "(61 days, 20 regions): 1. In one region that is about one in 3 years."),
        ("ru", "(дней: 61, регионов: 20): 1. Для одного региона это примерно один раз"),
        ("kk", "(күн: 61, өңір: 20)"),
    ],
)
def test_false_alarms_are_said_in_reports_of_the_country(
    open_page, small_store, lang, words
):
    assert words in shown(open_page(small_store, "method", lang=lang))


def test_the_limit_makes_a_bar_for_each_lane(open_page, small_store):
    words = shown(open_page(small_store, "method", lang="en"))
    row = r"a (?:burst|slow rise)[^<]*</th><td[^>]*>1.3</td><td[^>]*>([\d.]+)<"
    scores = re.findall(row, words)
    assert 2.9 < float(scores[0]) <= 3
    assert 1.6 < float(scores[1]) < 2
    assert "2 → 0.98; 3 → 0.2" in words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_level_says_by_which_rule_it_is(open_page, small_store, lang):
    app = open_page(small_store, "method", lang=lang)
    words = shown(app)
    assert not app.exception
    assert words.count(f">{small_world.RULE}</td>") == len(small_world.NORMED)
    assert words.count(">test</td>") >= 20 - len(small_world.NORMED)


def test_an_earlier_rule_shows_what_was_otherwise(open_page, small_store):
    earlier = {**small_world.PARAMETERS, "acute_hours": 48}
    small_store.save_level_rule("levels-2.before00", earlier)
    app = open_page(small_store, "method", lang="en")
    labels = [each.label for each in app.expander]
    assert "Earlier rule: levels-2.before00" in labels
    rows = re.findall(r"after the last acute report</th><td[^>]*>(\d+)<", shown(app))
    assert rows == ["72", "48"]


def test_before_any_rule_is_kept_the_table_is_shown(open_page, store):
    store.save_levels([builders.level()])
    store.set_meta("collected_at", builders.NOW.isoformat())
    app = open_page(store, "method", lang="kk")
    assert not app.exception
    words = shown(app)
    with i18n.using("kk"):
        for group in rule_text.GROUPS.values():
            assert all(i18n._(each) in words for each in group.values())
