"""The brief as a paper fit for any format, in one language or two side by side.

Knows no Streamlit. Written to be read aloud: whole sentences first, tables after. Two
pages at most, then an annex; what the pages do not hold is counted, never left out in
silence, and stands in the annex.
"""

from __future__ import annotations

from dashboard import (
    brief_flags,
    brief_work,
    charts_brief,
    source_wording,
    wording,
)
from dashboard.brief import BriefContent
from dashboard.brief_annex import annex
from dashboard.brief_room import ROOMS, Room, cut
from dashboard.brief_summary import accord_counted, notes, summary, unseen
from dashboard.export import DEMO
from dashboard.i18n import (
    _,
    format_date,
    format_datetime,
    language,
    using,
)
from dashboard.paper import (
    Block,
    Line,
    Lines,
    Paper,
    Section,
    bold,
    languages,
    line,
    run,
    text_lang,
)
from dashboard.pdf import pages
from data.model import Item

#: Pages before the annex.
MOST_PAGES = 2
#: What is kept free of every page, for other programs set the same text wider, and
#: columns side by side most of all.
_SPARE, _SPARE_OF_TWO = 0.07, 0.2
#: Points of the text; two languages side by side have half the room each.
_SIZE, _SIZES_OF_TWO, _SMALLEST = 11.0, (9.5, 9.0, 8.5), 8.0


def brief_paper(content: BriefContent, lang: str) -> Paper:
    """The brief in a language, or in two side by side ("kk+ru"), on two pages."""
    is_two = len(languages(lang)) > 1
    sizes = _SIZES_OF_TWO if is_two else (_SIZE,)
    spare = _SPARE_OF_TWO if is_two else _SPARE
    tries = [
        *((ROOMS[0], size) for size in sizes),
        *((room, sizes[-1]) for room in ROOMS[1:]),
        *([(ROOMS[-1], _SMALLEST)] if is_two else []),
    ]
    # The first that fits; each holds less than the one before, so halving finds it.
    low, high = 0, len(tries) - 1
    while low < high:
        middle = (low + high) // 2
        made = _paper(content, lang, *tries[middle])
        fits = pages(front(made), lang, spare) <= MOST_PAGES
        low, high = (low, middle) if fits else (middle + 1, high)
    return _paper(content, lang, *tries[low])


def front(paper: Paper) -> Paper:
    """The paper without its annex."""
    sides = []
    for each in paper.both:
        at = [section.on_new_page for section in each.sections].index(True)
        sides.append(each._replace(sections=each.sections[:at]))
    return sides[0]._replace(beside=sides[1] if len(sides) > 1 else None)


def _paper(content: BriefContent, lang: str, room: Room, size: float) -> Paper:
    made = []
    for each in languages(lang):
        with using(each):
            made.append(paper(content, room)._replace(size=size))
    return made[0]._replace(beside=made[1] if len(made) > 1 else None)


def paper(content: BriefContent, room: Room = ROOMS[0]) -> Paper:
    """The whole brief in the language spoken now."""
    name = wording.region(content.region)
    since, until = format_date(content.since), format_date(content.until)
    mark = f"{DEMO}: {_('every text here is invented')}" if content.demo else ""
    return Paper(
        title=_("Brief for a meeting on the interethnic situation"),
        top=_top(content, name),
        running=f"Kelisim · {name} · {since} – {until}",
        foot=_("A level is a request to look, not a verdict."),
        mark=mark,
        sections=(*_sections(content, room), *annex(content)),
    )


def _sections(content: BriefContent, room: Room) -> tuple[Section, ...]:
    became = Section(
        _("What became of the decisions"), brief_work.decisions(content, room)
    )
    meeting = content.last_meeting
    has_decided = meeting is not None and bool(meeting.decisions)
    sections = (
        *((became,) if has_decided else ()),
        Section(_("In short"), (Lines(summary(content), bulleted=True),)),
        Section(
            _("Agenda") if content.is_chosen else _("Suggested agenda"),
            brief_work.agenda(content, room),
        ),
        Section(_("Week by week"), _weeks(content)),
        Section(_("Flags"), brief_flags.flags(content, room)),
        Section(
            _("What was done since the last meeting")
            if meeting
            else _("What was done in this period"),
            brief_work.done(content, room),
        ),
        Section(_("Replies and our answers"), brief_work.replies(content, room)),
        Section(
            _("Causes open for more than sixty days"),
            brief_flags.threads(content, room),
        ),
        Section(_("Put off for now"), brief_work.pauses(content, room)),
        Section(
            _("Looked into and not counted as tension"),
            brief_flags.refuted(content, room),
        ),
        Section(_("Signs of accord"), _accord(content, room)),
        *(() if has_decided else (_last_meeting(content, room),)),
        Section(_("What we could not see"), _coverage(content)),
        Section(_("How to read this brief"), _reading()),
    )
    return tuple(each for each in sections if each.blocks)


def _last_meeting(content: BriefContent, room: Room) -> Section:
    return Section(
        _("Last meeting and its decisions"), brief_work.decisions(content, room)
    )


def _top(content: BriefContent, name: str) -> tuple[Line, ...]:
    dates = {"since": format_date(content.since), "until": format_date(content.until)}
    if content.last_meeting:
        period = _("Period: %(since)s – %(until)s, since the last recorded meeting.")
    else:
        period = _(
            "Period: %(since)s – %(until)s: sixty days, as no earlier meeting is "
            "recorded."
        )
    made = _("Made on %(time)s (Almaty time).")
    return (
        line(bold(name)),
        line(period % dates),
        line(made % {"time": format_datetime(content.made_at)}),
    )


def _weeks(content: BriefContent) -> tuple[Block, ...]:
    figure = charts_brief.weekly(content.counted, content.weeks, content.usual)
    said = [charts_brief.usual_words(content.usual)]
    if not all(content.counted[""]):
        said.append(_("A cross: nothing was read that week."))
    if known := notes(content):
        said.append(known)
    return (figure, Lines((line(" ".join(said)),)))


def _accord(content: BriefContent, room: Room) -> tuple[Block, ...]:
    if not content.accord:
        return (Lines((line(accord_counted(content)),)),)
    shown = content.accord[: room.accord]
    lines = [_accord_line(item, content, room) for item in shown]
    rest = len(content.accord) - len(shown)
    if rest:
        lines.append(line(_("More of them: %(n)s.") % {"n": rest}))
    return (Lines(tuple(lines), bulleted=True),)


def _accord_line(item: Item, content: BriefContent, room: Room) -> Line:
    kinds = content.reference.taxonomy.protective
    names = dict.fromkeys(
        kinds[each.code].names[language()] if each.code in kinds else each.code
        for each in item.protective
    )
    source = content.sources.get(item.source_id)
    by = run(source_wording.name(source, item.source_id), href=item.url)
    return line(
        f"{format_date(item.published_at)} — ",
        run(cut(item.title, room.longest), lang=text_lang(item.lang)),
        f" ({', '.join(names)}; ",
        by,
        ")",
    )


def _coverage(content: BriefContent) -> tuple[Block, ...]:
    said = [unseen(content)]
    if content.level:
        word = wording.coverage(content.level.coverage).lower()
        said.append(_("Coverage: %(word)s.") % {"word": word})
        said.append(wording.coverage_sentence(content.level.coverage))
    local = [
        source.name
        for source in content.sources.values()
        if source.region == content.region.code and source.enabled
    ]
    said.append(_("Local sources: %(names)s.") % {"names": ", ".join(local[:6]) or "—"})
    if content.out:
        names = ", ".join(source.name for source in content.out[:6])
        said.append(_("They bring nothing new now: %(names)s.") % {"names": names})
    said.append(_("Silence is not calm."))
    return (Lines((line(" ".join(said)),)),)


def _reading() -> tuple[Block, ...]:
    said = [
        _("A flag asks a person to look. It is not a finding about anyone."),
        _("Each region is compared with its own past only."),
        _("Numbers of flags are the same in the annex and in the file (CSV, XLSX)."),
    ]
    return (Lines((line(" ".join(said)),)),)
