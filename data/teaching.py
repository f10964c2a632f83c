"""What judged flags may teach: verdicts that persons approved, as labelled examples.

Only decisive verdicts teach. A rumour, a duplicate or what could not be verified says
nothing about how a text of tension reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.model import (
    CONFIRMING_VERDICTS,
    ExampleWord,
    Flag,
    Item,
    Source,
    Verdict,
    VerdictCode,
)

#: Of what kind a text is that a person found to be no tension (data.gold_items.KINDS).
NO_TENSION = {
    VerdictCode.NOT_COMMUNITIES: "crime",
    VerdictCode.AUTHORITY_CRITICISM: "authority_criticism",
    VerdictCode.OLD: "history",
    VerdictCode.ABROAD: "foreign",
}


def teaches(verdict: Verdict) -> bool:
    """Whether a verdict says how a text reads."""
    return verdict.code in CONFIRMING_VERDICTS or verdict.code in NO_TENSION


def asked_about(
    current: Mapping[str, Verdict], words: Mapping[int, ExampleWord]
) -> list[Verdict]:
    """Decisive verdicts that nobody has allowed or refused yet, the newest first."""
    waiting = [
        verdict
        for verdict in current.values()
        if teaches(verdict) and verdict.id not in words
    ]
    return sorted(waiting, key=lambda verdict: (verdict.at, verdict.flag_id))[::-1]


def approved(
    current: Mapping[str, Verdict], words: Mapping[int, ExampleWord]
) -> list[Verdict]:
    """The verdicts that stand and may teach, by the flag's number.

    A word on a verdict that was followed by another one no longer counts.
    """
    allowed = {number for number, word in words.items() if word.is_approved}
    return [
        verdict
        for _flag, verdict in sorted(current.items())
        if teaches(verdict) and verdict.id in allowed
    ]


def lesson(
    flag: Flag, verdict: Verdict, item: Item, home: Source | None
) -> dict[str, Any]:
    """A judged flag as a row of labelled items (data/gold/items/DATASHEET.md).

    The text is as it is kept: redacted. The row names neither who judged nor why.
    """
    is_risk = verdict.code in CONFIRMING_VERDICTS
    evidence = [
        {"code": signal.code, "evidence": signal.evidence[0].text}
        for signal in flag.signals
        if signal.evidence
    ]
    return {
        "id": f"verdict-{verdict.id}",
        "story": f"verdict-{flag.story_id}",
        "lang": item.lang,
        "title": item.title,
        "text": item.text,
        "published": f"{item.published_at or item.collected_at:%Y-%m-%d}",
        "home": home.region if home is not None else "national",
        "scope": "region",
        "regions": [flag.region],
        "risk": evidence if is_risk else [],
        "protective": [],
        "kind": "risk" if is_risk else NO_TENSION[verdict.code],
        "traits": ["verdict"],
        "persons": [],
    }
