"""The kelisim command: what an operator types.

Each command is a thin reading of ``pipeline.py``; long work shows progress, every
error is one sentence, the exit code tells (0 well, 1 not well, 2 unusable arguments).
"""

from __future__ import annotations

import typer

from dashboard.i18n import _, set_language
from data.settings import Settings


def main() -> None:
    """Run the command line in the language of KELISIM_LANG (kk, ru, en)."""
    set_language(Settings.from_env().lang)
    # Imported once the language is known: help texts are made at import.
    from commands import (
        backtest,
        evaluate,
        field_reports,
        files,
        letters,
        measure,
        places,
        running,
        sources,
        steps,
        train,
        verdicts,
    )

    app = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode="rich",
        help=_(
            "Kelisim: early warning of interethnic tension; situations are scored, "
            "never peoples."
        ),
    )
    running.add(app)
    steps.add(app)
    sources.add(app)
    files.add(app)
    letters.add(app)
    field_reports.add(app)
    places.add(app)
    measure.add(app)
    evaluate.add(app)
    train.add(app)
    verdicts.add(app)
    backtest.add(app)
    app(prog_name="kelisim")
