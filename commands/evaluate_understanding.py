"""``kelisim evaluate understanding``: every measure, beside simpler ways of reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from commands.evaluation_goals import Goal, goals
from commands.evaluation_words import KINDS, WAYS
from commands.markdown import NOTHING, count, plain
from commands.terminal import console, plain_errors, progress, say
from commands.understanding_report import Run, report
from dashboard.i18n import _, language
from data.errors import InputError
from data.gold_items import SPLITS, read_gold_items
from data.gold_swaps import read_gold_swaps
from data.reference import Reference, load
from scoring.evaluation import Evaluation, evaluate
from scoring.intervals import Estimate, Exactness
from scoring.learned import Learned, learned
from scoring.measures import Measures
from scoring.swaps import Swapped, measure_swaps
from scoring.understanding import understand

#: Training texts are what the heads were fitted on: they measure nothing.
_MEASURED = tuple(split for split in SPLITS if split != "train")


def understanding(
    split: Annotated[
        str, typer.Option(help=_("Which texts: dev (for tuning) or test (held out)."))
    ] = "dev",
    out: Annotated[
        Path | None,
        typer.Option("--report", help=_("Write everything as Markdown to this file.")),
    ] = None,
) -> None:
    """Read the labelled texts; every measure, beside simpler ways of reading."""
    with plain_errors():
        if split not in _MEASURED:
            raise InputError(
                _("There is no split %(name)s; choose %(known)s.")
                % {"name": split, "known": " / ".join(_MEASURED)}
            )
        if split == "test":
            say(_("Test is only for measuring: change nothing because of it."))
        reference, mind = load(), learned()
        run = _run(split, reference, mind)
        if out is not None:
            _write(out, report(run, reference.taxonomy))
    _shown(run.found, reference)
    _told(run)
    if out is not None:
        say(_("Written: %(file)s.") % {"file": out})


def _run(split: str, reference: Reference, mind: Learned) -> Run:
    with progress(_("Measuring"), 2) as advance:
        items = read_gold_items(split)
        dev = items if split == "dev" else read_gold_items("dev")
        found = evaluate(items, dev, reference, mind)
        advance(1)
        swapped = measure_swaps(
            read_gold_swaps(),
            lambda raws: understand(raws, reference=reference, mind=mind),
        )
        advance(1)
    return Run(split, items, found, swapped)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(
            _("%(file)s cannot be written: %(why)s.")
            % {"file": path, "why": error.strerror}
        ) from error


def _shown(found: Evaluation, reference: Reference) -> None:
    """The tables, one under the other."""
    lang = language()
    product = found.product
    names = {code: kind.names[lang] for code, kind in reference.taxonomy.risk.items()}
    for table in (
        _flags(product),
        _exactness(_("Signal"), product.signals or {}, names),
        _negatives(product),
        _ways(found.ways),
    ):
        console.print(table)
        say("")


def _table(*headings: str) -> Table:
    table = Table(box=None)
    for heading in headings:
        table.add_column(heading)
    return table


def _flags(product: Measures) -> Table:
    table = _table(
        *(_("Flag"), "n", _("precision"), _("recall"), "F1", _("bounds of F1")),
        *(_("macro-F1 of signals"), _("regions exact")),
    )
    rows = {"": product.flag, **product.languages}
    for lang, row in rows.items():
        macro = (product.macro_languages or {}).get(lang, product.macro_f1)
        regions = (product.regions_by_language or {}).get(lang, product.regions)
        table.add_row(lang or _("all texts"), *_row(row), share(macro), share(regions))
    return table


def _exactness(
    heading: str, rows: Mapping[str, Exactness], names: Mapping[str, str]
) -> Table:
    table = _table(heading, "n", _("precision"), _("recall"), "F1", _("bounds of F1"))
    for code, row in rows.items():
        table.add_row(names[code], *_row(row))
    return table


def _row(row: Exactness) -> tuple[str, ...]:
    shares = (share(one) for one in (row.precision, row.recall, row.f1))
    return (str(row.f1.n), *shares, bounds(row.f1))


def _negatives(product: Measures) -> Table:
    table = _table(_("No flag wanted"), "n", _("flagged"), _("share"), _("bounds"))
    rows = [*product.negatives.items(), ("", product.all_negatives)]
    for kind, row in rows:
        table.add_row(
            _(KINDS[kind]) if kind else _("all of them"),
            *(str(row.n), count(row), share(row), bounds(row)),
        )
    return table


def _ways(ways: Mapping[str, Measures]) -> Table:
    langs = list(next(iter(ways.values())).languages)
    table = _table(
        *(_("Way of reading"), _("precision"), _("recall"), "F1", _("bounds of F1")),
        *(f"F1 {lang}" for lang in langs),
        *(_("macro-F1 of signals"), _("false flags")),
    )
    for way, found in ways.items():
        table.add_row(
            *(_(WAYS[way]), *_row(found.flag)[1:]),
            *(share(found.languages[lang].f1) for lang in langs),
            *(share(found.macro_f1), count(found.all_negatives)),
        )
    return table


def _told(run: Run) -> None:
    """The single numbers, and which goals are not reached."""
    product = run.found.product
    error = product.calibration.error if product.calibration else None
    say(
        _(
            "Scope right: %(scope)s. Evidence at the labelled sentence: %(evidence)s. "
            "Calibration error of shown signals: %(error)s."
        )
        % {
            "scope": share(product.scope),
            "evidence": share(product.evidence),
            "error": share(error),
        }
    )
    say(_swaps_told(run.swapped))
    missed = [one for one in goals(run.found, run.swapped) if not one.reached]
    say(
        _("Goals not reached: %(names)s.") % {"names": ", ".join(map(_goal, missed))}
        if missed
        else _("All goals are reached.")
    )
    say(
        _("Texts: %(texts)d in %(stories)d stories; version %(version)s.")
        % {
            "texts": product.items,
            "stories": product.stories,
            "version": run.found.version,
        }
    )


def _swaps_told(swapped: Sequence[Swapped]) -> str:
    differ = [f"{one.family.id} {one.lang}" for one in swapped if one.differs]
    return _(
        "Exchanged names: %(families)d families, %(texts)d texts; "
        "not the same: %(n)d (%(which)s)."
    ) % {
        "families": len({one.family.id for one in swapped}),
        "texts": sum(len(one.told) for one in swapped),
        "n": len(differ),
        "which": ", ".join(differ) or NOTHING,
    }


def _goal(goal: Goal) -> str:
    name = _(goal.name) % goal.params
    return f"{name} {plain(goal.value)} ({goal.sign} {goal.wanted:g})"


def share(one: Estimate | None) -> str:
    """A value as the tables show it."""
    return plain(one.value if one is not None else None)


def bounds(one: Estimate) -> str:
    """The bounds of a value."""
    if one.low is None or one.high is None:
        return NOTHING
    return f"{one.low:.2f}–{one.high:.2f}"
