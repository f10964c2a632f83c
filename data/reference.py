"""What is known before any text is read: the reference tables, checked and frozen.

``load()`` reads data/tables once, with the settlements a person imported, and refuses
tables that contradict themselves or one another; ``load_sources(path)`` reads any list
of sources.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from data import classifier
from data.coming_days import Day, read_days
from data.gazetteer import (
    Part,
    PlaceName,
    read_districts,
    read_history,
    read_places,
    read_regions,
)
from data.model import LANGUAGES, District, Institution, PastEvent, Region, Source
from data.past_events import read_past_events
from data.rows import TABLES, bilingual_columns, read_csv
from data.settings import data_folder
from data.sourcelist import read_sources
from data.taxonomy import PLACEHOLDER, SignalKind, Taxonomy, read_taxonomy
from data.thresholds import read_thresholds

__all__ = [
    "PLACEHOLDER",
    "Day",
    "Ethnonym",
    "Part",
    "PlaceName",
    "Reference",
    "SignalKind",
    "Taxonomy",
    "imported",
    "load",
    "load_from",
    "load_sources",
]

INSTITUTION_COLUMNS = [
    *("id", "role"),
    *bilingual_columns("name", "aliases"),
    *("valid_from", "valid_to", "note"),
]
ROLES = (
    *("assembly", "council", "people_council", "accord_council", "elders", "mothers"),
    *("house", "mediation", "association", "expert_group", "deputies", "youth"),
)


@dataclass(frozen=True, slots=True)
class Ethnonym:
    """The beginning of a self-name of a people, kept ONLY so that it can be masked.

    All are treated alike: no order, no number and no people is read out of this list.
    ``exceptions`` are beginnings of words that are not a self-name (a country).
    """

    lang: str
    stem: str
    exceptions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """All tables. ``thresholds`` holds the numbers of the level rule."""

    regions: Mapping[str, Region]
    districts: Mapping[str, District]
    gazetteer_rows: tuple[PlaceName, ...]
    parts: tuple[Part, ...]
    institutions: tuple[Institution, ...]
    sources: tuple[Source, ...]
    taxonomy: Taxonomy
    thresholds: Mapping[str, Any]
    offices: Mapping[str, tuple[str, ...]]
    ethnonyms: tuple[Ethnonym, ...]
    calendar: tuple[Day, ...]
    past_events: tuple[PastEvent, ...]


def load() -> Reference:
    """The tables of this house and the settlements imported into it.

    Read once, and again after another classifier was imported or taken out.
    """
    return _loaded(classifier.stamp(data_folder()))


def imported() -> Path | None:
    """The file of settlements a person imported, if there is one."""
    stamp = classifier.stamp(data_folder())
    return Path(stamp[0]) if stamp else None


def own_weights() -> Path:
    """Where weights lie that were learned from a house's own verdicts, if any were."""
    return data_folder() / "weights" / "heads.npz"


@lru_cache(maxsize=4)
def _loaded(stamp: tuple[str, int, int] | None) -> Reference:
    return load_from(TABLES, Path(stamp[0]) if stamp else None)


def load_from(folder: Path, settlements: Path | None = None) -> Reference:
    """The tables of a folder; refuses those that contradict themselves.

    ``settlements`` is a file of settlements that data/classifier.py has kept.
    """
    regions, names = read_regions(folder / "regions.csv")
    districts, more = read_districts(folder / "districts.csv", regions)
    names += more
    names += read_places(folder / "places.csv", regions, districts)
    parts, old = read_history(folder / "history.csv", regions, districts)
    names += old
    if settlements is not None:
        names += classifier.names(classifier.kept(settlements), districts)
    return Reference(
        regions=regions,
        districts=districts,
        gazetteer_rows=tuple(names),
        parts=parts,
        institutions=_institutions(folder / "institutions.csv"),
        sources=read_sources(folder / "sources.toml", regions),
        taxonomy=read_taxonomy(folder / "taxonomy.toml"),
        thresholds=read_thresholds(folder / "thresholds.toml"),
        offices=_offices(folder / "offices.csv"),
        ethnonyms=_ethnonyms(folder / "ethnonyms.csv"),
        calendar=read_days(folder / "calendar.csv", regions),
        past_events=read_past_events(folder / "past_events.csv", regions, districts),
    )


def load_sources(path: Path | str) -> tuple[Source, ...]:
    """The sources of any sources.toml, checked against our regions."""
    regions, _ = read_regions(TABLES / "regions.csv")
    return read_sources(Path(path), regions)


def _institutions(path: Path) -> tuple[Institution, ...]:
    found: dict[str, Institution] = {}
    for row in read_csv(path, INSTITUTION_COLUMNS):
        aliases = [
            alias for lang in LANGUAGES for alias in row.parts(f"aliases_{lang}")
        ]
        institution = Institution(
            id=row.text("id"),
            names=row.by_language("name"),
            aliases=tuple(dict.fromkeys(aliases)),
            role=row.one_of("role", ROLES),
            valid_from=row.day("valid_from"),
            valid_to=row.day("valid_to"),
        )
        if institution.id in found:
            row.refuse(f"institution {institution.id} stands twice")
        start, end = institution.valid_from, institution.valid_to
        if start and end and end < start:
            row.refuse("valid_to lies before valid_from")
        found[institution.id] = institution
    return tuple(found.values())


def _offices(path: Path) -> dict[str, tuple[str, ...]]:
    words: dict[str, list[str]] = {lang: [] for lang in LANGUAGES}
    for row in read_csv(path, ("lang", "word", "note")):
        lang, word = row.one_of("lang", LANGUAGES), row.text("word")
        if word in words[lang]:
            row.refuse(f"{word!r} stands twice for {lang}")
        words[lang].append(word)
    return {lang: tuple(found) for lang, found in words.items()}


def _ethnonyms(path: Path) -> tuple[Ethnonym, ...]:
    found: dict[tuple[str, str], Ethnonym] = {}
    for row in read_csv(path, ("lang", "stem", "exceptions")):
        key = row.one_of("lang", LANGUAGES), row.text("stem")
        if key in found:
            row.refuse(f"{key[1]!r} stands twice for {key[0]}")
        exceptions = row.parts("exceptions")
        for exception in exceptions:
            if not exception.startswith(key[1]):
                row.refuse(f"exception {exception!r} does not begin with {key[1]!r}")
        found[key] = Ethnonym(*key, exceptions)
    return tuple(found.values())
