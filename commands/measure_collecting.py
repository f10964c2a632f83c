"""``kelisim bench collect``: what collecting costs, beside feedparser alone.

The same bytes for every row, in one run: feedparser's own parsing is the baseline, then
ours to items, then a whole round with the store: first all is new, then all is known.
Nothing is fetched: the network's time is not ours to measure.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import feedparser

from collectors import collect
from collectors.feeds import parse
from collectors.recognition import Met
from collectors.timebox import boxed
from collectors.web import Fetched, Web
from commands.measure_feeds import Served, served_feeds
from data.model import Item, Kept, SourceState
from data.settings import sqlite_url
from data.store import Store
from pipeline import Keeper
from scoring.learned import Learned, learned

#: Between a round in which all is new and the next poll.
_LATER = timedelta(hours=1)


@dataclass(slots=True)
class Timing:
    """What one piece of work cost in each round, in seconds; ``items`` of a round."""

    items: int = 0
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    @contextmanager
    def round(self) -> Iterator[None]:
        """Time what is done inside, the work of boxed parsers included."""
        wall, cpu = time.perf_counter(), _cpu_seconds()
        yield
        self.wall.append(time.perf_counter() - wall)
        self.cpu.append(_cpu_seconds() - cpu)

    @property
    def median(self) -> float:
        """Seconds of the median round."""
        return sorted(self.wall)[len(self.wall) // 2]

    @property
    def median_cpu(self) -> float:
        """CPU seconds of the median round."""
        return sorted(self.cpu)[len(self.cpu) // 2]


@dataclass(frozen=True, slots=True)
class Costs:
    """What each part of collecting cost on the same ``feeds`` of ``size`` bytes."""

    feeds: int
    size: int
    bare: Timing
    parsed: Timing
    new: Timing
    known: Timing
    understood: Timing


def measure(rounds: int, count: int, on_round: Callable[[], None]) -> Costs:
    """Read ``count`` feeds in several ways, several times; ``on_round`` after each."""
    now = datetime.now(UTC)
    *feeds, first = served_feeds(now, count + 1)
    costs = Costs(
        len(feeds),
        sum(len(each.body) for each in feeds),
        *(Timing() for _part in range(5)),
    )
    with tempfile.TemporaryDirectory(prefix="kelisim-bench-") as folder:
        read = _read_once([first, *feeds], now, Path(folder), costs.understood)
        for number in range(rounds):
            _time_parsing(feeds, now, costs)
            url = sqlite_url(Path(folder) / f"round-{number}.sqlite")
            _time_collecting(first, feeds, now, url, read, costs)
            on_round()
    return costs


def _time_parsing(feeds: Sequence[Served], now: datetime, costs: Costs) -> None:
    with costs.bare.round():
        entries = [_bare(each.body) for each in feeds]
    costs.bare.items = sum(entries)
    with costs.parsed.round():
        seen = [
            parse(each.source, _fetched(each), now, _nothing_known).seen
            for each in feeds
        ]
    costs.parsed.items = sum(seen)


def _bare(body: bytes) -> int:
    """How many entries feedparser finds, called as its documentation shows."""
    found: list[Any] = feedparser.parse(BytesIO(body)).entries
    return len(found)


def _fetched(served: Served) -> Fetched:
    return Fetched(url=served.source.url, body=served.body)


def _nothing_known(keys: object) -> Mapping[str, Kept]:
    return {}


class _Shelf(Web):
    """Answers at once with the bytes that lie ready; never reaches out."""

    def __init__(self, feeds: Sequence[Served]) -> None:
        # Not the parent's: that would make ready for a network that is never used.
        self._answers = {each.source.url: _fetched(each) for each in feeds}

    def get(self, url: str, *_args: object, **_options: object) -> Fetched:
        """The bytes of an address."""
        return self._answers[url]


class _WellReadKeeper(Keeper):
    """Keeps items whose understanding lies ready: only the collecting is timed."""

    def __init__(
        self, store: Store, feeds: Sequence[Served], read: Mapping[str, Item]
    ) -> None:
        # Without vectors: what is timed beside it is collecting.
        words = Learned(learned().heads)
        super().__init__(store, [each.source for each in feeds], words)
        store.sync_sources(self.sources.values())
        self.read = read

    def understood(self, met: Sequence[Met], now: datetime) -> list[Item]:
        """The items as they were read before."""
        return [self.read[one.key] for one in met]


class _TimedKeeper(_WellReadKeeper):
    """Reads each item once and remembers it and how long that took."""

    def __init__(self, store: Store, feeds: Sequence[Served]) -> None:
        self.met: dict[str, Item] = {}
        super().__init__(store, feeds, self.met)
        self.timing = Timing()

    def understood(self, met: Sequence[Met], now: datetime) -> list[Item]:
        """The items, understood as in a real run."""
        with self.timing.round():
            items = Keeper.understood(self, met, now)
        self.met.update((item.key, item) for item in items)
        return items


def _read_once(
    feeds: Sequence[Served], now: datetime, folder: Path, timing: Timing
) -> Mapping[str, Item]:
    """Every item of the feeds, understood; the parsers' processes are started too."""
    with closing(Store.open(sqlite_url(folder / "read.sqlite"))) as store:
        keeper = _TimedKeeper(store, feeds)
        _collect(feeds, keeper, now, {})
    timing.items = len(keeper.met)
    timing.wall = [sum(keeper.timing.wall)]
    timing.cpu = [sum(keeper.timing.cpu)]
    return keeper.met


def _time_collecting(
    first: Served,
    feeds: Sequence[Served],
    now: datetime,
    url: str,
    read: Mapping[str, Item],
    costs: Costs,
) -> None:
    """A round on an empty database, then a poll that finds nothing new."""
    with closing(Store.open(url)) as store:
        keeper = _WellReadKeeper(store, [first, *feeds], read)
        # A process lives for weeks: what it does once at its start is not counted.
        _collect([first], keeper, now, {})
        with costs.new.round():
            costs.new.items = _collect(feeds, keeper, now, {})
        with costs.known.round():
            states = store.source_states()
            costs.known.items = _collect(feeds, keeper, now + _LATER, states)


def _collect(
    feeds: Sequence[Served],
    keeper: Keeper,
    now: datetime,
    states: Mapping[str, SourceState],
) -> int:
    """Read and keep every source as a round does; how many entries were met."""
    web, seen = _Shelf(feeds), 0
    for each in feeds:
        source = each.source
        previous = states.get(source.id, SourceState(source.id))
        harvest = collect(source, web, previous, now, keeper.known)
        seen += keeper.keep(harvest, now).total()
    return seen


def _cpu_seconds() -> float:
    """CPU time of this process and of the one that feedparser runs in."""
    return time.process_time() + boxed(time.process_time, seconds=10)
