"""``kelisim evaluate stories``: are texts of one event joined, and no others?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.table import Table

from commands.terminal import console, plain_errors, say
from dashboard.i18n import _
from data.errors import InputError
from data.gold_stories import SPLITS, read_gold_stories
from scoring.learned import learned
from scoring.story_scores import Pairs, StoryScores, measure, measure_baseline
from scoring.understanding import understand


def stories(
    split: Annotated[
        str, typer.Option(help=_("Which texts: dev (for tuning) or test (held out)."))
    ] = "dev",
) -> None:
    """Join the labelled texts; pairs beside those of a plain rule."""
    with plain_errors():
        if split not in SPLITS:
            raise InputError(
                _("There is no split %(name)s; choose %(known)s.")
                % {"name": split, "known": " / ".join(SPLITS)}
            )
        if split == "test":
            say(_("Test is only for measuring: change nothing because of it."))
        gold = read_gold_stories(split)
        ours = measure(gold, understand, learned().embedder)
        plain = measure_baseline(gold, understand)
    console.print(_table(ours, plain))
    say(
        _("Texts: %(texts)d in %(stories)d stories; joined into %(found)d.")
        % {"texts": ours.texts, "stories": ours.stories, "found": ours.found}
    )
    roles = (f"{role} {right}/{n}" for role, (right, n) in ours.by_role.items())
    say(_("Joined to their event, by role: %(roles)s.") % {"roles": ", ".join(roles)})


def _table(ours: StoryScores, plain: StoryScores) -> Table:
    table = Table(box=None)
    for heading in (
        *(_("Pairs"), _("precision"), _("recall"), "F1"),
        *(_("wrongly joined"), _("missed"), _("F1 of the plain rule")),
    ):
        table.add_column(heading)
    rows: Sequence[tuple[str, Pairs, Pairs]] = (
        (_("within a language"), ours.within, plain.within),
        (_("across languages"), ours.across, plain.across),
        (_("reprints"), ours.reprints, plain.reprints),
    )
    for label, pairs, base in rows:
        shares = (pairs.precision, pairs.recall, pairs.f1)
        table.add_row(
            *(label, *(f"{one:.3f}" for one in shares)),
            *(str(pairs.wrong), str(pairs.missed), f"{base.f1:.3f}"),
        )
    return table
