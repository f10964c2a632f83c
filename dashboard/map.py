"""The map of the regions: own SVG, no tiles, no request, mouse and keyboard.

Each region is a button with a spoken name; level is told by colour, symbol and word.
The three cities are round markers, because their shapes are too small for a finger.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st

from dashboard import wording
from dashboard.i18n import _
from data.model import Level, LevelCode, Region

_WIDTH = 1000.0
#: Where Mercator would swell the north, a cosine at the middle latitude does not.
_MIDDLE = math.cos(math.radians(48))
#: Degrees east and north that a symbol stands aside from the middle of its region: two
#: city markers beyond the border, so that they do not hide the region around them, and
#: names out of the way of their neighbours.
_ASIDE = {
    "KZ-75": (1.4, -1.55),
    "KZ-79": (1.9, -1.9),
    "KZ-11": (-1.3, 0.45),
    "KZ-33": (0.7, 0.4),
    "KZ-35": (0.9, -0.2),
    "KZ-19": (-0.3, 0.9),
}

_HERE = Path(__file__).parent
_component = st.components.v2.component(
    "kelisim_map",
    html='<div class="map"></div>',
    css=(_HERE / "map.css").read_text(encoding="utf-8"),
    js=(_HERE / "map.js").read_text(encoding="utf-8"),
)

Ring = Sequence[Sequence[float]]


class Shape(NamedTuple):
    """A region on the drawing: its outline and the point its symbol stands on."""

    path: str
    x: float
    y: float


class Drawing(NamedTuple):
    """All shapes and the size of the sheet."""

    shapes: Mapping[str, Shape]
    height: float
    scale: float
    west: float
    north: float

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        """A point of the earth on the sheet."""
        x = (lon - self.west) * _MIDDLE * self.scale
        return round(x, 1), round((self.north - lat) * self.scale, 1)


def _rings(geometry: Mapping[str, Any]) -> list[list[Ring]]:
    if geometry["type"] == "Polygon":
        return [geometry["coordinates"]]
    return list(geometry["coordinates"])


def _area(ring: Ring) -> tuple[float, float, float]:
    """Twice the signed area of a ring and its centre."""
    total = lon = lat = 0.0
    flat = [(point[0], point[1]) for point in ring]  # a height may follow
    for (x1, y1), (x2, y2) in pairwise(flat):
        cross = x1 * y2 - x2 * y1
        total += cross
        lon += (x1 + x2) * cross
        lat += (y1 + y2) * cross
    return total, lon / (3 * total), lat / (3 * total)


def _centre(polygons: Sequence[Sequence[Ring]]) -> tuple[float, float]:
    """The centre of the largest part."""
    areas = [_area(polygon[0]) for polygon in polygons]
    _size, lon, lat = max(areas, key=lambda area: abs(area[0]))
    return lon, lat


@cache
def drawing() -> Drawing:
    """The outlines of data/tables/regions.geojson as SVG paths, made once."""
    file = resources.files("data") / "tables" / "regions.geojson"
    features = json.loads(file.read_text(encoding="utf-8"))["features"]
    parts = {
        str(feature.get("id") or feature["properties"]["code"]): _rings(
            feature["geometry"]
        )
        for feature in features
    }
    points = [p for polygons in parts.values() for rings in polygons for p in rings[0]]
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    scale = _WIDTH / ((east - west) * _MIDDLE)
    sheet = Drawing({}, (north - south) * scale, scale, west, north)
    shapes = {
        code: Shape(_path(sheet, polygons), *sheet.place(*_centre(polygons)))
        for code, polygons in parts.items()
    }
    return sheet._replace(shapes=shapes)


def _path(sheet: Drawing, polygons: Sequence[Sequence[Ring]]) -> str:
    written = []
    for rings in polygons:
        for ring in rings:
            points = [f"{x} {y}" for x, y in (sheet.place(p[0], p[1]) for p in ring)]
            written.append("M" + "L".join(points) + "Z")
    return "".join(written)


def spoken(region: Region, level: Level | None, open_flags: int) -> str:
    """What a listener hears on a region: its name, level and open flags."""
    code = level.code if level else LevelCode.NO_DATA
    return _("%(region)s: %(level)s; open flags: %(n)s") % {
        "region": wording.region(region),
        "level": wording.level(code),
        "n": open_flags,
    }


def _entry(region: Region, level: Level | None, open_flags: int) -> dict[str, Any]:
    sheet = drawing()
    shape = sheet.shapes[region.code]
    code = level.code if level else LevelCode.NO_DATA
    east, up = _ASIDE.get(region.code, (0.0, 0.0))
    return {
        "code": region.code,
        "path": shape.path,
        "level": code.value,
        "symbol": wording.SYMBOLS[code],
        "name": wording.region_short(region),
        "spoken": spoken(region, level, open_flags),
        "marker": region.kind == "city",
        "at_x": shape.x,
        "at_y": shape.y,
        "label_x": round(shape.x + east * _MIDDLE * sheet.scale, 1),
        "label_y": round(shape.y - up * sheet.scale, 1),
    }


def show(
    regions: Mapping[str, Region],
    levels: Mapping[str, Level],
    open_flags: Mapping[str, int],
) -> str | None:
    """Draw the map; the code of the region that was just chosen, if any."""
    result = _component(
        key="kelisim.map",
        data={
            "label": _("Map of the regions with their levels"),
            "width": _WIDTH,
            "height": round(drawing().height + 30),
            "markers": sum(region.kind == "city" for region in regions.values()),
            "regions": [
                _entry(region, levels.get(code), open_flags.get(code, 0))
                for code, region in regions.items()
            ],
        },
        on_region_change=lambda: None,
    )
    chosen = result.region
    return chosen if chosen in regions else None
