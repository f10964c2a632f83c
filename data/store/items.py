"""Items: written once with the state of their source, read by page or by window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import RowMapping, Select, delete, insert, select, update

from data.days import start_of
from data.model import DateState, Item, ItemKind, SourceState
from data.schema import item, item_region, meeting
from data.store import codec
from data.store.base import StoreBase
from data.store.records import add_counts
from data.store.sources import write_state


def _row(value: Item) -> dict[str, Any]:
    row = {
        key: field
        for key, field in asdict(value).items()
        if key not in ("regions", "places", "risk", "protective")
    }
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


def _region_rows(value: Item) -> list[dict[str, Any]]:
    return [
        {"item_key": value.key, "region": region, "n": n}
        for n, region in enumerate(dict.fromkeys(value.regions))
    ]


class ItemVerbs(StoreBase):
    """What was published, as kept."""

    def item_keys(self) -> set[str]:
        """The keys of all items kept."""
        with self.reading() as connection:
            return set(connection.scalars(select(item.c.key)))

    def add_collected(
        self,
        items: Sequence[Item],
        state: SourceState,
        counts: Mapping[tuple[str, str], int],
        on: date,
    ) -> int:
        """Keep one source's harvest, its state and its counters, or none of them.

        Items whose key is already kept are left as they are.
        Returns how many were new.
        """
        with self.begin() as connection:
            keys = [value.key for value in items]
            known = set(
                connection.scalars(select(item.c.key).where(item.c.key.in_(keys)))
            )
            new = {value.key: value for value in items if value.key not in known}
            if new:
                connection.execute(insert(item), [_row(v) for v in new.values()])
            regions = [row for value in new.values() for row in _region_rows(value)]
            if regions:
                connection.execute(insert(item_region), regions)
            write_state(connection, state)
            add_counts(connection, on, counts)
        return len(new)

    def replace_understanding(self, items: Iterable[Item]) -> int:
        """Write a newer version's reading over items already kept (rescore)."""
        n = 0
        with self.begin() as connection:
            for value in items:
                connection.execute(
                    update(item)
                    .where(item.c.key == value.key)
                    .values(**_row(value) | {"story_id": None})
                )
                connection.execute(
                    delete(item_region).where(item_region.c.item_key == value.key)
                )
                if rows := _region_rows(value):
                    connection.execute(insert(item_region), rows)
                n += 1
        return n

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

    def signal_items(self, since: date | None = None) -> list[Item]:
        """Items that carry a standing risk or a protective signal, oldest first."""
        query = (
            select(item)
            .where(item.c.has_risk | item.c.has_protective)
            .order_by(item.c.published_at, item.c.key)
        )
        if since is not None:
            query = query.where(
                (item.c.published_at >= start_of(since)) | item.c.published_at.is_(None)
            )
        return self._read(query)

    def protective_items(self, region: str, since: date, limit: int = 20) -> list[Item]:
        """Dated items of a region with a protective signal, newest first."""
        query = (
            select(item)
            .where(
                item.c.has_protective,
                item.c.date_state == DateState.DATED.value,
                item.c.published_at >= start_of(since),
            )
            .order_by(item.c.published_at.desc(), item.c.key)
            .limit(limit)
        )
        return self._read(self._about(query, region))

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

    def story_items(self, story_id: str) -> list[Item]:
        """The items of a story, oldest first."""
        query = (
            select(item)
            .where(item.c.story_id == story_id)
            .order_by(item.c.published_at, item.c.key)
        )
        return self._read(query)

    @staticmethod
    def _about(query: Select[Any], region: str | None) -> Select[Any]:
        if region is None:
            return query
        keys = select(item_region.c.item_key).where(item_region.c.region == region)
        return query.where(item.c.key.in_(keys))

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
