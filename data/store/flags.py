"""Stories, the flags they raise, and what people said and did about them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from sqlalchemy import (
    delete,
    func,
    insert,
    select,
    union,
    update,
)

from data.days import end_of, start_of
from data.errors import ConflictError, InputError
from data.model import (
    Flag,
    Item,
    Lane,
    Response,
    Story,
    Verdict,
)
from data.schema import (
    claim,
    dispute,
    flag,
    handling,
    item,
    response,
    story,
    verdict,
)
from data.store.flag_rows import flag_of, flag_row, verdict_of
from data.store.rowcraft import require_flag, said
from data.store.told import ToldVerbs

#: What persons said of a flag: it follows the flag's story.
_SAID_OF_FLAGS = (verdict, response, handling, dispute)
#: A verdict may follow whatever was said before.
ANY = -1


def _story_row(value: Story) -> dict[str, Any]:
    row = asdict(value)
    row.pop("item_keys")
    return row | {
        "owners": list(value.owners),
        "languages": list(value.languages),
        "regions": list(value.regions),
    }


class FlagVerbs(ToldVerbs):
    """What waits for a person, and what persons said."""

    def save_stories(self, stories: Iterable[Story]) -> None:
        """Write stories and which items belong to them."""
        with self.begin() as connection:
            known = set(connection.scalars(select(story.c.id)))
            for value in stories:
                row = _story_row(value)
                if value.id in known:
                    connection.execute(
                        update(story).where(story.c.id == value.id).values(**row)
                    )
                else:
                    connection.execute(insert(story), [row])
                connection.execute(
                    update(item)
                    .where(item.c.key.in_(value.item_keys))
                    .values(story_id=value.id)
                )

    def save_flags(self, flags: Sequence[Flag]) -> None:
        """Open or extend flags; ``opened_at`` of a known flag stays."""
        with self.begin() as connection:
            opened = {
                row.id: row.opened_at
                for row in connection.execute(select(flag.c.id, flag.c.opened_at))
            }
            for value in flags:
                row = flag_row(value)
                if value.id in opened:
                    row["opened_at"] = opened[value.id]
                    connection.execute(
                        update(flag).where(flag.c.id == value.id).values(**row)
                    )
                else:
                    connection.execute(insert(flag), [row])

    def move_judgements(self, moved: Mapping[str, str]) -> None:
        """What persons said of a flag belongs to another, where its story went.

        Which flag it was said of is remembered (``return_judgements``).
        """
        with self.begin() as connection:
            for old, new in moved.items():
                connection.execute(delete(claim).where(claim.c.flag_id == old))
                for table in _SAID_OF_FLAGS:
                    first = func.coalesce(table.c.given_to, table.c.flag_id)
                    connection.execute(
                        update(table)
                        .where(table.c.flag_id == old)
                        .values(flag_id=new, given_to=first)
                    )

    def return_judgements(self, raised: Container[str]) -> None:
        """What was moved comes back where the flag it was said of is raised again.

        So two stories that a person joined and later parted have their verdicts back.
        """
        with self.begin() as connection:
            for table in _SAID_OF_FLAGS:
                query = (
                    select(table.c.given_to)
                    .where(table.c.given_to.is_not(None))
                    .distinct()
                )
                for name in connection.scalars(query).all():
                    if name in raised:
                        connection.execute(
                            update(table)
                            .where(table.c.given_to == name)
                            .values(flag_id=name, given_to=None)
                        )

    def withdraw_flags(self, kept: Container[str]) -> int:
        """Remove flags no longer raised, except those a person has spoken on.

        Returns how many went.
        """
        spoken = union(*(select(table.c.flag_id) for table in _SAID_OF_FLAGS))
        query = select(flag.c.id).where(flag.c.id.not_in(spoken))
        with self.begin() as connection:
            gone = [name for name in connection.scalars(query) if name not in kept]
            for name in gone:
                connection.execute(delete(flag).where(flag.c.id == name))
        return len(gone)

    def flags(
        self,
        region: str | None = None,
        since: date | None = None,
        until: date | None = None,
        lane: Lane | str | None = None,
        only_open: bool = False,
    ) -> list[Flag]:
        """Flags, newest last report first; ``only_open`` leaves out judged ones."""
        query = select(flag).order_by(flag.c.last_at.desc(), flag.c.id)
        if region is not None:
            query = query.where(flag.c.region == region)
        if since is not None:
            query = query.where(flag.c.last_at >= start_of(since))
        if until is not None:
            query = query.where(flag.c.first_at < end_of(until))
        if lane is not None:
            query = query.where(flag.c.lane == str(lane))
        if only_open:
            query = query.where(flag.c.id.not_in(select(verdict.c.flag_id)))
        with self.reading() as connection:
            return [flag_of(row) for row in connection.execute(query).mappings()]

    def flag(self, flag_id: str) -> Flag | None:
        """One flag, or None."""
        query = select(flag).where(flag.c.id == flag_id)
        with self.reading() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else flag_of(row)

    def flag_items(self, flag_id: str) -> list[Item]:
        """The reports of a flag's story from its region, oldest first.

        A text that was edited has no story until the next assessment; it is shown all
        the same.
        """
        found = self.flag(flag_id)
        if found is None:
            return []
        items = self.story_items(found.story_id, found.item_key)
        # What a person put on the desk may name another region, or none of ours.
        return [
            item
            for item in items
            if item.key == found.item_key or item.tells_of(found.region)
        ]

    def add_verdict(self, value: Verdict, after: int | None = ANY) -> Verdict:
        """Keep a verdict. Raises InputError without a reason, author or flag.

        ``after`` is the number of the last verdict its author saw (None: none yet);
        ConflictError is raised when somebody else has judged meanwhile.
        """
        if not value.reason.strip():
            raise InputError("A verdict needs a reason: write one sentence.")
        if not value.author.strip():
            raise InputError("A verdict needs its author: say who decides.")
        row = asdict(value) | {"code": value.code.value}
        row.pop("id")
        with self.begin() as connection:
            require_flag(connection, value.flag_id)
            last = connection.scalar(
                select(func.max(verdict.c.id)).where(verdict.c.flag_id == value.flag_id)
            )
            if after not in (ANY, last):
                raise ConflictError(
                    "Somebody judged this flag while you were reading: look at their "
                    "verdict first, then give yours."
                )
            new_id = connection.execute(
                insert(verdict).values(**row).returning(verdict.c.id)
            ).scalar_one()
        return replace(value, id=new_id)

    def verdicts(self, flag_id: str) -> list[Verdict]:
        """The verdicts on a flag, oldest first."""
        query = (
            select(verdict).where(verdict.c.flag_id == flag_id).order_by(verdict.c.id)
        )
        with self.reading() as connection:
            return [verdict_of(row) for row in connection.execute(query).mappings()]

    def all_verdicts(self) -> dict[str, list[Verdict]]:
        """Every verdict on each judged flag, oldest first."""
        found: dict[str, list[Verdict]] = {}
        with self.reading() as connection:
            rows = connection.execute(select(verdict).order_by(verdict.c.id)).mappings()
            for row in rows:
                found.setdefault(row["flag_id"], []).append(verdict_of(row))
        return found

    def current_verdicts(self) -> dict[str, Verdict]:
        """The last verdict of each judged flag."""
        last = select(func.max(verdict.c.id)).group_by(verdict.c.flag_id)
        query = select(verdict).where(verdict.c.id.in_(last))
        with self.reading() as connection:
            rows = connection.execute(query).mappings()
            return {row["flag_id"]: verdict_of(row) for row in rows}

    def add_response(self, value: Response) -> Response:
        """Keep a step that someone took."""
        if not value.action.strip():
            raise InputError("A response needs the step that was taken.")
        row: Mapping[str, Any] = asdict(value)
        with self.begin() as connection:
            require_flag(connection, value.flag_id)
            new_id = connection.execute(
                insert(response)
                .values(**{k: v for k, v in row.items() if k != "id"})
                .returning(response.c.id)
            ).scalar_one()
        return replace(value, id=new_id)

    def responses(self, flag_id: str) -> list[Response]:
        """The steps taken on a flag, oldest first."""
        query = (
            select(response)
            .where(response.c.flag_id == flag_id)
            .order_by(response.c.id)
        )
        with self.reading() as connection:
            rows = connection.execute(query).mappings()
            return [Response(**said(row)) for row in rows]
