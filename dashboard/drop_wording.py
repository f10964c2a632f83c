"""What became of a text, in words: the counters of every stage. Knows no Streamlit."""

from __future__ import annotations

from dashboard.desk_wording import SOURCE_STATES
from dashboard.i18n import N_, _
from data.model import State

_STAGES = {
    "collect": N_("Collection"),
    "understand": N_("Understanding"),
    "assess": N_("Assessment"),
    "dates": N_("Dates: kept and shown, not counted in a level"),
}

_REASONS = {
    # collect
    "kept": N_("new, kept"),
    "known": N_("read before"),
    "duplicate": N_("the same text again"),
    "no_text": N_("no text in it"),
    "no_link": N_("a link without an address"),
    "not_html": N_("not a page of text"),
    "postponed": N_("put off to the next collection"),
    "unsupported_file": N_("a kind of file we do not read"),
    "unreadable_file": N_("a file that cannot be opened"),
    "scanned_pdf": N_("a scanned picture without text"),
    "too_large": N_("too large"),
    "outside_folder": N_("a file outside the inbox folder"),
    # dates that cannot be trusted
    "undated": N_("no date that can be trusted"),
    "future": N_("dated in the future"),
    "ancient": N_("dated more than a year ago"),
    # understand: what stands
    "flagged": N_("carries a risk signal"),
    "protective": N_("carries a sign of accord"),
    "no_signal": N_("no signal in it"),
    # understand: what was let go
    "not_kazakhstan": N_("no place in Kazakhstan"),
    "unresolved": N_("the place could not be told"),
    "abroad": N_("happened abroad"),
    "foreign_language": N_("in a language we do not read"),
    "no_gate": N_("nothing about relations between communities"),
    "sport": N_("sport"),
    "traffic": N_("road accident"),
    "history": N_("history or an anniversary"),
    "culture": N_("culture"),
    "figurative": N_("words used figuratively"),
    "authority_criticism": N_("criticism of authorities"),
    "labour_dispute": N_("wages and labour"),
    "social_demand": N_("housing, loans and benefits"),
    "counter_speech": N_("a call against enmity"),
    "peaceful_gathering": N_("a celebration, a funeral or joint work"),
    "research": N_("research, training or a lecture"),
    "speech": N_("general words about unity"),
    "crime_domestic": N_("a crime or a family matter"),
    "disaster": N_("a natural disaster or an accident"),
    "settled": N_("a dispute that was settled"),
    "negated": N_("the text says it did not happen"),
    "court": N_("a court case about the past"),
}

_ARTICLE = "article_"


def stage(code: str) -> str:
    """A step of the flow."""
    return _(_STAGES[code]) if code in _STAGES else code


def reason(code: str) -> str:
    """What became of a text; a code without words is shown as it is."""
    if code in _REASONS:
        return _(_REASONS[code])
    state = code.removeprefix(_ARTICLE)
    if code.startswith(_ARTICLE) and state in set(State):
        why = _(SOURCE_STATES[State(state)].name)
        return _("the article could not be read: %(why)s") % {"why": why}
    return code
