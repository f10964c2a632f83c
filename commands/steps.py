"""Single steps: collect, assess, rescore, doctor."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Annotated

import typer

import pipeline
from collectors.web import Web
from commands.running import due_sources, list_sources, refuse_demo, user_agent
from commands.scheduled import Listing, on_schedule
from commands.terminal import (
    collecting,
    plain_errors,
    progress,
    say,
    summary,
    told_of,
)
from commands.watching import attempt, stoppable
from dashboard.i18n import _
from data.doctor import examine
from data.settings import Settings
from data.store import Store

Database = Annotated[
    str | None,
    typer.Option("--db", help=_("Address of the database; default: your own.")),
]


def open_store(db: str | None) -> Store:
    """The database named, or the one of the settings."""
    return Store.open(db or Settings.from_env().database_url)


def is_demo(store: Store) -> bool:
    """Whether what is kept was invented."""
    return store.meta().get("demo") == "1"


def collect(
    db: Database = None,
    sources: Annotated[
        Path | None, typer.Option(help=_("A sources.toml of your own."))
    ] = None,
    inbox: Annotated[Path | None, typer.Option(help=_("Folder of documents."))] = None,
    once: Annotated[
        bool, typer.Option("--once", help=_("Read what is due once and stop."))
    ] = False,
    everything: Annotated[
        bool,
        typer.Option("--all", help=_("With --once: read every source, due or not.")),
    ] = False,
) -> None:
    """Read the sources and keep what is new; without --once, until stopped."""
    with (
        plain_errors(),
        stoppable(code=int(once)),
        closing(open_store(db)) as store,
        store.only_collector(),
    ):
        refuse_demo(store)
        list_sources(store, sources, inbox)
        if not once:
            _collect_on(store, lambda: list_sources(store, sources, inbox))
        elif not _collect_once(store, everything):
            raise SystemExit(1)


def _collect_once(store: Store, everything: bool) -> bool:
    """Read once; whether any source answered of those that were asked."""
    now = datetime.now(UTC)
    asked = store.sources() if everything else due_sources(store, now)
    enabled = sum(source.enabled for source in asked)
    with Web(user_agent()) as web, collecting(enabled) as done:
        read = pipeline.collect(store, web, now, only=asked, on_done=done)
    told_of(read)
    if not read.sources:
        say(_("No source is due yet; with --all every one is asked now."))
    return bool(read.answered) or not read.sources


def _collect_on(store: Store, read_list: Callable[[], object]) -> None:
    """Collect on schedule until stopped."""
    with (
        Web(user_agent()) as web,
        on_schedule(store, web, Lock(), lambda: None) as scheduled,
    ):
        say(_("Collecting on schedule (stop: Ctrl+C)."))
        listing = Listing(read_list, scheduled.plan)
        while True:
            time.sleep(1)
            scheduled.go_on()
            attempt(listing)


def assess(db: Database = None) -> None:
    """Join stories, open flags and assess the regions from what is kept."""
    with plain_errors(), closing(open_store(db)) as store:
        result = pipeline.assess_store(store, datetime.now(UTC))
        summary(None, result, is_demo(store))


def rescore(db: Database = None) -> None:
    """Read everything kept again with the rules of this version."""
    with plain_errors(), closing(open_store(db)) as store:
        total = store.count_items()
        with progress(_("Reading again"), total) as advance:
            result = pipeline.rescore(store, datetime.now(UTC), advance)
        summary(None, result, is_demo(store))


def doctor(db: Database = None) -> None:
    """Check database, tables, sources, fonts and versions."""
    titles = {
        "versions": _("Versions"),
        "tables": _("Reference tables"),
        "places": _("Classifier of settlements"),
        "vectors": _("Sentence vectors"),
        "fonts": _("Fonts"),
        "scans": _("Scanned documents"),
        "database": _("Database"),
        "sources": _("Sources"),
    }
    with plain_errors():
        checks = list(examine(db or Settings.from_env().database_url))
    for each in checks:
        say(f"{'✓' if each.is_well else '✗'} {titles[each.code]}: {each.found}")
    if not all(each.is_well for each in checks):
        raise SystemExit(1)


def add(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.command(
        help=_("Read the sources and keep what is new; without --once, until stopped.")
    )(collect)
    app.command(
        help=_("Join stories, open flags and assess the regions from what is kept.")
    )(assess)
    app.command(help=_("Read everything kept again with the rules of this version."))(
        rescore
    )
    app.command(help=_("Check database, tables, sources, fonts and versions."))(doctor)
