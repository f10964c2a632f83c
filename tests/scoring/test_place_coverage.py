"""Nothing that exists is missing from our tables: held against shared references."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from data.reference import load_from
from data.rows import TABLES
from data.spelling import fold
from scoring.places import Gazetteer

TABLE = load_from(TABLES)
GAZETTEER = Gazetteer(TABLE.gazetteer_rows)


def rows(shared: Path, name: str) -> list[dict[str, str]]:
    path = shared / "reference" / name
    if not path.is_file():
        pytest.skip(f"{name} is not beside this checkout")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def regions(text: str) -> set[str]:
    return {region for m in GAZETTEER.find(text) for region in m.regions}


def test_every_district_of_the_references_is_ours(shared: Path) -> None:
    ours = {(d.region, fold(d.names["kk"])) for d in TABLE.districts.values()}
    for row in rows(shared, "districts.csv"):
        if row["kato"] in TABLE.districts:
            continue
        key = fold(f"{row['name_kk']} ауданы")
        assert (row["iso"], key) in ours, row


def test_every_town_of_the_references_is_found_in_its_region(shared: Path) -> None:
    for row in rows(shared, "settlements.csv"):
        if row["type"] == "city":
            name = row["name_ru"].removeprefix("а.")
            assert row["iso"] in regions(f"В городе {name} тихо."), row


def test_every_district_has_a_centre_that_is_found(shared: Path) -> None:
    listed = {row["kato"]: row for row in rows(shared, "settlements.csv")}
    names = (n for n in TABLE.gazetteer_rows if n.kind == "district")
    heads = {fold(n.text) for n in names}
    for code, district in TABLE.districts.items():
        centre = listed.get(f"{code[:4]}30100") or listed.get(f"{code[:4]}20100")
        if centre is None or district.kind != "district":
            continue
        name = centre["name_ru"].removeprefix("им.")
        # A centre that shares its district's name is found by it, in its company.
        if fold(name) in heads:
            continue
        kind = "городе" if centre["type"] == "city" else "селе"
        assert district.region in regions(f"В {kind} {name} тихо."), centre


def test_every_region_is_found_by_its_name_and_its_centre(shared: Path) -> None:
    for row in rows(shared, "regions.csv"):
        for column in ("name_kk", "name_ru", "name_en", "centre_ru", "centre_en"):
            found = regions(f"{row[column]}.")
            assert row["iso"] in found, (row["iso"], row[column])


def test_the_places_of_known_incidents_are_found(shared: Path) -> None:
    for row in rows(shared, "incidents.csv"):
        if not row["kato"][:9].isdigit():
            continue
        name = row["place"].split(",")[0].split("/")[-1].split("(")[0].strip()
        assert row["iso_now"] in regions(f"В селе {name} тихо."), row["place"]


@pytest.mark.parametrize(
    ("name", "region"),
    [
        *((name, "KZ-33") for name in ("Пенжім", "Пиджим", "Пәнжім", "Пенджим")),
        *((name, "KZ-71") for name in ("Нур-Султан", "Целиноград", "Нұр-Сұлтан")),
        *((name, "KZ-31") for name in ("Джамбул", "Тараз", "Масанчи", "Сортөбе")),
        *((name, "KZ-61") for name in ("ЮКО", "ОҚО", "Түркістан облысы")),
        *((name, "KZ-27") for name in ("ЗКО", "БҚО", "West Kazakhstan")),
        *((name, "KZ-59") for name in ("СКО", "СҚО", "North Kazakhstan")),
        *((name, "KZ-63") for name in ("ВКО", "ШҚО", "East Kazakhstan")),
        *((name, "KZ-79") for name in ("Чимкент", "шымкентцы", "шымкенттіктер")),
        *((name, "KZ-10") for name in ("область Абай", "Семипалатинск", "семейліктер")),
        *((name, "KZ-15") for name in ("актюбинцы", "ақтөбеліктер", "Актюбинск")),
        *((name, "KZ-39") for name in ("Кустанай", "костанайские", "қостанайлық")),
    ],
)
def test_a_name_by_which_people_call_it(name: str, region: str) -> None:
    around = "They say {} is loud." if name.isascii() else "Говорят: {} шумит."
    assert region in regions(around.format(name))
