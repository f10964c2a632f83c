"""Where a flag stands among its people, in words. Knows no Streamlit.

One line says what it waits for and until when, the next who holds it: the same in the
list and on the flag.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dashboard import case, desk_wording
from dashboard.i18n import _, format_date, format_datetime
from dashboard.office_wording import office
from data.model import Flag, Handling, HandlingDeed, Verdict, voice_of


def same_person(one: str, other: str) -> bool:
    """Whether two names are one: case and spaces do not make another person."""
    return bool(one.strip()) and voice_of(one) == voice_of(other)


def last_words(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The last verdict of each author, in the order in which they were given."""
    last = {verdict.voice: verdict for verdict in verdicts}
    return [verdict for verdict in verdicts if last[verdict.voice] is verdict]


def differ(verdicts: Sequence[Verdict]) -> bool:
    """Whether the last words of two people are of different sides."""
    return len({case.side(verdict.code) for verdict in last_words(verdicts)}) > 1


def third_look() -> str:
    """That two people judged and their words are not of one side."""
    return _("Two people see it differently: a third one should look.")


def has_judged(name: str, verdicts: Sequence[Verdict]) -> bool:
    """Whether this person has given a verdict already."""
    return any(same_person(verdict.author, name) for verdict in verdicts)


def line(
    flag: Flag,
    verdicts: Sequence[Verdict],
    handlings: Sequence[Handling],
    standing: case.Standing,
    now: datetime,
) -> str:
    """What a flag waits for: a look by a time, second eyes, its hour, or nothing."""
    if standing.state == "resolved":
        return _resolved(handlings)
    if standing.state == "asleep":
        pause = _asleep(handlings)
        if case.needs_second_eyes(flag, verdicts):
            return f"{pause}; {_second_eyes(flag, verdicts, now)}"
        return pause
    if standing.state == "second_eyes":
        return _second_eyes(flag, verdicts, now)
    if standing.verdict is not None:
        return _("✓ %(verdict)s, %(date)s, %(author)s") % _said(standing.verdict)
    due = desk_wording.due(flag)
    when = {"due": format_datetime(due)}
    if due < now:
        return _("! Nobody has judged it; it was due on %(due)s") % when
    return _("◷ Waits for a verdict until %(due)s") % when


def _said(verdict: Verdict) -> dict[str, str]:
    return {
        "verdict": desk_wording.verdict(verdict.code),
        "date": format_date(verdict.at),
        "author": verdict.author,
    }


def _second_eyes(flag: Flag, verdicts: Sequence[Verdict], now: datetime) -> str:
    if differ(verdicts):
        each = [
            _("“%(verdict)s” (%(author)s)") % _said(verdict)
            for verdict in last_words(verdicts)
        ]
        return f"≠ {third_look()} {', '.join(each)}"
    due = desk_wording.due(flag)
    told = _said(verdicts[-1]) | {"due": format_datetime(due)}
    if due < now:
        return _("! “%(verdict)s” (%(author)s); second eyes were due on %(due)s") % told
    return _("½ “%(verdict)s” (%(author)s); waits for second eyes until %(due)s") % told


def _asleep(handlings: Sequence[Handling]) -> str:
    """A flag that was put off, by whom, why and until when."""
    last = _last(handlings, HandlingDeed.SNOOZE)
    return _("☾ Put off until %(until)s: %(reason)s (%(author)s)") % {
        "until": format_datetime(last.until_at),
        "reason": last.reason,
        "author": last.author,
    }


def _resolved(handlings: Sequence[Handling]) -> str:
    last = _last(handlings, HandlingDeed.RESOLVE)
    return _("✓ Settled on %(date)s: %(reason)s (%(author)s)") % {
        "date": format_date(last.at),
        "reason": last.reason,
        "author": last.author,
    }


def _last(handlings: Sequence[Handling], deed: HandlingDeed) -> Handling:
    return next(row for row in reversed(handlings) if row.deed is deed)


def hands(standing: case.Standing, me: str) -> list[str]:
    """Who works on it, whom it was given to and whom it was passed on to."""
    said = []
    if standing.claim is not None:
        until = format_datetime(standing.claim.until_at)
        if same_person(standing.claim.holder, me):
            said.append(_("✎ you work on it until %(until)s") % {"until": until})
        else:
            held = {"holder": standing.claim.holder, "until": until}
            said.append(_("✎ %(holder)s works on it until %(until)s") % held)
    if standing.assigned:
        said.append(_("Assigned to: %(whom)s") % {"whom": office(standing.assigned)})
    if standing.escalated:
        said.append(_("Passed up to: %(whom)s") % {"whom": office(standing.escalated)})
    return said
