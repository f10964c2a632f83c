"""``kelisim bench dashboard``: seconds a page takes, by how much is remembered."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.table import Table

from commands.bench_country import STORY, Country, write_country
from commands.measure_dashboard import (
    GOAL_RATIO,
    GOAL_SECONDS,
    VIEWS,
    Compared,
    compare,
)
from commands.terminal import console, plain_errors, progress, say
from dashboard.i18n import _, format_number
from data.reference import load

#: The small memory that the large one is held against.
SMALL = 10_000


def bench_dashboard(
    items: Annotated[
        int, typer.Option(help=_("Items of the large memory."), min=STORY)
    ] = 1_000_000,
    small: Annotated[
        int, typer.Option(help=_("Items of the small memory."), min=STORY)
    ] = SMALL,
    rounds: Annotated[int, typer.Option(help=_("Reruns of every page."), min=1)] = 20,
) -> None:
    """Run every page over two invented memories, in turns; tell the slowest."""
    # Streamlit warns of every cache that has no server around it.
    logging.disable(logging.WARNING)
    with (
        plain_errors(),
        TemporaryDirectory(prefix="kelisim-bench-") as folder,
        progress(_("Measuring"), len(VIEWS) + 2) as advance,
    ):
        written: list[Country] = []
        for number in (small, items):
            path = Path(folder) / f"{len(written)}-{number}.sqlite"
            written.append(write_country(path, number, load(), datetime.now(UTC)))
            advance(1)
        first, second = written
        found = compare(first, second, rounds, lambda: advance(1))
    console.print(_table(found, small, items))
    say(_told(found))
    if not all(each.is_good for each in found):
        raise SystemExit(1)


def _table(found: Sequence[Compared], small: int, items: int) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    numbers = {"small": format_number(small), "large": format_number(items)}
    heads = [
        _("page"),
        _("%(small)s items, s") % numbers,
        _("%(large)s items, s") % numbers,
        _("95 % of reruns, s"),
        _("first run, s"),
        _("ratio"),
    ]
    for n, head in enumerate(heads):
        table.add_column(head, justify="right" if n else "left")
    for each in found:
        table.add_row(
            each.view.name,
            *(
                f"{seconds:.3f}"
                for seconds in (
                    each.small.usual,
                    each.large.usual,
                    each.large.slow,
                    each.large.first,
                )
            ),
            f"{each.ratio:.2f}" + ("" if each.is_good else " !"),
        )
    return table


def _told(found: Sequence[Compared]) -> str:
    """The goals, and the page that is furthest from them."""
    slowest = max(found, key=lambda each: each.large.usual)
    steepest = max(found, key=lambda each: each.ratio)
    return _(
        "Goals: at most %(seconds)s s again, ratio at most %(ratio)s. Slowest: "
        "%(slowest)s, %(took)s s. Steepest: %(steepest)s, %(grew)s."
    ) % {
        "seconds": f"{GOAL_SECONDS:g}",
        "ratio": f"{GOAL_RATIO:g}",
        "slowest": slowest.view.name,
        "took": f"{slowest.large.usual:.3f}",
        "steepest": steepest.view.name,
        "grew": f"{steepest.ratio:.2f}",
    }
