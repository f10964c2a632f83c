"""Field reports of mediators: files in a folder, and the form on the page.

Both become the same item: its text names the region and the place in the report's own
language, says what happened and how that is known. A report is known by its content,
so the same one from the form and from a file, or sent twice, is one item.
"""

from __future__ import annotations

import re
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from collectors.field_rows import NotAFormError, date_state, rows
from collectors.folders import UnreadableError, bytes_of, files_of, folder_of
from collectors.reading import Known, Reading
from collectors.web import Web
from data.days import start_of
from data.errors import SourceError
from data.field_report import SOURCE_ID, FieldReport, form, plain
from data.model import ItemKind, RawItem, Source, SourceState, State
from data.reference import Reference, load

_MOST_BYTES = 5_000_000
_SUFFIXES = frozenset({".csv", ".tsv", ".txt"})
_KAZAKH = re.compile("[әіңғүұқөһ]", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile("[a-z]", re.IGNORECASE)
#: About one letter of six is Kazakh in Kazakh; one name does not make a text so.
_KAZAKH_SHARE = 0.04
_TOO_SHORT = 25


def read(
    source: Source,
    web: Web,
    previous: SourceState,
    now: datetime,
    known: Known,
) -> Reading:
    """Read every file of the folder; without a folder there is only the form."""
    reading = Reading()
    if not source.url:
        return reading
    folder = folder_of(source.url)
    if not folder.is_dir():
        raise SourceError(
            State.REFUSED,
            f"The folder of field reports of source {source.id} does not exist;"
            " create it or correct its path.",
        )
    reference = load()
    for path in files_of(folder):
        _read_file(source, folder, path, reference, now, known, reading)
    return reading


def _read_file(
    source: Source,
    folder: Path,
    path: Path,
    reference: Reference,
    now: datetime,
    known: Known,
    reading: Reading,
) -> None:
    if path.suffix.lower() not in _SUFFIXES:
        return reading.drop("unsupported_file")
    raws: list[RawItem] = []
    try:
        for row in rows(bytes_of(folder, path, _MOST_BYTES), reference, now):
            if row.report is None:
                reading.drop(row.problems[0])
            else:
                raws.append(as_raw(row.report, reference, now, source.id))
    except UnreadableError as error:
        return reading.drop(str(error))
    except NotAFormError:
        return reading.drop("file_without_headings")
    reading.offer_all(raws, known)
    return None


def as_raw(
    report: FieldReport,
    reference: Reference,
    now: datetime,
    source_id: str = SOURCE_ID,
) -> RawItem:
    """The report as a text of its own, not yet redacted.

    The title holds the place alone: what happened may name a person, and half a name
    in a shortened title would not be known for one.
    """
    lang = _language(report)
    words = form()
    place = _official(report.place, report.region, lang, reference)
    region = reference.regions[report.region].names[lang]
    known_from = ". ".join(
        f"{words.name('column', of, lang)}: {words.name(of, code, lang)}"
        for of, code in (("kind", report.kind), ("way", report.way))
    )
    # English goes from small to large: "Astana, Nura District" are two districts.
    where = (place, region) if lang == "en" else (region, place)
    lines = [_closed(", ".join(filter(None, where))), _closed(report.what)]
    if report.done:
        done = words.name("column", "done", lang)
        lines.append(_closed(f"{done}: {report.done}"))
    return RawItem(
        source_id=source_id,
        url="",
        title=f"{words.name('line', 'title', lang)}: {place or region}",
        text="\n".join([*lines, _closed(known_from)]),
        guid=_guid(report),
        lang=lang,
        published_at=start_of(report.on) if report.on else None,
        date_state=date_state(report.on, now),
        kind=ItemKind.FIELD_REPORT,
    )


def _closed(sentence: str) -> str:
    """The sentence with a full stop, unless it ends in a sign of its own."""
    return f"{sentence}." if sentence[-1:].isalnum() else sentence


def _guid(report: FieldReport) -> str:
    """The same for the same report, whatever form it was written into."""
    written = "\n".join(
        (
            report.on.isoformat() if report.on else "",
            report.region,
            report.kind,
            report.way,
            *(plain(part) for part in (report.place, report.what, report.done)),
        )
    )
    return "report:" + sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def _language(report: FieldReport) -> str:
    """The language a report is written in, by its letters; else that of its form."""
    letters = len(_LETTER.findall(report.what))
    if not letters:
        return report.lang
    if len(_LATIN.findall(report.what)) * 2 > letters:
        return "en"
    if letters < _TOO_SHORT and report.lang == "kk":
        return "kk"  # no letter tells a few Kazakh words from Russian ones
    is_kazakh = len(_KAZAKH.findall(report.what)) / letters >= _KAZAKH_SHARE
    return "kk" if is_kazakh else "ru"


def _official(place: str, region: str, lang: str, reference: Reference) -> str:
    """The place in words, its district by the full name if it is one of the region's.

    "Кордай" alone may be a village, a poet's name or a pass.
    """
    if not place:
        return ""
    districts: dict[str, set[str]] = {}
    for name in reference.gazetteer_rows:
        if name.kind == "district" and name.region == region:
            districts.setdefault(plain(name.text), set()).add(name.code)
    parts = []
    for part in re.split(r"[,;\n]+", place):
        codes = districts.get(plain(part), set())
        names = [reference.districts[code].names[lang] for code in codes]
        parts.append(names[0] if len(names) == 1 else part.strip(" ."))
    return ", ".join(part for part in parts if part)
