"""Values for tests: everything has a default, so a test names only what matters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from data.model import (
    Coverage,
    DateState,
    Evidence,
    Flag,
    Item,
    ItemKind,
    Kept,
    Lane,
    Level,
    LevelCode,
    Reason,
    Signal,
    Source,
    SourceKind,
)

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


def memory(*keys: str, **changes: Any) -> Callable[[Iterable[str]], Mapping[str, Kept]]:
    """A store that keeps items under these keys and no others."""
    values: dict[str, Any] = {"source_id": "alpha", "fingerprint": "", "read_at": NOW}
    kept = Kept(**values | changes)
    return lambda asked: {key: kept for key in asked if key in keys}


def source(id: str = "alpha", **changes: Any) -> Source:
    values: dict[str, Any] = {
        "id": id,
        "name": id.title(),
        "kind": SourceKind.FEED,
        "url": f"https://{id}.example/rss",
        "site": f"https://{id}.example",
        "owner": id,
        "official": False,
        "region": "KZ-39",
        "languages": ("ru",),
        "expect_per_week": (1, 20),
    }
    return Source(**values | changes)


def signal(code: str = "trigger_incident", **changes: Any) -> Signal:
    evidence = Evidence("Драка жителей двух сёл.", 0, 23)
    found = {"rule": f"{code}.ru.1", "words": "Драка жителей"}
    values: dict[str, Any] = {
        "code": code,
        "lane": Lane.ACUTE,
        "confidence": 0.7,
        "evidence": (evidence,),
        "reasons": (Reason("signal.rule", 0.5, (evidence,), found),),
    }
    return Signal(**values | changes)


def learned(code: str = "trigger_incident", **changes: Any) -> Signal:
    """A signal that no rule foresaw, only what was learned from labelled texts."""
    evidence = Evidence("Драка жителей двух сёл.", 0, 23)
    params = {"words": ["Драка", "сёл"], "model": "2026.11+e5"}
    examples = [{"id": "g1", "text": "Две улицы сошлись стенка на стенку."}]
    reasons = (
        Reason("signal.heads", 0.81, (evidence,), params),
        Reason("signal.examples", params={"examples": examples}),
    )
    return signal(code, **{"reasons": reasons} | changes)


def by_hand(code: str = "trigger_incident", **changes: Any) -> Signal:
    """A signal that a person put on the desk."""
    params = {
        "item": "u:1",
        "author": "Медиатор",
        "reason": "Ссора школьников втянула оба села",
        "at": NOW.isoformat(),
        "set_aside": "sport",
    }
    values: dict[str, Any] = {
        "confidence": 1.0,
        "evidence": (Evidence("Заголовок", 0, 9, "title"),),
        "reasons": (Reason("person.restored", 1.0, (), params),),
    }
    return signal(code, **values | changes)


def item(key: str = "u:1", **changes: Any) -> Item:
    values: dict[str, Any] = {
        "key": key,
        "source_id": "alpha",
        "url": f"https://alpha.example/{key}",
        "guid": None,
        "kind": ItemKind.NEWS,
        "title": "Заголовок",
        "text": "Драка жителей двух сёл.",
        "lang": "ru",
        "published_at": NOW,
        "date_state": DateState.DATED,
        "collected_at": NOW,
        "places": (),
        "regions": ("KZ-39",),
        "districts": (),
        "risk": (signal(),),
        "protective": (),
        "dropped": None,
        "redactions": 0,
        "version": "test",
    }
    return Item(**values | changes)


def flag(id: str = "f:1", **changes: Any) -> Flag:
    values: dict[str, Any] = {
        "id": id,
        "story_id": "s:1",
        "region": "KZ-39",
        "districts": (),
        "lane": Lane.ACUTE,
        "signals": (signal(),),
        "confidence": 0.7,
        "title": "Заголовок",
        "lang": "ru",
        "url": "https://alpha.example/1",
        "source_id": "alpha",
        "item_key": "u:1",
        "n_items": 1,
        "owners": ("alpha",),
        "first_at": NOW,
        "last_at": NOW,
        "opened_at": NOW,
        "version": "test",
    }
    return Flag(**values | changes)


def coverage(region: str = "KZ-39", **changes: Any) -> Coverage:
    values: dict[str, Any] = {
        "region": region,
        "on": date(2026, 11, 22),
        "days": 14,
        "local_sources": 1,
        "living_local": 1,
        "national_sources": 2,
        "items": 9,
        "languages": ("kk", "ru"),
        "last_item_on": date(2026, 11, 22),
        "sufficient": True,
    }
    return Coverage(**values | changes)


def level(region: str = "KZ-39", **changes: Any) -> Level:
    values: dict[str, Any] = {
        "region": region,
        "on": date(2026, 11, 22),
        "code": LevelCode.CALM,
        "score": None,
        "reasons": (Reason("level.calm", params={"days": 14, "items": 9}),),
        "coverage": coverage(region),
        "version": "test",
    }
    return Level(**values | changes)
