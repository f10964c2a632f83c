"""Buttons that make the councils' sheet: to print, to edit, to read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from dashboard import queries, sheet
from dashboard.export import DEMO
from dashboard.i18n import OWN_NAMES, _, language
from dashboard.markup import literal
from dashboard.mime import MIME
from data.model import LANGUAGES, Flag, Region

_WRITERS = {
    "pdf": sheet.sheet_pdf,
    "docx": sheet.sheet_docx,
    "html": sheet.sheet_html,
}


def of_flag(flag: Flag) -> None:
    """The sheet about this flag, in the language chosen here."""
    st.subheader(_("Sheet for the councils"), anchor=False)
    st.markdown(
        _(
            "One page for elders and mothers: where, what is known and what is not, "
            "the first step, whom to call. Its number is **%(number)s**."
        )
        % {"number": literal(sheet.number(flag))}
    )
    lang = st.segmented_control(
        _("Language of the sheet"),
        LANGUAGES,
        default=language(),
        format_func=OWN_NAMES.__getitem__,
        key=f"desk.{flag.id}.sheet",
        required=True,
    )
    _downloads(flag.region, flag, lang or language(), f"desk.{flag.id}.sheet")


def of_region(region: Region, since: date) -> None:
    """The sheet about a region's open acute flags, where one was heard of lately."""
    if not queries.acute_flags(since, [region.code], 1):
        return
    st.subheader(_("Sheet for the councils"), anchor=False)
    st.markdown(
        _(
            "One page for elders and mothers about the acute events nobody has settled "
            "or refuted yet."
        )
    )
    _downloads(region.code, None, language(), f"region.{region.code}.sheet")


def _downloads(region: str, flag: Flag | None, lang: str, key: str) -> None:
    labels = {
        "pdf": _("Sheet (PDF)"),
        "docx": _("Sheet (DOCX)"),
        "html": _("Sheet (HTML)"),
    }
    with st.container(horizontal=True):
        for ext, label in labels.items():
            st.download_button(
                label,
                data=_file(ext, region, flag, lang),
                file_name=_name(region, flag, lang, ext),
                mime=MIME[ext],
                key=f"{key}.{lang}.{ext}",
                on_click="ignore",
            )


def _name(region: str, flag: Flag | None, lang: str, ext: str) -> str:
    demo = DEMO if queries.is_demo() else ""
    about = sheet.number(flag) if flag else ""
    parts = ["kelisim", demo, "sheet", region, about, lang]
    return f"{'_'.join(filter(None, parts))}.{ext}"


def _file(ext: str, region: str, flag: Flag | None, lang: str) -> Callable[[], bytes]:
    """The file, made at the click; everything it needs is closed over here.

    At the click there is no session any more, and no language: both are carried along.
    """
    write, reference = _WRITERS[ext], queries.reference()
    store, clock = queries.store(), queries.now

    def made() -> bytes:
        where = reference.regions[region]
        return write(sheet.gather(store, where, reference, clock(), flag), lang)

    return made
