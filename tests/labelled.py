"""Labelled texts and readings of them, invented for the tests of the measures."""

from __future__ import annotations

from data.gold_items import GoldItem
from data.model import Evidence, Lane, Place, Signal, Understanding

RISK, OTHER = "resource_dispute", "mobilisation"


def gold(name: str, **changes: object) -> GoldItem:
    values: dict[str, object] = {
        "id": name,
        "story": name,
        "lang": "ru",
        "title": "Спор у арыка",
        "text": "Утром было тихо. Два села не поделили воду. Вечером разошлись.",
        "published": "2026-04-01",
        "home": "national",
        "scope": "region",
        "regions": frozenset({"KZ-31"}),
        "risk": {RISK: "Два села не поделили воду."},
        "protective": {},
        "kind": "risk",
        "traits": frozenset(),
        "persons": (),
    }
    return GoldItem(**{**values, **changes})  # type: ignore[arg-type]


def quiet(name: str, kind: str = "sport", **changes: object) -> GoldItem:
    return gold(name, **{"risk": {}, "kind": kind, **changes})


def signal(code: str = RISK, confidence: float = 0.8, *shown: Evidence) -> Signal:
    return Signal(code, Lane.STRUCTURAL, confidence, shown, ())


def read(*risk: Signal, **changes: object) -> Understanding:
    values: dict[str, object] = {
        "lang": "ru",
        "title": "",
        "text": "",
        "places": (),
        "regions": ("KZ-31",),
        "districts": (),
        "risk": risk,
        "protective": (),
        "dropped": None,
        "redactions": 0,
        "version": "1",
    }
    return Understanding(**{**values, **changes})  # type: ignore[arg-type]


def place(kind: str) -> Place:
    return Place(kind, "", "", "", "x", 0, 1)
