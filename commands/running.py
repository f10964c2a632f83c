"""``kelisim demo`` and ``kelisim up``: the whole job, dashboard included."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Annotated

import typer

import pipeline
from collectors.schedule import is_due
from collectors.web import Web, agent_name
from commands.letters import posting
from commands.scheduled import Listing, on_schedule
from commands.terminal import collecting, plain_errors, say, summary
from commands.watching import Assessing, keep_open, stoppable
from dashboard.i18n import _
from data.days import local_day
from data.demo import demo_sources, serve_demo
from data.demo_directory import demo_directory
from data.errors import InputError
from data.field_report import as_source
from data.model import Source, SourceKind
from data.reference import load, load_sources
from data.settings import Settings, data_folder, sqlite_url
from data.store import Store

Port = Annotated[
    int,
    typer.Option(
        help=_("Port of the dashboard."), min=0, max=65535, envvar="KELISIM_PORT"
    ),
]
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
    with plain_errors(), stoppable(code=int(once)):
        now = datetime.now(UTC)
        folder = data_folder()
        with serve_demo(now, sources_port) as web_port:
            url = sqlite_url(folder / "demo.sqlite")
            # Without a folder: real reports must not get among the invented news.
            reports = as_source("", is_demo=True)
            sources = [*demo_sources(web_port), reports]
            with (
                closing(_demo_store(folder, url, web_port, now)) as store,
                store.only_collector(),
            ):
                store.sync_sources(sources)
                with Web(user_agent()) as web:
                    _round(store, web, store.sources(), now)
                if not once:
                    keep_open(url, port, browser, [Assessing(store, Lock())])


def _demo_store(folder: Path, url: str, web_port: int, now: datetime) -> Store:
    """Today's demo is continued; one of another day would mix two calendars."""
    mark = f"{local_day(now).isoformat()} {web_port}"
    store = Store.open(url)
    known = store.meta().get("demo_day")
    if known not in (None, mark):
        with store.only_collector():  # the file of a running demo stays where it is
            store.close()
        kept = folder / f"demo-{known.split()[0]}.sqlite"
        (folder / "demo.sqlite").replace(kept)
        for suffix in ("-wal", "-shm"):
            (folder / f"demo.sqlite{suffix}").unlink(missing_ok=True)
        say(_("The demo of an earlier day was set aside as %(file)s.") % {"file": kept})
        store = Store.open(url)
    store.set_meta("demo", "1")
    store.set_meta("demo_day", mark)
    if not store.directory():
        for entry in demo_directory(now):
            store.save_entry(entry)
    return store


def up(
    db: Annotated[str | None, typer.Option(help=_("Address of the database."))] = None,
    sources: Annotated[
        Path | None, typer.Option(help=_("A sources.toml of your own."))
    ] = None,
    inbox: Annotated[
        Path | None,
        typer.Option(help=_("Folder of documents and letters to read.")),
    ] = None,
    port: Port = 8501,
    browser: Browser = True,
    once: Once = False,
) -> None:
    """Collect real sources on a schedule, assess, and serve the dashboard."""
    with plain_errors(), stoppable(code=int(once)):
        url = db or Settings.from_env().database_url
        with (
            closing(Store.open(url)) as store,
            store.only_collector(),
            Web(user_agent()) as web,
        ):
            refuse_demo(store)
            list_sources(store, sources, inbox)
            now = datetime.now(UTC)
            _round(store, web, due_sources(store, now), now)
            if not once:
                _go_on(store, web, url, port, browser, (sources, inbox))


def _go_on(
    store: Store,
    web: Web,
    url: str,
    port: int,
    browser: bool,
    listed: tuple[Path | None, Path | None],
) -> None:
    """Collect on schedule and serve the dashboard until stopped.

    ``web`` is that of the first round: it remembers who asked to be left alone.
    """
    turn = Lock()
    assessing = Assessing(store, turn)
    with on_schedule(store, web, turn, assessing.tell_of_news) as scheduled:
        listing = Listing(lambda: list_sources(store, *listed), scheduled.plan)
        chores: list[Callable[[], object]] = [
            scheduled.go_on,
            listing,
            assessing,
            *posting(store),
        ]
        keep_open(url, port, browser, chores)


def due_sources(store: Store, now: datetime) -> list[Source]:
    """The sources whose time has come."""
    states = store.source_states()
    return [
        source
        for source in store.sources()
        if source.enabled and is_due(states.get(source.id), now)
    ]


def refuse_demo(store: Store) -> None:
    """Real news must not be mixed with what was invented."""
    if store.meta().get("demo") == "1":
        raise InputError(
            "This is the demo's database; real sources need their own (--db)."
        )


def list_sources(store: Store, path: Path | None, inbox: Path | None) -> None:
    """Make the store's sources those of the list, as it stands now, and the inbox."""
    listed = [*listed_sources(path), inbox_source(inbox), field_reports_source()]
    wanted = {source.id: source for source in listed}
    known = {s.id: s for s in store.sources() if s.enabled or s.id in wanted}
    if known != wanted:
        store.sync_sources(listed)


def listed_sources(path: Path | None) -> tuple[Source, ...]:
    """The product's own list, or the person's file."""
    if path is None:
        return load().sources
    if not path.is_file():
        raise InputError(f"There is no file {path}; give a list like sources.toml.")
    return load_sources(path)


def inbox_source(folder: Path | None) -> Source:
    """The inbox folder as a source; it is made if it does not exist."""
    path = _made(folder or data_folder() / "inbox")
    return Source(
        id="inbox",
        name="Құжаттар қалтасы / Папка документов",
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


def _made(folder: Path) -> Path:
    """The folder, which exists from now on."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"The folder {folder} cannot be made: {error.strerror}. "
            "Give another --inbox or KELISIM_HOME."
        ) from error
    return folder


def field_reports_source() -> Source:
    """The folder of filled-in tables as a source; it is made if it does not exist."""
    return as_source(str(_made(data_folder() / "field_reports").resolve()))


def user_agent() -> str:
    """Who we say we are to every site: our name, version and the operator."""
    return agent_name(version("kelisim"), Settings.from_env().contact)


def _round(store: Store, web: Web, sources: Sequence[Source], now: datetime) -> None:
    """Collect these sources and assess once, saying what came of it."""
    enabled = sum(source.enabled for source in sources)
    with collecting(enabled) as done:
        collected = pipeline.collect(store, web, now, only=sources, on_done=done)
    assessed = pipeline.assess_store(store, now)
    summary(collected, assessed, store.meta().get("demo") == "1")
    if collected.sources and not collected.answered:
        say(
            _(
                "No source could be reached. Check the network of this machine; "
                "nothing kept is lost, and the dashboard shows the same."
            )
        )


def add(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.command(
        help=_("Show the whole product on invented sources served on this machine.")
    )(demo)
    app.command(
        help=_("Collect real sources on a schedule, assess, and serve the dashboard.")
    )(up)
