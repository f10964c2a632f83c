"""Flags as the level rule sees them: who reported what and when, and what people said.

A point knows the time of everything in it, so that a day can be judged by what had been
published, and said, until its end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from data.model import (
    REFUTING_VERDICTS,
    DateState,
    Flag,
    Item,
    Lane,
    Signal,
    Source,
    Verdict,
    VerdictCode,
)
from scoring.voices import reprints


@dataclass(frozen=True, slots=True)
class Heard:
    """A signal a report carried: its code, its lane, and how sure that is."""

    code: str
    lane: Lane
    confidence: float


@dataclass(frozen=True, slots=True)
class Report:
    """One text of a story; ``signals`` is empty where it only goes on telling it."""

    at: datetime
    owner: str
    signals: tuple[Heard, ...] = ()
    districts: tuple[str, ...] = ()
    copy: bool = False


#: Whether a report is sure enough to bring back what one person alone took out.
Renews = Callable[[Report], bool]


class Word(NamedTuple):
    """A verdict as the level rule sees it; ``voice`` tells one person from another."""

    at: datetime
    code: VerdictCode
    voice: str = ""


@dataclass(frozen=True, slots=True)
class StoryPoint:
    """One flag: its reports, oldest first, and the verdicts on it, oldest first."""

    flag_id: str
    region: str
    reports: tuple[Report, ...]
    verdicts: tuple[Word, ...] = ()

    def said(self, renews: Renews, at: datetime | None = None) -> Word | None:
        """The verdict that stood at a moment; the last one if no moment is named.

        A single person who lowers an acute story speaks of what was known then: a
        later report of its own that ``renews`` it brings it back, until a second
        person agrees.
        """
        until = self._words(at)
        while self._overtaken(until, renews, at):
            until.pop()
        return until[-1] if until else None

    def overtaken(self, renews: Renews, at: datetime) -> bool:
        """Whether the last verdict until a moment was given before newer reports."""
        return self._overtaken(self._words(at), renews, at)

    def _words(self, at: datetime | None) -> list[Word]:
        return [word for word in self.verdicts if at is None or word.at <= at]

    def _overtaken(
        self, words: Sequence[Word], renews: Renews, at: datetime | None
    ) -> bool:
        last = words[-1] if words else None
        if last is None or not lowers(last.code):
            return False
        each = {word.voice: word.code for word in words}
        if sum(lowers(code) for code in each.values()) > 1:
            return False
        return any(
            last.at < report.at and not report.copy and renews(report)
            for report in self.reports
            if at is None or report.at <= at
        )


def story_points(
    flags: Iterable[Flag],
    told: Mapping[str, Sequence[Item]],
    sources: Iterable[Source],
    verdicts: Mapping[str, Sequence[Verdict]],
) -> list[StoryPoint]:
    """Dated flags with their reports; ``told`` are the items of every story."""
    owners = {source.id: source.owner for source in sources}
    return [
        StoryPoint(
            flag.id,
            flag.region,
            _reports(flag, told.get(flag.story_id, ()), owners),
            tuple(
                Word(each.at, each.code, each.voice)
                for each in verdicts.get(flag.id, ())
            ),
        )
        for flag in flags
        if flag.date_state is DateState.DATED
    ]


def _reports(
    flag: Flag, items: Sequence[Item], owners: Mapping[str, str]
) -> tuple[Report, ...]:
    """The texts that tell a flag's story in its region, oldest first.

    A judged flag whose texts no longer tell it is remembered as it was.
    """
    here = [item for item in items if item.tells_of(flag.region)]
    copied = reprints(here, owners)
    reports = [
        Report(
            item.published_at,
            owners.get(item.source_id, item.source_id),
            _heard(item.risk) if item.dropped is None else (),
            _districts(item, flag.region),
            item.key in copied,
        )
        for item in here
        if item.published_at is not None and item.date_state is DateState.DATED
    ]
    if not any(report.signals for report in reports):
        reports = [
            Report(flag.first_at, owner, _heard(flag.signals), flag.districts)
            for owner in flag.owners
        ]
    return tuple(sorted(reports, key=lambda report: report.at))


def _heard(signals: Iterable[Signal]) -> tuple[Heard, ...]:
    return tuple(
        Heard(signal.code, signal.lane, signal.confidence)
        for signal in signals
        if signal.lane is not None
    )


def _districts(item: Item, region: str) -> tuple[str, ...]:
    named = (p.district for p in item.places if p.region == region and p.district)
    return tuple(dict.fromkeys(named))


def is_refuted(code: VerdictCode) -> bool:
    """Whether a verdict takes the story out of the level."""
    return code in REFUTING_VERDICTS


def lowers(code: VerdictCode) -> bool:
    """Whether a verdict makes an acute story less than acute."""
    return is_refuted(code) or code is VerdictCode.RUMOUR
