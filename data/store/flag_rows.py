"""Flags and verdicts as rows of the database, and back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import RowMapping

from data.model import DateState, Flag, Lane, Verdict, VerdictCode
from data.store import codec
from data.store.rowcraft import said


def flag_row(value: Flag) -> dict[str, Any]:
    """The columns of a flag."""
    return asdict(value) | {
        "lane": value.lane.value,
        "date_state": value.date_state.value,
        "signals": codec.signal_rows(value.signals),
        "districts": list(value.districts),
        "owners": list(value.owners),
        "reasons": codec.reason_rows(value.reasons),
    }


def flag_of(row: RowMapping) -> Flag:
    """A flag from its columns."""
    return Flag(
        **{
            **row,
            "lane": Lane(row["lane"]),
            "date_state": DateState(row["date_state"]),
            "signals": codec.signals(row["signals"]),
            "districts": tuple(row["districts"]),
            "owners": tuple(row["owners"]),
            "reasons": codec.reasons(row["reasons"]),
        }
    )


def verdict_of(row: RowMapping) -> Verdict:
    """A verdict from its columns."""
    return Verdict(**{**said(row), "code": VerdictCode(row["code"])})
