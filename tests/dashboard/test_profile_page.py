"""Who is here: the button in the frame, the settings, what follows from them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from builders import NOW
from dashboard import queries
from data.model import LANGUAGES, Role, User
from data.store import Store

Open = Callable[..., AppTest]


def field(app: AppTest, kind: str, label: str):
    (found,) = (each for each in app.get(kind) if each.label == label)
    return found


def written(app: AppTest, **changes: str) -> AppTest:
    """The form with a name, kept."""
    for label, value in changes.items():
        app.text_input(key=f"profile.new.{label}").set_value(value)
    (keep,) = (b for b in app.button if b.label == "Keep my settings")
    return keep.click().run()


def test_settings_are_kept_and_sign_the_work(open_page: Open, small_store: Store):
    app = open_page(small_store, "profile", lang="en")
    app.multiselect[0].set_value(["KZ-31", "KZ-15"])
    app.number_input[0].set_value(4)
    app = written(app, name=" Mediator on duty ")
    (kept,) = small_store.users()
    assert (kept.name, kept.regions, kept.budget, kept.lang) == (
        "Mediator on duty",
        ("KZ-15", "KZ-31"),
        4,
        "en",
    )
    assert not kept.digest
    assert not kept.acute_at_once
    assert "Mediator on duty" in app.success[0].value
    assert app.text_input(key=f"profile.{kept.id}.name").value == "Mediator on duty"


def test_a_telephone_in_the_name_is_refused(open_page: Open, small_store: Store):
    app = open_page(small_store, "profile", lang="en")
    app = written(app, name="Ерлан Сәрсенов, 8 701 234 56 78")
    assert "without a telephone" in app.error[0].value
    assert not small_store.users()
    written(app, name="Ерлан Сәрсенов")
    assert [user.name for user in small_store.users()] == ["Ерлан Сәрсенов"]


def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    open_page: Open, small_store: Store
):
    small_store.save_user(User("Friendship House", Role.MEDIATOR))
    app = open_page(small_store, "profile", lang="en")
    app = written(app, name="")
    assert "Write your name" in app.error[0].value
    app.toggle[0].set_value(True)
    app = written(app, name="Friendship House")
    assert [each.value.split(":")[0] for each in app.error] == [
        "Somebody of this name is here already",
        "Letters need an e-mail address",
    ]
    app = written(app, name="Akimat of Korday", email="nowhere")
    assert "check the e-mail address" in app.error[0].value
    assert app.text_input(key="profile.new.name").value == "Akimat of Korday"
    assert len(small_store.users()) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_letters_say_when_none_can_be_sent(
    open_page: Open, small_store: Store, lang: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("KELISIM_SMTP_HOST", raising=False)
    app = open_page(small_store, "profile", lang=lang)
    assert "KELISIM_SMTP_HOST" in app.info[0].value
    monkeypatch.setenv("KELISIM_SMTP_HOST", "localhost")
    monkeypatch.setenv("KELISIM_SMTP_FROM", "kelisim@example.kz")
    assert not open_page(small_store, "profile", lang=lang).info


def test_choosing_a_person_brings_their_language_and_region(
    open_page: Open, small_store: Store
):
    user = small_store.save_user(
        User("Жергілікті әкімдік", Role.AKIM, ("KZ-61", "KZ-31"), "ru")
    )
    app = open_page(small_store, "home", lang="en")
    who = field(app, "selectbox", "Who works here now")
    app = who.set_value(user.id).run()
    assert app.query_params["lang"] in ("ru", ["ru"])
    app.switch_page("dashboard/pages/region.py").run()
    assert app.selectbox(key="kelisim.picker").value == "KZ-31"


def test_a_look_is_written_down_once_a_minute(
    open_page: Open, small_store: Store, monkeypatch: pytest.MonkeyPatch
):
    user = small_store.save_user(User("Медиатор", Role.MEDIATOR, lang="kk"))
    app = open_page(small_store, "home", lang="en")
    field(app, "selectbox", "Who works here now").set_value(user.id).run()
    assert small_store.user(user.id).seen_at == NOW
    for seconds, seen in ((59, 0), (61, 61)):
        at = NOW + timedelta(seconds=seconds)
        monkeypatch.setattr(queries, "now", lambda at=at: at)
        app.run()
        assert small_store.user(user.id).seen_at == NOW + timedelta(seconds=seen)
