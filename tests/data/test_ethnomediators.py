"""Where ethnomediators began: dated statements, each with its source."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data.errors import TableError
from data.ethnomediators import COLUMNS, ethnomediators, read_ethnomediators
from data.model import LANGUAGES

HEAD = ",".join(COLUMNS)


def test_the_three_regions_where_it_began() -> None:
    known = ethnomediators()
    assert list(known) == ["KZ-19", "KZ-31", "KZ-61"]
    for begun in known.values():
        assert begun.since == date(2024, 4, 1)
        assert all(begun.sources[lang] for lang in LANGUAGES)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ("KZ-99,2024-04,а,б,c,", "KZ-99"),
        ("KZ-31,2024-04,а,б,c,\nKZ-31,2024-05,а,б,c,", "stands twice"),
        ("KZ-31,2024,а,б,c,", "is no month"),
        ("KZ-31,2024-04,а,,c,", "source_ru"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(
    tmp_path: Path, rows: str, why: str
) -> None:
    file = tmp_path / "ethnomediators.csv"
    file.write_text(f"{HEAD}\n{rows}\n", encoding="utf-8")
    with pytest.raises(TableError, match=why):
        read_ethnomediators(file, {"KZ-31"})
