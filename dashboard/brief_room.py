"""How much of everything a brief holds, so that two pages are enough. No Streamlit.

What does not fit is counted on the paper and stands in its annex.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dashboard.i18n import _, format_number
from dashboard.paper import Line, line


class Room(NamedTuple):
    """How many rows of each kind, and how many characters of a foreign text."""

    points: int
    flags: int
    done: int
    decisions: int
    replies: int
    threads: int
    pauses: int
    accord: int
    refuted: int
    longest: int

    @property
    def is_wide(self) -> bool:
        """Whether what is known of an item of the agenda fits beside its title."""
        return self.longest > 100

    @property
    def title(self) -> int:
        """Characters of the title of an item of the agenda."""
        return self.longest if self.is_wide else min(self.longest, _ONE_LINE)


#: From the roomiest to the tightest; the first that fits two pages is taken.
ROOMS = (
    Room(12, 7, 6, 6, 4, 5, 4, 4, 4, 240),
    Room(12, 7, 5, 6, 3, 4, 3, 3, 3, 180),
    Room(12, 6, 4, 5, 2, 3, 2, 2, 2, 140),
    Room(12, 6, 3, 4, 2, 2, 1, 2, 2, 100),
    Room(10, 5, 2, 3, 1, 2, 1, 1, 1, 90),
    Room(8, 4, 1, 2, 1, 1, 1, 1, 1, 70),
    Room(5, 2, 1, 2, 1, 1, 1, 1, 1, 45),
)
#: Characters of an agenda item that stands on one line.
_ONE_LINE = 52


def cut(text: str, longest: int) -> str:
    """A text that is too long ends at a word, with an ellipsis."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0].rstrip(" ,;:—–-") + " …"


def more(n: int) -> Iterator[Line]:
    """The line that counts what was left out; none where nothing was."""
    if n > 0:
        said = _("Not shown here: %(n)s. All stand in the annex.")
        yield line(said % {"n": format_number(n)})
