"""Where a flag's case stands, and how long its people took. Knows no Streamlit.

A flag's case is its claims, handlings, responses and disputes beside its verdicts.
Nothing is kept of it here: every answer is worked out from the rows, so that a
following row is enough to change it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from data.model import (
    CONFIRMING_VERDICTS,
    REFUTING_VERDICTS,
    Claim,
    DateState,
    Flag,
    Handling,
    HandlingDeed,
    Lane,
    Response,
    Verdict,
    VerdictCode,
)
from data.store.desk_work import FlagFacts

#: How soon somebody should know of an acute flag, and have judged it.
NOTIFIED_WITHIN = timedelta(hours=1)
JUDGED_WITHIN = timedelta(hours=24)
#: How soon a first step should follow, in every lane (the last 7 of "7-1-7").
STEPPED_WITHIN = timedelta(days=7)

#: Deeds after which somebody knows of the flag.
_TELLING = frozenset(
    {
        HandlingDeed.TAKE,
        HandlingDeed.ASSIGN,
        HandlingDeed.ESCALATE,
        HandlingDeed.NOTIFY,
    }
)


class Standing(NamedTuple):
    """Where a case stands now.

    ``state`` is open, second_eyes, working, asleep, resolved or judged; ``until`` is
    the end of a pause, or of the claim of whoever works on it.
    """

    state: str
    verdict: Verdict | None
    claim: Claim | None
    assigned: str
    escalated: str
    until: datetime | None


class Times(NamedTuple):
    """The moments of a case; None is "not yet", or not known.

    ``published`` is the first report's own date, None when it cannot be trusted.
    """

    detected: datetime
    notified: datetime | None
    first_step: datetime | None
    published: datetime | None
    judged: datetime | None


def side(code: VerdictCode) -> str:
    """What a verdict says on the whole: confirming, refuting or unclear."""
    if code in REFUTING_VERDICTS:
        return "refuting"
    return "confirming" if code in CONFIRMING_VERDICTS else "unclear"


def needs_second_eyes(flag: Flag | FlagFacts, verdicts: Sequence[Verdict]) -> bool:
    """Whether an acute flag was judged and nobody else says the same yet.

    Of each author their last word counts: two who differ ask for a third.
    """
    if flag.lane is not Lane.ACUTE or not verdicts:
        return False
    last = verdicts[-1]
    words = {verdict.voice: side(verdict.code) for verdict in verdicts}
    agreed = words.pop(last.voice)
    return agreed not in words.values()


def standing(
    flag: Flag,
    verdicts: Sequence[Verdict],
    handlings: Sequence[Handling],
    claim: Claim | None,
    now: datetime,
) -> Standing:
    """Where a case stands; rows come oldest first.

    A case that ended stays so until it is opened anew, one that was put off until its
    time, a waking or a verdict; only then does it matter who judged or works on it.
    """
    held = claim if claim is not None and claim.until_at > now else None
    sleep = asleep_until(handlings, verdicts, now)
    until = held.until_at if held else None
    if resolution(handlings) is not None:
        state, until = "resolved", None
    elif sleep is not None:
        state, until = "asleep", sleep
    elif verdicts:
        state = "second_eyes" if needs_second_eyes(flag, verdicts) else "judged"
    else:
        state = "working" if held else "open"
    return Standing(
        state,
        verdicts[-1] if verdicts else None,
        held,
        _last_to(handlings, HandlingDeed.ASSIGN),
        _last_to(handlings, HandlingDeed.ESCALATE),
        until,
    )


def _last_to(handlings: Sequence[Handling], deed: HandlingDeed) -> str:
    named = (row.to_whom for row in reversed(handlings) if row.deed is deed)
    return next(named, "")


def resolution(handlings: Sequence[Handling]) -> Handling | None:
    """The row that ended the case, or None while it goes on."""
    turns = (HandlingDeed.RESOLVE, HandlingDeed.REOPEN)
    last = next((row for row in reversed(handlings) if row.deed in turns), None)
    return last if last and last.deed is HandlingDeed.RESOLVE else None


def asleep_until(
    handlings: Sequence[Handling], verdicts: Sequence[Verdict], now: datetime
) -> datetime | None:
    """Until when a case is put off; None when it is not."""
    turns = (HandlingDeed.SNOOZE, HandlingDeed.WAKE)
    last = next((row for row in reversed(handlings) if row.deed in turns), None)
    if last is None or last.deed is HandlingDeed.WAKE:
        return None
    if last.until_at is None or last.until_at <= now:
        return None
    judged_since = any(verdict.at > last.at for verdict in verdicts)
    return None if judged_since else last.until_at


def times(
    flag: Flag,
    handlings: Iterable[Handling],
    responses: Iterable[Response],
    verdicts: Iterable[Verdict] = (),
) -> Times:
    """When a flag was opened, somebody knew, judged, and took a first step."""
    judged = min((verdict.at for verdict in verdicts), default=None)
    told = [row.at for row in handlings if row.deed in _TELLING]
    known = min([*told, *([judged] if judged else [])], default=None)
    return Times(
        detected=flag.opened_at,
        notified=known,
        first_step=min((step.at for step in responses), default=None),
        published=flag.first_at if flag.date_state is DateState.DATED else None,
        judged=judged,
    )
