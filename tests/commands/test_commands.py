"""The command line as an operator types it: whole job, files, sentences for errors."""

from __future__ import annotations

import csv
import io
import json
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import commands
import one_round
from data.settings import sqlite_url
from data.store import Store

ROOT = Path(__file__).parents[2]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def run(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Type ``kelisim …``; gives exit code, output and errors."""

    def typed(*words: object, lang: str = "en") -> tuple[int, str, str]:
        monkeypatch.setenv("KELISIM_HOME", str(home))
        monkeypatch.setenv("KELISIM_LANG", lang)
        monkeypatch.setenv("COLUMNS", "200")
        monkeypatch.setattr(sys, "argv", ["kelisim", *map(str, words)])
        with pytest.raises(SystemExit) as left:
            commands.main()
        code = left.value.code
        out, err = capsys.readouterr()
        return (code if isinstance(code, int) else int(bool(code))), out, err

    return typed


@pytest.fixture(scope="module")
def sources_port() -> int:
    return one_round.free_port()


@pytest.fixture
def demo(run: Run, home: Path, sources_port: int) -> str:
    """The demo's database, made by the command itself the first time."""
    url = sqlite_url(home / "demo.sqlite")
    if not (home / "demo.sqlite").exists():
        code, out, _ = run("demo", "--once", "--sources-port", sources_port)
        assert code == 0
        (home / "summary.txt").write_text(out, encoding="utf-8")
    return url


def test_demo_names_the_three_regions_to_know(demo: str, home: Path) -> None:
    shown = (home / "summary.txt").read_text(encoding="utf-8")
    rows = {
        word: line
        for line in shown.splitlines()
        for word in line.split()
        if line.strip()
    }
    assert "DEMO" in shown
    assert "Kostanay" in rows["Acute"]
    assert "Aktobe" in rows["Raised"]
    assert "Ulytau" in rows["data"]


def test_a_second_demo_finds_nothing_new(
    demo: str, run: Run, sources_port: int
) -> None:
    code, out, _ = run("demo", "--once", "--sources-port", sources_port, lang="ru")
    assert code == 0
    assert "новых материалов: 0" in out.lower() or "0 новых" in out


def test_a_demo_of_another_day_is_set_aside_not_lost(
    demo: str, run: Run, home: Path, sources_port: int
) -> None:
    with closing(Store.open(demo)) as store:
        mark = store.meta()["demo_day"]
        store.set_meta("demo_day", "2020-01-01 1")
    code, _, _ = run("demo", "--once", "--sources-port", sources_port)
    assert code == 0
    assert (home / "demo-2020-01-01.sqlite").exists()
    with closing(Store.open(demo)) as store:
        assert store.meta()["demo_day"] == mark


def test_the_file_of_a_running_demo_stays_where_it_is(
    demo: str, run: Run, home: Path, sources_port: int
) -> None:
    with closing(Store.open(demo)) as store:
        mark = store.meta()["demo_day"]
        store.set_meta("demo_day", "2019-01-01 1")
        with store.only_collector():
            code, _, err = run("demo", "--once", "--sources-port", sources_port)
        store.set_meta("demo_day", mark)
    assert code == 1
    assert "Another Kelisim" in err
    assert not (home / "demo-2019-01-01.sqlite").exists()


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_export_writes_the_flags_of_a_region(
    demo: str, run: Run, tmp_path: Path, lang: str
) -> None:
    path = tmp_path / "flags.csv"
    code, _, _ = run(
        *("export", "flags", "--region", "KZ-15", "--lang", lang),
        *("--db", demo, "--out", path),
    )
    assert code == 0
    text = path.read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    with closing(Store.open(demo)) as store:
        flags = store.flags("KZ-15")
        assert store.exports()[0].rows == len(flags)
    assert [row[0] for row in rows[1:]] == [flag.id for flag in flags]
    assert all("DEMO" in row for row in rows[1:])


def test_export_as_a_workbook(demo: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "flags.xlsx"
    code, _, _ = run(
        *("export", "flags", "--format", "xlsx", "--db", demo, "--out", path)
    )
    assert code == 0
    with closing(openpyxl.load_workbook(path)) as book:
        assert len(book.sheetnames) == 2


@pytest.mark.parametrize(("lang", "format"), [("kk", "docx"), ("ru", "html")])
def test_brief_is_written_and_remembered(
    demo: str, run: Run, tmp_path: Path, lang: str, format: str
) -> None:
    path = tmp_path / f"brief.{format}"
    words = ("brief", "--region", "KZ-39", "--lang", lang, "--format", format)
    code, out, _ = run(*words, "--db", demo, "--out", path)
    assert code == 0
    with closing(Store.open(demo)) as store:
        record = store.briefs("KZ-39")[0]
        open_flags = store.flags("KZ-39", only_open=True)
    assert record.lang == lang
    assert {flag.id for flag in open_flags} <= set(record.flag_ids)
    assert f"flags: {len(record.flag_ids)}." in out
    content = path.read_bytes()
    assert content.startswith(b"PK" if format == "docx" else b"<!doctype html>")
    assert format == "docx" or "Костанайская область" in content.decode()


def test_brief_is_named_by_region_and_day(
    demo: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    day = datetime.now(UTC).date() - timedelta(days=9)
    code, _, _ = run("brief", "--region", "KZ-62", "--until", day, "--db", demo)
    assert code == 0
    names = [path.name for path in tmp_path.iterdir()]
    assert names == [f"kelisim_DEMO_brief_KZ-62_{day}.docx"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["export", "flags", "--region", "KZ-99"], "KZ-99"),
        (["brief", "--region", "KZ-99"], "KZ-99"),
        (["brief", "--region", "KZ-31", "--lang", "de"], "'de'"),
        (["brief", "--region", "KZ-31", "--until", "soon"], "'soon'"),
        (["brief", "--region", "KZ-31", "--until", "2999-01-01"], "has not come"),
        (["export", "flags", "--since", "yesterday"], "yesterday"),
        (["export", "flags", "--lang", "de"], "'de'"),
        (["understand", "nowhere.jsonl", "out.jsonl"], "nowhere.jsonl"),
        (["levels", "nowhere.csv", "out.csv"], "nowhere.csv"),
        (["collect", "--once", "--sources", "nowhere.toml"], "nowhere.toml"),
    ],
)
def test_a_mistake_is_answered_in_a_sentence(
    run: Run, words: list[str], said: str
) -> None:
    code, _, err = run(*words)
    assert code == 2
    assert said in err
    assert "Traceback" not in err


def test_the_demo_database_takes_no_real_news(demo: str, run: Run) -> None:
    code, _, err = run("collect", "--once", "--db", demo)
    assert code == 2
    assert "demo" in err


def test_understand_answers_each_text_and_names_bad_lines(
    run: Run, tmp_path: Path
) -> None:
    text = (
        "Житель села Ахмет Юсупов позвонил в редакцию. В Костанайской области после "
        "ссоры школьников произошла массовая драка жителей двух соседних сёл."
    )
    given, answer = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    given.write_text(
        json.dumps({"id": "a", "title": "Драка", "text": text}) + "\nnot json\n"
        '{"id": "c"}\n' + json.dumps({"id": "b", "text": "Ауа райы жылынады."}) + "\n",
        encoding="utf-8",
    )
    code, _, err = run("understand", given, answer)
    assert code == 1
    assert "Line 2" in err
    assert "Line 3" in err
    rows = [json.loads(line) for line in answer.read_text("utf-8").splitlines()]
    assert [row["id"] for row in rows] == ["a", "b"]
    first = rows[0]
    assert first["flag"] is True
    assert first["regions"] == ["KZ-39"]
    assert first["lane"] == "acute"
    evidence = first["risk"][0]["evidence"][0]
    assert text[evidence["start"] : evidence["end"]] == evidence["text"]
    assert "Юсупов" not in answer.read_text("utf-8")
    assert rows[1]["flag"] is False


def test_levels_scores_a_table(run: Run, tmp_path: Path) -> None:
    days = pd.date_range("2026-01-01", periods=120)
    frame = pd.DataFrame(
        {
            "series": "KZ-39",
            "date": days.strftime("%Y-%m-%d"),
            "count": [0] * 110 + [5] + [0] * 9,
            "exposure": 10,
        }
    )
    frame.to_csv(tmp_path / "counts.csv", index=False)
    code, _, _ = run("levels", tmp_path / "counts.csv", tmp_path / "scores.csv")
    assert code == 0
    scores = pd.read_csv(tmp_path / "scores.csv").set_index("date")["score"]
    assert scores["2026-04-21"] > 2
    assert scores["2026-04-20"] < 1
    assert pd.isna(scores["2026-01-05"])


def test_levels_names_the_row_that_is_wrong(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("series,date,count,exposure\na,2026-01-01,x,1\n")
    code, _, err = run("levels", tmp_path / "bad.csv", tmp_path / "out.csv")
    assert code == 2
    assert "Row 2" in err


def test_doctor_finds_this_installation_well(demo: str, run: Run) -> None:
    code, out, _ = run("doctor", "--db", demo)
    assert code == 0
    assert out.count("✓") == 8


def test_doctor_names_a_broken_database(run: Run, tmp_path: Path) -> None:
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"no database" * 1000)
    code, out, _ = run("doctor", "--db", sqlite_url(broken))
    assert code == 1
    assert "cannot be opened" in out


def test_sources_check_fails_where_a_region_is_silent(demo: str, run: Run) -> None:
    code, out, _ = run("sources", "check", "--db", demo)
    assert "demo-kz-39" in out
    assert code == (1 if "No living" in out else 0)


def test_up_says_when_no_source_can_be_reached(run: Run, tmp_path: Path) -> None:
    listed = tmp_path / "sources.toml"
    template = (ROOT / "tests" / "files" / "one_dead_source.toml").read_text("utf-8")
    listed.write_text(template, encoding="utf-8")
    code, out, _ = run(
        *("up", "--once", "--sources", listed, "--inbox", tmp_path / "none"),
        *("--db", sqlite_url(tmp_path / "up.sqlite")),
    )
    assert code == 0
    assert "No source could be reached" in out


def test_rescore_and_assess_end_with_the_same_summary(demo: str, run: Run) -> None:
    code, assessed, _ = run("assess", "--db", demo)
    assert code == 0
    code, rescored, _ = run("rescore", "--db", demo)
    assert code == 0
    assert rescored.strip() == assessed.strip()


def test_bench_measures_beside_a_word_list(run: Run) -> None:
    code, out, _ = run("bench", "--rounds", "1", "--texts", "40")
    assert code == 0
    assert "understand" in out
    assert "word list" in out


def test_the_help_names_every_command_and_the_readme_too(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in (
        *("demo", "up", "collect", "assess", "rescore", "understand"),
        *("levels", "export", "brief", "sources", "doctor", "bench"),
    ):
        assert name in out
        assert f"kelisim {name}" in readme


@pytest.fixture
def served(home: Path, demo: str, sources_port: int) -> Iterator[tuple[int, object]]:
    """``kelisim demo`` as a process of its own, with its dashboard."""
    port = one_round.free_port()
    process = subprocess.Popen(
        [
            *(sys.executable, "-c", "import commands; commands.main()"),
            *("demo", "--no-browser", "--port", str(port)),
            *("--sources-port", str(sources_port)),
        ],
        cwd=ROOT,
        env={"KELISIM_HOME": str(home), "PATH": "", "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    yield port, process
    if process.poll() is None:
        process.kill()
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


def test_demo_serves_acts_on_a_verdict_and_stops_cleanly(
    served: tuple[int, subprocess.Popen[bytes]], demo: str
) -> None:
    from data.model import Verdict, VerdictCode

    port, process = served
    until = time.monotonic() + 180
    while time.monotonic() < until:
        assert process.poll() is None
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health"):
                break
        except OSError:
            time.sleep(0.3)
    with closing(Store.open(demo)) as store:
        before = store.meta()["assessed_at"]
        flag = store.flags("KZ-39")[0]
        now = datetime.now(UTC)
        store.add_verdict(Verdict(flag.id, VerdictCode.OLD, "Ескі.", "М", now))
        while store.meta()["assessed_at"] == before:
            assert datetime.now(UTC) - now < timedelta(seconds=180)
            time.sleep(0.3)
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
