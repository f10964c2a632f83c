"""The Method page: the flow, what counts, what is promised, what is not known."""

from __future__ import annotations

import html
import re

import pytest

from dashboard import i18n, method_text
from data.model import LANGUAGES, Role, User, Verdict, VerdictCode
from data.reference import load

TITLES = {
    "kk": "Белгі қалай пайда болады және қаншалықты жиі қателеседі?",
    "ru": "Как возникает сигнал и как часто он ошибочен?",
    "en": "How does a flag arise, and how often is it wrong?",
}


def shown(app):
    parts = [str(element.proto.body) for element in app.get("html")]
    return html.unescape("\n".join([*parts, *(str(m.value) for m in app.markdown)]))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_tells_every_definition_and_every_limit(open_page, small_store, lang):
    app = open_page(small_store, "method", lang=lang)
    assert not app.exception
    assert app.title[0].value == TITLES[lang]
    words = shown(app)
    taxonomy = load().taxonomy
    assert len(taxonomy.risk) == 10
    assert len(taxonomy.protective) == 5
    for kind in (*taxonomy.risk.values(), *taxonomy.protective.values()):
        assert kind.names[lang] in words
        assert kind.definitions[lang] in words
    with i18n.using(lang):
        for sentence in (
            *method_text.FLOW,
            *method_text.NOT_TENSION,
            *method_text.PROMISES,
            *method_text.LIMITS,
            method_text.SHAPES,
        ):
            assert i18n._(sentence) in words


def test_verdicts_are_counted_from_the_last_one_of_each_flag(open_page, small_store):
    # The market's flag is acute: one person's word settles nothing yet.
    first = shown(open_page(small_store, "method", lang="en"))
    assert counts(first) == (11, 1, 0, 1, 0)
    at = small_now(small_store)
    for author, code in (("A", VerdictCode.CONFIRMED), ("B", VerdictCode.RUMOUR)):
        small_store.add_verdict(Verdict("f-market", code, "Asked.", author, at))
    later = shown(open_page(small_store, "method", lang="en"))
    assert counts(later) == (11, 2, 0, 1, 1)


def small_now(store):
    return store.verdicts("f-market")[0].at


def counts(words):
    """Shown, judged, confirmed, refuted, unclear, as the page tells them."""
    told = re.search(
        r"shown: (\d+); judged by a person: (\d+); confirmed or probable: (\d+); "
        r"not tension: (\d+); rumour or not verifiable: (\d+)",
        words,
    )
    return tuple(int(n) for n in told.groups())


def test_only_what_a_person_allowed_may_teach(open_page, small_store):
    app = open_page(small_store, "method", lang="en")
    assert "0 judged flags may teach" in shown(app)
    user = small_store.save_user(User("House of Friendship", Role.MEDIATOR))
    app.session_state["kelisim.user"] = str(user.id)
    app.run()
    allow = next(b for b in app.button if b.label == "May teach")
    allow.click().run()
    assert "1 judged flag may teach" in shown(app)
    (word,) = small_store.example_words().values()
    assert (word.is_approved, word.author) == (True, "House of Friendship")


def test_without_a_verdict_no_rate_is_told(open_page, store):
    store.set_meta("collected_at", "2026-11-22T06:00:00+00:00")
    words = shown(open_page(store, "method", lang="en"))
    assert "no rate can be told" in words
    assert "proved right" not in words


def test_a_demonstration_says_so(open_page, small_store):
    assert "This is a demonstration" in shown(
        open_page(small_store, "method", lang="en")
    )
