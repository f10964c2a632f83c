"""Scanned pages read by the program tesseract, where it is installed.

PDFium draws a page in a child process, tesseract reads the picture in one of its own;
both within a time. Nothing is written to disk.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from typing import NamedTuple

import pypdfium2

from collectors.crashes import PARSER_CRASHES
from collectors.folders import UnreadableError
from collectors.timebox import boxed

#: The languages that are read, in tesseract's codes; one of the first two is needed:
#: the third alone would read Cyrillic as Latin nonsense.
_LANGUAGES = ("kaz", "rus", "eng")
_NEEDED = frozenset({"kaz", "rus"})
_MOST_PAGES = 20
_DOTS_PER_INCH = 200
_MOST_DOTS = 12_000_000
_DRAWING_SECONDS = 20.0
_PAGE_SECONDS = 60.0
#: A word divided at the end of a line.
_DIVIDED = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])")


class Scan(NamedTuple):
    """The words of a scan; ``is_whole`` unless pages were left for want of time."""

    text: str
    is_whole: bool


def languages() -> tuple[str, ...]:
    """What tesseract can read here, in its codes; empty if it cannot be used."""
    program = shutil.which("tesseract")
    if program is None:
        return ()
    try:
        told = _run([program, "--list-langs"], b"", 20.0)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    installed = set(told.decode("utf-8", "replace").split())
    found = tuple(code for code in _LANGUAGES if code in installed)
    return found if _NEEDED & set(found) else ()


def read_scan(
    body: bytes,
    spoken: tuple[str, ...],
    seconds: float,
    before_page: Callable[[], object],
) -> Scan:
    """The words of the first pages of a PDF, as many as can be read in ``seconds``.

    ``spoken`` is what :func:`languages` says. ``before_page`` may raise to end it.
    UnreadableError or NoAnswerError if a page cannot be drawn.
    """
    end = time.monotonic() + seconds
    count = boxed(page_count, body, seconds=_DRAWING_SECONDS)
    texts: list[str] = []
    for number in range(min(count, _MOST_PAGES)):
        before_page()
        left = min(end - time.monotonic(), _PAGE_SECONDS)
        if left <= 0:
            break
        picture = boxed(drawn, body, number, seconds=_DRAWING_SECONDS)
        words = _read_picture(picture, spoken, left) if picture else ""
        if words is None:
            break
        texts.append(words)
    return Scan(_DIVIDED.sub("", "\n".join(texts)), is_whole=len(texts) == count)


def page_count(body: bytes) -> int:
    """How many pages a PDF has. Run in a time box."""
    try:
        return len(pypdfium2.PdfDocument(body))
    except PARSER_CRASHES as error:
        raise UnreadableError("unreadable_file") from error


def drawn(body: bytes, number: int) -> bytes:
    """One page of a PDF as a grey picture (PGM), or b"" if nothing is on it.

    Run in a time box.
    """
    try:
        return _drawn(body, number)
    except PARSER_CRASHES as error:
        raise UnreadableError("unreadable_file") from error


def _drawn(body: bytes, number: int) -> bytes:
    page = pypdfium2.PdfDocument(body)[number]
    width, height = page.get_size()
    # Points to dots; a page as large as a wall is drawn smaller.
    scale = min(_DOTS_PER_INCH / 72, (_MOST_DOTS / max(width * height, 1.0)) ** 0.5)
    picture = page.render(scale=scale, grayscale=True)
    rows = bytes(picture.buffer)
    lines = (
        rows[line * picture.stride : line * picture.stride + picture.width]
        for line in range(picture.height)
    )
    dots = b"".join(lines)
    head = b"P5 %d %d 255\n" % (picture.width, picture.height)
    return head + dots if dots.strip(b"\xff") else b""


def _read_picture(
    picture: bytes, spoken: tuple[str, ...], seconds: float
) -> str | None:
    """The words of one picture, or None if the time was over or tesseract failed."""
    program = shutil.which("tesseract") or "tesseract"
    dots = str(_DOTS_PER_INCH)
    command = [program, "stdin", "stdout", "-l", "+".join(spoken), "--dpi", dots]
    try:
        return _run(command, picture, seconds).decode("utf-8", "replace")
    except (OSError, subprocess.SubprocessError):
        return None


def _run(command: list[str], given: bytes, seconds: float) -> bytes:
    """What a program prints, given its input."""
    done = subprocess.run(
        command,
        input=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=seconds,
        check=True,
        # Its threads cost more than they bring on one page.
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    return done.stdout
