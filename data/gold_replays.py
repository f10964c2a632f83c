"""The gold of replays: weeks of authored news, with the level a mediator would give.

A replay is two files, ``name.toml`` (outlets, days, what is expected) and
``name.jsonl`` (its texts). What they hold and what they must not be used for stands in
``gold/replays/DATASHEET.md``. Ordinary news is added by :mod:`data.gold_fillers`.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeVar

from data.days import ALMATY
from data.errors import KelisimError
from data.gold_lines import read_lines
from data.model import LANGUAGES, LevelCode, VerdictCode
from data.replay_script import (
    Expected,
    FirstAcute,
    Outlet,
    RecordedEvent,
    Replay,
    ReplayText,
    SaidOfStory,
)

__all__ = [
    "FOLDER",
    "ITEM_KINDS",
    "KINDS",
    "Expected",
    "FirstAcute",
    "Outlet",
    "RecordedEvent",
    "Replay",
    "ReplayText",
    "SaidOfStory",
    "read_replay",
    "replay_names",
]

#: What a replay is for: a drawn situation, a documented incident in our words, or
#: trouble that is none between communities.
KINDS = ("scenario", "incident", "hard_negative")
ITEM_KINDS = ("risk", "protective", "hard_negative", "ordinary")
FOLDER = Path(__file__).parent / "gold" / "replays"

_Part = TypeVar("_Part")


def replay_names(folder: Path = FOLDER) -> tuple[str, ...]:
    """The names of all replays, in order."""
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))


def read_replay(name: str, folder: Path = FOLDER) -> Replay:
    """One replay. Raises KelisimError naming file and line of what is wrong in it."""
    path = folder / f"{name}.toml"
    try:
        words = path.read_text(encoding="utf-8")
        table = tomllib.loads(words)
    except OSError as error:
        raise KelisimError(f"{path}: cannot be read ({error.strerror})") from error
    except tomllib.TOMLDecodeError as error:
        raise KelisimError(f"{path}: is no TOML ({error}); mend that line") from error
    return _Script(path, words, table).replay()


class _Script:
    """A replay's TOML file, read part by part; every error names its line."""

    def __init__(self, path: Path, words: str, table: Mapping[str, Any]) -> None:
        self.path, self.words, self.table = path, words, table
        start, days = self._whole(lambda row: (row["start"], row["days"]))
        if type(start) is not date or not isinstance(days, int):
            raise self._wrong(1, "start is a date without quotes, days a number")
        self.start: date = start
        self.days: int = days

    def replay(self) -> Replay:
        """Every part, and the texts beside it."""
        name, kind, title = self._whole(lambda t: (t["name"], t["kind"], t["title"]))
        if kind not in KINDS or name != self.path.stem:
            raise self._wrong(1, f"kind {kind!r} or name {name!r}; KINDS, file's name")
        outlets = self._parts("outlet", self._outlet)
        known = {outlet.id: outlet for outlet in outlets}
        texts = read_lines(
            self.path.with_suffix(".jsonl"), lambda row: self._text(row, known), "text"
        )
        self._once([text.id for text in texts], "text")
        self._once([outlet.id for outlet in outlets], "outlet")
        stories, ids = {text.story for text in texts}, {text.id for text in texts}
        replay = Replay(
            name=name,
            kind=kind,
            title=title,
            start=self.start,
            days=self.days,
            outlets=outlets,
            texts=tuple(sorted(texts, key=lambda text: (text.at, text.id))),
            expected=self._parts("expect", self._expected),
            said=self._parts("verdict", lambda row: self._said(row, stories)),
            first_acute=self._parts("first_acute", lambda row: _acute(row, ids)),
            events=self._parts("event", _event),
        )
        self._whole_days(replay)
        return replay

    def _whole(self, read: Callable[[Mapping[str, Any]], _Part]) -> _Part:
        try:
            return read(self.table)
        except KeyError as error:
            raise self._wrong(1, f"{error} is missing") from error

    def _parts(
        self, name: str, read: Callable[[Mapping[str, Any]], _Part]
    ) -> tuple[_Part, ...]:
        found = []
        for number, row in enumerate(self.table.get(name, ())):
            try:
                found.append(read(row))
            except (KeyError, TypeError, ValueError) as error:
                line = self._line(name, number)
                raise self._wrong(line, f"no {name} ({error!r})") from error
        return tuple(found)

    def _line(self, name: str, number: int) -> int:
        """Where the heading of a part stands."""
        heads = list(re.finditer(rf"^\s*\[\[{name}\]\]", self.words, re.M))
        if number >= len(heads):
            return 1
        return self.words.count("\n", 0, heads[number].end()) + 1

    def _wrong(self, line: int, what: str) -> KelisimError:
        return KelisimError(
            f"{self.path}, line {line}: {what}; DATASHEET.md says what stands there"
        )

    def _once(self, names: Sequence[str], what: str) -> None:
        twice = [name for name, n in Counter(names).items() if n > 1]
        if twice:
            raise self._wrong(1, f"the {what} {twice[0]!r} is there twice; rename one")

    def _day(self, n: int) -> date:
        if not isinstance(n, int) or not 0 <= n < self.days:
            raise ValueError(f"day {n!r} of {self.days}")
        return self.start + timedelta(days=n)

    def _at(self, row: Mapping[str, Any]) -> datetime:
        clock = time.fromisoformat(row["time"])
        return datetime.combine(self._day(row["day"]), clock, ALMATY)

    def _outlet(self, row: Mapping[str, Any]) -> Outlet:
        unknown = set(row["languages"]) - set(LANGUAGES)
        if unknown or not row["languages"]:
            raise ValueError(f"languages {row['languages']!r}")
        return Outlet(
            id=row["id"],
            name=row["name"],
            owner=row["owner"],
            region=row["region"],
            languages=tuple(row["languages"]),
            official=bool(row["official"]),
            ordinary_per_week=int(row["ordinary_per_week"]),
            first=self._day(row.get("from_day", 0)),
            last=self._day(row.get("to_day", self.days - 1)),
            is_new=row.get("from_day", 0) > 0,
        )

    def _text(self, row: Mapping[str, Any], known: Mapping[str, Outlet]) -> ReplayText:
        at, outlet = self._at(row), known[row["outlet"]]
        if not outlet.first <= at.date() <= outlet.last:
            raise ValueError(f"{outlet.id!r} does not publish on day {row['day']}")
        if row["kind"] not in ITEM_KINDS or row["lang"] not in LANGUAGES:
            raise ValueError(f"kind {row['kind']!r} or language {row['lang']!r}")
        return ReplayText(
            id=row["id"],
            at=at,
            outlet=outlet.id,
            lang=row["lang"],
            title=row["title"],
            text=row["text"],
            story=row["story"],
            kind=row["kind"],
        )

    def _expected(self, row: Mapping[str, Any]) -> Expected:
        levels = tuple(LevelCode(word) for word in row["levels"])
        if not levels:
            raise ValueError("no levels")
        first, last = self._day(row["from"]), self._day(row["to"])
        return Expected(row["region"], first, last, levels, row.get("why", ""))

    def _said(self, row: Mapping[str, Any], stories: Iterable[str]) -> SaidOfStory:
        if row["story"] not in stories:
            raise ValueError(f"no text tells of {row['story']!r}")
        code = VerdictCode(row["code"])
        return SaidOfStory(self._at(row), row["story"], row["region"], code)

    def _whole_days(self, replay: Replay) -> None:
        """Every day of every region with its own outlet has one expectation."""
        for region in replay.regions:
            times = Counter(
                each.first + timedelta(days=n)
                for each in replay.expected
                if each.region == region
                for n in range((each.last - each.first).days + 1)
            )
            for n in range(replay.days):
                if times[replay.day(n)] != 1:
                    what = f"{region}, day {n}: expected {times[replay.day(n)]} times"
                    raise self._wrong(1, f"{what}; write one [[expect]] for it")
        strange = {each.region for each in replay.expected} - {*replay.regions}
        if strange:
            raise self._wrong(1, f"{min(strange)} has no outlet; nothing is expected")


def _acute(row: Mapping[str, Any], ids: Iterable[str]) -> FirstAcute:
    if row["item"] not in ids:
        raise ValueError(f"there is no text {row['item']!r}")
    return FirstAcute(row["item"], row["region"])


def _event(row: Mapping[str, Any]) -> RecordedEvent:
    if type(row["on"]) is not date:
        raise ValueError(f"on {row['on']!r} is no date")
    return RecordedEvent(row["region"], row["on"], row["what"])
