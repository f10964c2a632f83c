"""How the command line speaks: one console, progress, the closing summary."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from collectors import Collected
from dashboard import drop_wording, wording
from dashboard.i18n import _, ngettext
from data.errors import InputError, KelisimError
from data.model import Level, LevelCode
from data.reference import load
from pipeline import CollectSummary
from scoring.assessment import AssessSummary

console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)

#: Levels in the order a reader needs them.
SHOWN = (LevelCode.ACUTE, LevelCode.RAISED, LevelCode.WATCH, LevelCode.NO_DATA)


@contextmanager
def plain_errors() -> Iterator[None]:
    """Say an error of ours in one sentence and leave with its exit code."""
    try:
        yield
    except KelisimError as error:
        not_done(str(error))
        raise SystemExit(2 if isinstance(error, InputError) else 1) from error


def not_done(why: str) -> None:
    """One sentence about what failed."""
    errors.print(f"[bold]{_('Not done.')}[/bold] ", end="")
    errors.print(why, markup=False)


@contextmanager
def progress(label: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """A progress bar on the terminal; gives the function that moves it on."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(label, total=total)

        def advance(n: int) -> None:
            bar.advance(task, n)

        yield advance


@contextmanager
def collecting(total: int) -> Iterator[Callable[[Collected, int], None]]:
    """The progress of reading sources; a source that failed is named at once."""
    with progress(_("Reading sources"), total) as advance:

        def done(harvest: Collected, new: int) -> None:
            advance(1)
            if harvest.state.last_success_at != harvest.state.last_attempt_at:
                errors.print(
                    f"{harvest.source_id}: {harvest.state.detail}", markup=False
                )

        yield done


def say(text: str) -> None:
    """One line of plain text."""
    console.print(text, markup=False)


def told_of(collected: CollectSummary) -> None:
    """How many sources answered, and what became of every entry met."""
    say(
        _("%(answered)d of %(sources)d sources answered, %(new)d new items.")
        % {
            "answered": collected.answered,
            "sources": collected.sources,
            "new": collected.new_items,
        }
    )
    account = collected.account
    if not account:
        return
    parts = ", ".join(
        f"{drop_wording.reason(why)} {n}"
        for why, n in sorted(account.items(), key=lambda each: -each[1])
    )
    say(
        _("Entries met: %(seen)d = %(parts)s")
        % {"seen": sum(account.values()), "parts": parts}
    )


def summary(
    collected: CollectSummary | None, assessed: AssessSummary, is_demo: bool
) -> None:
    """One screen: what was read, and which regions need a look."""
    if is_demo:
        console.print(f"[bold]{_('DEMO: invented outlets, places and events.')}[/bold]")
    if collected is not None:
        told_of(collected)
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    for code in SHOWN:
        table.add_row(wording.level_marked(code), _named(assessed.levels, code))
    calm = sum(level.code is LevelCode.CALM for level in assessed.levels)
    table.add_row(
        wording.level_marked(LevelCode.CALM),
        ngettext("%(n)d region", "%(n)d regions", calm) % {"n": calm},
    )
    console.print(table)
    say(_("A level is a request to look, not a verdict."))


def _named(levels: Sequence[Level], code: LevelCode) -> str:
    regions = load().regions
    names = [
        wording.region(regions[each.region]) for each in levels if each.code is code
    ]
    return ", ".join(names) if names else "—"
