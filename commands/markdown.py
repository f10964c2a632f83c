"""Tables of measures in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from scoring.intervals import Estimate, Exactness

#: Stands where nothing could be measured.
NOTHING = "—"


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table."""
    yield f"| {' | '.join(heading)} |"
    yield "|" + "---|" * len(heading)
    for row in rows:
        yield f"| {' | '.join(row)} |"


def exact(row: Exactness) -> tuple[str, ...]:
    """How many were wanted, then precision, recall and F1 with their bounds."""
    return (str(row.f1.n), *map(bounded, (row.precision, row.recall, row.f1)))


def bounded(one: Estimate | None) -> str:
    """A value with its bounds."""
    if one is None or one.value is None:
        return NOTHING
    return f"{one.value:.3f} [{one.low:.2f}, {one.high:.2f}]"


def plain(value: float | None) -> str:
    """A value without bounds."""
    return NOTHING if value is None else f"{value:.3f}"


def count(one: Estimate) -> str:
    """How many a share of n is."""
    return str(round((one.value or 0.0) * one.n))
