"""What became of a text, in words: the counters of every stage. Knows no Streamlit."""

from __future__ import annotations

from dashboard.desk_wording import SOURCE_STATES
from dashboard.i18n import N_, _
from data.model import State

_REASONS = {
    # collect
    "kept": N_("new, kept"),
    "known": N_("read before"),
    "edited": N_("edited by its publisher"),
    "edited_too_often": N_("a page that changes with every look: kept as it was"),
    "duplicate": N_("the same text again"),
    "took_too_long": N_("took too long to read"),
    "no_text": N_("no text in it"),
    "no_link": N_("a link without an address"),
    "not_html": N_("not a page of text"),
    "postponed": N_("put off to the next collection"),
    "too_many": N_("more entries than one list may hold"),
    "language_unread": N_("a list that could not be read in one of its languages"),
    "unsupported_file": N_("a kind of file we do not read"),
    "unreadable_file": N_("a file that cannot be opened"),
    "scanned_pdf": N_("a scanned picture without text"),
    "too_large": N_("too large"),
    "outside_folder": N_("a file outside the inbox folder"),
    "unaccounted": N_("not accounted for: a fault of ours"),
    "not_understood": N_("not understood, to be tried again: a fault of ours"),
    # collect: rows of a file of field reports
    "file_without_headings": N_("a table without the headings of the form"),
    "row_without_text": N_("a row that does not say what happened"),
    "row_without_place": N_("a row without a region"),
    "unknown_region": N_("a row whose region is not known"),
    "row_unknown_kind": N_("a row without a kind of the form"),
    "row_unknown_way": N_("a row that does not say how it is known"),
    "row_open_quote": N_("rows run together by a quotation mark"),
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
    "election": N_("elections and parties"),
    "routine_meeting": N_("a routine report of a meeting"),
    "language_policy": N_("language policy, without a dispute between people"),
    "opinion": N_("an opinion, no event"),
    "namesake": N_("another thing of the same name"),
    "resources": N_("land, water or pasture, without a dispute between communities"),
    "discrimination_other": N_("unequal treatment, but not of a community"),
    "no_tension": N_("ordinary news without tension"),
}

#: Flaws of texts that were kept.
_NOTES = {
    "read_by_ocr": N_("read from a scan: letters may be mistaken"),
    "read_in_part": N_("a long text, read in part"),
    "no_title": N_("without a title: its first words stand for it"),
    "no_link": N_("without an address of its own"),
    "no_body": N_("a title without a text"),
    "row_cut": N_("a field report longer than the form allows, cut"),
}

_ARTICLE = "article_"


def note(code: str) -> str:
    """A flaw of a text that was kept; a code without words is shown as it is."""
    return _(_NOTES[code]) if code in _NOTES else code


def reason(code: str) -> str:
    """What became of a text; a code without words is shown as it is."""
    if code in _REASONS:
        return _(_REASONS[code])
    state = code.removeprefix(_ARTICLE)
    if code.startswith(_ARTICLE) and state in set(State):
        why = _(SOURCE_STATES[State(state)].name)
        return _("the article could not be read: %(why)s") % {"why": why}
    return code
