"""What a list of flags was narrowed to, in words for its file. Knows no Streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard import desk_wording, wording
from dashboard.i18n import N_, _, language
from data.model import Lane
from data.reference import Reference

#: What a list of flags can be narrowed by, in the order in which it is told.
FILTERS = {
    "region": N_("Region"),
    "lane": N_("Kind of flag"),
    "state": N_("State"),
    "mine": N_("Whose"),
    "due": N_("Deadline"),
    "since": N_("From"),
    "until": N_("To"),
    "page": N_("Page of the list"),
    "brief": N_("Flags of the brief"),
}
#: Filters whose values are codes with words of their own.
_CHOICES: Mapping[str, Mapping[str, str]] = {
    "state": desk_wording.TOLD_STATES,
    "mine": {"1": desk_wording.QUEUE_STATES["mine"]},
    "due": desk_wording.DUE,
}


def _filter_value(key: str, value: Any, reference: Reference) -> str:
    if key == "region":
        known = reference.regions
        codes = str(value).split(",")
        named = (known[c].names[language()] if c in known else c for c in codes)
        return ", ".join(named)
    if key == "lane" and value in set(Lane):
        return desk_wording.lane(Lane(value))
    words = _CHOICES.get(key, {})
    if value in words:
        return _(words[value])
    return wording.on_day(value) if key in ("since", "until") else str(value)


def describe_filters(filters: Mapping[str, Any], reference: Reference) -> str:
    """The filter in words; "all flags" when nothing was narrowed.

    A key without words of its own is told as it is: a filter is never left out.
    """
    order = [*FILTERS, *(key for key in filters if key not in FILTERS)]
    said = [
        f"{_(FILTERS.get(key, key))}: {_filter_value(key, filters[key], reference)}"
        for key in order
        if filters.get(key) not in (None, "")
    ]
    return "; ".join(said) if said else _("all flags")
