"""A report of a meeting on the interethnic situation: recognised, and read.

Recognises sessions of the Assembly or the People's Council, sittings of councils,
meetings that an akim held, and forums of these bodies, in Kazakh, Russian and English.
Reads bodies and offices, never persons; give it redacted text, for decisions are kept
as they are worded. What a report does not state stays empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from collectors.meetings.bodies import Body, find_bodies, valid_on
from collectors.meetings.dates import held_on
from collectors.meetings.decisions import Resolution, read_decisions, resolutions
from collectors.meetings.events import Event, find_event, is_excluded, may_report
from collectors.meetings.evidence import tells_of_none, weigh
from collectors.meetings.numbers import numbers
from collectors.meetings.offices import chair, offices
from collectors.meetings.participants import taking_part
from collectors.meetings.scope import Scope, scope
from collectors.meetings.text import Report
from collectors.meetings.topics import topics
from collectors.meetings.venues import venue
from collectors.meetings.words import SUBJECT
from data.model import District, Institution, Meeting, Region

__all__ = ["is_report", "read_report"]


def is_report(
    title: str,
    text: str,
    institutions: Sequence[Institution],
    published_on: date | None = None,
) -> bool:
    """Whether a text reports a meeting; cheap enough to ask of every text."""
    report = Report(title, text)
    if not may_report(report):
        return False
    valid = valid_on(institutions, published_on)
    return _event(report, valid) is not None


def read_report(
    title: str,
    text: str,
    institutions: Sequence[Institution],
    region: str | None,
    published_on: date | None = None,
    *,
    regions: Iterable[Region] = (),
    districts: Iterable[District] = (),
    lang: str = "",
) -> Meeting | None:
    """The meeting a text reports, or None if it reports none.

    ``region`` None means that it is not known; then ``regions`` are looked for by name.
    ``published_on`` completes dates written without a year and words such as
    "yesterday"; without it they are passed over. Names of bodies count only while the
    bodies exist on that day.
    """
    report = Report(title, text, lang)
    if not may_report(report):
        return None
    valid = valid_on(institutions, published_on)
    event = _event(report, valid)
    if event is None:
        return None
    day = held_on(report.lead, event.index, published_on)
    bodies = find_bodies(report.whole, valid_on(institutions, day or published_on))
    resolved = resolutions(report.text)
    where = _scope(report, event, bodies, region, regions, districts, institutions)
    return Meeting(
        region=where.region,
        held_on=day,
        title=title,
        kind=event.kind,
        institution=event.institution,
        chair_office=chair(report.lead, event.index, event.kind),
        bodies=taking_part(
            report,
            bodies,
            event.index,
            event.institution,
            where.scale,
            event.kind,
            _places(report, resolved),
            (one.id for one in valid),
        ),
        decisions=read_decisions(report.text, day or published_on, valid),
        place=venue(report.lead, event.index, bodies, report.language),
        scale=where.scale,
        district=where.district,
        topics=topics(
            report, bodies, _places(report, resolved), event.index, event.kind
        ),
        numbers=numbers(report.sentences, _places(report, resolved)),
        lang=report.language,
    )


def _event(report: Report, valid: Sequence[Institution]) -> Event | None:
    """The meeting as one sentence says it, or else as the evidence shows it."""
    bodies = find_bodies(report.lead_text, valid)
    if not bodies and not SUBJECT.search(report.lead_text):
        return None
    said = find_event(report, bodies)
    if said is None:
        shown = None if is_excluded(report) else weigh(report, bodies)
        said = Event(shown.kind, shown.institution, shown.index) if shown else None
    return None if said is None or tells_of_none(report, said.kind) else said


def _places(report: Report, resolved: Sequence[Resolution]) -> list[tuple[int, int]]:
    """Where the decisions stand in the whole, title included."""
    shift = len(report.title) + 1
    return [(one.start + shift, one.end + shift) for one in resolved]


def _scope(
    report: Report,
    event: Event,
    bodies: Sequence[Body],
    region: str | None,
    regions: Iterable[Region],
    districts: Iterable[District],
    institutions: Sequence[Institution],
) -> Scope:
    role = next((one.role for one in institutions if one.id == event.institution), "")
    end = report.lead[-1].end
    anchors = [
        (body.start, body.end)
        for body in bodies
        if body.id == event.institution and body.end <= end
    ]
    if not anchors or event.kind == "akim_meeting":
        anchors = [
            (sentence.start + one.start, sentence.start + one.end)
            for sentence in report.lead
            for one in offices(sentence.text)
            if one.code in ("akim", "deputy_akim")
        ]
    return scope(
        report.lead,
        event.index,
        role,
        anchors,
        None if region == "national" else region,
        list(regions),
        list(districts),
    )
