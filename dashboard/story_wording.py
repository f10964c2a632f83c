"""How a story was told, as sentences: repeated, reframed, an echo. No Streamlit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from dashboard.i18n import _, format_date, format_number, ngettext


def _told(params: Mapping[str, Any]) -> str:
    copied, later = int(params.get("reprints") or 0), int(params.get("updates") or 0)
    said = []
    if copied:
        phrase = ngettext(
            "%(n)s report only repeats another one and is not counted as independent.",
            "%(n)s reports only repeat another one and are not counted as independent.",
            copied,
        )
        said.append(phrase % {"n": format_number(copied)})
    if later:
        phrase = ngettext(
            "%(n)s report tells how it went on.",
            "%(n)s reports tell how it went on.",
            later,
        )
        said.append(phrase % {"n": format_number(later)})
    return " ".join(said)


def _reframed(params: Mapping[str, Any]) -> str:
    phrase = _(
        "First told as an everyday incident (%(first)s). The label “%(words)s” was "
        "added on %(date)s by the source %(by)s."
    )
    return phrase % {
        "first": params.get("first", ""),
        "words": params.get("words", ""),
        "date": _day(params.get("on")),
        "by": params.get("by", ""),
    }


def _echo_owner(params: Mapping[str, Any]) -> str:
    phrase = _("Echo: all %(n)s reports go back to one publisher (%(by)s).")
    n = format_number(int(params.get("items") or 0))
    return phrase % {"n": n, "by": params.get("by", "")}


def _echo_foreign(params: Mapping[str, Any]) -> str:
    phrase = _(
        "Echo: all %(n)s reports come from sources abroad; no source in Kazakhstan has "
        "told of it."
    )
    return phrase % {"n": format_number(int(params.get("items") or 0))}


def _day(value: object) -> str:
    return format_date(date.fromisoformat(value)) if isinstance(value, str) else "—"


#: Sentences by the code of the reason.
TOLD: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "story.told": _told,
    "story.reframed": _reframed,
    "story.echo_owner": _echo_owner,
    "story.echo_foreign": _echo_foreign,
}
