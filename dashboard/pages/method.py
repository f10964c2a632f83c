"""Method: "How does a flag arise, and how often is it wrong?"."""

from __future__ import annotations

import streamlit as st

from dashboard import (
    method_examples,
    method_rule,
    method_score,
    method_text,
    method_widgets,
)
from dashboard.i18n import _


def show() -> None:
    """The flow, what counts, what does not, the levels, the promises and the limits."""
    st.title(_("How does a flag arise, and how often is it wrong?"), anchor=False)
    st.header(_("From a text to a flag"), anchor=False)
    method_widgets.steps(method_text.FLOW)
    st.header(_("What counts"), anchor=False)
    method_widgets.signals()
    st.header(_("What is not tension"), anchor=False)
    method_widgets.points(method_text.NOT_TENSION)
    st.header(_("Levels and their numbers"), anchor=False)
    method_widgets.levels()
    method_rule.parameters()
    st.header(_("What we promise"), anchor=False)
    method_widgets.points(method_text.PROMISES)
    st.header(_("How often is it wrong?"), anchor=False)
    method_widgets.points(method_text.LIMITS)
    method_score.show()
    st.header(_("What the machine may learn from"), anchor=False)
    method_examples.show()
    st.header(_("Versions and origins"), anchor=False)
    method_widgets.versions()


show()
