"""``kelisim bench``: how fast the understanding is, beside a bare word list."""

from __future__ import annotations

import re
import resource
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.table import Table

import scoring
from commands.terminal import console, plain_errors, say
from dashboard.i18n import _
from data.demo import demo_items, demo_sources
from data.model import RawItem
from data.reference import load


def bench(
    rounds: Annotated[
        int, typer.Option(help=_("Rounds; the median counts."), min=1)
    ] = 3,
    texts: Annotated[int, typer.Option(help=_("Texts of a round."), min=1)] = 1000,
) -> None:
    """Read the demo's texts several times; texts per second, beside a word list."""
    with plain_errors():
        raws = [
            RawItem(item.outlet, "", item.title, item.text, item.id, None, item.at)
            for item in demo_items(datetime.now(UTC))[:texts]
        ]
        sources = {source.id: source for source in demo_sources(80)}
        words = _word_list()
        scoring.understand(raws[:5], sources)  # the automata are built once
        ours, base = [], []
        for _round in range(rounds):
            ours.append(_timed(lambda: scoring.understand(raws, sources)))
            base.append(_timed(lambda: [words.search(raw.text) for raw in raws]))
    table = Table(box=None)
    for heading in (_("What"), _("texts a second"), _("slowest round")):
        table.add_column(heading)
    table.add_row(_("kelisim understand"), *_rates(len(raws), ours))
    table.add_row(
        _("word list alone (no place, no redaction)"), *_rates(len(raws), base)
    )
    console.print(table)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    megabytes = peak / (1024**2 if sys.platform == "darwin" else 1024)
    say(
        _("Peak memory: %(n)d MB; texts: %(texts)d.")
        % {"n": megabytes, "texts": len(raws)}
    )


def _word_list() -> re.Pattern[str]:
    """The baseline: any risk pattern anywhere, in any language, without context."""
    patterns = [
        pattern
        for kind in load().taxonomy.risk.values()
        for each in kind.patterns.values()
        for pattern in each
    ]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.I)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _rates(n: int, seconds: Sequence[float]) -> tuple[str, str]:
    ordered = sorted(seconds)
    return f"{n / ordered[len(ordered) // 2]:.0f}", f"{n / ordered[-1]:.0f}"


def add(app: typer.Typer) -> None:
    """Put this command on the command line."""
    app.command(
        help=_("Measure the understanding: texts a second, beside a word list.")
    )(bench)
