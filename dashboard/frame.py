"""What stands around every page: language, demonstration notice, state of the data."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import streamlit as st

from dashboard import (
    profile_switch,
    queries,
    session,
    source_health,
    streamlit_words,
    widgets,
)
from dashboard.i18n import (
    OWN_NAMES,
    _,
    format_datetime,
    format_number,
    language,
    local,
    ngettext,
    relative,
)
from dashboard.markup import Safe, join, link, tag, url
from data.model import LANGUAGES, LevelCode

#: The demo reads once, so it grows old only on another day.
_DEMO_AGES = timedelta(hours=24)

_HERE = Path(__file__).parent
#: The product's name and mark, readable on light and on dark ground.
LOGO = _HERE / "logo.svg"
_STYLE = Safe(f"<style>{(_HERE / 'style.css').read_text(encoding='utf-8')}</style>")

# Streamlit always writes lang="en": a screen reader would read Kazakh in English.
# The browser remembers who works at it, as a number and for half a year.
_speak = st.components.v2.component(
    "kelisim_language",
    js=f"""{streamlit_words.SCRIPT}
export default function ({{ data }}) {{
  document.documentElement.lang = data.lang;
  translate(data.words);
  const age = data.user ? 15552000 : 0;
  const where = `path=/; SameSite=Strict; max-age=${{age}}`;
  document.cookie = `{session.COOKIE}=${{data.user}}; ${{where}}`;
}}""",
)


def begin(lang: str) -> bool:
    """Draw the frame; False when nothing has been collected yet, which it explains."""
    st.html(_STYLE)
    st.logo(str(LOGO), size="large")
    with st.container(
        key="frame_language", horizontal=True, horizontal_alignment="right"
    ):
        _speak(
            key="kelisim.language",
            data={
                "lang": lang,
                "user": session.user_mark(),
                "words": streamlit_words.words(),
            },
            width=1,
        )
        profile_switch.show()
        _switch(lang)
    session.note_visit()
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
    """The health strip: quiet when all is well, loud when nobody reads any more."""
    now = queries.now()
    pulse = source_health.pulse(queries.sources(), queries.source_states(), now)
    asked = pulse.asked_at or collected
    parts: list[object] = [
        _("Data as of %(time)s (Almaty)") % {"time": format_datetime(asked)},
        _("%(n)s of %(all)s sources work")
        % {"n": format_number(pulse.working), "all": format_number(pulse.far)},
    ]
    if pulse.new_at is not None:
        heard = {"time": _moment(pulse.new_at, now)}
        parts.append(_("last new text %(time)s") % heard)
    if pulse.hands:
        parts.append(link(_hands(pulse.hands), url("sources", lang=language())))
    parts.append(
        _("%(symbol)s raised = needs a look, not a verdict")
        % {"symbol": widgets.symbol(LevelCode.RAISED)}
    )
    spans = join((tag("span", part) for part in parts), " · ")
    widgets.html(tag("div", spans, class_="kel-line"))
    if pulse.far and not pulse.working:
        st.error(
            _(
                "No source could be reached at the last attempt. What you see is what "
                "was known before. Check the internet connection of this machine; the "
                "page “Sources” says what each source answered."
            )
        )
    elif now - asked > _DEMO_AGES if queries.is_demo() else pulse.silent:
        _silence(asked, now)


def _moment(at: datetime, now: datetime) -> str:
    """The time of day, with its date unless it is today's."""
    is_today = local(at).date() == local(now).date()
    return f"{local(at):%H:%M}" if is_today else format_datetime(at)


def _hands(n: int) -> str:
    phrase = ngettext(
        "%(n)s source needs a hand → Sources", "%(n)s sources need a hand → Sources", n
    )
    return phrase % {"n": format_number(n)}


def _silence(asked: datetime, now: datetime) -> None:
    st.warning(
        _(
            "Nothing has been read since %(time)s (%(ago)s): what you see is the "
            "picture of that time. Check that `kelisim up` is running."
        )
        % {"time": format_datetime(asked), "ago": relative(asked, now)}
    )


def _nothing_yet() -> None:
    st.warning(
        _(
            "Nothing has been collected yet, so nothing can be said: this is not "
            "calm, it is silence. Start the collection with `kelisim up`, or look at "
            "invented news with `kelisim demo`; this page fills after the first run."
        )
    )
