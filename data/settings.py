"""What differs between two machines, read from the environment only at the doors."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy import URL


def data_folder() -> Path:
    """The user's own folder for Kelisim; KELISIM_HOME moves it elsewhere."""
    home = os.environ.get("KELISIM_HOME")
    return Path(home) if home else user_data_path("kelisim", appauthor=False)


def sqlite_url(path: Path) -> str:
    """The SQLAlchemy address of a SQLite file."""
    url = URL.create("sqlite", database=path.resolve().as_posix())
    return url.render_as_string()


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the database is, which language the command line speaks, who operates.

    ``contact`` is an address or page the sites we read can write to; it stands in
    every request.
    """

    database_url: str
    lang: str
    contact: str

    @classmethod
    def from_env(cls) -> Settings:
        """Read KELISIM_DATABASE_URL, _LANG and _CONTACT."""
        url = os.environ.get("KELISIM_DATABASE_URL") or sqlite_url(
            data_folder() / "kelisim.sqlite"
        )
        lang = os.environ.get("KELISIM_LANG", "en")[:2]
        return cls(
            database_url=url,
            lang=lang if lang in ("kk", "ru", "en") else "en",
            contact=os.environ.get("KELISIM_CONTACT", ""),
        )
