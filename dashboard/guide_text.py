"""The guide for its readers: packaged Markdown with pictures beside it.

Knows no Streamlit. ``guide/<reader>.<language>.md``; a picture stands on a line of its
own, ``![what it shows](file.png)``, with its file in ``guide/``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from dashboard.i18n import N_
from data.model import LANGUAGES

FOLDER = Path(__file__).parent / "guide"
#: For whom there is a guide, with the name of its tab.
READERS = {"mediator": N_("For mediators"), "akim": N_("For akims")}

_PICTURE = re.compile(r"^!\[(?P<shows>[^\]]+)\]\((?P<file>[\w./-]+)\)\s*$")
_HEADING = re.compile(r"^(#{1,5} )", re.MULTILINE)


class Picture(NamedTuple):
    """A picture of the guide and what it shows."""

    file: Path
    shows: str


class Guide(NamedTuple):
    """A guide in the language it was found in, as texts and pictures."""

    lang: str
    parts: tuple[str | Picture, ...]


def read(reader: str, lang: str, folder: Path = FOLDER) -> Guide | None:
    """The guide for a reader, in the next language we have; None when in none."""
    for candidate in _in_order(lang):
        path = folder / f"{reader}.{candidate}.md"
        if path.is_file():
            return Guide(candidate, _parts(path.read_text(encoding="utf-8"), folder))
    return None


def _in_order(lang: str) -> Sequence[str]:
    return (lang, *(each for each in LANGUAGES if each != lang))


def _parts(text: str, folder: Path) -> tuple[str | Picture, ...]:
    """Texts between pictures; the page's own title is the only first heading."""
    if re.search(r"^# ", text, re.MULTILINE):
        text = _HEADING.sub(r"#\1", text)
    found: list[str | Picture] = []
    lines: list[str] = []
    for line in text.splitlines():
        picture = _PICTURE.match(line)
        if picture is None:
            lines.append(line)
            continue
        found += ["\n".join(lines).strip()] if any(lines) else []
        found.append(Picture(folder / picture["file"], picture["shows"]))
        lines = []
    found += ["\n".join(lines).strip()] if any(lines) else []
    return tuple(part for part in found if part)
