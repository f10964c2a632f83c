"""A text as it is read: offsets, masks and places agree with what is shown."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from data.model import RawItem
from data.reference import load
from data.taxonomy import PLACEHOLDER
from scoring.offsets import given as as_given
from scoring.reading import Reading, read
from scoring.tools import tools_for

WORDS = st.lists(
    st.sampled_from(["Қордайда", "дүнгендер", "Иван Петров", "Тараз.", "су", "\n"])
    | st.sampled_from(["ко\u00adн", "&nbsp;", "<b>сход</b>", "Aлмaты", "казахи"])
    | st.sampled_from(["87011234567", "Уйгурский район"]),
    max_size=14,
).map(" ".join)


def reading(text: str, title: str = "", **more: object) -> Reading:
    item = RawItem("x", "", title, text, **more)  # type: ignore[arg-type]
    return read(item, None, tools_for(load()))


def test_everything_private_is_gone_and_counted() -> None:
    got = reading("Иван Петров, 8 701 123 45 67, пришёл в Тараз.", "Иван Петров пришёл")
    assert "Петров" not in got.title.text + got.text.text
    assert "701" not in got.text.text
    assert got.redactions == len(got.title_edits) + len(got.text_edits) == 3


def test_places_and_peoples_of_a_sentence_are_its_own() -> None:
    got = reading("В Таразе сход. Дунгане пришли в Шымкент.")
    first, second = got.sentences
    assert [p.words for p in first.places] == ["Таразе"]
    assert [p.words for p in second.places] == ["Шымкент"]
    assert PLACEHOLDER not in first.masked.text
    assert second.masked.text == f"{PLACEHOLDER} пришли в шымкент."


def test_a_people_in_the_name_of_a_district_is_a_place() -> None:
    (got,) = reading("В Уйгурском районе прошёл сход.").sentences
    assert PLACEHOLDER not in got.masked.text
    assert [p.kind for p in got.places] == ["district"]


def test_the_language_is_read_without_the_peoples() -> None:
    assert reading("Қазақтар, ұйғырлар: сход жителей двух сёл прошёл").lang == "ru"
    assert reading("2026", lang="kk").lang == "kk"


def test_the_year_is_that_of_publication() -> None:
    assert reading("Сход").year is None
    then = datetime(2020, 2, 9, tzinfo=UTC)
    assert reading("Сход", published_at=then).year == 2020


def test_what_follows_a_sentence_abroad_is_abroad_until_we_are_back() -> None:
    got = reading("В Бишкеке драка. Люди разошлись. В Таразе тихо.")
    assert [s.abroad for s in got.sentences] == [True, True, False]


@settings(max_examples=80, deadline=None, derandomize=True)
@given(WORDS, WORDS)
def test_sentences_places_and_edits_agree_with_the_text(title: str, text: str) -> None:
    got = reading(text, title)
    shown = {"title": got.title.text, "text": got.text.text}
    for sentence in got.sentences:
        end = sentence.start + len(sentence.text)
        assert shown[sentence.part][sentence.start : end] == sentence.text
        for place in sentence.places:
            assert sentence.start <= place.start < end
    for raw, edits, part in (
        (title, got.title_edits, "title"),
        (text, got.text_edits, "text"),
    ):
        grown = sum(e.length - (e.end - e.start) for e in edits)
        assert len(shown[part]) == len(raw) + grown
        assert all(a.end <= b.start for a, b in pairwise(edits))
        for sentence in got.sentences:
            if sentence.part == part:
                start, end = as_given(
                    sentence.start, sentence.start + len(sentence.text), edits
                )
                assert 0 <= start < end <= len(raw)
