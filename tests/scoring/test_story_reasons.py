"""Reasons on a flag for how its story was told; sources are named, persons never."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import builders as make
from data.model import Item, Reason
from scoring.story_reasons import label_of, reasons_of

EVERYDAY = "Вечером на стоянке у рынка двое водителей поссорились, один ударил другого."
LABELLED = "Межнациональный конфликт: удар на стоянке расколол рынок, торговли нет."
DENIED = (
    "Полиция: ссора на стоянке не носит межнационального характера, это хулиганство."
)
SOURCES = {
    name: make.source(name, name=name.title(), owner=name)
    for name in ("alpha", "beta", "gamma", "delta")
}
ABROAD = {key: replace(value, is_foreign=True) for key, value in SOURCES.items()}


def told(key: str, source_id: str, text: str, hours: float = 0) -> Item:
    at = make.NOW + timedelta(hours=hours)
    return make.item(key, source_id=source_id, title="", text=text, published_at=at)


def found(reasons: tuple[Reason, ...], code: str) -> Reason | None:
    return next((reason for reason in reasons if reason.code == code), None)


def test_who_added_the_label_is_named_by_its_source() -> None:
    items = [
        told("1", "alpha", EVERYDAY),
        told("2", "beta", DENIED, 20),
        told("3", "gamma", LABELLED, 26),
        told("4", "delta", LABELLED + " Об этом пишут паблики.", 30),
    ]
    reason = found(reasons_of(items, SOURCES), "story.reframed")
    assert reason is not None
    assert reason.params == {
        "by": "Gamma",
        "source": "gamma",
        "on": "2026-11-23",
        "words": "Межнациональный",
        "first": "Alpha",
    }


def test_what_was_told_of_peoples_from_the_beginning_is_not_reframed() -> None:
    for first in (LABELLED, "На стоянке подрались казахи и узбеки.", DENIED):
        items = [told("1", "alpha", first), told("2", "beta", LABELLED, 5)]
        assert found(reasons_of(items, SOURCES), "story.reframed") is None


def test_a_denial_adds_no_label() -> None:
    assert label_of(told("1", "alpha", DENIED)) == ""
    assert label_of(told("1", "alpha", "Бұл ұлтаралық қақтығыс емес.")) == ""
    assert label_of(told("1", "alpha", "Police denied any ethnic motive.")) == ""
    assert label_of(told("1", "alpha", "Ұлтаралық қақтығыс басталды.")) != ""
    assert label_of(told("1", "alpha", "Ethnic clashes are reported.")) == "Ethnic"


def test_reprints_and_updates_are_counted() -> None:
    items = [
        told("1", "alpha", EVERYDAY),
        told("2", "beta", EVERYDAY, 1),
        told("3", "alpha", "Нападавший с автостоянки арестован на десять суток.", 60),
    ]
    reason = found(reasons_of(items, SOURCES), "story.told")
    assert reason is not None
    assert reason.params == {"reprints": 1, "updates": 1}
    assert found(reasons_of(items[:1], SOURCES), "story.told") is None


def test_a_wave_of_one_owner_is_an_echo_even_when_others_copy_it() -> None:
    items = [
        told("1", "alpha", EVERYDAY),
        told("2", "alpha", "Подробности ссоры водителей у рынка уточняются.", 3),
        told("3", "beta", EVERYDAY, 4),
    ]
    reason = found(reasons_of(items, SOURCES), "story.echo_owner")
    assert reason is not None
    assert reason.params == {"items": 3, "by": "Alpha"}
    other = told("4", "gamma", "Свидетели рассказали своё о том вечере.", 5)
    assert found(reasons_of([*items, other], SOURCES), "story.echo_owner") is None
    assert found(reasons_of(items[:2], SOURCES), "story.echo_owner") is None


def test_a_wave_from_abroad_alone_is_an_echo() -> None:
    items = [
        told("1", "alpha", EVERYDAY),
        told("2", "beta", "Паблики сообщают о побоище, подтверждения нет.", 3),
        told("3", "gamma", "Соседи пишут: на рынке страны снова неспокойно.", 4),
    ]
    assert found(reasons_of(items, ABROAD), "story.echo_foreign") is not None
    mixed = ABROAD | {"gamma": SOURCES["gamma"]}
    assert found(reasons_of(items, mixed), "story.echo_foreign") is None
    assert found(reasons_of(items, {}), "story.echo_foreign") is None
