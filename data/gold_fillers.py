"""Ordinary news for a replay: what an outlet publishes when nothing is the matter.

Drawn from the demo's ordinary texts about the outlet's region, by the outlet's name and
first day alone, so that the same outlet always says the same.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from data.days import ALMATY
from data.demo import CORPUS, outlets
from data.replay_script import Outlet, ReplayText

#: So many days pass before an outlet may repeat a text.
AGAIN_DAYS = 14
_WEEK = 7
#: Minutes of the day between which newsrooms publish.
_OPENS, _CLOSES = 8 * 60, 19 * 60


@dataclass(frozen=True, slots=True)
class _Ordinary:
    """A text of the pool, of no day."""

    id: str
    lang: str
    title: str
    text: str


def ordinary_news(outlet: Outlet) -> list[ReplayText]:
    """What the outlet publishes beside the replay's own texts, oldest first.

    A little less than ``ordinary_per_week`` where the pool has too few texts.
    """
    if outlet.ordinary_per_week <= 0:
        return []
    chance = random.Random(f"{outlet.id} {outlet.first.isoformat()}")
    pool = _pool_for(outlet)
    told_on: dict[str, date] = {}
    found: list[ReplayText] = []
    for at in _moments(outlet, chance):
        fresh = [
            text
            for text in pool
            if text.id not in told_on
            or at.date() - told_on[text.id] > timedelta(days=AGAIN_DAYS)
        ]
        if not fresh:  # of a small region little is written
            continue
        text = chance.choice(fresh)
        told_on[text.id] = at.date()
        found.append(_told(text, outlet, at, len(found)))
    return found


def _moments(outlet: Outlet, chance: random.Random) -> list[datetime]:
    """When the outlet publishes: so often a week, on any of its days."""
    moments = []
    start = outlet.first
    while start <= outlet.last:
        for _ in range(outlet.ordinary_per_week):
            day = start + timedelta(days=chance.randrange(_WEEK))
            minute = timedelta(minutes=chance.randrange(_OPENS, _CLOSES))
            if day <= outlet.last:
                moments.append(datetime.combine(day, time(), ALMATY) + minute)
        start += timedelta(days=_WEEK)
    return sorted(moments)


def _pool_for(outlet: Outlet) -> Sequence[_Ordinary]:
    """Texts about its region in its languages; in all, where those are too few."""
    pool = _pool().get(outlet.region, ())
    own = [text for text in pool if text.lang in outlet.languages]
    # A text told on the first of 15 days is free again on the last.
    enough = outlet.ordinary_per_week * (AGAIN_DAYS // _WEEK + 1)
    return own if len(own) >= enough else pool


@cache
def _pool() -> dict[str, tuple[_Ordinary, ...]]:
    """The demo's ordinary texts by the region (or "national") of their outlet."""
    home = {str(row["id"]): str(row["region"]) for row in outlets()}
    found: dict[str, list[_Ordinary]] = {}
    for row in _rows():
        if row["kind"] == "ordinary":
            text = _Ordinary(row["id"], row["lang"], row["title"], row["text"])
            found.setdefault(home[row["outlet"]], []).append(text)
    return {region: tuple(texts) for region, texts in found.items()}


def _rows() -> Iterable[dict[str, str]]:
    for path in sorted(CORPUS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield json.loads(line)


def _told(text: _Ordinary, outlet: Outlet, at: datetime, number: int) -> ReplayText:
    return ReplayText(
        id=f"ordinary-{number:03d}-{text.id}",
        at=at,
        outlet=outlet.id,
        lang=text.lang,
        title=text.title,
        text=text.text,
        story="",
        kind="ordinary",
    )
