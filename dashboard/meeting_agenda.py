"""The agenda as a list to tick and to order, with the points a person adds."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import streamlit as st

from dashboard import (
    agenda,
    agenda_wording,
    meeting_focus,
    meeting_state,
    session,
    widgets,
)
from dashboard.agenda import AgendaItem
from dashboard.i18n import _, format_number
from dashboard.intake import intake
from dashboard.markup import literal

_LONGEST_POINT = 300
#: More points of one's own than this are no agenda any more.
_MOST_POINTS = 12


class Agenda(NamedTuple):
    """Every item in the person's order, and the codes they want on the paper."""

    region: str
    items: tuple[AgendaItem, ...]
    ticked: frozenset[str]
    points: tuple[str, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """What goes into the paper, in its order."""
        return tuple(each.code for each in self.items if each.code in self.ticked)


def arranged(region: str, suggested: list[AgendaItem]) -> Agenda:
    """The agenda of a region as the person left it, or as suggested."""
    made = meeting_state.choice(region)
    every = [*suggested, *agenda.own(made.own)]
    ticked = agenda.ticked(suggested) if made.ticked is None else made.ticked
    items = tuple(agenda.in_order(made.order, every))
    return Agenda(region, items, frozenset(ticked), made.own)


def show(made: Agenda) -> None:
    """The items with what is known of each, and the field for one's own point."""
    st.header(_("Agenda"), anchor=False)
    if not made.items:
        st.info(
            _(
                "Nothing asks for a place on the agenda: no open flag, no decision "
                "due, no sign of accord. Add your own points below."
            )
        )
    else:
        told = _("%(n)s of %(all)s points go into the paper, in this order.")
        st.markdown(
            told
            % {
                "n": format_number(len(made.codes)),
                "all": format_number(len(made.items)),
            }
        )
    for number, item in enumerate(made.items):
        _row(made, item, number)
    meeting_focus.give()
    _add(made)


def _row(made: Agenda, item: AgendaItem, number: int) -> None:
    key = f"meeting.{made.region}.{item.code}"
    tick = f"{key}.tick"
    st.session_state[tick] = item.code in made.ticked
    with st.container(horizontal=True, key=f"meeting-item-{number}"):
        with st.container(gap=None):
            st.checkbox(
                literal(item.title), key=tick, on_change=_tick, args=(made, item)
            )
            widgets.html(widgets.meta(agenda_wording.kind(item.kind), item.detail))
        with st.container(horizontal=True, width="content", gap="small"):
            _buttons(made, item, number, key)


def _buttons(made: Agenda, item: AgendaItem, number: int, key: str) -> None:
    """Up and down in words: a reader by ear hears what a button does."""
    for name, label, by, is_end in (
        ("up", _("↑ Up"), -1, number == 0),
        ("down", _("↓ Down"), 1, number == len(made.items) - 1),
    ):
        st.button(
            label,
            key=f"{key}.{name}",
            type="tertiary",
            disabled=is_end,
            on_click=_move,
            args=(made, item.code, by),
        )
    if item.kind == "own":
        st.button(
            _("Take out"),
            key=f"{key}.out",
            type="tertiary",
            on_click=_take_out,
            args=(made, item.code),
        )


def _order(made: Agenda) -> tuple[str, ...]:
    return tuple(item.code for item in made.items)


def _tick(made: Agenda, item: AgendaItem) -> None:
    ticked = made.ticked ^ {item.code}
    _keep(made, ticked=tuple(sorted(ticked)))


def _move(made: Agenda, code: str, by: int) -> None:
    _keep(made, order=agenda.moved(_order(made), code, by))
    key = f"meeting.{made.region}.{code}"
    ends = ("up", "down") if by < 0 else ("down", "up")
    meeting_focus.remember(*(f"{key}.{end}" for end in ends))


def _take_out(made: Agenda, code: str) -> None:
    gone = int(code.removeprefix("own:"))
    points = tuple("" if n == gone else each for n, each in enumerate(made.points))
    _keep(made, own=points)


def _keep(made: Agenda, **changes: tuple[str, ...]) -> None:
    """From the first touch on the agenda is the person's, not the suggested one."""
    now = meeting_state.Choice(_order(made), tuple(sorted(made.ticked)), made.points)
    meeting_state.choose(made.region, replace(now, **changes))


def _add(made: Agenda) -> None:
    """A point in the person's own words, without names of private persons."""
    if sum(bool(point) for point in made.points) >= _MOST_POINTS:
        return
    key = f"meeting.{made.region}.own{len(made.points)}"
    with st.form(key, border=False):
        written = st.text_input(
            _("Add your own point"),
            max_chars=_LONGEST_POINT,
            key=f"{key}.text",
            placeholder=_("What should be spoken of; offices, no names of persons"),
        )
        if not st.form_submit_button(_("Add")):
            return
    point = intake().hide(written or "")
    if not point.strip():
        st.error(_("Write the point first."))
        return
    ticked = made.ticked | {f"own:{len(made.points)}"}
    _keep(made, own=(*made.points, point), ticked=tuple(sorted(ticked)))
    if point.split() != (written or "").split():
        session.say_next(_("Names and numbers of persons were taken out."))
    st.rerun()
