"""What the places of a text come to: the region, and what part each place plays."""

from datetime import date

import pytest

from data.gazetteer import CLASSIFIER, PlaceName
from data.reference import load_from
from data.rows import TABLES
from scoring.places import Gazetteer
from scoring.scene import Scene, set_scene

TABLE = load_from(TABLES)
GAZETTEER = Gazetteer(TABLE.gazetteer_rows)


def scene(text: str, title: str = "", home: str = "", **more: date) -> Scene:
    parts = [
        (part, words, GAZETTEER.find(words))
        for part, words in (("title", title), ("text", text))
    ]
    return set_scene(parts, home, TABLE.parts, more.get("published"))


@pytest.mark.parametrize(
    ("text", "title", "home", "scope"),
    [
        ("В Кордайском районе открыли школу.", "", "", "region"),
        ("Правительство приняло закон о банках.", "", "", "national"),
        ("По всей стране подорожал хлеб.", "", "", "national"),
        ("Наводнение унесло сорок жизней.", "Ливни в Пакистане", "", "foreign"),
        (
            "В одном селе подрались подростки, жители просят помощи.",
            "",
            "",
            "unresolved",
        ),
        ("Абай ауданында мектеп ашылды.", "", "", "unresolved"),
        ("Цены на овощи выросли на рынке.", "", "KZ-43", "region"),
        ("Центральная избирательная комиссия огласила итоги.", "", "KZ-43", "national"),
        ("Қазақстан бейбітшілікке шақырды.", "Газадағы соғыс", "", "foreign"),
        ("Семья из Бейнеу сняла со стены ковёр.", "Вести из Нукуса", "KZ-47", "region"),
        ("Министр побывал в Астане у депутатов.", "", "", "national"),
        ("В Астане прорвало трубу.", "", "", "region"),
        ("", "", "", "national"),
    ],
)
def test_scope(text: str, title: str, home: str, scope: str) -> None:
    assert scene(text, title, home).scope == scope


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("В Сайраме был сход. Уроженец Тараза выступил.", "Тараза"),
        ("Шымкентте жиын өтті, қонақтар Ақтаудан келді.", "Ақтаудан"),
        ("В Сайраме драка; трое уехали к родным в Шымкент.", "Шымкент"),
        ("Автобус Алматы — Тараз опрокинулся под Меркой.", "Тараз"),
        ("A crowd met in Merke; an Astana-based group watched.", "Astana"),
    ],
)
def test_a_place_on_the_way_is_an_aside(text: str, words: str) -> None:
    found = {f.mention.words: f.aside for f in scene(text).found}
    assert found[words]
    assert not all(found.values()) or len(found) <= 2


def test_asides_are_the_scene_where_nothing_else_is_named() -> None:
    assert scene("Делегация из Тараза поздравила юбиляра.").regions == ("KZ-31",)


def test_a_place_named_with_its_region_of_old_is_in_one_region() -> None:
    text = "В Урджарском районе Восточно-Казахстанской области был сход."
    assert scene(text).regions == ("KZ-10",)
    assert scene("В Семее и по всей ВКО был сход.").regions == ("KZ-10", "KZ-63")
    earlier = scene("В Семее и по всей ВКО был сход.", published=date(2021, 5, 1))
    assert earlier.regions == ("KZ-10",)


def village(code: str, region: str, guarded: bool) -> PlaceName:
    return PlaceName(
        "settlement", code, region, "", "ru", "Коктас", CLASSIFIER, guarded=guarded
    )


def test_a_village_of_the_classifier_is_resolved_by_company_then_home_then_itself() -> (
    None
):
    one = Gazetteer([*TABLE.gazetteer_rows, village("1", "KZ-31", False)])
    two = Gazetteer(
        [
            *TABLE.gazetteer_rows,
            village("1", "KZ-31", True),
            village("2", "KZ-35", True),
        ]
    )

    def regions(gazetteer: Gazetteer, text: str, home: str = "") -> tuple[str, ...]:
        return set_scene([("text", text, gazetteer.find(text))], home).regions

    text = "В селе Коктас прошёл сход."
    assert regions(one, text) == ("KZ-31",)
    assert regions(one, text, "KZ-43") == ("KZ-43",)
    assert regions(two, text) == ()
    assert regions(two, text, "KZ-35") == ("KZ-35",)
    assert regions(two, text + " Приехал аким из Тараза.") == ("KZ-31",)
