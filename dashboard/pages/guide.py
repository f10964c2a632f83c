"""How do I work with it? The guide for mediators and for akims."""

from __future__ import annotations

import streamlit as st

from dashboard import guide_text
from dashboard.i18n import OWN_NAMES, _, language


def show(reader: str) -> None:
    """The guide for one reader; where it is in another language, that is said."""
    guide = guide_text.read(reader, language())
    if guide is None:
        st.info(_("This guide has not been written yet."))
        return
    if guide.lang != language():
        st.info(
            _("This guide is not in your language yet; it is shown in: %(language)s.")
            % {"language": OWN_NAMES[guide.lang]}
        )
    for part in guide.parts:
        if isinstance(part, str):
            st.markdown(part)
        elif part.file.is_file():
            st.image(str(part.file), caption=part.shows, alt=part.shows)


def main() -> None:
    """One tab for each reader."""
    st.title(_("How do I work with it?"), anchor=False)
    readers = list(guide_text.READERS)
    for reader, tab in zip(
        readers, st.tabs([_(guide_text.READERS[each]) for each in readers]), strict=True
    ):
        with tab:
            show(reader)


main()
