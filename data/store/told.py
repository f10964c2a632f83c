"""Items by what they say: those that carry a signal, those that do not, a story's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select

from data.days import start_of
from data.model import DateState, Item
from data.schema import item, item_region
from data.store.items import ItemVerbs


class ToldVerbs(ItemVerbs):
    """What stories are made of."""

    def signal_items(self, since: date | None = None) -> list[Item]:
        """Items that carry a standing risk or a protective signal, oldest first.

        With them those that speak of a story without a signal of their own.
        """
        query = (
            select(item)
            .where(
                item.c.has_risk | item.c.has_protective | item.c.story_id.is_not(None)
            )
            .order_by(item.c.published_at, item.c.key)
        )
        if since is not None:
            query = query.where(
                (item.c.published_at >= start_of(since)) | item.c.published_at.is_(None)
            )
        return self._read(query)

    def quiet_items(
        self,
        regions: Iterable[str] | None = None,
        published_since: datetime | None = None,
        collected_since: datetime | None = None,
    ) -> list[Item]:
        """Dated items of a region that carry no signal and belong to no story."""
        here = select(item_region.c.item_key)
        if regions is not None:
            here = here.where(item_region.c.region.in_(sorted(regions)))
        query = (
            select(item)
            .where(
                ~item.c.has_risk,
                ~item.c.has_protective,
                item.c.story_id.is_(None),
                item.c.date_state == DateState.DATED.value,
                item.c.key.in_(here),
            )
            .order_by(item.c.published_at, item.c.key)
        )
        if published_since is not None:
            query = query.where(item.c.published_at >= published_since)
        if collected_since is not None:
            query = query.where(item.c.collected_at > collected_since)
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

    def story_items(self, story_id: str, also: str = "") -> list[Item]:
        """The items of a story and the one with the key ``also``, oldest first."""
        query = (
            select(item)
            .where((item.c.story_id == story_id) | (item.c.key == also))
            .order_by(item.c.published_at, item.c.key)
        )
        return self._read(query)
