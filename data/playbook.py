"""What helps when a flag stands: a first step, whom to call, what not to say.

Advice of data/tables/playbook.toml, one entry for every risk signal of the taxonomy; a
table that leaves one out, names an office nobody knows or is silent in a language is
refused. It advises offices and never orders anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from data.model import LANGUAGES, Signal
from data.reference import load
from data.rows import TABLES, read_toml, refuse

#: The offices one can call, in the order in which they are offered.
OFFICES: tuple[str, ...] = (
    "council_of_elders",
    "council_of_mothers",
    "friendship_house",
    "mediator_on_duty",
    "youth_deputies",
    "school",
    "water_office",
    "land_office",
    "akimat",
    "public_accord",
    "people_council",
    "media_office",
)
_KEYS = frozenset({"first_step", "whom", "avoid", "steps", "plain"})


@dataclass(frozen=True, slots=True)
class Play:
    """The advice for one signal.

    ``first_step`` and ``avoid`` are by language, ``whom`` codes of :data:`OFFICES` in
    the order to call them, ``steps`` what follows, by language; ``plain`` says in
    neutral words what such texts tell.
    """

    first_step: Mapping[str, str]
    whom: tuple[str, ...]
    avoid: Mapping[str, str]
    steps: Mapping[str, tuple[str, ...]]
    plain: Mapping[str, str]


@cache
def playbook() -> Mapping[str, Play]:
    """The advice for every risk signal, in the order of the taxonomy."""
    return read_playbook(TABLES / "playbook.toml", tuple(load().taxonomy.risk))


def advised(signals: Iterable[Signal]) -> list[str]:
    """The codes among a flag's signals that have advice, each once.

    A flag bears its strongest signal first, and so does this list.
    """
    plays = playbook()
    return list(dict.fromkeys(each.code for each in signals if each.code in plays))


def read_playbook(path: Path, signals: tuple[str, ...]) -> Mapping[str, Play]:
    """The playbook of a file; raises TableError when it does not fit the signals."""
    table = read_toml(path)
    for code in table:
        if code not in signals:
            refuse(path, f"[{code}]", "is not a risk signal of the taxonomy")
    for code in signals:
        if code not in table:
            refuse(path, "the file", f"has no [{code}]; write what helps there")
    return {code: _play(path, code, table[code]) for code in signals}


def _play(path: Path, code: str, entry: Any) -> Play:
    where = f"[{code}]"
    if not isinstance(entry, dict):
        refuse(path, where, "must be a table")
    if unknown := sorted(set(entry) - _KEYS):
        refuse(path, where, f"knows no key {unknown[0]!r}")
    return Play(
        first_step=_words(path, where, entry, "first_step"),
        whom=_whom(path, where, entry.get("whom")),
        avoid=_words(path, where, entry, "avoid"),
        steps=_steps(path, where, entry.get("steps")),
        plain=_words(path, where, entry, "plain"),
    )


def _words(
    path: Path, where: str, entry: Mapping[str, Any], key: str
) -> dict[str, str]:
    words = entry.get(key)
    if not isinstance(words, dict):
        refuse(path, where, f"has no {key}; write it in {', '.join(LANGUAGES)}")
    for lang in LANGUAGES:
        if not isinstance(words.get(lang), str) or not words[lang].strip():
            refuse(path, where, f"{key} has no text in {lang}; write it")
    return {lang: words[lang].strip() for lang in LANGUAGES}


def _whom(path: Path, where: str, codes: Any) -> tuple[str, ...]:
    if not isinstance(codes, list) or not codes:
        refuse(path, where, "names nobody to call under whom")
    for code in codes:
        if code not in OFFICES:
            refuse(path, where, f"whom {code!r} is unknown; use {', '.join(OFFICES)}")
    if len(set(codes)) < len(codes):
        refuse(path, where, "names an office twice under whom")
    return tuple(codes)


def _steps(path: Path, where: str, steps: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(steps, dict):
        refuse(path, where, "has no steps")
    found = {}
    for lang in LANGUAGES:
        lines = steps.get(lang)
        if not isinstance(lines, list) or not lines:
            refuse(path, where, f"steps has no lines in {lang}; write them")
        if not all(isinstance(line, str) and line.strip() for line in lines):
            refuse(path, where, f"steps in {lang} must be sentences")
        found[lang] = tuple(line.strip() for line in lines)
    if len({len(lines) for lines in found.values()}) > 1:
        refuse(path, where, "tells more steps in one language than in another")
    return found
