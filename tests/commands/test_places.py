"""kelisim places: import, list and remove, and what the doctor says of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer import Typer
from typer.testing import CliRunner

import scoring
from commands import places, steps
from dashboard.i18n import set_language
from data.model import RawItem

Run = Callable[..., tuple[int, str]]
TABLE = "code;name_kk;name_ru\n314848100;Көктас;Коктас\n31;;\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("KELISIM_HOME", str(tmp_path / "home"))
    set_language("en")
    app = Typer()
    places.add(app)
    steps.add(app)

    def go(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, list(words))
        return done.exit_code, " ".join(done.output.split())

    return go


def test_import_list_and_remove(run: Run, tmp_path: Path) -> None:
    assert run("places", "list")[0] == 1
    table = tmp_path / "kato.csv"
    table.write_text(TABLE, "utf-8")
    code, said = run("places", "import", str(table))
    assert code == 0
    assert "Row 3: the code is not nine digits." in said
    assert "1 settlement is known now" in said
    code, said = run("places", "list")
    assert code == 0
    assert "KZ-31 1" in said
    assert run("places", "remove")[0] == 0
    assert "No classifier was imported" in run("places", "remove")[1]


def test_an_imported_village_takes_part_at_once(run: Run, tmp_path: Path) -> None:
    item = RawItem("x", "", "", "В селе Коктасе прошёл сход.")
    assert scoring.understand([item])[0].regions == ()
    table = tmp_path / "kato.csv"
    table.write_text(TABLE, "utf-8")
    assert run("places", "import", str(table))[0] == 0
    read = scoring.understand([item])[0]
    assert read.regions == ("KZ-31",)
    assert [(p.kind, p.code, p.district) for p in read.places] == [
        ("settlement", "314848100", "314800000")
    ]


def test_a_bad_file_leaves_what_was_imported(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "kato.csv"
    table.write_text(TABLE, "utf-8")
    run("places", "import", str(table))
    table.write_text("nothing", "utf-8")
    assert run("places", "import", str(table))[0] == 2
    assert run("places", "import", str(tmp_path / "absent.csv"))[0] == 2
    assert "KZ-31 1" in run("places", "list")[1]


def test_the_doctor_says_whether_it_is_there(run: Run, tmp_path: Path) -> None:
    assert "Classifier of settlements: not imported" in run("doctor")[1]
    table = tmp_path / "kato.csv"
    table.write_text(TABLE, "utf-8")
    run("places", "import", str(table))
    assert "Classifier of settlements: 1 settlements" in run("doctor")[1]
    (tmp_path / "home" / "settlements.csv").write_text("torn", "utf-8")
    assert "kelisim places remove" in run("doctor")[1]
