"""What is remembered of items: by their own key, and by every other they go by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Select,
    bindparam,
    delete,
    func,
    insert,
    select,
)

from data.model import Kept
from data.schema import item, item_alias, item_revision
from data.store.base import StoreBase

#: SQLite caps the parameters of a question.
_AT_ONCE = 500


class MemoryVerbs(StoreBase):
    """Whether something was met before."""

    def kept(self, keys: Iterable[str]) -> dict[str, Kept]:
        """What is known of those of the items that are kept, by the keys asked for.

        A key may be an item's own or another it is known under; its own wins.
        """
        wanted = list(dict.fromkeys(keys))
        with self.reading() as connection:
            found = _asked(connection, wanted, by_alias=False)
            others = [key for key in wanted if key not in found]
            return found | _asked(connection, others, by_alias=True)


_KEYS: BindParameter[Any] = bindparam("keys", expanding=True)


def _question(by_alias: bool) -> Select[Any]:
    edits = (
        select(func.count())
        .where(item_revision.c.item_key == item.c.key)
        .scalar_subquery()
    )
    asked = item_alias.c.alias if by_alias else item.c.key
    query = select(
        asked,
        item.c.source_id,
        item.c.fingerprint,
        func.coalesce(item.c.revised_at, item.c.collected_at),
        edits,
        item.c.key,
        item.c.published_at,
    )
    if by_alias:
        query = query.select_from(item_alias).join(item)
    return query.where(asked.in_(_KEYS))


# Built once: asked several times of every harvest.
_BY_KEY, _BY_ALIAS = _question(by_alias=False), _question(by_alias=True)
_FORGET = delete(item_alias).where(item_alias.c.alias.in_(_KEYS))


def _asked(connection: Connection, keys: list[str], by_alias: bool) -> dict[str, Kept]:
    question = _BY_ALIAS if by_alias else _BY_KEY
    found = {}
    for start in range(0, len(keys), _AT_ONCE):
        part = {"keys": keys[start : start + _AT_ONCE]}
        for key, *values in connection.execute(question, part):
            found[key] = Kept(*values)
    return found


def write_aliases(connection: Connection, aliases: Mapping[str, str]) -> None:
    """Remember that items go by other keys too; the latest to bear one has it."""
    names = list(aliases)
    for start in range(0, len(names), _AT_ONCE):
        connection.execute(_FORGET, {"keys": names[start : start + _AT_ONCE]})
    rows = [{"alias": alias, "item_key": key} for alias, key in aliases.items()]
    if rows:
        connection.execute(insert(item_alias), rows)
