"""``kelisim field-reports``: the empty table mediators fill in, and a look at it after.

What a row says is never printed: it may hold a name, and a terminal remembers.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from collectors.field_rows import NotAFormError, rows
from commands.terminal import plain_errors, say
from dashboard import drop_wording
from dashboard.i18n import N_, _, ngettext
from data import field_report
from data.errors import InputError
from data.model import LANGUAGES
from data.reference import load

#: What to do about each flaw of a row; the reader's codes are the keys.
_ADVICE = {
    "row_without_text": N_("it does not say what happened; fill that column in"),
    "row_without_place": N_("the region is missing; write its name or code (KZ-31)"),
    "unknown_region": N_("the region is not known; write its name or code (KZ-31)"),
    "row_unknown_kind": N_("the kind is not one of the form; copy one from above"),
    "row_unknown_way": N_("how it is known is not said as in the form; copy a phrase"),
    "row_open_quote": N_("a quotation mark was left open and swallows further rows"),
    "row_cut": N_("a text is too long; what stands beyond the limit is not read"),
    "undated": N_("the date cannot be read; write it as 22.11.2026"),
    "future": N_("the date lies in the future; the report does not count in a level"),
    "ancient": N_("the date is over a year old; the report does not count in a level"),
}

app = typer.Typer(
    no_args_is_help=True, help=_("Field reports of mediators, as a table.")
)


@app.command(help=_("Write an empty table for field reports."))
def template(
    out: Annotated[Path, typer.Argument(metavar="OUT.csv", help=_("File to write."))],
    lang: Annotated[str, typer.Option(help=_("Language: kk, ru or en."))] = "kk",
) -> None:
    """Write an empty table for field reports."""
    with plain_errors():
        if lang not in LANGUAGES:
            raise InputError(f"There is no language {lang!r}: kk, ru or en.")
        content = field_report.template(lang, load())
        try:
            with out.open("xb") as file:
                file.write(content)
        except FileExistsError as error:
            raise InputError(
                f"{out} exists and may hold reports; name another file."
            ) from error
        except OSError as error:
            raise InputError(
                f"{out} cannot be written: {error.strerror}. Choose another file."
            ) from error
    say(_("Written: %(file)s. Nobody's name goes into it.") % {"file": out})


@app.command(help=_("Say what is wrong in a table of field reports, row by row."))
def check(
    given: Annotated[Path, typer.Argument(metavar="FILE", help=_("The table."))],
) -> None:
    """Say what is wrong in a table of field reports; exit 1 if anything is."""
    with plain_errors():
        try:
            body = given.read_bytes()
        except OSError as error:
            raise InputError(f"{given} cannot be read: {error.strerror}.") from error
        try:
            found = list(rows(body, load(), datetime.now(UTC)))
        except NotAFormError:
            say(drop_wording.reason("file_without_headings"))
            raise SystemExit(1) from None
    flaws = [(row.number, code) for row in found for code in row.problems]
    for number, code in flaws:
        say(
            _("Row %(number)d: %(what)s.")
            % {"number": number, "what": _(_ADVICE[code])}
        )
    usable = sum(row.report is not None for row in found)
    said = ngettext("%(n)d report can be read.", "%(n)d reports can be read.", usable)
    say(said % {"n": usable})
    if flaws or not found:
        raise SystemExit(1)


def add(to: typer.Typer) -> None:
    """Put these commands on the command line."""
    to.add_typer(app, name="field-reports")
