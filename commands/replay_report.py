"""The report on the replays as Markdown, in English: what is missed stands first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from commands.history.replaying import Replayed
from commands.history.tables import main_reason, runs, shown_regions, span, together
from commands.markdown import NOTHING, plain, table
from commands.replay_goals import event_leads, goals, worst


def report(found: Sequence[Replayed]) -> str:
    """Return the whole report."""
    sections = (
        _head(found),
        _goals(found),
        _mismatches(found),
        _replays(found),
        _events(found),
        *(_days(run) for run in found),
    )
    return "\n\n".join("\n".join(lines) for lines in sections) + "\n"


def _head(found: Sequence[Replayed]) -> Iterator[str]:
    versions = sorted({lv.version for run in found for lv in run.seen.values()})
    texts = sum(len(run.replay.texts) for run in found)
    yield "# Would a mediator have given these levels?"
    yield ""
    yield "Made by `kelisim evaluate levels --report FILE`; do not edit."
    yield ""
    yield (
        f"**Replays** {len(found)}, with {texts} authored texts beside ordinary news. "
        f"**Version** {', '.join(versions)}. What an author wanted to read was written "
        "before the replay was ever played."
    )


def _goals(found: Sequence[Replayed]) -> Iterator[str]:
    yield "## Goals"
    yield ""
    yield from table(
        ("goal", "wanted", "found", "reached"),
        (
            (
                one.name,
                f"{one.sign} {one.wanted:g}",
                plain(one.value),
                "yes" if one.reached else "**no**",
            )
            for one in goals(found)
        ),
    )


def _replays(found: Sequence[Replayed]) -> Iterator[str]:
    yield "## Replays"
    yield ""
    yield from table(
        (
            *("replay", "kind", "texts", "days × regions", "other level"),
            *("minutes to acute", "highest level"),
        ),
        (
            (
                run.replay.name,
                run.replay.kind.replace("_", " "),
                str(len(run.replay.texts)),
                str(run.judged),
                str(len(run.mismatches())),
                ", ".join(_minutes(one.minutes) for one in run.acute) or NOTHING,
                worst(run).value,
            )
            for run in found
        ),
    )


def _minutes(minutes: int | None) -> str:
    return "never" if minutes is None else str(minutes)


def _mismatches(found: Sequence[Replayed]) -> Iterator[str]:
    yield "## Days with another level than expected"
    yield ""
    yield from table(
        ("replay", "region", "days", "expected", "because", "found", "reason"),
        (
            (
                run.replay.name,
                part[0].expected.region,
                span(part[0].day, part[-1].day),
                "/".join(part[0].expected.levels),
                part[0].expected.why,
                part[0].level.code.value,
                main_reason(part[0].level),
            )
            for run in found
            for part in together(run.mismatches())
        ),
    )


def _events(found: Sequence[Replayed]) -> Iterator[str]:
    yield "## Recorded events"
    yield ""
    yield (
        "Days before: how long the region stood on watch or higher without a break "
        "before the day of the event."
    )
    yield ""
    yield from table(
        ("replay", "region", "on", "what", "days before", "acute on the day"),
        (
            (
                run.replay.name,
                lead.event.region,
                lead.event.on.isoformat(),
                lead.event.what,
                str(lead.days),
                "yes" if lead.is_acute else "no",
            )
            for run in found
            for lead in event_leads(run)
        ),
    )


def _days(run: Replayed) -> Iterator[str]:
    yield f"## {run.replay.name}"
    yield ""
    yield run.replay.title
    for region in shown_regions(run):
        yield ""
        yield f"**{region}**"
        yield ""
        yield from (f"    {line}" for line in runs(run.levels(region)))
