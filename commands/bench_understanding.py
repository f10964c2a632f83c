"""``kelisim bench understand``: texts a second, milliseconds a kilobyte, memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer
from rich.table import Table

from commands.measure_understanding import (
    DEMO,
    PADDED,
    PARTS,
    WAYS,
    Cost,
    cost_of_way,
    costs_of_parts,
    documents,
    own_process,
)
from commands.terminal import console, plain_errors, progress, say
from dashboard.i18n import N_, _
from data.model import RawItem

_NOTHING = "—"
_WAYS = {
    "rules": N_("rules only"),
    "words": N_("whole, without sentence vectors"),
    "vectors": N_("whole, with sentence vectors"),
}
_PARTS = {
    "repair": N_("repairing letters"),
    "language": N_("telling the language"),
    "places": N_("finding places"),
    "names": N_("finding private names and numbers"),
    "rules": N_("rules on masked sentences"),
    "heads": N_("heads on words and concepts"),
    "embedding": N_("one sentence vector of title and lead"),
}


def bench_understand(
    rounds: Annotated[
        int, typer.Option(help=_("Rounds; the median counts."), min=1)
    ] = 3,
    texts: Annotated[int, typer.Option(help=_("Texts of a round."), min=1)] = 300,
) -> None:
    """Understand the same texts in three ways, then time each part alone."""
    given = documents(texts)
    with plain_errors(), progress(_("Measuring"), 2 * len(WAYS) + 2) as advance:
        ways: dict[str, dict[str, Cost | None]] = {}
        for way in WAYS:
            for kind, items in given.items():
                ways.setdefault(way, {})[kind] = _way(way, items, rounds)
                advance(1)
        parts: dict[str, Mapping[str, Cost]] = {}
        for kind, items in given.items():
            with own_process() as pool:
                parts[kind] = pool.submit(costs_of_parts, items, rounds).result()
            advance(1)
    console.print(_ways_table(ways))
    say("")
    console.print(_parts_table(parts))
    say(_summary(given[PADDED], ways, parts))


def _way(way: str, items: Sequence[RawItem], rounds: int) -> Cost | None:
    with own_process() as pool:
        return pool.submit(cost_of_way, way, items, rounds).result()


def _ways_table(ways: Mapping[str, Mapping[str, Cost | None]]) -> Table:
    table = Table(box=None)
    for heading in (
        *(_("Understanding"), _("demo texts a second"), _("texts of 1 KB a second")),
        *(_("ms for 1 KB"), _("slowest round"), _("peak memory")),
    ):
        table.add_column(heading)
    for way, costs in ways.items():
        table.add_row(
            *(_(_WAYS[way]), _rate(costs[DEMO]), _rate(costs[PADDED])),
            *(_ms(costs[PADDED]), _slowest(costs[PADDED]), _memory(costs[PADDED])),
        )
    return table


def _parts_table(parts: Mapping[str, Mapping[str, Cost]]) -> Table:
    table = Table(box=None)
    for heading in (
        *(_("Part, alone"), _("demo texts a second"), _("texts of 1 KB a second")),
        _("ms for 1 KB"),
    ):
        table.add_column(heading)
    for part in PARTS:
        demo, padded = parts[DEMO].get(part), parts[PADDED].get(part)
        table.add_row(_(_PARTS[part]), _rate(demo), _rate(padded), _ms(padded))
    return table


def _summary(
    items: Sequence[RawItem],
    ways: Mapping[str, Mapping[str, Cost | None]],
    parts: Mapping[str, Mapping[str, Cost]],
) -> str:
    """The parts together beside the whole."""
    raw = sum(c.each for part, c in parts[PADDED].items() if part != "embedding")
    whole = ways["words"][PADDED] or ways["rules"][PADDED]
    letters = sum(len(item.title) + len(item.text) for item in items) / len(items)
    return _(
        "Parts without the vector: %(parts)s texts of 1 KB a second; the whole takes "
        "%(times)s times as long. One core; 1 KB is 1024 bytes, here %(letters)d "
        "characters."
    ) % {
        "parts": f"{1 / raw:.0f}" if raw else _NOTHING,
        "times": f"{whole.each / raw:.2f}" if whole and raw else _NOTHING,
        "letters": letters,
    }


def _rate(cost: Cost | None) -> str:
    return f"{1 / cost.each:.0f}" if cost and cost.each else _NOTHING


def _ms(cost: Cost | None) -> str:
    return f"{cost.each * 1000:.2f}" if cost else _NOTHING


def _slowest(cost: Cost | None) -> str:
    """Texts a second in the slowest round."""
    worst = max(cost.seconds) if cost else 0.0
    return f"{cost.texts / worst:.0f}" if cost and worst else _NOTHING


def _memory(cost: Cost | None) -> str:
    return f"{cost.peak / 1024**2:.0f} MB" if cost and cost.peak else _NOTHING
