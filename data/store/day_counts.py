"""The counts of what was read: kept right by whatever writes items, read by pages.

A number here is never worked out again; each write adds what it changed, in its own
transaction, so that a count and a question to all items agree at every moment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd
from sqlalchemy import Connection, Table, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from data.days import local_day, monday, start_of
from data.model import DateState, Item
from data.schema import flag, item, item_region, read_day, source_day
from data.store.base import StoreBase

#: SQLite caps the parameters of a question.
_AT_ONCE = 500


class Facts(NamedTuple):
    """What is counted of a dated item."""

    source_id: str
    lang: str
    day: date
    has_risk: bool
    has_accord: bool
    regions: tuple[str, ...]


def facts_of(value: Item) -> Facts | None:
    """What is counted of an item as it is written; None of one without a sure date."""
    if value.date_state is not DateState.DATED or value.published_at is None:
        return None
    return Facts(
        value.source_id,
        value.lang,
        local_day(value.published_at),
        bool(value.risk) and value.dropped is None,
        bool(value.protective),
        tuple(dict.fromkeys(value.regions)),
    )


def kept_facts(connection: Connection, keys: Iterable[str]) -> dict[str, Facts]:
    """What is counted of the dated ones among these items, as they are kept."""
    wanted, found = list(dict.fromkeys(keys)), dict[str, Facts]()
    for start in range(0, len(wanted), _AT_ONCE):
        found |= _kept(connection, wanted[start : start + _AT_ONCE])
    return found


def _kept(connection: Connection, keys: Sequence[str]) -> dict[str, Facts]:
    regions: dict[str, list[str]] = {}
    pairs = select(item_region.c.item_key, item_region.c.region)
    for key, region in connection.execute(
        pairs.where(item_region.c.item_key.in_(keys))
    ):
        regions.setdefault(key, []).append(region)
    query = select(
        item.c.key,
        item.c.source_id,
        item.c.lang,
        item.c.published_at,
        item.c.has_risk,
        item.c.has_protective,
    ).where(item.c.key.in_(keys), item.c.date_state == DateState.DATED.value)
    return {
        key: Facts(
            source, lang, local_day(at), risk, accord, tuple(regions.get(key, ()))
        )
        for key, source, lang, at, risk, accord in connection.execute(query)
    }


def count(
    connection: Connection,
    after: Iterable[Facts | None],
    before: Iterable[Facts | None] = (),
) -> None:
    """Count what was written, in the place of what stood there before."""
    read, accord, published = Counter[Any](), Counter[Any](), Counter[Any]()
    for sign, many in ((1, after), (-1, before)):
        for each in many:
            if each is None:
                continue
            published[each.day, each.source_id] += sign
            for region in each.regions or ("",):
                key = (each.source_id, region, each.lang, each.day, each.has_risk)
                read[key] += sign
                accord[key] += sign * each.has_accord
    changed = {key: (read[key], accord[key]) for key in read}
    _add(connection, read_day, changed)
    _add(connection, source_day, {key: (n,) for key, n in published.items()})


def _add(
    connection: Connection, into: Table, more: Mapping[Any, tuple[int, ...]]
) -> None:
    keys = [column.name for column in into.primary_key]
    sums = [column.name for column in into.columns if column.name not in keys]
    rows = [
        dict(zip([*keys, *sums], (*key, *numbers), strict=True))
        # In one order: two writers must not wait for each other.
        for key, numbers in sorted(more.items())
        if any(numbers)
    ]
    if not rows:
        return
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    write = dialect.insert(into)
    connection.execute(
        write.on_conflict_do_update(
            index_elements=keys,
            set_={name: into.c[name] + write.excluded[name] for name in sums},
        ),
        rows,
    )
    if any(row[sums[0]] < 0 for row in rows):
        connection.execute(delete(into).where(into.c[sums[0]] == 0))


class DayCountVerbs(StoreBase):
    """How much was read, of whom and of where."""

    def region_weeks(self, region: str, since: date) -> pd.DataFrame:
        """Risk stories by week and lane: columns week (Monday), lane, stories.

        Rows with lane "" count all items read of the region.
        """
        first = monday(since)
        risks = select(flag.c.first_at, flag.c.lane).where(
            flag.c.region == region,
            flag.c.first_at >= start_of(first),
            flag.c.date_state == DateState.DATED.value,
        )
        read = (
            select(read_day.c.day, func.sum(read_day.c.n))
            .where(read_day.c.region == region, read_day.c.day >= first)
            .group_by(read_day.c.day)
        )
        counted: Counter[tuple[date, str]] = Counter()
        with self.reading() as connection:
            for at, lane in connection.execute(risks):
                counted[monday(local_day(at)), lane] += 1
            for day, n in connection.execute(read):
                counted[monday(day), ""] += n
        return pd.DataFrame(
            [(*key, n) for key, n in sorted(counted.items())],
            columns=["week", "lane", "stories"],
        )

    def source_weeks(self, since: date) -> pd.DataFrame:
        """Dated items per source and week: columns source_id, week (Monday), items."""
        query = select(source_day).where(source_day.c.day >= since)
        counted: Counter[tuple[str, date]] = Counter()
        with self.reading() as connection:
            for row in connection.execute(query):
                counted[row.source_id, monday(row.day)] += row.n
        return pd.DataFrame(
            [(*key, n) for key, n in sorted(counted.items())],
            columns=["source_id", "week", "items"],
        )

    def accord_days(self) -> list[tuple[str, date]]:
        """(region, day) of every dated item of a region with a sign of accord."""
        query = select(read_day.c.region, read_day.c.day, read_day.c.accord).where(
            read_day.c.accord > 0, read_day.c.region != ""
        )
        with self.reading() as connection:
            rows = connection.execute(query)
            return [(region, day) for region, day, n in rows for _ in range(n)]

    def read_days(self) -> list[tuple[str, str, str, date, bool]]:
        """Every dated item and region: (source_id, region, lang, day, has_risk)."""
        query = select(
            read_day.c.source_id,
            read_day.c.region,
            read_day.c.lang,
            read_day.c.day,
            read_day.c.has_risk,
            read_day.c.n,
        )
        found: list[tuple[str, str, str, date, bool]] = []
        with self.reading() as connection:
            for *facts, n in connection.execute(query):
                found += [tuple(facts)] * n
        return found
