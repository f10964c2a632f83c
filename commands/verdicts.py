"""``kelisim verdicts``: what persons allowed to be learned from, as labelled texts."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from commands.terminal import plain_errors, say
from dashboard.i18n import _, ngettext
from data import teaching
from data.errors import InputError
from data.settings import Settings
from data.store import Store

app = typer.Typer(no_args_is_help=True, help=_("Verdicts that may teach."))


@app.command(help=_("Write the judged flags that persons approved, as labelled texts."))
def export(
    out: Annotated[Path, typer.Argument(metavar="OUT.jsonl", help=_("The file."))],
    db: Annotated[str | None, typer.Option(help=_("Address of the database."))] = None,
) -> None:
    """Only approved verdicts that still stand; texts are redacted, judges not named."""
    with plain_errors():
        with closing(Store.open(db or Settings.from_env().database_url)) as store:
            rows = lessons(store)
        if not rows:
            raise InputError(
                "No verdict was approved to teach; the page Method asks about them."
            )
        lines = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
        try:
            out.write_text(lines, encoding="utf-8")
        except OSError as error:
            raise InputError(f"{out} cannot be written: {error.strerror}.") from error
    phrase = ngettext(
        "%(n)s labelled text: %(file)s", "%(n)s labelled texts: %(file)s", len(rows)
    )
    say(phrase % {"n": len(rows), "file": out})


def lessons(store: Store) -> list[dict[str, object]]:
    """The approved verdicts of a store as rows of labelled items."""
    sources = {source.id: source for source in store.sources()}
    found = []
    for verdict in teaching.approved(store.current_verdicts(), store.example_words()):
        flag = store.flag(verdict.flag_id)
        item = store.item(flag.item_key) if flag else None
        if flag is not None and item is not None:
            home = sources.get(item.source_id)
            found.append(teaching.lesson(flag, verdict, item, home))
    return found


def add(app_: typer.Typer) -> None:
    """Put these commands on the command line."""
    app_.add_typer(app, name="verdicts")
