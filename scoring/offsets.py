"""Offsets in a redacted text, led back to the text as it was given."""

from __future__ import annotations

from collections.abc import Sequence

from data.model import Edit


def given(start: int, end: int, edits: Sequence[Edit]) -> tuple[int, int]:
    """Return where [start, end) of the redacted text stands in the text as given.

    ``edits`` are in order. What begins or ends inside a placeholder takes the whole of
    what the placeholder stands for.
    """
    return _back(start, edits, False), _back(end, edits, True)


def _back(offset: int, edits: Sequence[Edit], is_end: bool) -> int:
    shift = 0  # how much longer the given text is, up to here
    for edit in edits:
        begins = edit.start - shift
        ends = begins + edit.length
        if offset <= begins:
            break
        if offset < ends:
            return edit.end if is_end else edit.start
        shift += (edit.end - edit.start) - edit.length
    return offset + shift
