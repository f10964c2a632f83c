"""What the rules set aside, and what persons put on the desk all the same.

A restoration is a row that is never deleted; the next assessment obeys it, and so does
every later one, until a later row takes it back.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    String,
    and_,
    case,
    cast,
    func,
    insert,
    or_,
    select,
)

from data.days import end_of, start_of
from data.errors import InputError
from data.model import Item, Restoration
from data.schema import item, item_region, restoration, source
from data.store.items import ItemVerbs


class RestorationVerbs(ItemVerbs):
    """Items that were let go for a reason, and how persons corrected that."""

    def set_aside(
        self,
        region: str | None = None,
        since: date | None = None,
        why: str | None = None,
        limit: int | None = 50,
        until: date | None = None,
        districts: Collection[str] = (),
    ) -> list[Item]:
        """Items let go for a reason, newest first; ``why`` is one of the reasons.

        With a region: those that name it, and those of its own outlets that name none.
        Those that name one of ``districts`` stand before the others.
        """
        order = (*_here_first(districts), _moment().desc(), item.c.key)
        wanted = _let_go(region, since, until)
        if why is not None:
            wanted = and_(wanted, item.c.dropped == why)
        # First which, by the index alone; then those few whole.
        first = select(item.c.key).where(wanted).order_by(*order).limit(limit)
        named = first.subquery()
        query = select(item).join(named, named.c.key == item.c.key)
        return self._read(query.order_by(*order))

    def count_set_aside(
        self,
        region: str | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> dict[str, int]:
        """How many items were let go for each reason, the most frequent first."""
        query = (
            select(item.c.dropped, func.count())
            .where(_let_go(region, since, until))
            .group_by(item.c.dropped)
            .order_by(func.count().desc(), item.c.dropped)
        )
        with self.reading() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def item(self, key: str) -> Item | None:
        """One item as kept, or None."""
        return next(iter(self._read(select(item).where(item.c.key == key))), None)

    def restored_items(self) -> list[Item]:
        """The items that stand on the desk because a person put them there."""
        standing = self.current_restorations()
        spoken_of = select(restoration.c.item_key)
        found = self._read(select(item).where(item.c.key.in_(spoken_of)))
        return [each for each in found if each.key in standing]

    def restore_item(self, value: Restoration) -> Restoration:
        """Keep a person's word that an item is tension; the later word stands.

        Raises InputError without a signal, region, reason or author, or when the item
        is not one that was set aside.
        """
        if not value.signal or not value.region:
            raise InputError("Say which signal the text carries, and in which region.")
        with self.begin() as connection:
            query = select(item.c.dropped).where(item.c.key == value.item_key)
            dropped = connection.scalar(query)
            if dropped is None:
                raise InputError(
                    f"{value.item_key!r} is no item that was set aside; open it from "
                    "the list again."
                )
            return _keep(connection, replace(value, set_aside=dropped))

    def take_back(
        self, item_key: str, reason: str, author: str, at: datetime
    ) -> Restoration:
        """Say that a restored item is no tension after all.

        Raises InputError without a reason or author, or when it is not on the desk.
        """
        with self.begin() as connection:
            last = _current(connection).get(item_key)
            if last is None:
                raise InputError(f"Nobody put {item_key!r} on the desk.")
            undone = Restoration(item_key, "", "", reason, author, at, last.set_aside)
            return _keep(connection, undone)

    def restorations(self, item_key: str | None = None) -> list[Restoration]:
        """What persons said of items set aside, oldest first; of one item or of all."""
        query = select(restoration).order_by(restoration.c.id)
        if item_key is not None:
            query = query.where(restoration.c.item_key == item_key)
        with self.reading() as connection:
            return [Restoration(**row) for row in connection.execute(query).mappings()]

    def current_restorations(self) -> dict[str, Restoration]:
        """The restorations that stand, by the key of their item."""
        with self.reading() as connection:
            return _current(connection)


def _current(connection: Connection) -> dict[str, Restoration]:
    last = select(func.max(restoration.c.id)).group_by(restoration.c.item_key)
    query = select(restoration).where(restoration.c.id.in_(last))
    rows = connection.execute(query.order_by(restoration.c.id)).mappings()
    found = [Restoration(**row) for row in rows]
    return {value.item_key: value for value in found if value.stands}


def _keep(connection: Connection, value: Restoration) -> Restoration:
    if not value.reason.strip():
        raise InputError("A restoration needs a reason: write one sentence.")
    if not value.author.strip():
        raise InputError("A restoration needs its author: say who decides.")
    row: dict[str, Any] = asdict(value)
    row.pop("id")
    new_id = connection.execute(
        insert(restoration).values(**row).returning(restoration.c.id)
    ).scalar_one()
    return replace(value, id=new_id)


def _moment() -> ColumnElement[Any]:
    """When an item was published, or met if it bears no date."""
    return func.coalesce(item.c.published_at, item.c.collected_at)


def _here_first(districts: Collection[str]) -> list[ColumnElement[Any]]:
    """The order in which those that name one of these districts come first."""
    if not districts:
        return []
    written = cast(item.c.districts, String)  # a list of codes: ["394200000"]
    named = [written.contains(f'"{code}"', autoescape=True) for code in districts]
    return [case((or_(*named), 0), else_=1)]


def _let_go(
    region: str | None, since: date | None, until: date | None = None
) -> ColumnElement[bool]:
    wanted: list[ColumnElement[bool]] = [item.c.dropped.is_not(None)]
    # Not by the moment above: of these an index on the date can make use.
    dated: list[ColumnElement[bool]] = []
    dateless: list[ColumnElement[bool]] = [item.c.published_at.is_(None)]
    if since is not None:
        dated.append(item.c.published_at >= start_of(since))
        dateless.append(item.c.collected_at >= start_of(since))
    if until is not None:
        dated.append(item.c.published_at < end_of(until))
        dateless.append(item.c.collected_at < end_of(until))
    if dated:
        wanted.append(or_(and_(*dated), and_(*dateless)))
    if region is not None:
        placed = select(item_region.c.n).where(item_region.c.item_key == item.c.key)
        here = placed.where(item_region.c.region == region)
        local = select(source.c.id).where(source.c.region == region)
        own = and_(~placed.exists(), item.c.source_id.in_(local))
        wanted.append(or_(here.exists(), own))
    return and_(*wanted)
