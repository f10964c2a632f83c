"""The house as it was drawn: who imports whom, how long anything may be."""

from __future__ import annotations

import ast
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("data", "collectors", "scoring", "dashboard", "commands")
SOURCES = sorted(
    path
    for place in (*ROOMS, "pipeline.py", "streamlit_app.py")
    for path in (
        [ROOT / place] if place.endswith(".py") else (ROOT / place).rglob("*.py")
    )
    if "versions" not in path.parts
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def functions() -> Iterator[tuple[str, int]]:
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                yield f"{path.relative_to(ROOT)}:{node.name}", length


def test_the_import_contracts_hold() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_fits_in_a_head(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    limit = 90 if path.parent.name == "pages" else 320
    assert text.count("\n") <= limit
    assert ast.get_docstring(ast.parse(text)), "every module says what it is for"


def test_functions_are_short() -> None:
    lengths = dict(functions())
    assert {name: n for name, n in lengths.items() if n > 60} == {}
    assert statistics.median(lengths.values()) <= 12


def test_no_module_is_called_by_what_nobody_looks_for() -> None:
    vague = {"utils", "helpers", "common", "misc", "base_utils", "core"}
    assert not {path.stem for path in SOURCES} & vague


def test_every_package_is_installed() -> None:
    packages = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for room in ROOMS
        for path in (ROOT / room).rglob("__init__.py")
    }
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == packages


def test_every_dependency_says_why_it_is_here() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    named = {
        name
        for group in (
            PROJECT["project"]["dependencies"],
            *PROJECT["project"]["optional-dependencies"].values(),
        )
        for name in group
    }
    for name in named - {"kelisim[test]"}:
        line = next(line for line in lines if f'"{name}"' in line)
        assert "#" in line, f"{name} has no reason beside it"


def test_nothing_names_the_machine_it_was_built_on() -> None:
    hidden = ("/work/", "/root/", "/tmp/", "127.0.0.1:3128")
    for path in [*SOURCES, *ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]:
        text = path.read_text(encoding="utf-8")
        assert not [word for word in hidden if word in text], path
