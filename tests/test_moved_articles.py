"""An article that moves, changes its guid or is edited stays one item in the store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

import builders as make
from collectors import Collected
from collectors.identity import url_key
from collectors.reading import Reading
from data.model import DateState, RawItem, SourceState, State
from data.store import Store
from pipeline import Keeper

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
WORDS = "Ауданда мектеп ашылды, оған екі жүз оқушы барады. " * 4


@pytest.fixture
def keeper() -> Iterator[Keeper]:
    store = Store.open("sqlite://")
    store.sync_sources([make.source()])
    yield Keeper(store, store.sources())
    store.close()


def article(**changes) -> RawItem:
    values = {
        "source_id": "alpha",
        "url": "https://alpha.example/n/mektep",
        "title": "Мектеп ашылды",
        "text": WORDS,
        "guid": "https://alpha.example/?p=7",
        "published_at": NOW - timedelta(hours=3),
        "date_state": DateState.DATED,
    }
    return RawItem(**values | changes)


def visit(keeper: Keeper, *raws: RawItem) -> dict[str, int]:
    """Offer the texts as a collector does and keep what it takes; the account."""
    reading = Reading()
    reading.offer_all(raws, keeper.known)
    state = SourceState("alpha", State.WORKING, last_attempt_at=NOW)
    harvest = Collected(
        source_id="alpha",
        items=tuple(reading.items),
        state=state,
        dropped=dict(reading.dropped),
        seen=reading.seen,
    )
    return dict(keeper.keep(harvest, NOW))


def test_a_renamed_slug_is_known(keeper: Keeper) -> None:
    assert visit(keeper, article()) == {"kept": 1}
    renamed = article(url="https://alpha.example/n/mektep-ashyldy")
    assert visit(keeper, renamed) == {"known": 1}
    assert keeper.store.count_items() == 1


def test_a_moved_article_with_other_words_is_a_revision(keeper: Keeper) -> None:
    visit(keeper, article())
    url = "https://alpha.example/n/mektep-ashyldy"
    moved = article(url=url, text=WORDS + "Толықтырылды.")
    assert visit(keeper, moved) == {"edited": 1}
    (item,) = keeper.store.items()
    assert item.key == url_key(article().url)
    assert item.url == url
    assert len(keeper.store.revisions([item.key])[item.key]) == 1
    # It is known at both addresses from now on, whatever else changes.
    everything_else = article(url=url, guid="9", title="Басқа", text="Басқа мәтін.")
    assert visit(keeper, everything_else) == {"edited": 1}
    assert keeper.store.count_items() == 1


def test_a_republication_in_the_same_words_is_known(keeper: Keeper) -> None:
    visit(keeper, article())
    later = article(
        url="https://alpha.example/n/77",
        guid="77",
        published_at=NOW - timedelta(hours=1),
    )
    assert visit(keeper, later) == {"known": 1}


def test_the_weather_of_two_days_is_two_items(keeper: Keeper) -> None:
    for n in range(2):
        weather = article(
            url=f"https://alpha.example/n/{n}",
            guid=f"{n}",
            title="Ауа райы",
            text=f"{n} градус. {WORDS}",
        )
        assert visit(keeper, weather) == {"kept": 1}
    assert keeper.store.count_items() == 2


def test_a_guid_that_changes_with_every_visit_makes_no_new_items(
    keeper: Keeper,
) -> None:
    for n in range(5):
        visit(keeper, article(url="", guid=f"session={n}"))
    assert keeper.store.count_items() == 1


def test_entries_that_are_counted_anew_on_every_visit_are_all_kept(
    keeper: Keeper,
) -> None:
    titles = [f"{n}-мектеп ашылды" for n in range(6)]
    for first in range(4):
        window = [
            article(url="", guid=str(n), title=title, text=f"{title}. {WORDS}")
            for n, title in enumerate(titles[first : first + 3][::-1], start=1)
        ]
        visit(keeper, *window)
    assert sorted(item.title for item in keeper.store.items()) == titles
    assert keeper.store.count_items() == 6
