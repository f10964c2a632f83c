"""Tables of the report on the levels' detector (``detection_report``)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from commands.detection_lineup import OURS, VARIANTS
from commands.markdown import NOTHING, table
from commands.measure_levels import NOMINAL, SETTINGS, TOLD_ON, Bench, Cost, Measured
from scoring.simulation.event_scores import Tally

#: A report to a meeting: so many regions for so many days.
REPORT_REGIONS, REPORT_DAYS = 20, 61
_YEAR = 365.25
_FARRINGTON = "R farringtonFlexible"

Value = Callable[[Tally], float | None]


def caught_by_family(bench: Bench, budget: float) -> Iterator[str]:
    """Shares of rises caught, and their mean over the families."""
    yield from table(
        ("detector", *bench.rising, "mean"),
        (
            (
                *_in_families(bench, name, budget, lambda t: t.pod, 2),
                number(bench.mean_pod(name, budget)),
            )
            for name in _best_first(bench)
        ),
    )


def delays_by_family(bench: Bench, budget: float) -> Iterator[str]:
    """Mean days to the first alarm."""
    yield from table(
        ("detector", *bench.rising),
        (
            tuple(_in_families(bench, name, budget, lambda t: t.delay, 1))
            for name in _best_first(bench)
        ),
    )


def _best_first(bench: Bench) -> list[str]:
    budget = bench.budgets[0]
    return sorted(bench.found, key=lambda name: -(bench.mean_pod(name, budget) or 0.0))


def _in_families(
    bench: Bench, name: str, budget: float, value: Value, digits: int
) -> Iterator[str]:
    yield f"**{name}**" if name == OURS else name
    for family in bench.rising:
        yield number(value(bench.tally(name, family, budget)), digits)


def changed(bench: Bench) -> Iterator[str]:
    """False alarms after feeds joined or were lost."""
    families = [each for each in bench.families if each.startswith("coverage")]
    budget = bench.budgets[0]
    yield from table(
        (
            "detector",
            *(f"{each}, own alarm" for each in families),
            *(f"{each}, within {budget:g} a year" for each in families),
        ),
        (
            (
                name,
                *(number(_on(found, each).false_a_change) for each in families),
                *(
                    number(bench.tally(name, each, budget).false_a_change)
                    for each in families
                ),
            )
            for name, found in bench.found.items()
        ),
    )


def shipped(bench: Bench) -> Iterator[str]:
    """What each detector's own alarm does."""
    yield (
        f"A report covers {REPORT_REGIONS} regions for {REPORT_DAYS} days. Ours: when "
        'the level would be "raised" by the bars of thresholds.toml, which are made '
        "for regions of which far less is told (`kelisim bench levels --bars`)."
    )
    yield ""
    shown = [each for each in ("sharp", "slow", "low", "mixed") if each in bench.rising]
    yield from table(
        (
            *("detector", "false per region-year, quiet", "false a report, quiet"),
            *("flaps a year, quiet", *(f"caught / F1, {each}" for each in shown)),
        ),
        (
            (
                name,
                number(_on(found, "quiet").false_a_year),
                number(a_report(_on(found, "quiet")), 1),
                number(found["quiet"].flaps if "quiet" in found else None),
                *(
                    f"{number(_on(found, each).pod)} / {number(_on(found, each).f1)}"
                    for each in shown
                ),
            )
            for name, found in bench.found.items()
        ),
    )


def settings(bench: Bench) -> Iterator[str]:
    """What our alarm would do elsewhere on the scale."""
    found = bench.found[OURS]
    yield from table(
        (
            *(
                "alarm above p =",
                "false per region-year, quiet",
                "false a report, quiet",
            ),
            *("caught, mixed", "true among alarms, mixed"),
        ),
        (
            (
                f"10^-{score:g}",
                number(_from(found, "quiet", score).false_a_year, 3),
                number(a_report(_from(found, "quiet", score)), 1),
                number(_from(found, "mixed", score).pod),
                number(_from(found, "mixed", score).precision),
            )
            for score in SETTINGS
        ),
    )


def _from(found: Mapping[str, Measured], family: str, score: float) -> Tally:
    one = found.get(family)
    return one.settings[score] if one else Tally()


def calibration(bench: Bench) -> Iterator[str]:
    """How often quiet region-days surprise."""
    yield from table(
        ("detector", *(f"p < {10**-score:.2g}" for score in NOMINAL)),
        (
            (
                name,
                *(
                    f"{100 * bench.found[name]['quiet'].above[p]:.2f} %"
                    for p in NOMINAL
                ),
            )
            for name in VARIANTS
            if "quiet" in bench.families
        ),
    )


def telling(bench: Bench) -> Iterator[str]:
    """What is caught when severity tells less."""
    told_on = ", ".join(each for each in TOLD_ON if each in bench.families)
    yield (
        f"Mean share caught in {told_on}, with at most {bench.budgets[0]:g} false "
        "alarms per region-year."
    )
    yield ""
    strengths = sorted({told for row in bench.telling.values() for told in row})
    yield from table(
        ("detector", *(f"{told:.0%} of it" for told in reversed(strengths))),
        (
            (name, *(number(row[told]) for told in reversed(strengths)))
            for name, row in bench.telling.items()
        ),
    )


def speed(bench: Bench, spent: Mapping[str, Cost]) -> Iterator[str]:
    """Processor time, beside R's where it ran."""
    ours = spent[OURS]
    yield (
        f"{ours.series} series of 7 sources over {ours.days} days, one core, median of "
        f"three: **{ours.seconds:.2f} s** of processor time for ours."
    )
    weekly = bench.r_seconds.get(_FARRINGTON)
    if weekly:
        yield ""
        yield (
            f"farringtonFlexible takes {1000 * weekly:.1f} ms for a week of a series: "
            f"**{weekly / ours.each:.0f} times** as long as ours for one evaluation, "
            f"{weekly / ours.each / 7:.0f} times for one week, which ours judges daily."
        )
    yield ""
    yield from table(
        ("detector", "µs for one evaluation of one series", "evaluated"),
        (
            *((n, f"{one.each * 1e6:.2f}", "daily") for n, one in spent.items()),
            *((n, f"{one * 1e6:.0f}", "weekly") for n, one in bench.r_seconds.items()),
        ),
    )


def a_report(tally: Tally) -> float | None:
    """False alarms in a two-month report over all regions while nothing rises."""
    rate = tally.false_a_year
    return None if rate is None else rate * REPORT_REGIONS * REPORT_DAYS / _YEAR


def _on(found: Mapping[str, Measured], family: str) -> Tally:
    one = found.get(family)
    return one.shipped if one else Tally()


def caught(tally: Tally) -> str:
    """The share of rises caught, with its bounds."""
    bounds = tally.pod_bounds
    if bounds is None:
        return NOTHING
    return f"{tally.pod:.2f} [{bounds[0]:.2f}, {bounds[1]:.2f}] of {tally.rises}"


def number(value: float | None, digits: int = 2) -> str:
    """A value, or that nothing was measured."""
    return NOTHING if value is None else f"{value:.{digits}f}"
