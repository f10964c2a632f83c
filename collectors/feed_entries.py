"""What is read of a feed, whichever parser reads it: plain strings, nothing judged."""

from __future__ import annotations

import re
from typing import NamedTuple

#: A web address that stays the same to the letter when joined to any other.
PLAIN_ADDRESS = re.compile(r"https?://[A-Za-z0-9._-]+(?:/[^\s?#;]*)?(?:\?[^\s#]+)?")


class Entry(NamedTuple):
    """One entry as written, markup and all; "" for what it does not have.

    ``texts`` are its summary and contents, any of which may be the fullest; ``date`` is
    the date of publication, of the last change only for want of it.
    """

    link: str
    title: str
    id: str
    texts: tuple[str, ...]
    date: str
    lang: str


class FeedContent(NamedTuple):
    """A feed's entries in its order and the language it declares ("" if none).

    ``fault`` names what the parser stumbled over, for messages.
    """

    entries: list[Entry]
    lang: str = ""
    fault: str = ""
