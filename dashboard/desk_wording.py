"""The closed lists of the Desk and the Sources page in words. Knows no Streamlit.

A word here is a promise: the same verdict is called the same on the screen, in the
exported file and in the brief.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import datetime, timedelta
from typing import NamedTuple, TypeVar

from dashboard.i18n import N_, _
from data.model import (
    CONFIRMING_VERDICTS,
    REFUTING_VERDICTS,
    Flag,
    Lane,
    State,
    Verdict,
    VerdictCode,
)
from data.store.desk_work import FlagFacts

F = TypeVar("F", Flag, FlagFacts)


class Choice(NamedTuple):
    """A short name and the sentence that says when to choose it."""

    name: str
    when: str


VERDICTS = {
    VerdictCode.CONFIRMED: Choice(
        N_("Confirmed"),
        N_("Someone on the spot confirms tension between groups of residents."),
    ),
    VerdictCode.PROBABLY: Choice(
        N_("Probably"),
        N_("It looks true, but a second independent source is still missing."),
    ),
    VerdictCode.RUMOUR: Choice(
        N_("Rumour"),
        N_("The story spreads, but the event itself was not found."),
    ),
    VerdictCode.NOT_COMMUNITIES: Choice(
        N_("Not between communities"),
        N_("A private quarrel, a crime or another matter without a community side."),
    ),
    VerdictCode.AUTHORITY_CRITICISM: Choice(
        N_("Criticism of authorities"),
        N_("A normal part of civic life; it is not counted as tension."),
    ),
    VerdictCode.OLD: Choice(
        N_("Old event"),
        N_("The text retells something that is over."),
    ),
    VerdictCode.ABROAD: Choice(
        N_("Abroad"),
        N_("It happened in another country and has no echo here."),
    ),
    VerdictCode.DUPLICATE: Choice(
        N_("Duplicate"),
        N_("The same event is already under another flag."),
    ),
    VerdictCode.CANNOT_VERIFY: Choice(
        N_("Cannot be verified"),
        N_("We asked and found nothing either way."),
    ),
}

#: How soon a flag of each lane should have been looked at, said beside its name.
WITHIN = {
    Lane.ACUTE: N_("24 hours"),
    Lane.DISCURSIVE: N_("15 days"),
    Lane.STRUCTURAL: N_("30 days"),
}

#: The lanes where the deadline stands beside them and room is little.
SHORT_LANES = {
    Lane.ACUTE: N_("Acute events"),
    Lane.DISCURSIVE: N_("Talk and rumours"),
    Lane.STRUCTURAL: N_("Underlying causes"),
}

#: The clock a signal belongs to, named by what it is about.
LANES = {
    Lane.ACUTE: N_("Acute events (hours)"),
    Lane.DISCURSIVE: N_("Talk and rumours (weeks)"),
    Lane.STRUCTURAL: N_("Underlying causes (months)"),
}

LANGUAGE_NAMES = {"kk": N_("Kazakh"), "ru": N_("Russian"), "en": N_("English")}
_OTHER_LANGUAGE = N_("another language")

#: What a flag can be filtered by, from its last verdict.
FLAG_STATES = {
    "open": N_("Waiting for a verdict"),
    "confirmed": N_("Confirmed or probable"),
    "unclear": N_("Rumour or not verifiable"),
    "refuted": N_("Not tension"),
}

#: What the queue of the Desk can be narrowed to; "" is what a person can do now.
QUEUE_STATES = {
    "open": FLAG_STATES["open"],
    "second_eyes": N_("Waiting for second eyes"),
    "mine": N_("Mine: taken by me or given to me"),
    "confirmed": FLAG_STATES["confirmed"],
    "unclear": FLAG_STATES["unclear"],
    "refuted": FLAG_STATES["refuted"],
    "asleep": N_("Put off"),
    "resolved": N_("Settled"),
    "all": N_("All states"),
}

#: What a file calls the queue that was not narrowed, and all it may be narrowed to.
TO_DO = "todo"
TOLD_STATES = {TO_DO: N_("What can be done now"), **QUEUE_STATES}

#: Narrower by the time a person should have looked.
DUE = {
    "overdue": N_("Overdue"),
    "day": N_("Due within 24 hours"),
}

#: How soon a person should have looked, counted from the day the flag was opened.
DEADLINES = {
    Lane.ACUTE: timedelta(hours=24),
    Lane.DISCURSIVE: timedelta(days=15),
    Lane.STRUCTURAL: timedelta(days=30),
}

LANE_ORDER = {Lane.ACUTE: 0, Lane.DISCURSIVE: 1, Lane.STRUCTURAL: 2}

_UNCLEAR = frozenset(VerdictCode) - CONFIRMING_VERDICTS - REFUTING_VERDICTS
#: The last verdicts that make a state; an open flag has none.
STATE_VERDICTS = {
    "confirmed": CONFIRMING_VERDICTS,
    "unclear": _UNCLEAR,
    "refuted": REFUTING_VERDICTS,
}


def lane(code: Lane) -> str:
    """The name of a clock."""
    return _(LANES[code])


def language_name(code: str) -> str:
    """The language of a text, named in the reader's language."""
    return _(LANGUAGE_NAMES.get(code, _OTHER_LANGUAGE))


def verdict(code: VerdictCode) -> str:
    """The short name of a verdict."""
    return _(VERDICTS[code].name)


def flag_state(current: Verdict | None) -> str:
    """open, confirmed, unclear or refuted, from the last verdict."""
    if current is None:
        return "open"
    if current.code in REFUTING_VERDICTS:
        return "refuted"
    return "confirmed" if current.code in CONFIRMING_VERDICTS else "unclear"


def confidence(value: float) -> str:
    """How sure the rules are, in words; the number stays in the exported file."""
    if value >= 0.75:
        return _("clear wording")
    if value >= 0.5:
        return _("fairly clear wording: read the original first")
    return _("vague wording: it may mean something else")


def due(flag: Flag | FlagFacts) -> datetime:
    """When a person should have looked at it."""
    return flag.opened_at + DEADLINES[flag.lane]


def in_order_of_work(flags: Iterable[F], done: Container[str]) -> list[F]:
    """Open flags first, the acute clock before the others, then by deadline.

    ``done`` holds the ids of those that wait for nobody. Of flags due at the same
    moment the one last heard of comes first.
    """
    return sorted(
        flags,
        key=lambda flag: (
            flag.id in done,
            flag.lane is not Lane.ACUTE,
            due(flag),
            -flag.last_at.timestamp(),
            flag.id,
        ),
    )


class Remedy(NamedTuple):
    """A source's state: symbol, word, and what a person can do about it."""

    symbol: str
    name: str
    remedy: str


SOURCE_STATES = {
    State.UNKNOWN: Remedy(
        "◌", N_("not read yet"), N_("Nothing to do: it is read at the next collection.")
    ),
    State.WORKING: Remedy("●", N_("works"), N_("Nothing to do.")),
    State.NOT_MODIFIED: Remedy("●", N_("works, nothing new"), N_("Nothing to do.")),
    State.EMPTY: Remedy(
        "○",
        N_("answers, but holds no texts"),
        N_("Open the site: if it shows news, the address has moved; correct it."),
    ),
    State.STALE: Remedy(
        "○",
        N_("answers, but brings too little that is new"),
        N_(
            "Open the site: if it shows newer texts, correct the address; if it "
            "publishes less now, lower what is expected of it."
        ),
    ),
    State.NOT_A_FEED: Remedy(
        "✕",
        N_("the address holds no feed"),
        N_("Find the new feed address on the site and correct it."),
    ),
    State.HTTP_ERROR: Remedy(
        "✕",
        N_("the site answers with an error"),
        N_("Open the address in a browser; if it fails for a week, ask the newsroom."),
    ),
    State.DNS_ERROR: Remedy(
        "✕",
        N_("the site's name is not found"),
        N_("Check the internet connection; otherwise the site has moved or closed."),
    ),
    State.UNREACHABLE: Remedy(
        "✕",
        N_("the site cannot be connected to"),
        N_(
            "We try again by ourselves; if it lasts for days, ask the site's owner "
            "whether it is closed to our network."
        ),
    ),
    State.TLS_ERROR: Remedy(
        "✕",
        N_("the site's certificate is not valid"),
        N_("Tell the site's owner; we do not read over an unsafe connection."),
    ),
    State.TIMEOUT: Remedy(
        "✕",
        N_("no answer in time"),
        N_("We try again by ourselves; if it lasts for days, tell the site's owner."),
    ),
    State.TOO_LARGE: Remedy(
        "✕",
        N_("the page is too large"),
        N_("Find a smaller feed of the same site and correct the address."),
    ),
    State.PARSE_ERROR: Remedy(
        "✕",
        N_("the page cannot be read"),
        N_("The site's layout has changed: its description in the table needs work."),
    ),
    State.BLOCKED_BY_ROBOTS: Remedy(
        "✕",
        N_("the site does not allow machine reading"),
        N_("We respect that. Ask the owner for permission or read it by hand."),
    ),
    State.UNAVAILABLE: Remedy(
        "✕",
        N_("the service refuses programs"),
        N_(
            "Ask the office for a feed, or for access for programs; we do not go "
            "around the refusal."
        ),
    ),
    State.REFUSED: Remedy(
        "✕",
        N_("the site refuses us"),
        N_("Ask the owner for permission; we do not go around the refusal."),
    ),
    State.DISABLED: Remedy(
        "–",
        N_("switched off"),
        N_("Switched off on purpose; see its note in the list of sources."),
    ),
}
