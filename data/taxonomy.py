"""The taxonomy: which situations are looked for, and what must not be taken for one.

Fifteen signals (ten of risk in three lanes, five protective), the intergroup gate, and
the exclusions. Patterns are case-insensitive regular expressions, applied to text in
which every ethnonym has been replaced by :data:`PLACEHOLDER`, so that swapping one
people for another cannot change a result.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.model import LANGUAGES, Lane
from data.rows import check_patterns, read_toml, refuse

#: What scoring puts in place of every ethnonym before it matches a pattern.
PLACEHOLDER = "ЭТНОС"

#: Languages of pattern lists; "any" holds for all three.
EXCLUSION_SCOPES = frozenset({"sentence", "text", "place"})


@dataclass(frozen=True, slots=True)
class SignalKind:
    """One code of the taxonomy. ``lane`` is None for a protective signal.

    ``severity`` (0.2-1.0) weighs a story in the level; ``needs_gate`` says the text
    must also pass the intergroup gate.
    """

    code: str
    lane: Lane | None
    names: Mapping[str, str]
    definitions: Mapping[str, str]
    first_actions: Mapping[str, str]
    severity: float
    needs_gate: bool
    patterns: Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The whole table. ``scopes`` tells how far each exclusion reaches."""

    version: str
    risk: Mapping[str, SignalKind]
    protective: Mapping[str, SignalKind]
    gate: Mapping[str, list[str]]
    exclusions: Mapping[str, list[str]]
    scopes: Mapping[str, str] = field(default_factory=dict)


def read_taxonomy(path: Path) -> Taxonomy:
    """The taxonomy of a TOML file; refuses one that contradicts itself."""
    table = read_toml(path)
    for key in ("version", "gate", "risk", "protective", "exclusions"):
        if key not in table:
            refuse(path, "the file", f"has no [{key}]; add it")
    risk = {
        code: _signal(path, f"risk.{code}", code, entry)
        for code, entry in table["risk"].items()
    }
    protective = {
        code: _signal(path, f"protective.{code}", code, entry)
        for code, entry in table["protective"].items()
    }
    _check_lanes(path, risk, protective)
    exclusions, scopes = _exclusions(path, table["exclusions"])
    return Taxonomy(
        version=str(table["version"]),
        risk=risk,
        protective=protective,
        gate=_patterns(path, "gate", table["gate"]),
        exclusions=exclusions,
        scopes=scopes,
    )


def _check_lanes(
    path: Path, risk: Mapping[str, SignalKind], protective: Mapping[str, SignalKind]
) -> None:
    for code, kind in risk.items():
        if kind.lane is None:
            refuse(path, f"risk.{code}", "has no lane; write one")
        if code in protective:
            refuse(path, f"protective.{code}", "stands among the risk signals too")
    for code, kind in protective.items():
        if kind.lane is not None:
            refuse(path, f"protective.{code}", "has a lane; protective signals do not")


def _signal(path: Path, where: str, code: str, entry: Any) -> SignalKind:
    if not isinstance(entry, dict):
        refuse(path, where, "must be a table")
    lane = entry.get("lane")
    if lane is not None and lane not in set(Lane):
        refuse(path, where, f"lane {lane!r} is unknown; use {', '.join(Lane)}")
    severity = entry.get("severity")
    if not isinstance(severity, int | float) or not 0.2 <= severity <= 1.0:
        refuse(path, where, "severity must be a number from 0.2 to 1.0")
    needs_gate = entry.get("needs_gate")
    if not isinstance(needs_gate, bool):
        refuse(path, where, "needs_gate must be true or false")
    return SignalKind(
        code=code,
        lane=None if lane is None else Lane(lane),
        names=_words(path, where, entry, "name"),
        definitions=_words(path, where, entry, "definition"),
        first_actions=_words(path, where, entry, "first_action"),
        severity=float(severity),
        needs_gate=needs_gate,
        patterns=_patterns(path, where, entry.get("patterns", {})),
    )


def _words(
    path: Path, where: str, entry: Mapping[str, Any], key: str
) -> dict[str, str]:
    words = entry.get(key, {})
    for lang in LANGUAGES:
        if not isinstance(words.get(lang), str) or not words[lang].strip():
            refuse(path, where, f"{key} has no text in {lang}; write it")
    return {lang: words[lang] for lang in LANGUAGES}


def _patterns(path: Path, where: str, entry: Mapping[str, Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for lang in LANGUAGES:
        patterns = entry.get(lang)
        if not isinstance(patterns, list) or not patterns:
            refuse(path, where, f"patterns for {lang} are missing")
        check_patterns(path, f"{where}.{lang}", patterns)
        found[lang] = list(patterns)
    return found


def _exclusions(
    path: Path, table: Mapping[str, Any]
) -> tuple[dict[str, list[str]], dict[str, str]]:
    exclusions: dict[str, list[str]] = {}
    scopes: dict[str, str] = {}
    for code, entry in table.items():
        where = f"exclusions.{code}"
        scope = entry.get("scope")
        if scope not in EXCLUSION_SCOPES:
            allowed = ", ".join(sorted(EXCLUSION_SCOPES))
            refuse(path, where, f"scope {scope!r} is unknown; use {allowed}")
        patterns = entry.get("patterns")
        if not isinstance(patterns, list) or not patterns:
            refuse(path, where, "has no patterns")
        check_patterns(path, where, patterns)
        exclusions[code] = list(patterns)
        scopes[code] = scope
    return exclusions, scopes
