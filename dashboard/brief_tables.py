"""Exactly the flags of a brief as a table, in the order of its annex. No Streamlit."""

from __future__ import annotations

from dashboard import export
from dashboard.brief import BriefContent
from dashboard.i18n import format_date
from dashboard.paper import languages

_WRITERS = {"csv": export.flags_csv, "xlsx": export.flags_xlsx}


def brief_table(content: BriefContent, ext: str, lang: str) -> bytes:
    """The flags as "csv" or "xlsx"; of two languages the first is spoken."""
    shown = content.every
    return _WRITERS[ext](
        [each.flag for each in shown],
        {each.flag.id: each.verdict for each in shown if each.verdict},
        content.sources.values(),
        content.reference,
        languages(lang)[0],
        content.demo,
        filters(content),
        content.made_at,
        {each.flag.id: each for each in shown},
    )


def filters(content: BriefContent) -> dict[str, str]:
    """What the table is narrowed to, for its readers and for the record."""
    period = f"{format_date(content.since)} – {format_date(content.until)}"
    return {"region": content.region.code, "brief": period}
