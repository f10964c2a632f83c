"""Regions, districts and places: what a name in a text may mean.

The three tables become one flat list of :class:`PlaceName`; inflected forms are made
from it by scoring. ``guarded`` names (a poet, a river, a common word) count only beside
a word of type: "Абай" is a person, "Абай ауданы" a district.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.model import LANGUAGES, District, Region
from data.rows import Row, bilingual_columns, read_csv

REGION_COLUMNS = [
    *("code", "kato", "kind"),
    *bilingual_columns("name", "short", "centre"),
    *("locative_ru", "locative_kk"),
    *bilingual_columns("aliases", "former"),
]
DISTRICT_COLUMNS = [
    *("code", "region", "kind"),
    *bilingual_columns("name", "head"),
    *("form_ru", "guarded"),
    *bilingual_columns("aliases"),
    "note",
]
HISTORY_COLUMNS = ["code", "what", "lang", "text", "since", "until", "note"]
PLACE_COLUMNS = [
    *("code", "kind", "region", "district"),
    *bilingual_columns("name", "aliases"),
    *("guarded", "note"),
]

#: The role of names out of an imported classifier (see data/classifier.py).
CLASSIFIER = "classifier"


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One name of one place in one language, in its dictionary form.

    ``kind``: region, district, city, settlement, foreign, or veto (words that must not
    be read as a place of ours). ``role``: full (with its word of type), head (without),
    alias, former, or classifier (imported: beside a word of type only). ``form`` tells
    how a Russian district name inflects: adjective ("Кордайский"), apposition ("район
    Сауран") or noun; empty elsewhere.
    """

    kind: str
    code: str
    region: str
    district: str
    lang: str
    text: str
    role: str
    guarded: bool = False
    form: str = ""
    until: date | None = None  # an old name: the day since when another one is right


def read_regions(path: Path) -> tuple[dict[str, Region], list[PlaceName]]:
    """The regions in the order of the table, and their names."""
    regions: dict[str, Region] = {}
    names: list[PlaceName] = []
    for row in read_csv(path, REGION_COLUMNS):
        region = _region(row)
        if region.code in regions:
            row.refuse(f"region {region.code} stands twice")
        if region.code != f"KZ-{region.kato}":
            row.refuse(f"code {region.code} and KATO {region.kato} do not agree")
        regions[region.code] = region
        names.extend(_region_names(row, region))
    return regions, names


def _region(row: Row) -> Region:
    return Region(
        code=row.text("code"),
        kato=row.text("kato"),
        kind=row.one_of("kind", ("oblast", "city")),
        names=row.by_language("name"),
        short_names=row.by_language("short"),
        centres=row.by_language("centre"),
        locative_ru=row.text("locative_ru"),
        locative_kk=row.text("locative_kk"),
    )


def _region_names(row: Row, region: Region) -> Iterator[PlaceName]:
    for lang in LANGUAGES:
        roles = [(region.names[lang], "full")]
        roles += [(text, "alias") for text in row.parts(f"aliases_{lang}")]
        roles += [(text, "former") for text in row.parts(f"former_{lang}")]
        for text, role in roles:
            yield PlaceName("region", region.code, region.code, "", lang, text, role)


def read_districts(
    path: Path, regions: Mapping[str, Region]
) -> tuple[dict[str, District], list[PlaceName]]:
    """The districts and city administrations, and their names."""
    districts: dict[str, District] = {}
    names: list[PlaceName] = []
    for row in read_csv(path, DISTRICT_COLUMNS):
        district = District(
            code=row.text("code"),
            region=row.one_of("region", regions),
            kind=row.one_of("kind", ("district", "city")),
            names=row.by_language("name"),
        )
        if district.code in districts:
            row.refuse(f"district {district.code} stands twice")
        if district.code[:2] != regions[district.region].kato and not (
            district.code.startswith(f"{district.region}.")
        ):
            row.refuse(f"code {district.code} does not belong to {district.region}")
        districts[district.code] = district
        names.extend(_district_names(row, district))
    return districts, names


def _district_names(row: Row, district: District) -> Iterator[PlaceName]:
    form = row.one_of("form_ru", ("adjective", "apposition", "noun"))
    heads = row.by_language("head")
    guarded = _guarded(row)
    kind = district.kind
    for lang in LANGUAGES:
        roles = [
            (district.names[lang], "full", False),
            (heads[lang], "head", lang in guarded),
            *(
                (text, "alias", lang in guarded and " " not in text)
                for text in row.parts(f"aliases_{lang}")
            ),
        ]
        if kind == "city" and lang == "en":
            roles[0] = (f"{heads[lang]} city", "full", False)
        for text, role, guard in roles:
            yield PlaceName(
                kind=kind,
                code=district.code,
                region=district.region,
                district=district.code,
                lang=lang,
                text=text,
                role=role,
                guarded=guard,
                form=form if lang == "ru" and role != "alias" else "",
            )


def _guarded(row: Row) -> tuple[str, ...]:
    languages = row.parts("guarded")
    for lang in languages:
        if lang not in LANGUAGES:
            row.refuse(f"guarded names an unknown language {lang!r}")
    return languages


def read_places(
    path: Path, regions: Mapping[str, Region], districts: Mapping[str, District]
) -> list[PlaceName]:
    """Towns and villages, foreign places, and words that are no place of ours."""
    names: list[PlaceName] = []
    seen: set[str] = set()
    for row in read_csv(path, PLACE_COLUMNS):
        kind = row.one_of("kind", ("city", "settlement", "veto", "foreign"))
        if kind in ("city", "settlement"):
            _check_place(row, regions, districts)
            if row.text("code") in seen:
                row.refuse(f"place {row.text('code')} stands twice")
            seen.add(row.text("code"))
        names.extend(_place_names(row, kind))
    return names


def _check_place(
    row: Row, regions: Mapping[str, Region], districts: Mapping[str, District]
) -> None:
    located(row, regions, districts)
    row.by_language("name")


def located(
    row: Row, regions: Mapping[str, Region], districts: Mapping[str, District]
) -> tuple[str, str]:
    """The region and the district of a row; the district may be empty.

    Raises TableError for codes we do not have or that contradict each other.
    """
    region = row.one_of("region", regions)
    district = row.optional("district")
    if district and district not in districts:
        row.refuse(f"district {district} is not in districts.csv")
    if district and districts[district].region != region:
        row.refuse(f"district {district} does not lie in {region}")
    return region, district


def _place_names(row: Row, kind: str) -> Iterator[PlaceName]:
    guarded = _guarded(row)
    found = False
    for lang in LANGUAGES:
        texts = [row.optional(f"name_{lang}"), *row.parts(f"aliases_{lang}")]
        for index, text in enumerate(texts):
            if not text:
                continue
            found = True
            yield PlaceName(
                kind=kind,
                code=row.optional("code"),
                region=row.optional("region"),
                district=row.optional("district"),
                lang=lang,
                text=text,
                role="alias" if index else "head",
                guarded=lang in guarded and (not index or " " not in text),
            )
    if not found:
        row.refuse("has no name in any language")


@dataclass(frozen=True, slots=True)
class Part:
    """A region that was part of another one until a day."""

    region: str
    part_of: str
    until: date


def read_history(
    path: Path, regions: Mapping[str, Region], districts: Mapping[str, District]
) -> tuple[tuple[Part, ...], list[PlaceName]]:
    """Old names with the days they were right, and the regions that were divided."""
    parts: list[Part] = []
    names: list[PlaceName] = []
    for row in read_csv(path, HISTORY_COLUMNS):
        what = row.one_of("what", ("name", "part_of"))
        since, until = row.day("since"), row.day("until")
        if until is None:
            row.refuse("column 'until' is empty; write the day it ended")
        if since is not None and until < since:
            row.refuse("until lies before since")
        if what == "part_of":
            region, whole = row.one_of("code", regions), row.one_of("text", regions)
            parts.append(Part(region, whole, until))
        else:
            names.append(_old_name(row, until, regions, districts))
    return tuple(parts), names


def _old_name(
    row: Row,
    until: date,
    regions: Mapping[str, Region],
    districts: Mapping[str, District],
) -> PlaceName:
    code = row.one_of("code", regions.keys() | districts.keys())
    district = districts.get(code)
    return PlaceName(
        kind=district.kind if district else "region",
        code=code,
        region=district.region if district else code,
        district=district.code if district else "",
        lang=row.one_of("lang", LANGUAGES),
        text=row.text("text"),
        role="former",
        until=until,
    )
