"""Which region a sentence speaks of; an unresolved place is an answer."""

import json
from pathlib import Path

import pytest

import scoring
from data.model import RawItem, Source, SourceKind

CASES = [
    json.loads(line)
    for line in Path(__file__).with_name("places.jsonl").read_text("utf-8").splitlines()
]


def outlet(region: str) -> dict[str, Source]:
    source = Source(
        id="outlet",
        name="outlet",
        kind=SourceKind.FEED,
        url="",
        site="",
        owner="",
        official=False,
        region=region,
        languages=("ru",),
        expect_per_week=(1, 10),
    )
    return {source.id: source}


def regions(text: str, home: str = "national") -> tuple[str, ...]:
    item = RawItem(source_id="outlet", url="", title="", text=text)
    return scoring.understand([item], outlet(home))[0].regions


def test_there_are_enough_tricky_sentences() -> None:
    assert len(CASES) >= 50


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:48])
def test_the_region_of_a_sentence(case: dict[str, str]) -> None:
    assert set(regions(case["text"], case.get("home", "national"))) == set(
        case["regions"]
    )


def test_every_region_is_found_by_its_own_names_in_three_languages() -> None:
    from data.reference import load

    for region in load().regions.values():
        assert regions(f"{region.locative_kk} жиын өтті.") == (region.code,)
        assert regions(f"Собрание прошло {region.locative_ru}.") == (region.code,)
        assert regions(f"A meeting was held in {region.names['en']}.") == (region.code,)


def test_every_district_lies_in_its_region_when_the_region_is_named() -> None:
    from data.reference import load

    tables = load()
    for district in tables.districts.values():
        region = tables.regions[district.region]
        text = f"Сообщают {region.locative_ru}: {district.names['ru']}."
        assert regions(text) == (district.region,), text
        text = f"{region.locative_kk}, {district.names['kk']}."
        assert regions(text) == (district.region,), text


def test_a_place_keeps_its_words_and_its_offsets() -> None:
    text = "Жительница Айгерим Ахметова живёт в селе Масанчи Кордайского района."
    read = scoring.understand([RawItem("x", "", "", text)])[0]
    assert "Айгерим" not in read.text
    for place in read.places:
        assert read.text[place.start : place.end] == place.words
    assert [p.words for p in read.places] == ["Масанчи", "Кордайского"]
    assert read.districts == ("314800000",)


def test_the_outlets_own_region_is_said_to_be_its_home() -> None:
    item = RawItem("outlet", "", "", "Цены на овощи выросли на рынке.")
    read = scoring.understand([item], outlet("KZ-43"))[0]
    assert [(p.kind, p.region) for p in read.places] == [("home", "KZ-43")]
