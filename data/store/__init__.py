"""Store: verbs over the database, returning model types or DataFrames.

One class in several modules, one per noun. It accepts no RawItem: what has not been
understood and redacted cannot be kept.
"""

from data.store.day_counts import DayCountVerbs
from data.store.desk_work import DeskWorkVerbs
from data.store.disputes import DisputeVerbs
from data.store.flag_lists import FlagListVerbs
from data.store.flags import FlagVerbs
from data.store.history import HistoryVerbs
from data.store.levels import LevelVerbs
from data.store.lock import LockVerbs
from data.store.meetings import MeetingVerbs
from data.store.memory import MemoryVerbs
from data.store.office import OfficeVerbs
from data.store.outcomes import OutcomeVerbs
from data.store.records import RecordVerbs
from data.store.restorations import RestorationVerbs
from data.store.sources import SourceVerbs
from data.store.story_decisions import StoryDecisionVerbs
from data.store.vectors import VectorVerbs


class Store(
    SourceVerbs,
    FlagVerbs,
    FlagListVerbs,
    LevelVerbs,
    DayCountVerbs,
    MeetingVerbs,
    MemoryVerbs,
    RecordVerbs,
    LockVerbs,
    StoryDecisionVerbs,
    RestorationVerbs,
    VectorVerbs,
    HistoryVerbs,
    DeskWorkVerbs,
    DisputeVerbs,
    OfficeVerbs,
    OutcomeVerbs,
):
    """The memory of Kelisim. ``Store.open("sqlite://")`` lives in memory."""


__all__ = ["Store"]
