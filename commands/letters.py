"""``kelisim digest``: letters to users who asked for them, by their own SMTP server.

Off by default twice: no letter leaves without KELISIM_SMTP_HOST, and none goes to a
user who did not switch it on. Every letter, sent or failed, is written down.
"""

from __future__ import annotations

import logging
import smtplib
import ssl
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from typing import Annotated

import typer

from commands.terminal import plain_errors, say
from dashboard import desk_wording, digest
from dashboard.digest import Letter, Picture
from dashboard.i18n import _, ngettext
from data import meetings
from data.days import local_day
from data.digest_times import daily_is_due, untold
from data.errors import InputError
from data.model import DigestSent, Lane, Meeting, User
from data.reference import load
from data.settings import MailSettings, Settings
from data.store import Store
from data.store.flag_lists import FlagFilter

log = logging.getLogger(__name__)

#: How long a mail server may take.
_PATIENCE = 20.0
#: How far back a first letter looks for what is new.
_FIRST = timedelta(days=1)
#: How far back letters ask for a second pair of eyes.
_SECOND = timedelta(days=30)
#: How often ``up`` looks whether a letter is due.
_EVERY = timedelta(minutes=1)

app = typer.Typer(no_args_is_help=True, help=_("Letters to users who asked for them."))
Db = Annotated[str | None, typer.Option(help=_("Address of the database."))]


def send_due(store: Store, mail: MailSettings, now: datetime) -> list[DigestSent]:
    """Send every letter that is due; returns what was written down of them."""
    done: list[DigestSent] = []
    for user in store.users():
        if user.id is None or not (user.digest or user.acute_at_once):
            continue
        sent = store.digests(user.id)
        acute = store.flags(lane=Lane.ACUTE, since=local_day(now - _FIRST))
        judged = store.current_verdicts()
        told = untold(user, (f for f in acute if f.id not in judged), sent, now)
        is_daily = daily_is_due(user, sent, now)
        if not (told or is_daily):
            continue
        picture = take_picture(store, user, mail.address, now)
        if told:
            letter = digest.acute(user, told, picture, now)
            done.append(_send(store, mail, user, "acute", letter, now))
        if is_daily:
            letter = digest.daily(user, picture, _last_daily(sent, now), now)
            done.append(_send(store, mail, user, "daily", letter, now))
    return done


def take_picture(store: Store, user: User, address: str, now: datetime) -> Picture:
    """What stands in the user's regions now."""
    reference, verdicts = load(), store.current_verdicts()
    flags = [flag for flag in store.flags(only_open=True) if user.has(flag.region)]
    held = store.meetings()
    today = local_day(now)
    alone = [
        flag
        for flag in store.alone_judged(FlagFilter(since=local_day(now - _SECOND)))
        if user.has(flag.region) and verdicts[flag.id].author != user.name
    ]
    return Picture(
        flags=desk_wording.in_order_of_work(flags, verdicts),
        alone=alone,
        verdicts=verdicts,
        levels=store.latest_levels(),
        days_left={code: _days_left(held, code, today) for code in reference.regions},
        reference=reference,
        demo=store.meta().get("demo") == "1",
        address=address,
    )


def _days_left(held: Sequence[Meeting], region: str, today: date) -> int | None:
    last = meetings.last_held((m for m in held if m.region == region), today)
    return meetings.days_left(last.held_on if last else None, today)


def _last_daily(sent: list[DigestSent], now: datetime) -> datetime:
    times = [each.at for each in sent if each.kind == "daily" and each.is_sent]
    return max(times, default=now - _FIRST)


def _send(
    store: Store,
    mail: MailSettings,
    user: User,
    kind: str,
    letter: Letter,
    now: datetime,
) -> DigestSent:
    problem = ""
    try:
        deliver(mail, message(mail, user, letter, now))
    except (smtplib.SMTPException, OSError) as error:
        problem = f"{type(error).__name__}: {error}"[:400]
        log.warning("a letter was not sent: %s", problem)
    assert user.id is not None  # users come from the store
    return store.record_digest(
        DigestSent(
            user.id, kind, now, letter.subject, letter.flag_ids, not problem, problem
        )
    )


def message(
    mail: MailSettings, user: User, letter: Letter, now: datetime
) -> EmailMessage:
    """The letter as mail: plain and HTML, marked as sent by a machine."""
    made = EmailMessage()
    made["Subject"] = letter.subject
    made["From"] = f"Kelisim <{mail.sender}>"
    made["To"] = user.email
    made["Date"] = format_datetime(now)
    made["Message-ID"] = make_msgid(domain=mail.sender.rpartition("@")[2])
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(letter.text)
    made.add_alternative(letter.html, subtype="html")
    made["Content-Language"] = user.lang  # both forms together speak it
    return made


def deliver(mail: MailSettings, made: EmailMessage) -> None:
    """Hand a letter to the SMTP server. Raises SMTPException or OSError."""
    secure = ssl.create_default_context()
    server: smtplib.SMTP
    if mail.security == "tls":
        server = smtplib.SMTP_SSL(
            mail.host, mail.port, timeout=_PATIENCE, context=secure
        )
    else:
        server = smtplib.SMTP(mail.host, mail.port, timeout=_PATIENCE)
    with server:
        if mail.security == "starttls":
            server.starttls(context=secure)
        if mail.user:
            server.login(mail.user, mail.password)
        server.send_message(made)


class Posting:
    """Sends what is due once a minute; called every second beside the dashboard."""

    def __init__(self, store: Store, mail: MailSettings) -> None:
        self._store = store
        self._mail = mail
        self._last = datetime.min.replace(tzinfo=UTC)

    def __call__(self) -> None:
        """Send the letters whose time has come."""
        now = datetime.now(UTC)
        if now - self._last >= _EVERY:
            self._last = now
            send_due(self._store, self._mail, now)


@app.command(help=_("Send the letters that are due now."))
def send(db: Db = None) -> None:
    """Send what is due; exit code 1 when a letter could not be sent."""
    with plain_errors():
        mail = MailSettings.from_env()
        if mail is None:
            raise InputError(
                "No letters are sent: KELISIM_SMTP_HOST is not set. The README lists "
                "the settings."
            )
        with closing(Store.open(db or Settings.from_env().database_url)) as store:
            done = send_due(store, mail, datetime.now(UTC))
    n = sum(each.is_sent for each in done)
    phrase = ngettext("%(n)s letter was sent.", "%(n)s letters were sent.", n)
    say(phrase % {"n": n})
    for each in done:
        if not each.is_sent:
            say(_("Not sent: %(why)s") % {"why": each.detail})
    if any(not each.is_sent for each in done):
        raise SystemExit(1)


@app.command(help=_("Print a user's letter of today; nothing is sent."))
def preview(
    name: Annotated[str, typer.Argument(help=_("The user's name."))], db: Db = None
) -> None:
    """Print the plain form of the daily letter."""
    with plain_errors():
        with closing(Store.open(db or Settings.from_env().database_url)) as store:
            found = [user for user in store.users() if user.name == name]
            if not found:
                names = ", ".join(user.name for user in store.users()) or "none"
                raise InputError(f"There is no user {name!r}; there are: {names}.")
            mail = MailSettings.from_env()
            now = datetime.now(UTC)
            address = mail.address if mail else "http://127.0.0.1:8501"
            picture = take_picture(store, found[0], address, now)
            sent = store.digests(found[0].id)
            letter = digest.daily(found[0], picture, _last_daily(sent, now), now)
        say(letter.text)


def add(app_: typer.Typer) -> None:
    """Put these commands on the command line."""
    app_.add_typer(app, name="digest")


def posting(store: Store) -> list[Posting]:
    """The chore of ``up``: none where no mail server is named."""
    mail = MailSettings.from_env()
    return [] if mail is None else [Posting(store, mail)]
