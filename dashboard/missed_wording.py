"""Events that happened and were not flagged, in words. Knows no Streamlit."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.i18n import N_, _
from data.model import Item, MissedEvent, Restoration

#: How whoever reports an event knows of it.
HOW_KNOWN = {
    "experienced": N_("people lived through it"),
    "evidenced": N_("somebody saw it, or a document or photo shows it"),
    "heard": N_("it was heard from others"),
}

_STATES = {
    "no_text": N_("No text of ours told of it: a gap in what is read."),
    "aside": N_("We had a text and set it aside: a mistake of our rules."),
    "on_desk": N_("We had a text; a person put it on the desk."),
}


def how_known(code: str) -> str:
    """How an event is known."""
    return _(HOW_KNOWN[code]) if code in HOW_KNOWN else code


def state(
    event: MissedEvent, item: Item | None, standing: Mapping[str, Restoration]
) -> str:
    """no_text, aside or on_desk: where an event stands that we missed.

    ``item`` is the text it was linked with, ``standing`` what persons put on the desk.
    """
    if not event.item_key or item is None:
        return "no_text"
    is_told = event.item_key in standing or item.dropped is None
    return "on_desk" if is_told else "aside"


def state_name(code: str) -> str:
    """What a state means, as a sentence."""
    return _(_STATES[code])
