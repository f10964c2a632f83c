"""Folders of this machine as sources: which files they hold, and what is in a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit


class UnreadableError(Exception):
    """A file from which nothing can be had; the message is the counter's name."""


def folder_of(url: str) -> Path:
    """The folder a source's ``url`` names, as a path or a file:// address."""
    if url.startswith("file:"):
        return Path(unquote(urlsplit(url).path))
    return Path(url).expanduser()


def files_of(folder: Path) -> Iterator[Path]:
    """The files of a folder, without hidden ones and the locks of office programs."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        if path.is_file() and not any(part.startswith((".", "~")) for part in inside):
            yield path


def bytes_of(folder: Path, path: Path, most: int) -> bytes:
    """What is in a file of a folder; raises UnreadableError with the reason."""
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            raise UnreadableError("outside_folder")  # a link out of the folder
        if path.stat().st_size > most:
            raise UnreadableError("too_large")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError("unreadable_file") from error
