"""Reports in which no single sentence says that a meeting was held, and near misses."""

from __future__ import annotations

from datetime import date

import pytest

from collectors.meetings.deadlines import due
from collectors.meetings.decisions import read_decisions
from collectors.meetings.reports import is_report, read_report
from data.model import Meeting
from data.reference import load

REFERENCE = load()
ON = date(2026, 6, 5)

SPOKEN_FIRST = """«Мы мирим не дома, а людей», — начала хозяйка вечера.
Так ведущая Совета медиации Караганды открыла его вчерашнюю встречу в Доме дружбы.
Пришли двадцать посредников. До 20 июня кабинеты опубликуют расписание."""
DIGEST = """Понедельник. В городе дали воду.
Среда. В зале областного акимата за одним столом сидели председатели ЭКО и имамы:
заместитель акима области позвал их обсудить межэтническую ситуацию.
Условились до 1 июля открыть две приёмные."""
MINUTES = """Шиелі ауданының Қоғамдық келісім кеңесі
04.06.2026 ж.
Қатысқандар: 17 мүшенің 14-і.
ШЕШІМ ҚАБЫЛДАНДЫ:
1. Ауылдарда кездесулер өткізілсін. Мерзімі: 2026 жылғы 10 шілде."""
UNBULLETED = """Общественному согласию посвящена прошедшая 4 июня коллегия управления
внутренней политики Акмолинской области.
Коллегия решила:
информацию принять к сведению;
отделам внутренней политики представить предложения до 1 июля."""
CHRONICLE = """Шайханада аудандық Аналар кеңесінің алқа-қотан жиыны болып жатыр.
— Баланы қосайық, — дейді Аналар кеңесінің төрайымы.
Аналар 25 маусымға дейін кесте жасап, мектептерге ілдіреді."""


def read(title: str, text: str, region: str = "KZ-35") -> Meeting | None:
    flat = text.replace(",\n", ", ").replace("имамы:\n", "имамы: ")
    return read_report(
        title,
        flat,
        REFERENCE.institutions,
        region,
        ON,
        regions=REFERENCE.regions.values(),
        districts=REFERENCE.districts.values(),
    )


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("«Спорить о словах, а не о людях»", SPOKEN_FIRST, "council"),
        ("Область за семь дней", DIGEST, "akim_meeting"),
        ("Хаттамадан үзінді № 2", MINUTES, "council"),
        ("О коллегии", UNBULLETED, "other"),
        ("Аналар не дейді?", CHRONICLE, "council"),
    ],
)
def test_a_report_is_recognised_by_all_its_evidence(
    title: str, text: str, kind: str
) -> None:
    found = read(title, text)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Приём заявок: школа медиатора",
            "Дом дружбы приглашает в школу медиатора. Занятия начнутся 1 июля.\n"
            "В программе тренинги, преподавать будут члены Совета медиации.\n"
            "На открытии планируется круглый стол с участием Совета аксакалов.",
        ),
        (
            "Достық үйінде бірлік концерті өтті",
            "Достық үйінде концерт өтті. Этномәдени бірлестіктер ән айтты.\n"
            "Кешке Ақсақалдар кеңесінің мүшелері де жиналды.",
        ),
        (
            "Ақсақалдар кеңесінің төрағасы: «Сабыр түбі — алтын»",
            "Ақсақалдар кеңесін басқарған ұстазбен әңгімелестік.\n"
            "— Кеңесті құрған кез есіңізде ме?\n— Иә, бәріміз жиналдық.\n"
            "— Ең қиын дау қандай болды?\n— Ағайынның дауы.\n"
            "— Жастарға не айтасыз?\n— Асықпасын.",
        ),
        (
            "В Доме дружбы обсудили тарифы",
            "Вчера в Доме дружбы прошло заседание Общественного совета города.\n"
            "Решено до 1 июля пересчитать платежи. Пришли жители и журналисты.",
        ),
        (
            "Реформа: что изменится",
            "Ранее эти меры обсудили на заседании Совета аксакалов и Совета матерей.\n"
            "Межэтническое согласие названо приоритетом, сказал глава управления.",
        ),
        (
            "Совет матерей собрал посылки",
            "Совет матерей района собрал тёплые вещи. Посылки увезли в пятницу.",
        ),
    ],
)
def test_a_near_miss_reports_no_meeting(title: str, text: str) -> None:
    assert not is_report(title, text, REFERENCE.institutions, ON)


def test_minutes_tell_members_from_those_who_came() -> None:
    found = read("Хаттамадан үзінді № 2", MINUTES, "KZ-43")
    assert found is not None
    assert {("members", 17), ("participants", 14)} <= set(found.numbers)
    assert found.held_on == date(2026, 6, 4)


def test_minutes_bear_the_day_in_their_title() -> None:
    text = "Совет матерей\nВедущая: председатель Совета\nРешено: открыть клуб."
    found = read("Выписка из протокола № 1 от 02.06.2026", text)
    assert found is not None
    assert found.held_on == date(2026, 6, 2)


def test_a_weekday_above_a_part_of_a_digest_is_its_day() -> None:
    found = read("Область за семь дней", DIGEST)
    assert found is not None
    assert found.held_on == date(2026, 6, 3)
    assert found.place == "областной акимат"
    assert found.chair_office == "deputy_akim"


def test_a_list_without_bullets_is_read_to_its_last_clause() -> None:
    texts = [one.text for one in read_decisions(UNBULLETED, ON)]
    assert texts == [
        "информацию принять к сведению",
        "отделам внутренней политики представить предложения до 1 июля",
    ]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("ЭКО до пятницы присылают списки", date(2026, 6, 12)),
        ("Тізім сәрсенбіге дейін тапсырылсын", date(2026, 6, 10)),
        ("В пятницу все пришли", None),
    ],
)
def test_a_weekday_is_a_deadline_only_after_until(words: str, day: date | None) -> None:
    assert due(words, ON) == day


def test_what_follows_a_decision_in_its_paragraph_is_one_too() -> None:
    text = "Условились открыть кабинет. Деканат выделит аудиторию. Было жарко."
    assert [one.text for one in read_decisions(text, ON)] == [
        "Условились открыть кабинет",
        "Деканат выделит аудиторию",
    ]


def test_who_answers_is_who_is_responsible() -> None:
    text = "Решено: ролики запустить к 1 июля, отвечает молодёжное крыло."
    assert [one.office for one in read_decisions(text, ON)] == ["молодёжное крыло"]


def test_a_bare_hall_is_one_of_the_house_that_is_told_of() -> None:
    found = read(
        "Күнделік",
        "Қарағандыдағы Достық үйінің есігі ашылды.\n"
        "Мәжіліс залында Аналар кеңесінің отырысы болды.",
    )
    assert found is not None
    assert found.place == "Достық үйі"
