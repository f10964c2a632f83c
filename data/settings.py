"""What differs between two machines, read from the environment only at the doors."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from data.errors import InputError


def data_folder() -> Path:
    """The user's own folder for Kelisim; KELISIM_HOME moves it elsewhere."""
    home = os.environ.get("KELISIM_HOME")
    return Path(home) if home else user_data_path("kelisim", appauthor=False)


def sqlite_url(path: Path) -> str:
    """The SQLAlchemy address of a SQLite file."""
    return f"sqlite:///{path.resolve().as_posix()}"


def _port(value: str) -> int:
    if value.isdigit() and 0 < int(value) < 65536:
        return int(value)
    raise InputError(f"KELISIM_PORT is {value!r}; it must be a number up to 65535.")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the database is, which language the command line speaks, who operates.

    ``contact`` is an address or page the sites we read can write to; it stands in
    every request.
    """

    database_url: str
    lang: str
    port: int
    contact: str

    @classmethod
    def from_env(cls) -> Settings:
        """Read KELISIM_DATABASE_URL, _LANG, _PORT and _CONTACT."""
        url = os.environ.get("KELISIM_DATABASE_URL") or sqlite_url(
            data_folder() / "kelisim.sqlite"
        )
        lang = os.environ.get("KELISIM_LANG", "en")[:2]
        return cls(
            database_url=url,
            lang=lang if lang in ("kk", "ru", "en") else "en",
            port=_port(os.environ.get("KELISIM_PORT", "8501")),
            contact=os.environ.get("KELISIM_CONTACT", ""),
        )
