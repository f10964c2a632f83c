"""What was read of each region in twelve weeks: small pictures and their numbers.

Knows no Streamlit. Made of grids and spans, not of Plotly: twenty panels must stand in
five columns on a desk and in two on a telephone, in any colour scheme and on paper, and
only the style sheet knows which. The languages are those of the texts. Every panel has
its own scale: a region is held against its own weeks, never against another region.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from dashboard.desk_wording import language_name
from dashboard.i18n import _, format_date, format_day, format_number
from dashboard.markup import Safe, join, tag, url
from data.model import LANGUAGES, CoverageWeek

#: From the bottom of a bar upwards; "other" is everything else.
_STACK = (*LANGUAGES, "other")
#: So many weeks wide a gap must be for its word to lie flat in it.
_FLAT = 6


@dataclass(frozen=True, slots=True)
class Week:
    """One week of one region. ``total`` is None when the week is not known.

    ``is_gap``: too little was read in a week that is over, or in this one after a gap.
    Alone the first days of a week prove nothing.
    """

    monday: date
    total: CoverageWeek | None
    by_lang: Mapping[str, CoverageWeek]
    running: bool
    is_gap: bool

    def items(self, lang: str) -> int:
        """Texts in a language; "other" is every language that is not ours."""
        if lang != "other":
            return self.by_lang[lang].items if lang in self.by_lang else 0
        rows = self.by_lang.items()
        return sum(row.items for code, row in rows if code not in LANGUAGES)


def panel(
    rows: Iterable[CoverageWeek], mondays: Sequence[date], today: date
) -> list[Week]:
    """The weeks of one region, one for every Monday, oldest first."""
    found: dict[date, dict[str, CoverageWeek]] = {}
    for row in rows:
        found.setdefault(row.week, {})[row.lang] = row
    made: list[Week] = []
    for monday in mondays:
        known = dict(found.get(monday, {}))
        total = known.pop("", None)
        running = monday + timedelta(days=6) >= today
        under = total is not None and not total.sufficient
        is_gap = under and (not running or bool(made and made[-1].is_gap))
        made.append(Week(monday, total, known, running, is_gap))
    return made


def languages(panels: Iterable[Sequence[Week]]) -> list[str]:
    """The languages that have a text in any of the weeks, in the order of the stack."""
    met = {
        lang
        for weeks in panels
        for week in weeks
        for lang in _STACK
        if week.items(lang)
    }
    return [lang for lang in _STACK if lang in met]


def _span(week: Week) -> dict[str, str]:
    last = week.monday + timedelta(days=6)
    return {"since": format_day(week.monday), "until": format_day(last)}


def week_words(week: Week) -> str:
    """One week in a sentence, for a pointer resting on its bar."""
    said = _("%(since)s – %(until)s: ") % _span(week)
    if week.total is None:
        return said + _("not read yet")
    numbers = ", ".join(
        f"{language_name(lang)} {format_number(week.items(lang))}"
        for lang in _STACK
        if week.items(lang)
    )
    said += _("texts: %(n)s") % {"n": format_number(week.total.items)}
    said += f" ({numbers})" if numbers else ""
    said += "; " + _("local sources: %(local)s; national: %(national)s") % {
        "local": format_number(week.total.local),
        "national": format_number(week.total.national),
    }
    if week.total.days_out:
        said += "; " + out_words(week.total.days_out)
    if week.is_gap:
        said += "; " + _("no data: too little was read")
    return said + ("; " + _("this week so far") if week.running else "")


def out_words(days: int) -> str:
    """On how many days no source of the region could be reached."""
    return _("days without a local source that could be reached: %(n)s") % {
        "n": format_number(days)
    }


def panel_words(weeks: Sequence[Week]) -> str:
    """A panel for those who cannot see it."""
    numbers = ", ".join(
        "—" if week.total is None else format_number(week.total.items) for week in weeks
    )
    said = _("Texts per week from %(since)s to %(until)s: %(numbers)s.") % {
        "since": format_date(weeks[0].monday),
        "until": format_date(weeks[-1].monday),
        "numbers": numbers,
    }
    gaps = [format_day(week.monday) for week in weeks if week.is_gap]
    if gaps:
        named = {"weeks": ", ".join(gaps)}
        said += " " + _("Weeks without data, from: %(weeks)s.") % named
    out = sum((week.total.days_out or 0) for week in weeks if week.total)
    return said + (f" {out_words(out)}." if out else "")


def figure(name: str, code: str, lang: str, weeks: Sequence[Week]) -> Safe:
    """One panel: the region's name, its bars, its gaps, its first and last week."""
    highest = max((week.total.items for week in weeks if week.total), default=0)
    parts = [_column(n, week, highest) for n, week in enumerate(weeks, start=1)]
    top = tag(
        "figcaption",
        tag("a", name, href=url("region", region=code, lang=lang)),
        tag("span", _("up to %(n)s") % {"n": format_number(highest)}),
    )
    picture = tag(
        "div",
        *parts,
        *_gaps(weeks),
        class_="kel-weeks",
        role="img",
        aria_label=panel_words(weeks),
    )
    ends = (tag("span", format_day(week.monday)) for week in (weeks[0], weeks[-1]))
    axis = tag("div", *ends, class_="kel-ends", aria_hidden="true")
    return tag("figure", top, picture, axis, class_="kel-panel")


def _column(n: int, week: Week, highest: int) -> Safe:
    """The bar of a week, as high as its share of the region's highest week."""
    bars = [
        tag(
            "span",
            class_=f"kel-bar kel-lang-{lang}",
            style=f"height:{week.items(lang) / highest:.1%}",
        )
        for lang in reversed(_STACK)
        if week.items(lang)
    ]
    kinds = ["kel-week"]
    if week.total is None:
        kinds.append("kel-unknown")
    if week.running:
        kinds.append("kel-running")
    marks = [tag("span", "×", class_="kel-out")] if _is_out(week) else []
    return tag(
        "div",
        *marks,
        *bars,
        class_=" ".join(kinds),
        style=f"grid-column:{n}",
        title=week_words(week),
    )


def _is_out(week: Week) -> bool:
    return week.total is not None and bool(week.total.days_out)


def _gaps(weeks: Sequence[Week]) -> list[Safe]:
    """Weeks under the floor, each run shaded and named once."""
    made = []
    runs = groupby(enumerate(weeks, start=1), lambda pair: pair[1].is_gap)
    for is_gap, run in runs:
        if not is_gap:
            continue
        places = [n for n, _week in run]
        flat = "" if len(places) >= _FLAT else " kel-upright"
        made.append(
            tag(
                "div",
                tag("span", _("no data")),
                class_=f"kel-gap{flat}",
                style=f"grid-column:{places[0]} / span {len(places)}",
            )
        )
    return made


def legend(shown: Sequence[str]) -> Safe:
    """What the marks mean, once for all panels."""
    keys = [
        *((f"kel-bar kel-lang-{lang}", language_name(lang)) for lang in shown),
        ("kel-gap", _("no data: too little was read")),
        ("kel-unknown", _("not read yet")),
        ("kel-running", _("this week so far")),
    ]
    listed = [tag("li", tag("span", class_=f"kel-key {k}"), word) for k, word in keys]
    out = tag("span", "×", class_="kel-key kel-out")
    said = _("no local source could be reached on a day or more")
    return tag("ul", *listed, tag("li", out, said), class_="kel-legend kel-keys")


def head(shown: Sequence[str]) -> list[str]:
    """The names of the columns of a region's table."""
    return [
        _("Week from"),
        _("All texts"),
        *(language_name(lang) for lang in shown),
        _("Local sources"),
        _("National sources"),
        _("Days out of reach"),
        _("Coverage"),
    ]


def numbers(weeks: Sequence[Week], shown: Sequence[str]) -> list[tuple[object, ...]]:
    """The rows of a region's table, newest week first; a dash is "not known"."""
    return [_numbers(week, shown) for week in reversed(weeks)]


def _numbers(week: Week, shown: Sequence[str]) -> tuple[object, ...]:
    day = format_date(week.monday)
    if week.total is None:
        return (day, *["—"] * (len(shown) + 4), _("not read yet"))
    total = week.total
    counts = [total.items, *(week.items(lang) for lang in shown)]
    out = "—" if total.days_out is None else format_number(total.days_out)
    word = _("enough") if total.sufficient else _("no data")
    if week.running:
        word = join([word, ", ", _("this week so far")])
    return (
        day,
        *(format_number(n) for n in counts),
        format_number(total.local),
        format_number(total.national),
        out,
        word,
    )
