"""The directory of institutions: offices one can call, by region; never persons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard import (
    assembly_view,
    directory_form,
    directory_import,
    directory_rules,
    filters,
    office_wording,
    people,
    queries,
    session,
    widgets,
    wording,
)
from dashboard.i18n import _, format_datetime, language
from dashboard.markup import Safe, link, tag, url
from data.model import DirectoryEntry
from data.playbook import OFFICES

#: Where "edit" stands in the address for an entry that is to be written.
NEW = "new"


def show() -> None:
    """The list, its filter and its file; below it add, change, take out, read in."""
    st.header(_("Offices to call"), anchor=False)
    st.markdown(
        _(
            "Councils, Friendship Houses, mediators and offices by region, kept by "
            "those who work here. Offices only: the name of a person is not accepted."
        )
    )
    region, kind = _filters()
    found = listed(people.directory(region or None), kind)
    _table(found, region, kind)
    _edit(found, region)
    directory_import.show()


def _filters() -> tuple[str, str]:
    left, right = st.columns(2)
    with left:
        region = filters.region()
    with right:
        names = {code: office_wording.office(code) for code in OFFICES}
        every = _("All kinds of office")
        kind = filters.choice("kind", _("Kind of office"), names, every)
    return region, kind


def listed(known: Sequence[DirectoryEntry], kind: str) -> list[DirectoryEntry]:
    """Entries of a kind ("" is all) in the fixed order of regions and of kinds."""
    regions = list(queries.reference().regions)

    def place(entry: DirectoryEntry) -> tuple[int, str, int, str]:
        at = regions.index(entry.region) if entry.region in regions else len(regions)
        of = OFFICES.index(entry.kind) if entry.kind in OFFICES else len(OFFICES)
        return at, entry.district, of, entry.name

    return sorted((each for each in known if kind in ("", each.kind)), key=place)


def _table(found: Sequence[DirectoryEntry], region: str, kind: str) -> None:
    """The list; an empty one can be downloaded too, to be filled in."""
    head = directory_rules.head()
    lines = [directory_rules.line(each, queries.reference()) for each in found]
    cells = [
        _cells(each, row, region, kind) for each, row in zip(found, lines, strict=True)
    ]
    if cells:
        widgets.blocks(head, cells, caption=_("Offices to call, by region"))
    else:
        st.info(_("No office stands here yet. Whoever knows one can add it below."))
    named: Mapping[str, str] = {
        _("Region"): wording.region(queries.reference().regions[region])
        if region
        else "",
        _("Kind of office"): office_wording.office(kind) if kind else "",
    }
    assembly_view.download("offices", head, lines, named, region)


def _cells(
    entry: DirectoryEntry, line: Sequence[str], region: str, kind: str
) -> list[object]:
    """The row of an office; its name leads to the form."""
    here = url(
        "assembly",
        view="offices",
        region=region,
        kind=kind,
        entry=str(entry.entry),
        lang=language(),
    )
    cells = [cell or "—" for cell in line]
    return [*cells[:3], link(cells[3], here), _phone(entry.phone), *cells[5:]]


def _phone(text: str) -> Safe:
    """One number can be called from a telephone by a touch; it is not broken."""
    number = "".join(sign for sign in text if sign.isdigit() or sign == "+")
    is_one = bool(number) and not set(text) & set(",;/")
    shown = link(text, f"tel:{number}") if is_one else text or "—"
    return tag("span", shown, style="white-space:nowrap" if is_one else None)


def _edit(found: Sequence[DirectoryEntry], region: str) -> None:
    """Add an office, or choose one of the list to change it or take it out."""
    known = {str(each.entry): each for each in found}
    names = {NEW: _("A new office")}
    names |= {code: _option(each) for code, each in known.items()}
    asked = session.param("entry")
    with st.expander(
        _("Add or change an office"),
        expanded=asked in names,
        key="assembly.edit",
    ):
        chosen = st.selectbox(
            _("Which office?"),
            list(names),
            index=list(names).index(asked) if asked in names else 0,
            format_func=names.__getitem__,
        )
        session.set_param("entry", chosen if chosen != NEW else None)
        entry = known.get(chosen)
        directory_form.show(entry, region)
        if entry is not None:
            widgets.html(history(people.entry_history(entry.entry)))


def _option(entry: DirectoryEntry) -> str:
    line = directory_rules.line(entry, queries.reference())
    return ", ".join(part for part in (line[3], line[1], line[0]) if part)


def history(versions: Sequence[DirectoryEntry]) -> Safe:
    """Who wrote what of an office, oldest first."""
    lines = [
        tag("li", f"{format_datetime(each.at)}, {each.author}: ", _version(each))
        for each in versions
    ]
    summary = tag("summary", _("What was written so far"))
    return tag("details", summary, tag("ol", *lines, class_="kel-history"))


def _version(entry: DirectoryEntry) -> str:
    if entry.is_gone:
        return _("taken out of the directory")
    line = directory_rules.line(entry, queries.reference())
    return ", ".join(part for part in line[1:] if part)
