"""The two-month term of a region, in words and on an akim's first page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import i18n, next_meeting
from data.model import Meeting, Role, User
from data.store import Store

Open = Callable[..., AppTest]
TODAY = date(2026, 11, 22)


def held(on: date) -> Meeting:
    return Meeting("KZ-31", on, "Отырыс", "session", "assembly", "akim", (), ())


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 9, 25), "не позднее 25.11.2026; осталось 3 дня"),
        (date(2026, 9, 23), "не позднее 23.11.2026; остался 1 день"),
        (date(2026, 9, 22), "сегодня, 22.11.2026"),
        (date(2026, 9, 17), "не позднее 17.11.2026; с тех пор прошло 5 дней"),
    ],
)
def test_the_days_are_said_in_the_right_form(on: date, words: str) -> None:
    with i18n.using("ru"):
        assert words in next_meeting.left([held(on)], TODAY)


def test_no_known_meeting_is_no_delay() -> None:
    with i18n.using("en"):
        assert "no meeting is known" in next_meeting.left([], TODAY)
        future = held(date(2026, 12, 24))
        assert "no meeting is known" in next_meeting.left([future], TODAY)


def test_an_akim_sees_it_for_their_region_and_a_mediator_does_not(
    open_page: Open, small_store: Store
) -> None:
    def line(app: AppTest) -> list[str]:
        bodies = [str(each.proto.body) for each in app.get("html")]
        return [body for body in bodies if "./meeting?region=" in body]

    users = [
        small_store.save_user(User(name, role, ("KZ-15",), "kk"))
        for name, role in (("Әкімдік", Role.AKIM), ("Медиатор", Role.MEDIATOR))
    ]
    app = open_page(small_store, "home", lang="kk")
    assert not line(app)
    (shown,) = line(app.selectbox(key="kelisim.who").set_value(users[0].id).run())
    assert "Ақтөбе облысы" in shown
    assert "3 күн қалды" in shown
    assert not line(app.selectbox(key="kelisim.who").set_value(users[1].id).run())
