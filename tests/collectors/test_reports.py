"""Reports of meetings on the interethnic situation, in three languages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.bodies import find_bodies
from collectors.decisions import due, read_decisions, responsible
from collectors.documents import split_title
from collectors.meeting_words import sentences
from collectors.reports import read_report
from data.model import Institution


def body(id: str, role: str, kk: str, ru: str, en: str, *aliases: str) -> Institution:
    return Institution(id, {"kk": kk, "ru": ru, "en": en}, aliases, role, None, None)


BODIES = (
    body(
        "assembly",
        "assembly",
        "Қазақстан халқы Ассамблеясы",
        "Ассамблея народа Казахстана",
        "Assembly of the People of Kazakhstan",
        "ҚХА",
        "АНК",
        "облыстық Ассамблея",
        "областная Ассамблея",
    ),
    body(
        "peoples_council",
        "people_council",
        "Халық Кеңесі",
        "Народный совет",
        "People's Council",
    ),
    body(
        "elders", "elders", "Ақсақалдар кеңесі", "Совет аксакалов", "Council of Elders"
    ),
    body("mothers", "mothers", "Аналар кеңесі", "Совет матерей", "Council of Mothers"),
    body("house", "house", "Достық үйі", "Дом дружбы", "Friendship House"),
    body(
        "office", "accord", "«Қоғамдық келісім»", "КГУ «Қоғамдық келісім»", "Qogamdyq"
    ),
)

SESSION_KK = """2026 жылғы 8 ақпанда Тараздағы Достық үйінде облыстық Қазақстан халқы
Ассамблеясының XXX сессиясы өтті. Жиынды облыс әкімі — облыстық Ассамблея төрағасы
жүргізді. Оған ақсақалдар кеңесі мен аналар кеңесі қатысты. Шешілді:
1. Аудан әкімдеріне 2026 жылғы 1 наурызға дейін су кестесін жариялау тапсырылсын.
2. Ішкі саясат басқармасы 20 наурызға дейін медиаторлар тізімін жаңартсын.
Соңында өнерпаздар ән айтты."""
COUNCIL_RU = """8 февраля в Доме дружбы состоялось заседание Совета матерей. Под
председательством заместителя акима Жамбылской области обсудили работу с подростками.
По итогам решено:
1) Управлению образования до 15 января провести встречи в трёх школах.
2) Совету аксакалов подключиться к работе, ответственный Иванов И. И., срок до 1 апреля.
Повестка следующей встречи:
1. Отчёт секретариата за первое полугодие этого года."""
AKIM_EN = """On February 8, 2026 the akim of the region chaired a meeting on the
interethnic situation with ethnocultural associations. The akims of two districts were
instructed to publish the grazing schedule by March 15, 2026."""
TITLE_KK = "Облыстық Ассамблея сессиясында екі мәселе қаралды"


def flat(text: str) -> str:
    """Paragraphs on one line each, as collectors give them; lists keep their lines."""
    lines: list[str] = []
    for line in text.split("\n"):
        is_item = line[:1].isdigit() and line[1:2] in ".)"
        is_new = not lines or is_item or lines[-1].endswith((":", "."))
        lines = [*lines, line] if is_new else [*lines[:-1], lines[-1] + " " + line]
    return "\n".join(lines)


def test_a_session_in_kazakh():
    got = read_report(TITLE_KK, flat(SESSION_KK), BODIES, "KZ-31")
    assert got is not None
    assert (got.kind, got.institution, got.region) == ("session", "assembly", "KZ-31")
    assert got.held_on == date(2026, 2, 8)
    assert got.chair_office == "облыс әкімі"
    assert got.bodies == ("assembly", "house", "elders", "mothers")
    first, second = got.decisions
    assert (first.office, first.due_on) == ("аудан әкімі", date(2026, 3, 1))
    assert second.office == "Ішкі саясат басқармасы"
    assert second.due_on == date(2026, 3, 20)
    assert second.text.startswith("Ішкі саясат басқармасы 20 наурызға дейін")


def test_a_council_in_russian():
    got = read_report(
        "О работе с подростками", flat(COUNCIL_RU), BODIES, "KZ-31", date(2026, 2, 9)
    )
    assert got is not None
    assert (got.kind, got.institution) == ("council", "mothers")
    assert (got.held_on, got.chair_office) == (
        date(2026, 2, 8),
        "заместитель акима области",
    )
    first, second = got.decisions
    # January lies behind the meeting of February: the next one is meant.
    assert (first.office, first.due_on) == ("Управлению образования", date(2027, 1, 15))
    assert (second.office, second.due_on) == ("Совету аксакалов", date(2026, 4, 1))
    assert "Иванов" not in second.text


def test_an_akims_meeting_in_english():
    got = read_report("Akim hears mediators", flat(AKIM_EN), BODIES, None)
    assert got is not None
    assert (got.kind, got.region) == ("akim_meeting", "national")
    assert (got.held_on, got.chair_office) == (date(2026, 2, 8), "regional akim")
    assert got.decisions[0].due_on == date(2026, 3, 15)


def test_a_year_is_not_guessed():
    got = read_report("О работе с подростками", flat(COUNCIL_RU), BODIES, "KZ-31")
    assert got is not None
    assert got.held_on is None
    assert [decision.due_on for decision in got.decisions] == [None, None]


def test_today_is_the_day_of_the_report():
    text = "Бүгін Достық үйінде ҚХА сессиясы өтті."
    on = date(2026, 2, 8)
    got = read_report("ҚХА жаңалығы", text, BODIES, None, on)
    assert got is not None
    assert got.held_on == on


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "ҚХА сессиясы 25 сәуірде өтеді",
            "Қазақстан халқы Ассамблеясының сессиясы сәуірде өткізіледі деп күтіледі.",
        ),
        (
            "Сессия Ассамблеи народа Казахстана состоится в апреле",
            "Заседание АНК пройдёт в столице, делегаты готовятся.",
        ),
        (
            "Мәслихат сессиясы өтті",
            "Облыстық мәслихаттың сессиясы өтті, онда ҚХА депутаттары сөйледі.",
        ),
        (
            "Президент выступил в ООН",
            "В Нью-Йорке прошла сессия Генеральной Ассамблеи ООН, обсудили климат.",
        ),
        (
            "Концерт в Доме дружбы",
            "В Доме дружбы прошёл концерт, на нём был совет матерей и этноансамбли.",
        ),
        (
            "Достық үйінде көрме ашылды",
            "Достық үйінде қолөнер көрмесі өтті. Оған ақсақалдар кеңесі қатысты.",
        ),
        (
            "Аким провёл совещание по паводкам",
            "Аким области провёл совещание по подготовке к паводкам и ремонту дамб.",
        ),
        (
            "The Senate met on Monday",
            "The Senate held a meeting. A quota for the Assembly of the People of"
            " Kazakhstan was mentioned by one deputy in his long speech at the end.",
        ),
        ("", ""),
    ],
)
def test_what_reports_no_meeting_of_ours_is_none(title, text):
    assert read_report(title, text, BODIES, None) is None


def test_without_a_table_of_institutions_only_akims_meetings_are_known():
    assert read_report(TITLE_KK, flat(SESSION_KK), (), None) is None
    assert read_report("Akim hears mediators", flat(AKIM_EN), (), None) is not None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ассамблеи народа Казахстана", ["assembly"]),
        ("Ассамблеей народа  Казахстана", ["assembly"]),
        ("Қазақстан халқы Ассамблеясының", ["assembly"]),
        ("АНК", ["assembly"]),
        ("ҚХА-ның мүшесі", ["assembly"]),
        ("МАНК", []),
        ("the People's Council", ["peoples_council"]),
        ("Халық Кеңесінің отырысы", ["peoples_council"]),
        ("Народного совета", ["peoples_council"]),
        ("Советом матерей и советом аксакалов", ["mothers", "elders"]),
        ("ДОМ ДРУЖБЫ", ["house"]),
        ("Генеральная Ассамблея народа Казахстана", []),
        ("қоғамдық келісім мәселесі", []),
        ("КГУ «Қоғамдық келісім»", ["office"]),
        ("советник матери", []),
    ],
)
def test_bodies_are_found_in_every_case(text, found):
    assert [one.id for one in find_bodies(text, BODIES)] == found


def test_offices_and_days_are_only_what_is_stated():
    assert responsible("Провести встречи в трёх школах.") == ""
    assert due("Встречи прошли 1 марта 2026 года.", None) is None
    assert due("до 29 февраля", date(2024, 3, 1)) is not None


def test_an_agenda_is_no_decision():
    text = "Күн тәртібі:\n1. Жайылым кестесін бекіту туралы мәселе.\n2. Әртүрлі."
    assert read_decisions(text, None) == ()


def test_sentences_keep_quotations_and_abbreviations_whole():
    text = (
        "Сессия «Бірлік. Жасампаздық. Өрлеу» өтті. Ол 8 ақпан 2026 ж. Таразда болды."
        "\nIt met on Feb. 10. Then it left."
    )
    assert sentences(text) == [
        "Сессия «Бірлік. Жасампаздық. Өрлеу» өтті.",
        "Ол 8 ақпан 2026 ж. Таразда болды.",
        "It met on Feb. 10.",
        "Then it left.",
    ]


def test_the_long_report_among_the_seeds_is_a_session(shared):
    got = {}
    for path in sorted((shared / "seeds").glob("*.txt")):
        content = split_title(path.read_text())
        got[path.name[:3]] = read_report(content.title, content.text, BODIES, None)
    session = got.pop("004")
    assert set(got.values()) == {None}
    assert (session.kind, session.institution) == ("session", "assembly")
    assert (session.region, session.held_on) == ("national", None)
    assert session.chair_office == "President"
    assert {"assembly", "house"} <= set(session.bodies)
    texts = " ".join(decision.text for decision in session.decisions)
    assert "at least once every two months" in texts
    assert any(decision.office == "regional akim" for decision in session.decisions)


@given(st.text(max_size=200), st.text(max_size=400))
def test_no_text_breaks_it(title, text):
    read_report(
        title, f"Ассамблея народа Казахстана заседание прошло {text}", BODIES, None
    )
