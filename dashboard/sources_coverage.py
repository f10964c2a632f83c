"""The Sources page: which regions we can speak of, today and in twelve weeks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from dashboard import charts, charts_coverage, queries, widgets, wording
from dashboard.charts_coverage import Week
from dashboard.i18n import _, format_date, language
from dashboard.markup import Safe, table, tag
from dashboard.source_rows import languages
from data.model import CoverageWeek, Level

WEEKS = 12


def silent(levels: Mapping[str, Level]) -> None:
    """Regions of which nothing can be said today, each with its last item."""
    st.header(_("What is read for each region"), anchor=False)
    known = queries.reference().regions
    found = [code for code in known if _is_silent(levels.get(code))]
    if found:
        st.warning(_("Regions we cannot speak of today: silence is not calm."))
        widgets.bullets(_silence(code, levels) for code in found)


def _is_silent(level: Level | None) -> bool:
    return level is None or not level.coverage.sufficient


def _silence(code: str, levels: Mapping[str, Level]) -> str:
    name = wording.region(queries.reference().regions[code])
    level = levels.get(code)
    last = level.coverage.last_item_on if level else None
    if last is None:
        return _("%(region)s: nothing has been read yet.") % {"region": name}
    return _("%(region)s: too little was read; the last item is of %(date)s.") % {
        "region": name,
        "date": format_date(last),
    }


def picture(today: date) -> None:
    """Twelve weeks of every region, and the same numbers as tables."""
    rows = queries.coverage_weeks()
    if not rows:
        return
    st.subheader(_("Twelve weeks of reading"), anchor=False)
    st.markdown(
        _(
            "Texts about each region per week, by the language the text is written in. "
            "Each panel has its own scale: hold a region against its own weeks only."
        )
    )
    panels = _panels(rows, today)
    shown = charts_coverage.languages(panels.values())
    regions = queries.reference().regions
    figures = [
        charts_coverage.figure(
            wording.region_short(regions[code]), code, language(), weeks
        )
        for code, weeks in panels.items()
    ]
    widgets.html(charts_coverage.legend(shown))
    widgets.html(tag("div", *figures, class_="kel-panels"))
    with st.expander(_("The numbers of the picture")):
        tables = (_numbers(code, weeks, shown) for code, weeks in panels.items())
        widgets.html(tag("div", *tables, class_="kel-fold"))


def _panels(rows: Sequence[CoverageWeek], today: date) -> dict[str, list[Week]]:
    """The weeks of every region, in the fixed order of the regions."""
    mondays = charts.mondays(today, WEEKS)
    by_region: dict[str, list[CoverageWeek]] = {}
    for row in rows:
        by_region.setdefault(row.region, []).append(row)
    return {
        code: charts_coverage.panel(by_region.get(code, []), mondays, today)
        for code in queries.reference().regions
    }


def _numbers(code: str, weeks: Sequence[Week], shown: Sequence[str]) -> Safe:
    name = wording.region(queries.reference().regions[code])
    gaps = sum(week.is_gap for week in weeks)
    head = tag("summary", name)
    if gaps:
        counted = _("weeks without data: %(n)s") % {"n": gaps}
        head = tag(
            "summary", name, " ", tag("span", counted, class_="kel-count kel-warns")
        )
    made = table(
        charts_coverage.head(shown),
        charts_coverage.numbers(weeks, shown),
        caption=_("%(region)s: what was read, week by week") % {"region": name},
    )
    return tag("details", head, tag("div", made, class_="kel-wide"))


def today_table(levels: Mapping[str, Level]) -> None:
    """Per region: living local sources, languages read, the last item."""
    known = queries.reference().regions
    head = [
        _("Region"),
        _("Local sources that answer"),
        _("Items read"),
        _("Languages"),
        _("Last item"),
        _("Coverage"),
    ]
    with st.expander(_("Today, region by region")):
        rows = [_region_row(code, levels.get(code)) for code in known]
        widgets.blocks(head, rows, caption=_("Coverage of the 20 regions"))


def _region_row(code: str, level: Level | None) -> list[object]:
    name = wording.region(queries.reference().regions[code])
    if level is None:
        return [name, "—", "—", "—", "—", wording.coverage(None)]
    seen = level.coverage
    return [
        name,
        _("%(living)s of %(all)s")
        % {"living": seen.living_local, "all": seen.local_sources},
        f"{wording.items(seen.items)} {wording.days(seen.days)}",
        languages(seen.languages),
        format_date(seen.last_item_on),
        wording.coverage(seen),
    ]
