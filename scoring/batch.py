"""The understanding and the detector alone, on files: JSON Lines and tables in, out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd

from data.errors import InputError
from data.model import LANGUAGES, Edit, Evidence, RawItem, Signal, Source, Understanding
from scoring.detector import alarm_scores
from scoring.offsets import given
from scoring.understanding import understand


def read_lines(lines: Iterable[str]) -> Iterator[tuple[int, str, RawItem | InputError]]:
    """Each line as (number, id, text to understand), or why it cannot be used."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            yield number, "", InputError(f"Line {number} is not JSON: {error.msg}.")
            continue
        yield number, *_read_row(number, row)


def _read_row(number: int, row: Any) -> tuple[str, RawItem | InputError]:
    if not isinstance(row, dict) or "id" not in row:
        return "", InputError(f"Line {number} needs an object with an id.")
    name = str(row["id"])
    title, text = row.get("title") or "", row.get("text") or ""
    if not isinstance(title, str) or not isinstance(text, str):
        return name, InputError(f"Line {number}: title and text must be strings.")
    if not (title or text).strip():
        return name, InputError(f"Line {number} has neither title nor text.")
    lang = str(row.get("lang"))  # whatever was written there
    raw = RawItem(
        source_id=str(row.get("source") or ""),
        url="",
        title=title,
        text=text,
        guid=name,
        lang=lang if lang in LANGUAGES else None,
        published_at=_moment(row.get("published")),
    )
    return name, raw


def _moment(value: Any) -> datetime | None:
    """An ISO time with a zone; anything else is no time, never a guess."""
    try:
        at = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return at if at.tzinfo else None


def understand_rows(
    raws: Sequence[tuple[str, RawItem]], sources: Mapping[str, Source] | None = None
) -> Iterator[dict[str, Any]]:
    """The answer rows of the ``kelisim understand`` command.

    Offsets are those of the text as given; the words shown are redacted.
    """
    read = understand([raw for _, raw in raws], sources)
    for (name, _), meaning in zip(raws, read, strict=True):
        yield _answer(name, meaning)


def _answer(name: str, read: Understanding) -> dict[str, Any]:
    return {
        "id": name,
        "lang": read.lang,
        "regions": list(read.regions),
        "scope": read.scope,
        "places": [
            {
                "kind": place.kind,
                "code": place.code,
                "region": place.region,
                "district": place.district,
                "words": place.words,
                "part": place.part,
                **_given(place.start, place.end, _edits(read, place.part)),
            }
            for place in read.places
        ],
        "risk": [_signal(signal, read) for signal in read.risk],
        "protective": [_signal(signal, read) for signal in read.protective],
        "flag": read.flag,
        "lane": read.lane.value if read.flag and read.lane else None,
        "dropped": read.dropped,
        "version": read.version,
    }


def _signal(signal: Signal, read: Understanding) -> dict[str, Any]:
    return {
        "code": signal.code,
        "confidence": round(signal.confidence, 4),
        "evidence": [_evidence(each, read) for each in signal.evidence],
        "why": [
            {"code": reason.code, **dict(reason.params)} for reason in signal.reasons
        ],
    }


def _evidence(evidence: Evidence, read: Understanding) -> dict[str, Any]:
    edits = _edits(read, evidence.part)
    return {
        "text": evidence.text,
        "part": evidence.part,
        **_given(evidence.start, evidence.end, edits),
    }


def _edits(read: Understanding, part: str) -> tuple[Edit, ...]:
    return read.title_edits if part == "title" else read.text_edits


def _given(start: int, end: int, edits: Sequence[Edit]) -> dict[str, int]:
    first, last = given(start, end, edits)
    return {"start": first, "end": last}


COLUMNS = ("series", "date", "count", "exposure")


def score_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Scores of a table of daily counts: columns series, date, score.

    ``frame`` has series, date (ISO), count, exposure and, if wanted, source; missing
    days count as nothing read. Raises InputError naming the column or row at fault.
    """
    missing = [name for name in COLUMNS if name not in frame.columns]
    if missing:
        raise InputError(
            f"The table lacks the column {missing[0]!r}; it needs {', '.join(COLUMNS)}."
        )
    frame = frame.assign(
        source=frame["source"].astype(str) if "source" in frame.columns else "",
        date=_days(frame["date"]),
    )
    for name in ("count", "exposure"):
        numbers = pd.to_numeric(frame[name], errors="coerce")
        wrong = np.flatnonzero(~np.isfinite(numbers) | (numbers < 0))
        if len(wrong):
            raise InputError(
                f"Row {wrong[0] + 2}: {name} must be a number of at least 0."
            )
        frame[name] = numbers
    return _scores(frame)


def _days(column: pd.Series[Any]) -> list[date]:
    days = []
    for number, value in enumerate(column, 2):
        try:
            days.append(date.fromisoformat(str(value)))
        except ValueError as error:
            raise InputError(
                f"Row {number}: {value!r} is no date like 2026-11-22."
            ) from error
    return days


def _scores(frame: pd.DataFrame) -> pd.DataFrame:
    if frame.empty:
        return pd.DataFrame(columns=["series", "date", "score"])
    series = sorted(frame["series"].astype(str).unique())
    sources = sorted(frame["source"].unique())
    days = pd.date_range(min(frame["date"]), max(frame["date"]), freq="D")
    shape = (len(series), len(sources), len(days))
    counts, exposure = np.zeros(shape), np.zeros(shape)
    at = (
        pd.Index(series).get_indexer(frame["series"].astype(str)),
        pd.Index(sources).get_indexer(frame["source"]),
        days.get_indexer(pd.DatetimeIndex(frame["date"])),
    )
    np.add.at(counts, at, frame["count"].to_numpy(dtype=float))
    np.add.at(exposure, at, frame["exposure"].to_numpy(dtype=float))
    scores = alarm_scores(counts, exposure, np.array([day.weekday() for day in days]))
    return pd.DataFrame(
        {
            "series": np.repeat(series, len(days)),
            "date": np.tile(days.strftime("%Y-%m-%d"), len(series)),
            "score": scores.ravel(),
        }
    )
