"""What is said under the main sentence of a level: the notes, in the language spoken.

Knows no Streamlit. What a person said, what cannot be judged yet, what is allowed for,
what would change it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dashboard import wording
from dashboard.i18n import _, format_number, format_percent, ngettext
from dashboard.wording import on_day
from data.model import LevelCode

Params = Mapping[str, Any]

#: Chance is said in years from so many weeks on, in months below that.
_YEARS, _MONTHS = 100, 9
_WEEKS_A_YEAR, _WEEKS_A_MONTH = 52.18, 4.348
_RAREST = 10  # years: rarer than that no model of news can claim to know


def number(params: Params, name: str) -> int:
    """A whole number of a reason; nought where it says none."""
    return int(params.get(name) or 0)


def chance(weeks: float) -> str:
    """How rarely a window is so full by chance: «… about once in 3 years»."""
    if weeks < _MONTHS:
        phrase = ngettext(
            "such a window comes by chance about once in %(n)s week",
            "such a window comes by chance about once in %(n)s weeks",
            n := max(1, round(weeks)),
        )
    elif weeks < _YEARS:
        phrase = ngettext(
            "such a window comes by chance about once in %(n)s month",
            "such a window comes by chance about once in %(n)s months",
            n := round(weeks / _WEEKS_A_MONTH),
        )
    elif (n := round(weeks / _WEEKS_A_YEAR)) < _RAREST:
        phrase = ngettext(
            "such a window comes by chance about once in %(n)s year",
            "such a window comes by chance about once in %(n)s years",
            n,
        )
    else:
        n = _RAREST
        phrase = _("such a window comes by chance at most once in %(n)s years")
    return phrase % {"n": format_number(n)}


def _level(params: Params) -> str:
    code = str(params.get("to") or "")
    return wording.level(LevelCode(code)) if code in set(LevelCode) else code


def _below_bar(params: Params) -> str:
    return _not_raised(
        _("More than is usual %(days)s, yet not rare enough to be called “%(level)s”"),
        params,
    )


def _too_few(params: Params) -> str:
    return _not_raised(
        _(
            "More than is usual %(days)s, yet of too few situations, by too few "
            "publishers or not lately enough to be called “%(level)s”"
        ),
        params,
    )


def _not_raised(phrase: str, params: Params) -> str:
    words = {
        "days": wording.days(number(params, "days")),
        "level": wording.level(LevelCode.RAISED),
    }
    said = [phrase % words]
    if params.get("weeks"):
        said.append(chance(float(params["weeks"])))
    return "; ".join(said) + "."


def _learning(params: Params) -> str:
    text = _(
        "What is usual here is still being learned (day %(day)s of %(of)s); until then "
        "the level is at most “%(level)s”."
    )
    return text % {
        "day": format_number(number(params, "day")),
        "of": format_number(number(params, "of")),
        "level": wording.level(LevelCode.WATCH),
    }


def _country(params: Params) -> str:
    factor = {"factor": format_number(float(params.get("factor") or 1), 1)}
    text = _(
        "The whole country is above its own usual these days (×%(factor)s); this is "
        "already allowed for."
    )
    return text % factor


def _thin(params: Params) -> str:
    share = {"share": format_percent(float(params.get("share") or 0))}
    text = _("Only %(share)s of the usual was read; this time cannot be judged.")
    return text % share


def _held(params: Params) -> str:
    return _("The level steps down slowly: kept until %(until)s.") % {
        "until": on_day(params.get("until"))
    }


def _confirmed(params: Params) -> str:
    phrase = ngettext(
        "%(n)s flag was confirmed by a person.",
        "%(n)s flags were confirmed by a person.",
        n := number(params, "n"),
    )
    return phrase % {"n": format_number(n)}


def _refuted(params: Params) -> str:
    phrase = ngettext(
        "%(n)s flag was refuted and does not count.",
        "%(n)s flags were refuted and do not count.",
        n := number(params, "n"),
    )
    return phrase % {"n": format_number(n)}


def _overtaken(params: Params) -> str:
    phrase = ngettext(
        "One person took %(n)s acute flag out, and newer reports have come since: "
        "it counts until a second person has looked.",
        "One person took %(n)s acute flags out, and newer reports have come since: "
        "they count until a second person has looked.",
        n := number(params, "n"),
    )
    return phrase % {"n": format_number(n)}


def _threads(params: Params) -> str:
    phrase = ngettext(
        "%(n)s story of underlying causes stays open until a person judges it",
        "%(n)s stories of underlying causes stay open until a person judges them",
        n := number(params, "n"),
    )
    said = phrase % {"n": format_number(n)}
    if params.get("since"):
        said += "; " + _("the first on %(date)s") % {"date": on_day(params["since"])}
    return said + "."


def _protective(params: Params) -> str:
    phrase = ngettext(
        "%(n)s text with signs of accord was read %(days)s; it stands beside the level "
        "and is never subtracted from it.",
        "%(n)s texts with signs of accord were read %(days)s; they stand beside the "
        "level and are never subtracted from it.",
        n := number(params, "n"),
    )
    days = wording.days(number(params, "days"))
    return phrase % {"n": format_number(n), "days": days}


def _copies(params: Params) -> str:
    phrase = ngettext(
        "%(n)s copy of another text is not counted.",
        "%(n)s copies of other texts are not counted.",
        n := number(params, "n"),
    )
    return phrase % {"n": format_number(n)}


def _sources(phrase: str, params: Params) -> str:
    return phrase % {
        "n": format_number(len(params.get("sources") or ())),
        "names": ", ".join(map(str, params.get("sources") or ())),
        "date": on_day(params.get("on")),
    }


def _joined(params: Params) -> str:
    phrase = ngettext(
        "%(n)s source joined on %(date)s (%(names)s); what it adds is not taken for a "
        "rise.",
        "%(n)s sources joined on %(date)s (%(names)s); what they add is not taken for "
        "a rise.",
        len(params.get("sources") or ()),
    )
    return _sources(phrase, params)


def _lost(params: Params) -> str:
    phrase = ngettext(
        "%(n)s source fell silent on %(date)s (%(names)s); fewer reports since then do "
        "not mean calm.",
        "%(n)s sources fell silent on %(date)s (%(names)s); fewer reports since then "
        "do not mean calm.",
        len(params.get("sources") or ()),
    )
    return _sources(phrase, params)


def _change(params: Params) -> str:
    worded = _CHANGES.get(str(params.get("rule") or ""))
    if worded is None:
        said = _("What would change it: “%(level)s” (%(rule)s).")
        return said % {"level": _level(params), "rule": params.get("rule") or "—"}
    return worded(params)


def _changed(phrase: str, params: Params) -> str:
    n = format_number(number(params, "n"))
    return phrase % {"n": n, "level": _level(params)}


def _first_story(params: Params) -> str:
    said = _("The first story of tension would make it “%(level)s”.")
    return said % {"level": _level(params)}


def _more_reports(params: Params) -> str:
    phrase = ngettext(
        "It takes at least %(n)s more independent report to make it “%(level)s”.",
        "It takes at least %(n)s more independent reports to make it “%(level)s”.",
        number(params, "n"),
    )
    return _changed(phrase, params)


def _quiet_days(params: Params) -> str:
    phrase = ngettext(
        "After %(n)s quiet day it becomes “%(level)s”.",
        "After %(n)s quiet days in a row it becomes “%(level)s”.",
        number(params, "n"),
    )
    return _changed(phrase, params)


def _hours(params: Params) -> str:
    phrase = ngettext(
        "If no report follows, it becomes “%(level)s” %(n)s hour after the last one.",
        "If no report follows, it becomes “%(level)s” %(n)s hours after the last one.",
        number(params, "n"),
    )
    return _changed(phrase, params)


def _reading(params: Params) -> str:
    if not number(params, "n"):
        said = _("Once enough is read here again, it becomes “%(level)s”.")
        return said % {"level": _level(params)}
    phrase = ngettext(
        "Once at least %(n)s item from here is read and a local source answers, it "
        "becomes “%(level)s”.",
        "Once at least %(n)s items from here are read and a local source answers, it "
        "becomes “%(level)s”.",
        number(params, "n"),
    )
    return _changed(phrase, params)


def _verdict(params: Params) -> str:
    if params.get("to") == LevelCode.ACUTE.value:
        said = _("If a person confirms it, the level becomes “%(level)s” at once.")
    else:
        said = _("If a person refutes it, the level becomes “%(level)s” at once.")
    return said % {"level": _level(params)}


_CHANGES: Mapping[str, Callable[[Params], str]] = {
    "first_story": _first_story,
    "more_reports": _more_reports,
    "quiet_days": _quiet_days,
    "hours": _hours,
    "reading": _reading,
    "verdict": _verdict,
}

#: Sentences by the code of the reason.
TOLD: Mapping[str, Callable[[Params], str]] = {
    "level.unverified": lambda _params: _("Not yet checked by a person") + ".",
    "level.confirmed": _confirmed,
    "level.refuted": _refuted,
    "level.overtaken": _overtaken,
    "level.learning": _learning,
    "level.thin": _thin,
    "level.country": _country,
    "level.below_bar": _below_bar,
    "level.too_few": _too_few,
    "level.held": _held,
    "level.threads": _threads,
    "level.protective": _protective,
    "level.copies": _copies,
    "level.source_joined": _joined,
    "level.source_lost": _lost,
    "level.change": _change,
}
