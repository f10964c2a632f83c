"""Our own scoreboard on the Method page: how often we were right, and how soon."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

import streamlit as st

from dashboard import desk_wording, people, scoreboard, widgets
from dashboard.i18n import (
    _,
    format_month,
    format_number,
    format_percent,
    ngettext,
)
from dashboard.scoreboard import Pace, Row, Scoreboard
from data.model import Lane


def show() -> None:
    """The numbers so far beside what we want to reach."""
    board = people.scoreboard()
    _told(board)
    if not board.total.shown:
        return
    _table(board.by_month, _("By month"), _("Month"), _month)
    _table(board.by_lane, _("By kind of flag"), _("Kind of flag"), _lane)
    _table(
        board.by_language,
        _("By language of the text"),
        _("Language"),
        desk_wording.language_name,
    )
    _paces(board.paces)


def _told(board: Scoreboard) -> None:
    """What a reader must know first, in sentences."""
    total = board.total
    lines = [
        _(
            "Flags shown: %(shown)s; judged by a person: %(judged)s; confirmed or "
            "probable: %(confirmed)s; not tension: %(refuted)s; rumour or not "
            "verifiable: %(unclear)s."
        )
        % {
            "shown": format_number(total.shown),
            "judged": format_number(total.judged),
            "confirmed": format_number(total.confirmed),
            "refuted": format_number(total.refuted),
            "unclear": format_number(total.unclear),
        },
        _right(total),
        _missed(board),
        _lead(board),
    ]
    widgets.bullets(lines)


def _right(total: Row) -> str:
    goal = format_percent(scoreboard.PRECISION)
    settled = total.confirmed + total.refuted
    if not settled:
        return _("No flag has been confirmed or refuted yet: no rate can be told.")
    if total.right is None:
        return _(
            "Only %(n)s flags are settled: a rate of so few would prove nothing "
            "(goal: %(goal)s right)."
        ) % {"n": format_number(settled), "goal": goal}
    return _("Of %(n)s settled flags %(share)s proved right (goal: %(goal)s).") % {
        "n": format_number(settled),
        "share": format_percent(total.right),
        "goal": goal,
    }


def _missed(board: Scoreboard) -> str:
    phrase = ngettext(
        "People reported %(n)s event that was not flagged.",
        "People reported %(n)s events that were not flagged.",
        board.missed,
    )
    said = phrase % {"n": format_number(board.missed)}
    if board.found is None:
        return said
    share = _("So at most %(share)s of the known events were found (goal: %(goal)s).")
    numbers = {
        "share": format_percent(board.found),
        "goal": format_percent(scoreboard.FOUND),
    }
    return f"{said} {share % numbers}"


def _lead(board: Scoreboard) -> str:
    goal = {"goal": _gap(scoreboard.LEAD)}
    if board.lead is None:
        return (
            _(
                "Too few confirmed flags had an official statement to say how much "
                "earlier we were (goal: %(goal)s earlier)."
            )
            % goal
        )
    numbers = {
        "n": format_number(len(board.leads)),
        "gap": _gap(abs(board.lead)),
        **goal,
    }
    if board.lead < timedelta(0):
        return (
            _(
                "In %(n)s stories with an official statement we were later than it by "
                "%(gap)s (median; goal: %(goal)s earlier)."
            )
            % numbers
        )
    return (
        _(
            "In %(n)s stories with an official statement we were earlier than it by "
            "%(gap)s (median; goal: %(goal)s earlier)."
        )
        % numbers
    )


def _month(key: str) -> str:
    return format_month(scoreboard.month_begins(key))


def _lane(key: str) -> str:
    return desk_wording.lane(Lane(key))


def _table(
    rows: Sequence[Row], caption: str, head: str, name: Callable[[str], str]
) -> None:
    widgets.blocks(
        [
            head,
            _("Shown"),
            _("Judged"),
            _("Confirmed or probable"),
            _("Not tension"),
            _("Unclear"),
            _("Right"),
        ],
        [
            (
                name(row.key),
                format_number(row.shown),
                format_number(row.judged),
                format_number(row.confirmed),
                format_number(row.refuted),
                format_number(row.unclear),
                _share(row.right),
            )
            for row in rows
        ],
        caption=caption,
    )


def _share(value: float | None) -> str:
    return _("too few") if value is None else format_percent(value)


def _paces(paces: Sequence[Pace]) -> None:
    """How long people took, from the moment a flag was opened (medians)."""
    rows = [
        (
            desk_wording.lane(pace.lane),
            format_number(pace.n),
            _gap(pace.notified),
            _gap(pace.judged),
            _share(pace.in_time),
            _gap(pace.stepped),
        )
        for pace in paces
    ]
    widgets.blocks(
        [
            _("Kind of flag"),
            _("Judged"),
            _("Until somebody knew"),
            _("Until the verdict"),
            _("Judged in time"),
            _("Until the first step"),
        ],
        rows,
        caption=_("How soon people acted (medians)"),
    )
    st.markdown(
        _(
            "Goals: somebody knows of an acute flag within an hour; %(share)s are "
            "judged in time (24 hours, 15 days, 30 days); the first step is taken "
            "within seven days. A dash means that it never happened yet."
        )
        % {"share": format_percent(scoreboard.IN_TIME)}
    )


def _gap(value: timedelta | None) -> str:
    """A length of time in the two units a reader needs: minutes, hours or days."""
    if value is None:
        return "—"
    hours = value.total_seconds() / 3600
    if hours < 1:
        return _("%(n)s min") % {"n": format_number(max(1, round(hours * 60)))}
    if hours < 72:
        return _("%(n)s h") % {"n": format_number(round(hours))}
    return _("%(n)s d") % {"n": format_number(round(hours / 24))}
