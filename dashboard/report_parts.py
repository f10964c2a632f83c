"""What surrounds the form of a field report: the warning, the preview, the table."""

from __future__ import annotations

import streamlit as st

from dashboard import desk_flag, drop_wording, markup, queries, widgets, wording
from dashboard.i18n import _, format_date, language, ngettext
from dashboard.markup import join, tag
from data.field_report import SOURCE_ID, FieldReport, form, template
from data.model import LANGUAGES, Item, Understanding

#: Reports listed below the form.
_LAST = 5


def no_names() -> None:
    """What must not be written, before anything can be."""
    rule = form().name("line", "no_names", language())
    st.warning(
        _("**%(rule)s** You are not asked for your own name either.") % {"rule": rule}
    )


def preview(report: FieldReport, read: Understanding) -> None:
    """The text as it will stand before others, and what was understood of it."""
    st.header(_("What will be kept"), anchor=False)
    st.markdown(_("This, and nothing else, is written down and seen by others:"))
    pieces = [piece for signal in read.risk for piece in signal.evidence]
    title = desk_flag.located(read.title, pieces, "title")
    body = desk_flag.located(read.text, pieces, "text")
    widgets.html(
        tag(
            "blockquote",
            tag("p", tag("strong", markup.marked(read.title, title, "title"))),
            tag("p", markup.marked(read.text, body), class_="kel-lines"),
            class_="kel-text",
            lang=read.lang if read.lang in LANGUAGES else None,
        )
    )
    st.info(f"{_taken_out(read.redactions)} {_look_again()}")
    rows = [
        (_("Observed"), format_date(report.on)),
        (_("Counts for"), _regions(read) or _("no region that could be told")),
        (_("Places found"), _places(read)),
        (_("Signals found"), _signals(read)),
        (_("What becomes of it"), outcome(read)),
    ]
    cells = [join([tag("dt", name), tag("dd", value)]) for name, value in rows]
    widgets.html(tag("dl", *cells, class_="kel-pairs"))


def _taken_out(n: int) -> str:
    if not n:
        return _("No name, phone or address was found in it.")
    said = ngettext(
        "%(n)s personal detail was found and taken out.",
        "%(n)s personal details were found and taken out.",
        n,
    )
    return said % {"n": n}


def _look_again() -> str:
    return _(
        "A machine overlooks names: read it once more, and if a person can be "
        "recognised, change the text above and check again."
    )


def _regions(read: Understanding) -> str:
    known = queries.reference().regions
    return ", ".join(wording.region(known[code]) for code in read.regions)


def _places(read: Understanding) -> str:
    """Districts and settlements by name; what was not recognised is not listed."""
    districts = queries.reference().districts
    found = [wording.districts([code], districts) for code in read.districts]
    found += [place.words for place in read.places if place.kind == "settlement"]
    return ", ".join(dict.fromkeys(found)) or _("none besides the region")


def _signals(read: Understanding) -> markup.Safe:
    signals = (*(read.risk if read.flag else ()), *read.protective)
    return widgets.signal_names(signals) if signals else markup.text(_("none"))


def outcome(read: Understanding) -> str:
    """What follows from a report, said before it is kept."""
    if read.flag:
        return _("It will stand on the Desk as a flag and wait for a verdict.")
    if read.dropped:
        why = drop_wording.reason(read.dropped)
        return _("It will be kept and counted, but raise no flag: %(why)s.") % {
            "why": why
        }
    if read.protective:
        return _("It will be shown as a sign of accord in its region.")
    return _("It will be kept and counted; without a signal it raises no flag.")


def table() -> None:
    """The same questions as a file, for those who report many things at once."""
    st.header(_("Several reports at once"), anchor=False)
    st.markdown(
        _(
            "The table has the same columns. Filled in and saved as CSV it goes into "
            "the folder “field_reports” on the machine that runs Kelisim."
        )
    )
    lang = language()
    st.download_button(
        _("Download the empty table (CSV)"),
        data=template(lang, queries.reference()),
        file_name=f"kelisim_field_reports_{lang}.csv",
        mime="text/csv",
        on_click="ignore",
        key="report.template",
    )


def latest() -> None:
    """The last reports kept, so that whoever wrote one sees that it is there."""
    items = queries.store().items_of(SOURCE_ID, _LAST)
    if not items:
        return
    st.header(_("Kept last"), anchor=False)
    st.markdown(_("Was something wrong? Write a new report that corrects it."))
    rows = [
        (format_date(item.published_at), item.title, drop_wording.reason(_became(item)))
        for item in items
    ]
    head = [_("Observed"), _("Report"), _("Outcome")]
    widgets.blocks(head, rows, caption=_("Field reports, the last one kept on top"))


def _became(item: Item) -> str:
    """Under which outcome the item was counted."""
    if item.dropped:
        return item.dropped
    if item.risk:
        return "flagged"
    return "protective" if item.protective else "no_signal"
