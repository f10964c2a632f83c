"""Private people leave the text before anything else sees it, all alike."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import scoring
from data.model import RawItem
from scoring.privacy import MARKERS, PrivateSpan, marker, place_end, private_spans

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
        assert "[человек 1]" in text or "[адам 1]" in text


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


def whole(title: str, text: str, lang: str = "ru") -> tuple[str, str]:
    item = scoring.understand([RawItem("x", "", title, text, lang=lang)])[0]
    return item.title, item.text


def test_one_person_bears_one_number_through_title_and_text() -> None:
    title, text = whole(
        "Юсупов рассказал о драке",
        "Житель села Ахмед Юсупов пришёл. Юсупову помогли. А. Юсупов ушёл, и Ахмед "
        "Хасанович рад. Юсупов Ахмед и Akhmed Yusupov — он же. Хасан Юсупов — другой.",
    )
    assert title == "[человек 1] рассказал о драке"
    assert text.count("[человек 1]") == 6
    assert text.endswith("[человек 2] — другой.")


def test_kazakh_suffixes_do_not_make_another_person() -> None:
    _, text = whole(
        "",
        "Тұрғын Ахмед Юсупов келді. Юсуповтың айтуынша, Юсуповқа көмектесті. "
        "Юсуповпен бірге Айгерім Сейтқали болды, Айгерімнің үйі жанында.",
        "kk",
    )
    assert text.count("[адам 1]") == 4
    assert text.count("[адам 2]") == 2


def test_numbers_go_on_after_markers_that_stand_already() -> None:
    _, text = whole("", "[человек 2] ушёл, [адам] тоже. Ахмед Юсупов пришёл.")
    assert text == "[человек 2] ушёл, [адам] тоже. [человек 3] пришёл."


def test_every_kind_has_its_word_in_the_language_of_the_item() -> None:
    _, text = whole("", "Нұрлан Әбенов, ЖСН 990101300017, +7 701 000 02 19.", "kk")
    assert text == "[адам 1], ЖСН [ЖСН], [телефон]."
    _, text = whole("", "Call Erna Vogel at +7 701 000 02 19 or e@example.kz.", "en")
    assert text == "Call [person 1] at [phone] or [e-mail]."
    assert all(set(words) == {"kk", "ru", "en"} for words in MARKERS.values())
    assert marker(PrivateSpan(0, 3, "plate"), "other") == "[номер машины]"


@pytest.mark.parametrize(
    ("text", "private"),
    [
        ("Аким района встретился с жителем Ахмедом Юсуповым.", "Юсупов"),
        ("Министр поблагодарил учителя Ахмеда Юсупова.", "Юсупов"),
        ("Әкім тұрғын Ахмед Юсуповпен сөйлесті.", "Юсупов"),
        ("Депутат, сосед Ахмед Юсупов и врач ушли.", "Юсупов"),
    ],
)
def test_whoever_meets_an_office_holder_holds_none(text: str, private: str) -> None:
    assert private not in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ержан Жумабеков, аким Жамбылской области, приехал в Тараз.",
        "Депутат мажилиса от партии «Аманат» Айгуль Серикова выступила.",
        "Аким Ержан Жумабеков приехал. Позже Жумабеков встретил жителей.",
        "Облыс әкімінің орынбасары Ержан Жұмабеков келді.",
        "Deputy Governor Erzhan Zhumabekov visited Taraz.",
    ],
)
def test_offices_before_and_after_the_name_keep_it(text: str) -> None:
    assert read(text) == text


def test_without_an_office_in_the_item_a_name_goes() -> None:
    assert read("Вчера Ержан Жумабеков выступил.") == "Вчера [человек 1] выступил."


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("В селе Каракемер Прохор Завьялов", "", "Каракемер"),
        ("Заявление подала С. Лужина", "", ""),
        ("В селе Новый Путь тихо", "", "Новый Путь"),
        ("Марсель Насретдинов ушёл", "foreign", ""),
        ("В Марсель Насретдинов ушёл", "foreign", "Марсель"),
        ("В селе Сары Арка", "settlement", "Сары Арка"),
    ],
)
def test_where_a_village_nobody_listed_ends(text: str, kind: str, place: str) -> None:
    words = place or {"": "Лужина", "foreign": "Марсель"}[kind]
    asked = {"Каракемер": "Каракемер Прохор"}.get(words, words)
    start = text.index(asked)
    end = place_end(text, start, start + len(asked), kind)
    assert text[start:end] == place


def test_a_village_named_once_with_its_word_is_no_person_later() -> None:
    text = "Сход прошёл в селе Боралкамыс. Позже Боралкамыс опустел."
    assert read(text) == text


def test_a_town_that_is_a_name_is_one_only_where_people_stand() -> None:
    assert private_spans(["приехал в Абае"], (), [[(10, 14)]]) == [[]]


@given(st.lists(st.text(alphabet="АБабвё ИН.о-7@\n[]1человк", max_size=80), max_size=3))
def test_spans_lie_in_order_inside_their_part(parts: list[str]) -> None:
    for part, spans in zip(parts, private_spans(parts, ("аким",)), strict=True):
        assert all(0 <= s.start < s.end <= len(part) for s in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
        assert all((s.kind == "person") == (s.person > 0) for s in spans)


@pytest.mark.parametrize(
    "piece",
    [
        *("Ахмед Юсупов ушёл. ", "Юсупов ", "А. Юсупов, ", "аким Юсупов и "),
        *("сосед ахмед юсупов ", "Абвгд Ежзик, ", "[человек 1] "),
    ],
)
def test_long_texts_take_linear_time(piece: str) -> None:
    def cost(length: int) -> float:
        text = piece * (length // len(piece))
        start = time.process_time()
        private_spans([text], ("аким", "министр"))
        return time.process_time() - start

    cost(2_000)  # what is looked up once
    least = [min(cost(length) for _ in range(3)) for length in (40_000, 10_000)]
    assert least[0] < 12 * max(least[1], 0.01)
