"""Characters, sentences and offsets."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.text import Replacement, Rewriting, lowered, normalise, sentences

SENTENCES = [
    ("В г. Алматы прошёл сход. Люди разошлись.", 2),
    ("Это было в 2020 г. Алматы тогда спал.", 2),
    ("Аким А. Б. Иванов приехал. Сход закончился.", 2),
    ("Дом на ул. Абая, д. 5 сгорел. Ущерб 3 млн. тенге.", 2),
    ("Пришли аксакалы, т.е. старшие. Спор решён!", 2),
    ("Жиынға ақсақалдар т.б. қатысты. Дау шешілді.", 2),
    ("Оқиға 2020 ж. Қордайда болды ма? Жоқ.", 3),
    ("Dr. Brown came. The talks, e.g. on water, went on.", 2),
    ("«Мы не хотим ссоры.» Так сказал старейшина.", 2),
    ("Заголовок без точки\nПервое предложение. Второе.", 3),
    ("Ставка 3.5 процента. Рост.", 2),
    ("Что?! Неужели… да.", 2),
]


@pytest.mark.parametrize(("text", "count"), SENTENCES)
def test_sentences_end_where_a_reader_stops(text: str, count: int) -> None:
    pieces = [text[start:end] for start, end in sentences(text)]
    assert len(pieces) == count, pieces


@given(st.text(alphabet="абв. \n!?АБ1«»", max_size=80))
def test_sentences_cover_the_text_and_never_overlap(text: str) -> None:
    bounds = sentences(text)
    for (_, end), (start, _) in pairwise(bounds):
        assert end <= start
    kept = "".join(text[start:end] for start, end in bounds)
    assert "".join(kept.split()) == "".join(text.split())


def test_letters_are_repaired_without_losing_the_way_back() -> None:
    raw = "Солтүстiк\u00a0Қазақстан, Aлматы, ко\u00adнфликт, и\u0306"
    clean = normalise(raw)
    assert clean.text == "Солтүстік Қазақстан, Алматы, конфликт, й"
    start = clean.text.index("конфликт")
    end = start + len("конфликт")
    assert raw[clean.back(start) : clean.back(end, end=True)] == "ко\u00adнфликт"


@st.composite
def rewritings(draw: st.DrawFn) -> Rewriting:
    text = draw(st.text(alphabet="abcdef", min_size=1, max_size=40))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    new = st.text(alphabet="XY", max_size=5)
    return Rewriting(text, [Replacement(s, e, draw(new)) for s, e in pairs])


@given(rewritings())
def test_what_was_not_replaced_is_found_again(rewriting: Rewriting) -> None:
    inside = [i for r in rewriting.replacements for i in range(r.start, r.end)]
    old = "".join(c for i, c in enumerate(_old_text(rewriting)) if i not in inside)
    assert "".join(c for c in rewriting.text if c in "abcdef") == old
    for i, c in enumerate(rewriting.text):
        if c in "abcdef":
            back = rewriting.back(i)
            assert _old_text(rewriting)[back] == c
            assert rewriting.forward(back) == i


def _old_text(rewriting: Rewriting) -> str:
    return rewriting.old


@given(st.text(max_size=60))
def test_lower_case_moves_no_offset(text: str) -> None:
    assert len(lowered(text)) == len(text)
