"""The flags of a brief as rows and lines: in short, and in full for the annex.

Knows no Streamlit. A flag has the same number on the front pages and in the annex.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from dashboard import (
    brief_case,
    brief_work,
    desk_flag_state,
    desk_wording,
    signal_wording,
    source_wording,
    wording,
)
from dashboard.brief import BriefContent
from dashboard.brief_room import Room, cut, more
from dashboard.brief_told import Told
from dashboard.i18n import _, format_date, format_number, ngettext
from dashboard.paper import (
    Block,
    Cell,
    Line,
    Lines,
    Table,
    bold,
    line,
    run,
    text_lang,
)
from data.model import DateState, Flag

#: A text in the annex is cut only where it would fill a page by itself.
LONGEST = 1200


def flags(content: BriefContent, room: Room) -> tuple[Block, ...]:
    """What stands: date and source, what was reported, the verdict, whose turn."""
    if not content.told:
        said = [_("No flag in this period.")]
        if content.blind_days:
            said.append(_("Silence is not calm."))
        return (Lines((line(" ".join(said)),)),)
    shown = content.told[: room.flags]
    table = Table(
        caption=_("Flags"),
        head=(
            _("No., date, source"),
            _("What was reported"),
            _("Verdict"),
            _("Who looks into it"),
        ),
        widths=(0.18, 0.37, 0.25, 0.2),
        rows=tuple(_row(n, each, content, room) for n, each in enumerate(shown, 1)),
    )
    return (table, *_rest(len(content.told) - len(shown)))


def _rest(n: int) -> tuple[Lines, ...]:
    left = tuple(more(n))
    return (Lines(left),) if left else ()


def _row(n: int, told: Told, content: BriefContent, room: Room) -> tuple[Cell, ...]:
    flag = told.flag
    what = [line(bold(cut(flag.title, room.longest), text_lang(flag.lang)))]
    where = wording.districts(flag.districts, content.reference.districts)
    what.append(line("; ".join(filter(None, [where, desk_wording.lane(flag.lane)]))))
    return (
        (line(bold(f"{n}. "), _dates(flag)), line(source(flag, content))),
        tuple(what),
        _verdict(told, room.longest),
        (line(brief_case.state(told)),),
    )


def _dates(flag: Flag) -> str:
    if flag.date_state is not DateState.DATED:
        return _("date not certain")
    first, last = format_date(flag.first_at), format_date(flag.last_at)
    return first if first == last else f"{first} – {last}"


def source(flag: Flag, content: BriefContent) -> str:
    """The name of the source of a flag's clearest report."""
    return source_wording.name(content.sources.get(flag.source_id), flag.source_id)


def _verdict(told: Told, longest: int) -> Cell:
    verdict = told.verdict
    if verdict is None:
        return (line(_("Not yet checked by a person")),)
    if told.is_alone:
        return (*_one_word(told), line(cut(verdict.reason, longest)))
    name = bold(desk_wording.verdict(verdict.code))
    return (
        line(name, f", {format_date(verdict.at)}"),
        line(cut(verdict.reason, longest)),
    )


def _one_word(told: Told) -> tuple[Line, ...]:
    """A verdict that nobody shares yet: it must not be read as what was found."""
    words = desk_flag_state.last_words(told.verdicts)
    names = ", ".join(desk_wording.verdict(each.code) for each in words)
    on = format_date(words[-1].at)
    if desk_flag_state.differ(told.verdicts):
        return (line(bold(names), f", {on}"), line(desk_flag_state.third_look()))
    note = _("one person's word")
    if told.waits:
        note = _("one person's word; waits for a second pair of eyes")
    return (line(bold(names), f", {on}: {note}"),)


def threads(content: BriefContent, room: Room) -> tuple[Block, ...]:
    """Causes open for more than sixty days; nothing where there is none."""
    if not content.threads:
        return ()
    shown = content.threads[: room.threads]
    numbers = {each.flag.id: n for n, each in enumerate(content.every, 1)}
    lines = [_thread(each, numbers[each.flag.id], content, room) for each in shown]
    rest = len(content.threads) - len(shown)
    return (Lines((*lines, *more(rest)), bulleted=True),)


def _thread(told: Told, n: int, content: BriefContent, room: Room) -> Line:
    flag = told.flag
    days = (content.until - flag.first_at.date()).days
    phrase = ngettext("open for %(n)s day", "open for %(n)s days", days)
    where = wording.districts(flag.districts, content.reference.districts)
    known = [
        where,
        phrase % {"n": format_number(days)},
        _("since %(date)s") % {"date": format_date(flag.first_at)},
        brief_case.state(told),
    ]
    title = run(cut(flag.title, room.longest), lang=text_lang(flag.lang))
    return line(f"№ {n}. ", title, f" — {'; '.join(filter(None, known))}")


def refuted(content: BriefContent, room: Room) -> tuple[Block, ...]:
    """What was looked into and was no tension, with the reason."""
    lines = []
    for each in content.refuted[: room.refuted]:
        assert each.verdict is not None  # refuted means judged
        title = run(cut(each.flag.title, room.longest), lang=text_lang(each.flag.lang))
        verdict = desk_wording.verdict(each.verdict.code)
        why = cut(each.verdict.reason, room.longest)
        on = format_date(each.flag.last_at)
        lines.append(line(f"{on} — ", title, f" — {verdict}: {why}"))
    if not lines:
        return ()
    rest = len(content.refuted) - len(lines)
    return (Lines((*lines, *more(rest)), bulleted=True),)


def in_full(content: BriefContent) -> tuple[Block, ...]:
    """Every flag of the paper with its evidence, its link and its whole case."""
    if not content.every:
        return (Lines((line(_("No flag in this period.")),)),)
    rows = (_full_row(n, each, content) for n, each in enumerate(content.every, 1))
    return (
        Table(
            caption=_("Flags in full"),
            head=(
                _("No., date, source"),
                _("What was reported"),
                _("Verdict and case"),
            ),
            widths=(0.21, 0.48, 0.31),
            rows=tuple(rows),
        ),
    )


def _full_row(n: int, told: Told, content: BriefContent) -> tuple[Cell, ...]:
    flag = told.flag
    lang = text_lang(flag.lang)
    where = wording.districts(flag.districts, content.reference.districts)
    known = [where, desk_wording.lane(flag.lane), signal_wording.in_short(flag)]
    what = [
        line(bold(cut(flag.title, LONGEST), lang)),
        line("; ".join(filter(None, known))),
    ]
    what += [line(run(f"«{cut(each, LONGEST)}»", lang=lang)) for each in evidence(flag)]
    if urlsplit(flag.url).scheme in {"http", "https"}:
        what.append(line(run(cut(flag.url, LONGEST), href=flag.url)))
    return (
        (
            line(bold(f"{n}. "), _dates(flag)),
            line(source(flag, content)),
            line(wording.flag_heard(flag)),
        ),
        tuple(what),
        (*_verdict(told, LONGEST), *brief_work.case_lines(told, LONGEST)),
    )


def evidence(flag: Flag) -> list[str]:
    """The evidence sentences that are not the title over again."""
    sentences = [piece.text for each in flag.signals for piece in each.evidence]
    return [
        text
        for text in dict.fromkeys(sentences)
        if text.strip(" .!?") not in flag.title
    ]


def versions(told: Sequence[Told]) -> set[str]:
    """The versions of the rules that raised flags."""
    return {each.flag.version for each in told}
