"""Characters, sentences and offsets."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.text import Replacement, Rewriting, Taken, joined, lowered, sentences

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


@pytest.mark.parametrize("odd", [" ", ".", "\n", "а.", ". ", "»", "!?", "[1]"])
def test_a_text_of_stops_and_spaces_takes_no_long_time(odd: str) -> None:
    text = odd * 40_000 + "а"
    kept = "".join(text[start:end] for start, end in sentences(text))
    assert kept.split() == text.split() or "".join(kept.split()) == "".join(
        text.split()
    )


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


@given(rewritings(), st.data())
def test_two_rewritings_in_one(first: Rewriting, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(first.text)), max_size=6)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    second = Rewriting(first.text, [Replacement(s, e, "Z" * (e % 3)) for s, e in pairs])
    both = joined(first, second)
    assert both.text == second.text == Rewriting(first.old, both.replacements).text
    ends = [r.end for r in both.replacements]
    assert all(
        r.start >= end for r, end in zip(both.replacements[1:], ends, strict=False)
    )
    for at, letter in enumerate(both.text):
        if letter in "abcdef":
            assert both.back(at) == first.back(second.back(at))


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6)), max_size=8))
def test_taken_spans_are_not_free(pairs: list[tuple[int, int]]) -> None:
    spans = [(start, start + length) for start, length in pairs]
    taken = Taken(spans[:4])
    held = list(spans[:4])
    for start, end in spans[4:]:
        free = all(end <= s or start >= e for s, e in held)
        assert taken.is_free(start, end) is free
        if free:
            taken.take(start, end)
            held.append((start, end))


@given(st.text(max_size=60))
def test_lower_case_moves_no_offset(text: str) -> None:
    assert len(lowered(text)) == len(text)
