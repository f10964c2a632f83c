"""A meeting on a page: when and where, who led it, what was decided by when."""

from __future__ import annotations

from datetime import date

from dashboard import meeting_wording, queries, widgets
from dashboard.i18n import _, format_date
from dashboard.markup import Safe, tag, text
from data.meetings import decision_state
from data.model import LANGUAGES, Decision, Meeting

#: More decisions than these are folded.
_SHOWN = 3


def show(meeting: Meeting, today: date) -> None:
    """A meeting with what it resolved; its details are folded."""
    widgets.html(card(meeting, today))


def card(meeting: Meeting, today: date) -> Safe:
    """The HTML of a meeting."""
    lang = meeting.lang if meeting.lang in LANGUAGES else None
    facts = (
        format_date(meeting.held_on),
        meeting_wording.district(meeting, queries.reference()),
        tag("span", text(meeting.place), lang=lang) if meeting.place else "",
        meeting_wording.chair(meeting),
    )
    return tag(
        "article",
        tag("h3", text(meeting.title), lang=lang),
        widgets.meta(*(fact for fact in facts if fact)),
        *_decisions(meeting, today, lang),
        *_details(meeting),
        class_="kel-card kel-meeting",
    )


def _decisions(meeting: Meeting, today: date, lang: str | None) -> list[Safe]:
    if not meeting.decisions:
        return [tag("p", _("The report names no decision."))]
    lines = [
        tag("li", tag("span", text(each.text), lang=lang), _terms(each, today))
        for each in meeting.decisions
    ]
    parts = [tag("ul", *lines[:_SHOWN])]
    if lines[_SHOWN:]:
        more = _("%(n)s more decisions") % {"n": len(lines) - _SHOWN}
        parts.append(tag("details", tag("summary", more), tag("ul", *lines[_SHOWN:])))
    return parts


def _terms(decision: Decision, today: date) -> str:
    """Who answers and when it falls due."""
    who = meeting_wording.answerable(decision)
    return (f" — {who}" if who else "") + _due(decision, today)


def _due(decision: Decision, today: date) -> str:
    """What became of a decision; else when it falls due, and that nothing is known."""
    outcome = f": {decision.outcome}" if decision.outcome else ""
    if decision.state in {"done", "dropped"}:
        return f" — {_(meeting_wording.DECISIONS[decision.state])}{outcome}"
    if decision.due_on is None:
        return outcome and f" — {decision.outcome}"
    day = {"date": format_date(decision.due_on)}
    if decision_state(decision, today) == "overdue" and decision.state == "unknown":
        return " — " + _("due %(date)s; no report of its outcome was read") % day
    said = " — " + _("due %(date)s") % day
    if decision_state(decision, today) == "overdue":
        said += f", {_(meeting_wording.DECISIONS['overdue'])}"
    return said + outcome


def _details(meeting: Meeting) -> list[Safe]:
    """Who took part, what it was about, and the numbers stated, folded."""
    named = (
        (_("Took part"), meeting_wording.bodies(meeting, queries.reference())),
        (_("Topics"), meeting_wording.topics(meeting)),
        (_("Numbers"), meeting_wording.numbers(meeting)),
    )
    rows = [
        tag("p", tag("strong", f"{name}: "), words) for name, words in named if words
    ]
    if not rows:
        return []
    summary = tag("summary", _("Who took part and what it was about"))
    return [tag("details", summary, *rows)]
