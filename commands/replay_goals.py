"""What the levels are meant to reach in the replays, and what was reached."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from commands.evaluation_goals import Goal
from commands.history.findings import ALERT, LOUD, Lead, leads
from commands.history.replaying import Replayed
from dashboard.i18n import N_
from data.gold_replays import RecordedEvent
from data.model import LevelCode

#: An acute story is on the screen so soon after it was published.
HOUR = 60
#: Careful people differ on so many days; the rest is ours to answer for.
_DAYS = 0.97


def goals(runs: Sequence[Replayed]) -> list[Goal]:
    """Every goal with what was measured; one that nothing speaks of is left out."""
    judged = sum(run.judged for run in runs)
    wrong = sum(len(run.mismatches()) for run in runs)
    acute = [each.minutes for run in runs for each in run.acute]
    foreseen = [lead.days > 0 for run in runs for lead in signed_leads(run)]
    loud = sum(loud_days(run) for run in runs if run.replay.kind == "hard_negative")
    found = [Goal(N_("days as expected"), 1 - wrong / judged, _DAYS)] if judged else []
    if acute:
        soon = sum(m is not None and m <= HOUR for m in acute)
        found.append(Goal(N_("acute within the hour"), soon / len(acute), 1.0))
    if foreseen:
        share = sum(foreseen) / len(foreseen)
        found.append(Goal(N_("watch before an event with signs"), share, 1.0))
    if any(run.replay.kind == "hard_negative" for run in runs):
        name = N_("raised days in hard negatives")
        found.append(Goal(name, float(loud), 0.0, is_most=True))
    return found


def event_leads(run: Replayed) -> list[Lead]:
    """What stood on the screen before each event of a replay."""

    def seen(region: str, on: date) -> LevelCode | None:
        level = run.seen.get((region, on))
        return level.code if level is not None else None

    return leads(run.replay.events, seen)


def signed_leads(run: Replayed) -> list[Lead]:
    """Those of events before which a mediator could have known something."""
    return [lead for lead in event_leads(run) if _had_signs(run, lead.event)]


def _had_signs(run: Replayed, event: RecordedEvent) -> bool:
    before = event.on - timedelta(days=1)
    return any(
        expected.region == event.region
        and expected.first <= before <= expected.last
        and set(expected.levels) <= ALERT
        for expected in run.replay.expected
    )


def loud_days(run: Replayed) -> int:
    """Days on which a region was raised or acute."""
    return sum(level.code in LOUD for level in run.seen.values())


def worst(run: Replayed) -> LevelCode:
    """The highest level that any region reached."""
    order = list(LevelCode)
    return max((level.code for level in run.seen.values()), key=order.index)
