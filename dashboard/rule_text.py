"""The parameters of the level rule in words, by what they are for. Knows no Streamlit.

Names are those of data/tables/thresholds.toml and of the parameters kept with every
rule that made a level; the words are message ids.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dashboard.i18n import N_, _, format_number, language
from data.reference import load

#: (words, value), one row of a table each.
Rows = list[tuple[str, str]]

#: Heading of a group → its parameters, each in words.
GROUPS: Mapping[str, Mapping[str, str]] = {
    N_("The acute clock: hours"): {
        "acute_hours": N_("hours a region stays acute after the last acute report"),
        "acute_confidence": N_("confidence from which a signal counts as an acute one"),
        "acute_history": N_(
            "confidence from which one report is believed in a place with tension "
            "before"
        ),
        "acute_together_days": N_(
            "days within which a trigger event and a rumour in one district belong "
            "together"
        ),
    },
    N_("The structural clock: weeks between meetings"): {
        "story_confidence": N_(
            "confidence below which a story waits on the desk and makes no level"
        ),
        "watch_days": N_("days after the last report: Watch"),
        "watch_structural_days": N_(
            "days after the last report of underlying causes: Watch"
        ),
        "watch_score": N_("score from which a rise below the bar is said"),
        "raised_stories": N_("situations in four weeks that Raised needs at least"),
        "situation_days": N_(
            "days within which stories of one kind in one district are one situation"
        ),
        "raised_owners": N_("publishers that Raised needs at least"),
        "raised_echo": N_("or publishers telling one story, each in its own words"),
        "raised_fresh_days": N_("days within which something new must be told"),
    },
    N_("Expected false alarms"): {
        "false_raised": N_(
            "false Raised levels expected per report, over all regions together"
        ),
        "report_days": N_("days of a report"),
        "regions": N_("regions judged"),
    },
    N_("Rising at once, falling step by step"): {
        "keep_margin": N_("how far below the bar the score may lie to stay Raised"),
        "step_days": N_("days below before Raised falls one step"),
        "confirmed_days": N_("days an acute story that a person confirmed holds it"),
    },
    N_("What was read"): {
        "coverage_days": N_("days looked back on"),
        "coverage_min_items": N_("fewer texts about the region than this: No data"),
        "coverage_min_local": N_("fewer living local sources than this: No data"),
        "thin_share": N_("share of the usual reading below which nothing is Calm"),
        "learning_days": N_("days of reading before the usual of a region is known"),
    },
}

#: How the usual of a region is learned: for those who want to work it out again.
LEARNED: Mapping[str, str] = {
    "fast": N_("windows in which a burst is looked for, days"),
    "slow": N_("windows in which a slow rise is looked for, days"),
    "fast_powers": N_("powers of gravity that make the weight of a report: burst"),
    "slow_powers": N_("powers of gravity that make the weight of a report: slow rise"),
    "half_life": N_("days after which a past report counts half"),
    "least_reading": N_("share of its usual reading that a day has at least"),
    "usual_half_life": N_("days after which reading counts half in what is usual"),
    "guard": N_("days before a window that are not learned from"),
    "min_history": N_("days learned from before anything is said"),
    "trust_country": N_("trust in the rate of the country, in reports"),
    "trust_series": N_("trust in the rate of the region for a source, in reports"),
    "drift": N_("how far a rate wanders by itself, as a share: burst"),
    "slow_drift": N_("how far a rate wanders by itself, as a share: slow rise"),
    "dispersion": N_("variance over mean before anything is known"),
    "trust_dispersion": N_("trust in the dispersion of the country, in weeks"),
    "dispersion_half_life": N_("days after which a past deviation counts half"),
    "clip": N_("standard deviations to which a week is cut before it is learned"),
    "trust_usual": N_("trust in the country being as usual, in reports"),
    "country_doubt": N_("standard errors that the country's factor must exceed"),
    "trust_weekday": N_("trust in the days of the week being alike"),
    "trust_season": N_("trust in the seasons of a region being alike"),
    "trust_feast": N_("trust in the same days of every year being alike"),
    "trust_unit": N_("reports before their mix of gravity is believed"),
}


def _weights(severities: Mapping[str, float]) -> Rows:
    """The severity of each signal by its name, in the taxonomy's order."""
    known = load().taxonomy.risk
    return [
        (known[code].names[language()] if code in known else code, value(each))
        for code, each in severities.items()
    ]


def groups(parameters: Mapping[str, Any]) -> Iterator[tuple[str, Rows]]:
    """Each group's heading with (words, value); names nobody has worded come last.

    What each bar costs (``false_alarms``) has tables of its own: ``rule_bars``; so has
    what is ``learned``.
    """
    left = {key: each for key, each in parameters.items() if key != "false_alarms"}
    for heading, words in GROUPS.items():
        rows = [(_(words[k]), value(left.pop(k))) for k in words if k in left]
        if rows:
            yield _(heading), rows
    left.pop("detector", None)
    grave = left.pop("severities", None) or {}
    if grave:
        yield _("How much a story of each kind weighs"), _weights(grave)
    if left:
        yield _("Other numbers"), [(k, value(v)) for k, v in left.items()]


def learned(parameters: Mapping[str, Any]) -> Rows:
    """The numbers of the detector, in words."""
    detector = parameters.get("detector") or {}
    return [
        (_(LEARNED[k]) if k in LEARNED else k, value(v)) for k, v in detector.items()
    ]


def value(what: Any) -> str:
    """A parameter as people write it: numbers, lists of them, pairs, windows."""
    if what is None:
        return "—"
    if isinstance(what, int | float):
        return format_number(what, 4)
    if isinstance(what, Mapping):
        days = value(what.get("days"))
        weight = what.get("weight", 1)
        return days if weight == 1 else f"{days} (×{value(weight)})"
    if isinstance(what, Sequence) and not isinstance(what, str):
        return "; ".join(map(value, what))
    return str(what)


def differing(
    parameters: Mapping[str, Any], present: Mapping[str, Any]
) -> dict[str, Any]:
    """What an earlier rule had otherwise."""
    found = {
        key: each
        for key, each in parameters.items()
        if key != "detector" and present.get(key) != each
    }
    before, now = parameters.get("detector") or {}, present.get("detector") or {}
    inner = {key: each for key, each in before.items() if now.get(key) != each}
    return found | ({"detector": inner} if inner else {})
