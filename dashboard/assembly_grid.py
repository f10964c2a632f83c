"""Regions and two-month periods: who met in which. Knows no Streamlit.

The regions stand in their fixed order: the table compares nobody with anybody. A cell
is a symbol, a word and a day; the same words stand in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from babel.dates import format_date as babel_date

from dashboard import wording
from dashboard.i18n import N_, _, format_date, format_number, language, ngettext
from dashboard.markup import Safe, link, table, tag, url
from data.meetings import (
    MeetingState,
    Period,
    days_left,
    due_by,
    held_in,
    last_held,
    state,
)
from data.model import CoverageWeek, Meeting, Region

#: Shapes that stay apart without colour: full, half, empty, dotted, three dots.
SYMBOLS = {
    MeetingState.HELD: "●",
    MeetingState.LATE: "◐",
    MeetingState.NONE: "○",
    MeetingState.UNKNOWN: "◌",
    MeetingState.RUNNING: "…",
}
_WORDS = {
    MeetingState.HELD: N_("met"),
    MeetingState.LATE: N_("met late"),
    MeetingState.NONE: N_("none found"),
    MeetingState.UNKNOWN: N_("not known"),
    MeetingState.RUNNING: N_("none so far"),
}
_MEANINGS = {
    MeetingState.HELD: N_("met: a meeting on the interethnic situation is known"),
    MeetingState.LATE: N_("met late: more than two months after the one known before"),
    MeetingState.NONE: N_("no meeting found, although enough was read of the region"),
    MeetingState.UNKNOWN: N_("not known: too little was read to say so"),
    MeetingState.RUNNING: N_("the period is not over, no meeting so far"),
}


class Cell(NamedTuple):
    """One region in one period; ``held`` are the days of meetings that count."""

    state: MeetingState
    held: tuple[date, ...]


class Row(NamedTuple):
    """One region; ``left`` is days to the limit, None when no meeting is known."""

    region: Region
    cells: tuple[Cell, ...]
    last: date | None
    left: int | None


def rows(
    regions: Mapping[str, Region],
    meetings: Iterable[Meeting],
    weeks: Iterable[CoverageWeek],
    columns: Sequence[Period],
    today: date,
) -> list[Row]:
    """Every region in the order given."""
    held: dict[str, list[Meeting]] = {}
    for meeting in meetings:
        held.setdefault(meeting.region, []).append(meeting)
    read: dict[str, list[CoverageWeek]] = {}
    for week in weeks:
        read.setdefault(week.region, []).append(week)
    return [
        _row(region, held.get(code, []), read.get(code, []), columns, today)
        for code, region in regions.items()
    ]


def _row(
    region: Region,
    meetings: Sequence[Meeting],
    weeks: Sequence[CoverageWeek],
    columns: Sequence[Period],
    today: date,
) -> Row:
    last = last_held(meetings, today)
    on = last.held_on if last else None
    cells = tuple(
        Cell(
            state(period, meetings, weeks, today),
            tuple(
                dict.fromkeys(  # two meetings may share a day
                    each.held_on
                    for each in held_in(period, meetings)
                    if each.held_on is not None and each.held_on <= today
                )
            ),
        )
        for period in columns
    )
    return Row(region, cells, on, days_left(on, today))


def month_name(day: date) -> str:
    """“April 2024” in the language spoken now."""
    return babel_date(day, "LLLL y", locale=language())


def period_name(period: Period) -> str:
    """“Sep–Oct 2026” in the language spoken now."""
    first, last = (
        babel_date(day, "LLL", locale=language()).rstrip(".") for day in period
    )
    return f"{first}–{last} {period.start.year}"


def cell_words(cell: Cell) -> str:
    """A cell in words: the state, then the days of the meetings."""
    days = ", ".join(format_date(day) for day in cell.held)
    word = _(_WORDS[cell.state])
    return f"{word}: {days}" if days else word


def next_words(row: Row) -> str:
    """By when the next meeting is due, and how far that is."""
    if row.last is None or row.left is None:
        return _("not known: no meeting is known")
    due = {"date": format_date(due_by(row.last))}
    n = {"n": format_number(abs(row.left))}
    if row.left < 0:
        gone = ngettext("%(n)s day ago", "%(n)s days ago", -row.left) % n
        return _("overdue: was due by %(date)s") % due + f", {gone}"
    left = ngettext("%(n)s day left", "%(n)s days left", row.left) % n
    return _("by %(date)s") % due + f", {left}"


def head(columns: Sequence[Period]) -> list[str]:
    """The names of the columns, on the screen and in the file."""
    return [
        _("Region"),
        *(period_name(period) for period in columns),
        _("Last meeting known"),
        _("Next meeting"),
    ]


def line(row: Row) -> list[str]:
    """A region as the cells of the file."""
    cells = (cell_words(cell) for cell in row.cells)
    last = format_date(row.last) if row.last else ""
    return [wording.region(row.region), *cells, last, next_words(row)]


def grid(made: Sequence[Row], columns: Sequence[Period]) -> Safe:
    """The table of the page; in a box of its own that scrolls on a narrow screen."""
    lines = [
        [
            _name(row.region),
            *(_cell(cell) for cell in row.cells),
            format_date(row.last) if row.last else "—",
            _next(row),
        ]
        for row in made
    ]
    caption = _("Meetings of the regions by two-month periods")
    drawn = table(head(columns), lines, caption=caption)
    named = Safe(drawn.replace('"kel-table"', '"kel-table kel-grid"', 1))
    return tag(
        "div",
        named,
        class_="kel-gridbox",
        role="region",
        tabindex="0",
        aria_label=caption,
    )


def _name(region: Region) -> Safe:
    href = url("region", region=region.code, lang=language())
    return link(wording.region_short(region), href)


def _cell(cell: Cell) -> Safe:
    """The symbol for the eye, the word for everybody; hidden where there is no room."""
    days = [tag("span", f"{day:%d.%m}", class_="kel-day") for day in cell.held]
    return tag(
        "span",
        sign(cell.state),
        tag("span", _(_WORDS[cell.state]), class_="kel-word"),
        *days,
        class_=f"kel-met kel-met-{cell.state.value}",
        title=cell_words(cell),
    )


def sign(of: MeetingState) -> Safe:
    """The symbol; the style sheet draws it, for few fonts have all of them alike."""
    kind = f"kel-sign kel-sign-{of.value}"
    return tag("span", SYMBOLS[of], class_=kind, aria_hidden="true")


def _next(row: Row) -> Safe:
    is_over = row.left is not None and row.left < 0
    return tag("span", next_words(row), class_="kel-warns" if is_over else None)


def legend() -> Safe:
    """What the symbols mean."""
    return tag(
        "ul",
        *(
            tag(
                "li",
                sign(each),
                " ",
                _(_MEANINGS[each]),
            )
            for each in MeetingState
        ),
        class_="kel-legend",
    )
