"""``kelisim bench``: how fast the understanding is, beside a bare word list.

``kelisim bench understand``: the same in detail, part by part, with memory.
``kelisim bench collect``: what collecting costs, beside feedparser alone.
``kelisim bench levels``: the levels' detector beside the rules that others use.
``kelisim bench dashboard``: the pages over a small memory and over a large one.
"""

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
from collectors.timebox import boxed
from commands.bench_dashboard import bench_dashboard
from commands.bench_levels import bench_levels
from commands.bench_understanding import bench_understand
from commands.measure_collecting import Costs, measure
from commands.terminal import console, plain_errors, progress, say
from dashboard.i18n import _
from data.demo import demo_items, demo_sources
from data.model import RawItem, Source
from data.reference import load

bench_app = typer.Typer(invoke_without_command=True)


@bench_app.callback(
    help=_("Measure the understanding: texts a second, beside a word list.")
)
def bench(
    context: typer.Context,
    rounds: Annotated[
        int, typer.Option(help=_("Rounds; the median counts."), min=1)
    ] = 3,
    texts: Annotated[int, typer.Option(help=_("Texts of a round."), min=1)] = 1000,
) -> None:
    """Read the demo's texts several times; texts per second, beside a word list."""
    if context.invoked_subcommand is not None:
        return
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
    say(
        _("Texts: %(texts)d; peak memory: %(peak)s.")
        % {"texts": len(raws), "peak": _peak()}
    )


@bench_app.command(
    "collect",
    help=_(
        "Measure the collecting, store included: feeds a second, beside feedparser."
    ),
)
def bench_collect(
    rounds: Annotated[
        int, typer.Option(help=_("Rounds; the median counts."), min=1)
    ] = 3,
    feeds: Annotated[int, typer.Option(help=_("Feeds of a round."), min=1)] = 60,
) -> None:
    """Collect the same feeds several times from bytes to the store."""
    with plain_errors(), progress(_("Measuring"), rounds) as advance:
        costs = measure(rounds, feeds, lambda: advance(1))
    console.print(_costs_table(costs))
    say(
        _(
            "Feeds: %(feeds)d; entries: %(items)d; size: %(size)s; "
            "peak memory: %(peak)s, of feedparser's own process: %(boxed)s."
        )
        % {
            "feeds": costs.feeds,
            "items": costs.bare.items,
            "size": f"{costs.size / 1e6:.1f} MB",
            "peak": _peak(),
            "boxed": _peak(is_boxed=True),
        }
    )
    say(
        _(
            "Not in the table, a step of its own: understanding, "
            "%(items)s texts a second."
        )
        % {"items": _rate(costs.understood.items, costs.understood.median)}
    )


def _costs_table(costs: Costs) -> Table:
    """A row for each part of collecting; more than 1 is faster than feedparser."""
    table = Table(box=None)
    for heading in (
        *(_("What"), _("feeds a second"), _("items a second")),
        *(_("slowest round"), _("CPU ms a feed"), _("times feedparser")),
    ):
        table.add_column(heading)
    for label, timing in (
        (_("feedparser alone (baseline)"), costs.bare),
        (_("our parsing, to items"), costs.parsed),
        (_("whole collection, all new, store included"), costs.new),
        (_("whole collection, all known"), costs.known),
    ):
        table.add_row(
            label,
            _rate(costs.feeds, timing.median),
            _rate(timing.items, timing.median),
            _rate(timing.items, max(timing.wall)),
            f"{timing.median_cpu / costs.feeds * 1000:.1f}",
            f"{costs.bare.median / timing.median:.2f}",
        )
    return table


def _rate(n: int, seconds: float) -> str:
    return f"{n / seconds:.0f}" if seconds else "—"


def _flagged(raws: Sequence[RawItem], sources: Mapping[str, Source]) -> int:
    return sum(read.flag for read in scoring.understand(raws, sources))


def _peak(is_boxed: bool = False) -> str:
    """The most memory that this process, or the one for feedparser, ever had."""
    try:
        import resource
    except ImportError:  # Windows counts memory elsewhere
        return "—"
    who = resource.RUSAGE_SELF
    used = (
        boxed(resource.getrusage, who, seconds=10)
        if is_boxed
        else resource.getrusage(who)
    )
    return f"{used.ru_maxrss / (1024**2 if sys.platform == 'darwin' else 1024):.0f} MB"


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
    """Put these commands on the command line."""
    bench_app.command(
        "understand",
        help=_("Measure the understanding part by part: speed and memory, one core."),
    )(bench_understand)
    bench_app.command(
        "levels",
        help=_("Measure the levels' detector beside others, on simulated streams."),
    )(bench_levels)
    bench_app.command(
        "dashboard",
        help=_("Measure the pages: a rerun over 10,000 items and over 1,000,000."),
    )(bench_dashboard)
    app.add_typer(bench_app, name="bench")
