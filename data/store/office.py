"""Users, the directory of offices, and the letters that were sent."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping, func, insert, select, update

from data.errors import InputError
from data.model import LANGUAGES, DigestSent, DirectoryEntry, Role, User
from data.schema import app_user, digest_sent, directory_entry
from data.store.base import StoreBase
from data.store.rowcraft import add, require_words

#: After so long without a look the next one begins another visit.
VISIT_GAP = timedelta(minutes=30)
_HOURS = range(24)
_PART = r"[^\s\x00-\x1f@<>=?()\[\]\\,;:\".]+"
_ADDRESS = re.compile(rf"{_PART}(?:\.{_PART})*@{_PART}(?:\.{_PART})+")


def _user(row: RowMapping) -> User:
    return User(**{**row, "role": Role(row["role"]), "regions": tuple(row["regions"])})


def _refuse(value: User) -> None:
    require_words(name=value.name)
    if value.lang not in LANGUAGES:
        raise InputError(f"{value.lang!r} is no language; choose kk, ru or en.")
    if value.budget is not None and value.budget < 1:
        raise InputError("The limit of flags a day is 1 or more, or empty for all.")
    hours = (value.digest_hour, value.quiet_from, value.quiet_to)
    if any(hour not in _HOURS for hour in hours):
        raise InputError("An hour is a number from 0 to 23.")
    if (value.digest or value.acute_at_once) and not value.email.strip():
        raise InputError("Letters need an e-mail address: write it, or turn them off.")
    if value.email and not _is_address(value.email):
        raise InputError(f"{value.email!r} is no e-mail address: write it as a@b.kz.")


def _is_address(text: str) -> bool:
    """One plain address: marks that mail reads as lists or names are refused."""
    return _ADDRESS.fullmatch(text) is not None


class OfficeVerbs(StoreBase):
    """Who works here, whom one can call, who was written to."""

    def save_user(self, value: User) -> User:
        """Add a user, or change the one of that id; the times of visits stay.

        Raises InputError when the name is taken or a value makes no sense.
        """
        _refuse(value)
        row: dict[str, Any] = asdict(value) | {
            "name": value.name.strip(),
            "role": value.role.value,
            "regions": list(value.regions),
        }
        for name in ("id", "seen_at", "before_at"):
            row.pop(name)
        with self.begin() as connection:
            same = select(app_user.c.id).where(app_user.c.name == row["name"])
            taken = connection.scalar(same)
            if taken is not None and taken != value.id:
                raise InputError(
                    f"There is a user {row['name']!r} already: choose that one, or "
                    "write another name."
                )
            if value.id is None:
                new_id = connection.execute(
                    insert(app_user).values(**row).returning(app_user.c.id)
                ).scalar_one()
                return replace(value, id=new_id, name=row["name"])
            mine = app_user.c.id == value.id
            if (
                connection.execute(update(app_user).where(mine).values(**row)).rowcount
                == 0
            ):
                raise InputError("This user is no longer known; choose another one.")
        return replace(value, name=row["name"])

    def users(self) -> list[User]:
        """Everybody who works here, by name."""
        query = select(app_user).order_by(app_user.c.name)
        with self.reading() as connection:
            return [_user(row) for row in connection.execute(query).mappings()]

    def user(self, user_id: int) -> User | None:
        """One user, or None."""
        query = select(app_user).where(app_user.c.id == user_id)
        with self.reading() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else _user(row)

    def note_visit(self, user_id: int, now: datetime) -> None:
        """Remember a look; the first after a while ends the visit before."""
        mine = app_user.c.id == user_id
        with self.begin() as connection:
            seen = connection.scalar(select(app_user.c.seen_at).where(mine))
            values: dict[str, Any] = {"seen_at": now}
            if seen is not None and now - seen > VISIT_GAP:
                values["before_at"] = seen
            connection.execute(update(app_user).where(mine).values(**values))

    def save_entry(self, value: DirectoryEntry) -> DirectoryEntry:
        """Keep a version of an office's entry; ``entry`` 0 begins a new one."""
        require_words(region=value.region, name=value.name, author=value.author)
        with self.begin() as connection:
            number = value.entry
            if not number:
                last = connection.scalar(select(func.max(directory_entry.c.entry)))
                number = (last or 0) + 1
            return add(connection, directory_entry, replace(value, entry=number))

    def directory(self, region: str | None = None) -> list[DirectoryEntry]:
        """The offices as they stand, by region, district, kind and name."""
        last = select(func.max(directory_entry.c.id)).group_by(directory_entry.c.entry)
        query = (
            select(directory_entry)
            .where(directory_entry.c.id.in_(last), ~directory_entry.c.is_gone)
            .order_by(
                directory_entry.c.region,
                directory_entry.c.district,
                directory_entry.c.kind,
                directory_entry.c.name,
            )
        )
        if region is not None:
            query = query.where(directory_entry.c.region == region)
        with self.reading() as connection:
            rows = connection.execute(query).mappings()
            return [DirectoryEntry(**row) for row in rows]

    def entry_history(self, entry: int) -> list[DirectoryEntry]:
        """Every version of an entry, oldest first."""
        query = (
            select(directory_entry)
            .where(directory_entry.c.entry == entry)
            .order_by(directory_entry.c.id)
        )
        with self.reading() as connection:
            rows = connection.execute(query).mappings()
            return [DirectoryEntry(**row) for row in rows]

    def record_digest(self, value: DigestSent) -> DigestSent:
        """Remember a letter that was sent, or could not be."""
        with self.begin() as connection:
            return add(connection, digest_sent, value)

    def digests(self, user_id: int | None = None, limit: int = 200) -> list[DigestSent]:
        """Letters, the newest first."""
        query = select(digest_sent).order_by(digest_sent.c.id.desc()).limit(limit)
        if user_id is not None:
            query = query.where(digest_sent.c.user_id == user_id)
        with self.reading() as connection:
            return [
                DigestSent(**{**row, "flag_ids": tuple(row["flag_ids"])})
                for row in connection.execute(query).mappings()
            ]
