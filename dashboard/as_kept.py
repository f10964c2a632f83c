"""What a person wrote, shown as others will read it before it is kept.

Names and numbers of private persons are taken out first. Where nothing had to go there
is nothing to show, unless a form always asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar, cast

import streamlit as st

from dashboard import widgets
from dashboard.i18n import _
from dashboard.intake import intake
from dashboard.markup import tag

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


def to_keep(
    key: str, written: T | None, labels: Mapping[str, str], *, always: bool = False
) -> T | None:
    """The value that may be kept now, or None.

    ``written`` is what the form has just sent; ``labels`` names its free texts by
    field. What was shown waits under ``key`` until the person agrees or sends anew.
    """
    if written is not None:
        redacted = _redacted(written, labels)
        if not always and _same(written, redacted, labels):
            forget(key)
            return redacted
        st.session_state[_held(key)] = redacted
    waiting = st.session_state.get(_held(key))
    if waiting is None:
        return None
    _show(waiting, labels)
    if not st.button(_("Keep it like this"), key=f"{key}.agreed", type="primary"):
        return None
    forget(key)
    return cast("T", waiting)


def forget(key: str) -> None:
    """Let go of what was shown: the form was sent anew, or kept."""
    st.session_state.pop(_held(key), None)


def _held(key: str) -> str:
    return f"{key}.as_kept"


def _redacted(written: T, labels: Mapping[str, str]) -> T:
    with st.spinner(_("Looking for names of private persons")):
        hidden = {name: intake().hide(getattr(written, name)) for name in labels}
    return replace(written, **hidden)


def _same(one: T, other: T, labels: Mapping[str, str]) -> bool:
    """Whether only spaces and line breaks differ."""
    pairs = ((getattr(one, name), getattr(other, name)) for name in labels)
    return all(before.split() == after.split() for before, after in pairs)


def _show(waiting: T, labels: Mapping[str, str]) -> None:
    st.markdown(_("**This, and nothing else, is written down and seen by others:**"))
    parts = []
    for name, label in labels.items():
        parts.append(tag("p", tag("strong", label)))
        parts.append(tag("p", getattr(waiting, name) or "—", class_="kel-lines"))
    widgets.html(tag("blockquote", *parts, class_="kel-text"))
    st.markdown(
        _(
            "A machine overlooks names, and may take one for a person's: read it once "
            "more. To change it, change the text above and send it again."
        )
    )
