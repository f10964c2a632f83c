"""Following a decision of a meeting: what persons said of it, and the form to say more.

Nothing is overwritten: another word follows the earlier one and stands.
"""

from __future__ import annotations

import streamlit as st

from dashboard import meeting_wording, people, queries, session, signature, widgets
from dashboard.i18n import _, format_date
from dashboard.intake import intake
from dashboard.markup import Safe, join, tag
from data.errors import InputError
from data.model import Decision, DecisionStep

#: What a person can say; "overdue" is worked out from the day it was due.
SAID = ("done", "open", "dropped", "unknown")
_LONGEST = 600


def show(decision: Decision, key: str) -> None:
    """What was said of a decision so far, and the form; ``key`` tells forms apart."""
    if decision.id is None:
        return
    steps = people.decision_steps(decision.id)
    if steps:
        widgets.html(history(steps))
    # The number of steps in the keys empties the form once one was kept.
    name = f"{key}.{decision.id}.{len(steps)}"
    words = {code: _(meeting_wording.DECISIONS[code]) for code in SAID}
    with st.form(name):
        state = st.radio(
            _("How does it stand?"),
            list(words),
            index=None,
            format_func=words.__getitem__,
            horizontal=True,
            key=f"{name}.state",
        )
        outcome = st.text_area(
            _("What came of it? One or two sentences; offices, no names of persons"),
            max_chars=_LONGEST,
            height=90,
            key=f"{name}.outcome",
        )
        author = signature.ask(f"{name}.author")
        if st.form_submit_button(_("Keep this"), type="primary"):
            _keep(decision.id, state, (outcome or "").strip(), author)


def history(steps: list[DecisionStep]) -> Safe:
    """Every word on a decision, oldest first, with its author."""
    lines = (
        tag(
            "li",
            tag("strong", _(meeting_wording.DECISIONS.get(step.state, step.state))),
            join([": ", step.outcome] if step.outcome else []),
            f" — {step.author}, {format_date(step.at)}",
        )
        for step in steps
    )
    return tag("ol", *lines, class_="kel-history")


def _keep(decision_id: int, state: str | None, outcome: str, author: str) -> None:
    if state is None or not author:
        st.error(_("Choose how it stands and say who writes it down."))
        return
    told = intake().hide(outcome)
    step = DecisionStep(decision_id, state, told, author, queries.now())
    try:
        people.add_decision_step(step)
    except InputError:
        st.error(
            _("This decision is no longer known: its report was read again. Reload.")
        )
        return
    session.remember_author(author)
    kept = _("Kept: what became of the decision.")
    if told != outcome:
        kept += " " + _("Names and numbers of persons were taken out before.")
    session.say_next(kept)
    st.rerun()
