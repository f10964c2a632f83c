"""The form of a field report: whole in three languages, and no word meaning two."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.errors import TableError
from data.field_report import COLUMNS, ReportKind, Way, form, plain, read_form
from data.model import LANGUAGES
from data.rows import TABLES

TABLE = (TABLES / "field_report.csv").read_text(encoding="utf-8")


def test_every_code_has_words_and_every_word_its_code() -> None:
    codes = {"column": COLUMNS, "kind": ReportKind, "way": Way}
    for of, known in codes.items():
        for code in known:
            assert form().meant[of][code] == code
            for lang in LANGUAGES:
                assert form().meant[of][plain(form().name(of, code, lang))] == code


def test_the_form_has_no_column_for_a_person() -> None:
    for word in ("имя", "фио", "автор", "аты", "есім", "name", "author", "phone"):
        assert word not in form().meant["column"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("way,own,", "way,none,", "code is 'none'"),
        ("kind,potential,", "kind,evidenced,", "stands twice"),
        ("возможно|", "пережито|", "means another kind"),
        (
            next(line for line in TABLE.splitlines() if line.startswith("way,network")),
            "",
            "",
        ),
    ],
)
def test_a_form_that_contradicts_itself_stops(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert old in TABLE
    path = tmp_path / "field_report.csv"
    changed = TABLE.replace(old, new, 1).replace("\n\n", "\n")
    path.write_text(changed, encoding="utf-8")
    with pytest.raises(TableError, match=said or "network is missing"):
        read_form(path)
