"""One way to narrow a list: a choice that stands in the address as a code."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard import queries, session, wording
from dashboard.i18n import _


def choice(name: str, label: str, names: Mapping[str, str], everything: str) -> str:
    """The chosen code, or "" for everything; an unknown code in the address is that."""
    options = ["", *names]
    asked = session.param(name)
    chosen = st.selectbox(
        label,
        options,
        index=options.index(asked) if asked in options else 0,
        format_func=lambda code: names.get(code, everything),
    )
    session.set_param(name, chosen or None)
    return chosen or ""


def region() -> str:
    """A region, or all of them."""
    known = queries.reference().regions
    names = {code: wording.region(value) for code, value in known.items()}
    return choice("region", _("Region"), names, _("All regions"))
