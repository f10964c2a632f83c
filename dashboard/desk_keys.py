"""The Desk by keyboard: keys that press what stands on the page, and their list.

Everything the keys do can be done without them. They act on the physical key, so that
they are the same on a Kazakh, a Russian and an English keyboard, and never while
somebody is typing.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard import widgets
from dashboard.i18n import _
from dashboard.markup import Safe, join, tag

#: Keys of the containers and buttons that the script below looks for.
FORM, SECOND = "desk_verdict", "desk_second"
NEXT, PREVIOUS = "desk.next", "desk.previous"

_listen = st.components.v2.component(
    "kelisim_desk_keys",
    js=(Path(__file__).parent / "desk_keys.js").read_text(encoding="utf-8"),
)


def listen(flag_id: str = "", said: str = "") -> None:
    """Hear the keys of one flag, or of the list; the list of keys folded.

    Another flag is read from the top of the page, and so is what was just ``said``.
    """
    with st.container(key="desk_keys"):
        data = {"flag": flag_id, "said": said}
        _listen(key="kelisim.desk_keys", data=data, width=1)
        widgets.html(_keys(on_list=not flag_id))


def _keys(*, on_list: bool) -> Safe:
    if on_list:
        named = [
            ("j", _("to the next flag of the list")),
            ("k", _("to the one before")),
            ("Enter", _("open it")),
        ]
    else:
        named = [
            ("1 – 9", _("choose the answer of that number")),
            ("w", _("write the reason")),
            ("Ctrl + Enter", _("keep what the form holds")),
            ("j", _("next flag")),
            ("k", _("previous flag")),
            ("l", _("back to the list")),
        ]
    named.append(("?", _("show or fold this list")))
    rows = [join([tag("dt", tag("kbd", key)), tag("dd", said)]) for key, said in named]
    return tag(
        "details",
        tag("summary", _("By keyboard")),
        tag("dl", *rows, class_="kel-pairs"),
        class_="kel-hotkeys",
    )
