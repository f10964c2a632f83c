"""The Sources page: what became of every entry met, and whether the sums are right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from dashboard import drop_wording, queries, widgets
from dashboard.accounting import Account, Bucket, account, counted_since
from dashboard.i18n import _, format_date, format_number, ngettext
from dashboard.markup import Safe, table, tag


def show(since: date) -> None:
    """The account since a day, or since both of its sides were kept."""
    st.header(_("What became of the texts"), anchor=False)
    begun = counted_since(
        since,
        queries.store().first_counted("entries"),
        queries.store().first_counted("collect"),
    )
    made = account(queries.counters(begun)) if begun else None
    if begun is None or made is None or not made.seen:
        st.markdown(_("Nothing has been counted yet."))
        return
    st.markdown(
        _(
            "Since %(date)s every entry met in a feed, on a page or in a folder is "
            "counted once, under what became of it."
        )
        % {"date": format_date(begun)}
    )
    _told(made)
    _why(made)


def _told(made: Account) -> None:
    """The two sums, each with its proof."""
    rows = [
        (_("Entries met"), made.seen),
        (_("new, kept"), made.new),
        (_("edited by the publisher: the earlier text is kept too"), made.edited),
        (_("met again: grows whenever a source is read"), made.met_again),
        (_("let go, for the reasons below"), made.gone),
    ]
    cells = [(name, format_number(n)) for name, n in rows]
    head = [_("Outcome"), _("Texts")]
    made_table = table(head, cells, caption=_("Entries met and what became of them"))
    widgets.html(tag("div", made_table, class_="kel-sums"))
    if made.unaccounted:
        st.error(sum_words(made.unaccounted))
    else:
        st.markdown(sum_words(0))
    if made.not_understood:
        st.error(understood_words(made.not_understood))


def sum_words(unaccounted: int) -> str:
    """Whether the buckets add up to the entries met."""
    if not unaccounted:
        return _("The sum is right ✓")
    phrase = ngettext(
        "%(n)s entry is unaccounted for: please report this fault to the makers.",
        "%(n)s entries are unaccounted for: please report this fault to the makers.",
        unaccounted,
    )
    return phrase % {"n": format_number(unaccounted)}


def understood_words(missing: int) -> str:
    """That the outcomes of understanding do not add up to the texts kept."""
    phrase = ngettext(
        "%(n)s kept text does not have exactly one outcome: please report this fault "
        "to the makers.",
        "%(n)s kept texts do not have exactly one outcome: please report this fault "
        "to the makers.",
        missing,
    )
    return phrase % {"n": format_number(missing)}


def _why(made: Account) -> None:
    """The reasons, folded: why entries were let go, what the texts say, odd dates."""
    parts = [
        (_("Why entries were let go"), made.let_go),
        (_("What the new and edited texts say"), made.understood),
        (_("Kept and shown, but not counted in a level: dates"), made.dates),
    ]
    folded = [
        _buckets(name, buckets, drop_wording.reason)
        for name, buckets in parts
        if buckets
    ]
    if made.notes:
        name = _("Remarks on what was kept")
        folded.append(_buckets(name, made.notes, drop_wording.note))
    if folded:
        widgets.html(tag("div", *folded, class_="kel-fold"))


def _buckets(name: str, buckets: Sequence[Bucket], words: Callable[[str], str]) -> Safe:
    rows = [(words(bucket.reason), format_number(bucket.n)) for bucket in buckets]
    total = format_number(sum(bucket.n for bucket in buckets))
    head = tag("summary", name, " ", tag("span", total, class_="kel-count"))
    made = table([_("Outcome"), _("Texts")], rows, caption=name)
    return tag("details", head, tag("div", made, class_="kel-sums"))
