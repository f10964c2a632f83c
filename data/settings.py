"""What differs between two machines, read from the environment only at the doors."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy import URL

from data.errors import InputError

#: The usual port of each way of sending letters.
_PORTS = {"starttls": 587, "tls": 465, "none": 25}


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


@dataclass(frozen=True, slots=True)
class MailSettings:
    """How letters leave. ``security`` is starttls, tls or none.

    ``address`` is where readers open the dashboard: links of letters begin with it.
    """

    host: str
    port: int
    security: str
    user: str
    password: str
    sender: str
    address: str

    @classmethod
    def from_env(cls) -> MailSettings | None:
        """Read KELISIM_SMTP_* and KELISIM_ADDRESS; None when no letters are sent.

        Raises InputError when a value makes no sense.
        """
        host = os.environ.get("KELISIM_SMTP_HOST", "").strip()
        if not host:
            return None
        security = os.environ.get("KELISIM_SMTP_SECURITY", "starttls").lower()
        if security not in _PORTS:
            raise InputError(
                f"KELISIM_SMTP_SECURITY is {security!r}; it is one of starttls, tls "
                "and none."
            )
        port = os.environ.get("KELISIM_SMTP_PORT", str(_PORTS[security]))
        if not port.isdecimal() or not 0 < int(port) < 65536:
            raise InputError(f"KELISIM_SMTP_PORT is {port!r}; write a number.")
        sender = os.environ.get("KELISIM_SMTP_FROM", "").strip()
        if "@" not in sender:
            raise InputError(
                "KELISIM_SMTP_FROM is the address letters come from: write it."
            )
        return cls(
            host=host,
            port=int(port),
            security=security,
            user=os.environ.get("KELISIM_SMTP_USER", ""),
            password=os.environ.get("KELISIM_SMTP_PASSWORD", ""),
            sender=sender,
            address=os.environ.get("KELISIM_ADDRESS", "http://127.0.0.1:8501"),
        )
