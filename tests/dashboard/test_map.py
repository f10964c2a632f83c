"""The map: every region a button with a name, shapes where they should be."""

from __future__ import annotations

import re

import builders
from dashboard import i18n, map
from data.model import LevelCode
from data.reference import load


def test_every_region_has_a_shape_inside_the_sheet() -> None:
    sheet = map.drawing()
    assert set(sheet.shapes) == set(load().regions)
    for shape in sheet.shapes.values():
        numbers = [float(n) for n in re.findall(r"[\d.]+", shape.path)]
        assert numbers
        assert min(numbers) >= 0
        assert max(numbers) <= 1000
        assert 0 < shape.x < 1000
        assert 0 < shape.y < sheet.height


def test_north_is_up_and_east_is_right() -> None:
    shapes = map.drawing().shapes
    assert shapes["KZ-59"].y < shapes["KZ-61"].y  # north of Turkistan
    assert shapes["KZ-47"].x < shapes["KZ-63"].x  # Mangystau west of East Kazakhstan


def test_a_region_is_spoken_with_its_level() -> None:
    region = load().regions["KZ-61"]
    with i18n.using("kk"):
        said = map.spoken(region, builders.level("KZ-61", code=LevelCode.RAISED), 3)
        silent = map.spoken(region, None, 0)
    assert said == "Түркістан облысы: Әдеттен жоғары; ашық белгілер: 3"
    assert "Дерек жоқ" in silent


def test_the_three_cities_are_markers() -> None:
    regions = load().regions
    entries = [map._entry(region, None, 0) for region in regions.values()]
    markers = [entry["code"] for entry in entries if entry["marker"]]
    assert markers == ["KZ-71", "KZ-75", "KZ-79"]
    # map.js draws the last ones over the others.
    assert [entry["code"] for entry in entries][-3:] == markers
