"""The brief in the language spoken now, as a paper fit for any format.

Knows no Streamlit. Written to be read aloud: whole sentences first, tables after. What
does not fit is counted, never left out in silence.
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import (
    desk_wording,
    meeting_wording,
    signal_wording,
    source_wording,
    wording,
)
from dashboard.brief import BriefContent, Told
from dashboard.brief_summary import accord_counted, summary
from dashboard.export import DEMO
from dashboard.i18n import _, format_date, format_datetime, format_number, language
from dashboard.paper import (
    Cell,
    Line,
    Lines,
    Paper,
    Section,
    Table,
    bold,
    line,
    run,
)
from data.model import (
    LANGUAGES,
    DateState,
    Flag,
    Item,
    Lane,
    Meeting,
)

#: What two pages hold; the rest is counted and stands in the file of flags.
MOST_FLAGS, MOST_REFUTED, MOST_ACCORD, MOST_DECISIONS = 6, 4, 4, 6
#: Evidence longer than this is cut at a word, with an ellipsis.
LONGEST = 240


def paper(content: BriefContent) -> Paper:
    """The whole brief."""
    name = wording.region(content.region)
    since, until = format_date(content.since), format_date(content.until)
    mark = f"{DEMO}: {_('every text here is invented')}" if content.demo else ""
    sections = (
        Section(_("In short"), (Lines(summary(content), bulleted=True),)),
        Section(_("Week by week"), tuple(_weeks(content))),
        Section(_("Flags"), tuple(_flags(content))),
        Section(_("Looked into and not counted as tension"), _refuted(content)),
        Section(_("Signs of accord"), _accord(content)),
        Section(_("Last meeting and its decisions"), _meeting(content)),
        Section(_("What was read and what was not"), _coverage(content)),
        Section(_("How to read this brief"), _reading(content)),
    )
    return Paper(
        title=_("Brief for a meeting on the interethnic situation"),
        top=_top(content, name),
        running=f"Kelisim · {name} · {since} – {until}",
        foot=_("A level is a request to look, not a verdict."),
        mark=mark,
        sections=tuple(each for each in sections if each.blocks),
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


def _weeks(content: BriefContent) -> list[Lines | Table]:
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
        widths=(0.34, *[0.66 / len(content.weeks)] * len(content.weeks)),
        rows=tuple(rows),
        of_numbers=True,
    )
    if all(read):
        return [table]
    dash = _("A dash: nothing was read that week, so nothing can be said.")
    return [table, Lines((line(dash),))]


def _number_row(name: str, numbers: Sequence[str]) -> tuple[Cell, ...]:
    return ((line(name),), *((line(number),) for number in numbers))


def _flags(content: BriefContent) -> list[Lines | Table]:
    if not content.told:
        said = [_("No flag in this period.")]
        if content.blind_days:
            said.append(_("Silence is not calm."))
        return [Lines((line(" ".join(said)),))]
    shown = content.told[:MOST_FLAGS]
    table = Table(
        caption=_("Flags"),
        head=(_("Date"), _("What was reported"), _("Source"), _("Verdict")),
        widths=(0.15, 0.47, 0.16, 0.22),
        rows=tuple(_flag_row(each, content) for each in shown),
    )
    return [table, *_more(len(content.told) - len(shown))]


def _more(n: int) -> list[Lines]:
    if n < 1:
        return []
    said = _("Not shown here: %(n)s. All stand in the file of flags (CSV, XLSX).")
    return [Lines((line(said % {"n": format_number(n)}),))]


def _flag_row(told: Told, content: BriefContent) -> tuple[Cell, ...]:
    flag = told.flag
    lang = _text_lang(flag.lang)
    source = content.sources.get(flag.source_id)
    where = wording.districts(flag.districts, content.reference.districts)
    what = [line(bold(flag.title, lang))]
    known = [where, desk_wording.lane(flag.lane), signal_wording.in_short(flag)]
    what.append(line("; ".join(filter(None, known))))
    if sentence := evidence(flag):
        what.append(line(run(f"«{sentence}»", lang=lang)))
    name = run(source_wording.name(source, flag.source_id), href=flag.url)
    return (
        tuple(line(each) for each in _dates(flag)),
        tuple(what),
        (line(name), line(wording.flag_heard(flag))),
        _said(told),
    )


def _dates(flag: Flag) -> list[str]:
    if flag.date_state is not DateState.DATED:
        return [_("date not certain")]
    first, last = format_date(flag.first_at), format_date(flag.last_at)
    return [first] if first == last else [f"{first} –", last]


def evidence(flag: Flag) -> str:
    """The first evidence sentence that is not the title over again."""
    sentences = [piece.text for each in flag.signals for piece in each.evidence]
    fresh = [text for text in sentences if text.strip(" .!?") not in flag.title]
    return _short((fresh or [""])[0])


def _short(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:—–-") + " …"


def _said(told: Told) -> Cell:
    verdict = told.verdict
    if verdict is None:
        lines = [line(_("Not yet checked by a person"))]
    else:
        name = bold(desk_wording.verdict(verdict.code))
        lines = [line(name, f", {format_date(verdict.at)}"), line(verdict.reason)]
    for step in told.responses[-1:]:
        lines.append(line(_("Step taken: %(step)s") % {"step": step.action}))
        if step.outcome:
            lines.append(line(_("Outcome: %(outcome)s") % {"outcome": step.outcome}))
    return tuple(lines)


def _refuted(content: BriefContent) -> tuple[Lines | Table, ...]:
    if not content.refuted:
        return ()
    lines = []
    for each in content.refuted[:MOST_REFUTED]:
        assert each.verdict is not None  # refuted means judged
        title = run(each.flag.title, lang=_text_lang(each.flag.lang))
        verdict = desk_wording.verdict(each.verdict.code)
        on = format_date(each.flag.last_at)
        lines.append(line(f"{on} — ", title, f" — {verdict}: {each.verdict.reason}"))
    rest = len(content.refuted) - len(lines)
    return (Lines(tuple(lines), bulleted=True), *_more(rest))


def _accord(content: BriefContent) -> tuple[Lines | Table, ...]:
    if not content.accord:
        return (Lines((line(accord_counted(content)),)),)
    shown = content.accord[:MOST_ACCORD]
    lines = [_accord_line(item, content) for item in shown]
    rest = len(content.accord) - len(shown)
    if rest:
        lines.append(line(_("More of them: %(n)s.") % {"n": format_number(rest)}))
    return (Lines(tuple(lines), bulleted=True),)


def _accord_line(item: Item, content: BriefContent) -> Line:
    kinds = content.reference.taxonomy.protective
    names = dict.fromkeys(
        kinds[each.code].names[language()] if each.code in kinds else each.code
        for each in item.protective
    )
    source = content.sources.get(item.source_id)
    by = run(source_wording.name(source, item.source_id), href=item.url)
    return line(
        f"{format_date(item.published_at)} — ",
        run(item.title, lang=_text_lang(item.lang)),
        f" ({', '.join(names)}; ",
        by,
        ")",
    )


def _meeting(content: BriefContent) -> tuple[Lines | Table, ...]:
    meeting = content.last_meeting
    if meeting is None:
        return (Lines((line(_("No meeting report from this region has been read.")),)),)
    head = Lines((_meeting_line(meeting),))
    if not meeting.decisions:
        return (head, Lines((line(_("The report names no decision.")),)))
    shown = meeting.decisions[:MOST_DECISIONS]
    lines = [
        line(each.text.rstrip("."), meeting_wording.outcome(each, content.until))
        for each in shown
    ]
    rest = len(meeting.decisions) - len(shown)
    if rest:
        lines.append(line(_("More of them: %(n)s.") % {"n": format_number(rest)}))
    return (head, Lines(tuple(lines), bulleted=True))


def _meeting_line(meeting: Meeting) -> Line:
    led = meeting_wording.chair(meeting)
    chair = f" ({led})" if led else ""
    return line(f"{format_date(meeting.held_on)} — ", bold(meeting.title), chair)


def _coverage(content: BriefContent) -> tuple[Lines | Table, ...]:
    lines = []
    if content.level:
        word = wording.coverage(content.level.coverage).lower()
        read = wording.coverage_sentence(content.level.coverage)
        lines.append(line(_("Coverage: %(word)s.") % {"word": word}, " ", read))
    local = [
        source.name
        for source in content.sources.values()
        if source.region == content.region.code and source.enabled
    ]
    named = {"names": ", ".join(local) or "—"}
    lines.append(line(_("Local sources: %(names)s.") % named))
    lines.append(
        line(
            _(
                "No social media accounts, no closed chats, no lists of persons are "
                "read."
            ),
            " ",
            _("Silence is not calm."),
        )
    )
    return (Lines(tuple(lines)),)


def _reading(content: BriefContent) -> tuple[Lines | Table, ...]:
    versions = {each.flag.version for each in (*content.told, *content.refuted)}
    if content.level:
        versions.add(content.level.version)
    said = [
        _("A flag asks a person to look. It is not a finding about anyone."),
        _(
            "Situations are assessed, never peoples. No count of any people exists "
            "here."
        ),
        _("Each region is compared with its own past only."),
    ]
    if versions:
        said.append(_("Rules: %(version)s") % {"version": ", ".join(sorted(versions))})
        said[-1] += "."
    return (Lines((line(" ".join(said)),)),)


def _text_lang(code: str) -> str:
    """The language of a collected text, where it is not the paper's own."""
    return code if code in LANGUAGES and code != language() else ""
