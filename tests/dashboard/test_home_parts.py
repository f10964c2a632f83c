"""The acute lane: newest first, and no region hidden by a louder one."""

from __future__ import annotations

from datetime import timedelta

import builders
from builders import NOW
from dashboard import home_parts


def test_one_loud_region_does_not_hide_another() -> None:
    hour = timedelta(hours=1)
    loud = [builders.flag(f"loud-{n}", last_at=NOW - n * hour) for n in range(8)]
    quiet = builders.flag("quiet", region="KZ-61", last_at=NOW - 90 * hour)
    top = home_parts.on_top([*loud, quiet])
    assert [flag.id for flag in top] == [
        "loud-0",
        "loud-1",
        "loud-2",
        "loud-3",
        "quiet",
    ]


def test_few_flags_are_all_shown() -> None:
    few = [builders.flag(str(n)) for n in range(3)]
    assert home_parts.on_top(few) == few
