"""The first sentences of the brief, to be read aloud. Knows no Streamlit.

Five: the level and why, what is new, what was done, what could not be seen, and what
the meeting should decide.
"""

from __future__ import annotations

from dashboard import (
    brief_work,
    desk_wording,
    district_wording,
    level_wording,
    wording,
)
from dashboard.brief import BriefContent
from dashboard.i18n import (
    _,
    format_date,
    format_datetime,
    format_number,
    local,
    ngettext,
)
from dashboard.paper import Line, bold, line
from data.model import Lane, Level, LevelCode, Reason

#: Notes that a paper leaves to the page, where they can be looked into.
_ON_PAGE = frozenset(
    {
        "level.country",
        "level.threads",
        "level.copies",
        "level.source_joined",
        "level.source_lost",
    }
)
#: Levels of which a meeting must know what would change them.
_RISEN = frozenset({LevelCode.RAISED, LevelCode.ACUTE})


def summary(content: BriefContent) -> tuple[Line, ...]:
    """What a listener must have heard if nothing else is read."""
    return (
        _level(content),
        line(_flags_counted(content), " ", accord_counted(content)),
        line(_done(content)),
        line(unseen(content)),
        line(_to_decide(content)),
    )


def _done(content: BriefContent) -> str:
    steps = sum(
        local(step.at).date() >= content.since
        for told in content.every
        for step in told.responses
    )
    ended = sum(
        told.resolved is not None and local(told.resolved.at).date() >= content.since
        for told in content.every
    )
    if not steps and not ended:
        said = _("No step has been written down since %(date)s.")
        return said % {"date": format_date(content.since)}
    return _(
        "Steps written down since %(date)s: %(steps)s; cases brought to an end: "
        "%(ended)s."
    ) % {
        "date": format_date(content.since),
        "steps": format_number(steps),
        "ended": format_number(ended),
    }


def _to_decide(content: BriefContent) -> str:
    """What waits for the meeting, in one sentence; that nothing waits is said too."""
    waiting = sum(told.waits for told in content.told)
    overdue = brief_work.states_of_decisions(content)["overdue"]
    unanswered = sum(row.is_open for told in content.every for row in told.disputes)
    asked = [
        phrase % {"n": format_number(n)}
        for n, phrase in (
            (
                waiting,
                ngettext(
                    "who looks into %(n)s open flag on the spot, and by when",
                    "who looks into %(n)s open flags on the spot, and by when",
                    waiting,
                ),
            ),
            (
                overdue,
                ngettext(
                    "what becomes of %(n)s overdue decision",
                    "what becomes of %(n)s overdue decisions",
                    overdue,
                ),
            ),
            (
                len(content.threads),
                ngettext(
                    "what is done about %(n)s cause open for more than sixty days",
                    "what is done about %(n)s causes open for more than sixty days",
                    len(content.threads),
                ),
            ),
            (
                unanswered,
                ngettext(
                    "who answers %(n)s reply",
                    "who answers %(n)s replies",
                    unanswered,
                ),
            ),
        )
        if n
    ]
    if content.blind_days:
        asked.append(_("who asks on the spot where too little was read"))
    if not asked:
        return _("Nothing waits for a decision of the meeting now.")
    return _("The meeting is asked to decide: %(what)s.") % {"what": "; ".join(asked)}


def _level(content: BriefContent) -> Line:
    level = content.level
    if level is None:
        return line(
            _("No level was worked out for this period."),
            " ",
            _("Silence is not calm."),
        )
    on = {"date": format_date(level.on)}
    return line(
        _("Level on %(date)s:") % on,
        " ",
        bold(wording.level(level.code)),
        f". {' '.join(_reasons(level, content))}",
    )


def _reasons(level: Level, content: BriefContent) -> list[str]:
    """The main reason and what is usual; hours ago become a date: no paper ticks."""
    main = level_wording.arranged(level.reasons).main
    told = [] if main is None else [_reason(main, level, content)]
    if level.code in _RISEN and main and main.code != "level.raised":
        known = [norm for norm in level.norms if norm.score is not None]
        told += [level_wording.usual(norm) for norm in known[:1]]
    return told


def notes(content: BriefContent) -> str:
    """What else is known of the level: what would change it, and the districts."""
    level = content.level
    if level is None:
        return ""
    told = []
    for each in level_wording.arranged(level.reasons).notes:
        is_left = each.code in _ON_PAGE
        if each.code == "level.change":
            is_left = level.code not in _RISEN
        if not is_left:
            told.append(_reason(each, level, content))
    told.append(district_wording.in_short(level, content.reference.districts))
    return " ".join(filter(None, told))


def _reason(reason: Reason, level: Level, content: BriefContent) -> str:
    if reason.code != "level.acute":
        return level_wording.reason(reason)
    acute = (told.flag for told in content.told if told.flag.lane is Lane.ACUTE)
    last = [flag.last_at for flag in acute]
    heard = _("%(stories)s, the last report on %(date)s (%(reports)s)") % {
        "stories": wording.stories(int(reason.params.get("stories") or 1)),
        "date": format_datetime(max(last)) if last else format_date(level.on),
        "reports": wording.publishers(int(reason.params.get("owners") or 0)),
    }
    return "; ".join([heard, *level_wording.acute_details(reason.params)]) + "."


def _flags_counted(content: BriefContent) -> str:
    carried = len(content.carried)
    every = (*content.told, *content.refuted)
    fresh = [each for each in every if each not in content.carried]
    states = [
        f"{_(name)}: {format_number(n)}"
        for state, name in desk_wording.FLAG_STATES.items()
        if (n := sum(each.state == state for each in fresh))
    ]
    said = _("No flag arose in this period.")
    if fresh:
        said = _("Flags of the period: %(n)s (%(states)s).") % {
            "n": format_number(len(fresh)),
            "states": "; ".join(states).lower(),
        }
    if carried:
        before = _("Still waiting for a verdict from before: %(n)s.")
        said += " " + before % {"n": format_number(carried)}
    return said


def accord_counted(content: BriefContent) -> str:
    """How many signs of accord were read; none is said too."""
    if not content.accord:
        since = {"date": format_date(content.since)}
        return _("No sign of accord was read since %(date)s.") % since
    return _("Texts with signs of accord: %(n)s, the last of %(date)s.") % {
        "n": format_number(len(content.accord)),
        "date": format_date(content.accord[0].published_at),
    }


def unseen(content: BriefContent) -> str:
    """On how many days too little was read, and which sources do not answer."""
    said = _(
        "Enough was read on every day of the period; what is not published we do not "
        "see."
    )
    if content.blind_days:
        said = _(
            "On %(n)s of the %(all)s days of the period too little was read to name a "
            "level."
        ) % {
            "n": format_number(content.blind_days),
            "all": format_number(content.days),
        }
    if content.out:
        phrase = ngettext(
            "%(n)s local source brings nothing new now.",
            "%(n)s local sources bring nothing new now.",
            len(content.out),
        )
        said += " " + phrase % {"n": format_number(len(content.out))}
    return said
