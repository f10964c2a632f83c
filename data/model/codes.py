"""The closed lists: what a lane, a level, a state or a verdict may be."""

from __future__ import annotations

from enum import StrEnum

LANGUAGES = ("kk", "ru", "en")


class Lane(StrEnum):
    """The clock a risk signal belongs to: months, weeks or hours."""

    STRUCTURAL = "structural"
    DISCURSIVE = "discursive"
    ACUTE = "acute"


class LevelCode(StrEnum):
    """The state of a region on a day; regions are never ranked by it."""

    NO_DATA = "no_data"
    CALM = "calm"
    WATCH = "watch"
    RAISED = "raised"
    ACUTE = "acute"


class SourceKind(StrEnum):
    """How a source is read; one collector module per kind."""

    FEED = "feed"
    PAGES = "pages"
    INBOX = "inbox"
    NEWSROOM = "newsroom"
    FIELD_REPORT = "field_report"


class ItemKind(StrEnum):
    """What sort of text an item is."""

    NEWS = "news"
    MEETING_REPORT = "meeting_report"
    STATEMENT = "statement"
    FIELD_REPORT = "field_report"


class DateState(StrEnum):
    """Whether the publication date can be trusted; only ``dated`` counts in a level."""

    DATED = "dated"
    UNDATED = "undated"
    FUTURE = "future"
    ANCIENT = "ancient"


class State(StrEnum):
    """The closed list of states a source can be in (README, "Sources")."""

    UNKNOWN = "unknown"
    WORKING = "working"
    NOT_MODIFIED = "not_modified"
    EMPTY = "empty"
    STALE = "stale"
    NOT_A_FEED = "not_a_feed"
    HTTP_ERROR = "http_error"
    DNS_ERROR = "dns_error"
    UNREACHABLE = "unreachable"
    TLS_ERROR = "tls_error"
    TIMEOUT = "timeout"
    TOO_LARGE = "too_large"
    PARSE_ERROR = "parse_error"
    BLOCKED_BY_ROBOTS = "blocked_by_robots"
    UNAVAILABLE = "unavailable"
    REFUSED = "refused"
    DISABLED = "disabled"


#: States in which a source has answered and could be read.
LIVING_STATES = frozenset({State.WORKING, State.NOT_MODIFIED})


class StoryDeed(StrEnum):
    """What a person does with stories the machine told apart or together."""

    JOIN = "join"
    SPLIT = "split"


class VerdictCode(StrEnum):
    """A person's decision on a flag."""

    CONFIRMED = "confirmed"
    PROBABLY = "probably"
    RUMOUR = "rumour"
    NOT_COMMUNITIES = "not_communities"
    AUTHORITY_CRITICISM = "authority_criticism"
    OLD = "old"
    ABROAD = "abroad"
    DUPLICATE = "duplicate"
    CANNOT_VERIFY = "cannot_verify"


#: Verdicts after which a flag counts as true, or likely so.
CONFIRMING_VERDICTS = frozenset({VerdictCode.CONFIRMED, VerdictCode.PROBABLY})
#: Verdicts that take the flag out of the level.
REFUTING_VERDICTS = frozenset(
    {
        VerdictCode.NOT_COMMUNITIES,
        VerdictCode.AUTHORITY_CRITICISM,
        VerdictCode.OLD,
        VerdictCode.ABROAD,
        VerdictCode.DUPLICATE,
    }
)


class Role(StrEnum):
    """What somebody comes here for; the pages are the same for all."""

    MEDIATOR = "mediator"
    AKIM = "akim"
    ANALYST = "analyst"


class HandlingDeed(StrEnum):
    """What a person does with a flag beside judging it."""

    TAKE = "take"
    RELEASE = "release"
    ASSIGN = "assign"
    ESCALATE = "escalate"
    NOTIFY = "notify"
    SNOOZE = "snooze"
    WAKE = "wake"
    RESOLVE = "resolve"
    REOPEN = "reopen"


class DisputeFrom(StrEnum):
    """Who may dispute a flag."""

    ASSOCIATION = "association"
    SOURCE = "source"
    OFFICE = "office"
