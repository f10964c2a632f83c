"""Starting the dashboard as a process of its own. Knows Streamlit only as a command.

Every option is passed on the command line, so an installed Kelisim looks and behaves
the same from any folder; ``.streamlit/config.toml`` says the same for those who run
the checkout with ``streamlit run`` (a test holds the two together).
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlencode

from data.errors import InputError

HOST = "127.0.0.1"

#: What must hold wherever Kelisim runs: no telemetry, no editor's conveniences, a calm
#: look in light and dark.
OPTIONS: dict[str, str] = {
    "browser.gatherUsageStats": "false",
    "browser.serverAddress": HOST,
    "client.disableDataExport": "true",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": "false",
    "client.toolbarMode": "minimal",
    "logger.level": "warning",
    "runner.magicEnabled": "false",
    "server.fileWatcherType": "none",
    "theme.baseFontSize": "17",
    "theme.paddingTop": "3.5rem",
    "theme.paddingBottom": "3rem",
    "theme.light.primaryColor": "#1F6F78",
    "theme.light.backgroundColor": "#FFFFFF",
    "theme.light.secondaryBackgroundColor": "#F2F5F6",
    "theme.light.textColor": "#1D2429",
    "theme.light.linkColor": "#14606A",
    "theme.dark.primaryColor": "#6FC3CC",
    "theme.dark.backgroundColor": "#14191D",
    "theme.dark.secondaryBackgroundColor": "#1F262B",
    "theme.dark.textColor": "#E9EEF1",
    "theme.dark.linkColor": "#86D3DB",
}


def door() -> Path:
    """The script Streamlit runs, in the checkout or where Kelisim is installed."""
    found = find_spec("streamlit_app")
    if found is None or found.origin is None:
        raise InputError("streamlit_app.py is missing beside the dashboard: reinstall.")
    return Path(found.origin)


def address(port: int, lang: str = "") -> str:
    """Where the dashboard answers."""
    query = f"?{urlencode({'lang': lang})}" if lang else ""
    return f"http://{HOST}:{port}/{query}"


def command(port: int) -> list[str]:
    """The command line that starts the dashboard."""
    options = {
        **OPTIONS,
        "server.address": HOST,
        "server.port": str(port),
        "server.headless": "true",
    }
    return [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(door()),
        *(f"--{name}={value}" for name, value in options.items()),
    ]


def serve(
    database_url: str, port: int, lang: str = "", headless: bool = True
) -> subprocess.Popen[bytes]:
    """Start the dashboard on loopback; unless headless, open the browser when ready."""
    environment = {**os.environ, "KELISIM_DATABASE_URL": database_url}
    process = subprocess.Popen(
        command(port),
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,  # Streamlit's greeting; errors go to stderr
    )
    if not headless:
        threading.Thread(
            target=_open_browser, args=(process, port, lang), daemon=True
        ).start()
    return process


def _open_browser(process: subprocess.Popen[bytes], port: int, lang: str) -> None:
    if wait_until_ready(port, 60, process):
        webbrowser.open(address(port, lang))


def wait_until_ready(
    port: int, timeout: float = 30, process: subprocess.Popen[bytes] | None = None
) -> bool:
    """Whether the dashboard answered within ``timeout`` seconds (and still lives)."""
    until = time.monotonic() + timeout
    while time.monotonic() < until:
        if process is not None and process.poll() is not None:
            return False
        try:
            health = f"http://{HOST}:{port}/_stcore/health"
            with urllib.request.urlopen(health, timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    return False
