"""Files in, files out: understand, levels, export, brief."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from commands.steps import Database, is_demo, open_store
from commands.terminal import errors, plain_errors, progress, say
from dashboard import brief as briefs
from dashboard import export as exports
from dashboard.brief_docx import brief_docx
from dashboard.brief_html import brief_html
from dashboard.brief_pdf import brief_pdf
from dashboard.brief_told import told_of
from dashboard.i18n import _, format_date, local
from dashboard.paper import languages
from data.errors import InputError
from data.model import LANGUAGES, Export, RawItem, Region
from data.reference import Reference, load
from scoring.batch import read_lines, score_table, understand_rows

BATCH = 200  # texts read at a time, so that a file of any length fits in memory


def understand(
    given: Annotated[
        Path, typer.Argument(metavar="IN.jsonl", help=_("Texts, one JSON a line."))
    ],
    answer: Annotated[
        Path, typer.Argument(metavar="OUT.jsonl", help=_("Where the readings go."))
    ],
) -> None:
    """Read texts: language, places, signals with evidence, one answer a line."""
    with plain_errors():
        if answer.exists() and given.exists() and answer.samefile(given):
            raise InputError(f"{answer} is the file to read; name another to write.")
        try:
            with given.open(encoding="utf-8-sig") as lines:
                refused = _understand_file(lines, answer)
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(
                f"{given} cannot be read as UTF-8 text: {error}."
            ) from error
    if refused:
        raise SystemExit(1)


def _understand_file(lines: Iterator[str], answer: Path) -> int:
    known = {source.id: source for source in load().sources}
    rows, done, refused = read_lines(lines), 0, 0
    write_file(answer, b"")
    with (
        # Half a character, which JSON can escape and UTF-8 cannot hold, stays escaped.
        answer.open("w", encoding="utf-8", errors="backslashreplace") as out,
        progress(_("Reading texts"), None) as advance,
    ):
        while batch := list(islice(rows, BATCH)):
            raws: list[tuple[str, RawItem]] = []
            for _number, name, raw in batch:
                if isinstance(raw, RawItem):
                    raws.append((name, raw))
                else:
                    errors.print(str(raw), markup=False)
                    refused += 1
            for row in understand_rows(raws, known):
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
            done += len(raws)
            advance(len(batch))
    say(
        _("%(done)d texts read, %(refused)d lines refused.")
        % {"done": done, "refused": refused}
    )
    return refused


def levels(
    counts: Annotated[
        Path,
        typer.Argument(
            metavar="COUNTS.csv", help=_("Columns series, date, count, exposure.")
        ),
    ],
    answer: Annotated[
        Path, typer.Argument(metavar="OUT.csv", help=_("Where the scores go."))
    ],
) -> None:
    """Score a table of daily counts: the detector alone."""
    with plain_errors():
        try:
            frame = pd.read_csv(counts, dtype={"series": str, "source": str})
        except (OSError, UnicodeDecodeError, pd.errors.ParserError) as error:
            raise InputError(f"{counts} cannot be read as CSV: {error}.") from error
        except pd.errors.EmptyDataError as error:
            raise InputError(f"{counts} is empty.") from error
        scored = score_table(frame)
        write_file(answer, scored.to_csv(index=False).encode())
    say(_("%(n)d rows written to %(file)s.") % {"n": len(scored), "file": answer})


class Format(StrEnum):
    """What kind of table leaves the house."""

    CSV = "csv"
    XLSX = "xlsx"


export_app = typer.Typer(no_args_is_help=True, help=_("Flagged items for a meeting."))


@export_app.callback()
def _export() -> None:
    """Keep ``export flags`` a command of two words."""


@export_app.command(
    "flags", help=_("Write the flags of a region and period as CSV or XLSX.")
)
def export_flags(
    region: Annotated[
        str | None, typer.Option(help=_("ISO code, for example KZ-31; default: all."))
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help=_("First day."))
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help=_("Last day."))
    ] = None,
    lang: Annotated[str, typer.Option(help=_("Language: kk, ru or en."))] = "kk",
    format: Annotated[Format, typer.Option(help=_("csv or xlsx."))] = Format.CSV,
    out: Annotated[
        Path | None, typer.Option(help=_("File to write; default: named here."))
    ] = None,
    db: Database = None,
) -> None:
    """Write the flags of a region and period as CSV or XLSX."""
    with plain_errors():
        reference = load()
        if region is not None:
            known_region(region, reference)
        known_language(lang)
        first, last = _day(since), _day(until)
        now = datetime.now(UTC)
        with closing(open_store(db)) as store:
            flags = store.flags(region, first, last)
            filters = {"region": region, "since": since, "until": until}
            demo = is_demo(store)
            write = exports.flags_csv if format is Format.CSV else exports.flags_xlsx
            content = write(
                flags,
                store.current_verdicts(),
                store.sources(),
                reference,
                lang,
                demo,
                filters,
                now,
                told_of(store, flags, now),
            )
            path = out or Path(exports.filename(region, now, format.value, demo))
            write_file(path, content)
            store.record_export(
                Export(f"flags.{format.value}", filters, len(flags), lang, now)
            )
    say(_("%(n)d rows written to %(file)s.") % {"n": len(flags), "file": path})


def known_region(code: str, reference: Reference) -> Region:
    """The region of a code a person typed."""
    if code not in reference.regions:
        raise InputError(
            f"There is no region {code!r}; the codes are "
            f"{', '.join(reference.regions)}."
        )
    return reference.regions[code]


def known_language(code: str) -> None:
    """Refuse a language we do not speak."""
    if code not in LANGUAGES:
        raise InputError(f"There is no language {code!r}: kk, ru or en.")


def _languages(code: str) -> None:
    """Refuse what is neither a language nor two of them side by side."""
    codes = languages(code)
    for each in codes:
        known_language(each)
    if len(codes) > 2 or len(set(codes)) < len(codes):
        raise InputError(
            f"{code!r} is no language of a brief: one, or two like kk+ru, can be made."
        )


class BriefFormat(StrEnum):
    """A brief to edit, to send or to print."""

    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"


_BRIEFS = {
    BriefFormat.DOCX: brief_docx,
    BriefFormat.PDF: brief_pdf,
    BriefFormat.HTML: brief_html,
}


def brief(
    region: Annotated[str, typer.Option(help=_("ISO code, for example KZ-31."))],
    lang: Annotated[
        str, typer.Option(help=_("kk, ru, en, or two side by side: kk+ru."))
    ] = "kk",
    format: Annotated[
        BriefFormat, typer.Option(help=_("docx, pdf or html."))
    ] = BriefFormat.DOCX,
    until: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help=_("Last day; default: today.")),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help=_("File to write; default: named here."))
    ] = None,
    db: Database = None,
) -> None:
    """Write the brief of a region for its meeting."""
    with plain_errors():
        reference = load()
        chosen = known_region(region, reference)
        _languages(lang)
        now = datetime.now(UTC)
        today = local(now).date()
        last = _day(until) or today
        if last > today:
            raise InputError(
                f"{last} has not come yet: a brief ends today or earlier (--until)."
            )
        with closing(open_store(db)) as store:
            content = briefs.gather(store, chosen, reference, last, now)
            name = briefs.filename(chosen, last, format.value, content.demo)
            path = out or Path(name)
            write_file(path, _BRIEFS[format](content, lang))
            record = store.record_brief(content.record(lang))
    say(
        _("Brief written to %(file)s: %(since)s – %(until)s, flags: %(n)d.")
        % {
            "file": path,
            "since": format_date(record.since_on),
            "until": format_date(record.until_on),
            "n": len(record.flag_ids),
        }
    )


def write_file(path: Path, content: bytes) -> None:
    """Write a file a person named."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise InputError(
            f"{path} cannot be written: {error.strerror}. Choose another file."
        ) from error


def _day(value: str | None) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError as error:
        raise InputError(f"{value!r} is no date like 2026-11-22.") from error


def add(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.command(
        help=_(
            "Read texts: language, places, signals with evidence, one answer a line."
        )
    )(understand)
    app.command(help=_("Score a table of daily counts: the detector alone."))(levels)
    app.add_typer(export_app, name="export")
    app.command(help=_("Write the brief of a region for its meeting."))(brief)
