"""The flags on the screen as a file: exactly the rows given, in their order.

Knows no Streamlit, so that the command line writes the very same file. The columns are
described for their readers in docs/flags_csv.md; a test holds the two together.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dashboard import (
    brief_case,
    desk_wording,
    reply_wording,
    signal_wording,
    source_wording,
)
from dashboard.brief_told import Told
from dashboard.cells import Value, as_text, disarmed
from dashboard.export_filters import describe_filters
from dashboard.i18n import N_, _, format_date, language, local, using
from data.model import Flag, Source, Verdict
from data.reference import Reference

#: Says in every row and in the file's name that everything is invented.
DEMO = "DEMO"
_BETWEEN = " | "


class Column(NamedTuple):
    """A column: its key for the data dictionary, its heading, its width in XLSX."""

    key: str
    heading: str
    width: int


COLUMNS = (
    Column("id", N_("Flag no."), 14),
    Column("region_code", N_("Region code"), 10),
    Column("region", N_("Region"), 24),
    Column("districts", N_("Districts"), 24),
    Column("lane", N_("Kind of flag"), 18),
    Column("signals", N_("Signals"), 32),
    Column("confidence", N_("Confidence (0–1)"), 12),
    Column("title", N_("Title"), 50),
    Column("evidence", N_("Evidence sentences"), 70),
    Column("why", N_("Why it was flagged"), 60),
    Column("source", N_("Source"), 26),
    Column("url", N_("Link to the original"), 40),
    Column("language", N_("Language"), 12),
    Column("first_seen", N_("First report"), 12),
    Column("last_seen", N_("Last report"), 12),
    Column("n_items", N_("Reports"), 10),
    Column("independent_reports", N_("Independent reports"), 12),
    Column("verdict", N_("Verdict"), 24),
    Column("verdict_reason", N_("Reason for the verdict"), 40),
    Column("verdict_at", N_("Date of the verdict"), 12),
    Column("case_state", N_("State of the case"), 28),
    Column("last_step", N_("Last step taken"), 40),
    Column("outcome", N_("Outcome"), 40),
    Column("replies", N_("Replies and answers"), 60),
    Column("rule_version", N_("Version of the rules"), 12),
    Column("demo", N_("Demo"), 8),
    Column("exported_at", N_("Exported (Almaty time)"), 18),
    Column("filter", N_("Filter"), 40),
)


@dataclass(frozen=True, slots=True)
class _Context:
    """What a row needs beside its flag."""

    verdicts: Mapping[str, Verdict]
    sources: Mapping[str, Source]
    told: Mapping[str, Told]
    reference: Reference
    demo: bool
    filters: str
    made_at: datetime


def _evidence(flag: Flag) -> str:
    sentences = (part.text for signal in flag.signals for part in signal.evidence)
    return _BETWEEN.join(dict.fromkeys(sentences))


def _why(flag: Flag) -> str:
    said = (each for signal in flag.signals for each in signal_wording.reasons(signal))
    return _BETWEEN.join(dict.fromkeys(said))


def _names(codes: Iterable[str], known: Mapping[str, Any]) -> str:
    return _BETWEEN.join(
        known[code].names[language()] if code in known else code for code in codes
    )


def _row(flag: Flag, context: _Context) -> tuple[Value, ...]:
    tables = context.reference
    source = context.sources.get(flag.source_id)
    verdict = context.verdicts.get(flag.id)
    return (
        flag.id,
        flag.region,
        _names([flag.region], tables.regions),
        _names(flag.districts, tables.districts),
        desk_wording.lane(flag.lane),
        _names((signal.code for signal in flag.signals), tables.taxonomy.risk),
        float(flag.confidence),
        flag.title,
        _evidence(flag),
        _why(flag),
        source_wording.name(source, flag.source_id),
        flag.url,
        desk_wording.language_name(flag.lang),
        local(flag.first_at).date(),
        local(flag.last_at).date(),
        flag.n_items,
        len(flag.owners),
        desk_wording.verdict(verdict.code) if verdict else None,
        verdict.reason if verdict else None,
        local(verdict.at).date() if verdict else None,
        *_case(context.told.get(flag.id)),
        flag.version,
        DEMO if context.demo else None,
        context.made_at,
        context.filters,
    )


def _case(told: Told | None) -> tuple[Value, Value, Value, Value]:
    """State, last step, its outcome, replies; empty where nobody asked for them."""
    if told is None:
        return (None, None, None, None)
    step = told.responses[-1] if told.responses else None
    replies = _BETWEEN.join(reply_wording.told(each) for each in told.disputes)
    return (
        brief_case.state(told),
        f"{format_date(step.at)}: {step.action}" if step else None,
        (step.outcome or None) if step else None,
        replies or None,
    )


def flags_csv(
    flags: Sequence[Flag],
    verdicts: Mapping[str, Verdict],
    sources: Iterable[Source],
    reference: Reference,
    lang: str,
    demo: bool,
    filters: Mapping[str, Any],
    made_at: datetime,
    told: Mapping[str, Told] | None = None,
) -> bytes:
    """The flags as CSV for a Kazakh, Russian or English spreadsheet.

    UTF-8 with BOM, ``;``, CRLF, every cell quoted; one record per line. ``told`` has
    the cases of the flags (``brief_told.told_of``).
    """
    with using(lang):
        context = _context(verdicts, sources, told, reference, demo, filters, made_at)
        text = io.StringIO(newline="")
        writer = csv.writer(
            text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n"
        )
        writer.writerow([_(column.heading) for column in COLUMNS])
        for flag in flags:
            writer.writerow([as_text(value) for value in _row(flag, context)])
    return text.getvalue().encode("utf-8-sig")


def flags_xlsx(
    flags: Sequence[Flag],
    verdicts: Mapping[str, Verdict],
    sources: Iterable[Source],
    reference: Reference,
    lang: str,
    demo: bool,
    filters: Mapping[str, Any],
    made_at: datetime,
    told: Mapping[str, Told] | None = None,
) -> bytes:
    """The same table as a workbook: typed dates and numbers, and a sheet about it."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # a new workbook has one worksheet
    with using(lang):
        context = _context(verdicts, sources, told, reference, demo, filters, made_at)
        sheet.title = _("Flags")
        _headings(sheet)
        for number, flag in enumerate(flags, start=2):
            _write_row(sheet, number, _row(flag, context))
        sheet.auto_filter.ref = sheet.dimensions
        _about(book.create_sheet(_("About")), len(flags), context)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _context(
    verdicts: Mapping[str, Verdict],
    sources: Iterable[Source],
    told: Mapping[str, Told] | None,
    reference: Reference,
    demo: bool,
    filters: Mapping[str, Any],
    made_at: datetime,
) -> _Context:
    return _Context(
        verdicts=verdicts,
        sources={source.id: source for source in sources},
        told=told or {},
        reference=reference,
        demo=demo,
        filters=describe_filters(filters, reference),
        made_at=made_at,
    )


def _headings(sheet: Worksheet) -> None:
    for number, column in enumerate(COLUMNS, start=1):
        cell = sheet.cell(1, number, _(column.heading))
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.freeze_panes = "A2"


def _write_row(sheet: Worksheet, number: int, row: tuple[Value, ...]) -> None:
    for at, value in enumerate(row, start=1):
        cell = sheet.cell(number, at)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if isinstance(value, datetime):
            # Spreadsheets know no zones: the clock of Almaty, as the heading says.
            cell.value = local(value).replace(tzinfo=None)
            cell.number_format = "DD.MM.YYYY HH:MM"
        elif isinstance(value, date):
            cell.value = value
            cell.number_format = "DD.MM.YYYY"
        elif isinstance(value, float):
            cell.value = round(value, 2)
            cell.number_format = "0.00"
        elif isinstance(value, str):
            cell.value = disarmed(value)
        else:
            cell.value = value


def _about(sheet: Worksheet, n: int, context: _Context) -> None:
    lines: list[tuple[str, Value]] = [
        (_("Exported (Almaty time)"), context.made_at),
        (_("Filter"), context.filters),
        (_("Flags"), n),
        (
            _("How to read it"),
            _("A flag asks a person to look. It is not a finding about anyone."),
        ),
    ]
    if context.demo:
        invented = _("every text here is invented")
        lines.append((_("Demo"), f"{DEMO}: {invented}"))
    for number, line in enumerate(lines, start=1):
        _write_row(sheet, number, line)
        sheet.cell(number, 1).font = Font(bold=True)
    sheet.column_dimensions["A"].width = 28
    sheet.column_dimensions["B"].width = 70


def filename(
    region: str | None, made_at: datetime, ext: str, demo: bool = False
) -> str:
    """``kelisim_flags_KZ-31_2026-11-22.csv``: ASCII; DEMO in the name of a demo file.

    The region stands as its code: "Almaty" alone would be a city and an oblast.
    """
    parts = ["kelisim", DEMO if demo else "", "flags", region or "KZ"]
    name = "_".join([*filter(None, parts), local(made_at).strftime("%Y-%m-%d")])
    return f"{name}.{ext}"
