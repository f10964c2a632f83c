"""Where a flag's case stands, in words: the same on paper and in the files of flags.

Knows no Streamlit. Both leave the house, so nobody who works here is named in them.
"""

from __future__ import annotations

from dashboard import office_wording
from dashboard.brief_told import Told
from dashboard.i18n import N_, _, format_date
from data.playbook import OFFICES

#: By the states of ``case.Standing``.
STATES = {
    "open": N_("nobody has taken it yet"),
    "working": N_("somebody works on it"),
    "second_eyes": N_("waits for a second pair of eyes"),
    "asleep": N_("put off until %(date)s"),
    "resolved": N_("brought to an end"),
    "judged": N_("judged"),
}


def state(told: Told) -> str:
    """Where the case stands, and with which office; "" where that was not asked."""
    standing = told.standing
    if standing is None:
        return ""
    is_given = bool(standing.assigned or standing.escalated)
    said = [_(STATES[standing.state]) % {"date": format_date(standing.until)}]
    if standing.state == "open" and is_given:
        said = []  # somebody was asked to take it
    if standing.state == "asleep" and told.is_alone:
        waiting = STATES["second_eyes"]  # a pause is no second pair of eyes
        said.append(_(waiting))
    if standing.state != "resolved":
        if standing.assigned:
            said.append(_given(standing.assigned))
        if standing.escalated:
            said.append(_passed(standing.escalated))
    return "; ".join(said)


def _given(to: str) -> str:
    """A user may be a person by name: on paper only offices are named."""
    if to not in OFFICES:
        return _("given to a person of the team")
    return _("given to: %(office)s") % {"office": office_wording.office(to)}


def _passed(to: str) -> str:
    if to not in OFFICES:
        return _("passed on to a person of the team")
    return _("passed on to: %(office)s") % {"office": office_wording.office(to)}
