"""The outlines of the regions: twenty shapes that fit together and are small."""

from __future__ import annotations

import json
from typing import Any

import pytest

from data.reference import load
from data.rows import TABLES

MOST_BYTES = 150_000
PATH = TABLES / "regions.geojson"


@pytest.fixture(scope="module")
def features() -> list[dict[str, Any]]:
    """The features of the map in the order of the file."""
    collection = json.loads(PATH.read_text(encoding="utf-8"))
    assert collection["type"] == "FeatureCollection"
    found: list[dict[str, Any]] = collection["features"]
    return found


def test_the_file_is_small_enough_to_send() -> None:
    assert 20_000 < PATH.stat().st_size <= MOST_BYTES


def test_it_holds_our_twenty_regions_with_our_names(
    features: list[dict[str, Any]],
) -> None:
    regions = load().regions
    assert [feature["id"] for feature in features] == list(regions)
    for feature in features:
        region = regions[feature["id"]]
        properties = feature["properties"]
        assert {lang: properties[lang] for lang in region.names} == region.names
        assert properties["kind"] == region.kind


def test_only_the_three_cities_bear_a_marker(features: list[dict[str, Any]]) -> None:
    marked = [f["id"] for f in features if "marker" in f["properties"]]
    assert marked == ["KZ-71", "KZ-75", "KZ-79"]


def points(geometry: dict[str, Any]) -> list[tuple[float, float]]:
    """All corners of a geometry."""
    coordinates = geometry["coordinates"]
    polygons = [coordinates] if geometry["type"] == "Polygon" else coordinates
    return [tuple(p) for polygon in polygons for ring in polygon for p in ring]


def test_every_corner_lies_in_the_country_and_is_rounded(
    features: list[dict[str, Any]],
) -> None:
    for feature in features:
        for lon, lat in points(feature["geometry"]):
            assert 46.4 < lon < 87.4
            assert 40.5 < lat < 55.5
            assert (round(lon, 3), round(lat, 3)) == (lon, lat)


def test_the_shapes_fit_together(features: list[dict[str, Any]]) -> None:
    shapely = pytest.importorskip(
        "shapely", reason="shapely is not installed; install the test extra"
    )
    from shapely.geometry import shape

    shapes = [shape(feature["geometry"]) for feature in features]
    assert all(shapely.is_valid(shapes))
    assert shapely.coverage_is_valid(shapes)
    whole = shapely.union_all(shapes)
    assert whole.area == pytest.approx(sum(s.area for s in shapes))
    holes = [hole for part in shapely.get_parts(whole) for hole in part.interiors]
    assert holes == []


def test_labels_and_cities_stand_where_they_belong(
    features: list[dict[str, Any]],
) -> None:
    pytest.importorskip(
        "shapely", reason="shapely is not installed; install the test extra"
    )
    from shapely.geometry import Point, shape

    shapes = {f["id"]: shape(f["geometry"]) for f in features}
    for feature in features:
        label = Point(feature["properties"]["label"])
        inside = [code for code, outline in shapes.items() if outline.contains(label)]
        assert inside == [feature["id"]]
    # Well-known points: a swapped name or a shifted map would be seen here.
    for code, lon, lat in (
        ("KZ-71", 71.43, 51.13),
        ("KZ-75", 76.93, 43.24),
        ("KZ-79", 69.60, 42.32),
        ("KZ-31", 71.37, 42.90),
        ("KZ-33", 78.37, 45.02),
        ("KZ-62", 67.71, 47.80),
        ("KZ-10", 80.25, 50.41),
        ("KZ-63", 82.61, 49.95),
        ("KZ-47", 51.20, 43.70),
    ):
        assert shapes[code].contains(Point(lon, lat)), code
