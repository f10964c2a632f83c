"""The rule for levels on the Method page: in force, earlier ones, who bears which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard import queries, rule_bars, rule_text, widgets, wording
from dashboard.i18n import N_, _, format_number, ngettext
from dashboard.markup import Safe, table, tag
from data.model import LevelCode

#: Numbers that decide coverage, and belong to the table instead of a rule.
_COVERAGE = ("coverage_days", "coverage_min_items", "coverage_min_local")


#: The windows of a lane, in words.
_LANES = {
    "fast": N_("a burst: days up to a week"),
    "slow": N_("a slow rise: two to four weeks"),
}


def in_force() -> str:
    """The kept rule that made most of the newest levels; else empty."""
    versions = Counter(level.version for level in queries.levels_now().values())
    kept = sorted(set(versions) & set(queries.level_rules()))
    return max(kept, key=versions.__getitem__, default="")


def parameters() -> None:
    """Every number of the rule in force, in groups; then earlier rules."""
    reference, kept = queries.reference(), queries.level_rules()
    known, version = reference.thresholds, in_force()
    shown: Mapping[str, Any] = {**known, "regions": len(reference.regions)}
    if version:
        coverage = {key: known[key] for key in _COVERAGE if key in known}
        shown = {**coverage, **kept[version]}
        said = _("The rule in force: %(version)s. Each level bears the rule it is by.")
        widgets.html(tag("p", said % {"version": version}))
    _limit(shown)
    _bars(rule_bars.bars(shown))
    for heading, rows in rule_text.groups(shown):
        widgets.html(_table(heading, rows))
    learned = rule_text.learned(shown)
    if learned:
        with st.expander(heading := _("How the usual of a region is learned")):
            widgets.html(_table(heading, learned))
    _bearers()
    for earlier, numbers in kept.items():
        if earlier != version:
            _earlier(earlier, numbers, rule_text.differing(numbers, shown))


def _table(heading: str, rows: rule_text.Rows) -> Safe:
    made = table([_("Rule"), _("Value")], rows, caption=heading)
    return tag("div", made, class_="kel-sums")


def _raised() -> dict[str, str]:
    return {"level": wording.level(LevelCode.RAISED)}


def _limit(shown: Mapping[str, Any]) -> None:
    """The limit on false alarms in the unit people care about."""
    allowed = rule_bars.budget(shown)
    if allowed is None:
        return
    said = _(
        "Expected false “%(level)s” levels per report of the whole country "
        "(%(report_days)s days, %(regions)s regions): %(false_raised)s."
    )
    names = ("false_raised", "report_days", "regions")
    numbers = {name: format_number(shown[name], 2) for name in names}
    months = max(1, round(12 / allowed))
    if months < 24:
        phrase = ngettext(
            "In one region that is about one in %(n)s month.",
            "In one region that is about one in %(n)s months.",
            n := months,
        )
    else:
        phrase = ngettext(
            "In one region that is about one in %(n)s year.",
            "In one region that is about one in %(n)s years.",
            n := round(1 / allowed),
        )
    told = [said % {**_raised(), **numbers}, phrase % {"n": format_number(n)}]
    widgets.html(tag("p", tag("strong", " ".join(told))))


def _bars(bars: Sequence[rule_bars.Bar]) -> None:
    """The bars that follow from the limit, and what each was measured to cost."""
    if not bars:
        return
    widgets.html(_bar_table(bars))
    st.markdown(
        _("A score of 2 is a number that chance alone reaches once in 100 windows.")
    )
    with st.expander(_("Measured: false alarms of every bar")):
        head = [*_bar_head(), _("Score → false alarms per quiet region and year")]
        caption = _("Measured on simulated quiet regions")
        widgets.table(
            head, [(*_bar(bar), _measured(bar)) for bar in bars], caption=caption
        )


def _bar_table(bars: Sequence[rule_bars.Bar]) -> Safe:
    heading = _("The bar for “%(level)s” that follows, by how much is usual")
    rows = [(*_bar(bar), format_number(bar.score, 2)) for bar in bars]
    made = table([*_bar_head(), _("Score")], rows, caption=heading % _raised())
    return tag("div", made, class_="kel-sums")


def _bar_head() -> list[str]:
    return [_("What is looked for"), _("Usual reports in four weeks")]


def _bar(bar: rule_bars.Bar) -> tuple[str, str]:
    lane = _(_LANES[bar.lane]) if bar.lane in _LANES else bar.lane
    return lane, format_number(bar.usual, 1)


def _measured(bar: rule_bars.Bar) -> str:
    written = rule_text.value
    return "; ".join(f"{written(x)} → {written(y)}" for x, y in bar.measured)


def _bearers() -> None:
    """Which rule each region's newest level is by."""
    regions, levels = queries.reference().regions, queries.levels_now()
    rows = [
        (wording.region(region), widgets.level_pill(level.code), level.version)
        for code, region in regions.items()
        if (level := levels.get(code)) is not None
    ]
    if rows:
        with st.expander(_("The rule of each region's level")):
            head = [_("Region"), _("Level"), _("Rule")]
            widgets.table(head, rows, caption=_("Newest level and its rule"))


def _earlier(
    version: str, parameters: Mapping[str, Any], differing: Mapping[str, Any]
) -> None:
    """What another kept rule had otherwise than the one in force."""
    with st.expander(_("Earlier rule: %(version)s") % {"version": version}):
        if not differing:
            st.markdown(_("The same numbers; only the procedure was another one."))
        for heading, rows in rule_text.groups(differing):
            widgets.html(_table(heading, rows))
        learned = rule_text.learned(differing)
        if learned:
            widgets.html(_table(_("How the usual of a region is learned"), learned))
        bars = rule_bars.bars(parameters)
        if bars and "false_alarms" in differing:
            widgets.html(_bar_table(bars))
