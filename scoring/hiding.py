"""What persons write at the Desk, with private persons taken out before it is kept."""

from __future__ import annotations

from data.model import ItemKind, RawItem
from data.reference import Reference
from scoring.reading import read
from scoring.tools import tools_for


def hide_private(text: str, reference: Reference) -> str:
    """The text without names and numbers of private persons.

    The same redaction as of every collected text: verdicts, notes and replies are
    stored, exported and printed too. It is read as a whole, so that a person keeps one
    number through all lines; line breaks stay.
    """
    # A line break in any of its forms is one: what is kept holds no carriage returns.
    lines = "\n".join(text.strip().splitlines())
    raw = RawItem("desk", "", "", lines, kind=ItemKind.FIELD_REPORT)
    return read(raw, None, tools_for(reference)).text.text.strip()
