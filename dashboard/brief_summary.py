"""The first sentences of the brief, to be read aloud. Knows no Streamlit.

Five at most: the level and why, the flags, the signs of accord, what could not be seen,
and whose turn it is.
"""

from __future__ import annotations

from dashboard import desk_wording, district_wording, level_wording, wording
from dashboard.brief import BriefContent
from dashboard.i18n import _, format_date, format_datetime, format_number
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
        line(_flags_counted(content)),
        line(accord_counted(content)),
        line(_unseen(content)),
        line(
            _(
                "The next step is for people: who looks on the spot, who speaks with "
                "whom, and by when."
            )
        ),
    )


def _level(content: BriefContent) -> Line:
    level = content.level
    if level is None:
        return line(
            _("No level was worked out for this period."),
            " ",
            _("Silence is not calm."),
        )
    on = {"date": format_date(level.on)}
    reasons = " ".join(_reasons(level, content))
    return line(
        _("Level on %(date)s:") % on,
        " ",
        bold(wording.level(level.code)),
        f". {reasons}",
    )


def _reasons(level: Level, content: BriefContent) -> list[str]:
    """The main reason and the notes; hours ago become a date: a paper does not tick."""
    said = level_wording.arranged(level.reasons)
    told = [] if said.main is None else [_reason(said.main, level, content)]
    if level.code in _RISEN and said.main and said.main.code != "level.raised":
        known = [norm for norm in level.norms if norm.score is not None]
        told += [level_wording.usual(norm) for norm in known[:1]]
    for each in said.notes:
        is_left = each.code in _ON_PAGE
        if each.code == "level.change":
            is_left = level.code not in _RISEN
        if not is_left:
            told.append(_reason(each, level, content))
    districts = district_wording.in_short(level, content.reference.districts)
    return [*told, districts] if districts else told


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


def _unseen(content: BriefContent) -> str:
    if not content.blind_days:
        return _(
            "Enough was read on every day of the period; what is not published we do "
            "not see."
        )
    return _(
        "On %(n)s of the %(all)s days of the period too little was read to name a "
        "level."
    ) % {
        "n": format_number(content.blind_days),
        "all": format_number(content.days),
    }
