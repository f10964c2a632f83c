"""The way of a mediator's report from the page into the store.

A page knows nothing of redaction and signals: the door of the house brings somebody who
does, and loads them only when the first report is to be read.
"""

from __future__ import annotations

from typing import Protocol

from data.field_report import FieldReport
from data.model import Understanding


class Intake(Protocol):
    """Reads a report and, once its writer has seen what is left of it, keeps it."""

    def preview(self, report: FieldReport) -> Understanding:
        """What would be kept, redacted; nothing is written."""

    def keep(self, report: FieldReport) -> bool:
        """Keep it; False when the very same report was kept before."""

    def hide(self, text: str) -> str:
        """A text of a person here, with the names of private persons taken out."""


_brought: list[Intake] = []


def bring(intake: Intake) -> None:
    """Let this one read and keep reports from now on; called by the door."""
    _brought[:] = [intake]


def intake() -> Intake:
    """The one the door has brought."""
    return _brought[0]
