"""The empty table and its check, as an operator types them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import commands
from commands import running
from data.field_report import form
from data.model import LANGUAGES
from data.store import Store

Run = Callable[..., tuple[object, str, str]]


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Type ``kelisim field-reports …``; gives exit code, output and errors."""

    def typed(*words: object, lang: str = "en") -> tuple[object, str, str]:
        monkeypatch.setenv("KELISIM_HOME", str(tmp_path / "home"))
        monkeypatch.setenv("KELISIM_LANG", lang)
        monkeypatch.setenv("COLUMNS", "200")
        line = ["kelisim", "field-reports", *map(str, words)]
        monkeypatch.setattr(sys, "argv", line)
        with pytest.raises(SystemExit) as left:
            commands.main()
        out, err = capsys.readouterr()
        return left.value.code or 0, out, err

    return typed


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_template_says_no_names_and_overwrites_nothing(
    run: Run, tmp_path: Path, lang: str
) -> None:
    path = tmp_path / "reports.csv"
    assert run("template", "--lang", lang, path)[0] == 0
    text = path.read_bytes().decode("utf-8-sig")
    for each in LANGUAGES:
        assert form().name("line", "no_names", each) in text
    assert form().name("column", "what", lang) in text.splitlines()[-1]
    code, _, err = run("template", path)
    assert code == 2
    assert "name another file" in err
    code, _, err = run("template", "--lang", "de", tmp_path / "other.csv")
    assert code == 2
    assert "kk, ru or en" in err


def filled(path: Path, *rows: str) -> Path:
    head = "Дата;Регион;Район, населённый пункт;Вид;Что произошло;Откуда известно"
    path.write_text("\r\n".join([head, *rows]), encoding="utf-8")
    return path


def test_a_good_table_is_said_to_be_one(run: Run, tmp_path: Path) -> None:
    good = "20.11.2026;KZ-31;Кордайский район;пережито;Спор о воде.;со слов жителей"
    code, out, _ = run("check", filled(tmp_path / "a.csv", good))
    assert code == 0
    assert out == "1 report can be read.\n"


def test_each_fault_is_one_sentence_that_repeats_no_word_of_the_row(
    run: Run, tmp_path: Path
) -> None:
    path = filled(
        tmp_path / "a.csv",
        "20.11.2026;Атлантида;;пережито;Сосед Ахмет Юсупов спорил.;со слов жителей",
        "",
        "когда-то;KZ-31;;пережито;Сосед Ахмет Юсупов спорил.;со слов жителей",
        "20.11.2026;KZ-31;;Ахмет;Сосед Ахмет Юсупов спорил.;со слов жителей",
    )
    code, out, err = run("check", path)
    assert code == 1
    assert out.splitlines() == [
        "Row 2: the region is not known; write its name or code (KZ-31).",
        "Row 4: the date cannot be read; write it as 22.11.2026.",
        "Row 5: the kind is not one of the form; copy one from above.",
        "1 report can be read.",
    ]
    assert "Ахмет" not in out + err
    code, out, _ = run("check", path, lang="kk")
    assert out.startswith("2-жол: мұндай өңір табылмады")


def test_a_table_that_is_none_is_not_well(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Имя;Телефон\nАхмет;1\n", encoding="utf-8")
    code, out, _ = run("check", path)
    assert (code, out.count("\n")) == (1, 1)
    assert "headings" in out
    assert run("check", filled(path))[0] == 1  # nothing in it
    code, _, err = run("check", tmp_path / "none.csv")
    assert code == 2
    assert "cannot be read" in err


def test_the_folder_is_a_source_like_the_inbox(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KELISIM_HOME", str(tmp_path / "home"))
    with closing(store):
        running.list_sources(store, None, None)
        found = {source.id: source for source in store.sources()}["field_reports"]
    assert Path(found.url) == tmp_path / "home" / "field_reports"
    assert Path(found.url).is_dir()
    assert (found.region, found.owner, found.is_local) == (
        "national",
        "mediators",
        True,
    )
    assert found.expect_per_week[0] == 0
