"""Model values to and from the JSON kept in a column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from data.model import (
    Coverage,
    DistrictLevel,
    Evidence,
    Lane,
    LevelCode,
    Norm,
    Place,
    Reason,
    Signal,
)

# asdict() takes twenty times as long over these flat things, of which every item has
# several.
_EVIDENCE = tuple(field.name for field in fields(Evidence))
_PLACE = tuple(field.name for field in fields(Place))


def _evidence_row(evidence: Evidence) -> dict[str, Any]:
    return {name: getattr(evidence, name) for name in _EVIDENCE}


def _evidence(rows: Iterable[Mapping[str, Any]]) -> tuple[Evidence, ...]:
    return tuple(Evidence(**row) for row in rows)


def reason_rows(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    """Reasons as JSON rows."""
    return [
        {
            "code": reason.code,
            "weight": reason.weight,
            "evidence": [_evidence_row(evidence) for evidence in reason.evidence],
            "params": dict(reason.params),
        }
        for reason in reasons
    ]


def reasons(rows: Iterable[Mapping[str, Any]]) -> tuple[Reason, ...]:
    """Reasons from JSON rows."""
    return tuple(
        Reason(
            code=row["code"],
            weight=row["weight"],
            evidence=_evidence(row["evidence"]),
            params=row["params"],
        )
        for row in rows
    )


def signal_rows(signals: Iterable[Signal]) -> list[dict[str, Any]]:
    """Signals as JSON rows."""
    return [
        {
            "code": signal.code,
            "lane": signal.lane.value if signal.lane else None,
            "confidence": signal.confidence,
            "evidence": [_evidence_row(evidence) for evidence in signal.evidence],
            "reasons": reason_rows(signal.reasons),
        }
        for signal in signals
    ]


def signals(rows: Iterable[Mapping[str, Any]]) -> tuple[Signal, ...]:
    """Signals from JSON rows."""
    return tuple(
        Signal(
            code=row["code"],
            lane=Lane(row["lane"]) if row["lane"] else None,
            confidence=row["confidence"],
            evidence=_evidence(row["evidence"]),
            reasons=reasons(row["reasons"]),
        )
        for row in rows
    )


def place_rows(places: Iterable[Place]) -> list[dict[str, Any]]:
    """Places as JSON rows."""
    return [{name: getattr(place, name) for name in _PLACE} for place in places]


def places(rows: Iterable[Mapping[str, Any]]) -> tuple[Place, ...]:
    """Places from JSON rows."""
    return tuple(Place(**row) for row in rows)


def coverage_row(coverage: Coverage) -> dict[str, Any]:
    """Coverage as a JSON object; dates become ISO strings."""
    row = asdict(coverage)
    row["on"] = coverage.on.isoformat()
    last = coverage.last_item_on
    row["last_item_on"] = last.isoformat() if last else None
    return row


def coverage(row: Mapping[str, Any]) -> Coverage:
    """Coverage from its JSON object."""
    last = row["last_item_on"]
    return Coverage(
        **{
            **row,
            "on": date.fromisoformat(row["on"]),
            "languages": tuple(row["languages"]),
            "last_item_on": date.fromisoformat(last) if last else None,
        }
    )


def norm_rows(norms: Iterable[Norm]) -> list[dict[str, Any]]:
    """Norms as JSON rows."""
    return [asdict(norm) for norm in norms]


def norms(rows: Iterable[Mapping[str, Any]]) -> tuple[Norm, ...]:
    """Norms from JSON rows."""
    return tuple(Norm(**row) for row in rows)


def district_rows(levels: Iterable[DistrictLevel]) -> list[dict[str, Any]]:
    """Levels of districts as JSON rows; dates become ISO strings."""
    return [
        {**asdict(each), "code": each.code.value, "last_on": each.last_on.isoformat()}
        for each in levels
    ]


def districts(rows: Iterable[Mapping[str, Any]]) -> tuple[DistrictLevel, ...]:
    """Levels of districts from JSON rows."""
    return tuple(
        DistrictLevel(
            **{
                **row,
                "code": LevelCode(row["code"]),
                "last_on": date.fromisoformat(row["last_on"]),
            }
        )
        for row in rows
    )
