"""``kelisim demo`` and ``kelisim up``: the whole job, dashboard included."""

from __future__ import annotations

import signal
import socket
import subprocess
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

import pipeline
from collectors.web import Web, agent_name
from commands.terminal import collecting, plain_errors, say, summary
from dashboard import server
from dashboard.i18n import _
from data.days import local_day
from data.demo import demo_sources, serve_demo
from data.errors import InputError
from data.model import Source, SourceKind
from data.reference import load, load_sources
from data.settings import Settings, data_folder, sqlite_url
from data.store import Store

Port = Annotated[int, typer.Option(help=_("Port of the dashboard."), min=0, max=65535)]
Browser = Annotated[bool, typer.Option(help=_("Open the dashboard in a browser."))]
Once = Annotated[
    bool, typer.Option("--once", help=_("Stop after the summary; no dashboard."))
]

DEMO_PORT = 8707  # of the invented outlets; fixed, so that a second run finds its items


def demo(
    once: Once = False,
    port: Port = 8501,
    browser: Browser = True,
    sources_port: Annotated[
        int, typer.Option(help=_("Port of the invented outlets."), min=0, max=65535)
    ] = DEMO_PORT,
) -> None:
    """Show the whole product on invented sources served on this machine."""
    with plain_errors():
        now = datetime.now(UTC)
        folder = data_folder()
        with serve_demo(now, sources_port) as web_port:
            url = sqlite_url(folder / "demo.sqlite")
            sources = demo_sources(web_port)
            with closing(_demo_store(folder, url, web_port, now)) as store:
                store.sync_sources(sources)
                _round(store, now)
                if not once:
                    _keep_open(store, url, port, browser, every=None)


def _demo_store(folder: Path, url: str, web_port: int, now: datetime) -> Store:
    """Today's demo is continued; one of another day would mix two calendars."""
    mark = f"{local_day(now).isoformat()} {web_port}"
    store = Store.open(url)
    known = store.meta().get("demo_day")
    if known not in (None, mark):
        store.close()
        kept = folder / f"demo-{known.split()[0]}.sqlite"
        (folder / "demo.sqlite").replace(kept)
        for suffix in ("-wal", "-shm"):
            (folder / f"demo.sqlite{suffix}").unlink(missing_ok=True)
        say(_("The demo of an earlier day was set aside as %(file)s.") % {"file": kept})
        store = Store.open(url)
    store.set_meta("demo", "1")
    store.set_meta("demo_day", mark)
    return store


def up(
    db: Annotated[str | None, typer.Option(help=_("Address of the database."))] = None,
    sources: Annotated[
        Path | None, typer.Option(help=_("A sources.toml of your own."))
    ] = None,
    inbox: Annotated[
        Path | None,
        typer.Option(help=_("Folder whose .txt .html .pdf .docx files are read.")),
    ] = None,
    every: Annotated[
        int, typer.Option(help=_("Minutes between two rounds of reading."), min=1)
    ] = 30,
    port: Port = 8501,
    browser: Browser = True,
    once: Once = False,
) -> None:
    """Collect real sources on a schedule, assess, and serve the dashboard."""
    with plain_errors():
        url = db or Settings.from_env().database_url
        with closing(Store.open(url)) as store:
            store.sync_sources([*listed_sources(sources), inbox_source(inbox)])
            _round(store, datetime.now(UTC))
            if not once:
                _keep_open(store, url, port, browser, timedelta(minutes=every))


def listed_sources(path: Path | None) -> tuple[Source, ...]:
    """The product's own list, or the person's file."""
    if path is None:
        return load().sources
    if not path.is_file():
        raise InputError(f"There is no file {path}; give a list like sources.toml.")
    return load_sources(path)


def inbox_source(folder: Path | None) -> Source:
    """The inbox folder as a source; it is made if it does not exist."""
    path = folder or data_folder() / "inbox"
    path.mkdir(parents=True, exist_ok=True)
    return Source(
        id="inbox",
        name="Inbox",
        kind=SourceKind.INBOX,
        url=str(path.resolve()),
        site="",
        owner="inbox",
        official=False,
        region="national",
        languages=("kk", "ru", "en"),
        expect_per_week=(0, 1000),
        is_local=True,
    )


def user_agent() -> str:
    """Who we say we are to every site: our name, version and the operator."""
    return agent_name(version("kelisim"), Settings.from_env().contact)


def _round(store: Store, now: datetime) -> None:
    """Collect and assess once, saying what came of it."""
    enabled = sum(source.enabled for source in store.sources())
    with Web(user_agent()) as web, collecting(enabled) as done:
        collected = pipeline.collect(store, web, now, on_done=done)
    assessed = pipeline.assess_store(store, now)
    summary(collected, assessed, store.meta().get("demo") == "1")
    if collected.sources and not collected.answered:
        say(
            _(
                "No source could be reached. Check the network of this machine; "
                "nothing kept is lost, and the dashboard shows the same."
            )
        )


def _keep_open(
    store: Store, url: str, port: int, browser: bool, every: timedelta | None
) -> None:
    """Serve the dashboard; read again on schedule, assess again after a verdict."""
    port = _free_port(port)
    process = server.serve(url, port, headless=not browser)
    previous = signal.signal(signal.SIGTERM, _stop)
    try:
        if not server.wait_until_ready(port, 60, process):
            raise InputError(
                f"The dashboard did not start on port {port}; give another --port."
            )
        say(
            _("Dashboard: %(address)s  (stop: Ctrl+C)")
            % {"address": server.address(port)}
        )
        _watch(store, process, every)
    except KeyboardInterrupt:
        say(_("Stopped."))
    finally:
        signal.signal(signal.SIGTERM, previous)
        process.terminate()
        process.wait(timeout=20)


def _watch(
    store: Store, process: subprocess.Popen[bytes], every: timedelta | None
) -> None:
    last_round = datetime.now(UTC)
    judged = store.current_verdicts()
    while process.poll() is None:
        time.sleep(1)
        now = datetime.now(UTC)
        if every is not None and now - last_round >= every:
            _round(store, now)
            last_round = now
        elif (verdicts := store.current_verdicts()) != judged:
            pipeline.assess_store(store, now)
            judged = verdicts


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _free_port(wanted: int) -> int:
    """The wanted port, or the next free one when another program has it."""
    for port in [*range(wanted, wanted + 20), 0]:
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise InputError(f"No free port near {wanted}; give another --port.")


def add(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.command(
        help=_("Show the whole product on invented sources served on this machine.")
    )(demo)
    app.command(
        help=_("Collect real sources on a schedule, assess, and serve the dashboard.")
    )(up)
