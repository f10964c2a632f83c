"""An item of an agenda, and what agendas are suggested from. Knows no Streamlit.

An item's words are made in the language spoken when they are asked for: the same agenda
is read in Kazakh, printed in Russian, or both side by side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from dashboard import agenda_wording
from data.model import Dispute, Flag, Handling, Item, Level, Meeting, Verdict
from data.reference import Reference


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One thing to speak about.

    ``code`` is the same on every run and in every language; ``kind`` is one of KINDS.
    ``text`` is what somebody wrote (a headline, a decision, an own point), ``lang`` its
    language ("": the page's own). ``flag_ids`` and ``decision_ids`` say what belongs to
    it; ``facts`` feed the words.
    """

    code: str
    kind: str
    text: str = ""
    lang: str = ""
    flag_ids: tuple[str, ...] = ()
    decision_ids: tuple[int, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is about, in ``lang``, or in the language spoken now."""
        return self.text or agenda_wording.title(self.kind, self.facts)

    @property
    def detail(self) -> str:
        """What is known of it, in the language spoken now; may be empty."""
        return agenda_wording.detail(self.kind, self.facts)


@dataclass(frozen=True, slots=True)
class Findings:
    """What an agenda is suggested from; everything is of one region.

    ``since`` and ``until`` bound the period, ``blind_days`` of it had no level or "no
    data"; handlings and disputes are by flag, oldest first. ``alone`` are acute flags
    whose verdict no second person shares yet.
    """

    since: date
    until: date
    now: datetime
    flags: Sequence[Flag] = ()
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    handlings: Mapping[str, Sequence[Handling]] = field(default_factory=dict)
    disputes: Mapping[str, Sequence[Dispute]] = field(default_factory=dict)
    meetings: Sequence[Meeting] = ()
    accord: Sequence[Item] = ()
    level: Level | None = None
    blind_days: int = 0
    reference: Reference | None = None
    alone: frozenset[str] = frozenset()
