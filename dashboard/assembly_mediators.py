"""Where a mediators' office is known, beside where flags wait. Knows no Streamlit.

Regions in their fixed order. Flags are situations that ask for a look; their number
says nothing about the people of a region and puts no region before another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dashboard import wording
from dashboard.assembly_grid import month_name
from dashboard.i18n import N_, _, format_number, language
from data.ethnomediators import Begun
from data.model import DirectoryEntry, Region

#: The kind of office of the directory that is meant.
OFFICE = "mediator_on_duty"
#: Flags opened in so many days are counted.
DAYS = 60
_KNOWN = {
    "office": N_("yes: stands in the directory"),
    "begun": N_("work has begun, no office in the directory"),
    "": N_("not known"),
}


class Row(NamedTuple):
    """A region; ``known`` is "office", "begun" (a dated statement) or ""."""

    region: Region
    known: str
    begun: Begun | None
    opened: int
    waiting: int


def rows(
    regions: Mapping[str, Region],
    directory: Iterable[DirectoryEntry],
    begun: Mapping[str, Begun],
    opened: Mapping[str, int],
    waiting: Mapping[str, int],
) -> list[Row]:
    """Every region in the order given; the counts are flags by region."""
    offices = {entry.region for entry in directory if entry.kind == OFFICE}
    return [
        Row(
            region,
            "office" if code in offices else "begun" if code in begun else "",
            begun.get(code),
            opened.get(code, 0),
            waiting.get(code, 0),
        )
        for code, region in regions.items()
    ]


def head() -> list[str]:
    """The columns, on the screen and in the file."""
    return [
        _("Region"),
        _("Mediators' office known"),
        _("Work known since"),
        _("Flags opened in %(n)s days") % {"n": DAYS},
        _("Flags waiting for a person now"),
    ]


def line(row: Row) -> list[str]:
    """A region in words, one for each column."""
    return [
        wording.region(row.region),
        _(_KNOWN[row.known]),
        month_name(row.begun.since) if row.begun else "—",
        format_number(row.opened),
        format_number(row.waiting),
    ]


def sentence(made: Sequence[Row]) -> str:
    """Which regions have waiting flags and no mediators' office known to us."""
    bare = [row for row in made if row.waiting and not row.known]
    if not bare:
        return _("Every region with waiting flags has mediators known to us.")
    names = ", ".join(wording.region(row.region) for row in bare)
    return _(
        "Flags wait and no mediators' office is known to us here: %(regions)s. There "
        "may be one: whoever knows it can add it to the directory."
    ) % {"regions": names}


def sources(made: Sequence[Row]) -> list[str]:
    """The statements the table rests on, each once."""
    return list(
        dict.fromkeys(row.begun.sources[language()] for row in made if row.begun)
    )
