"""A flag with everything people said of it and did about it. Knows no Streamlit.

The brief and the files of flags tell the same of a flag, because both ask here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from dashboard.case import Standing, needs_second_eyes, resolution, standing
from dashboard.desk_wording import flag_state
from dashboard.i18n import local
from data.model import Dispute, Flag, Handling, HandlingDeed, Response, Verdict
from data.store import Store

_NAMED = 500


@dataclass(frozen=True, slots=True)
class Told:
    """A flag with its case; rows are oldest first."""

    flag: Flag
    verdict: Verdict | None
    responses: tuple[Response, ...] = ()
    handlings: tuple[Handling, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    standing: Standing | None = None
    verdicts: tuple[Verdict, ...] = ()

    @property
    def state(self) -> str:
        """open, confirmed, unclear or refuted; one word on an acute flag is open."""
        return flag_state(None if self.is_alone else self.verdict)

    @property
    def is_alone(self) -> bool:
        """Whether an acute flag has a verdict that no second person shares yet."""
        return needs_second_eyes(self.flag, self.verdicts)

    @property
    def waits(self) -> bool:
        """Whether a person has still to judge it, as the first or the second one."""
        return self.resolved is None and (self.verdict is None or self.is_alone)

    @property
    def resolved(self) -> Handling | None:
        """The deed that brought the case to an end, if it is at one."""
        return resolution(self.handlings)

    @property
    def pause(self) -> Handling | None:
        """The deed that put the case off, while it is."""
        if self.standing is None or self.standing.state != "asleep":
            return None
        deeds = [row for row in self.handlings if row.deed is HandlingDeed.SNOOZE]
        return deeds[-1]

    def moved_on(self, since: date) -> bool:
        """Whether anything was heard, said or done since a day."""
        moments = [self.flag.last_at]
        moments += [self.verdict.at] if self.verdict else []
        for rows in (self.responses, self.handlings, self.disputes):
            moments += [row.at for row in rows]
        moments += [answer.at for row in self.disputes for answer in row.answers]
        return local(max(moments)).date() >= since


def told_of(store: Store, flags: Iterable[Flag], now: datetime) -> dict[str, Told]:
    """The cases of flags, by flag, in the order given."""
    known = list(flags)
    # Of many flags everything is asked at once: a database has a limit of names.
    ids = [flag.id for flag in known] if len(known) <= _NAMED else None
    verdicts, claims = store.all_verdicts(), store.claims(now)
    handlings, disputes = store.all_handlings(ids), store.disputes(ids)
    told = {}
    for flag in known:
        judged, deeds = verdicts.get(flag.id, []), handlings.get(flag.id, [])
        told[flag.id] = Told(
            flag=flag,
            verdict=judged[-1] if judged else None,
            responses=tuple(store.responses(flag.id)),
            handlings=tuple(deeds),
            disputes=tuple(disputes.get(flag.id, ())),
            standing=standing(flag, judged, deeds, claims.get(flag.id), now),
            verdicts=tuple(judged),
        )
    return told
