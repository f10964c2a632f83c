"""``kelisim bench levels``: our detector beside all others on simulated families."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from commands.detection_bars import TOLD, as_toml, bars
from commands.detection_goals import beaten_in, goals
from commands.detection_lineup import OURS, Kind
from commands.detection_report import report
from commands.detection_tables import a_report, number
from commands.files import write_file
from commands.markdown import NOTHING, plain
from commands.measure_levels import TIMED, Bench, Cost, Size, costs, measure, steps
from commands.measure_understanding import own_process
from commands.terminal import console, plain_errors, progress, say
from dashboard.i18n import N_, _
from data.errors import InputError
from scoring.simulation.families import FAMILIES
from scoring.simulation.in_r import PROGRAM, missing

#: How large the simulated country is.
SIZE = Size()
#: Detectors that have more than a proper name.
_NAMES = {
    OURS: N_("ours"),
    "ours, linear severity": N_("ours, linear severity"),
    "ours, squared severity": N_("ours, squared severity"),
    "ours, without severity": N_("ours, without severity"),
    "usual known (ceiling)": N_("usual known (ceiling)"),
    "fixed threshold, 8 in 7 days": N_("fixed threshold, 8 in 7 days"),
    "z of 28 days": N_("z of 28 days"),
    "weekly share z": N_("weekly share z"),
    "episomer EARS, one country": N_("episomer EARS, one country"),
    "Kleinberg's bursts": N_("Kleinberg's bursts"),
}
_FED = {
    ", our weights": N_("%(name)s, our weights"),
    ", copies counted": N_("%(name)s, copies counted"),
}


def bench_levels(
    seeds: Annotated[
        str, typer.Option(help=_("Seeds of the simulation, with commas."))
    ] = "1,2,3",
    families: Annotated[
        str, typer.Option(help=_("Families of the simulation, with commas."))
    ] = ",".join(FAMILIES),
    far: Annotated[
        float,
        typer.Option(help=_("Budget: false alarms per region-year."), min=0.01),
    ] = 1.0,
    out: Annotated[
        Path | None,
        typer.Option("--report", help=_("Write everything as Markdown to this file.")),
    ] = None,
    with_r: Annotated[
        bool, typer.Option("--with-r", help=_("Also run R's package surveillance."))
    ] = False,
    is_bars: Annotated[
        bool,
        typer.Option(
            "--bars",
            help=_("Only measure what each bar costs, as rows of thresholds.toml."),
        ),
    ] = False,
) -> None:
    """Run every detector on the same streams; catch rates at equal false alarms."""
    if is_bars:
        _bars(seeds)
        return
    with plain_errors():
        bench = Bench(_families(families), _seeds(seeds), (far, far / 4), SIZE)
        lacking = missing() if with_r else None
        bench.not_run = lacking if with_r else ""
        with progress(_("Measuring"), steps(bench) + 1) as advance:
            measure(bench, with_r and lacking is None, lambda: advance(1))
            with own_process() as pool:
                spent = pool.submit(costs, TIMED).result()
            advance(1)
        if out is not None:
            write_file(out, report(bench, spent).encode())
    console.print(_table(bench, spent))
    for line in _told(bench, spent):
        say(line)
    if out is not None:
        say(_("Written: %(file)s.") % {"file": out})


def _bars(given: str) -> None:
    """The rows to put into thresholds.toml."""
    with plain_errors():
        seeds = _seeds(given)
        with progress(_("Measuring"), len(TOLD) * len(seeds)) as advance:
            curves = bars(seeds, SIZE, lambda: advance(1))
    for line in as_toml(curves):
        say(line)


def _families(given: str) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(name.strip() for name in given.split(",")))
    for name in chosen:
        if name not in FAMILIES:
            raise InputError(
                _("There is no family %(name)s; choose among %(known)s.")
                % {"name": name, "known": ", ".join(FAMILIES)}
            )
    return chosen


def _seeds(given: str) -> tuple[int, ...]:
    try:
        return tuple(dict.fromkeys(int(seed) for seed in given.split(",")))
    except ValueError as error:
        raise InputError(
            _("Seeds are whole numbers with commas, not %(text)s.") % {"text": given}
        ) from error


def _table(bench: Bench, spent: Mapping[str, Cost]) -> Table:
    table = Table(box=None)
    for heading in (
        _("Detector"),
        *(_("caught at %(far)s") % {"far": f"{far:g}"} for far in bench.budgets),
        *(_("least caught in"), _("days to catch sharp")),
        *(_("own alarm: false a report"), _("false a changed feed")),
        _("µs a region-day"),
    ):
        table.add_column(heading)
    for name, found in bench.found.items():
        sharp = bench.tally(name, "sharp", bench.budgets[0])
        quiet, coverage = found.get("quiet"), found.get("coverage")
        table.add_row(
            _name(name),
            *(number(bench.mean_pod(name, far)) for far in bench.budgets),
            _worst(bench, name),
            number(sharp.delay, 1),
            number(a_report(quiet.shipped) if quiet else None, 1),
            number(coverage.shipped.false_a_change if coverage else None),
            number(spent[name].each * 1e6 if name in spent else None),
        )
    return table


def _name(name: str) -> str:
    for ending, sentence in _FED.items():
        if name.endswith(ending):
            return _(sentence) % {"name": _name(name.removesuffix(ending))}
    return _(_NAMES[name]) if name in _NAMES else name


def _worst(bench: Bench, name: str) -> str:
    budget = bench.budgets[0]
    family = bench.worst(name, budget)
    if family is None:
        return NOTHING
    return f"{family} {number(bench.tally(name, family, budget).pod)}"


def _told(bench: Bench, spent: Mapping[str, Cost]) -> list[str]:
    """What the table does not say."""
    ours = spent[OURS]
    lines = [
        _(
            "Caught: share of rises, mean over families, at so many false alarms per "
            "region-year. A report: two months, 20 regions, nothing rising."
        ),
        _("Our %(series)d series over %(days)d days take %(seconds)s s of one core.")
        % {
            "series": ours.series,
            "days": ours.days,
            "seconds": f"{ours.seconds:.2f}",
        },
    ]
    weekly = bench.r_seconds.get("R farringtonFlexible")
    if weekly:
        lines.append(
            _("R's farringtonFlexible takes %(times)s times as long per evaluation.")
            % {"times": f"{weekly / ours.each:.0f}"}
        )
    if bench.not_run is not None:
        lines.append(_lacking(bench.not_run))
    if bench.rising and any(kind is not Kind.OURS for kind in bench.kinds.values()):
        beaten = ", ".join(beaten_in(bench, bench.budgets[0]))
        lines.append(
            _("A rival catches more in: %(families)s.") % {"families": beaten}
            if beaten
            else _("No rival catches more in any family.")
        )
    missed = [
        f"{_(goal.name)} {plain(goal.value)} ({goal.sign} {goal.wanted:g})"
        for goal in goals(bench, spent)
        if not goal.reached
    ]
    lines.append(
        _("Goals not reached: %(names)s.") % {"names": ", ".join(missed)}
        if missed
        else _("All goals are reached.")
    )
    return lines


def _lacking(what: str) -> str:
    """Why nothing ran in R."""
    if not what:
        return _("Not run: R's detectors (ask for them with --with-r).")
    if what == PROGRAM:
        return _("Not run: R's detectors, because Rscript is not installed.")
    return _(
        "Not run: R's detectors, because the package %(name)s is not installed."
    ) % {"name": what}
