"""The dashboard as a process: one set of options, an honest wait."""

from __future__ import annotations

import re
import socket
import tomllib
from pathlib import Path

from dashboard import server

ROOT = Path(__file__).parent.parent.parent


def flat(table: dict, before: str = "") -> dict[str, str]:
    """A TOML table as dotted names and texts."""
    found: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            found |= flat(value, f"{before}{key}.")
        else:
            text = str(value).lower() if isinstance(value, bool) else str(value)
            found[before + key] = text
    return found


def test_checkout_and_installed_have_the_same_options() -> None:
    written = tomllib.loads(
        (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    )
    at_start = {"server.address": server.HOST, "server.headless": "true"}
    assert flat(written) == {**server.OPTIONS, **at_start}


def test_bound_to_loopback_whatever_the_folder() -> None:
    command = server.command(8599)
    assert "--server.address=127.0.0.1" in command
    assert "--server.port=8599" in command
    assert Path(command[4]).is_absolute()
    assert Path(command[4]).name == "streamlit_app.py"


def test_streamlit_knows_every_option() -> None:
    from streamlit import config

    known = set(config.get_config_options())
    assert {re.sub(r"\s", "", name) for name in server.OPTIONS} <= known


def test_address_names_the_language() -> None:
    assert server.address(8501, "kk") == "http://127.0.0.1:8501/?lang=kk"
    assert server.address(8501) == "http://127.0.0.1:8501/"


def test_waiting_for_nobody_ends() -> None:
    with socket.socket() as free:
        free.bind((server.HOST, 0))
        port = free.getsockname()[1]
    assert server.wait_until_ready(port, timeout=0.5) is False


def test_every_file_the_pages_need_is_in_the_wheel() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    globs = project["tool"]["setuptools"]["package-data"]["dashboard"]
    packed = {path for glob in globs for path in (ROOT / "dashboard").glob(glob)}
    needed = {
        path
        for suffix in ("css", "js", "svg", "po")
        for path in (ROOT / "dashboard").rglob(f"*.{suffix}")
    }
    assert needed
    assert needed <= packed
