"""What became of flags, for our own scoreboard: shown, judged, how soon, how early."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, String, cast, func, select

from data.model import DateState, HandlingDeed, Lane, VerdictCode
from data.schema import flag, handling, item, response, source, verdict
from data.store.base import StoreBase
from data.store.flag_lists import judged_alone

#: Deeds after which somebody knows of a flag.
_TELLING = (
    HandlingDeed.TAKE.value,
    HandlingDeed.ASSIGN.value,
    HandlingDeed.ESCALATE.value,
    HandlingDeed.NOTIFY.value,
)


@dataclass(frozen=True, slots=True)
class JudgedFlag:
    """A flag with a verdict. Moments that never came are None.

    ``code`` is the last verdict, ``judged_at`` the moment of the first one;
    ``official_at`` when an official source first published on its story.
    """

    flag_id: str
    region: str
    lane: Lane
    lang: str
    detected_at: datetime
    code: VerdictCode
    judged_at: datetime
    notified_at: datetime | None
    stepped_at: datetime | None
    official_at: datetime | None
    is_alone: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """How many flags were opened in a month (2026-11), of a lane and a language."""

    month: str
    lane: Lane
    lang: str
    n: int


class OutcomeVerbs(StoreBase):
    """Counted by the database; nothing here names a person or a people."""

    def shown_flags(self) -> list[Shown]:
        """Flags by month (UTC), lane and language, the oldest month first."""
        month = func.substr(cast(flag.c.opened_at, String), 1, 7)
        query = (
            select(month, flag.c.lane, flag.c.lang, func.count())
            .group_by(month, flag.c.lane, flag.c.lang)
            .order_by(month, flag.c.lane, flag.c.lang)
        )
        with self.reading() as connection:
            return [
                Shown(str(when), Lane(lane), lang, n)
                for when, lane, lang, n in connection.execute(query)
            ]

    def overdue_flags(self, before: Mapping[Lane, datetime]) -> dict[Lane, int]:
        """How many flags of each lane, opened before its moment, nobody has judged."""
        judged = select(verdict.c.id).where(verdict.c.flag_id == flag.c.id)
        found = {}
        with self.reading() as connection:
            for lane, moment in before.items():
                query = select(func.count(flag.c.id)).where(
                    flag.c.lane == lane.value,
                    flag.c.opened_at < moment,
                    ~judged.exists(),
                )
                found[lane] = connection.scalar(query) or 0
        return found

    def judged_flags(self) -> list[JudgedFlag]:
        """Every flag with a verdict, by the moment it was opened.

        ``is_alone``: acute, and one person's word so far.
        """
        span = (
            select(
                verdict.c.flag_id,
                func.min(verdict.c.at).label("first"),
                func.max(verdict.c.id).label("last"),
            )
            .group_by(verdict.c.flag_id)
            .subquery()
        )
        told = (
            select(func.min(handling.c.at))
            .where(handling.c.flag_id == flag.c.id, handling.c.deed.in_(_TELLING))
            .scalar_subquery()
        )
        stepped = (
            select(func.min(response.c.at))
            .where(response.c.flag_id == flag.c.id)
            .scalar_subquery()
        )
        official = (
            select(func.min(item.c.published_at))
            .join(source, source.c.id == item.c.source_id)
            .where(
                item.c.story_id == flag.c.story_id,
                source.c.official,
                item.c.date_state == DateState.DATED.value,
            )
            .scalar_subquery()
        )
        query = (
            select(
                flag.c.id,
                flag.c.region,
                flag.c.lane,
                flag.c.lang,
                flag.c.opened_at,
                verdict.c.code,
                span.c.first,
                told.label("told"),
                stepped.label("stepped"),
                official.label("official"),
                judged_alone().label("alone"),
            )
            .join(span, span.c.flag_id == flag.c.id)
            .join(verdict, verdict.c.id == span.c.last)
            .order_by(flag.c.opened_at, flag.c.id)
        )
        with self.reading() as connection:
            return [_judged(row) for row in connection.execute(query).mappings()]


def _judged(row: RowMapping) -> JudgedFlag:
    told = row["told"]
    first = row["first"]
    return JudgedFlag(
        row["id"],
        row["region"],
        Lane(row["lane"]),
        row["lang"],
        row["opened_at"],
        VerdictCode(row["code"]),
        first,
        first if told is None else min(told, first),
        row["stepped"],
        row["official"],
        bool(row["alone"]),
    )
