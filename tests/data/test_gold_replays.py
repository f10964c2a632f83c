"""The gold of replays: well formed, enough of each kind, its ordinary news the same."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from data.errors import KelisimError
from data.gold_fillers import AGAIN_DAYS, ordinary_news
from data.gold_replays import Outlet, read_replay, replay_names
from data.model import LevelCode
from data.reference import load

TOML = """
name = "small"
kind = "scenario"
title = "Small"
start = 2026-02-02
days = 20
[[outlet]]
id = "rp-a"
name = "A"
owner = "A"
region = "KZ-31"
languages = ["kk", "ru"]
official = false
ordinary_per_week = 5
from_day = 3
[[verdict]]
day = 12
time = "15:00"
story = "fight"
region = "KZ-31"
code = "not_communities"
[[expect]]
region = "KZ-31"
from = 0
to = 19
levels = ["calm", "watch"]
why = "nothing"
[[first_acute]]
item = "s-1"
region = "KZ-31"
[[event]]
region = "KZ-31"
on = 2026-02-12
what = "brawl"
"""
ROW = {
    **{"id": "s-1", "day": 10, "time": "10:30", "outlet": "rp-a", "lang": "ru"},
    **{"title": "Т", "text": "Текст.", "story": "fight", "kind": "risk"},
}


def written(folder: Path, toml: str = TOML, *rows: dict[str, object]) -> Path:
    (folder / "small.toml").write_text(toml, encoding="utf-8")
    lines = [json.dumps(row, ensure_ascii=False) for row in rows or (ROW,)]
    (folder / "small.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_there_are_enough_of_every_kind() -> None:
    replays = [read_replay(name) for name in replay_names()]
    kinds = Counter(replay.kind for replay in replays)
    assert kinds["scenario"] + kinds["hard_negative"] >= 12
    assert kinds["incident"] >= 8
    assert kinds["hard_negative"] >= 3
    assert len({o.name for r in replays for o in r.outlets}) > len(replays)


@pytest.mark.parametrize("name", replay_names())
def test_a_replay_names_what_there_is(name: str) -> None:
    replay, regions = read_replay(name), load().regions
    for outlet in replay.outlets:
        assert outlet.region == "national" or outlet.region in regions
    assert replay.days >= 28
    assert all(text.text.strip() and text.title.strip() for text in replay.texts)
    assert not any("<" in text.text for text in replay.texts)


def test_a_replay_is_read_with_its_days_and_words(tmp_path: Path) -> None:
    replay = read_replay("small", written(tmp_path))
    assert replay.day(10) == date(2026, 2, 12)
    assert replay.texts[0].at.isoformat() == "2026-02-12T10:30:00+05:00"
    assert replay.said[0].at.isoformat() == "2026-02-14T15:00:00+05:00"
    assert replay.expected[0].levels == (LevelCode.CALM, LevelCode.WATCH)
    assert replay.regions == ("KZ-31",)
    assert replay.outlets[0].source().since == date(2026, 2, 5)
    assert replay.events[0].on == date(2026, 2, 12)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('code = "not_communities"', 'code = "nonsense"', 16),
        ('levels = ["calm", "watch"]', 'levels = ["red"]', 22),
        ('story = "fight"\nreg', 'story = "other"\nreg', 16),
        ('item = "s-1"', 'item = "s-9"', 28),
        ("from_day = 3", "from_day = 30", 7),
        ('languages = ["kk", "ru"]', 'languages = ["xx"]', 7),
        ("to = 19", "to = 18", 1),
        ('region = "KZ-31"\nfrom', 'region = "KZ-39"\nfrom', 1),
        ("days = 20", "", 1),
        ("on = 2026-02-12", 'on = "soon"', 31),
    ],
)
def test_what_is_wrong_is_named_with_file_and_line(
    tmp_path: Path, old: str, new: str, line: int
) -> None:
    assert old in TOML
    with pytest.raises(KelisimError, match=rf"small\.toml, line {line}: "):
        read_replay("small", written(tmp_path, TOML.replace(old, new)))


def test_no_toml_is_named_by_its_line(tmp_path: Path) -> None:
    with pytest.raises(KelisimError, match=r"small\.toml: is no TOML \(.*line 3"):
        read_replay("small", written(tmp_path, '\nname = "small"\nkind = \n'))


@pytest.mark.parametrize(
    "change",
    [{"day": 1}, {"day": 20}, {"outlet": "rp-b"}, {"kind": "x"}, {"lang": "de"}],
)
def test_a_wrong_text_is_named_by_its_line(
    tmp_path: Path, change: dict[str, object]
) -> None:
    with pytest.raises(KelisimError, match=r"small\.jsonl, line 2: "):
        read_replay("small", written(tmp_path, TOML, ROW, {**ROW, **change}))


def test_a_text_there_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KelisimError, match="'s-1' is there twice"):
        read_replay("small", written(tmp_path, TOML, ROW, ROW))


def outlet(**changes: object) -> Outlet:
    values: dict[str, object] = {
        **{"id": "rp-x", "name": "X", "owner": "X", "region": "KZ-31"},
        **{"languages": ("kk", "ru"), "official": False, "ordinary_per_week": 5},
        **{"first": date(2026, 2, 2), "last": date(2026, 4, 2), "is_new": False},
    }
    return Outlet(**{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize("region", [*load().regions, "national"])
def test_ordinary_news_is_of_the_outlets_days_and_no_text_comes_back_soon(
    region: str,
) -> None:
    news = ordinary_news(outlet(region=region))
    assert news == ordinary_news(outlet(region=region))
    assert 25 <= len(news) <= 45
    days = [text.at.date() for text in news]
    assert min(days) >= date(2026, 2, 2)
    assert max(days) <= date(2026, 4, 2)
    told: dict[str, list[date]] = {}
    for text in news:
        told.setdefault(text.text, []).append(text.at.date())
    gaps = [later - first for days in told.values() for first, later in pairwise(days)]
    assert all(gap > timedelta(days=AGAIN_DAYS) for gap in gaps)


def test_two_outlets_say_different_things_on_different_days() -> None:
    one, other = ordinary_news(outlet()), ordinary_news(outlet(id="rp-y"))
    assert [text.at for text in one] != [text.at for text in other]


def test_an_outlet_speaks_its_languages() -> None:
    news = ordinary_news(outlet(languages=("ru",), ordinary_per_week=2))
    assert {text.lang for text in news} == {"ru"}


def test_an_outlet_may_have_nothing_ordinary() -> None:
    assert ordinary_news(outlet(ordinary_per_week=0)) == []
