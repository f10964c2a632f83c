"""The inbox: a folder of reports and letters as .txt, .html, .docx, .pdf or .eml.

A file is known by its content, not by its name: a name may carry a person's name and is
never kept. What cannot be read is counted with the reason and not tried for ever; a
scanned PDF is said to be one unless tesseract is there to read it. What is attached
to a letter is an item of its own.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TypeVar, TypeVarTuple

from collectors import ocr
from collectors.dates import judge
from collectors.document_formats import (
    HEAD_LINES,
    IN_PART,
    SUFFIXES,
    Content,
    date_of,
    has_words,
    read_document,
    split_title,
    unwrapped,
)
from collectors.folders import UnreadableError, bytes_of, files_of, folder_of
from collectors.hopeless import Hopeless, digest
from collectors.identity import item_key
from collectors.letters import LETTER, read_letter
from collectors.reading import Known, Reading
from collectors.timebox import NoAnswerError, TookTooLongError, boxed
from collectors.web import Web
from data.days import start_of
from data.errors import SourceError
from data.model import DateState, RawItem, Source, SourceState, State

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

_MOST_BYTES = 20_000_000
_MOST_SECONDS = 20.0
_MOST_SECONDS_PER_SCAN = 120.0
_MOST_SECONDS_PER_VISIT = 300.0
#: A letter in a letter in a letter is read, and no deeper one.
_DEEPEST = 2
_HOPELESS = Hopeless()


def read(
    source: Source,
    web: Web,
    previous: SourceState,
    now: datetime,
    known: Known,
) -> Reading:
    """Read every new file of the folder and its subfolders."""
    folder = folder_of(source.url)
    if not folder.is_dir():
        raise SourceError(
            State.REFUSED,
            f"The inbox of source {source.id} is not a folder;"
            " create it or correct its path.",
        )
    visit = _Visit(source, folder, now, known)
    for path in visit.unknown(files_of(folder)):
        visit.read(path)
    return visit.reading


class _Visit:
    """One look through the inbox, with a limit on time."""

    def __init__(
        self, source: Source, folder: Path, now: datetime, known: Known
    ) -> None:
        self.reading = Reading()
        self._source = source
        self._folder = folder
        self._now = now
        self._known = known
        self._end = time.monotonic() + _MOST_SECONDS_PER_VISIT

    def unknown(self, paths: Iterable[Path]) -> list[Path]:
        """The files that are to be read; the others are counted."""
        keys: dict[Path, str] = {}
        for path in paths:
            if path.suffix.lower() not in SUFFIXES | {LETTER}:
                self.reading.drop("unsupported_file")
                continue
            try:
                keys[path] = self._key(bytes_of(self._folder, path, _MOST_BYTES))
            except UnreadableError as error:
                self.reading.drop(str(error))
        memory = self._known(dict.fromkeys(keys.values()))
        found = [path for path, key in keys.items() if key not in memory]
        self.reading.drop("known", len(keys) - len(found))
        return found

    def read(self, path: Path) -> None:
        """Read one file unless the visit is over."""
        if time.monotonic() > self._end:
            return self.reading.drop("postponed")
        try:
            body = bytes_of(self._folder, path, _MOST_BYTES)
        except UnreadableError as error:
            return self.reading.drop(str(error))
        return self._take(path.suffix.lower(), body, 0)

    def _key(self, body: bytes) -> str:
        return item_key(RawItem(self._source.id, "", "", "", _guid(body)))

    def _take(self, suffix: str, body: bytes, depth: int) -> None:
        """Read one document; what failed before is counted and not tried again."""
        failed = _HOPELESS.reason(suffix, digest(body))
        if failed is not None:
            return self.reading.drop(failed)
        try:
            if suffix == LETTER:
                self._take_letter(body, depth)
            else:
                self._offer(self._content(suffix, body), body)
        except UnreadableError as error:
            # A scan is tried again for as long as there is no tesseract.
            if str(error) != "scanned_pdf" or ocr.languages():
                _HOPELESS.add(str(error), suffix, digest(body))
            self.reading.drop(str(error))
        return None

    def _take_letter(self, body: bytes, depth: int) -> None:
        """The letter is one item, each document sent with it another."""
        letter = _in_time(read_letter, body)
        self._offer(letter.content, body)
        for each in letter.attachments:
            if depth >= _DEEPEST:
                self.reading.drop("unsupported_file")
            elif self._known([self._key(each.body)]):
                self.reading.drop("known")
            else:
                self._take(each.suffix, each.body, depth + 1)
        self.reading.drop("unsupported_file", letter.unsupported)
        self.reading.drop("too_many", letter.surplus)

    def _content(self, suffix: str, body: bytes) -> Content:
        try:
            return _in_time(read_document, suffix, body, self._now)
        except UnreadableError as error:
            if str(error) != "scanned_pdf":
                raise
            return self._scanned(body)

    def _scanned(self, body: bytes) -> Content:
        spoken = ocr.languages()
        if not spoken:
            raise UnreadableError("scanned_pdf")
        try:
            scan = ocr.read_scan(
                body,
                spoken,
                _MOST_SECONDS_PER_SCAN,
                # It takes long: asking the memory ends it when reading is stopped.
                before_page=lambda: self._known(()),
            )
        except NoAnswerError as error:
            raise _unreadable(error) from error
        if not has_words(scan.text):
            raise UnreadableError("scanned_pdf")
        notes = ("read_by_ocr", *(() if scan.is_whole else IN_PART))
        return split_title(unwrapped(scan.text))._replace(notes=notes)

    def _offer(self, content: Content, body: bytes) -> None:
        published_at = content.published_at or _date_line(content.text)
        raw = RawItem(
            source_id=self._source.id,
            url="",
            title=content.title,
            text=content.text,
            guid=_guid(body),
            published_at=published_at,
            date_state=(
                judge(published_at, self._now) if published_at else DateState.UNDATED
            ),
        )
        if self.reading.offer(raw, self._known):
            self.reading.noted.update(content.notes)


def _guid(body: bytes) -> str:
    return "sha256:" + digest(body)


def _in_time(function: Callable[[*Ts], T], *args: *Ts) -> T:
    """The result of reading foreign bytes; UnreadableError if there is none in time."""
    try:
        return boxed(function, *args, seconds=_MOST_SECONDS)
    except NoAnswerError as error:
        raise _unreadable(error) from error


def _unreadable(error: NoAnswerError) -> UnreadableError:
    is_late = isinstance(error, TookTooLongError)
    return UnreadableError("took_too_long" if is_late else "unreadable_file")


def _date_line(text: str) -> datetime | None:
    """The date on a line of its own at the top; file times say nothing of a text."""
    for line in text.split("\n")[:HEAD_LINES]:
        day = date_of(line)
        if day is not None:
            return start_of(day)
    return None
