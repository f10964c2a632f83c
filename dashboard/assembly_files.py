"""A table of the Assembly page as a file: its rows, their order, its filter.

Knows no Streamlit. The same dialect as the file of flags: UTF-8 with BOM, ``;``, CRLF,
every cell quoted, nothing that a spreadsheet takes for a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime

from dashboard.cells import as_text
from dashboard.export import DEMO
from dashboard.i18n import _, local, using


def table_csv(
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    lang: str,
    filters: str,
    made_at: datetime,
    demo: bool,
) -> bytes:
    """A table as CSV; three columns more say demo, filter and when it was made."""
    text = io.StringIO(newline="")
    writer = csv.writer(
        text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n"
    )
    with using(lang):
        about = (DEMO if demo else None, filters, made_at)
        more = (_("Demo"), _("Filter"), _("Exported (Almaty time)"))
        writer.writerow([as_text(cell) for cell in (*head, *more)])
        for row in rows:
            writer.writerow([as_text(cell) for cell in (*row, *about)])
    return text.getvalue().encode("utf-8-sig")


def filename(what: str, region: str, made_at: datetime, demo: bool) -> str:
    """``kelisim_decisions_KZ-31_2026-11-22.csv``; DEMO in the name of a demo's file."""
    parts = ["kelisim", DEMO if demo else "", what, region or "KZ"]
    day = local(made_at).strftime("%Y-%m-%d")
    return "_".join([*filter(None, parts), day]) + ".csv"
