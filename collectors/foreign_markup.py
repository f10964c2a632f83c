"""The words of markup that somebody else wrote, in bounded time.

libxml2 compares each attribute of a tag with all others: a tag with a hundred thousand
would hold a thread for minutes. What is long is therefore parsed in a process that can
be ended, and what even that cannot read loses its tags without being understood.
"""

from __future__ import annotations

import re

from collectors.markup import clean, plain_text
from collectors.timebox import NoAnswerError, boxed

#: Characters that are parsed in this process; the worst of them take some hundredths
#: of a second.
_SHORT = 20_000
_MOST_SECONDS = 2.0
_TAG = re.compile(r"<[^<>]*>")


def words_in_time(markup: str) -> str:
    """As :func:`collectors.markup.plain_text`, whatever the markup is."""
    if len(markup) <= _SHORT or "<" not in markup:
        return plain_text(markup)
    try:
        return boxed(plain_text, markup, seconds=_MOST_SECONDS)
    except NoAnswerError:
        return clean(_TAG.sub(" ", markup))
