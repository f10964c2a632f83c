"""Two buttons that make the brief of a region: to edit, and to print."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from dashboard import queries
from dashboard.brief import filename, gather
from dashboard.brief_docx import brief_docx
from dashboard.brief_html import brief_html
from dashboard.i18n import _, language
from data.model import Region

_MIME = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
}
_WRITERS = {"docx": brief_docx, "html": brief_html}


def downloads(region: Region, today: date) -> None:
    """The brief as DOCX and as HTML; there is always one, also of a silent region."""
    labels = {"docx": _("Brief (DOCX)"), "html": _("Brief (HTML, to print)")}
    with st.container(horizontal=True):
        for ext, label in labels.items():
            st.download_button(
                label,
                data=_file(ext, region, today),
                file_name=filename(region, today, ext, queries.is_demo()),
                mime=_MIME[ext],
                key=f"brief.{ext}",
                on_click="ignore",
            )


def _file(ext: str, region: Region, today: date) -> Callable[[], bytes]:
    """The file, made at the click; everything it needs is closed over here.

    At the click there is no session any more, and no language: both are carried along.
    """
    write, lang = _WRITERS[ext], language()
    store, reference, clock = queries.store(), queries.reference(), queries.now

    def made() -> bytes:
        content = gather(store, region, reference, today, clock())
        written = write(content, lang)
        store.record_brief(content.record(lang))
        return written

    return made
