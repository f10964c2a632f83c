"""The items of an agenda in the language spoken now. Knows no Streamlit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dashboard import desk_wording, meeting_wording, wording
from dashboard.i18n import (
    N_,
    _,
    format_date,
    format_datetime,
    format_number,
    language,
    ngettext,
)

#: What an item is about, in the order in which a meeting would speak of it.
KINDS = {
    "acute": N_("Acute event"),
    "decision": N_("Decision of an earlier meeting"),
    "structural": N_("Underlying cause"),
    "talk": N_("Talk and rumours"),
    "dispute": N_("A reply that waits for an answer"),
    "accord": N_("Signs of accord"),
    "coverage": N_("What we could not see"),
    "own": N_("Own point"),
}
#: A cause that is open for longer is named as such.
LONG_OPEN_DAYS = 60


def kind(code: str) -> str:
    """The name of a kind."""
    return _(KINDS[code])


def title(code: str, facts: Mapping[str, Any]) -> str:
    """What an item is called where nobody wrote a title."""
    names: Mapping[str, str] = facts.get("names") or {}
    if names:
        return names[language()]
    return _("Decisions that were carried out") if facts.get("done") else kind(code)


def detail(code: str, facts: Mapping[str, Any]) -> str:
    """What is known of an item, in one or two short sentences; may be empty."""
    return _DETAILS[code](facts) if code in _DETAILS else ""


def _decision(facts: Mapping[str, Any]) -> str:
    held = _("meeting of %(date)s") % {"date": format_date(facts["held_on"])}
    if facts.get("done"):
        n = int(facts["done"])
        told = ngettext("%(n)s decision is done", "%(n)s decisions are done", n)
        return _sentence(told % {"n": format_number(n)}, held)
    office = facts["office"]
    return _sentence(
        _due(facts),
        facts["outcome"],
        _("answers: %(office)s") % {"office": office} if office else "",
        held,
    )


def _due(facts: Mapping[str, Any]) -> str:
    code = facts["state"]
    state = _(meeting_wording.DECISIONS[code])
    if facts["due_on"] is None:
        return state
    due = {"date": format_date(facts["due_on"])}
    if code == "overdue":
        return _("the day passed on %(date)s") % due
    return f"{state}, " + _("due %(date)s") % due


def _acute(facts: Mapping[str, Any]) -> str:
    heard = _("last heard of %(time)s") % {"time": format_datetime(facts["last_at"])}
    return _sentence(heard, _districts(facts), _judged(facts))


def _group(facts: Mapping[str, Any]) -> str:
    told = wording.flags(facts["n"]) if facts["n"] > 1 else ""
    first, last = format_date(facts["first_at"]), format_date(facts["last_at"])
    days = first if first == last else f"{first} – {last}"
    open_ = ""
    if facts["days"] > LONG_OPEN_DAYS:
        phrase = ngettext("open for %(n)s day", "open for %(n)s days", facts["days"])
        open_ = phrase % {"n": format_number(facts["days"])}
    return _sentence(told, days, open_, _districts(facts), _judged(facts))


def _districts(facts: Mapping[str, Any]) -> str:
    return ", ".join(names[language()] for names in facts["districts"])


def _judged(facts: Mapping[str, Any]) -> str:
    """What people said of it, begun small: it never opens the sentence."""
    if facts["verdict"] is not None:
        said = desk_wording.verdict(facts["verdict"])
        said = said[:1].lower() + said[1:]
        if facts.get("is_alone"):
            note = _("one person's word; waits for a second pair of eyes")
            return f"{said}: {note}"
        return said
    if not facts["waiting"]:
        return ""
    if facts["n"] == 1:
        said = _("Not yet checked by a person")
        return said[:1].lower() + said[1:]
    told = _("not yet checked by a person: %(n)s")
    return told % {"n": format_number(facts["waiting"])}


def _dispute(facts: Mapping[str, Any]) -> str:
    said = _("%(by)s sees it otherwise (%(date)s); nobody has answered yet")
    return _sentence(said % {"by": facts["by"], "date": format_date(facts["at"])})


def _accord(facts: Mapping[str, Any]) -> str:
    said = _("Texts with signs of accord: %(n)s, the last of %(date)s.")
    return said % {
        "n": format_number(facts["n"]),
        "date": format_date(facts["last_at"]),
    }


def _coverage(facts: Mapping[str, Any]) -> str:
    said = []
    if facts["no_level"]:
        said.append(_("No level was worked out for this period."))
    elif facts["blind_days"]:
        too_little = _(
            "On %(n)s of the %(all)s days of the period too little was read to name a "
            "level."
        )
        days = {
            "n": format_number(facts["blind_days"]),
            "all": format_number(facts["all_days"]),
        }
        said.append(too_little % days)
    if facts["no_local"]:
        said.append(_("No local source of this region answers now."))
    return " ".join(said)


def _sentence(*parts: str) -> str:
    """Parts with semicolons between, begun with a capital and ended with a stop."""
    whole = "; ".join(part.rstrip(". ") for part in parts if part)
    return f"{whole[:1].upper()}{whole[1:]}." if whole else ""


_DETAILS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "decision": _decision,
    "acute": _acute,
    "structural": _group,
    "talk": _group,
    "dispute": _dispute,
    "accord": _accord,
    "coverage": _coverage,
}
