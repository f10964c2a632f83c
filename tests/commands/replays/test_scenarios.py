"""Drawn situations, day by day: what a mediator would have read.

In files of their own, for the suite hands out whole files to its workers.
"""

from __future__ import annotations

import pytest

from replay_checks import check_expected, check_golden, names

NAMES = names("scenario")


@pytest.mark.parametrize("name", NAMES)
def test_what_is_seen_is_what_was_agreed_on(name: str) -> None:
    """After a wanted change run tests/replay_checks.py, then read the difference."""
    check_golden(name)


@pytest.mark.parametrize("name", NAMES)
def test_every_level_is_expected_or_known_to_be_missed(name: str) -> None:
    check_expected(name)
