"""The way into the store: one text that trips us costs no other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

import builders as make
import scoring
from collectors import Collected
from data.model import DateState, RawItem, SourceState, State
from data.store import Store
from pipeline import Keeper


@pytest.fixture
def keeper() -> Iterator[Keeper]:
    store = Store.open("sqlite://")
    store.sync_sources([make.source()])
    yield Keeper(store, store.sources())
    store.close()


def harvest(count: int) -> Collected:
    raws = tuple(
        RawItem(
            source_id="alpha",
            url=f"https://alpha.example/n/{n}",
            title=f"{n}-мектеп ашылды",
            text=f"Ауданда {n}-мектеп ашылды, оған балалар барады. " * 4,
            guid=str(n),
            published_at=make.NOW,
            date_state=DateState.DATED,
        )
        for n in range(count)
    )
    state = SourceState("alpha", State.WORKING, last_attempt_at=make.NOW)
    return Collected("alpha", raws, state, {"no_text": 1}, seen=count + 1)


def test_a_text_that_trips_us_is_counted_and_costs_no_other(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    understand = scoring.understand

    def stumbling(raws, *args):
        if any(raw.guid == "3" for raw in raws):
            raise KeyError("a table without this row")
        return understand(raws, *args)

    monkeypatch.setattr(scoring, "understand", stumbling)
    met = harvest(7)
    account = keeper.keep(met, make.NOW)
    assert account == {"kept": 6, "not_understood": 1, "no_text": 1}
    assert keeper.store.count_items() == 6
    assert keeper.store.source_states()["alpha"].state is State.WORKING
    assert "a text of alpha is not understood" in caplog.text

    monkeypatch.setattr(scoring, "understand", understand)  # the next version
    again = replace(met, items=met.items[3:4], seen=1, dropped={})
    assert keeper.keep(again, make.NOW) == {"kept": 1}
