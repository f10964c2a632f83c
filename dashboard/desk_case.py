"""The work on one flag: who has it, how long it took, the deeds, the history."""

from __future__ import annotations

import streamlit as st

from dashboard import (
    case,
    case_wording,
    desk_case_deeds,
    desk_case_steps,
    people,
    queries,
    sheet_buttons,
    widgets,
)
from dashboard.i18n import _, format_datetime
from dashboard.markup import Safe, join, tag
from dashboard.office_wording import office
from data.model import Flag


def panel(flag: Flag) -> None:
    """Times and deeds, steps, earlier cases, the councils' sheet."""
    now = queries.now()
    verdicts = queries.verdicts(flag.id)
    handlings = people.handlings([flag.id]).get(flag.id, [])
    held = people.claims().get(flag.id)
    standing = case.standing(flag, verdicts, handlings, held, now)
    st.subheader(_("Work on this flag"), anchor=False)
    times = case.times(flag, handlings, queries.responses(flag.id), verdicts)
    widgets.html(_facts(case_wording.facts(flag, times, now), standing))
    desk_case_deeds.panel(flag, standing, handlings)
    desk_case_steps.panel(flag)
    desk_case_steps.helped(flag)
    sheet_buttons.of_flag(flag)


def _facts(facts: list[case_wording.Fact], standing: case.Standing) -> Safe:
    """Who has it, and the moments against their goals; a late one says so in words."""
    rows: list[tuple[str, object]] = []
    if standing.assigned:
        rows.append((_("Assigned to"), office(standing.assigned)))
    if standing.escalated:
        rows.append((_("Passed up to"), office(standing.escalated)))
    for fact in facts:
        said = tag("strong", "! ", fact.said) if fact.is_late else fact.said
        rows.append((fact.name, said))
    cells = [join([tag("dt", name), tag("dd", value)]) for name, value in rows]
    return tag("dl", *cells, class_="kel-pairs")


def history(flag: Flag) -> Safe | None:
    """Verdicts, deeds, steps and replies, oldest first; None when there are none."""
    events = case_wording.history(
        queries.verdicts(flag.id),
        people.handlings([flag.id]).get(flag.id, []),
        queries.responses(flag.id),
        people.disputes([flag.id]).get(flag.id, []),
    )
    if not events:
        return None
    lines = []
    for event in events:
        why = f": {event.why}" if event.why else ""
        what = tag("strong", event.what)
        said = [format_datetime(event.at), " · ", what, f"{why} — {event.author}"]
        lines.append(tag("li", *said))
    return tag("ol", *lines, class_="kel-history")
