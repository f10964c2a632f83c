"""What people did, in words: steps, replies, pauses, the agenda, decisions.

Knows no Streamlit.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from dashboard import (
    agenda_wording,
    meeting_wording,
    reply_wording,
)
from dashboard.brief import BriefContent
from dashboard.brief_case import state
from dashboard.brief_room import Room, cut, more
from dashboard.brief_told import Told
from dashboard.i18n import _, format_date, local
from dashboard.paper import Block, Line, Lines, bold, line, run, text_lang
from data.meetings import decision_state
from data.model import Decision, Meeting


def case_lines(told: Told, longest: int) -> Iterable[Line]:
    """The case of a flag in full: state, steps, end, replies with their answers."""
    if said := state(told):
        yield line(_capital(said))
    for step in told.responses:
        yield line(_step(step.at, step.action, step.outcome, longest))
    if told.resolved:
        yield line(_ended(told.resolved.at, told.resolved.reason, longest))
    for each in told.disputes:
        for text in reply_wording.lines(each):
            yield line(cut(text, longest))


def _step(at: datetime, action: str, outcome: str, longest: int) -> str:
    said = f"{format_date(at)} — {cut(action, longest).rstrip('.')}"
    if not outcome:
        return f"{said}. " + _("Outcome not known yet.")
    return f"{said}. " + _("Outcome: %(outcome)s") % {"outcome": cut(outcome, longest)}


def _ended(at: datetime, reason: str, longest: int) -> str:
    said = _("%(date)s — brought to an end: %(reason)s")
    return said % {"date": format_date(at), "reason": cut(reason, longest)}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _about(n: int, told: Told, longest: int) -> Line:
    flag = told.flag
    title = run(cut(flag.title, longest), lang=text_lang(flag.lang))
    return line(f"№ {n}, ", title, ": ")


def done(content: BriefContent, room: Room) -> tuple[Block, ...]:
    """Steps and ends of cases since the last meeting, the newest first."""
    rows: list[tuple[datetime, Line]] = []
    for n, told in enumerate(content.every, 1):
        about = _about(n, told, room.longest // 2)
        for step in told.responses:
            said = _step(step.at, step.action, step.outcome, room.longest)
            rows.append((step.at, (*about, run(said))))
        if told.resolved:
            said = _ended(told.resolved.at, told.resolved.reason, room.longest)
            rows.append((told.resolved.at, (*about, run(said))))
    since = [row for row in rows if local(row[0]).date() >= content.since]
    if not since:
        said = _("No step has been written down since %(date)s.")
        return (Lines((line(said % {"date": format_date(content.since)}),)),)
    since.sort(key=lambda row: row[0], reverse=True)
    shown = tuple(said for _at, said in since[: room.done])
    return (Lines((*shown, *more(len(since) - len(shown))), bulleted=True),)


def replies(content: BriefContent, room: Room) -> tuple[Block, ...]:
    """Replies to flags with their answers; nothing where there is none."""
    rows = [
        (each, n, told)
        for n, told in enumerate(content.every, 1)
        for each in told.disputes
    ]
    rows.sort(key=lambda row: (not row[0].is_open, -row[0].at.timestamp()))
    lines = [
        (
            *_about(n, told, room.longest // 2),
            run(
                " ".join(cut(text, room.longest) for text in reply_wording.lines(each))
            ),
        )
        for each, n, told in rows[: room.replies]
    ]
    if not lines:
        return ()
    return (Lines((*lines, *more(len(rows) - len(lines))), bulleted=True),)


def pauses(content: BriefContent, room: Room) -> tuple[Block, ...]:
    """Cases put off: why and until when; nothing where there is none."""
    rows = [(n, told) for n, told in enumerate(content.every, 1) if told.pause]
    lines = []
    for n, told in rows[: room.pauses]:
        assert told.pause is not None  # chosen above
        said = _("until %(date)s: %(reason)s") % {
            "date": format_date(told.pause.until_at),
            "reason": cut(told.pause.reason, room.longest),
        }
        lines.append((*_about(n, told, room.longest // 2), run(said)))
    if not lines:
        return ()
    return (Lines((*lines, *more(len(rows) - len(lines))), bulleted=True),)


def agenda(content: BriefContent, room: Room) -> tuple[Block, ...]:
    """What is to be spoken about, in the order in which it was put."""
    lines = []
    for n, item in enumerate(content.agenda[: room.points], 1):
        kind = agenda_wording.kind(item.kind)
        title = run(cut(item.title, room.title), lang=text_lang(item.lang))
        head = (bold(f"{n}. {kind}: "),) if item.title != kind else (bold(f"{n}. "),)
        detail = f" — {item.detail}" if item.detail and room.is_wide else ""
        lines.append(line(*head, title, detail))
    if not lines:
        return ()
    return (Lines((*lines, *more(len(content.agenda) - len(lines)))),)


def decisions(content: BriefContent, room: Room) -> tuple[Block, ...]:
    """The last meeting, and what became of each of its decisions."""
    meeting = content.last_meeting
    if meeting is None:
        return (Lines((line(_("No meeting report from this region has been read.")),)),)
    head = Lines((_meeting(meeting),))
    if not meeting.decisions:
        return (head, Lines((line(_("The report names no decision.")),)))
    ordered = sorted(
        meeting.decisions,
        key=lambda each: _URGENCY.index(decision_state(each, content.until)),
    )
    lang = text_lang(meeting.lang)
    shown = [
        _decision(each, content.until, room, lang) for each in ordered[: room.decisions]
    ]
    rest = len(ordered) - len(shown)
    return (head, Lines((*shown, *more(rest)), bulleted=True))


_URGENCY = ("overdue", "open", "unknown", "done", "dropped")


def _decision(decision: Decision, until: date, room: Room, lang: str) -> Line:
    text = run(cut(decision.text.rstrip("."), room.longest), lang=lang)
    office = meeting_wording.answerable(decision)
    word = _(meeting_wording.DECISIONS[decision_state(decision, until)])
    outcome = meeting_wording.outcome(decision, until)
    if decision_state(decision, until) == "unknown":
        word = ""
    named = f" ({office})" if office else ""
    return line(bold(f"{_capital(word)}: ") if word else "", text, named, outcome)


def _meeting(meeting: Meeting) -> Line:
    led = meeting_wording.chair(meeting)
    chair = f" ({led})" if led else ""
    title = bold(cut(meeting.title, 240), text_lang(meeting.lang))
    return line(f"{format_date(meeting.held_on)} — ", title, chair)


def states_of_decisions(content: BriefContent) -> dict[str, int]:
    """How many decisions of the last meeting are in each state."""
    meeting = content.last_meeting
    counted = dict.fromkeys(_URGENCY, 0)
    for each in meeting.decisions if meeting else ():
        counted[decision_state(each, content.until)] += 1
    return counted
