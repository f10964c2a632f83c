"""What stands around every page: language, demonstration notice, state of the data."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import streamlit as st

from dashboard import changes, queries, session, widgets
from dashboard.i18n import OWN_NAMES, _, format_datetime, format_number, relative
from dashboard.markup import Safe, join, tag
from data.model import LANGUAGES, LevelCode

#: Older than this, the data are no picture of today.
_FRESH = timedelta(hours=24)

_HERE = Path(__file__).parent
#: The product's name and mark, readable on light and on dark ground.
LOGO = _HERE / "logo.svg"
_STYLE = Safe(f"<style>{(_HERE / 'style.css').read_text(encoding='utf-8')}</style>")

# Streamlit always writes lang="en": a screen reader would read Kazakh in English.
_speak = st.components.v2.component(
    "kelisim_language",
    js="export default function ({ data }) {"
    " document.documentElement.lang = data.lang; }",
)


def begin(lang: str) -> bool:
    """Draw the frame; False when nothing has been collected yet, which it explains."""
    st.html(_STYLE)
    st.logo(str(LOGO), size="large")
    with st.container(
        key="frame_language", horizontal=True, horizontal_alignment="right"
    ):
        _speak(key="kelisim.language", data={"lang": lang}, width=1)
        _switch(lang)
    if queries.is_demo():
        _demo()
    collected = queries.moment("collected_at")
    if collected is None:
        _nothing_yet()
        return False
    _data_line(collected)
    return True


def _chosen() -> None:
    session.choose_language(st.session_state["kelisim.switch"])


def _switch(lang: str) -> None:
    if st.session_state.get("kelisim.switch") != lang:
        st.session_state["kelisim.switch"] = lang
    st.segmented_control(
        _("Language"),
        LANGUAGES,
        format_func=OWN_NAMES.__getitem__,
        key="kelisim.switch",
        required=True,
        on_change=_chosen,
        label_visibility="collapsed",
    )


def _demo() -> None:
    words = _("Everything here is invented to show how Kelisim works: no real news.")
    widgets.html(
        tag(
            "div",
            tag("strong", _("◇ DEMO")),
            " ",
            words,
            class_="kel-demo",
            role="note",
        )
    )


def _data_line(collected: datetime) -> None:
    sources = [source for source in queries.sources() if changes.is_far(source)]
    answered = changes.living(sources, queries.source_states())
    parts = [
        _("Data as of %(time)s (Almaty)") % {"time": format_datetime(collected)},
        _("%(n)s of %(all)s sources answered")
        % {"n": format_number(answered), "all": format_number(len(sources))},
        _("%(symbol)s raised = needs a look, not a verdict")
        % {"symbol": widgets.symbol(LevelCode.RAISED)},
    ]
    widgets.html(
        tag(
            "div", join((tag("span", part) for part in parts), " · "), class_="kel-line"
        )
    )
    if sources and not answered:
        st.error(
            _(
                "No source could be reached at the last attempt. What you see is what "
                "was known before. Check the internet connection of this machine; the "
                "page “Sources” says what each source answered."
            )
        )
    elif queries.now() - collected > _FRESH:
        gap = {"ago": relative(collected, queries.now())}
        st.warning(
            _(
                "The data are not from today: the last collection ended %(ago)s. Check "
                "that `kelisim up` is running."
            )
            % gap
        )


def _nothing_yet() -> None:
    st.warning(
        _(
            "Nothing has been collected yet, so nothing can be said: this is not "
            "calm, it is silence. Start the collection with `kelisim up`, or look at "
            "invented news with `kelisim demo`; this page fills after the first run."
        )
    )
