"""A flag laid open beside its text: where it stands, why it was raised, who told it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

import streamlit as st

from dashboard import (
    desk_case,
    desk_flag_state,
    desk_wording,
    markup,
    queries,
    session,
    signal_wording,
    source_wording,
    widgets,
    wording,
)
from dashboard.desk_list_queue import Row
from dashboard.i18n import _, format_datetime, format_number, language, ngettext
from dashboard.markup import Safe, join, link, tag
from data.model import Flag, Item, Signal, Source

#: Signals and reports shown at once; the others are folded.
SIGNALS, REPORTS = 2, 3


def heading(row: Row, me: str, source: Source | None) -> None:
    """Title, what it waits for and until when, who has it, and where it comes from."""
    flag = row.flag
    st.header(markup.literal(flag.title), anchor=False)
    stands = desk_flag_state.line(*row, queries.now())
    hands = desk_flag_state.hands(row.standing, me)
    said = [tag("strong", stands), *hands]
    state = tag("p", join(said, " · "), class_="kel-standing")
    tables = queries.reference()
    where = [wording.region(tables.regions[flag.region])]
    if flag.districts:
        where.append(wording.districts(flag.districts, tables.districts))
    meta = [
        *where,
        desk_wording.lane(flag.lane),
        owner(source, flag.source_id),
        format_datetime(flag.last_at),
    ]
    original = link(_("Original"), flag.url, outside=True)
    about = tag("p", join([*meta, original], " · "), class_="kel-meta")
    widgets.html(join([state, about]))


def facts(flag: Flag, source: Source | None) -> None:
    """Region, dates, publisher, language and address of the original, folded."""
    tables = queries.reference()
    rows: list[tuple[str, object]] = [
        (_("Region"), wording.region(tables.regions[flag.region])),
        (_("Kind of flag"), desk_wording.lane(flag.lane)),
        (_("First report"), format_datetime(flag.first_at)),
        (_("Last report"), format_datetime(flag.last_at)),
        (_("Source"), owner(source, flag.source_id)),
        (_("Language of the original"), desk_wording.language_name(flag.lang)),
        # Not the address itself: its words may be a name.
        (
            _("Original"),
            link(urlsplit(flag.url).hostname or "—", flag.url, outside=True),
        ),
    ]
    if flag.districts:
        named = wording.districts(flag.districts, tables.districts)
        rows.insert(1, (_("Districts"), named))
    cells = [join([tag("dt", name), tag("dd", value)]) for name, value in rows]
    pairs = tag("dl", *cells, class_="kel-pairs")
    head = tag("summary", _("Where and when"))
    widgets.html(tag("details", head, pairs, class_="kel-earlier"))


def owner(source: Source | None, source_id: str) -> str:
    """A source with its publisher, and whether it speaks for an office."""
    if source is None:
        return _("%(source)s (no longer in the list of sources)") % {
            "source": source_id
        }
    return source_wording.publisher(source)


def why(flag: Flag) -> None:
    """The signals with their definitions, and by which words they were found."""
    st.subheader(_("Why it was flagged"), anchor=False)
    first, rest = flag.signals[:SIGNALS], flag.signals[SIGNALS:]
    widgets.html(join(_signal(signal) for signal in first))
    if rest:
        phrase = ngettext("%(n)s more signal", "%(n)s more signals", len(rest))
        head = tag("summary", phrase % {"n": format_number(len(rest))})
        folded = join(_signal(signal) for signal in rest)
        widgets.html(tag("details", head, folded, class_="kel-earlier"))
    sure = {"sure": wording.sureness(flag), "version": flag.version}
    st.markdown(_("Confidence: %(sure)s. Version of the rules: %(version)s.") % sure)
    if by_hand := signal_wording.restored(flag):
        st.button(
            _("Who put it on the desk and why; take it back"),
            key="desk.restored",
            type="tertiary",
            on_click=_to_restored,
            args=(by_hand.params["item"],),
        )


def _signal(signal: Signal) -> Safe:
    kind = queries.reference().taxonomy.risk.get(signal.code)
    name = kind.names[language()] if kind else signal.code
    meaning = kind.definitions[language()] if kind else ""
    head = tag("p", tag("strong", name), f" — {meaning}" if meaning else "")
    first, *rest = signal_wording.reasons(signal) or [""]
    parts = [head, tag("ul", tag("li", first), class_="kel-list")]
    if rest:
        said = tag("ul", *(tag("li", reason) for reason in rest), class_="kel-list")
        more = tag("summary", _("What else points to it"))
        parts.append(tag("details", more, said))
    return tag("div", *parts, class_="kel-signal")


def _to_restored(item_key: str) -> None:
    session.set_param("flag", None)
    session.set_param("aside", item_key)


def reports(flag: Flag, items: Sequence[Item], sources: Mapping[str, Source]) -> None:
    """All reports of the story, the first one named as such."""
    st.subheader(_("Who reported it"), anchor=False)
    st.markdown(wording.flag_heard(flag) + ".")
    if flag.reasons:
        said = [tag("li", wording.reason(reason)) for reason in flag.reasons]
        widgets.html(tag("ul", *said, class_="kel-list"))
    rows = [
        _report(item, n, sources.get(item.source_id)) for n, item in enumerate(items)
    ]
    head = [_("When"), _("Source"), _("Language"), _("Title")]
    if rows:
        top = _("Reports, the first one on top")
        widgets.blocks(head, rows[:REPORTS], caption=top)
    if later := rows[REPORTS:]:
        phrase = ngettext("%(n)s more report", "%(n)s more reports", len(later))
        with st.expander(phrase % {"n": format_number(len(later))}):
            widgets.blocks(head, later, caption=_("Later reports"))


def _report(item: Item, n: int, source: Source | None) -> list[object]:
    when: object = format_datetime(item.published_at)
    if n == 0 and item.published_at is not None:
        when = join([when, " ", tag("strong", _("first"))])
    return [
        when,
        owner(source, item.source_id),
        desk_wording.language_name(item.lang),
        link(item.title, item.url, outside=True),
    ]


def history(flag: Flag) -> None:
    """Who decided and did what, when and why, the oldest first."""
    if done := desk_case.history(flag):
        st.subheader(_("What was decided and done"), anchor=False)
        widgets.html(done)
