"""Replies to a flag and what was answered, in words. Knows no Streamlit.

The same words stand on the Desk and in the brief: who replied, what they said, what we
answered, both texts side by side.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dashboard.i18n import N_, _, format_date, format_number, ngettext
from data.model import Dispute, DisputeAnswer, DisputeFrom, Verdict


class Outcome(NamedTuple):
    """A short name and the sentence that says when to choose it."""

    name: str
    when: str


_KINDS = {
    DisputeFrom.ASSOCIATION: N_("ethnocultural association"),
    DisputeFrom.SOURCE: N_("newsroom or site"),
    DisputeFrom.OFFICE: N_("office or institution"),
}

#: By the codes of ``data.store.disputes.ANSWERS``.
OUTCOMES = {
    "corrected": Outcome(
        N_("corrected"),
        N_("They are right: another verdict follows, the earlier one stays readable."),
    ),
    "kept": Outcome(
        N_("kept as it was"),
        N_("What we know says otherwise; both texts stay with the flag."),
    ),
    "noted": Outcome(
        N_("taken note of"),
        N_("The reply adds to what is known and changes no verdict."),
    ),
}


def kind(code: DisputeFrom) -> str:
    """Which kind of body replies."""
    return _(_KINDS[code])


def outcome(code: str) -> str:
    """What came of a reply."""
    return _(OUTCOMES[code].name)


def who(dispute: Dispute) -> str:
    """Who replied: the name of the body and which kind it is."""
    said = {"name": dispute.by, "kind": kind(dispute.kind)}
    return _("%(name)s (%(kind)s)") % said


def reply(dispute: Dispute) -> str:
    """What was said against the flag, when and by whom."""
    return _("%(date)s, %(who)s: “%(text)s”") % {
        "date": format_date(dispute.at),
        "who": who(dispute),
        "text": dispute.text,
    }


def answer(given: DisputeAnswer) -> str:
    """What was answered and when; on paper nobody who works here is named."""
    return _("Answer of %(date)s: %(outcome)s. “%(text)s”") % {
        "date": format_date(given.at),
        "outcome": outcome(given.outcome),
        "text": given.text,
    }


def lines(dispute: Dispute) -> tuple[str, ...]:
    """The reply, then every answer to it, or that there is none yet."""
    answers = tuple(answer(given) for given in dispute.answers)
    return (reply(dispute), *(answers or (_("Not answered yet."),)))


def told(dispute: Dispute) -> str:
    """The reply with its answers as one paragraph, both texts in full."""
    return " ".join(lines(dispute))


def open_count(disputes: Iterable[Dispute]) -> int:
    """How many replies wait for an answer."""
    return sum(each.is_open for each in disputes)


def awaits_verdict(disputes: Iterable[Dispute], verdicts: Iterable[Verdict]) -> bool:
    """Whether a reply was answered with "corrected" and no verdict followed."""
    last = max((verdict.at for verdict in verdicts), default=None)
    corrected = [
        given.at
        for dispute in disputes
        for given in dispute.answers
        if given.outcome == "corrected"
    ]
    return bool(corrected) and (last is None or last < max(corrected))


def open_note(disputes: Iterable[Dispute]) -> str:
    """That replies to a flag wait for an answer; "" when none does."""
    n = open_count(disputes)
    if not n:
        return ""
    phrase = ngettext(
        "%(n)s reply to this flag waits for an answer",
        "%(n)s replies to this flag wait for an answer",
        n,
    )
    return phrase % {"n": format_number(n)}
