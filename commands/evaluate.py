"""``kelisim evaluate``: how well the machine reads, against labelled texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.table import Table

from collectors.meetings.baseline import baseline
from collectors.meetings.reports import read_report
from collectors.meetings.scores import FIELDS, Tally, score
from commands.evaluate_levels import levels
from commands.evaluate_names import names
from commands.evaluate_stories import stories
from commands.evaluate_understanding import understanding
from commands.terminal import console, plain_errors, say
from dashboard.i18n import N_, _
from data.errors import InputError
from data.gold_reports import SPLITS, GoldReport, read_gold
from data.model import Meeting
from data.reference import Reference, load

#: What each field is called in the table.
_NAMES = {
    "is_meeting": N_("is a meeting"),
    "kind": N_("kind"),
    "held_on": N_("day"),
    "place": N_("place"),
    "scale": N_("scale of the body"),
    "region": N_("region"),
    "district": N_("district"),
    "chair_office": N_("office in the chair"),
    "bodies": N_("bodies"),
    "topics": N_("topics"),
    "numbers": N_("numbers"),
    "decisions": N_("decisions found"),
    "office": N_("office of found decisions"),
    "due_on": N_("due day of found decisions"),
}
_NOTHING = "—"


def reports(
    split: Annotated[
        str, typer.Option(help=_("Which texts: dev (for tuning) or test (held out)."))
    ] = "dev",
) -> None:
    """Read the labelled meeting reports; each field beside a keyword baseline."""
    with plain_errors():
        if split not in SPLITS:
            raise InputError(
                _("There is no split %(name)s; choose %(known)s.")
                % {"name": split, "known": " / ".join(SPLITS)}
            )
        gold = read_gold(split)
        reference = load()
        read = [(one, _read(one, reference)) for one in gold]
        plain = [(one, _looked_up(one, reference)) for one in gold]
    languages = sorted({one.lang for one in gold})
    console.print(_table(read, plain, languages, reference))
    scores = score(read, reference.districts)
    say(
        _("Texts: %(texts)d. Lowest: %(field)s.")
        % {"texts": scores.reports, "field": _(_NAMES[scores.worst])}
    )
    say(
        _(
            "One value: share right. Sets and decisions: F1, precision and recall. "
            "Place "
            "and office are compared by word stems, without capitals and quotes."
        )
    )


_Pairs = Sequence[tuple[GoldReport, Meeting | None]]


def _table(
    read: _Pairs, plain: _Pairs, languages: Sequence[str], reference: Reference
) -> Table:
    ours = score(read, reference.districts)
    base = score(plain, reference.districts)
    by_language = [
        score([pair for pair in read if pair[0].lang == lang], reference.districts)
        for lang in languages
    ]
    table = Table(box=None)
    headings = (_("Field"), "n", _("score"), _("precision"), _("recall"))
    for heading in (*headings, *languages, _("keywords alone")):
        table.add_column(heading)
    for name in FIELDS:
        table.add_row(
            _(_NAMES[name]),
            *_row(ours.fields[name]),
            *(_share(one.fields[name].score) for one in by_language),
            _share(base.fields[name].score),
        )
    return table


def _row(tally: Tally) -> tuple[str, ...]:
    spread = (tally.precision, tally.recall) if tally.is_set else (None, None)
    return (str(tally.total), _share(tally.score), *map(_share, spread))


def _share(value: float | None) -> str:
    return _NOTHING if value is None else f"{value:.3f}"


def _read(report: GoldReport, reference: Reference) -> Meeting | None:
    """What the pipeline would keep; the region is known from the source only."""
    region = None if report.source_region == "national" else report.source_region
    return read_report(
        report.title,
        report.text,
        reference.institutions,
        region,
        report.published_on,
        regions=reference.regions.values(),
        districts=reference.districts.values(),
        lang=report.lang,
    )


def _looked_up(report: GoldReport, reference: Reference) -> Meeting | None:
    return baseline(
        report.title,
        report.text,
        reference.institutions,
        report.source_region,
        report.published_on,
        reference.districts,
    )


def add(app: typer.Typer) -> None:
    """Put this group of commands on the command line."""
    group = typer.Typer(no_args_is_help=True)
    group.callback(help=_("How well the machine reads, against labelled texts."))(
        _group
    )
    group.command(help=_("Meeting reports: every field, beside a keyword baseline."))(
        reports
    )
    group.command(
        help=_("Flags, signals, regions, evidence, beside simpler ways of reading.")
    )(understanding)
    group.command(help=_("Names of all communities: are they hidden alike?"))(names)
    group.command(help=_("Texts of one event: are they joined, and no others?"))(
        stories
    )
    group.command(
        help=_("Replays of authored weeks: the level of each day beside a mediator's.")
    )(levels)
    app.add_typer(group, name="evaluate")


def _group() -> None:
    """A group needs a function; its commands do the work."""
