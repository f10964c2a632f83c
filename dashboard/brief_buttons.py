"""The buttons that make the brief of a region: to edit, to print, and its table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from dashboard import queries
from dashboard.brief import BriefContent, filename, gather
from dashboard.brief_docx import brief_docx
from dashboard.brief_html import brief_html
from dashboard.brief_pdf import brief_pdf
from dashboard.brief_tables import brief_table, filters
from dashboard.i18n import OWN_NAMES, _, language
from dashboard.mime import MIME
from data.model import Export, Region

_WRITERS = {"docx": brief_docx, "pdf": brief_pdf, "html": brief_html}
#: One language, or the two of the country side by side.
LANGUAGES = {**OWN_NAMES, "kk+ru": f"{OWN_NAMES['kk']} + {OWN_NAMES['ru'].lower()}"}


def downloads(
    region: Region,
    today: date,
    agenda: Sequence[str] | None = None,
    points: Sequence[str] = (),
) -> None:
    """The brief in the language chosen; there is always one, also of a silent region.

    ``agenda`` are the codes a person ticked, ``points`` their own words; without, the
    paper holds what is suggested.
    """
    labels = {
        "docx": _("Brief (DOCX)"),
        "pdf": _("Brief (PDF)"),
        "html": _("Brief (HTML, to print)"),
        "csv": _("Its flags (CSV)"),
        "xlsx": _("Its flags (XLSX)"),
    }
    lang = st.segmented_control(
        _("Language of the paper"),
        list(LANGUAGES),
        default=language(),
        format_func=LANGUAGES.__getitem__,
        required=True,
        key=f"brief.lang.{language()}",
    )
    with st.container(horizontal=True):
        for ext, label in labels.items():
            st.download_button(
                label,
                data=_file(ext, region, today, lang, agenda, points),
                file_name=filename(region, today, ext, queries.is_demo(), lang),
                mime=MIME[ext],
                key=f"brief.{ext}",
                type="primary" if ext == "docx" else "secondary",
                on_click="ignore",
            )


def _file(
    ext: str,
    region: Region,
    today: date,
    lang: str,
    agenda: Sequence[str] | None = None,
    points: Sequence[str] = (),
) -> Callable[[], bytes]:
    """The file, made at the click; everything it needs is closed over here.

    At the click there is no session any more, and no language: both are carried along.
    """
    store, reference, clock = queries.store(), queries.reference(), queries.now

    def made() -> bytes:
        content = gather(store, region, reference, today, clock(), agenda, points)
        if ext in _WRITERS:
            written = _WRITERS[ext](content, lang)
            store.record_brief(content.record(lang))
            return written
        store.record_export(_record(content, ext, lang))
        return brief_table(content, ext, lang)

    return made


def _record(content: BriefContent, ext: str, lang: str) -> Export:
    told = filters(content)
    return Export(f"flags.{ext}", told, len(content.every), lang, content.made_at)
