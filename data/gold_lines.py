"""Labelled texts as they lie in ``gold/``: one JSON object a line, UTF-8."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from data.errors import KelisimError

_Row = TypeVar("_Row")


def read_lines(
    path: Path, read: Callable[[Mapping[str, Any]], _Row], what: str
) -> tuple[_Row, ...]:
    """Return each line as ``read`` makes it, in the order of the file.

    Raises KelisimError naming the file and line of what is no labelled ``what``.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise KelisimError(f"{path}: cannot be read ({error.strerror})") from error
    found: list[_Row] = []
    for number, line in enumerate(lines, 1):
        try:
            found.append(read(json.loads(line)))
        except (KeyError, TypeError, ValueError) as error:
            raise KelisimError(
                f"{path}, line {number}: is no labelled {what} ({error!r}); "
                "DATASHEET.md says what a line holds"
            ) from error
    return tuple(found)
