"""The councils' sheet: one page for elders and mothers, as data. Knows no Streamlit.

It goes from hand to hand, so it carries no sentence of a collected text, no name of a
user and no address: what is told is said in neutral words of the playbook, with the
source and the day. ``sheet_wording`` words it; here it is gathered and written.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zlib import crc32

from dashboard import case, sheet_wording
from dashboard.case_steps import steps
from dashboard.i18n import using
from dashboard.paper import Paper
from dashboard.paper_docx import paper_docx
from dashboard.paper_html import paper_html
from dashboard.pdf import pages, paper_pdf
from dashboard.sheet_wording import MOST_FLAGS, Room, SheetContent, SheetFlag
from data.model import DirectoryEntry, Flag, Item, Lane, Place, Region
from data.reference import Reference
from data.store import Store

__all__ = [
    "SheetContent",
    "gather",
    "number",
    "paper",
    "sheet_docx",
    "sheet_html",
    "sheet_pdf",
]

#: How much is told, and the letters in points, the largest first: old eyes read it.
#: Rather than in small print the sheet tells less.
_ATTEMPTS = (
    (Room.FULL, (14, 13.5, 13, 12.5, 12)),
    (Room.SHORT, (13, 12.5, 12, 11.5)),
    (Room.SHORTEST, (12, 11, 10, 9)),
)
#: Other programs set a little wider; so much of the page stays free.
_SPARE = 0.05


def number(flag: Flag) -> str:
    """A short number to name a flag by on the telephone; the Desk shows it too."""
    return f"{crc32(flag.id.encode()) % 10_000:04d}"


def gather(
    store: Store,
    region: Region,
    reference: Reference,
    now: datetime,
    flag: Flag | None = None,
) -> SheetContent:
    """The sheet about one flag, or about the region's open acute flags."""
    flags = [flag] if flag else _open_acute(store, region, now)
    sources = {source.id: source for source in store.sources()}
    told = tuple(
        _told(store, each, reference, number(each)) for each in flags[:MOST_FLAGS]
    )
    return SheetContent(
        region=region,
        flags=told,
        more=max(0, len(flags) - MOST_FLAGS),
        entries=tuple(_near(store.directory(region.code), flags)),
        sources=sources,
        reference=reference,
        made_at=now,
        demo=store.meta().get("demo") == "1",
    )


def _open_acute(store: Store, region: Region, now: datetime) -> list[Flag]:
    """Acute flags of a region that nobody has settled or refuted."""
    found = store.flags(region=region.code, lane=Lane.ACUTE)
    verdicts = store.current_verdicts()
    handlings = store.all_handlings([each.id for each in found])
    return [
        each
        for each in found
        if case.resolution(handlings.get(each.id, [])) is None
        and not (
            each.id in verdicts and case.side(verdicts[each.id].code) == "refuting"
        )
    ]


def _told(
    store: Store, flag: Flag, reference: Reference, short_number: str
) -> SheetFlag:
    verdicts, items = store.verdicts(flag.id), store.flag_items(flag.id)
    return SheetFlag(
        flag=flag,
        number=short_number,
        items=tuple(items),
        settlements=settlements(items, flag.region, reference),
        verdict=verdicts[-1] if verdicts else None,
        is_second=bool(verdicts) and not case.needs_second_eyes(flag, verdicts),
        steps=tuple(steps(store.responses(flag.id))),
    )


def settlements(
    items: Sequence[Item], region: str, reference: Reference
) -> tuple[Place, ...]:
    """The villages the texts name in the region, each once."""
    known = {row.code for row in reference.gazetteer_rows if row.kind == "settlement"}
    named = (place for item in items for place in item.places)
    found = {
        place.code: place
        for place in named
        if place.region == region and place.code in known
    }
    return tuple(found.values())


def _near(
    entries: Sequence[DirectoryEntry], flags: Sequence[Flag]
) -> list[DirectoryEntry]:
    """Offices of the flags' districts first, then those of the whole region."""
    districts = {district for flag in flags for district in flag.districts}
    if not districts:
        return list(entries)
    own = [entry for entry in entries if entry.district in districts]
    return own + [entry for entry in entries if not entry.district]


def paper(content: SheetContent, lang: str) -> Paper:
    """The sheet in a language, in the largest letters that fit on one page."""
    for room, sizes in _ATTEMPTS:
        with using(lang):
            told = sheet_wording.paper(content, room)
        for size in sizes:
            made = told._replace(size=size)
            if pages(made, lang, _SPARE) == 1:
                return made
    return made


def sheet_docx(content: SheetContent, lang: str) -> bytes:
    """The sheet to edit."""
    return paper_docx(paper(content, lang), lang, content.made_at)


def sheet_pdf(content: SheetContent, lang: str) -> bytes:
    """The sheet to print."""
    return paper_pdf(paper(content, lang), lang, content.made_at)


def sheet_html(content: SheetContent, lang: str) -> bytes:
    """The sheet as a page of its own."""
    return paper_html(paper(content, lang), lang)
