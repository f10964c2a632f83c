"""The past lived again: nothing of the future in it, and nothing worked out twice."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, delete

import builders as make
import commands
import pipeline
from commands import backtest as command
from commands.history.backtest import Backtest, backtest
from commands.history.cache import DayCache, cache_path, rules_digest
from commands.history.findings import ALERT, for_nothing, leads, loud_episodes
from commands.history.past import last_tick
from commands.history.remembered import recording_of
from data.days import end_of, local_day, start_of
from data.errors import InputError, StoreError
from data.gold_replays import RecordedEvent
from data.model import (
    Item,
    LevelCode,
    Restoration,
    SourceState,
    State,
    Verdict,
    VerdictCode,
)
from data.schema import item as item_table
from data.schema import item_region, verdict
from data.settings import sqlite_url
from data.store import Store

START = date(2026, 4, 1)
LAST = date(2026, 4, 22)
NEXT_MONTH = date(2026, 5, 3)
SOURCES = [
    make.source("alpha", region="KZ-39"),
    make.source("beta", region="KZ-39"),
    make.source("gamma", region="KZ-15"),
    make.source("delta", region="KZ-15", since=START + timedelta(days=9)),
]
HOME = {source.id: source.region for source in SOURCES}
#: One event in words of their own, and others that are none of it.
WORDS = (
    "В селе Тестовое после школьной ссоры произошла массовая драка жителей двух сёл.",
    "У отделения полиции собрались жители двух сёл и потребовали наказать виновных.",
    "Спор из-за поливной воды между двумя аулами продолжается вторую неделю.",
    "На рынке подрались торговцы, в чатах стали писать о приезжих и местных.",
)


@dataclass(frozen=True)
class Told:
    """A text of the script: ``late`` hours pass until it is collected."""

    day: int
    hour: int
    source: str
    words: int | None  # None: ordinary news
    late: int = 0

    @property
    def at(self) -> datetime:
        return start_of(START) + timedelta(days=self.day, hours=self.hour)

    @property
    def collected(self) -> datetime:
        return self.at + timedelta(hours=self.late)

    def item(self, number: int) -> Item:
        is_risky = self.words is not None
        return make.item(
            f"u:{number:03d}",
            source_id=self.source,
            text=WORDS[self.words or 0] if is_risky else f"Новости дня {number}.",
            title=f"Заголовок {number}",
            published_at=self.at,
            collected_at=self.collected,
            regions=(HOME[self.source],),
            risk=(make.signal(),) if is_risky else (),
        )


@dataclass(frozen=True)
class Script:
    """What happens: texts, and on which days a person judges every flag there is."""

    texts: tuple[Told, ...]
    verdicts: tuple[tuple[int, VerdictCode], ...] = ()
    edits: tuple[tuple[int, int], ...] = ()  # (text, day): its words become harmless


def build(path: Path, script: Script, until: datetime | None = None) -> Store:
    """A database as it came about, day by day, until a moment."""
    until = until or end_of(LAST)
    store = Store.open(sqlite_url(path))
    store.sync_sources(SOURCES)
    items = [told.item(number) for number, told in enumerate(script.texts)]
    day = START
    while day <= LAST and last_tick(start_of(day)) <= until:
        tick = last_tick(start_of(day))
        met = [i for i in items if local_day(i.collected_at) == day]
        keep(store, met, tick)
        if any(START + timedelta(days=on) == day for on, _code in script.verdicts):
            pipeline.assess_store(store, tick)
        for on, code in script.verdicts:
            if START + timedelta(days=on) == day:
                for flag in store.flags():
                    store.add_verdict(Verdict(flag.id, code, "Сказано.", "M", tick))
        for number, on in script.edits:
            if START + timedelta(days=on) == day and number < len(items):
                edit(store, items[number], tick)
        day += timedelta(days=1)
    return store


def keep(store: Store, items: Sequence[Item], now: datetime) -> None:
    state = SourceState("alpha", State.WORKING, last_attempt_at=now)
    store.add_collected(items, state, {}, local_day(now))


def edit(store: Store, item: Item, at: datetime) -> None:
    if store.item(item.key) is not None:
        quiet = replace(item, text="Исправлено: драки не было.", risk=())
        keep(store, [replace(quiet, revised_at=at)], at)


def lived(
    store: Store,
    first: date = START,
    last: date = LAST,
    cache: DayCache | None = None,
    as_collected: bool = False,
    rules: str = "r",
) -> Backtest:
    recording = recording_of(store, as_collected)
    mode = "collected" if as_collected else "published"
    if cache is not None:
        return backtest(recording, first, last, cache, mode, rules)
    with closing(DayCache.open(None)) as empty:
        return backtest(recording, first, last, empty, mode, rules)


def codes(found: Backtest, until: date = LAST) -> dict[tuple[str, date], object]:
    return {key: value for key, value in found.seen.items() if key[1] <= until}


@contextmanager
def a_database(tmp_path: Path, script: Script) -> Iterator[Store]:
    with closing(build(tmp_path / "kept.sqlite", script)) as store:
        yield store


ORDINARY = tuple(
    Told(day, 9, source, None)
    for day in range(0, 22, 2)
    for source in ("alpha", "gamma")
)
QUARREL = Script(
    (
        *ORDINARY,
        Told(4, 10, "alpha", 0),
        Told(4, 15, "beta", 1),
        Told(5, 11, "beta", 0, late=60),
        Told(11, 8, "gamma", 2),
        Told(16, 12, "delta", 3),
    ),
    verdicts=((13, VerdictCode.NOT_COMMUNITIES),),
)

moments = st.integers(0, 21)
scripts = st.builds(
    lambda texts, verdicts, edits: Script((*ORDINARY, *texts), verdicts, edits),
    st.lists(
        st.builds(
            Told,
            moments,
            st.integers(0, 23),
            st.sampled_from(sorted(HOME)),
            st.sampled_from([0, 1, 2, 3, None]),
            st.sampled_from([0, 0, 3, 30, 100]),
        ),
        min_size=2,
        max_size=8,
    ),
    st.lists(st.tuples(moments, st.sampled_from(list(VerdictCode))), max_size=2).map(
        tuple
    ),
    st.lists(
        st.tuples(st.integers(len(ORDINARY), len(ORDINARY) + 7), moments), max_size=2
    ).map(tuple),
)
SLOW = settings(
    max_examples=2,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),  # to shrink takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def fresh(tmp_path: Path, name: str) -> Path:
    """A path without a database, however often hypothesis asks."""
    for path in tmp_path.glob(f"{name}.sqlite*"):
        path.unlink()
    return tmp_path / f"{name}.sqlite"


def delete_after(path: Path, cut: datetime) -> None:
    """Cut off the future: texts published and verdicts given after a moment."""
    engine = create_engine(sqlite_url(path))  # without foreign keys, unlike a store's
    later = item_table.c.published_at > cut
    keys = item_table.select().with_only_columns(item_table.c.key).where(later)
    with engine.begin() as connection:
        connection.execute(delete(item_region).where(item_region.c.item_key.in_(keys)))
        connection.execute(delete(item_table).where(later))
        connection.execute(delete(verdict).where(verdict.c.at > cut))
    engine.dispose()


@given(script=scripts, cut=st.integers(2, 20))
@example(script=QUARREL, cut=3)
@example(script=QUARREL, cut=12)
@SLOW
def test_deleting_the_future_changes_no_level_before_it(
    tmp_path: Path, script: Script, cut: int
) -> None:
    path, day = fresh(tmp_path, "cut"), START + timedelta(days=cut)
    with closing(build(path, replace(script, edits=()))) as store:
        whole = lived(store)
    delete_after(path, last_tick(start_of(day)))
    with closing(Store.open(sqlite_url(path))) as store:
        assert codes(lived(store, last=day)) == codes(whole, day)


@given(script=scripts, cut=st.integers(2, 20))
@example(script=QUARREL, cut=3)
@example(script=QUARREL, cut=12)
@SLOW
def test_what_was_collected_later_changes_no_level_before_it(
    tmp_path: Path, script: Script, cut: int
) -> None:
    """Here the future never came: the database ends on that day."""
    day = START + timedelta(days=cut)
    with closing(build(fresh(tmp_path, "whole"), script)) as store:
        whole = lived(store, as_collected=True)
    short = build(fresh(tmp_path, "short"), script, last_tick(start_of(day)))
    with closing(short) as store:
        found = lived(store, last=day, as_collected=True)
    assert codes(found) == codes(whole, day)


@given(script=scripts, stop=st.integers(0, 20))
@SLOW
def test_going_on_from_what_is_known_finds_the_same(
    tmp_path: Path, script: Script, stop: int
) -> None:
    with (
        closing(build(fresh(tmp_path, "kept"), script)) as store,
        closing(DayCache.open(None)) as cache,
    ):
        cold = lived(store)
        lived(store, last=START + timedelta(days=stop), cache=cache)
        warm = lived(store, cache=cache)
    assert warm.seen == cold.seen
    assert warm.taken == stop + 1
    assert warm.computed + warm.taken == cold.computed


def test_a_day_is_what_it_is_whatever_else_is_asked_for(tmp_path: Path) -> None:
    with a_database(tmp_path, QUARREL) as store:
        whole = lived(store, last=NEXT_MONTH)
        for first in (date(2026, 4, 23), date(2026, 5, 1), date(2026, 5, 2)):
            part = lived(store, first=first, last=NEXT_MONTH)
            assert part.seen == {k: v for k, v in whole.seen.items() if k[1] >= first}


def test_a_quarrel_is_seen_when_it_is_out_and_a_verdict_when_it_is_said(
    tmp_path: Path,
) -> None:
    with a_database(tmp_path, QUARREL) as store:
        found = lived(store).seen
    levels = [found["KZ-39", START + timedelta(days=n)].code for n in range(22)]
    assert levels[3] is LevelCode.CALM
    assert levels[4] in ALERT
    assert levels[12] in ALERT
    assert set(levels[18:]) == {LevelCode.CALM}


def test_a_late_text_counts_from_its_publication_or_from_its_collection(
    tmp_path: Path,
) -> None:
    late = Script((*ORDINARY, Told(6, 10, "alpha", 0, late=24 * 5)))
    with a_database(tmp_path, late) as store:
        out, met = lived(store).seen, lived(store, as_collected=True).seen

    def first(found: dict) -> int:
        days = range(22)
        key = [("KZ-39", START + timedelta(days=n)) for n in days]
        quiet = (LevelCode.CALM, LevelCode.NO_DATA)
        return next(n for n in days if n > 3 and found[key[n]].code not in quiet)

    assert (first(out), first(met)) == (6, 11)


def test_an_edited_text_is_first_what_it_was_first(
    tmp_path: Path,
) -> None:
    number = len(ORDINARY)
    script = Script((*ORDINARY, Told(4, 10, "alpha", 0)), edits=((number, 9),))
    with a_database(tmp_path, script) as store:
        found = lived(store).seen
    levels = [found["KZ-39", START + timedelta(days=n)].code for n in range(22)]
    assert LevelCode.CALM not in levels[4:9]
    assert levels[12:] == [LevelCode.CALM] * 10


def test_a_text_on_the_desk_by_a_person_is_there_from_then_on(tmp_path: Path) -> None:
    with a_database(tmp_path, Script(ORDINARY)) as store:
        dropped = replace(
            Told(3, 10, "gamma", 1).item(90),
            dropped="sport",
            collected_at=start_of(LAST),
        )
        keep(store, [dropped], start_of(LAST))
        at = start_of(START) + timedelta(days=10, hours=12)
        code = make.signal().code
        store.restore_item(Restoration("u:090", code, "KZ-15", "Видно.", "M", at))
        found = lived(store).seen
    seen = [found["KZ-15", START + timedelta(days=n)].code for n in range(14)]
    assert set(seen[4:10]) == {LevelCode.CALM}
    assert seen[10] in ALERT


def test_a_source_listed_later_is_not_there_before(tmp_path: Path) -> None:
    with a_database(tmp_path, Script(ORDINARY)) as store:
        recording = recording_of(store)
        listed = {
            event.source.id: event.at
            for event in recording.events
            if type(event).__name__ == "Listed"
        }
        assert listed["delta"] == start_of(START + timedelta(days=9))
        before = lived(store).seen
        store.sync_sources([*SOURCES, make.source("new", since=LAST)])
        after = lived(store).seen
    assert {k: v for k, v in after.items() if k[1] < LAST} == {
        k: v for k, v in before.items() if k[1] < LAST
    }


# -- what is known is not worked out again


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[DayCache]:
    with closing(DayCache.open(tmp_path / "kept.backtest.sqlite")) as opened:
        yield opened


def test_a_second_run_works_nothing_out(tmp_path: Path, cache: DayCache) -> None:
    with a_database(tmp_path, QUARREL) as store:
        first, second = lived(store, cache=cache), lived(store, cache=cache)
        assert second.seen == first.seen
        assert (second.computed, second.taken) == (0, first.computed)
        assert lived(store, cache=cache, as_collected=True).taken == 0
        assert lived(store, cache=cache, rules="others").taken == 0


@pytest.mark.parametrize("day", [17, 21])
def test_an_edited_text_is_worked_out_from_its_day_on(
    tmp_path: Path, cache: DayCache, day: int
) -> None:
    with a_database(tmp_path, QUARREL) as store:
        before = lived(store, last=NEXT_MONTH, cache=cache)
        late = Told(day, 9, "alpha", 0, late=24 * 40)
        keep(store, [late.item(77)], late.collected)
        after = lived(store, last=NEXT_MONTH, cache=cache)
        cold = lived(store, last=NEXT_MONTH)
    on = START + timedelta(days=day)
    assert after.seen == cold.seen
    assert codes(after, on - timedelta(days=1)) == codes(before, on - timedelta(days=1))
    assert after.computed == (NEXT_MONTH - on).days + 1
    assert after.seen["KZ-39", on].code is not before.seen["KZ-39", on].code


def test_what_was_stopped_goes_on(tmp_path: Path, cache: DayCache) -> None:
    class Stop(Exception):
        pass

    def stop(done: list[int]) -> Callable[[int], None]:
        def on_day(n: int) -> None:
            done.append(n)
            if len(done) == 20:
                raise Stop

        return on_day

    with a_database(tmp_path, QUARREL) as store:
        recording = recording_of(store)
        with pytest.raises(Stop):
            backtest(recording, START, LAST, cache, "published", "r", stop([]))
        rest = lived(store, cache=cache)
        assert rest.taken == 20
        assert rest.seen == lived(store).seen


def test_a_file_that_is_no_cache_is_named(tmp_path: Path) -> None:
    path = tmp_path / "kept.backtest.sqlite"
    path.write_text("not a database, but long enough to be looked at" * 50)
    with pytest.raises(StoreError, match=r"backtest\.sqlite.*delete it"):
        DayCache.open(path)


def test_the_cache_lies_beside_the_database(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "kelisim.sqlite")
    assert cache_path(url, tmp_path) == tmp_path / "kelisim.backtest.sqlite"
    assert cache_path("sqlite://", tmp_path) is None
    server = cache_path("postgresql+pg8000://me:secret@host/db", tmp_path)
    assert server is not None
    assert server.parent == tmp_path
    assert "secret" not in server.name


def test_the_rules_of_today_have_one_digest() -> None:
    assert rules_digest() == rules_digest()
    assert len(rules_digest()) == 64


# -- levels against what happened


def test_days_in_advance_what_was_missed_and_what_was_for_nothing() -> None:
    days = [START + timedelta(days=n) for n in range(40)]
    words = "c" * 5 + "w" * 4 + "a" * 2 + "c" * 24 + "r" * 2 + "c" * 3
    level = {
        **{"c": LevelCode.CALM, "w": LevelCode.WATCH},
        **{"r": LevelCode.RAISED, "a": LevelCode.ACUTE},
    }
    by_day = {day: level[word] for day, word in zip(days, words, strict=True)}

    def seen(region: str, on: date) -> LevelCode | None:
        return by_day.get(on) if region == "KZ-39" else LevelCode.CALM

    events = [
        RecordedEvent("KZ-39", days[10], "crowd"),
        RecordedEvent("KZ-39", days[5], "brawl"),
        RecordedEvent("KZ-15", days[10], "brawl"),
    ]
    found = leads(events, seen)
    assert [(lead.days, lead.is_acute) for lead in found] == [
        *((5, True), (0, False), (0, False)),
    ]
    episodes = loud_episodes(["KZ-15", "KZ-39"], days, seen)
    assert [(e.first, e.last, e.worst) for e in episodes] == [
        (days[9], days[10], LevelCode.ACUTE),
        (days[35], days[36], LevelCode.RAISED),
    ]
    assert for_nothing(episodes, events) == episodes[1:]
    assert for_nothing(episodes, []) == episodes
    near = RecordedEvent("KZ-39", days[35] - timedelta(days=14), "brawl")
    assert for_nothing(episodes, [*events, near]) == []


# -- the command

Typed = Callable[..., tuple[int, str, str]]


@pytest.fixture
def typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Typed:
    build(tmp_path / "kept.sqlite", QUARREL).close()

    def run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setenv("KELISIM_LANG", "en")
        monkeypatch.setenv("KELISIM_HOME", str(tmp_path))
        db = sqlite_url(tmp_path / "kept.sqlite")
        line = ["kelisim", "backtest", "--db", db, *map(str, words)]
        monkeypatch.setattr(sys, "argv", line)
        with pytest.raises(SystemExit) as left:
            commands.main()
        out, err = capsys.readouterr()
        return int(left.value.code or 0), out, err

    return run


def test_the_command_shows_changes_events_and_what_was_missed(
    typed: Typed, tmp_path: Path
) -> None:
    events, out = tmp_path / "events.csv", tmp_path / "out.csv"
    rows = ("KZ-39,2026-04-05,crowd", "KZ-31,2026-04-08,brawl")
    events.write_text("region,on,what\n" + "\n".join(rows), encoding="utf-8")
    before = hashlib.sha256((tmp_path / "kept.sqlite").read_bytes()).hexdigest()
    period = ("--from", START, "--to", LAST)
    code, told, _err = typed(*period, "--events", events, "--out", out)
    assert code == 0
    assert "2026-04-05  Calm" in told
    assert "Missed: KZ-39 Kostanay Region, 2026-04-05: no watch on the day" in told
    assert "Missed: KZ-31 Zhambyl Region, 2026-04-08: not acute" in told
    assert "Days worked out: 22; known from earlier: 0." in told
    lines = out.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "region,on,level,score,reason"
    assert len(lines) == 1 + 20 * 22
    assert hashlib.sha256((tmp_path / "kept.sqlite").read_bytes()).hexdigest() == before
    code, told, _err = typed(*period)
    assert "Days worked out: 0; known from earlier: 22." in told


@pytest.mark.parametrize(
    ("first", "last"),
    [("2026-04-02", "2026-04-01"), ("2026-04-01", "2999-01-01"), ("x", "2026-04-01")],
)
def test_a_period_must_be_one_of_the_past(typed: Typed, first: str, last: str) -> None:
    code, _out, err = typed("--from", first, "--to", last)
    assert code == 2
    assert "Not done." in err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("region,on\nKZ-39,2026-01-01\n", "line 1: the column what is missing"),
        ("region,on,what\nKZ-39,2026-01-01,x\nKZ-3,2026-01-01,x\n", "line 3: "),
        ("region,on,what\nKZ-39,soon,x\n", "line 2: "),
        ("region,on,what\nKZ-39\n", "line 2: "),
    ],
)
def test_wrong_events_are_named_by_their_line(
    tmp_path: Path, content: str, said: str
) -> None:
    path = tmp_path / "events.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        command.read_events(path)


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        Store.look_into(sqlite_url(tmp_path / "none.sqlite"))
    assert list(tmp_path.iterdir()) == []


def test_what_is_looked_into_cannot_be_changed(tmp_path: Path) -> None:
    build(tmp_path / "kept.sqlite", Script(()), start_of(START)).close()
    with closing(Store.look_into(sqlite_url(tmp_path / "kept.sqlite"))) as store:
        assert [source.id for source in store.sources()] == sorted(HOME)
        with pytest.raises(StoreError, match="cannot be used now"):
            store.set_meta("demo", "1")
