"""The people's door: language, the frame around every page, the chosen page."""

from __future__ import annotations

import streamlit as st

from dashboard import frame, session
from dashboard.i18n import _
from dashboard.navigation import PAGES
from data.errors import KelisimError


def main() -> None:
    """Show the page that was asked for, in the visitor's language."""
    lang = session.language()
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


main()
