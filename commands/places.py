"""``kelisim places``: the official classifier of settlements, in and out again.

The tables that ship with Kelisim hold regions, districts, towns and a selection of
villages. An imported classifier adds the rest; it takes part at once.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from commands.terminal import plain_errors, say
from dashboard.i18n import N_, _, ngettext
from data import classifier
from data.errors import InputError
from data.reference import imported, load_from
from data.rows import TABLES
from data.settings import data_folder

#: How many bad rows are named one by one.
_NAMED = 20
_FLAWS = {
    "bad_code": N_("the code is not nine digits"),
    "unknown_region": N_("the code begins with no region of Kazakhstan"),
    "without_name": N_("there is no name"),
    "twice": N_("the code stands further up already"),
}
_LEFT = {
    "higher_unit": N_("regions, districts and rural okrugs: %(n)d"),
    "town": N_("towns Kelisim has already: %(n)d"),
    "wintering": N_("winterings and farms: %(n)d"),
}

app = typer.Typer(no_args_is_help=True, help=_("The classifier of settlements (KATO)."))


@app.command("import", help=_("Import the classifier of settlements (CSV or XLSX)."))
def import_(
    given: Annotated[Path, typer.Argument(metavar="FILE", help=_("The table."))],
) -> None:
    """Read the whole file first; what was imported before stays if it is unusable."""
    with plain_errors():
        try:
            body = given.read_bytes()
        except OSError as error:
            raise InputError(f"{given} cannot be read: {error.strerror}.") from error
        reading = classifier.read(body, load_from(TABLES).regions)
        target = classifier.keep(reading.settlements, data_folder())
    for number, flaw in reading.flaws[:_NAMED]:
        say(
            _("Row %(number)d: %(what)s.") % {"number": number, "what": _(_FLAWS[flaw])}
        )
    if reading.flaws:
        n = len(reading.flaws)
        said = ngettext("%(n)d bad row left out.", "%(n)d bad rows left out.", n)
        say(said % {"n": n})
    left = [_(_LEFT[code]) % {"n": n} for code, n in sorted(reading.left.items())]
    if left:
        say(_("Not settlements: %(kinds)s.") % {"kinds": ", ".join(left)})
    n = len(reading.settlements)
    said = ngettext(
        "%(n)d settlement is known now: %(file)s.",
        "%(n)d settlements are known now: %(file)s.",
        n,
    )
    say(said % {"n": n, "file": target})


@app.command("list", help=_("Say how many imported settlements each region has."))
def list_() -> None:
    """Count the imported settlements by region; exit 1 if there are none."""
    with plain_errors():
        tables = load_from(TABLES)
        path = imported()
        kept = classifier.kept(path) if path else []
    if not kept:
        say(_("No classifier is imported: kelisim places import FILE."))
        raise SystemExit(1)
    counted = Counter(f"KZ-{each.code[:2]}" for each in kept)
    for code, region in tables.regions.items():
        say(f"{code}  {counted[code]:5d}  {region.names['kk']}")
    say(_("Together: %(n)d.") % {"n": counted.total()})


@app.command(help=_("Take the imported classifier out again."))
def remove() -> None:
    """Remove the imported settlements; the tables of the house stay."""
    with plain_errors():
        was_there = classifier.remove(data_folder())
    if was_there:
        say(_("The imported classifier is removed."))
    else:
        say(_("No classifier was imported."))


def add(to: typer.Typer) -> None:
    """Put these commands on the command line."""
    to.add_typer(app, name="places")
