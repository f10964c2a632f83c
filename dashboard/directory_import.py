"""Reading a file of offices into the directory: first what is wrong, then keep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard import (
    directory_form,
    directory_rules,
    people,
    queries,
    session,
    signature,
    widgets,
)
from dashboard.directory_rules import Parsed
from dashboard.i18n import N_, _, format_number, ngettext
from dashboard.intake import intake
from dashboard.markup import Safe, table
from data.model import DirectoryEntry

_NO_FILE = {
    "encoding": N_("This is no UTF-8 text: save the table as “CSV UTF-8”."),
    "columns": N_("The columns region, kind of office and name are missing."),
    "rows": N_("The file has far too many rows for a directory."),
}


def show() -> None:
    """Paste or choose a table, see each row with its errors, keep those without."""
    with st.expander(_("Add offices from a table"), key="assembly.import"):
        st.markdown(
            _(
                "Download the table above, fill it in a spreadsheet and paste its rows "
                "with the headings here. Rows with an error are left out; an office "
                "that stands in the directory already is not added twice."
            )
        )
        with st.form("offices.import"):
            pasted = st.text_area(
                _("Rows with their headings"), height=140, key="offices.pasted"
            )
            author = signature.ask("offices.import.author")
            with st.container(horizontal=True):
                is_check = st.form_submit_button(_("Check the rows"))
                is_keep = st.form_submit_button(_("Keep the good rows"), type="primary")
        if is_check or is_keep:
            _read(pasted or "", author, keep=is_keep)


def _read(pasted: str, author: str, *, keep: bool) -> None:
    try:
        parsed = directory_rules.read(
            pasted.encode(),
            queries.reference(),
            author,
            queries.now(),
            intake().hide,
        )
    except ValueError as problem:
        st.error(_(_NO_FILE[str(problem)]))
        return
    good = fresh([row.entry for row in parsed if not row.errors], people.directory())
    if not keep:
        widgets.html(preview(parsed))
        counted = ngettext(
            "%(n)s new office can be kept.", "%(n)s new offices can be kept.", len(good)
        )
        st.markdown(counted % {"n": format_number(len(good))})
    elif not author:
        st.error(_("Not kept: %(why)s.") % {"why": _("say who writes this down")})
    else:
        _keep(good, author)


def fresh(
    entries: Sequence[DirectoryEntry], known: Sequence[DirectoryEntry]
) -> list[DirectoryEntry]:
    """Entries of offices that do not stand in the directory, each once."""
    seen = {_identity(each) for each in known}
    found = []
    for each in entries:
        if _identity(each) not in seen:
            seen.add(_identity(each))
            found.append(each)
    return found


def _identity(entry: DirectoryEntry) -> tuple[str, ...]:
    name = " ".join(entry.name.split()).casefold()
    return entry.region, entry.district, entry.kind, name


def preview(parsed: Sequence[Parsed]) -> Safe:
    """Every row that was read, with what is wrong with it."""
    reference = queries.reference()
    head = [_("Row of the table"), _("What is wrong"), *directory_rules.head()]
    rows = [
        [
            str(row.number),
            "; ".join(directory_rules.error(code) for code in row.errors)
            or _("no error"),
            *directory_rules.line(row.entry, reference),
        ]
        for row in parsed
    ]
    return table(head, rows, caption=_("The rows that were read"))


def _keep(good: Sequence[DirectoryEntry], author: str) -> None:
    hide = intake().hide
    kept = [
        each
        for each in good
        if directory_form.save(
            replace(each, note=hide(each.note), hours=hide(each.hours))
        )
    ]
    session.remember_author(author)
    counted = ngettext("Kept: %(n)s office.", "Kept: %(n)s offices.", len(kept))
    session.say_next(counted % {"n": format_number(len(kept))})
    st.rerun()
