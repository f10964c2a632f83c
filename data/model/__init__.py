"""The words of Kelisim as types: frozen values without behaviour, one per stage.

A name tells where in the flow you stand: RawItem (as published, never kept) →
Understanding (what one text says) → Item (kept) → Story → Flag → Verdict.
Suffixes: ``_at`` an aware UTC datetime, ``_on`` a date, ``code`` from a closed list.
"""

from data.model.codes import (
    LANGUAGES,
    LIVING_STATES,
    REFUTING_VERDICTS,
    DateState,
    ItemKind,
    Lane,
    LevelCode,
    SourceKind,
    State,
    VerdictCode,
)
from data.model.judged import (
    Brief,
    Coverage,
    CoverageWeek,
    Decision,
    Export,
    Flag,
    Level,
    Meeting,
    Response,
    Verdict,
)
from data.model.known import (
    District,
    Institution,
    Phase,
    Region,
    Source,
    SourceState,
)
from data.model.texts import (
    Edit,
    Evidence,
    Item,
    Kept,
    Place,
    RawItem,
    Reason,
    Revision,
    Signal,
    Story,
    Understanding,
)

__all__ = [
    "LANGUAGES",
    "LIVING_STATES",
    "REFUTING_VERDICTS",
    "Brief",
    "Coverage",
    "CoverageWeek",
    "DateState",
    "Decision",
    "District",
    "Edit",
    "Evidence",
    "Export",
    "Flag",
    "Institution",
    "Item",
    "ItemKind",
    "Kept",
    "Lane",
    "Level",
    "LevelCode",
    "Meeting",
    "Phase",
    "Place",
    "RawItem",
    "Reason",
    "Region",
    "Response",
    "Revision",
    "Signal",
    "Source",
    "SourceKind",
    "SourceState",
    "State",
    "Story",
    "Understanding",
    "Verdict",
    "VerdictCode",
]
