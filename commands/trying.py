"""``kelisim sources try``: one source read now, shown as the collector sees it.

Nothing is kept, and nothing is asked that an ordinary visit would not ask.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import typer
from rich.markup import escape

from collectors import Collected, collect
from collectors.markup import clean
from collectors.web import Fetched, Web
from commands.files import write_file
from commands.running import listed_sources, user_agent
from commands.terminal import console, plain_errors, say
from dashboard import drop_wording
from dashboard.desk_wording import SOURCE_STATES, language_name
from dashboard.i18n import N_, _, format_datetime, ngettext
from data.errors import InputError
from data.model import (
    LIVING_STATES,
    DateState,
    RawItem,
    Source,
    SourceKind,
    SourceState,
)
from data.source_names import owner_of
from data.sourcelist import NATIONAL, NETWORK_KINDS, is_web

#: Flaws of items that were taken all the same.
NOTES = {
    "no_link": N_("without an address"),
    "no_body": N_("a title without text"),
    "no_title": N_("without a title of its own"),
}


class Kind(StrEnum):
    """How an address that stands in no list is to be read."""

    FEED = "feed"
    PAGES = "pages"
    NEWSROOM = "newsroom"


class Recorder(Web):
    """A web that remembers what it was sent."""

    def __init__(self, agent: str) -> None:
        super().__init__(agent)
        self.answers: list[tuple[str, str, Fetched]] = []

    def get(self, url: str, **asked: Any) -> Fetched:
        """Read an address and remember under which language what came."""
        fetched = super().get(url, **asked)
        self.answers.append((url, asked.get("language") or "", fetched))
        return fetched


def try_source(
    named: Annotated[
        str, typer.Argument(metavar="ID|URL", help=_("A listed source or an address."))
    ],
    sources: Annotated[
        Path | None, typer.Option(help=_("A sources.toml of your own."))
    ] = None,
    kind: Annotated[
        Kind, typer.Option(help=_("How an address is read: feed, pages or newsroom."))
    ] = Kind.FEED,
    save: Annotated[
        Path | None,
        typer.Option(help=_("Write what was received to this file, as a saved page.")),
    ] = None,
) -> None:
    """Read one source now, keep nothing, and show what it gives."""
    with plain_errors():
        source = _source(named, sources, kind)
        before = SourceState(source.id)
        waiting = _("Reading %(source)s") % {"source": source.id}
        # Several articles of one site may take minutes: we wait our turn at each.
        with Recorder(user_agent()) as web, console.status(escape(waiting)):
            got = collect(source, web, before, datetime.now(UTC), lambda keys: {})
        for number, item in enumerate(got.items, start=1):
            _print_item(number, item)
        _print_account(got)
        say(state_line(source, got.state))
        if got.state.detail:
            say(f"    {got.state.detail}")
        if save is not None:
            _save(source, web, save)
        if got.state.state not in LIVING_STATES:
            raise SystemExit(1)


def _source(named: str, path: Path | None, kind: Kind) -> Source:
    """The source a person means, switched on; of an address, one made for it."""
    if is_web(named):
        return _unlisted(named, SourceKind(kind.value))
    listed = {source.id: source for source in listed_sources(path)}
    if named not in listed:
        raise InputError(
            f"There is no source {named!r} in the list; give its id or an address"
            " that begins with https://."
        )
    source = listed[named]
    if source.kind in NETWORK_KINDS and not is_web(source.url):
        raise InputError(f"Source {named!r} has no address in the list; give one.")
    return replace(source, enabled=True)


def _unlisted(url: str, kind: SourceKind) -> Source:
    parts = urlsplit(url)
    return Source(
        id="tried",
        name=url,
        kind=kind,
        url=url,
        site=f"{parts.scheme}://{parts.netloc}",
        owner=owner_of(url),
        official=False,
        region=NATIONAL,
        languages=("kk", "ru"),
        expect_per_week=(0, 1000),
    )


def _print_item(number: int, item: RawItem) -> None:
    """Title, date, length, language and address; never the text."""
    say(f"{number}. {_line(item.title)}")
    is_dated = item.date_state is DateState.DATED
    trust = _("dated") if is_dated else drop_wording.reason(item.date_state.value)
    length = len(item.text)
    parts = (
        format_datetime(item.published_at),
        trust,
        ngettext("%(n)d character", "%(n)d characters", length) % {"n": length},
        language_name(item.lang) if item.lang else _("language not stated"),
        _line(item.url) or _("no address"),
    )
    say("   " + " · ".join(parts))


def _line(text: str) -> str:
    """Words of others on one line, without characters that steer a terminal."""
    return " ".join(clean(text).split())


def _print_account(got: Collected) -> None:
    """What became of every entry, and the flaws of those that were taken."""
    taken = len(got.items)
    say(
        ngettext("%(n)d entry", "%(n)d entries", got.seen) % {"n": got.seen}
        + ": "
        + ", ".join(
            [
                _("taken %(n)d") % {"n": taken},
                *_counted(got.dropped, {}),
            ]
        )
    )
    flaws = list(_counted(got.noted, NOTES))
    if flaws:
        say(_("Of those taken: %(flaws)s") % {"flaws": ", ".join(flaws)})


def _counted(counts: Mapping[str, int], words: Mapping[str, str]) -> list[str]:
    return [
        f"{_(words[code]) if code in words else drop_wording.reason(code)} {n}"
        for code, n in sorted(counts.items())
        if n
    ]


def state_line(source: Source, state: SourceState) -> str:
    """Symbol, id, region, the word of the closed list and what it means."""
    known = SOURCE_STATES[state.state]
    status = state.http_status or 0
    words = _(known.name) + (f" ({status})" if status >= 400 else "")
    line = f"{known.symbol} {source.id} [{source.region}] {state.state.value}: {words}"
    if state.since is None:
        return line
    return f"{line}, " + _("since %(time)s") % {"time": format_datetime(state.since)}


def _save(source: Source, web: Recorder, path: Path) -> None:
    """Write what makes a saved page: the list, its other languages, one article."""
    bodies: dict[Path, bytes] = {}
    for url, lang, fetched in web.answers:
        label = lang if url == source.url else "article"
        is_first = url == source.url and path not in bodies
        name = path.with_name(f"{path.stem}.{label}{path.suffix}")
        bodies.setdefault(path if is_first else name, fetched.body)
    for name, body in bodies.items():
        write_file(name, body)
        say(_("%(n)d bytes saved as %(file)s.") % {"n": len(body), "file": name})
    if not bodies:
        say(_("Nothing was received, so nothing was saved."))
