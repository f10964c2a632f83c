"""Why a region has its level, in the language spoken now. Knows no Streamlit.

One plain sentence per reason: what was seen, what is usual, from how many voices, since
when, how rare by chance, what would change it. A reason nobody has worded yet is shown
as its code, never hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from dashboard import level_notes, wording
from dashboard.i18n import N_, _, format_number, ngettext
from dashboard.level_notes import Params, chance, number
from dashboard.norm_days import amount
from dashboard.wording import items, on_day, publishers, reports, stories
from data.model import Level, LevelCode, Norm, Reason
from data.reference import load

#: Signs of accord stand beside the level, not among the notes.
ACCORD = "level.protective"
#: The order of the notes under the main sentence.
NOTES = (
    "level.unverified",
    "level.confirmed",
    "level.refuted",
    "level.overtaken",
    "level.learning",
    "level.thin",
    "level.country",
    "level.below_bar",
    "level.too_few",
    "level.held",
    "level.threads",
    "level.copies",
    "level.source_joined",
    "level.source_lost",
    "level.change",
)
#: What a row of a table says besides the main sentence.
_IN_A_ROW = frozenset({"level.held", "level.learning", "level.thin"})

#: Why one acute story was enough, without waiting for more.
_WHY = {
    "reports": N_("publishers independent of one another tell of it"),
    "history": N_("there was tension in this place before"),
    "together": N_("in the same district a rumour or collective blame goes round"),
    "severe": N_("people are gathering or harm is being done"),
    "confirmed": N_("a person confirmed it"),
    "official": N_("an official source tells of it"),
}


class Said(NamedTuple):
    """The reasons of a level, each in its place."""

    main: Reason | None
    notes: tuple[Reason, ...]
    accord: tuple[Reason, ...]


def arranged(reasons: Sequence[Reason]) -> Said:
    """The main reason, the notes in their fixed order, the signs of accord.

    A level that is only held says until when; quiet days would say it otherwise.
    """
    is_held = any(each.code == "level.held" for each in reasons)
    reasons = [each for each in reasons if not (is_held and _is_quiet(each))]
    places = {code: n for n, code in enumerate(NOTES)}
    last = places["level.change"]
    notes = sorted(reasons[1:], key=lambda each: places.get(each.code, last - 0.5))
    return Said(
        reasons[0] if reasons else None,
        tuple(each for each in notes if each.code != ACCORD),
        tuple(each for each in notes if each.code == ACCORD),
    )


def _is_quiet(value: Reason) -> bool:
    return value.code == "level.change" and value.params.get("rule") == "quiet_days"


def reason(
    value: Reason, elapsed: float = 0.0, named: Callable[[str], str] = str
) -> str:
    """A reason as a sentence; one that is not of a level as ``wording`` says it.

    ``elapsed`` hours have passed since: «5 hours ago» must not stand still. ``named``
    gives the name of a source by its id.
    """
    told = _TOLD.get(value.code)
    if told is None:
        return wording.reason(value)
    params = dict(value.params)
    if "hours" in params:
        params["hours"] = float(params["hours"] or 0) + elapsed
    if "sources" in params:
        params["sources"] = [named(str(each)) for each in params["sources"] or ()]
    return told(params)


def brief(value: Level, elapsed: float = 0.0) -> str:
    """A level's reason for a row of a table; calm in a few words."""
    if value.code is LevelCode.CALM:
        return _("Read: %(items)s") % {"items": items(value.coverage.items)}
    said = arranged(value.reasons)
    if said.main is None:
        return "—"
    is_rise = said.main.code == "level.raised"
    main = _risen(said.main.params) if is_rise else [reason(said.main, elapsed)]
    notes = [reason(each, elapsed) for each in said.notes if each.code in _IN_A_ROW]
    return " ".join([_sentence(main) if is_rise else main[0], *notes])


def usual(norm: Norm) -> str:
    """What a window held against the usual range, as a sentence."""
    n = {"n": format_number(norm.days)}
    if norm.score is None:
        phrase = ngettext(
            "The last %(n)s day cannot be held against the region's own past.",
            "The last %(n)s days cannot be held against the region's own past.",
            norm.days,
        )
        return phrase % n
    phrase = ngettext(
        "Reports of the last %(n)s day weigh %(seen)s; usual here: about %(expected)s, "
        "from %(low)s to %(high)s.",
        "Reports of the last %(n)s days weigh %(seen)s; usual here: about "
        "%(expected)s, from %(low)s to %(high)s.",
        norm.days,
    )
    for name in ("seen", "expected", "low", "high"):
        n[name] = amount(getattr(norm, name))
    return phrase % n


def acute_details(params: Params) -> list[str]:
    """Why an acute story was believed at once, and where it is."""
    said = []
    why = str(params.get("why") or "")
    if why:
        said.append(_(_WHY[why]) if why in _WHY else why)
    return said + _places(params)


def _sentence(parts: Iterable[str]) -> str:
    return "; ".join(parts) + "."


def _places(params: Params) -> list[str]:
    codes = tuple(params.get("places") or ())
    named = {"places": wording.districts(codes, load().districts)}
    return [_("place: %(places)s") % named] if codes else []


def _no_data(params: Params) -> str:
    last = params.get("last_item_on")
    if not last:
        return _("Nothing has been heard from here yet. Silence is not calm.")
    text = _(
        "Too little was read to say anything: %(items)s %(days)s; the last one on "
        "%(last)s. Silence is not calm."
    )
    return text % {
        "items": items(number(params, "items")),
        "days": wording.days(number(params, "days")),
        "last": on_day(last),
    }


def _calm(params: Params) -> str:
    read = {
        "items": items(number(params, "items")),
        "days": wording.days(number(params, "days")),
        "stories": stories(number(params, "stories")),
    }
    if number(params, "stories"):
        return (
            _("Nothing unusual: %(items)s read %(days)s, %(stories)s flagged.") % read
        )
    return _("Nothing to see: %(items)s read %(days)s, none of them flagged.") % read


def _heard(params: Params) -> str:
    heard = [publishers(number(params, "owners"))]
    if params.get("reports"):
        heard.insert(0, reports(number(params, "reports")))
    return ", ".join(heard)


def _watch(params: Params) -> str:
    return _("%(stories)s flagged %(days)s (%(reports)s)") % {
        "stories": stories(number(params, "stories")),
        "days": wording.days(number(params, "days")),
        "reports": _heard(params),
    }


def _risen(params: Params) -> list[str]:
    """What was told and what would be usual; old levels know only a part of it."""
    known = {
        name: amount(float(params[name]))
        for name in ("seen", "expected", "high")
        if params.get(name) is not None
    }
    if len(known) < 3:
        usually = _("usual here: about %(expected)s")
        return [_watch(params)] + ([usually % known] if "expected" in known else [])
    told = _("%(stories)s flagged (%(reports)s)") % {
        "stories": stories(number(params, "stories")),
        "reports": _heard(params),
    }
    # The stories are those of four weeks; the window that says most may be shorter.
    weighed = ngettext(
        "reports of the last %(n)s day weigh %(seen)s, usual here: about "
        "%(expected)s, at most %(high)s",
        "reports of the last %(n)s days weigh %(seen)s, usual here: about "
        "%(expected)s, at most %(high)s",
        n := number(params, "days"),
    )
    return [told, weighed % {"n": format_number(n), **known}]


def _raised(params: Params) -> str:
    told, *weighed = _risen(params)
    heard = [told]
    if params.get("since"):
        heard.append(_("the first on %(date)s") % {"date": on_day(params["since"])})
    if params.get("weeks"):
        weighed.append(chance(float(params["weeks"])))
    # Two sentences: one is too long to be read aloud.
    usual = _sentence(weighed + _places(params)) if weighed else ""
    return f"{_sentence(heard)} {usual[:1].upper()}{usual[1:]}".strip()


def _acute(params: Params) -> str:
    heard = _("Acute: %(stories)s, last report %(ago)s (%(reports)s)") % {
        "stories": stories(max(1, number(params, "stories"))),
        "ago": wording.hours(float(params.get("hours") or 0)),
        "reports": publishers(number(params, "owners")),
    }
    return _sentence([heard, *acute_details(params)]) + " " + _("Look today.")


_TOLD: Mapping[str, Callable[[Params], str]] = {
    "level.no_data": _no_data,
    "level.calm": _calm,
    "level.watch": lambda params: _sentence([_watch(params)]),
    "level.raised": _raised,
    "level.acute": _acute,
    **level_notes.TOLD,
}
