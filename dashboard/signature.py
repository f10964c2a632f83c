"""Who writes this down: the user who works here, or the name or office they give."""

from __future__ import annotations

import re

import streamlit as st

from dashboard import session
from dashboard.i18n import _
from dashboard.intake import intake
from dashboard.markup import literal

#: Only with one of these can a name hold a number, an address or an account.
_TELLING = re.compile(r"[\d@/._]")
#: A person's name may stay: it is the worker's own. All other marks may not.
_MARK = re.compile(r"\[(?!(?:адам|человек|person) \d)[^\[\]]+\]")


def ask(key: str, label: str = "") -> str:
    """The name that will stand under what is written; "" if none, or one refused.

    Somebody who has said who they are is not asked again.
    """
    user = session.user()
    if user is not None:
        st.markdown(_("Signed: **%(name)s**") % {"name": literal(user.name)})
        return user.name
    written = st.text_input(
        label or _("Who writes this down? Name or office (needed)"),
        value=session.author(),
        key=key,
        max_chars=120,
    )
    name = (written or "").strip()
    if not is_private(name):
        return name
    st.error(refusal())
    return ""


def is_private(name: str) -> bool:
    """Whether a telephone, an e-mail, an IIN or an account stands in a name."""
    if not _TELLING.search(name):
        return False
    return len(_MARK.findall(intake().hide(name))) > len(_MARK.findall(name))


def refusal() -> str:
    """Why such a name is not taken."""
    return _(
        "A name signs what you do here: write it without a telephone, e-mail, IIN or "
        "account."
    )
