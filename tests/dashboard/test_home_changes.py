"""What changed since my last visit, at most so many flags a day, nothing hidden."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

import builders
from builders import NOW
from dashboard import home_budget, home_changes
from data.model import Flag, Lane, Role, User
from data.store import Store

Open = Callable[..., AppTest]
DAY = timedelta(days=1)


def flag(name: str, lane: Lane, region: str = "KZ-39", back: float = 0) -> Flag:
    at = NOW - back * DAY
    return builders.flag(
        name, lane=lane, region=region, opened_at=at, first_at=at, last_at=at
    )


def told(app: AppTest) -> str:
    """The list of changes."""
    bodies = (html.unescape(str(each.proto.body)) for each in app.get("html"))
    return next(body for body in bodies if "kel-list" in body)


def more(store: Store, n: int) -> None:
    """So many new flags of underlying causes in KZ-15."""
    made = [flag(f"f-extra-{n}", Lane.STRUCTURAL, "KZ-15", 0.1) for n in range(n)]
    known = store.flag("f-water-0")
    about = {"story_id": known.story_id, "item_key": known.item_key,
             "source_id": known.source_id}  # fmt: skip
    store.save_flags([replace(each, **about) for each in made])


def visit(
    open_page: Open, store: Store, days: int = 2, **settings: object
) -> tuple[str, AppTest]:
    """Home before and after choosing a user whose last visit ended days ago."""
    values = {"name": "Медиатор", "role": Role.MEDIATOR, "lang": "en"} | settings
    user = store.save_user(User(**values))
    store.note_visit(user.id, NOW - days * DAY)
    app = open_page(store, "home", lang="en")
    return told(app), app.selectbox(key="kelisim.who").set_value(user.id).run()


def test_the_limit_prefers_lane_then_deadline_then_other_regions() -> None:
    flags = [
        flag("slow", Lane.STRUCTURAL),
        flag("talk-1", Lane.DISCURSIVE, back=0.01),
        flag("talk-2", Lane.DISCURSIVE, back=0.02),
        flag("talk-far", Lane.DISCURSIVE, "KZ-61"),
        flag("acute", Lane.ACUTE),
    ]
    names = [each.id for each in home_budget.within(flags, 3)]
    assert names == ["acute", "talk-2", "talk-far"]
    assert len(home_budget.within(flags, None)) == 5


def test_the_limit_is_for_each_day() -> None:
    flags = [flag(f"{day}-{n}", Lane.DISCURSIVE, back=day) for day in (0, 1, 2)
             for n in range(3)]  # fmt: skip
    kept = home_budget.within(flags, 1)
    assert sorted(each.id[0] for each in kept) == ["0", "1", "2"]


def test_the_last_visit_is_the_period_and_levels_are_a_day_old_at_least() -> None:
    here = User("x", Role.ANALYST, before_at=NOW - timedelta(hours=2))
    assert home_changes.period(here, 0, NOW) == (NOW - timedelta(hours=2), 1)
    assert home_changes.period(here, 7, NOW) == (NOW - 7 * DAY, 7)
    assert home_changes.period(None, 0, NOW) == (NOW - DAY, 1)
    long_ago = User("x", Role.ANALYST, before_at=NOW - 9 * DAY)
    assert home_changes.period(long_ago, 0, NOW).days == 9
    last_year = User("x", Role.ANALYST, before_at=NOW - 300 * DAY)
    assert home_changes.period(last_year, 0, NOW) == (NOW - 300 * DAY, 27)


def test_changes_are_counted_from_the_last_visit(
    open_page: Open, small_store: Store
) -> None:
    before, app = visit(open_page, small_store, 5)
    assert "f-water-1" not in before
    assert app.segmented_control(key="kelisim.days").value == 0
    lines = told(app)
    assert "f-water-1" in lines
    assert "f-rumour" in lines
    assert "f-water-2" not in lines
    shown = " ".join(html.unescape(str(each.proto.body)) for each in app.get("html"))
    assert "Since 17.11.2026 11:00; levels are compared with those of" in shown


def test_what_the_limit_leaves_out_is_counted_and_leads_to_the_desk(
    open_page: Open, small_store: Store
) -> None:
    more(small_store, 4)
    _before, app = visit(open_page, small_store, budget=1)
    lines = told(app)
    assert lines.count("./desk?flag=") == 3  # of three days of Almaty
    assert "5 more new flags on the Desk" in lines
    assert "your limit: at most 1 a day" in lines


def test_other_regions_are_counted_not_listed(
    open_page: Open, small_store: Store
) -> None:
    _before, app = visit(open_page, small_store, regions=("KZ-15",))
    lines = told(app)
    assert "f-water-0" in lines
    assert "f-rumour" not in lines
    assert "In the other regions: 3 flags" in lines
    assert "region=all" in lines


@pytest.mark.parametrize(
    ("lang", "word"),
    [("ru", "новых сигналов на странице"), ("kk", "жаңа белгі «Тексеру» бетінде")],
)
def test_plural_forms(open_page: Open, small_store: Store, lang: str, word: str):
    more(small_store, 13)
    assert word in told(open_page(small_store, "home", lang=lang))
