"""The people's door: language, the frame around every page, the chosen page."""

from __future__ import annotations

import streamlit as st

from dashboard import cached, frame, garbage, queries, session
from dashboard.i18n import _
from dashboard.intake import bring
from dashboard.navigation import PAGES
from data.errors import KelisimError
from data.field_report import FieldReport
from data.model import Understanding


class Intake:
    """Reads and keeps field reports by the machine's own flow, loaded when needed."""

    def preview(self, report: FieldReport) -> Understanding:
        """What would be kept of a report; nothing is written."""
        import pipeline

        return pipeline.preview_report(report, queries.now())

    def keep(self, report: FieldReport) -> bool:
        """Keep a report; False when it was kept before."""
        import pipeline

        return pipeline.keep_report(queries.store(), report, queries.now())

    def hide(self, text: str) -> str:
        """A person's words without private persons."""
        from scoring.hiding import hide_private

        return hide_private(text, queries.reference()) if text.strip() else ""


def main() -> None:
    """Show the page that was asked for, in the visitor's language."""
    cached.begin_run()
    lang = session.language()
    bring(Intake())
    st.set_page_config(
        page_title="Kelisim",
        page_icon="🤝",
        layout="wide",
        initial_sidebar_state=240,
    )
    page = st.navigation(
        [
            st.Page(
                page.file,
                title=_(page.title),
                url_path=page.name,
                default=page is PAGES[0],
            )
            for page in PAGES
        ]
    )
    try:
        if frame.begin(lang):
            page.run()
    except KelisimError as error:
        st.error(_("This page cannot be shown. The cause, in the machine's words:"))
        st.code(str(error), language=None, wrap_lines=True)
    garbage.spare_what_stays()


main()
