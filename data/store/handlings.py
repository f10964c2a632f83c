"""Who works on a flag, and what was done with it beside judging it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from data.errors import ConflictError, InputError
from data.model import Claim, Handling, HandlingDeed
from data.schema import claim, flag, handling
from data.store.base import StoreBase
from data.store.rowcraft import add, require_flag, require_words, said

#: How long a flag is held by who took it, unless they let go of it before.
HOLD = timedelta(hours=4)
#: Deeds that need words of why.
_EXPLAINED = frozenset(
    {
        HandlingDeed.ESCALATE,
        HandlingDeed.SNOOZE,
        HandlingDeed.RESOLVE,
        HandlingDeed.REOPEN,
    }
)
_TO_SOMEBODY = frozenset(
    {HandlingDeed.ASSIGN, HandlingDeed.ESCALATE, HandlingDeed.NOTIFY}
)


def _handling(row: RowMapping) -> Handling:
    return Handling(**{**said(row), "deed": HandlingDeed(row["deed"])})


def _refuse(value: Handling) -> None:
    require_words(author=value.author)
    if value.deed in _EXPLAINED:
        require_words(reason=value.reason)
    if value.deed in _TO_SOMEBODY:
        require_words(office_or_user=value.to_whom)
    if value.deed is HandlingDeed.SNOOZE and (
        value.until_at is None or value.until_at <= value.at
    ):
        raise InputError("A pause needs an end that lies ahead: choose a later day.")


class HandlingVerbs(StoreBase):
    """Taking flags so that two people never work on the same one, and passing on."""

    def take_flags(
        self, flag_ids: Sequence[str], holder: str, n: int, now: datetime
    ) -> list[Claim]:
        """Take the first ``n`` of these flags that nobody else holds.

        Those the holder has already are counted and held anew. Raises InputError
        without a holder; a flag that somebody holds is passed over.
        """
        require_words(name=holder)
        taken: list[Claim] = []
        with self.begin() as connection:
            # In one order for everybody, so that two who take never wait for each
            # other (PostgreSQL; SQLite lets one program write at a time).
            these = select(flag.c.id).where(flag.c.id.in_(flag_ids))
            connection.execute(these.order_by(flag.c.id).with_for_update())
            held = _held(connection, now)
            for flag_id in flag_ids:
                if len(taken) >= n:
                    break
                before = held.get(flag_id)
                if before is None or before.holder == holder:
                    require_flag(connection, flag_id)
                    taken.append(_hold(connection, flag_id, holder, now, before))
        return taken

    def take_flag(self, flag_id: str, holder: str, now: datetime) -> Claim:
        """Take one flag. Raises ConflictError when somebody else holds it."""
        taken = self.take_flags([flag_id], holder, 1, now)
        if not taken:
            other = self.claims(now)[flag_id].holder
            raise ConflictError(f"{other} works on this flag now; choose another one.")
        return taken[0]

    def release_flag(self, flag_id: str, holder: str, now: datetime) -> None:
        """Let go of a flag; nothing happens when somebody else holds it."""
        with self.begin() as connection:
            gone = connection.execute(
                delete(claim).where(
                    claim.c.flag_id == flag_id, claim.c.holder == holder
                )
            )
            if gone.rowcount:
                done = Handling(flag_id, HandlingDeed.RELEASE, "", holder, now)
                add(connection, handling, done)

    def claims(self, now: datetime) -> dict[str, Claim]:
        """Who works on what now, by flag."""
        with self.reading() as connection:
            return _held(connection, now)

    def add_handling(self, value: Handling) -> Handling:
        """Keep a deed. Raises InputError when it lacks a word it needs."""
        _refuse(value)
        with self.begin() as connection:
            require_flag(connection, value.flag_id)
            return add(connection, handling, value)

    def handlings(self, flag_id: str) -> list[Handling]:
        """What was done with a flag, oldest first."""
        return self.all_handlings([flag_id]).get(flag_id, [])

    def all_handlings(
        self, flag_ids: Iterable[str] | None = None
    ) -> dict[str, list[Handling]]:
        """What was done with flags (all, or these), oldest first, by flag."""
        query = select(handling).order_by(handling.c.id)
        if flag_ids is not None:
            query = query.where(handling.c.flag_id.in_(list(flag_ids)))
        found: dict[str, list[Handling]] = {}
        with self.reading() as connection:
            for row in connection.execute(query).mappings():
                found.setdefault(row["flag_id"], []).append(_handling(row))
        return found


def _held(connection: Connection, now: datetime) -> dict[str, Claim]:
    query = select(claim).where(claim.c.until_at > now)
    return {
        row["flag_id"]: Claim(**row) for row in connection.execute(query).mappings()
    }


def _hold(
    connection: Connection,
    flag_id: str,
    holder: str,
    now: datetime,
    before: Claim | None,
) -> Claim:
    taken = Claim(flag_id, holder, before.taken_at if before else now, now + HOLD)
    values = {"holder": holder, "taken_at": taken.taken_at, "until_at": taken.until_at}
    same = claim.c.flag_id == flag_id
    if connection.execute(update(claim).where(same).values(**values)).rowcount == 0:
        connection.execute(insert(claim).values(flag_id=flag_id, **values))
    if before is None:
        done = Handling(flag_id, HandlingDeed.TAKE, "", holder, now)
        add(connection, handling, done)
    return taken
