"""Flags by the page: counted, narrowed, ordered and cut by the database.

A page that asked for all flags would grow slow with the memory; these verbs read what
is shown and no more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Interval,
    Select,
    case,
    func,
    literal,
    select,
)

from data.days import end_of, start_of
from data.model import Flag, Lane, Response, Verdict, VerdictCode
from data.schema import flag, response, verdict
from data.store.base import StoreBase
from data.store.flag_rows import flag_of, verdict_of
from data.store.rowcraft import said

#: SQLite caps the parameters of a question.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class FlagFilter:
    """Which flags are wanted; what is left out does not narrow.

    ``verdicts`` are codes of the last verdict; with ``only_open`` no verdict is.
    """

    regions: Collection[str] | None = None
    lane: Lane | None = None
    verdicts: Collection[VerdictCode] | None = None
    only_open: bool = False
    since: date | None = None  # last heard of on this day or later
    until: date | None = None  # first heard of on this day or earlier
    opened_before: datetime | None = None


class FlagListVerbs(StoreBase):
    """What a page shows of many flags."""

    def open_counts(self) -> dict[str, int]:
        """How many flags of each region wait for somebody; regions with none are out.

        Without a verdict, or acute and judged by one person alone.
        """
        counted: Counter[str] = Counter()
        with self.reading() as connection:
            for waits in (~_judged().exists(), _one_word()):
                query = (
                    select(flag.c.region, func.count())
                    .where(waits)
                    .group_by(flag.c.region)
                )
                for region, n in connection.execute(query):
                    counted[region] += n
        return dict(sorted(counted.items()))

    def count_flags(self, wanted: FlagFilter) -> int:
        """How many flags pass a filter."""
        with self.reading() as connection:
            return _count(connection, _conditions(wanted))

    def flag_page(
        self,
        wanted: FlagFilter,
        deadlines: Mapping[Lane, timedelta],
        limit: int | None = None,
        offset: int = 0,
    ) -> tuple[list[Flag], int]:
        """Some of the flags that pass a filter, in the order of work, and how many do.

        Open flags first, the acute lane before the others, then by deadline, the one
        last heard of first.
        """
        conditions = _conditions(wanted)
        due = _due(deadlines, self.engine.dialect.name)
        query = select(flag).where(*conditions)
        query = query.order_by(
            _judged().exists(),
            flag.c.lane != Lane.ACUTE.value,
            due,
            flag.c.last_at.desc(),
            flag.c.id,
        )
        with self.reading() as connection:
            rows = connection.execute(query.limit(limit).offset(offset)).mappings()
            return [flag_of(row) for row in rows], _count(connection, conditions)

    def alone_judged(self, wanted: FlagFilter) -> list[Flag]:
        """Acute flags that wait for a second pair of eyes, the last heard of first."""
        with self.reading() as connection:
            return _newest(connection, [judged_alone(), *_conditions(wanted)], None)

    def acute_flags(
        self,
        since: date,
        regions: Collection[str] | None = None,
        limit: int | None = None,
    ) -> list[Flag]:
        """Flags of the acute lane heard of since a day, the last heard of first."""
        wanted = FlagFilter(regions=regions, lane=Lane.ACUTE, since=since)
        with self.reading() as connection:
            return _newest(connection, _conditions(wanted), limit)

    def new_flags(
        self,
        since: datetime,
        limit: int | None = None,
        regions: Collection[str] | None = None,
    ) -> tuple[list[Flag], int]:
        """The last heard of the flags opened since a moment, and how many were.

        Where our memory itself began since, every flag was opened since; then the
        moment of the first report decides.
        """
        with self.reading() as connection:
            conditions = _opened(connection, since, regions)
            return _newest(connection, conditions, limit), _count(
                connection, conditions
            )

    def new_flag_counts(self, since: datetime) -> dict[str, int]:
        """How many flags of each region were opened since a moment (``new_flags``)."""
        with self.reading() as connection:
            query = (
                select(flag.c.region, func.count())
                .where(*_opened(connection, since, None))
                .group_by(flag.c.region)
                .order_by(flag.c.region)
            )
            return dict(connection.execute(query).all())

    def flags_of(self, flag_ids: Iterable[str]) -> dict[str, Flag]:
        """Flags by their ids; one that was withdrawn is left out."""
        query = select(flag)
        rows = self._of(query, flag.c.id, flag_ids)
        return {row["id"]: flag_of(row) for row in rows}

    def verdicts_of(self, flag_ids: Iterable[str]) -> dict[str, list[Verdict]]:
        """The verdicts on some flags, oldest first; a flag without one is left out."""
        query = select(verdict).order_by(verdict.c.id)
        found: dict[str, list[Verdict]] = {}
        for row in self._of(query, verdict.c.flag_id, flag_ids):
            found.setdefault(row["flag_id"], []).append(verdict_of(row))
        return found

    def responses_of(self, flag_ids: Iterable[str]) -> dict[str, list[Response]]:
        """The steps taken on some flags, oldest first; one without any is left out."""
        query = select(response).order_by(response.c.id)
        found: dict[str, list[Response]] = {}
        for row in self._of(query, response.c.flag_id, flag_ids):
            found.setdefault(row["flag_id"], []).append(Response(**said(row)))
        return found

    def _of(
        self, query: Select[Any], column: ColumnElement[str], names: Iterable[str]
    ) -> list[Any]:
        wanted = list(dict.fromkeys(names))
        found: list[Any] = []
        with self.reading() as connection:
            for start in range(0, len(wanted), _AT_ONCE):
                part = query.where(column.in_(wanted[start : start + _AT_ONCE]))
                found += connection.execute(part).mappings()
        return found


def _one_word() -> ColumnElement[bool]:
    """The same as ``judged_alone``, asked of the verdicts, which are fewer."""
    alone = (
        select(verdict.c.flag_id)
        .group_by(verdict.c.flag_id)
        .having(func.count(verdict.c.author.distinct()) == 1)
    )
    return (flag.c.lane == Lane.ACUTE.value) & flag.c.id.in_(alone)


def judged_alone() -> ColumnElement[bool]:
    """An acute flag on which only one person has given a verdict so far."""
    authors = (
        select(func.count(verdict.c.author.distinct()))
        .where(verdict.c.flag_id == flag.c.id)
        .correlate(flag)
        .scalar_subquery()
    )
    return (flag.c.lane == Lane.ACUTE.value) & (authors == 1)


def _judged() -> Select[Any]:
    return select(verdict.c.id).where(verdict.c.flag_id == flag.c.id).correlate(flag)


def _last_code() -> ColumnElement[Any]:
    return (
        select(verdict.c.code)
        .where(verdict.c.flag_id == flag.c.id)
        .order_by(verdict.c.id.desc())
        .limit(1)
        .correlate(flag)
        .scalar_subquery()
    )


def _conditions(wanted: FlagFilter) -> Sequence[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.regions is not None:
        found.append(flag.c.region.in_(sorted(wanted.regions)))
    if wanted.lane is not None:
        found.append(flag.c.lane == wanted.lane.value)
    if wanted.since is not None:
        found.append(flag.c.last_at >= start_of(wanted.since))
    if wanted.until is not None:
        found.append(flag.c.first_at < end_of(wanted.until))
    if wanted.opened_before is not None:
        found.append(flag.c.opened_at < wanted.opened_before)
    if wanted.only_open:
        found.append(~_judged().exists())
    elif wanted.verdicts is not None:
        found.append(_last_code().in_(sorted(code.value for code in wanted.verdicts)))
    return found


def _opened(
    connection: Connection, since: datetime, regions: Collection[str] | None
) -> Sequence[ColumnElement[bool]]:
    begun = connection.scalar(select(func.min(flag.c.opened_at)))
    young = begun is None or begun >= since
    moment = flag.c.first_at if young else flag.c.opened_at
    return [moment >= since, *_conditions(FlagFilter(regions=regions))]


def _newest(
    connection: Connection,
    conditions: Iterable[ColumnElement[bool]],
    limit: int | None,
) -> list[Flag]:
    query = select(flag).where(*conditions)
    query = query.order_by(flag.c.last_at.desc(), flag.c.id).limit(limit)
    return [flag_of(row) for row in connection.execute(query).mappings()]


def _count(connection: Connection, conditions: Sequence[ColumnElement[bool]]) -> int:
    query = select(func.count()).select_from(flag).where(*conditions)
    return connection.scalar(query) or 0


def _due(deadlines: Mapping[Lane, timedelta], dialect: str) -> ColumnElement[Any]:
    """When a person should have looked at a flag, to be ordered by."""
    return case(
        *(
            (flag.c.lane == lane.value, _later(after, dialect))
            for lane, after in deadlines.items()
        )
    )


def _later(after: timedelta, dialect: str) -> ColumnElement[Any]:
    if dialect == "sqlite":  # it keeps moments as text
        return func.julianday(flag.c.opened_at) + after / timedelta(days=1)
    return flag.c.opened_at.op("+")(literal(after, Interval()))
