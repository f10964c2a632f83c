"""Independent voices: a copy is none, a translation and an own report are."""

from __future__ import annotations

from datetime import timedelta

import builders as make
from data.model import Item
from scoring.voices import reprints, voices_of

AGENCY = (
    "В селе Тестовое после ссоры у школы произошла массовая драка. Жители двух сёл "
    "собрались у отделения полиции и потребовали наказать виновных."
)
OWN = "Сельчане из Тестового пришли к полицейским: ссора школьников разделила два села."
OWNERS = {"alpha": "House", "beta": "House", "gamma": "Other", "delta": "Third"}


def told(key: str, source_id: str, text: str, hours: float = 0) -> Item:
    at = make.NOW + timedelta(hours=hours)
    return make.item(
        key, source_id=source_id, title="", text=text, published_at=at, lang="ru"
    )


def test_a_copy_with_small_edits_is_no_voice() -> None:
    items = [
        told("1", "alpha", AGENCY),
        told("2", "gamma", AGENCY.replace("виновных", "зачинщиков"), 1),
    ]
    assert reprints(items, OWNERS) == {"2"}
    assert voices_of(items, OWNERS) == ("House",)


def test_those_who_copy_an_agency_we_do_not_read_are_one_voice() -> None:
    items = [told("1", "gamma", AGENCY), told("2", "delta", AGENCY, 2)]
    assert voices_of(items, OWNERS) == ("Other",)


def test_own_words_and_a_translation_are_voices() -> None:
    items = [
        told("1", "alpha", AGENCY),
        told("2", "gamma", OWN, 1),
        told("3", "delta", "Тестовое ауылында жаппай төбелес болды.", 2),
    ]
    assert reprints(items, OWNERS) == frozenset()
    assert voices_of(items, OWNERS) == ("House", "Other", "Third")


def test_a_house_may_copy_itself_and_stays_one_voice() -> None:
    items = [told("1", "alpha", AGENCY), told("2", "beta", AGENCY, 1)]
    assert reprints(items, OWNERS) == frozenset()
    assert voices_of(items, OWNERS) == ("House",)


def test_who_copied_first_and_wrote_later_is_a_voice() -> None:
    items = [
        told("1", "alpha", AGENCY),
        told("2", "gamma", AGENCY, 1),
        told("3", "gamma", OWN, 5),
    ]
    assert voices_of(items, OWNERS) == ("House", "Other")


def test_a_text_without_words_is_no_reprint_of_another() -> None:
    items = [told("1", "alpha", AGENCY), told("2", "gamma", "…", 1)]
    assert reprints(items, OWNERS) == frozenset()
