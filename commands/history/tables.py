"""A replay's levels as a short text: days in a row with one level are one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from commands.history.replaying import Mismatch, Replayed
from data.model import Level, LevelCode

#: What a region without sources of its own is, unless something spills into it.
_NOTHING = frozenset({LevelCode.NO_DATA, LevelCode.CALM})


def day_by_day(run: Replayed) -> str:
    """The levels of all regions with an outlet, and of any other that has one.

    Beside each level stands the code of its first reason.
    """
    return "\n".join(_lines(run)) + "\n"


def _lines(run: Replayed) -> Iterator[str]:
    replay = run.replay
    yield f"{replay.name} ({replay.kind}): {replay.title}"
    for region in shown_regions(run):
        yield ""
        yield region
        yield from (f"  {line}" for line in runs(run.levels(region)))
    if run.acute:
        yield ""
        for each in run.acute:
            when = "never" if each.minutes is None else f"after {each.minutes} min"
            yield f"acute {when}: {each.wanted.item} {each.wanted.region}"


def shown_regions(run: Replayed) -> list[str]:
    """Regions with an outlet, and those into which something spilt."""
    others = {
        region
        for (region, _), level in run.seen.items()
        if level.code not in _NOTHING and region not in run.replay.regions
    }
    return [*run.replay.regions, *sorted(others)]


def runs(levels: Sequence[Level]) -> Iterator[str]:
    """Days in a row with one level for one reason; days are counted from 0."""
    words = [
        (n, f"{level.code.value:<8}{main_reason(level)}")
        for n, level in enumerate(levels)
    ]
    for word, part in groupby(words, lambda each: each[1]):
        days = [n for n, _ in part]
        yield f"{span(days[0], days[-1]):<8}{word}"


def main_reason(level: Level) -> str:
    """The code of the first reason, with what made an acute level acute."""
    if not level.reasons:
        return ""
    first = level.reasons[0]
    why = first.params.get("why")
    return f"{first.code} ({why})" if why else first.code


def span(first: int, last: int) -> str:
    """Days as a person writes them."""
    return str(first) if first == last else f"{first}-{last}"


def together(mismatches: Sequence[Mismatch]) -> list[list[Mismatch]]:
    """Mismatches of one kind on days in a row."""

    def kind(each: tuple[int, Mismatch]) -> tuple[object, ...]:
        number, one = each
        level = one.level
        return (one.expected, level.code, main_reason(level), one.day - number)

    found = groupby(enumerate(mismatches), kind)
    return [[one for _, one in part] for _, part in found]
