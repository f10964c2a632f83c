"""``kelisim evaluate names``: whether everybody's name is hidden alike."""

from __future__ import annotations

from collections.abc import Mapping

from rich.table import Table

from commands.terminal import console, plain_errors, say
from dashboard.i18n import _
from data.gold_names import gold_names, templates
from data.model import RawItem
from data.reference import load
from scoring.name_fairness import Protection, measure, measure_positions, spread
from scoring.reading import read
from scoring.tools import tools_for

#: What every group should reach, and how far apart groups may be.
LEAST, APART = 0.97, 0.03


def names() -> None:
    """Hide invented names of many communities; the least protected group first."""
    with plain_errors():
        tools = tools_for(load())

        def stored(text: str, lang: str) -> str:
            return read(RawItem("", "", "", text, lang=lang), None, tools).text.text

        groups = measure(stored, gold_names(), templates())
        places = measure_positions(stored, gold_names(), templates())
    console.print(_table(_("Community of the name"), groups))
    say("")
    console.print(_table(_("Language and place in the sentence"), places))
    least = min(one.share for one in groups.values())
    say(
        _(
            "Least protected: %(least).3f (wanted: %(wanted)g). Between the groups: "
            "%(apart).3f (wanted at most %(most)g)."
        )
        % {
            "least": least,
            "wanted": LEAST,
            "apart": spread(groups),
            "most": APART,
        }
    )


def _table(heading: str, rows: Mapping[str, Protection]) -> Table:
    table = Table(box=None)
    for one in (heading, _("sentences"), _("names hidden"), _("share")):
        table.add_column(one)
    for name, row in sorted(rows.items(), key=lambda each: (each[1].share, each[0])):
        table.add_row(name, str(row.tried), str(row.hidden), f"{row.share:.3f}")
    return table
