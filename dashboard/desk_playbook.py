"""What helps now: first step, whom to call, what not to say; advice, never an order."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import people, queries, widgets
from dashboard.i18n import _, language
from dashboard.markup import Safe, join, link, tag, url
from dashboard.office_wording import office
from data.model import DirectoryEntry, Flag
from data.playbook import Play, advised, playbook


def panel(flag: Flag) -> None:
    """The advice for the flag's strongest signal; that for others lies folded below."""
    plays, kinds = playbook(), queries.reference().taxonomy.risk
    codes = advised(flag.signals)
    if not codes:
        return
    st.subheader(_("What helps now"), anchor=False)
    entries = near(people.directory(flag.region), flag.districts)
    lang = language()
    parts = [tag("p", kinds[codes[0]].names[lang], class_="kel-meta")]
    parts.append(advice(plays[codes[0]], entries, lang))
    for code in codes[1:]:
        name = _("If it is also: %(signal)s") % {"signal": kinds[code].names[lang]}
        body = advice(plays[code], entries, lang)
        parts.append(tag("details", tag("summary", name), body))
    widgets.html(tag("div", *parts, class_="kel-card kel-accord"))
    if not entries:
        address = url("assembly", region=flag.region, lang=lang)
        widgets.html(
            tag(
                "p",
                _("No telephone numbers of offices are entered for this region yet."),
                " ",
                link(_("Enter them on the Assembly page"), address),
            )
        )


def near(
    entries: Sequence[DirectoryEntry], districts: Sequence[str]
) -> list[DirectoryEntry]:
    """Offices of these districts first, then those of the whole region.

    Those of other districts are left out, unless no district is known.
    """
    if not districts:
        return list(entries)
    own = [entry for entry in entries if entry.district in districts]
    return own + [entry for entry in entries if not entry.district]


def advice(play: Play, entries: Sequence[DirectoryEntry], lang: str) -> Safe:
    """One play: step, offices and how to reach them, words to avoid, the rest."""
    called = [tag("li", *_called(code, entries)) for code in play.whom]
    return join(
        [
            _part(_("First step"), tag("p", tag("strong", play.first_step[lang]))),
            _part(_("Whom to call"), tag("ul", *called)),
            _part(_("Better not to say or do"), tag("p", play.avoid[lang])),
            _part(
                _("Then"), tag("ol", *(tag("li", step) for step in play.steps[lang]))
            ),
        ]
    )


def _part(name: str, body: Safe) -> Safe:
    return join([tag("h4", name), body])


def _called(code: str, entries: Sequence[DirectoryEntry]) -> list[object]:
    """An office and, where entered, how to reach it."""
    found = [entry for entry in entries if entry.kind == code]
    if not found:
        return [office(code)]
    lines = []
    for entry in found:
        phone = link(entry.phone, _tel(entry.phone)) if entry.phone else ""
        parts = [tag("strong", entry.name), phone, entry.hours, entry.address]
        lines.append(join([part for part in parts if part], " · "))
    return [office(code), ": ", join(lines, "; ")]


def _tel(phone: str) -> str:
    return "tel:" + "".join(sign for sign in phone if sign.isdigit() or sign == "+")
