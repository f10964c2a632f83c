"""Single steps: collect, assess, rescore, and the sources' health."""

from __future__ import annotations

import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

import pipeline
from collectors.web import Web
from commands.running import list_sources, refuse_demo, user_agent
from commands.terminal import collecting, plain_errors, progress, say, summary
from commands.watching import attempt, stoppable
from dashboard.i18n import _
from data.doctor import examine
from data.model import LIVING_STATES, State
from data.reference import load
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
        bool, typer.Option("--once", help=_("Read every source once and stop."))
    ] = False,
    every: Annotated[int, typer.Option(help=_("Minutes between rounds."), min=1)] = 30,
) -> None:
    """Read the sources and keep what is new; without --once, until stopped."""
    with (
        plain_errors(),
        stoppable(code=int(once)),
        closing(open_store(db)) as store,
    ):
        refuse_demo(store)
        list_sources(store, sources, inbox)
        answered = _collect_once(store)
        while not once:
            time.sleep(every * 60)
            if attempt(lambda: list_sources(store, sources, inbox)):
                attempt(lambda: _collect_once(store))
        if not answered:
            raise SystemExit(1)


def _collect_once(store: Store) -> int:
    enabled = sum(source.enabled for source in store.sources())
    with Web(user_agent()) as web, collecting(enabled) as done:
        read = pipeline.collect(store, web, datetime.now(UTC), on_done=done)
    say(
        _("%(answered)d of %(sources)d sources answered, %(new)d new items.")
        % {"answered": read.answered, "sources": read.sources, "new": read.new_items}
    )
    return read.answered


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


sources_app = typer.Typer(no_args_is_help=True, help=_("The sources and their health."))


@sources_app.command(
    help=_("Print the state of every source; exit 1 when a region has no living one.")
)
def check(db: Database = None) -> None:
    """Print the state of every source; exit 1 when a region has no living one."""
    with plain_errors(), closing(open_store(db)) as store:
        states = store.source_states()
        living: set[str] = set()
        for source in store.sources():
            known = states.get(source.id)
            state = known.state if known else State.UNKNOWN
            if not source.enabled:
                state = State.DISABLED
            elif state in LIVING_STATES:
                living.add(source.region)
            detail = known.detail if known else source.known_state
            say(f"{state.value:18} {source.region:9} {source.id:24} {detail}")
        silent = [code for code in load().regions if code not in living]
        if silent:
            say(
                _("No living local source: %(regions)s")
                % {"regions": ", ".join(silent)}
            )
            raise SystemExit(1)


def doctor(db: Database = None) -> None:
    """Check database, tables, sources, fonts and versions."""
    titles = {
        "versions": _("Versions"),
        "tables": _("Reference tables"),
        "fonts": _("Fonts"),
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
    app.add_typer(sources_app, name="sources")
