"""Private people leave the text before anything else sees it, all alike."""

import pytest

import scoring
from data.model import RawItem

#: Invented people. The groups only show that nobody is protected less.
NAMES = {
    "1": ["Нұрлан Әбенов", "Айгерім Сейтқали", "Бекзат Төлеген"],
    "2": ["Ольга Смирнова", "Дмитрий Коваль", "Мария Шевчук"],
    "3": ["Турсун Розиев", "Гульнар Абдулла", "Шавкат Ахун"],
    "4": ["Ахмед Юсупов", "Юнус Лавар", "Исмар Маншанло"],
    "5": ["Алишер Каримов", "Дилноза Юлдаш", "Баходир Собир"],
    "6": ["Ким Татьяна", "Виктор Цой", "Роман Ли"],
    "7": ["Эдуард Шмидт", "Виктор Фогель", "Генрих Классен"],
    "8": ["Исмаил Гасан", "Эльвира Дурсунова", "Севда Бинали"],
}
TEMPLATES = [
    "Житель села Масанчи {} рассказал, что ссора началась вечером.",
    "По словам очевидца, {} первым выбежал на улицу.",
    "В больницу доставлен 23-летний {}, его состояние тяжёлое.",
    "«Мы не хотим ссоры», — сказала {}.",
    "Шелек ауылының тұрғыны {} полицияға барды.",
    "Оқиға куәгері {} кеше айтып берді.",
]


def read(text: str, lang: str | None = None) -> str:
    return scoring.understand([RawItem("x", "", "", text, lang=lang)])[0].text


@pytest.mark.parametrize("group", NAMES)
@pytest.mark.parametrize("template", TEMPLATES)
def test_residents_are_protected_alike(group: str, template: str) -> None:
    for name in NAMES[group]:
        text = read(template.format(name))
        assert not set(name.split()) & set(text.replace(",", " ").split()), text
        assert "[человек]" in text or "[адам]" in text


def test_numbers_and_accounts_go() -> None:
    text = read(
        "Звоните +7 701 000 02 19 или 8 (727) 000-11-22, ИИН 990101300017, "
        "почта somebody@example.kz, пишите @nickname или t.me/nickname."
    )
    for secret in ("701", "727", "990101300017", "example.kz", "nickname"):
        assert secret not in text


def test_sums_of_money_stay() -> None:
    text = "На ремонт выделено 260000000000 тенге, ещё 1 200 000 даст область."
    assert read(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Аким Жамбылской области Ержан Жумабеков встретился с жителями.",
        "Облыс әкімі Ержан Жұмабеков тұрғындармен кездесті.",
        "Министр внутренних дел Республики Казахстан Ержан Жумабеков прибыл в Тараз.",
        "President Kassym-Jomart Tokayev spoke in Taraz.",
    ],
)
def test_holders_of_public_office_keep_their_names(text: str) -> None:
    assert read(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Сын акима Нурлан Ахметов был на месте драки.",
        "Водитель министра Сергей Петров дал показания.",
        "Әкімнің ұлы Нұрлан Ахметов сол жерде болған.",
        "Бывшая жена акима Айгерим Ахметова подала жалобу.",
    ],
)
def test_their_relatives_do_not(text: str) -> None:
    assert "Ахметов" not in read(text)
    assert "Петров" not in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "В селе Масанчи Кордайского района прошёл сход.",
        "На улице Абая и проспекте Сакена Сейфуллина перекрыто движение.",
        "Бауыржан Момышұлы атындағы мектепте жиналыс өтті.",
        "Ассамблея народа Казахстана и Дом дружбы провели встречу.",
        "Уйгурский театр и Корейский дом показали концерт.",
        "Семей мен Қонаев қалаларында көктем.",
    ],
)
def test_places_streets_and_bodies_stay(text: str) -> None:
    assert read(text) == text


def test_reading_a_redacted_text_again_changes_nothing() -> None:
    once = read("Жительница Айгерим Ахметова из Тараза позвонила в полицию.")
    assert read(once) == once


def test_edits_lead_back_to_the_published_words() -> None:
    raw = "В Таразе Aйгерим Ахметова и её брат Нурлан Ахметов видели дра\u00adку."
    item = scoring.understand([RawItem("x", "", "", raw)])[0]
    rebuilt, at = [], 0
    out = 0
    for edit in item.text_edits:
        kept = edit.start - at
        rebuilt.append(item.text[out : out + kept])
        out += kept + edit.length
        at = edit.end
    rebuilt.append(item.text[out:])
    assert "".join(rebuilt) == "В Таразе  и её брат  видели драку."
    assert item.redactions == 2
