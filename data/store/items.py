"""Items: written once with the state of their source, read by page or by window."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, fields
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import (
    Connection,
    RowMapping,
    Select,
    delete,
    func,
    insert,
    select,
    update,
)

from data.days import start_of
from data.model import DateState, Item, ItemKind, Revision, SourceState
from data.schema import item, item_region, item_revision, meeting
from data.store import codec
from data.store.base import StoreBase
from data.store.day_counts import count, facts_of, kept_facts
from data.store.meetings import forget_meeting_of
from data.store.memory import write_aliases
from data.store.records import add_counts
from data.store.sources import write_state

_COLUMNS = tuple(
    field.name
    for field in fields(Item)
    if field.name not in ("regions", "places", "risk", "protective")
)


def _row(value: Item) -> dict[str, Any]:
    # Not asdict(): it copies what lies inside too, which was half of all collecting.
    row = {name: getattr(value, name) for name in _COLUMNS}
    return row | {
        "kind": value.kind.value,
        "date_state": value.date_state.value,
        "places": codec.place_rows(value.places),
        "districts": list(value.districts),
        "risk": codec.signal_rows(value.risk),
        "protective": codec.signal_rows(value.protective),
        "has_risk": bool(value.risk) and value.dropped is None,
        "has_protective": bool(value.protective),
    }


def _item(row: RowMapping, regions: tuple[str, ...]) -> Item:
    values = {
        key: field
        for key, field in row.items()
        if key not in ("has_risk", "has_protective")
    }
    return Item(
        **{
            **values,
            "kind": ItemKind(values["kind"]),
            "date_state": DateState(values["date_state"]),
            "places": codec.places(values["places"]),
            "districts": tuple(values["districts"]),
            "regions": regions,
            "risk": codec.signals(values["risk"]),
            "protective": codec.signals(values["protective"]),
        }
    )


def _present(connection: Connection, keys: Sequence[str]) -> set[str]:
    """Those of the keys that are kept already."""
    found: set[str] = set()
    for start in range(0, len(keys), 500):  # SQLite caps bound parameters
        part = keys[start : start + 500]
        found.update(connection.scalars(select(item.c.key).where(item.c.key.in_(part))))
    return found


def _write_regions(connection: Connection, values: Iterable[Item]) -> None:
    rows = [row for value in values for row in _region_rows(value)]
    if rows:
        connection.execute(insert(item_region), rows)


def _revise(connection: Connection, value: Item) -> None:
    """Put an edited text in the place of the earlier one, which becomes a revision."""
    here = item.c.key == value.key
    before = connection.execute(
        select(
            item.c.title,
            item.c.text,
            item.c.collected_at,
            item.c.published_at,
            item.c.date_state,
        ).where(here)
    ).one()
    if (before.title, before.text) != (value.title, value.text):
        at = value.revised_at or value.collected_at
        earlier = Revision(value.key, before.title, before.text, at)
        connection.execute(insert(item_revision), [asdict(earlier)])
    row = _row(value) | {"collected_at": before.collected_at, "story_id": None}
    if before.date_state == DateState.DATED.value:
        # An edit does not move what it tells of.
        row |= {"published_at": before.published_at, "date_state": before.date_state}
    connection.execute(update(item).where(here).values(**row))
    connection.execute(delete(item_region).where(item_region.c.item_key == value.key))
    _write_regions(connection, [value])
    forget_meeting_of(connection, value.key)


def _understand(connection: Connection, value: Item) -> None:
    row = _row(value) | {"story_id": None}
    connection.execute(update(item).where(item.c.key == value.key).values(**row))
    connection.execute(delete(item_region).where(item_region.c.item_key == value.key))
    _write_regions(connection, [value])


@contextmanager
def _recounted(connection: Connection, keys: Sequence[str]) -> Iterator[None]:
    """Count items anew that are changed within."""
    before = kept_facts(connection, keys)
    yield
    count(connection, kept_facts(connection, keys).values(), before.values())


def _region_rows(value: Item) -> list[dict[str, Any]]:
    return [
        {"item_key": value.key, "region": region, "n": n}
        for n, region in enumerate(dict.fromkeys(value.regions))
    ]


class Added(NamedTuple):
    """What one harvest added: items never met before, and edits of known ones."""

    new: int
    revised: int


class ItemVerbs(StoreBase):
    """What was published, as kept."""

    def count_items(self) -> int:
        """How many items are kept."""
        with self.reading() as connection:
            return connection.scalar(select(func.count()).select_from(item)) or 0

    def add_collected(
        self,
        items: Sequence[Item],
        state: SourceState,
        counts: Mapping[tuple[str, str], int],
        on: date,
        aliases: Mapping[str, str] = MappingProxyType({}),
    ) -> Added:
        """Keep one source's harvest, its state and its counters, or none of them.

        ``aliases`` are further keys under which the items are to be known.

        An item whose key is kept already is left as it is, unless it bears
        ``revised_at``: then it takes the place of the earlier text, which is kept as a
        revision.
        """
        with self.begin() as connection:
            known = _present(connection, [value.key for value in items])
            new = {value.key: value for value in items if value.key not in known}
            if new:
                connection.execute(insert(item), [_row(v) for v in new.values()])
            _write_regions(connection, new.values())
            count(connection, map(facts_of, new.values()))
            revised = [
                value
                for value in items
                if value.key in known and value.revised_at is not None
            ]
            with _recounted(connection, [value.key for value in revised]):
                for value in revised:
                    _revise(connection, value)
            write_aliases(connection, aliases)
            write_state(connection, state)
            add_counts(connection, on, counts)
        return Added(len(new), len(revised))

    def revisions(self, keys: Iterable[str]) -> dict[str, list[Revision]]:
        """Earlier texts of items that their publishers edited, oldest first, by key."""
        query = (
            select(
                item_revision.c.item_key,
                item_revision.c.title,
                item_revision.c.text,
                item_revision.c.replaced_at,
            )
            .where(item_revision.c.item_key.in_(list(keys)))
            .order_by(item_revision.c.id)
        )
        found: dict[str, list[Revision]] = {}
        with self.reading() as connection:
            for row in connection.execute(query):
                found.setdefault(row.item_key, []).append(Revision(*row))
        return found

    def replace_understanding(self, items: Iterable[Item]) -> int:
        """Write a newer version's reading over items already kept (rescore)."""
        values = list(items)
        with (
            self.begin() as connection,
            _recounted(connection, [value.key for value in values]),
        ):
            for value in values:
                _understand(connection, value)
        return len(values)

    def items(
        self,
        region: str | None = None,
        since: date | None = None,
        limit: int | None = 50,
    ) -> list[Item]:
        """Items, newest publication first, undated last."""
        query = select(item).order_by(
            item.c.published_at.desc().nulls_last(), item.c.key
        )
        if since is not None:
            query = query.where(item.c.published_at >= start_of(since))
        return self._read(self._about(query, region).limit(limit))

    def unread_reports(self) -> list[Item]:
        """Meeting reports whose meeting is not kept yet."""
        read = select(meeting.c.item_key).where(meeting.c.item_key.is_not(None))
        query = (
            select(item)
            .where(
                item.c.kind == ItemKind.MEETING_REPORT.value, item.c.key.not_in(read)
            )
            .order_by(item.c.published_at, item.c.key)
        )
        return self._read(query)

    def items_of(self, source_id: str, limit: int) -> list[Item]:
        """Items of one source, the one collected last on top."""
        query = (
            select(item)
            .where(item.c.source_id == source_id)
            .order_by(item.c.collected_at.desc(), item.c.key)
            .limit(limit)
        )
        return self._read(query)

    @staticmethod
    def _about(query: Select[Any], region: str | None) -> Select[Any]:
        if region is None:
            return query
        # Asked of each item on the way, newest first: the keys of a whole region are
        # as many as there are texts about it.
        here = item_region.c.item_key == item.c.key, item_region.c.region == region
        about = select(item_region.c.n).where(*here).correlate(item)
        return query.where(about.exists())

    def _read(self, query: Select[Any]) -> list[Item]:
        with self.reading() as connection:
            rows = connection.execute(query).mappings().all()
            keys = [row["key"] for row in rows]
            regions: dict[str, list[str]] = {}
            for start in range(0, len(keys), 500):  # SQLite caps bound parameters
                pairs = connection.execute(
                    select(item_region.c.item_key, item_region.c.region)
                    .where(item_region.c.item_key.in_(keys[start : start + 500]))
                    .order_by(item_region.c.n)
                )
                for key, region in pairs:
                    regions.setdefault(key, []).append(region)
        return [_item(row, tuple(regions.get(row["key"], ()))) for row in rows]
