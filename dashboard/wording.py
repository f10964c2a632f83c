"""Codes of the model as sentences in the language spoken now. Knows no Streamlit.

Levels, coverage, counts: what scoring concluded is data; here it becomes
words. A code nobody has worded yet is shown as it is, never hidden. The closed lists of
people's decisions and of source states are in ``desk_wording``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from dashboard import signal_wording, story_wording
from dashboard.desk_wording import confidence, language_name
from dashboard.i18n import N_, _, ago, format_date, format_number, ngettext
from dashboard.i18n import language as spoken
from data.model import (
    LANGUAGES,
    Coverage,
    District,
    Flag,
    LevelCode,
    Reason,
    Region,
)

#: A level is never told by colour alone.
SYMBOLS = {
    LevelCode.NO_DATA: "◌",
    LevelCode.CALM: "○",
    LevelCode.WATCH: "◆",
    LevelCode.RAISED: "▲",
    LevelCode.ACUTE: "■",
}

_LEVELS = {
    LevelCode.NO_DATA: N_("No data"),
    LevelCode.CALM: N_("Calm"),
    LevelCode.WATCH: N_("Watch"),
    LevelCode.RAISED: N_("Raised"),
    LevelCode.ACUTE: N_("Acute"),
}

_MEANINGS = {
    LevelCode.NO_DATA: N_("too little was read to say anything"),
    LevelCode.CALM: N_("enough was read, nothing needs a look"),
    LevelCode.WATCH: N_("something was reported; keep an eye on it"),
    LevelCode.RAISED: N_("more than is usual here; needs a look"),
    LevelCode.ACUTE: N_("an event of the last hours; look today"),
}


def level(code: LevelCode) -> str:
    """The word for a level."""
    return _(_LEVELS[code])


def level_marked(code: LevelCode) -> str:
    """Symbol and word: «▲ Raised»."""
    return f"{SYMBOLS[code]} {level(code)}"


def level_meaning(code: LevelCode) -> str:
    """What a level asks of the reader, for the legend."""
    return _(_MEANINGS[code])


def region(value: Region) -> str:
    """The full name of a region as a heading or a cell begins: «Область Абай»."""
    name = value.names[spoken()]
    return name[:1].upper() + name[1:]


def region_short(value: Region) -> str:
    """A region's name short enough for a map or a cell."""
    return value.short_names[spoken()]


def districts(codes: Sequence[str], known: Mapping[str, District]) -> str:
    """Names of districts, or nothing."""
    return ", ".join(
        known[code].names[spoken()] if code in known else code for code in codes
    )


def stories(n: int) -> str:
    """«3 stories»."""
    return ngettext("%(n)s story", "%(n)s stories", n) % {"n": format_number(n)}


def items(n: int) -> str:
    """«3 items»."""
    return ngettext("%(n)s item", "%(n)s items", n) % {"n": format_number(n)}


def flags(n: int) -> str:
    """«3 flags»."""
    return ngettext("%(n)s flag", "%(n)s flags", n) % {"n": format_number(n)}


def reports(n: int) -> str:
    """«3 independent reports»."""
    phrase = ngettext("%(n)s independent report", "%(n)s independent reports", n)
    return phrase % {"n": format_number(n)}


def publishers(n: int) -> str:
    """«3 independent publishers»: how many voices told several stories."""
    phrase = ngettext("%(n)s independent publisher", "%(n)s independent publishers", n)
    return phrase % {"n": format_number(n)}


def days(n: int) -> str:
    """«in the last 7 days»."""
    phrase = ngettext("in the last %(n)s day", "in the last %(n)s days", n)
    return phrase % {"n": format_number(n)}


def hours(n: float) -> str:
    """«5 hours ago»; under one hour in words, from two days on in days."""
    if n < 1:
        return _("less than an hour ago")
    if n >= 48:
        return ago(timedelta(hours=n))
    phrase = ngettext("%(n)s hour ago", "%(n)s hours ago", round(n))
    return phrase % {"n": format_number(round(n))}


def on_day(value: object) -> str:
    """A day of a reason (an ISO text) as 22.11.2026."""
    if isinstance(value, str) and value:
        return format_date(date.fromisoformat(value[:10]))
    return format_date(value) if isinstance(value, date | datetime) else "—"


_REASONS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    **signal_wording.TOLD,
    **story_wording.TOLD,
}


def reason(value: Reason) -> str:
    """Why something was concluded of a text or a story, as a sentence.

    The reasons of levels are in ``level_wording``.
    """
    worded = _REASONS.get(value.code)
    return worded(value.params) if worded else value.code


def coverage(value: Coverage | None) -> str:
    """How much was read, in one word."""
    if value is None or value.items == 0:
        return _("Nothing read")
    if not value.sufficient:
        return _("Too little")
    return _("Enough") if value.living_local > 1 else _("Thin")


def coverage_sentence(value: Coverage) -> str:
    """What was read for a region, by whom, in which languages."""
    said = _(
        "%(items)s read %(days)s; local sources that answer: %(living)s of %(all)s."
    ) % {
        "items": items(value.items),
        "days": days(value.days),
        "living": format_number(value.living_local),
        "all": format_number(value.local_sources),
    }
    if value.languages:
        in_order = sorted(value.languages, key=[*LANGUAGES, "other"].index)
        named = ", ".join(language_name(code) for code in in_order)
        said += " " + _("Languages: %(languages)s.") % {"languages": named}
    if value.last_item_on:
        last = {"date": format_date(value.last_item_on)}
        said += " " + _("Last item: %(date)s.") % last
    return said


def flag_heard(value: Flag) -> str:
    """How a flag was heard of: «4 items, 2 independent reports»."""
    return f"{items(value.n_items)}, {reports(len(value.owners))}"


def sureness(flag: Flag) -> str:
    """How sure the rules are of a flag, or that not they but a person raised it."""
    if signal_wording.restored(flag) is not None:
        return _("a person put it on the desk")
    return confidence(flag.confidence)
