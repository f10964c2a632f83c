"""Where a flag's case stands, in words: the same on paper and in the files of flags.

Knows no Streamlit.
"""

from __future__ import annotations

from dashboard import office_wording
from dashboard.brief_told import Told
from dashboard.i18n import N_, _, format_date

#: By the states of ``case.Standing``.
STATES = {
    "open": N_("nobody has taken it yet"),
    "working": N_("in work with: %(who)s"),
    "second_eyes": N_("waits for a second pair of eyes"),
    "asleep": N_("put off until %(date)s"),
    "resolved": N_("brought to an end"),
    "judged": N_("judged"),
}


def state(told: Told) -> str:
    """Where the case stands, and with whom it is; "" where that was not asked."""
    standing = told.standing
    if standing is None:
        return ""
    who = standing.claim.holder if standing.claim else ""
    until = format_date(standing.until)
    is_given = bool(standing.assigned or standing.escalated)
    said = [_(STATES[standing.state]) % {"who": who, "date": until}]
    if standing.state == "open" and is_given:
        said = []  # somebody was asked to take it
    if standing.state != "resolved":
        if standing.assigned:
            given = _("given to: %(office)s")
            said.append(given % {"office": office_wording.office(standing.assigned)})
        if standing.escalated:
            passed = _("passed on to: %(office)s")
            said.append(passed % {"office": office_wording.office(standing.escalated)})
    return "; ".join(said)
