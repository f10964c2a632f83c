"""Meetings in words: kinds of office, topics, numbers. Knows no Streamlit.

Collectors give codes; a value that is no code was kept by an older version and is
shown as it is.
"""

from __future__ import annotations

from datetime import date

from dashboard.i18n import N_, _, format_date, format_number, language
from data.model import Decision, Meeting
from data.reference import Reference

#: Who presided. A district's akim is an akim like any other.
CHAIRS = {
    "akim": N_("chaired by the akim"),
    "deputy_akim": N_("chaired by a deputy akim"),
    "assembly_chair": N_("chaired by the chair of the Assembly"),
    "assembly_deputy_chair": N_("chaired by a deputy chair of the Assembly"),
    "council_chair": N_("chaired by the chair of the council"),
    "secretariat_head": N_("chaired by the head of the secretariat"),
    "department_head": N_("chaired by the head of a department"),
    "state_counsellor": N_("chaired by the State Counsellor"),
    "president": N_("chaired by the President"),
    "minister": N_("chaired by a minister"),
    "group_head": N_("chaired by the head of the group"),
}
KINDS = {
    "session": N_("session of the Assembly"),
    "council": N_("meeting of a council"),
    "akim_meeting": N_("akim's meeting"),
    "other": N_("other gathering"),
}
TOPICS = {
    "situation": N_("interethnic situation"),
    "prevention": N_("preventing conflicts"),
    "mediation": N_("mediation"),
    "youth": N_("young people"),
    "language": N_("language"),
    "culture": N_("culture and traditions"),
    "charity": N_("help for families in need"),
    "planning": N_("reports and plans of work"),
    "reform": N_("transition to the new rules"),
    "relief": N_("help after disasters"),
    "media": N_("rumours and social networks"),
    "education": N_("schools and education"),
    "land_water": N_("land, pasture and water"),
    "personnel": N_("appointments and members"),
    "awards": N_("awards"),
    "volunteering": N_("volunteering"),
}
NUMBERS = {
    "participants": N_("participants"),
    "members": N_("members"),
    "delegates": N_("delegates"),
    "associations": N_("associations"),
    "mediators": N_("mediators"),
    "volunteers": N_("volunteers"),
    "projects": N_("projects"),
    "events": N_("events held"),
    "disputes": N_("disputes"),
    "families": N_("families"),
    "schools": N_("schools"),
    "speakers": N_("speakers"),
}
#: What became of a decision.
DECISIONS = {
    "open": N_("not yet done"),
    "done": N_("done"),
    "overdue": N_("overdue"),
    "dropped": N_("dropped"),
    "unknown": N_("outcome not known"),
}


def kind(meeting: Meeting) -> str:
    """What kind of meeting it was."""
    return _word(KINDS, meeting.kind)


def chair(meeting: Meeting) -> str:
    """The office that presided, or ""."""
    return _word(CHAIRS, meeting.chair_office)


def topics(meeting: Meeting) -> str:
    """The topics, separated by commas."""
    return ", ".join(_word(TOPICS, code) for code in meeting.topics)


def numbers(meeting: Meeting) -> str:
    """The numbers the report states: "participants: 64, disputes: 203"."""
    return ", ".join(
        f"{_word(NUMBERS, what)}: {format_number(n)}" for what, n in meeting.numbers
    )


def bodies(meeting: Meeting, reference: Reference) -> str:
    """The bodies that met or took part, by their names in the page's language."""
    known = {body.id: body.names for body in reference.institutions}
    return "; ".join(
        known[body][language()] if body in known else body for body in meeting.bodies
    )


def district(meeting: Meeting, reference: Reference) -> str:
    """The district or city that met, or "" for a region or the country."""
    found = reference.districts.get(meeting.district)
    return found.names[language()] if found else ""


def answerable(decision: Decision) -> str:
    """Who has to carry a decision out, as the report words it, or ""."""
    if not decision.office:
        return ""
    return _("answers: %(office)s") % {"office": decision.office}


def outcome(decision: Decision, until: date) -> str:
    """When it was due and what is known; an unknown outcome is said, not guessed."""
    state = _(DECISIONS.get(decision.state, decision.state))
    known = decision.outcome or state
    if decision.due_on is None:
        return f" — {known}"
    due = {"date": format_date(decision.due_on)}
    if decision.state == "unknown" and not decision.outcome:
        if decision.due_on < until:
            return " — " + _("due %(date)s; no report of its outcome was read") % due
        return " — " + _("due %(date)s") % due
    return " — " + _("due %(date)s") % due + f"; {known}"


def _word(words: dict[str, str], code: str) -> str:
    return _(words[code]) if code in words else code
