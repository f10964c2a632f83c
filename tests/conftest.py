"""Fixtures for all rooms: a store in memory and the way to the shared references."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.store import Store

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture
def store() -> Iterator[Store]:
    """A real, empty, migrated database in memory."""
    opened = Store.open("sqlite://")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared references; tests that need it skip without it."""
    if not SHARED.is_dir():
        pytest.skip("the shared references are not beside this checkout")
    return SHARED
