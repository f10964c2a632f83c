"""The report on the levels' detector as Markdown, in English: the worst first."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping
from importlib.metadata import version

from commands.detection_goals import goals
from commands.detection_lineup import OURS, Kind
from commands.detection_tables import (
    calibration,
    caught,
    caught_by_family,
    changed,
    delays_by_family,
    number,
    settings,
    shipped,
    speed,
    telling,
)
from commands.markdown import NOTHING, table
from commands.measure_levels import Bench, Cost
from scoring.simulation.event_scores import (
    AFTER_CHANGE,
    AFTERMATH,
    COUNTS_AGAIN,
    FLAP,
    LATE,
    OLD_NEWS,
    PAUSE,
)
from scoring.simulation.in_r import PACKAGE, PROGRAM

_YEAR = 365.25
_KINDS = {
    Kind.OURS: "weighted reports by source",
    Kind.CEILING: "weighted reports, told what is usual",
    Kind.RIVAL: "independent reports",
    Kind.WEIGHTED: "our weighted counts",
    Kind.COPIES: "items, copies counted",
    Kind.IN_R: "independent reports, once a week",
}


def report(bench: Bench, spent: Mapping[str, Cost]) -> str:
    """Return the whole report."""
    full, quarter = bench.budgets
    titled = {
        f"Caught, {_allowed(full)}": caught_by_family(bench, full),
        f"Caught, {_allowed(quarter)}": caught_by_family(bench, quarter),
        f"Days to the first alarm, {_allowed(full)}": delays_by_family(bench, full),
        "False alarms for each feed that joined or was lost": changed(bench),
        "As shipped: each detector's own alarm": shipped(bench),
        "Where our alarm could begin": settings(bench),
        "Calibration: how often quiet region-days surprise": calibration(bench),
        "If severity told less of a rise than assumed": telling(bench),
        "Speed": speed(bench, spent),
        "How it was measured": _method(bench),
    }
    sections = (
        _head(bench),
        _worst(bench, spent),
        _goals(bench, spent),
        *((f"## {title}", "", *lines) for title, lines in titled.items()),
    )
    return "\n\n".join("\n".join(lines) for lines in sections) + "\n"


def _allowed(budget: float) -> str:
    return f"with at most {budget:g} false alarms per region-year"


def _head(bench: Bench) -> Iterator[str]:
    size, seeds = bench.size, ",".join(map(str, bench.seeds))
    ours = bench.found[OURS]
    days = sum(one.shipped.quiet_days for one in ours.values())
    yield "# How well levels tell a rise from chance"
    yield ""
    yield (
        f"Made by `kelisim bench levels --seeds {seeds} --report FILE`"
        f"{'' if bench.not_run == '' else ' with `--with-r`'}; do not edit."
    )
    yield ""
    yield (
        f"**Measured on** simulated streams with known truth: {len(bench.families)} "
        f"families, seeds {seeds}, {size.regions} regions × {size.weeks} weeks each, "
        f"the last {size.scored_weeks} scored; "
        f"{sum(one.shipped.rises for one in ours.values())} true rises, "
        f"{days / _YEAR:.0f} region-years in which nothing rose. Ratios between "
        "detectors are worth more than the values: the streams are invented."
    )
    if bench.not_run is not None:
        yield ""
        yield f"**Not run**: R's detectors ({_lacking(bench.not_run)})."


def _lacking(what: str) -> str:
    if not what:
        return "not asked for"
    return f"{what} is not installed"


def _worst(bench: Bench, spent: Mapping[str, Cost]) -> Iterator[str]:
    budget = bench.budgets[0]
    yield "## The worst first"
    yield ""
    family = bench.worst(OURS, budget)
    if family is not None:
        tally = bench.tally(OURS, family, budget)
        yield f"- Ours catches least in {family}: {caught(tally)}."
    for each in bench.rising:
        best = bench.best_rival(each, budget)
        ours = bench.tally(OURS, each, budget)
        if best is not None and (best[1].pod or 0.0) > (ours.pod or 0.0):
            yield (
                f"- In {each}, {best[0]} catches more: {caught(best[1])}, after "
                f"{number(best[1].delay, 1)} days; ours {caught(ours)}, after "
                f"{number(ours.delay, 1)}."
            )
    missed = [goal for goal in goals(bench, spent) if not goal.reached]
    yield f"- Goals not reached: {len(missed)}."
    yield ""
    yield "Where each detector catches least:"
    yield ""
    yield from table(
        ("detector", "fed with", "family", "caught"),
        (
            (name, _KINDS[bench.kinds[name]], *_least(bench, name, budget))
            for name in bench.found
        ),
    )


def _least(bench: Bench, name: str, budget: float) -> tuple[str, str]:
    family = bench.worst(name, budget)
    if family is None:
        return NOTHING, NOTHING
    return family, caught(bench.tally(name, family, budget))


def _goals(bench: Bench, spent: Mapping[str, Cost]) -> Iterator[str]:
    yield "## Goals"
    yield ""
    yield from table(
        ("goal", "wanted", "measured", "reached"),
        (
            (
                goal.name,
                f"{goal.sign} {goal.wanted:g}",
                NOTHING if goal.value is None else f"{goal.value:.3f}",
                "yes" if goal.reached else "**no**",
            )
            for goal in sorted(goals(bench, spent), key=lambda goal: goal.reached)
        ),
    )


def _method(bench: Bench) -> Iterator[str]:
    yield (
        "Every detector met the same streams. **Caught**: an alarm was on between the "
        f"rise's first day and {LATE} days after its last, and not for more than "
        f"{OLD_NEWS} days before it. **False alarm**: a run of alarm days (pauses "
        f"below {PAUSE} days) that began outside rises and the {AFTERMATH} days after "
        f"them; one that stays counts again every {COUNTS_AGAIN} days. **Budget**: "
        "each detector's threshold is set, family by family, to the lowest that keeps "
        "to it. **Days to the first alarm**: a missed rise counts its length and "
        f"{LATE} days. **False alarms for a feed**: those that began within "
        f"{AFTER_CHANGE} days of a change. **Flap**: an alarm that turns back within "
        f"{FLAP} days. Numbers in brackets are 95 % bounds (Clopper–Pearson)."
    )
    yield ""
    yield (
        "CUSUM has a moving reference of 56 days, which is kinder than the fixed one "
        "it ships with; R's detectors judge weeks, as they are meant to. Copies are "
        "taken as recognised without fail. Who is told what is usual looks through one "
        "window of five days; several windows may pass it a little. What each family "
        "holds is in `scoring/simulation/families.py`, each rule's source in "
        "`rivals.py`."
    )
    yield ""
    packages = ", ".join(f"{name} {version(name)}" for name in ("numpy", "scipy"))
    r = f", {PROGRAM} with {PACKAGE}" if bench.r_seconds else ""
    yield f"Python {platform.python_version()}, {packages}{r}."
