"""Report: "What did you see or hear, and how do you know?"."""

from __future__ import annotations

import streamlit as st

from dashboard import desk_forms, report_form, report_parts, session
from dashboard.i18n import _, format_date
from dashboard.intake import intake
from data.field_report import FieldReport


def keep(report: FieldReport) -> None:
    """Keep a report that was checked, once, and begin a new form."""
    is_new = intake().keep(report)
    session.begin_report_form()
    session.say_next(
        _("Kept: your report of %(date)s. It counts from the next assessment on.")
        % {"date": format_date(report.on)}
        if is_new
        else _("This very report was kept before; it is not counted twice.")
    )
    st.rerun()


def show() -> None:
    """The form; after “Check” what will be kept; after “Keep” an empty form."""
    st.title(_("What did you see or hear, and how do you know?"), anchor=False)
    desk_forms.said()
    report_parts.no_names()
    written = report_form.ask()
    if written is not None:
        session.remember_report(written)
    checked = session.checked_report()
    if checked is not None:
        with st.spinner(_("Reading the report")):
            read = intake().preview(checked)
        report_parts.preview(checked, read)
        if st.button(_("Keep this report"), type="primary", key="report.keep"):
            keep(checked)
    report_parts.table()
    report_parts.latest()


show()
