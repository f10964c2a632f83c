"""What a source is called to its readers. Knows no Streamlit.

A newspaper has its own name in every language; what mediators saw themselves has none,
and must never be taken for news.
"""

from __future__ import annotations

from dashboard.i18n import _
from data.model import Source, SourceKind


def name(source: Source | None, source_id: str) -> str:
    """The name of a source in the reader's language; its id when it is not known."""
    if source is None:
        return source_id
    if source.kind is SourceKind.FIELD_REPORT:
        return _("a mediator's own observation, not news")
    return source.name


def publisher(source: Source) -> str:
    """A source with its publisher, and whether it speaks for an office."""
    if source.kind is SourceKind.FIELD_REPORT:
        return _("A mediator's own observation, not news; its writer is not recorded")
    kind = _("official") if source.official else _("not official")
    return _("%(name)s (publisher: %(owner)s; %(kind)s)") % {
        "name": source.name,
        "owner": source.owner,
        "kind": kind,
    }
