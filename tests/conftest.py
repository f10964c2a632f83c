"""Fixtures for all rooms: a store in memory and the way to the shared references."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import images
import pytest

from data.store import Store

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


def pytest_configure() -> None:
    """Leave sentence vectors out: they cost a tenth of a second each.

    What must hold with them must hold with words alone, too; the tests that are about
    them turn them on.
    """
    os.environ.setdefault("KELISIM_VECTORS", "off")
    # The console takes its width when it is first imported; no row may be wrapped.
    os.environ["COLUMNS"] = "400"


@pytest.fixture(scope="session")
def empty() -> bytes:
    """A migrated database without a row; migrating takes longer than most tests."""
    with closing(Store.open("sqlite://")) as made:
        return images.image(made)


@pytest.fixture
def store(empty: bytes) -> Iterator[Store]:
    """A real, empty, migrated database in memory."""
    with closing(images.opened(empty)) as opened:
        yield opened


@pytest.fixture(scope="session")
def small_image(empty: bytes) -> bytes:
    """Twenty regions, twelve weeks: see tests/small_world.py."""
    import small_world  # scoring asks at its import whether vectors are weighed

    with closing(images.opened(empty)) as made:
        return images.image(small_world.fill(made))


@pytest.fixture
def small_store(store: Store, small_image: bytes) -> Store:
    """The small country, a copy for each test."""
    return images.restore(store, small_image)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared references; tests that need it skip without it."""
    if not SHARED.is_dir():
        pytest.skip("the shared references are not beside this checkout")
    return SHARED


@pytest.fixture(autouse=True)
def _own_main() -> Iterator[None]:
    """A page that a test ran must not stay the main program.

    A process started by a later test would run that page anew.
    """
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main
