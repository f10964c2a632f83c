"""``kelisim bench``: how fast the understanding is, beside a bare word list."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.table import Table

import scoring
from commands.terminal import console, plain_errors, say
from dashboard.i18n import _
from data.demo import demo_items, demo_sources
from data.model import RawItem, Source
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
        ours: list[tuple[float, int]] = []
        base: list[tuple[float, int]] = []
        for _round in range(rounds):
            ours.append(_timed(lambda: _flagged(raws, sources)))
            base.append(_timed(lambda: sum(bool(words.search(r.text)) for r in raws)))
    table = Table(box=None)
    headings = (_("What"), _("texts a second"), _("slowest round"), _("texts flagged"))
    for heading in headings:
        table.add_column(heading)
    table.add_row(_("kelisim understand"), *_row(len(raws), ours))
    table.add_row(_("word list alone (no place, no redaction)"), *_row(len(raws), base))
    console.print(table)
    say(_("Texts: %(texts)d; peak memory: %(peak)s.") % _size(len(raws)))


def _flagged(raws: Sequence[RawItem], sources: Mapping[str, Source]) -> int:
    return sum(read.flag for read in scoring.understand(raws, sources))


def _size(texts: int) -> dict[str, object]:
    try:
        import resource
    except ImportError:  # Windows counts memory elsewhere
        return {"texts": texts, "peak": "—"}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    megabytes = peak / (1024**2 if sys.platform == "darwin" else 1024)
    return {"texts": texts, "peak": f"{megabytes:.0f} MB"}


def _word_list() -> re.Pattern[str]:
    """The baseline: any risk pattern anywhere, in any language, without context."""
    patterns = [
        pattern.split(" & ")[0].split(" && ")[0]  # its first word alone
        for kind in load().taxonomy.risk.values()
        for each in kind.patterns.values()
        for pattern in each
    ]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.I)


def _timed(work: Callable[[], int]) -> tuple[float, int]:
    start = time.perf_counter()
    found = work()
    return time.perf_counter() - start, found


def _row(n: int, rounds: Sequence[tuple[float, int]]) -> tuple[str, str, str]:
    """Median and slowest rate, and how many texts were flagged (each round agrees)."""
    seconds = sorted(spent for spent, _found in rounds)
    median = seconds[len(seconds) // 2]
    return f"{n / median:.0f}", f"{n / seconds[-1]:.0f}", str(rounds[0][1])


def add(app: typer.Typer) -> None:
    """Put this command on the command line."""
    app.command(
        help=_("Measure the understanding: texts a second, beside a word list.")
    )(bench)
