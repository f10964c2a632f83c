"""Fixtures for all rooms: a store in memory and the way to the shared references."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

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


@pytest.fixture(autouse=True)
def _own_main() -> Iterator[None]:
    """A page that a test ran must not stay the main program.

    A process started by a later test would run that page anew.
    """
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main
