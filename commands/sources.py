"""``kelisim sources``: their health, one read now, lists taken in and given out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from collectors.identity import canonical_url
from commands.files import known_language, known_region, write_file
from commands.running import listed_sources
from commands.steps import Database, open_store
from commands.terminal import plain_errors, say
from commands.trying import state_line, try_source
from dashboard import wording
from dashboard.i18n import N_, _, format_date, format_datetime, format_number
from data.errors import InputError
from data.model import LIVING_STATES, Source, SourceState, State
from data.opml import Defaults, Imported, is_portable, read_opml, write_opml
from data.reference import load
from data.sourcelist import NATIONAL, write_sources

QUIET = frozenset({State.EMPTY, State.STALE})
_APART = QUIET | LIVING_STATES | {State.UNKNOWN, State.DISABLED}
#: What a person looks at first stands first.
GROUPS: Mapping[str, frozenset[State]] = {
    N_("Broken"): frozenset(State) - _APART,
    N_("Answering, but quiet"): QUIET,
    N_("Not read yet"): frozenset({State.UNKNOWN}),
    N_("Working"): LIVING_STATES,
    N_("Switched off"): frozenset({State.DISABLED}),
}
REFUSED = {
    "no_address": N_("it has no address"),
    "no_feed": N_("it names no feed"),
    "not_http": N_("its address is not one of the web"),
    "unusable": N_("what it says of itself cannot be used"),
}

sources_app = typer.Typer(
    no_args_is_help=True, help=_("The sources: health, trying one, lists in and out.")
)
OwnList = Annotated[Path | None, typer.Option(help=_("A sources.toml of your own."))]


@sources_app.command(
    help=_("Print the state of every source; exit 1 when a region has no living one.")
)
def check(
    region: Annotated[
        str | None, typer.Option(help=_("Only this region, for example KZ-31."))
    ] = None,
    db: Database = None,
) -> None:
    """Print the state of every source; exit 1 when a region has no living one."""
    with plain_errors():
        reference = load()
        asked = list(reference.regions) if region is None else [region]
        for code in asked:
            known_region(code, reference)
        with closing(open_store(db)) as store:
            states = _states(store.sources(), store.source_states())
        shown = [pair for pair in states if region in (None, pair[0].region)]
        for title, group in GROUPS.items():
            _print_group(title, [pair for pair in shown if pair[1].state in group])
        living = {source.region for source, state in states if _is_living(state)}
        silent = [code for code in asked if code not in living]
        for code in silent:
            name = wording.region(reference.regions[code])
            say(
                _("No living local source: %(code)s, %(region)s")
                % {"code": code, "region": name}
            )
        if silent:
            raise SystemExit(1)


def _is_living(state: SourceState) -> bool:
    return state.state in LIVING_STATES


def _states(
    sources: Iterable[Source], known: Mapping[str, SourceState]
) -> list[tuple[Source, SourceState]]:
    """The state each source is in now; one that is switched off says why."""
    found = []
    for source in sources:
        state = known.get(source.id, SourceState(source.id))
        if not source.enabled:
            state = SourceState(source.id, State.DISABLED, source.known_state)
        found.append((source, state))
    return found


def _print_group(title: str, states: Sequence[tuple[Source, SourceState]]) -> None:
    if not states:
        return
    say(f"{_(title)}: {len(states)}")
    for source, state in states:
        say(f"  {state_line(source, state)}")
        if state.last_attempt_at is not None:
            say(f"      {_times(state)}")
        if state.detail:
            say(f"      {state.detail}")
    say("")


def _times(state: SourceState) -> str:
    """Last answer, last new item, next attempt, weight of the failures."""
    due = _("at once") if state.due_at is None else format_datetime(state.due_at)
    answered = format_datetime(state.last_success_at)
    return " · ".join(
        (
            _("last answer %(time)s") % {"time": answered},
            _("last new item %(time)s") % {"time": format_datetime(state.last_new_at)},
            _("next attempt %(time)s") % {"time": due},
            _("failures %(weight)s") % {"weight": format_number(state.failures, 2)},
        )
    )


@sources_app.command(
    "export", help=_("Write the list of sources as OPML for other readers of feeds.")
)
def export_list(
    answer: Annotated[
        Path, typer.Argument(metavar="OUT.opml", help=_("Where the list goes."))
    ],
    sources: OwnList = None,
) -> None:
    """Write the list of sources as OPML for other readers of feeds."""
    with plain_errors():
        listed = listed_sources(sources)
        portable = [source for source in listed if is_portable(source)]
        write_file(answer, write_opml(portable, datetime.now(UTC)))
    say(
        _(
            "Sources written to %(file)s: %(n)d; left out for want of a web address: "
            "%(left)d."
        )
        % {"n": len(portable), "file": answer, "left": len(listed) - len(portable)}
    )


@sources_app.command(
    "import", help=_("Make a list of sources from the OPML of another reader.")
)
def import_list(
    given: Annotated[Path, typer.Argument(metavar="IN.opml", help=_("The OPML file."))],
    answer: Annotated[
        Path, typer.Argument(metavar="OUT.toml", help=_("Where the list goes."))
    ],
    region: Annotated[
        str, typer.Option(help=_("Region of sources that name none, or national."))
    ] = NATIONAL,
    lang: Annotated[
        str, typer.Option(help=_("Languages of sources that name none: kk,ru."))
    ] = "kk",
) -> None:
    """Make a list of sources from the OPML of another reader."""
    with plain_errors():
        defaults = _defaults(given, region, lang)
        if answer.exists():
            raise InputError(f"{answer} exists already; name a new file to write.")
        try:
            content = given.read_bytes()
        except OSError as error:
            raise InputError(f"{given} cannot be read: {error.strerror}.") from error
        read = read_opml(content, given.name, load().regions, defaults, canonical_url)
        _tell_refused(read)
        if not read.sources:
            raise InputError(f"{given} names no source that can be read.")
        listed = write_sources(read.sources, defaults.known_state)
        write_file(answer, listed.encode("utf-8"))
    say(
        _(
            "Sources written to %(file)s: %(n)d; merged with others of the same "
            "address: %(merged)d, left out: %(refused)d."
        )
        % {
            "n": len(read.sources),
            "file": answer,
            "merged": read.merged,
            "refused": len(read.refused),
        }
    )


def _defaults(given: Path, region: str, lang: str) -> Defaults:
    """What entries that do not say are taken to be."""
    if region != NATIONAL:
        known_region(region, load())
    languages = tuple(dict.fromkeys(part.strip() for part in lang.split(",")))
    for code in languages:
        known_language(code)
    today = format_date(datetime.now(UTC))
    remark = f"Imported from {given.name} on {today}; not yet checked by us."
    return Defaults(region, languages, remark)


def _tell_refused(read: Imported) -> None:
    for name, why in read.refused:
        say(
            _("Left out: %(name)s: %(why)s.")
            % {"name": name or "—", "why": _(REFUSED[why])}
        )


sources_app.command(
    "try", help=_("Read one source now, keep nothing, and show what it gives.")
)(try_source)


def add(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.add_typer(sources_app, name="sources")
