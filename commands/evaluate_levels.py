"""``kelisim evaluate levels``: would a mediator have given these levels, day by day?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from commands.evaluation_goals import Goal
from commands.files import write_file
from commands.history.replaying import Replayed, replayed
from commands.history.tables import main_reason, span, together
from commands.markdown import NOTHING
from commands.replay_goals import event_leads, goals, worst
from commands.replay_report import report
from commands.terminal import console, plain_errors, progress, say
from dashboard import wording
from dashboard.i18n import _
from data.errors import InputError
from data.gold_replays import read_replay, replay_names


def levels(
    names: Annotated[
        list[str] | None,
        typer.Argument(help=_("Which replays; without any, all of them.")),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--report", help=_("Write everything as Markdown to this file.")),
    ] = None,
) -> None:
    """Play the authored replays; the level of each day beside the one expected."""
    with plain_errors():
        runs = _played(names or [])
        if out is not None:
            write_file(out, report(runs).encode())
    console.print(_table(runs))
    for line in _told(runs):
        say(line)
    if out is not None:
        say(_("Written: %(file)s.") % {"file": out})
    if not all(goal.reached for goal in goals(runs)):
        raise SystemExit(1)


def _played(names: Sequence[str]) -> list[Replayed]:
    known = replay_names()
    for name in names:
        if name not in known:
            raise InputError(
                _("There is no replay %(name)s; choose from: %(known)s.")
                % {"name": name, "known": ", ".join(known)}
            )
    chosen = names or known
    runs = []
    with progress(_("Replaying"), len(chosen)) as advance:
        for name in chosen:
            runs.append(replayed(read_replay(name)))
            advance(1)
    return runs


def _table(runs: Sequence[Replayed]) -> Table:
    table = Table(box=None)
    for heading in (
        *(_("Replay"), _("days"), _("as expected"), _("other level")),
        *(_("minutes to acute"), _("days before the event"), _("highest level")),
    ):
        table.add_column(heading)
    for run in runs:
        wrong = len(run.mismatches())
        table.add_row(
            *(run.replay.name, str(run.judged), str(run.judged - wrong), str(wrong)),
            ", ".join(_minutes(one.minutes) for one in run.acute) or NOTHING,
            ", ".join(str(lead.days) for lead in event_leads(run)) or NOTHING,
            wording.level(worst(run)),
        )
    return table


def _minutes(minutes: int | None) -> str:
    return _("never") if minutes is None else str(minutes)


def _told(runs: Sequence[Replayed]) -> Iterator[str]:
    for run in runs:
        for part in together(run.mismatches()):
            first = part[0]
            allowed = "/".join(wording.level(one) for one in first.expected.levels)
            yield _(
                "%(name)s, %(region)s, day %(days)s: expected %(expected)s, "
                "got %(got)s (%(reason)s)."
            ) % {
                "name": run.replay.name,
                "region": first.expected.region,
                "days": span(first.day, part[-1].day),
                "expected": allowed,
                "got": wording.level(first.level.code),
                "reason": main_reason(first.level),
            }
    missed = [one for one in goals(runs) if not one.reached]
    if missed:
        yield _("Goals not reached: %(names)s.") % {
            "names": ", ".join(map(_goal, missed))
        }
    else:
        yield _("All goals are reached.")


def _goal(goal: Goal) -> str:
    return f"{_(goal.name)} {goal.value:.3f} ({goal.sign} {goal.wanted:g})"
