"""The form of a field report: seven questions, none of them about a person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import streamlit as st

from dashboard import queries, session, wording
from dashboard.i18n import N_, _, format_date, format_weekday, language
from data.field_report import (
    LONGEST_DONE,
    LONGEST_PLACE,
    LONGEST_WHAT,
    OPTIONAL,
    FieldReport,
    ReportKind,
    Way,
    form,
)

#: An older observation says nothing about the present.
_OLDEST = timedelta(days=365)
_KINDS = {
    ReportKind.EXPERIENCED: N_("People lived through it."),
    ReportKind.EVIDENCED: N_("Someone saw it, or a document or photo shows it."),
    ReportKind.POTENTIAL: N_("It has not happened, but it could come about."),
}
#: What is asked for when a needed answer is missing.
_MISSING = {
    "date": N_("Choose the day of the observation."),
    "region": N_("Choose the region."),
    "kind": N_("Choose whether it was lived through, evidenced or is possible."),
    "what": N_("Write what happened."),
    "way": N_("Choose how it is known."),
}


def ask() -> FieldReport | None:
    """The form; the report it holds when “Check” was just pressed and nothing lacks."""
    number = session.report_form()
    with st.form(f"report.{number}"):
        left, right = st.columns(2, gap="large")
        with left:
            answers = {
                "date": _day(number),
                "region": _region(number),
                "place": _line(number),
                "kind": _choice(number, "kind", ReportKind),
            }
        with right:
            answers |= {
                "what": _text(number, "what", LONGEST_WHAT, 240),
                "way": _choice(number, "way", Way),
                "done": _text(number, "done", LONGEST_DONE, 90),
            }
        if not st.form_submit_button(_("Check"), type="primary"):
            return None
    missing = [_(said) for name, said in _MISSING.items() if not answers[name]]
    if missing:
        session.remember_report(None)
        st.error(" ".join(missing))
        return None
    return _report(answers)


def _report(answers: Mapping[str, object]) -> FieldReport:
    on = answers["date"]
    assert isinstance(on, date)  # asked for above
    return FieldReport(
        on=on,
        region=str(answers["region"]),
        kind=ReportKind(str(answers["kind"])),
        way=Way(str(answers["way"])),
        what=str(answers["what"]),
        place=str(answers["place"]),
        done=str(answers["done"]),
        lang=language(),
    )


def label(column: str) -> str:
    """A question by its name in the reader's language."""
    name = form().name("column", column, language())
    return (
        _("%(name)s (may stay empty)") % {"name": name} if column in OPTIONAL else name
    )


def choice(of: str, code: str) -> str:
    """A kind or a way by its name, as the first word of a line."""
    name = form().name(of, code, language())
    return name[:1].upper() + name[1:]


def _day(number: int) -> date | None:
    today = queries.today()
    return st.selectbox(  # a calendar would speak the browser's language
        label("date"),
        [today - timedelta(days=n) for n in range(_OLDEST.days + 1)],
        index=None,
        format_func=_day_name,
        placeholder=_("Choose a day"),
        filter_mode="contains",  # the likest first would not be the latest first
        key=f"report.{number}.date",
    )


def _day_name(day: date) -> str:
    """Found by typing the weekday, the month or the numbers."""
    return f"{format_weekday(day)} · {format_date(day)}"


def _region(number: int) -> str | None:
    regions = queries.reference().regions
    return st.selectbox(
        label("region"),
        list(regions),
        index=None,
        format_func=lambda code: wording.region(regions[code]),
        placeholder=_("Choose a region"),
        key=f"report.{number}.region",
    )


def _line(number: int) -> str:
    written = st.text_input(
        label("place"),
        max_chars=LONGEST_PLACE,
        placeholder=_("District, then village or town; no street, no house"),
        key=f"report.{number}.place",
    )
    return (written or "").strip()


def _choice(number: int, of: str, codes: type[ReportKind] | type[Way]) -> str | None:
    captions = [_(words) for words in _KINDS.values()] if of == "kind" else None
    return st.radio(
        label(of),
        [str(code) for code in codes],
        index=None,
        format_func=lambda code: choice(of, code),
        captions=captions,
        key=f"report.{number}.{of}",
    )


def _text(number: int, column: str, longest: int, height: int) -> str:
    hints = {
        "what": _("What happened and how it stands now. Nobody's name."),
        "done": _("For example: the elders spoke with both sides"),
    }
    written = st.text_area(
        label(column),
        max_chars=longest,
        height=height,
        placeholder=hints[column],
        key=f"report.{number}.{column}",
    )
    return (written or "").strip()
