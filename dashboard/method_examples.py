"""What the machine may learn from: a person allows or refuses each judged flag."""

from __future__ import annotations

import streamlit as st

from dashboard import desk_wording, markup, people, queries, session, widgets
from dashboard.i18n import _, format_number, language, ngettext
from dashboard.markup import link, tag, text, url
from data.model import LANGUAGES, ExampleWord, Flag, Verdict

#: Judged flags asked about at once.
_AT_ONCE = 5


def show() -> None:
    """How many may teach, and the next ones to say yes or no to."""
    ready, waiting = people.teachable()
    phrase = ngettext(
        "%(n)s judged flag may teach.", "%(n)s judged flags may teach.", ready
    )
    st.markdown(
        _(
            "A verdict teaches the machine nothing by itself. What a person allows "
            "here is learned from when the operator runs `kelisim train "
            "--with-verdicts`; who judged and why is not part of it."
        )
        + " "
        + phrase % {"n": format_number(ready)}
    )
    if not waiting:
        st.info(_("No judged flag waits for your word."))
        return
    author = session.author()
    if not author:
        st.info(_("Say who you are at the top of the page to allow or refuse."))
    for verdict in waiting[:_AT_ONCE]:
        found = queries.flag(verdict.flag_id)
        if found is not None:
            _ask(found, verdict, author)
    left = len(waiting) - _AT_ONCE
    if left > 0:
        more = ngettext("%(n)s more waits.", "%(n)s more wait.", left)
        st.markdown(more % {"n": format_number(left)})


def _ask(flag: Flag, verdict: Verdict, author: str) -> None:
    lang = flag.lang if flag.lang in LANGUAGES else None
    title = link(text(flag.title), url("desk", flag=flag.id, lang=language()))
    with st.container(border=True, gap=None):
        widgets.html(tag("p", tag("span", title, lang=lang)))
        widgets.html(
            widgets.meta(
                desk_wording.verdict(verdict.code),
                verdict.reason,
                desk_wording.lane(flag.lane),
            )
        )
        with st.container(horizontal=True):
            for is_approved, label in (
                (True, _("May teach")),
                (False, _("Must not teach")),
            ):
                st.button(
                    label,
                    key=f"method.teach.{verdict.id}.{int(is_approved)}",
                    on_click=_say,
                    args=(verdict, is_approved, author),
                    disabled=not author,
                    help=markup.literal(flag.title),
                )


def _say(verdict: Verdict, is_approved: bool, author: str) -> None:
    if verdict.id is not None:
        people.add_example_word(
            ExampleWord(verdict.id, is_approved, author, queries.now())
        )
