"""Districts: in the order of their names, and silence is said."""

from __future__ import annotations

from datetime import date

import pytest

import builders
from dashboard import district_wording, i18n
from data.model import LANGUAGES, District, DistrictLevel, LevelCode
from data.reference import load

NAMES = ("Әйтеке би", "Алға", "Темір", "Ырғыз", "Қобда")
KNOWN = {
    str(n): District(str(n), "KZ-15", "district", dict.fromkeys(LANGUAGES, name))
    for n, name in enumerate(NAMES)
}


def told(*codes: str) -> tuple[DistrictLevel, ...]:
    on = date(2026, 11, 20)
    return tuple(DistrictLevel(code, LevelCode.WATCH, 2, 1, on) for code in codes)


def test_the_order_is_that_of_the_alphabet_and_never_of_the_level() -> None:
    levels = [
        DistrictLevel(code, level, 1, 1, date(2026, 11, 20))
        for code, level in zip(KNOWN, LevelCode, strict=True)
    ]
    with i18n.using("kk"):
        names = [
            district_wording.name(each.district, KNOWN)
            for each in district_wording.in_order(reversed(levels), KNOWN)
        ]
    assert names == ["Алға", "Әйтеке би", "Қобда", "Темір", "Ырғыз"]


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ((), "Nothing was reported from any one district."),
        (("1", "2"), "Nothing was reported from the other 3 districts."),
        (("0", "1", "2", "3"), "Nothing was reported from the other 1 district."),
        (tuple(KNOWN), ""),
    ],
)
def test_silence_of_the_others_is_said(named: tuple[str, ...], said: str) -> None:
    level = builders.level("KZ-15", districts=told(*named))
    with i18n.using("en"):
        assert district_wording.others(level, KNOWN) == said


def test_districts_of_other_regions_are_not_counted() -> None:
    level = builders.level("KZ-79", districts=told())
    assert district_wording.others(level, KNOWN) == ""


def test_a_district_outside_our_tables_keeps_its_code() -> None:
    level = builders.level("KZ-15", districts=told("999", "1"))
    with i18n.using("ru"):
        said = district_wording.in_short(level, KNOWN)
    assert said == (
        "Районы: 999 — под наблюдением (2 сюжета), Алға — под наблюдением (2 сюжета). "
        "Из остальных 4 районов сообщений нет."
    )
    assert district_wording.in_short(builders.level("KZ-15"), KNOWN) == ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_letter_of_every_district_has_its_place(lang: str) -> None:
    names = {district.names[lang].lower() for district in load().districts.values()}
    letters = {letter for name in names for letter in name if letter.isalpha()}
    cyrillic = {letter for letter in letters if not letter.isascii()}
    assert cyrillic <= set(district_wording._ORDER)
