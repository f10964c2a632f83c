"""The councils' sheet in plain words: where, what is known, what is not, what helps.

Knows no Streamlit, and no sentence of a collected text: an angry one must not travel
from hand to hand under our name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from textwrap import shorten as cut

from dashboard import desk_wording, source_wording, wording
from dashboard.export import DEMO
from dashboard.i18n import _, format_date, format_number, language, ngettext
from dashboard.office_wording import office
from dashboard.paper import Cell, Line, Lines, Paper, Section, Table, bold, line
from data.model import (
    DateState,
    DirectoryEntry,
    Flag,
    Item,
    Place,
    Region,
    Response,
    Source,
    Verdict,
    VerdictCode,
)
from data.playbook import Play, advised, playbook
from data.reference import Reference

#: Flags on one page at most; more would be read by nobody.
MOST_FLAGS = 2
_MOST_SOURCES, _MOST_STEPS, _MOST_OFFICES = 3, 3, 5
_LONGEST_STEP = 200  # characters, where there is little room
#: Verdicts that leave it open whether the event happened.
_NOT_FOUND = frozenset({VerdictCode.RUMOUR, VerdictCode.CANNOT_VERIFY})


class Room(Enum):
    """How much there is room for on the page."""

    FULL = "all of it"
    SHORT = "no further steps"
    SHORTEST = "one step that was taken, cut short"


@dataclass(frozen=True, slots=True)
class SheetFlag:
    """A flag as the sheet tells it; ``is_second``: two people see it alike."""

    flag: Flag
    number: str
    items: tuple[Item, ...]
    settlements: tuple[Place, ...]
    verdict: Verdict | None
    is_second: bool
    steps: tuple[Response, ...]

    @property
    def play(self) -> Play | None:
        """The advice for its strongest signal; the Desk shows the same on top."""
        codes = advised(self.flag.signals)
        return playbook()[codes[0]] if codes else None


@dataclass(frozen=True, slots=True)
class SheetContent:
    """Everything one sheet says, in no language yet."""

    region: Region
    flags: tuple[SheetFlag, ...]
    more: int  # acute flags for which there is no room
    entries: tuple[DirectoryEntry, ...]
    sources: Mapping[str, Source]
    reference: Reference
    made_at: datetime
    demo: bool


def paper(content: SheetContent, room: Room = Room.FULL) -> Paper:
    """The sheet in the language spoken now."""
    sections: list[Section] = []
    for told in content.flags:
        sections += _about(told, content, room)
    sections += _help(content, room) if content.flags else [_quiet(content)]
    day = format_date(content.made_at)
    return Paper(
        title=_("For the councils of elders and of mothers"),
        top=(_where(content),),
        running=_("%(region)s, %(date)s")
        % {"region": wording.region(content.region), "date": day},
        foot=_("A request to look and to talk. It accuses nobody."),
        mark=f"{DEMO}: {_('every text here is invented')}" if content.demo else "",
        sections=tuple(sections),
    )


def _where(content: SheetContent) -> Line:
    """Village, district, region, as far as the texts name them."""
    if len(content.flags) != 1:
        return line(bold(wording.region(content.region)))
    return line(bold(_place(content.flags[0], content)))


def _place(told: SheetFlag, content: SheetContent) -> str:
    tables = content.reference
    districts = wording.districts(told.flag.districts, tables.districts)
    villages = ", ".join(_settlement(place, tables) for place in told.settlements)
    return ", ".join(
        part for part in (wording.region(content.region), districts, villages) if part
    )


def _settlement(place: Place, tables: Reference) -> str:
    named = {
        row.lang: row.text
        for row in reversed(tables.gazetteer_rows)
        if row.code == place.code and row.kind == "settlement" and row.until is None
    }
    return named.get(language()) or place.words


def _about(told: SheetFlag, content: SheetContent, room: Room) -> list[Section]:
    head = ""
    if len(content.flags) > 1:
        head = f"№ {told.number}, {_place(told, content)}. "
    known = Section(head + _("What is known"), (_bullets(_known(told, content, room)),))
    not_known = Section(_("What is not known"), (_bullets(_unknown(told)),))
    return [known, not_known]


def _bullets(lines: Sequence[str]) -> Lines:
    return Lines(tuple(line(each) for each in lines), bulleted=True)


def _known(told: SheetFlag, content: SheetContent, room: Room) -> list[str]:
    flag, lines = told.flag, []
    if told.play is not None:
        lines.append(told.play.plain[language()])
    heard = {"sources": _sources(told, content), "heard": wording.flag_heard(flag)}
    lines.append(_("Reported by: %(sources)s (%(heard)s).") % heard)
    if told.verdict is not None:
        said = {
            "date": format_date(told.verdict.at),
            "verdict": desk_wording.verdict(told.verdict.code).lower(),
        }
        lines.append(_("Checked by a person on %(date)s: %(verdict)s.") % said)
    if room is Room.SHORTEST:
        lines += [
            cut(_step(step), _LONGEST_STEP, placeholder=" …")
            for step in told.steps[-1:]
        ]
    else:
        lines += [_step(step) for step in told.steps[-_MOST_STEPS:]]
    return lines


def _sources(told: SheetFlag, content: SheetContent) -> str:
    """Sources with the day of their first text, the first one first."""
    first: dict[str, str] = {}
    for item in told.items:
        day = item.published_at if item.date_state is DateState.DATED else None
        name = source_wording.name(content.sources.get(item.source_id), item.source_id)
        first.setdefault(name, format_date(day) if day else _("date not certain"))
    if not first:
        name = source_wording.name(
            content.sources.get(told.flag.source_id), told.flag.source_id
        )
        first[name] = format_date(told.flag.first_at)
    shown = [f"{name}, {day}" for name, day in first.items()][:_MOST_SOURCES]
    return "; ".join(shown)


def _step(step: Response) -> str:
    said = {"date": format_date(step.at), "step": step.action.rstrip(".")}
    if not step.outcome:
        return _("Done on %(date)s: %(step)s.") % said
    ended = {**said, "outcome": step.outcome.rstrip(".")}
    return _("Done on %(date)s: %(step)s. Outcome: %(outcome)s.") % ended


def _unknown(told: SheetFlag) -> list[str]:
    lines = []
    if told.verdict is None:
        lines.append(_("Whether it is so: nobody has checked it on the spot yet."))
    elif told.verdict.code in _NOT_FOUND:
        lines.append(_("Whether it happened: we asked and could not find out."))
    elif not told.is_second:
        lines.append(_("Only one person has checked it so far."))
    if len(told.flag.owners) < 2:
        lines.append(_("There is no second independent report."))
    if not told.settlements:
        lines.append(_("Which village: it could not be told from the texts."))
    lines.append(_("How it began, and why. Please do not guess."))
    return lines


def _help(content: SheetContent, room: Room) -> list[Section]:
    """First step, whom to call, what not to say: once on the page."""
    lang = language()
    plays = [told.play for told in content.flags if told.play is not None]
    plays = list({id(play): play for play in plays}.values())
    firsts = tuple(line(bold(play.first_step[lang])) for play in plays)
    avoid = tuple(line(play.avoid[lang]) for play in plays)
    codes = dict.fromkeys(code for play in plays for code in play.whom)
    called = Table(
        _("Whom to call"),
        (_("Office"), _("Telephone"), _("When")),
        (0.5, 0.25, 0.25),
        tuple(_offices(list(codes)[:_MOST_OFFICES], content.entries)),
    )
    numbers = ", ".join(told.number for told in content.flags)
    ask = _("When you call, name the number of this sheet: %(number)s.")
    notes = [line(ask % {"number": numbers})]
    if any(not row[1][0][0].text for row in called.rows):
        notes.append(line(_("What is missing in the table can be written in by hand.")))
    sections = [
        Section(_("First step"), (Lines(firsts),)),
        Section(_("Whom to call"), (called, Lines(tuple(notes)))),
        Section(_("Better not to say or do"), (Lines(avoid),)),
    ]
    if len(plays) == 1 and room is Room.FULL:
        sections.append(Section(_("Then"), (_bullets(plays[0].steps[lang]),)))
    if content.more:
        more = Lines((line(_more(content.more)),))
        sections.append(Section(_("Not on this sheet"), (more,)))
    return sections


def _more(n: int) -> str:
    phrase = ngettext(
        "%(n)s more acute flag has a sheet of its own.",
        "%(n)s more acute flags have sheets of their own.",
        n,
    )
    return phrase % {"n": format_number(n)}


def _offices(
    codes: Sequence[str], entries: Sequence[DirectoryEntry]
) -> list[tuple[Cell, ...]]:
    """The offices to call; where no number is entered there is room to write it."""
    rows = []
    for code in codes:
        entry = next((each for each in entries if each.kind == code), None)
        if entry is None:
            rows.append(_row(office(code), "", ""))
        else:
            rows.append(_row(entry.name or office(code), entry.phone, entry.hours))
    return rows


def _row(*cells: str) -> tuple[Cell, ...]:
    return tuple((line(cell),) for cell in cells)


def _quiet(content: SheetContent) -> Section:
    """A region without an open acute flag: said as such, and not as calm."""
    said = _(
        "No acute flag waits in this region now. That alone does not mean that all is "
        "calm: what you hear yourselves, tell the mediator on duty."
    )
    return Section(_("What is known"), (Lines((line(said),)),))
