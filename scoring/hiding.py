"""What persons write at the Desk, with private persons taken out before it is kept."""

from __future__ import annotations

from data.model import ItemKind, RawItem
from data.reference import Reference
from scoring.understanding import understand


def hide_private(text: str, reference: Reference) -> str:
    """The text without names and numbers of private persons.

    The same redaction as of every collected text: verdicts, notes and replies are
    stored, exported and printed too. Line breaks stay.
    """
    lines = text.strip().splitlines()
    raws = [
        RawItem("desk", "", "", line, kind=ItemKind.FIELD_REPORT)
        for line in lines
        if line.strip()
    ]
    return "\n".join(each.text for each in understand(raws, {}, reference))
