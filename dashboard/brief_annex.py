"""The annex of a brief: every flag in full, the numbers of the figure, the method.

Knows no Streamlit. It begins on a page of its own and may be as long as it needs.
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import brief_flags, charts_brief, desk_wording, reply_wording
from dashboard.brief import BriefContent
from dashboard.i18n import _, format_number
from dashboard.paper import Block, Cell, Lines, Section, Table, line
from data.model import Lane


def annex(content: BriefContent) -> tuple[Section, ...]:
    """The sections after the front pages."""
    sections = (
        Section(
            _("Annex 1. Flags in full"), brief_flags.in_full(content), on_new_page=True
        ),
        Section(_("Annex 2. Numbers of the weeks"), _weeks(content)),
        Section(_("Annex 3. Replies in full"), _replies(content)),
        Section(_("Annex 4. How this was made"), _method(content)),
    )
    return tuple(sections)


def _weeks(content: BriefContent) -> tuple[Block, ...]:
    read = content.counted[""]
    rows: list[tuple[Cell, ...]] = []
    for lane in (Lane.ACUTE, Lane.DISCURSIVE, Lane.STRUCTURAL):
        told = zip(content.counted[lane.value], read, strict=True)
        numbers = [format_number(n) if all_ or n else "—" for n, all_ in told]
        rows.append(_number_row(desk_wording.lane(lane), numbers))
    rows.append(_number_row(_("Items read"), [format_number(n) for n in read]))
    table = Table(
        caption=_("Stories per week and items read"),
        head=(_("Week from"), *(f"{week:%d.%m}" for week in content.weeks)),
        widths=(0.28, *[0.72 / len(content.weeks)] * len(content.weeks)),
        rows=tuple(rows),
        of_numbers=True,
    )
    said = [charts_brief.usual_words(content.usual)]
    if not all(read):
        dash = _("A dash: nothing was read that week, so nothing can be said.")
        said.insert(0, dash)
    return (table, Lines((line(" ".join(said)),)))


def _number_row(name: str, numbers: Sequence[str]) -> tuple[Cell, ...]:
    return ((line(name),), *((line(number),) for number in numbers))


def _replies(content: BriefContent) -> tuple[Block, ...]:
    """Both texts of every reply, uncut: that is the right of who replied."""
    lines = [
        line(f"№ {n}. {reply_wording.told(each)}")
        for n, told in enumerate(content.every, 1)
        for each in told.disputes
    ]
    if not lines:
        return (Lines((line(_("Nobody has replied to a flag of this paper.")),)),)
    return (Lines(tuple(lines)),)


def _method(content: BriefContent) -> tuple[Block, ...]:
    versions = brief_flags.versions(content.every)
    if content.level:
        versions.add(content.level.version)
    said = [
        _(
            "Texts that anyone can read are collected, what tells the same event is "
            "counted once, and each region is compared with its own past only."
        ),
        _("No social media accounts, no closed chats, no lists of persons are read."),
        _(
            "Situations are assessed, never peoples. No count of any people exists "
            "here."
        ),
    ]
    if versions:
        said.append(_("Rules: %(version)s") % {"version": ", ".join(sorted(versions))})
        said[-1] += "."
    return (Lines((line(" ".join(said)),)),)
