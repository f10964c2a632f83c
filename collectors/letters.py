"""A letter (.eml): its subject, its words, its date, and the documents sent with it.

Who wrote it and to whom is never read; neither are the names of attached files, beyond
their kind. Run in a child process with a time box.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath
from typing import NamedTuple

from collectors.crashes import PARSER_CRASHES
from collectors.document_formats import (
    SUFFIXES,
    Content,
    shortened,
    unwrapped,
)
from collectors.folders import UnreadableError
from collectors.markup import clean, cut, decode, plain_text

LETTER = ".eml"
_LONGEST_TITLE = 300
_LONGEST_HEADER = 10_000
_MOST_ATTACHMENTS = 50
_DEEPEST = 20
#: Characters to a line, where programs break the lines of a letter.
_WINDOW = 80
_KINDS = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "text/html": ".html",
    "text/plain": ".txt",
    "message/rfc822": LETTER,
}
#: "Re:", "Fwd:" and what programs write for them in Russian and Kazakh.
_REPLY = re.compile(
    r"^(?:\s*(?:re|fwd?|ha|на|отв|ответ|пересл|жауап)(?:\[\d+\])?\s*:)+\s*", re.I
)
#: The plain version of a letter may say no more than that there is another one.
_STUB_SHARE = 0.3


class Attachment(NamedTuple):
    """A document sent with a letter: its kind as a file's suffix, and its bytes."""

    suffix: str
    body: bytes


class Letter(NamedTuple):
    """What a letter says, and what came with it.

    ``unsupported`` and ``surplus`` count attachments that are not documents we read,
    and those beyond the most that one letter may bring.
    """

    content: Content
    attachments: tuple[Attachment, ...]
    unsupported: int
    surplus: int


def read_letter(body: bytes) -> Letter:
    """Read one letter; UnreadableError if it is none."""
    try:
        # The old policy: the new one fails on many a broken header.
        message = email.message_from_bytes(body)
        if not message.keys():
            raise UnreadableError("unreadable_file")
        return _letter(message)
    except PARSER_CRASHES as error:
        raise UnreadableError("unreadable_file") from error


def _letter(message: Message) -> Letter:
    parts = list(_leaves(message, 0))
    words = clean("\n".join(part for part in parts if isinstance(part, str)))
    sent = [part for part in parts if isinstance(part, Attachment)]
    taken = [each for each in sent if each.suffix in SUFFIXES or each.suffix == LETTER]
    content = Content(
        title=_subject(message),
        text=words,
        published_at=_date(message),
    )
    return Letter(
        shortened(content),
        tuple(taken[:_MOST_ATTACHMENTS]),
        unsupported=len(sent) - len(taken),
        surplus=max(len(taken) - _MOST_ATTACHMENTS, 0),
    )


def _leaves(part: Message, depth: int) -> Iterator[str | Attachment]:
    """The words of a letter and its attachments, in their order."""
    kind = part.get_content_type()
    is_letter = kind == "message/rfc822"
    is_sent = part.get_content_disposition() == "attachment" or _file_name(part)
    if part.is_multipart() and not is_letter:
        if depth > _DEEPEST:
            raise UnreadableError("unreadable_file")
        inner = [list(_leaves(each, depth + 1)) for each in _children(part)]
        if kind == "multipart/alternative":
            yield from _best(inner)
        else:
            for leaves in inner:
                yield from leaves
    elif kind in ("text/plain", "text/html") and not is_sent:
        text = decode(_bytes(part), part.get_content_charset())
        yield plain_text(text) if kind == "text/html" else _paragraphs(part, text)
    elif not _is_of_the_page(part):
        yield Attachment(_suffix(part, kind), _bytes(part))


def _children(part: Message) -> list[Message]:
    found = part.get_payload()
    return [each for each in found if isinstance(each, Message)]


def _best(versions: list[list[str | Attachment]]) -> Iterator[str | Attachment]:
    """The first version of the words, unless another says much more; all documents."""
    texts = ["\n".join(x for x in each if isinstance(x, str)) for each in versions]
    most = max((len(text) for text in texts), default=0)
    yield next((text for text in texts if len(text) >= most * _STUB_SHARE), "")
    for each in versions:
        yield from (x for x in each if isinstance(x, Attachment))


def _file_name(part: Message) -> str:
    return part.get_filename() or ""


def _suffix(part: Message, kind: str) -> str:
    """The kind of an attachment, as its name or, for want of one, its type says."""
    suffix = PurePosixPath(_file_name(part).replace("\\", "/").strip()).suffix.lower()
    return suffix or _KINDS.get(kind, "")


def _is_of_the_page(part: Message) -> bool:
    """A picture shown within the letter, such as a logo; no document of its own."""
    is_shown = part.get_content_disposition() != "attachment" and part["content-id"]
    return part.get_content_maintype() == "image" and bool(is_shown)


def _bytes(part: Message) -> bytes:
    if part.get_content_type() == "message/rfc822":
        return b"".join(each.as_bytes() for each in _children(part))
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _paragraphs(part: Message, text: str) -> str:
    """A plain text whose lines are no longer those of the writer's window."""
    if str(part.get_param("format", "")).lower() == "flowed":
        return re.sub(r" \r?\n", " ", text)
    lines = text.splitlines()
    full = [line for line in lines if len(line) >= _WINDOW * 3 // 4]
    is_wrapped = (
        len(full) * 3 >= len(lines) and max(map(len, full), default=0) <= _WINDOW
    )
    return unwrapped(text) if full and is_wrapped else text


def _subject(message: Message) -> str:
    """The subject in words, without the marks of replies."""
    words = clean(_header(message, "subject").replace("\n", " "))
    return cut(_REPLY.sub("", words), _LONGEST_TITLE)


def _header(message: Message, name: str) -> str:
    """A header decoded, whatever bytes or encoded words it consists of."""
    raw = next((str(v) for k, v in message.raw_items() if k.lower() == name), "")
    raw = re.sub(r"\r?\n(?=\s)", "", raw[:_LONGEST_HEADER])
    # Bytes outside ASCII stand in a parsed header as lone surrogates.
    if any("\udc80" <= char <= "\udcff" for char in raw):
        return decode(raw.encode("utf-8", "surrogateescape"))
    try:
        pieces = decode_header(raw)
    except HeaderParseError:
        return raw
    return "".join(
        piece if isinstance(piece, str) else decode(piece, charset)
        for piece, charset in pieces
    )


def _date(message: Message) -> datetime | None:
    """When the letter says it was sent; a time without a zone is taken for UTC."""
    try:
        sent = parsedate_to_datetime(_header(message, "date"))
        return (sent if sent.tzinfo else sent.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, TypeError):
        return None
