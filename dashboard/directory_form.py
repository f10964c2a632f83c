"""The form of an office in the directory: add, change, take out; all versions stay."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import (
    directory_rules,
    office_wording,
    people,
    queries,
    session,
    signature,
    wording,
)
from dashboard.directory_rules import COLUMNS, LONGEST
from dashboard.i18n import _
from dashboard.intake import intake
from data.errors import InputError
from data.model import DirectoryEntry
from data.playbook import OFFICES


def show(entry: DirectoryEntry | None, region: str) -> None:
    """The form of a new office (``region`` is proposed) or of one that stands there."""
    # The number of versions in the keys shows what stands now, not what was typed.
    number = (
        len(people.entry_history(entry.entry)) if entry else len(people.directory())
    )
    name = f"office.{entry.entry if entry else 'new'}.{number}"
    chosen = _region(name, entry.region if entry else region)
    if chosen is None:
        return
    with st.form(name):
        written = _ask(name, entry, chosen)
        author = signature.ask(f"{name}.author")
        with st.container(horizontal=True):
            is_kept = st.form_submit_button(_("Keep this office"), type="primary")
            is_gone = entry is not None and st.form_submit_button(
                _("Take out of the directory")
            )
    if is_kept:
        _keep(replace(written, author=author))
    if is_gone and entry is not None:
        _take_out(entry, author)


def _region(name: str, proposed: str) -> str | None:
    """Outside the form: the districts to choose from depend on it."""
    known = queries.reference().regions
    names = {code: wording.region(each) for code, each in known.items()}
    return st.selectbox(
        _("Region of the office"),
        list(names),
        index=list(names).index(proposed) if proposed in names else None,
        format_func=names.__getitem__,
        placeholder=_("Choose a region"),
        key=f"{name}.region",
    )


def _ask(name: str, entry: DirectoryEntry | None, region: str) -> DirectoryEntry:
    known = queries.reference().districts
    districts = {"": _("the whole region")}
    districts |= {
        code: wording.districts([code], known)
        for code, each in known.items()
        if each.region == region
    }
    before = entry.district if entry and entry.district in districts else ""
    kinds = {code: office_wording.office(code) for code in OFFICES}
    left, right = st.columns(2)
    with left:
        district = st.selectbox(
            _("District or city"),
            list(districts),
            index=list(districts).index(before),
            format_func=districts.__getitem__,
            key=f"{name}.district.{region}",
        )
        kind = st.selectbox(
            _(COLUMNS["kind"]),
            list(kinds),
            index=list(kinds).index(entry.kind) if entry and entry.kind in kinds else 0,
            format_func=kinds.__getitem__,
            key=f"{name}.kind",
        )
        title = _line(name, entry, "name", _("The office, never a person"))
        phone = _line(name, entry, "phone", "+7 (000) 000-00-00")
    with right:
        address = _line(name, entry, "address", "")
        hours = _line(name, entry, "hours", _("For example: Mon–Fri 9:00–18:00"))
        note = _line(name, entry, "note", "")
    return DirectoryEntry(
        entry=entry.entry if entry else 0,
        region=region,
        district=district or "",
        kind=kind or "",
        name=title,
        phone=phone,
        address=address,
        hours=hours,
        note=note,
        author="",
        at=queries.now(),
    )


def _line(name: str, entry: DirectoryEntry | None, column: str, hint: str) -> str:
    written = st.text_input(
        _(COLUMNS[column]),
        value=getattr(entry, column) if entry else "",
        max_chars=LONGEST[column],
        placeholder=hint,
        key=f"{name}.{column}",
    )
    return (written or "").strip()


def _keep(entry: DirectoryEntry) -> None:
    hide = intake().hide
    wrong = directory_rules.errors(entry, queries.reference(), hide)
    if wrong or not entry.author:
        said = [directory_rules.error(code) for code in wrong]
        if not entry.author:
            said.append(_("say who writes this down"))
        st.error(_("Not kept: %(why)s.") % {"why": "; ".join(said)})
        return
    clean = replace(entry, note=hide(entry.note), hours=hide(entry.hours))
    if not save(clean):
        return
    kept = _("Kept: the office stands in the directory.")
    if (clean.note, clean.hours) != (entry.note, entry.hours):
        kept += " " + _("Names and numbers of persons were taken out before.")
    _done(entry.author, kept)


def save(entry: DirectoryEntry) -> bool:
    """Keep a version; False, and said on the page, when the store refuses it."""
    try:
        people.save_entry(entry)
    except InputError:
        st.error(_("The office could not be kept. Check it and try again."))
        return False
    return True


def _take_out(entry: DirectoryEntry, author: str) -> None:
    if not author:
        st.error(_("Not kept: %(why)s.") % {"why": _("say who writes this down")})
        return
    gone = replace(entry, id=None, author=author, at=queries.now(), is_gone=True)
    if save(gone):
        _done(author, _("Taken out of the directory; what was written stays kept."))


def _done(author: str, message: str) -> None:
    session.remember_author(author)
    session.say_next(message)
    session.set_param("entry", None)
    st.rerun()
