"""What a replay is made of: outlets, texts, words of persons, and what is expected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from data.model import DateState, LevelCode, RawItem, Source, SourceKind, VerdictCode
from data.sourcelist import NATIONAL


@dataclass(frozen=True, slots=True)
class Outlet:
    """An invented outlet; it publishes from ``first`` to ``last``, both included.

    ``region`` is a region code or "national"; ``is_new`` says that it joined later.
    """

    id: str
    name: str
    owner: str
    region: str
    languages: tuple[str, ...]
    official: bool
    ordinary_per_week: int
    first: date
    last: date
    is_new: bool

    def source(self) -> Source:
        """The outlet, as a list of sources would have it."""
        return Source(
            id=self.id,
            name=self.name,
            kind=SourceKind.FEED,
            url=f"https://{self.id}.example/feed.xml",
            site=f"https://{self.id}.example",
            owner=self.owner,
            official=self.official,
            region=self.region,
            languages=self.languages,
            expect_per_week=(1, 2 * self.ordinary_per_week + 2),
            since=self.first if self.is_new else None,
        )


@dataclass(frozen=True, slots=True)
class ReplayText:
    """One text of a replay and when its outlet published it."""

    id: str
    at: datetime
    outlet: str
    lang: str
    title: str
    text: str
    story: str
    kind: str

    def raw(self) -> RawItem:
        """The text as a collector would hand it over."""
        return RawItem(
            source_id=self.outlet,
            url=f"https://{self.outlet}.example/news/{self.id}.html",
            title=self.title,
            text=self.text,
            lang=self.lang,
            published_at=self.at,
            date_state=DateState.DATED,
        )


@dataclass(frozen=True, slots=True)
class SaidOfStory:
    """A person's verdict on a story of the replay in a region."""

    at: datetime
    story: str
    region: str
    code: VerdictCode


@dataclass(frozen=True, slots=True)
class Expected:
    """The levels that are right at the end of each day from ``first`` to ``last``."""

    region: str
    first: date
    last: date
    levels: tuple[LevelCode, ...]
    why: str


@dataclass(frozen=True, slots=True)
class FirstAcute:
    """The text after which a region must be acute at once."""

    item: str
    region: str


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """Something that happened, for the time between the first sign and it."""

    region: str
    on: date
    what: str


@dataclass(frozen=True, slots=True)
class Replay:
    """Weeks of news and what a careful mediator would want to read on each day."""

    name: str
    kind: str
    title: str
    start: date
    days: int
    outlets: tuple[Outlet, ...]
    texts: tuple[ReplayText, ...]
    expected: tuple[Expected, ...]
    said: tuple[SaidOfStory, ...]
    first_acute: tuple[FirstAcute, ...]
    events: tuple[RecordedEvent, ...]

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions with an outlet of their own."""
        return tuple(sorted({o.region for o in self.outlets} - {NATIONAL}))

    def day(self, n: int) -> date:
        """The date of a day of the replay; the first is 0."""
        return self.start + timedelta(days=n)
