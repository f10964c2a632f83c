"""``kelisim backtest``: what would have stood on the screen on past days; was it right?

Nothing in the database is changed; what was worked out is kept in a file beside it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from commands.files import write_file
from commands.history.backtest import Backtest, backtest, months_days
from commands.history.cache import DayCache, SeenLevel, cache_path, rules_digest
from commands.history.findings import Episode, Lead, for_nothing, leads, loud_episodes
from commands.history.remembered import recording_of
from commands.steps import Database
from commands.terminal import console, plain_errors, progress, say
from dashboard import wording
from dashboard.i18n import _, ngettext
from data.days import local_day
from data.errors import InputError
from data.gold_replays import RecordedEvent
from data.model import LevelCode
from data.reference import load
from data.settings import Settings, data_folder
from data.store import Store

_COLUMNS = ("region", "on", "what")


def run(
    first: Annotated[str, typer.Option("--from", help=_("First day, YYYY-MM-DD."))],
    last: Annotated[str, typer.Option("--to", help=_("Last day, YYYY-MM-DD."))],
    db: Database = None,
    events: Annotated[
        Path | None,
        typer.Option(help=_("Recorded events: a CSV with region, on, what.")),
    ] = None,
    as_collected: Annotated[
        bool,
        typer.Option(
            "--as-collected",
            help=_("A text counts from when it was collected, not published."),
        ),
    ] = False,
    out: Annotated[
        Path | None, typer.Option(help=_("Write every level to this CSV file."))
    ] = None,
) -> None:
    """Work out the levels of past days as they would have been seen on each of them."""
    with plain_errors():
        days = _period(first, last, local_day(datetime.now(UTC)))
        recorded = read_events(events) if events is not None else None
        found = _worked_out(db or Settings.from_env().database_url, days, as_collected)
        if out is not None:
            write_file(out, as_csv(found).encode())
    _shown(found, days, recorded)
    if out is not None:
        say(_("Written: %(file)s.") % {"file": out})


def _period(first: str, last: str, today: date) -> list[date]:
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError as error:
        raise InputError(
            _("%(words)s is no day; write it as 2026-11-22.")
            % {"words": f"{first} – {last}"}
        ) from error
    if not start <= end <= today:
        raise InputError(
            _("Give a period of the past: --from not after --to, --to not after today.")
        )
    return [start + timedelta(days=n) for n in range((end - start).days + 1)]


def read_events(path: Path) -> list[RecordedEvent]:
    """Recorded events from a CSV file. Raises InputError naming the line."""
    try:
        words = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            _("%(file)s cannot be read as UTF-8 text.") % {"file": path}
        ) from error
    rows = csv.DictReader(io.StringIO(words))
    missing = [name for name in _COLUMNS if name not in (rows.fieldnames or ())]
    if missing:
        raise InputError(
            _("%(file)s, line 1: the column %(name)s is missing.")
            % {"file": path, "name": missing[0]}
        )
    regions, found = load().regions, []
    for row in rows:
        try:
            on = date.fromisoformat(row["on"].strip())
            region = regions[row["region"].strip()].code
        except (AttributeError, KeyError, ValueError) as error:
            raise InputError(
                _(
                    "%(file)s, line %(line)d: needs a region code such as KZ-31 and a "
                    "day such as 2026-11-22."
                )
                % {"file": path, "line": rows.line_num}
            ) from error
        found.append(RecordedEvent(region, on, (row["what"] or "").strip()))
    return found


def _worked_out(url: str, days: Sequence[date], as_collected: bool) -> Backtest:
    """The levels; nothing in the database changes."""
    with (
        closing(Store.look_into(url)) as store,
        closing(DayCache.open(cache_path(url, data_folder()))) as cache,
    ):
        recording = recording_of(store, as_collected)
        if not recording.events:
            raise InputError(_("Nothing is kept in this database yet."))
        mode = "collected" if as_collected else "published"
        with progress(_("Working out"), months_days(days[0], days[-1])) as advance:
            return backtest(
                recording, days[0], days[-1], cache, mode, rules_digest(), advance
            )


def as_csv(found: Backtest) -> str:
    """Every level, a row each: region, on, level, score, reason."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("region", "on", "level", "score", "reason"))
    for _key, level in sorted(found.seen.items()):
        score = "" if level.score is None else f"{level.score:g}"
        on = level.on.isoformat()
        rows.writerow((level.region, on, level.code.value, score, level.reason))
    return text.getvalue()


def changes(found: Backtest) -> list[tuple[SeenLevel | None, SeenLevel]]:
    """Each level that is another than the day before, with that one, by region."""
    changed: list[tuple[SeenLevel | None, SeenLevel]] = []
    before: SeenLevel | None = None
    for _key, level in sorted(found.seen.items()):
        if before is None or before.region != level.region:
            changed.append((None, level))
        elif before.code is not level.code:
            changed.append((before, level))
        before = level
    return changed


def _shown(
    found: Backtest, days: Sequence[date], events: Sequence[RecordedEvent] | None
) -> None:
    console.print(_changes(found))
    if events is not None:
        # Nothing is known of the eve of the first day.
        within = [event for event in events if days[0] < event.on <= days[-1]]
        found_leads = leads(within, lambda r, on: _code(found, r, on))
        if within:
            console.print(_leads(found_leads))
        for line in (*_missed(found_leads), *_loud(found, days, events)):
            say(line)
    say(
        _("Days worked out: %(computed)d; known from earlier: %(taken)d.")
        % {"computed": found.computed, "taken": found.taken}
    )
    if found.unheard:
        say(
            ngettext(
                "%(n)d verdict is on a flag that the rules of today do not raise.",
                "%(n)d verdicts are on flags that the rules of today do not raise.",
                found.unheard,
            )
            % {"n": found.unheard}
        )


def _code(found: Backtest, region: str, on: date) -> LevelCode | None:
    level = found.seen.get((region, on))
    return level.code if level is not None else None


def _changes(found: Backtest) -> Table:
    table = Table(box=None)
    for heading in (_("Region"), _("Day"), _("before"), _("level")):
        table.add_column(heading)
    for before, level in changes(found):
        table.add_row(
            _region(level.region),
            level.on.isoformat(),
            wording.level(before.code) if before is not None else "",
            wording.level_marked(level.code),
        )
    return table


def _leads(found: Sequence[Lead]) -> Table:
    table = Table(box=None)
    for heading in (
        *(_("Event"), _("Region"), _("Day")),
        *(_("days on watch before"), _("acute on the day")),
    ):
        table.add_column(heading)
    for lead in found:
        table.add_row(
            *(lead.event.what, _region(lead.event.region), lead.event.on.isoformat()),
            *(str(lead.days), _("yes") if lead.is_acute else _("no")),
        )
    return table


def _missed(found: Sequence[Lead]) -> Iterator[str]:
    for lead in found:
        place = {"region": _region(lead.event.region), "day": lead.event.on.isoformat()}
        if not lead.days:
            yield _("Missed: %(region)s, %(day)s: no watch on the day before.") % place
        if not lead.is_acute:
            yield _("Missed: %(region)s, %(day)s: not acute on the day.") % place


def _loud(
    found: Backtest, days: Sequence[date], events: Sequence[RecordedEvent]
) -> Iterator[str]:
    regions = sorted({region for region, _on in found.seen})
    episodes = loud_episodes(regions, days, lambda r, on: _code(found, r, on))
    for each in for_nothing(episodes, events):
        yield _told(each)


def _told(each: Episode) -> str:
    return _(
        "No event within 14 days: %(region)s, %(level)s from %(first)s to %(last)s."
    ) % {
        "region": _region(each.region),
        "level": wording.level(each.worst),
        "first": each.first.isoformat(),
        "last": each.last.isoformat(),
    }


def _region(code: str) -> str:
    return f"{code} {wording.region(load().regions[code])}"


def add(app: typer.Typer) -> None:
    """Put this command on the command line."""
    app.command(
        "backtest",
        help=_("Levels of past days as seen on each, and what they missed."),
    )(run)
