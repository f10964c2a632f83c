"""What a visitor is composing for a meeting, region by region, in this visit only.

Codes and already redacted words, never labels: another language or another look at the
page changes nothing of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, cast

import streamlit as st

from dashboard.meeting_draft import Resolved

_AGENDA, _RESOLVED = "kelisim.agenda", "kelisim.resolved"
_FORM = "kelisim.meeting_form"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Choice:
    """A person's agenda: the order of codes, the ticked ones, their own points.

    ``ticked`` is None until they touch it; a point taken out leaves an empty place, so
    that the others keep their codes.
    """

    order: tuple[str, ...] = ()
    ticked: tuple[str, ...] | None = None
    own: tuple[str, ...] = ()


def choice(region: str) -> Choice:
    """The agenda of a region as it stands."""
    return _of(_AGENDA, region, Choice())


def choose(region: str, value: Choice) -> None:
    """Keep the agenda of a region."""
    _keep(_AGENDA, region, value)


def resolved(region: str) -> tuple[Resolved, ...]:
    """The decisions written down so far for the meeting being recorded."""
    return _of(_RESOLVED, region, ())


def resolve(region: str, value: tuple[Resolved, ...]) -> None:
    """Keep the decisions written down so far."""
    _keep(_RESOLVED, region, value)


def form(region: str) -> int:
    """The number of the form that is being filled in; another one is empty."""
    return _of(_FORM, region, 0)


def begin_form(region: str) -> None:
    """Give an empty form: a meeting was recorded, its agenda is used up."""
    _keep(_FORM, region, form(region) + 1)
    resolve(region, ())
    choose(region, Choice())


def _of(kind: str, region: str, default: T) -> T:
    return cast("T", st.session_state.get(f"{kind}.{region}", default))


def _keep(kind: str, region: str, value: object) -> None:
    st.session_state[f"{kind}.{region}"] = value
