"""Why a text was let go, in words: the counters of every stage. Knows no Streamlit."""

from __future__ import annotations

from dashboard.i18n import N_, _

_STAGES = {
    "collect": N_("Collection"),
    "understand": N_("Understanding"),
    "assess": N_("Assessment"),
}

_REASONS = {
    "in": N_("came in"),
    "new": N_("kept as new"),
    "kept": N_("kept"),
    "known": N_("already known"),
    "duplicate": N_("the same text again"),
    "undated": N_("kept without a date; does not count in a level"),
    "future": N_("dated in the future; does not count in a level"),
    "ancient": N_("too old; does not count in a level"),
    "empty": N_("no text in it"),
    "no_text": N_("no text in it"),
    "not_kazakhstan": N_("not about Kazakhstan"),
    "unresolved": N_("the place could not be told"),
    "abroad": N_("happened abroad"),
    "sport": N_("sport"),
    "traffic": N_("road accident"),
    "history": N_("history or an anniversary"),
    "culture": N_("culture"),
    "figurative": N_("words used figuratively"),
    "authority_criticism": N_("criticism of authorities: not tension"),
    "foreign_language": N_("in a language we do not read"),
    "no_gate": N_("nothing about relations between communities"),
    "nothing": N_("no signal"),
    "flagged": N_("carries a signal"),
}


def stage(code: str) -> str:
    """A step of the flow."""
    return _(_STAGES[code]) if code in _STAGES else code


def reason(code: str) -> str:
    """Why a text went no further; a code without words is shown as it is."""
    return _(_REASONS[code]) if code in _REASONS else code
