"""An invented country of any size, written in bulk, for measuring the pages.

Every region, a hundredth of the items flagged in pairs. A memory grows as the country's
sources fill it: twelve weeks at least, and days with so many texts that a million take
two years. What does not grow (levels, users: ``bench_people``) is the same in a small
country and in a large one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert

from commands import bench_people
from data.days import local_day
from data.model import (
    Evidence,
    Flag,
    Lane,
    Reason,
    Signal,
    Source,
    SourceKind,
    State,
)
from data.reference import Reference
from data.schema import flag, source_state, story
from data.settings import sqlite_url
from data.sourcelist import NATIONAL
from data.store import Store, codec
from data.store.day_counts import Facts, count
from data.store.flag_rows import flag_row

FEWEST_DAYS, MOST_A_DAY = 84, 1_400
#: Of so many items two tell a story.
STORY = 100
LOCAL, COUNTRYWIDE = 3, 6
_AT_ONCE = 20_000
_SAID = "Екі ауыл тұрғындары арасында дау туды."
_TEXT = (_SAID + " Әкімдік өкілдері тұрғындармен кездесіп, мәселені талқылады. ") * 4
_EVIDENCE = (Evidence(_SAID, 0, len(_SAID)),)
_SIGNALS = {
    Lane.ACUTE: "trigger_incident",
    Lane.DISCURSIVE: "rumour_viral",
    Lane.STRUCTURAL: "resource_dispute",
}
_LANES = tuple(_SIGNALS)


class Country(NamedTuple):
    """A memory that was written, and what of it is looked at."""

    url: str
    flag_id: str
    region: str


def write_country(
    path: Path, items: int, reference: Reference, now: datetime
) -> Country:
    """Write a memory of so many items (at least 100) into a new file."""
    country, url = _Country(items, list(reference.regions), now), sqlite_url(path)
    with closing(Store.open(url)) as store:
        store.sync_sources(country.sources())
        flags = [country.flag(n) for n in range(items // STORY)]
        with store.begin() as connection:
            _write_states(connection, country.sources(), now)
            _write_flags(connection, flags, country)
            bench_people.write_judged(connection, flags, now)
        bench_people.write_regions(store, reference, local_day(now))
        bench_people.write_people(store, reference, flags, now)
        for key in ("collected_at", "assessed_at"):
            store.set_meta(key, now.isoformat())
        store.set_meta("demo", "1")
        store.set_meta("version", "bench")
        with store.begin() as connection:
            connection.exec_driver_sql("ANALYZE")
    shown = flags[-len(flags) // 2]
    return Country(url, shown.id, shown.region)


class _Country(NamedTuple):
    items: int
    regions: Sequence[str]
    now: datetime

    @property
    def days(self) -> int:
        """How far back its first text lies."""
        return max(FEWEST_DAYS, self.items // MOST_A_DAY)

    def at(self, i: int) -> datetime:
        """When an item was published: evenly through the days, the last one now."""
        back = timedelta(days=self.days) * ((self.items - 1 - i) / self.items)
        return (self.now - back).replace(microsecond=0)

    def region(self, i: int) -> str:
        return self.regions[(i // STORY) % len(self.regions)]

    def source(self, i: int) -> str:
        """Three of five texts are of the region's own outlets."""
        if i % 5 < LOCAL:
            return f"bench-{self.region(i).lower()}-{i % 5}"
        return f"bench-national-{i // 5 % COUNTRYWIDE}"

    def signal(self, i: int) -> Signal:
        lane = _LANES[i // STORY % len(_LANES)]
        params = {"rule": "bench.kk.1", "words": "дау туды"}
        reason = Reason("signal.rule", 0.5, _EVIDENCE, params)
        return Signal(_SIGNALS[lane], lane, 0.7, _EVIDENCE, (reason,))

    def sources(self) -> list[Source]:
        homes = {
            f"bench-{region.lower()}-{n}": region
            for region in self.regions
            for n in range(LOCAL)
        }
        homes |= {f"bench-national-{n}": NATIONAL for n in range(COUNTRYWIDE)}
        return [_source(name, region, self.now) for name, region in homes.items()]

    def flag(self, n: int) -> Flag:
        i = n * STORY
        signal = self.signal(i)
        return Flag(
            id=f"b:{n}:{self.region(i)}",
            story_id=f"s:{n}",
            region=self.region(i),
            districts=(),
            lane=signal.lane or Lane.ACUTE,
            signals=(signal,),
            confidence=0.7,
            title=f"Жаңалық {i}: екі ауыл арасындағы дау",
            lang="kk",
            url=f"https://bench.example/{i}",
            source_id=self.source(i),
            item_key=f"b:{i}",
            n_items=2,
            owners=(self.source(i), self.source(i + 1)),
            first_at=self.at(i),
            last_at=self.at(i + 1),
            opened_at=self.at(i + 1) + timedelta(minutes=30),
            version="bench",
        )


def _source(name: str, region: str, now: datetime) -> Source:
    return Source(
        id=name,
        name=f"Үн {name}",
        kind=SourceKind.FEED,
        url=f"https://{name}.example/rss",
        site=f"https://{name}.example",
        owner=name,
        official=False,
        region=region,
        languages=("kk", "ru"),
        expect_per_week=(1, 200),
        since=now.date() - timedelta(days=FEWEST_DAYS),
        is_demo=True,
    )


def _write_states(
    connection: Connection, sources: Sequence[Source], now: datetime
) -> None:
    row = {
        "state": State.WORKING.value,
        "detail": "",
        "http_status": 200,
        "failures": 0.0,
        "last_attempt_at": now,
        "last_success_at": now,
        "last_new_at": now,
        "since": now - timedelta(days=FEWEST_DAYS),
    }
    rows = [row | {"source_id": each.id} for each in sources]
    connection.execute(insert(source_state), rows)


def _write_flags(
    connection: Connection, flags: Sequence[Flag], country: _Country
) -> None:
    told = [
        {
            "id": each.story_id,
            "owners": list(each.owners),
            "languages": [each.lang],
            "regions": [each.region],
            "first_at": each.first_at,
            "last_at": each.last_at,
        }
        for each in flags
    ]
    connection.execute(insert(story), told)
    for start in range(0, country.items, _AT_ONCE):
        some = range(start, min(start + _AT_ONCE, country.items))
        _write_items(connection, some, country)
    connection.execute(insert(flag), [flag_row(each) for each in flags])


_ITEM = """
INSERT INTO item (key, source_id, url, kind, title, text, lang, published_at,
  date_state, collected_at, places, districts, risk, protective, has_risk,
  has_protective, dropped, redactions, version, story_id, fingerprint)
VALUES (?, ?, ?, 'news', ?, ?, ?, ?, 'dated', ?, '[]', '[]', ?, ?, ?, ?, ?, 0, 'bench',
  ?, '')
"""
_REGION = "INSERT INTO item_region (item_key, region, n) VALUES (?, ?, 0)"


def _write_items(
    connection: Connection, numbers: Sequence[int], country: _Country
) -> None:
    # The driver alone: a million rows through the toolkit would take minutes.
    rows = list(_rows(numbers, country))
    connection.exec_driver_sql(_ITEM, rows)
    about = [(row[0], country.region(i)) for i, row in zip(numbers, rows, strict=True)]
    connection.exec_driver_sql(_REGION, about)
    count(connection, (_facts(i, country) for i in numbers))


def _rows(numbers: Sequence[int], country: _Country) -> Iterator[tuple[Any, ...]]:
    accord = _json(Signal("mediation_dialogue", None, 0.7, _EVIDENCE, ()))
    stories = country.items // STORY
    for i in numbers:
        at = f"{country.at(i).replace(tzinfo=None).isoformat(' ')}.000000"
        has_risk, has_accord = i % STORY < 2 and i // STORY < stories, i % 50 == 7
        yield (
            f"b:{i}",
            country.source(i),
            f"https://bench.example/{i}",
            f"Жаңалық {i}: екі ауыл арасындағы дау",
            _TEXT,
            _lang(i),
            at,
            at,
            _json(country.signal(i)) if has_risk else "[]",
            accord if has_accord else "[]",
            has_risk,
            has_accord,
            "sport" if i % 25 == 9 else None,
            f"s:{i // STORY}" if has_risk else None,
        )


def _lang(i: int) -> str:
    return "ru" if i % 3 == 0 else "kk"


def _json(signal: Signal) -> str:
    return json.dumps(codec.signal_rows([signal]), ensure_ascii=False)


def _facts(i: int, country: _Country) -> Facts:
    has_risk = i % STORY < 2 and i // STORY < country.items // STORY
    day = local_day(country.at(i))
    regions = (country.region(i),)
    return Facts(country.source(i), _lang(i), day, has_risk, i % 50 == 7, regions)
