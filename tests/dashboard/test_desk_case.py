"""The work on a flag at the Desk: deeds, steps, outcomes, advice, history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

import builders
from data.model import (
    DirectoryEntry,
    Handling,
    HandlingDeed,
    Response,
    Role,
    User,
    Verdict,
    VerdictCode,
)
from data.playbook import playbook
from data.store import Store

FLAG = "f-market"  # acute, confirmed once, one step without an outcome
NEW = "f-pasture"  # acute, nobody has looked
Open = Callable[..., AppTest]


def page(open_page: Open, store: Store, flag: str, lang: str = "kk") -> AppTest:
    return open_page(store, "desk", flag=flag, lang=lang)


def html(app: AppTest) -> str:
    return " ".join(each.proto.body for each in app.get("html"))


def choices(app: AppTest, flag: str, n: int = 0) -> list[str]:
    [found] = [
        group
        for group in app.get("button_group")
        if group.key == f"desk.{flag}.deed{n}.choice"
    ]
    return [option.content for option in found.proto.options]


def choose(app: AppTest, flag: str, deed: HandlingDeed, n: int = 0) -> str:
    """Choose a deed; give back the beginning of its form's keys."""
    key = f"desk.{flag}.deed{n}"
    [group] = [
        group for group in app.get("button_group") if group.key == f"{key}.choice"
    ]
    group.set_value(deed).run()
    return f"{key}.{deed}"


def send(app: AppTest, key: str) -> None:
    [button] = [
        each for each in app.button if (each.key or "").startswith(_submit(key))
    ]
    button.click().run()
    assert not app.exception


def _submit(key: str) -> str:
    return f"FormSubmitter:{key}.form-"


def second_eyes(store: Store) -> None:
    """Another person comes to the same view of the acute flag."""
    store.add_verdict(
        Verdict(FLAG, VerdictCode.PROBABLY, "Мен де көрдім.", "Екінші", builders.NOW)
    )


def test_an_acute_flag_is_settled_only_after_two_verdicts(
    open_page: Open, small_store: Store
) -> None:
    settle = "Реттелді деп белгілеу"
    assert settle not in choices(page(open_page, small_store, NEW), NEW)
    app = page(open_page, small_store, FLAG)
    assert settle not in choices(app, FLAG)
    assert any("Екінші адам да" in each.value for each in app.markdown)
    second_eyes(small_store)
    assert settle in choices(page(open_page, small_store, FLAG), FLAG)


def test_a_case_is_settled_with_words_and_opened_again(
    open_page: Open, small_store: Store
) -> None:
    second_eyes(small_store)
    app = page(open_page, small_store, FLAG)
    key = choose(app, FLAG, HandlingDeed.RESOLVE)
    app.text_input(f"{key}.author").set_value("Медиатор")
    send(app, key)
    assert app.error
    assert small_store.handlings(FLAG) == []
    app.text_area(f"{key}.reason").set_value("Екі жақ татуласты")
    send(app, key)
    [kept] = small_store.handlings(FLAG)
    assert (kept.deed, kept.reason) == (HandlingDeed.RESOLVE, "Екі жақ татуласты")
    assert choices(app, FLAG, 1) == ["Қайта ашу"]
    key = choose(app, FLAG, HandlingDeed.REOPEN, 1)
    app.text_area(f"{key}.reason").set_value("Қайта шықты")
    send(app, key)
    assert small_store.handlings(FLAG)[-1].deed is HandlingDeed.REOPEN


def test_a_flag_is_given_to_a_user_or_an_office_by_who_is_here(
    open_page: Open, small_store: Store
) -> None:
    small_store.save_user(User("Абай облысының медиаторы", Role.MEDIATOR))
    app = page(open_page, small_store, NEW)
    key = choose(app, NEW, HandlingDeed.ASSIGN)
    whom = app.selectbox(f"{key}.whom")
    assert whom.options[:2] == ["Абай облысының медиаторы", "Ақсақалдар кеңесі"]
    app.text_input(f"{key}.author").set_value("Әкімдік")
    send(app, key)
    assert "Кімге екенін таңдаңыз." in app.error[0].value
    app.selectbox(f"{key}.whom").set_value("council_of_elders")
    send(app, key)
    [kept] = small_store.handlings(NEW)
    assert (kept.to_whom, kept.author) == ("council_of_elders", "Әкімдік")
    assert "Ақсақалдар кеңесі" in html(app)


def test_a_flag_is_put_off_with_a_reason_and_an_end(
    open_page: Open, small_store: Store
) -> None:
    app = page(open_page, small_store, NEW)
    key = choose(app, NEW, HandlingDeed.SNOOZE)
    app.text_input(f"{key}.author").set_value("Медиатор")
    app.text_area(f"{key}.reason").set_value("Ақсақалдар жолда")
    send(app, key)
    assert small_store.handlings(NEW) == []
    app.radio(f"{key}.until").set_value(timedelta(hours=6))
    send(app, key)
    [kept] = small_store.handlings(NEW)
    assert kept.until_at == builders.NOW + timedelta(hours=6)
    assert "Қазір қайта қолға алу" in choices(app, NEW, 1)


def test_names_of_persons_are_shown_taken_out_before_a_deed_is_kept(
    open_page: Open, small_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    second_eyes(small_store)
    app = page(open_page, small_store, FLAG)
    key = choose(app, FLAG, HandlingDeed.RESOLVE)
    app.text_input(f"{key}.author").set_value("Медиатор")
    app.text_area(f"{key}.reason").set_value("Ержан Сәбитов кешірім сұрады")
    send(app, key)
    assert small_store.handlings(FLAG) == []
    app.button(f"{key}.agreed").click().run()
    [kept] = small_store.handlings(FLAG)
    assert "Сәбитов" not in kept.reason
    assert "кешірім сұрады" in kept.reason


def test_a_step_is_kept_and_its_outcome_follows_later(
    open_page: Open, small_store: Store
) -> None:
    app = page(open_page, small_store, NEW)
    key = f"desk.{NEW}.step0"
    app.text_input(f"{key}.action").set_value("Екі ауыл кездесті")
    app.text_input(f"{key}.author").set_value("Медиатор")
    send(app, key)
    assert [step.outcome for step in small_store.responses(NEW)] == [""]
    assert "Немен аяқталғаны әзірге белгісіз." in html(app)
    key = f"desk.{NEW}.end0.1"
    app.text_input(f"{key}.outcome").set_value("Келісті")
    app.text_input(f"{key}.author").set_value("Медиатор")
    send(app, key)
    assert [step.outcome for step in small_store.responses(NEW)] == ["", "Келісті"]
    assert html(app).count("Екі ауыл кездесті") == 3  # the step, and twice in history
    assert "Нәтижесі: Келісті" in html(app)


def test_advice_is_that_of_the_gravest_signal_with_who_to_call(
    open_page: Open, small_store: Store
) -> None:
    app = page(open_page, small_store, NEW, "ru")
    play = playbook()["trigger_incident"]
    assert play.first_step["ru"] in html(app)
    assert "Телефоны учреждений этого региона ещё не внесены." in html(app)
    small_store.save_entry(
        DirectoryEntry(
            0, "KZ-39", "", "mediator_on_duty", "Кабинет медиатора", "+7 (714) 2",
            "", "9–18", "", "Аппарат", builders.NOW,
        )
    )  # fmt: skip
    app.run()
    assert 'href="tel:+77142"' in html(app)
    assert "ещё не внесены" not in html(app)


def test_what_was_done_in_an_earlier_case_of_the_region_is_told(
    open_page: Open, small_store: Store
) -> None:
    done = Response(FLAG, "Суару кестесі жасалды", "", "Медиатор", builders.NOW)
    small_store.add_response(done)
    app = page(open_page, small_store, NEW)
    assert "Суару кестесі жасалды" not in html(app)
    small_store.add_handling(
        Handling(FLAG, HandlingDeed.RESOLVE, "Татуласты", "Медиатор", builders.NOW)
    )
    app.run()
    assert "Суару кестесі жасалды" in html(app)
    assert "22.11.2026 күні реттелді: Татуласты" in html(app)
