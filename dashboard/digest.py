"""The letter to one user: what waits in their regions. Knows no Streamlit, no mail.

No quotation stands in a letter: mail is read in public and forwarded. It names what
waits and leads to the place where evidence, doubts and coverage stand together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from dashboard import desk_wording, wording
from dashboard.export import DEMO
from dashboard.i18n import (
    _,
    format_date,
    format_datetime,
    language,
    ngettext,
    using,
)
from dashboard.markup import Safe, tag, text
from data.model import Flag, Level, LevelCode, Region, User, Verdict
from data.reference import Reference

#: Flags named in a letter where the user set no limit of their own.
MOST = 12


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent: ``text`` says the same as ``html`` for those who read plainly."""

    subject: str
    html: str
    text: str
    flag_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """What stood in the store when the letter was written."""

    flags: Sequence[Flag]  # of the user's regions, in the order of work
    alone: Sequence[Flag]  # acute, judged by one person who is not this user
    verdicts: Mapping[str, Verdict]
    levels: Mapping[str, Level]
    days_left: Mapping[str, int | None]  # to each region's next meeting
    reference: Reference
    demo: bool
    address: str


def daily(user: User, picture: Picture, since: datetime, now: datetime) -> Letter:
    """What is new since ``since``, what waits, the levels, the next meetings."""
    with using(user.lang):
        waiting = [flag for flag in picture.flags if flag.id not in picture.verdicts]
        fresh = [flag for flag in waiting if flag.opened_at >= since]
        older = [flag for flag in waiting if flag.opened_at < since]
        limit = user.budget or MOST
        shown = fresh[:limit]
        subject = _("Kelisim, %(date)s: new flags %(new)s, waiting %(waiting)s") % {
            "date": format_date(now),
            "new": len(fresh),
            "waiting": len(waiting),
        }
        parts = [
            _Part(_("New since the last letter"), _new(shown, fresh, picture, now)),
            *_second(picture, now),
            _Part(_("Still waiting for a verdict"), _old(older, limit, picture, now)),
            _Part(_("Your regions today"), _levels(user, picture)),
            _Part(_("Meetings"), _meetings(user, picture)),
        ]
        named = (*shown, *older[:limit])
        return _letter(subject, parts, picture, tuple(flag.id for flag in named))


def acute(user: User, flags: Sequence[Flag], picture: Picture, now: datetime) -> Letter:
    """Acute flags, told at once."""
    with using(user.lang):
        phrase = ngettext(
            "Kelisim: %(n)s acute flag, %(regions)s",
            "Kelisim: %(n)s acute flags, %(regions)s",
            len(flags),
        )
        names = dict.fromkeys(_region(flag, picture) for flag in flags)
        subject = phrase % {"n": len(flags), "regions": ", ".join(names)}
        lines = [_flag(flag, picture, now) for flag in flags]
        asked = Line(
            _(
                "A flag is a request to look, not a finding. Look within 24 hours; the "
                "first step stands beside it on the Desk."
            )
        )
        part = _Part(_("Acute events"), [*lines, asked])
        return _letter(subject, [part], picture, tuple(flag.id for flag in flags))


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, with the address it leads to."""

    said: str
    href: str = ""
    lang: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class _Part:
    heading: str
    lines: Sequence[Line]


def _new(
    shown: Sequence[Flag], fresh: Sequence[Flag], picture: Picture, now: datetime
) -> list[Line]:
    if not fresh:
        return [Line(_("No new flag. What was read stands beside each level below."))]
    lines = [_flag(flag, picture, now) for flag in shown]
    return lines + _left(len(fresh) - len(shown), picture)


def _second(picture: Picture, now: datetime) -> list[_Part]:
    """Acute flags on which a second person's word is needed; no part without any."""
    if not picture.alone:
        return []
    lines = [_flag(flag, picture, now) for flag in picture.alone]
    return [_Part(_("One person has judged; a second pair of eyes is needed"), lines)]


def _old(
    older: Sequence[Flag], limit: int, picture: Picture, now: datetime
) -> list[Line]:
    if not older:
        return [Line(_("Nothing waits from before."))]
    lines = [_flag(flag, picture, now) for flag in older[:limit]]
    return lines + _left(len(older) - len(lines), picture)


def _left(n: int, picture: Picture) -> list[Line]:
    if n < 1:
        return []
    phrase = ngettext(
        "%(n)s more flag is left out here by your limit; the Desk has it.",
        "%(n)s more flags are left out here by your limit; the Desk has them.",
        n,
    )
    return [Line(phrase % {"n": n}, _address(picture, "desk"))]


def _flag(flag: Flag, picture: Picture, now: datetime) -> Line:
    facts = [_region(flag, picture)]
    if flag.districts:
        facts.append(wording.districts(flag.districts, picture.reference.districts))
    facts.append(desk_wording.lane(flag.lane))
    facts.append(wording.flag_heard(flag))
    facts.append(wording.hours((now - flag.last_at).total_seconds() / 3600))
    due = desk_wording.due(flag)
    by = _("to be looked at by %(due)s") if due >= now else _("was due on %(due)s")
    facts.append(by % {"due": format_datetime(due)})
    return Line(
        flag.title,
        _address(picture, "desk", flag=flag.id),
        flag.lang,
        " · ".join(facts),
    )


def _region(flag: Flag, picture: Picture) -> str:
    found = picture.reference.regions.get(flag.region)
    return wording.region(found) if found else flag.region


def _own(user: User, picture: Picture) -> list[Region]:
    return [
        region for code, region in picture.reference.regions.items() if user.has(code)
    ]


def _levels(user: User, picture: Picture) -> list[Line]:
    lines = []
    for region in _own(user, picture):
        level = picture.levels.get(region.code)
        code = level.code if level else LevelCode.NO_DATA
        read = wording.coverage(level.coverage if level else None).lower()
        read = (_("Coverage: %(word)s.") % {"word": read}).rstrip(".")
        lines.append(
            Line(
                wording.region(region),
                _address(picture, "region", region=region.code),
                "",
                f"{wording.level_marked(code)} · {read}",
            )
        )
    return lines


def _meetings(user: User, picture: Picture) -> list[Line]:
    """The meetings that fall due within two weeks or are overdue; silence is said."""
    lines = []
    for region in _own(user, picture):
        left = picture.days_left.get(region.code)
        href = _address(picture, "meeting", region=region.code)
        if left is not None and left < 0:
            said = _("the two months have passed; no meeting is known since")
        elif left is not None and left <= 14:
            phrase = ngettext(
                "%(n)s day left to the next meeting",
                "%(n)s days left to the next meeting",
                left,
            )
            said = phrase % {"n": left}
        else:
            continue
        lines.append(Line(wording.region(region), href, "", said))
    return lines or [Line(_("No meeting falls due in the next two weeks."))]


def _address(picture: Picture, page: str, **params: str) -> str:
    query = f"?{urlencode(params)}" if params else ""
    return f"{picture.address.rstrip('/')}/{page}{query}"


def _letter(
    subject: str, parts: Sequence[_Part], picture: Picture, flag_ids: tuple[str, ...]
) -> Letter:
    mark = f"{DEMO}: {_('every text here is invented')}" if picture.demo else ""
    subject = f"{DEMO} · {subject}" if picture.demo else subject
    foot = _(
        "You get this letter because you asked for it; “My settings” turns it off. "
        "Silence is not calm: what could not be read stands on the page “Sources”."
    )
    return Letter(
        subject,
        _html(subject, parts, mark, foot),
        _plain(subject, parts, mark, foot),
        flag_ids,
    )


_STYLE = (
    "font:16px/1.45 Georgia,'Times New Roman',serif;color:#1d2429;background:#fff;"
    "max-width:640px;margin:0 auto;padding:12px"
)


def _html(subject: str, parts: Sequence[_Part], mark: str, foot: str) -> str:
    body: list[Safe] = [tag("h1", subject, style="font-size:20px;margin:0 0 8px")]
    if mark:
        body.append(tag("p", tag("strong", mark)))
    for part in parts:
        body.append(tag("h2", part.heading, style="font-size:17px;margin:18px 0 6px"))
        items = [_item(line) for line in part.lines]
        body.append(tag("ul", *items, style="margin:0;padding-left:20px"))
    body.append(tag("p", foot, style="font-size:14px;margin-top:20px"))
    head = tag("head", Safe('<meta charset="utf-8">'), tag("title", subject))
    page = tag("html", head, tag("body", *body, style=_STYLE), lang=language())
    return f"<!doctype html>\n{page}\n"


def _item(line: Line) -> Safe:
    said = text(line.said)
    named = tag("a", said, href=line.href) if line.href else said
    more = tag("div", line.more, style="font-size:14px") if line.more else ""
    return tag(
        "li",
        tag("span", named, lang=line.lang or None),
        more,
        style="margin:0 0 6px",
    )


def _plain(subject: str, parts: Sequence[_Part], mark: str, foot: str) -> str:
    lines = [subject, *([mark] if mark else [])]
    for part in parts:
        lines += ["", part.heading.upper()]
        for line in part.lines:
            lines.append(f"- {line.said}")
            lines += [f"  {more}" for more in (line.more, line.href) if more]
    return "\n".join([*lines, "", foot, ""])
