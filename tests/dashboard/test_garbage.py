"""What stays is spared by the collector of garbage, once for all pages."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from dashboard import garbage


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(garbage, "_known", 0)
    gc.unfreeze()
    yield
    gc.unfreeze()


def test_what_is_loaded_is_spared_once() -> None:
    garbage.spare_what_stays()
    spared = gc.get_freeze_count()
    assert spared > 10_000
    kept = [[] for _ in range(1_000)]
    garbage.spare_what_stays()
    assert gc.get_freeze_count() <= spared
    assert kept


def test_a_page_with_libraries_of_its_own_is_spared_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    garbage.spare_what_stays()
    kept = [[] for _ in range(1_000)]
    spared = gc.get_freeze_count()
    for n in range(50):
        monkeypatch.setitem(sys.modules, f"library_{n}", ModuleType(f"library_{n}"))
    garbage.spare_what_stays()
    assert gc.get_freeze_count() >= spared + len(kept)


def test_an_opened_page_asks_for_it(small_store, open_page) -> None:
    open_page(small_store)
    assert gc.get_freeze_count() > 10_000
