"""Any text is read without a crash, in time proportional to it, and led back to."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import scoring
from data.model import RawItem
from data.reference import load
from scoring.learned import NOTHING, Learned, learned
from scoring.offsets import given as as_given
from scoring.self_names import SelfNames

#: The rules alone, and with the heads that weigh words; no vectors are computed.
MINDS = (NOTHING, Learned(learned().heads))
SPICE = (
    *("\u00ad", "\u200b", "\u0306", "\x00", "\ud800", "\u0130", "ﬁ", "  ", "\n", "🔥"),
    *("<b>", "</p>", "<!--", "<script>", "&nbsp;", "&#x49b;", "«", "...", "[адам 1]"),
    *("Aлмaты", "ЌАЗАЌ", "їшін", "РђР»Рј", "870112345678", "Иван Петров", "жоооқ"),
    "Qordai",
)
EVENTS = (
    "Қордай ауданында екі ауылдың тұрғындары суға таласып, жаппай төбелес болды. ",
    "В Кордайском районе толпа жителей соседнего села забросала камнями дома. ",
    "In Korday District residents of two villages clashed over irrigation water. ",
)
ODD = st.text(max_size=150) | st.lists(st.sampled_from((*SPICE, *EVENTS))).map("".join)


@pytest.mark.parametrize("mind", MINDS, ids=("rules", "words"))
@settings(max_examples=60, deadline=None, derandomize=True)
@given(title=ODD, text=ODD)
def test_no_text_makes_it_fall(mind: Learned, title: str, text: str) -> None:
    item = RawItem("x", "", title, text)
    (got,) = scoring.understand([item], mind=mind)
    assert got.lang in ("kk", "ru", "en", "other")
    for place in got.places:
        part = got.title if place.part == "title" else got.text
        assert 0 <= place.start <= place.end <= len(part)
    assert scoring.understand([item], mind=mind) == [got]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.sampled_from(EVENTS), st.randoms(use_true_random=False))
def test_evidence_points_at_the_words_as_given(
    event: str, chance: random.Random
) -> None:
    hidden = ("\u00ad", "\u200b", "<b>", "</b>")
    raw = "".join(
        letter + (chance.choice(hidden) if chance.random() < 0.1 else "")
        for letter in f"Сход, жиын. {event}".rstrip()
    )
    (got,) = scoring.understand([RawItem("x", "", "", raw)], mind=NOTHING)
    assert got.risk
    for signal in got.risk:
        for evidence in signal.evidence:
            assert got.text[evidence.start : evidence.end] == evidence.text
            start, end = as_given(evidence.start, evidence.end, got.text_edits)
            shown = raw[start:end]
            for mark in hidden:
                shown = shown.replace(mark, "")
            assert shown.split() == evidence.text.split() == event.split()


# --- disguises change nothing ---------------------------------------------------------


def outline(raw: str) -> object:
    (got,) = scoring.understand([RawItem("x", "", "", raw)], mind=MINDS[1])
    signals = [(s.code, round(s.confidence, 6)) for s in (*got.risk, *got.protective)]
    return got.lang, got.flag, got.regions, got.dropped, signals


DISGUISES: tuple[Callable[[str], str], ...] = (
    lambda text: text.translate(str.maketrans("аеосрі", "aeocpi")),
    lambda text: text.encode("kz1048").decode("cp1251"),
    lambda text: "".join(
        bytes([b]).decode("cp1251", "ignore") or chr(b) for b in text.encode()
    ),
    lambda text: "\u00ad".join(text),
    lambda text: f"<div><p class='x'>{text.replace(' ', '&nbsp;')}</p>",
)


@pytest.mark.parametrize("disguise", DISGUISES)
@pytest.mark.parametrize("event", EVENTS[:2])
def test_a_disguise_changes_nothing(event: str, disguise: Callable[[str], str]) -> None:
    plain = event.strip()
    assert outline(disguise(plain)) == outline(plain)


@pytest.mark.parametrize("event", EVENTS)
def test_capitals_change_no_flag_and_no_region(event: str) -> None:
    (plain,) = scoring.understand([RawItem("x", "", "", event)], mind=NOTHING)
    (loud,) = scoring.understand([RawItem("x", "", "", event.upper())], mind=NOTHING)
    assert plain.flag
    assert (loud.flag, loud.regions, loud.lang) == (True, plain.regions, plain.lang)


# --- time -----------------------------------------------------------------------------

SHAPES: dict[str, str] = {
    "sentences": "Спор за воду. Шум. ",
    "rules": EVENTS[0],
    "names": "Айгүл Серікова ударила Ахмета Исаева. ",
    "numbers": "870112345678 +7 701 123 45 67 ",
    "no spaces": "қ",
    "quotes": '«Сосед», "спор", ',
    "places": "Тараз, Қордай ауданы, Шымкент, ",
    "peoples": "Дунгане и казахи подрались в Таразе. ",
    "villages": "Село Бирлик, ауылы, ",
    "stops": ".",
    "spaces": " ",
    "marks": "\u0306",
    "invisible": "ко\u00adн ",
    "mixed": "Aлмaты ",
    "tags": "<p><b",
    "comments": "<!--",
    "scripts": "<script>",
    "old font": "Ќазаќстанныѕ їйі ",
    "mojibake": "РђР»РјР°С‚С‹ ",
    "latin": "Qordai audanynda eki auyl suǵa talasty. ",
    "latin word": "eki bolgan",
}
BASE, FACTOR = 4_000, 8


def seconds(text: str) -> float:
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        scoring.understand([RawItem("x", "", "", text)], mind=MINDS[1])
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("shape", SHAPES)
def test_eight_times_the_text_takes_no_square_of_the_time(shape: str) -> None:
    def text(size: int) -> str:
        return (SHAPES[shape] * size)[:size] + "а."

    seconds(text(100))
    short, long = seconds(text(BASE)), seconds(text(BASE * FACTOR))
    # A square would be 64 times; other programs may disturb either measurement.
    assert long < 5 * FACTOR * max(short, 0.004)


# --- peoples are interchangeable ------------------------------------------------------

PEOPLES = {
    "kk": ("қазақ", "орыс", "ұйғыр", "дүнген", "күрд", "шешен", "тәжік", "ахысқа"),
    "ru": ("казах", "уйгур", "дунган", "чечен", "курд", "армян", "лезгин", "цыган"),
    "en": ("Kazakh", "Uyghur", "Dungan", "Chechen", "Kurd", "Armenian", "Abkhazian"),
}
FRAMES = {
    "kk": "Мерке ауданында {}тер мен көршілері суға таласты, {}ше айқайлады.",
    "ru": "В Меркенском районе {}ы и соседи подрались у канала, {}ские дома заперты.",
    "en": "In Merke District {}s and their neighbours clashed over irrigation water.",
}


@pytest.mark.parametrize("lang", PEOPLES)
def test_one_people_is_read_like_another(lang: str) -> None:
    seen = set()
    for people in PEOPLES[lang]:
        text = FRAMES[lang].format(people, people)
        (got,) = scoring.understand([RawItem("x", "", "", text)], mind=MINDS[1])
        assert got.regions == ("KZ-31",)
        places = [(p.kind, p.code, p.words) for p in got.places]
        signals = [(s.code, s.confidence) for s in (*got.risk, *got.protective)]
        seen.add(repr((got.lang, got.redactions, got.dropped, places, signals)))
    assert len(seen) == 1


def test_a_people_is_a_place_only_beside_a_word_of_type() -> None:
    def places(text: str) -> list[str]:
        (got,) = scoring.understand([RawItem("x", "", "", text)], mind=NOTHING)
        return [p.kind for p in got.places]

    assert places("В Уйгурском районе прошёл сход.") == ["district"]
    assert places("Ұйғыр ауданында жиын өтті.") == ["district"]
    assert places("Уйгурский ансамбль выступил на сходе.") == []
    assert places("Ұйғыр жігіттері жиынға келді.") == []


def test_words_that_only_begin_like_a_people_stay() -> None:
    names = SelfNames(load().ethnonyms)
    words = (
        "күрделі тәжікелесіп шешенің ауған қалмақшы немесе сығанақ русло arable jewel"
        " Татарстан Украиной Калмыкии Болгарией Түрікменстаннан Romania индустрия"
    )
    assert [words[start:end] for start, end in names.find(words)] == []


def test_names_of_persons_made_of_peoples_are_names() -> None:
    text = "Орысбаев Серік пен Өзбекова Гүлнар Таразда сотқа келді."
    item = RawItem("x", "", "", text)
    (got,) = scoring.understand([replace(item, lang="kk")], mind=NOTHING)
    assert "Орысбаев" not in got.text
    assert "Өзбекова" not in got.text
    names = SelfNames(load().ethnonyms)
    gathered = "Узбеков и казахов позвали, а Иван Татаринов и А. Греков ушли."
    assert [gathered[a:b] for a, b in names.find(gathered)] == ["Узбеков", "казахов"]
