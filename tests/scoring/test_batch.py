"""The batch: offsets lead back to the text as given, bad lines are named."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import InputError
from data.model import Edit, RawItem, Understanding
from scoring import batch
from scoring.batch import read_lines, score_table, understand_rows

NAMED = (
    "Житель села Ерлан Сейтжанов позвонил в редакцию с номера +7 701 111 22 33. "
    "В Костанайской области после ссоры школьников произошла массовая драка жителей "
    "двух соседних сёл. Ерлан Сейтжанов видел её."
)


def test_evidence_is_found_in_the_text_as_given() -> None:
    (row,) = understand_rows([("a", RawItem("", "", "Драка", NAMED))])
    assert row["risk"]
    for signal in row["risk"]:
        for piece in signal["evidence"]:
            assert "драка" in NAMED[piece["start"] : piece["end"]].lower()
    for place in row["places"]:
        shown = NAMED if place["part"] == "text" else "Драка"
        assert shown[place["start"] : place["end"]] == place["words"]
    assert "701" not in json.dumps(row)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str, tuple[Edit, ...]]:
    """A text, the text with pieces replaced, and the replacements."""
    kept = draw(st.lists(st.text("абв ", min_size=1, max_size=6), min_size=1))
    given_text, shown, edits = kept[0], kept[0], []
    for piece in kept[1:]:
        old = draw(st.text("xyz", min_size=1, max_size=9))
        new = draw(st.sampled_from(["[адам]", "[телефон]", "·"]))
        start = len(given_text)
        edits.append(Edit(start, start + len(old), len(new)))
        given_text += old + piece
        shown += new + piece
    return given_text, shown, tuple(edits)


@given(edited(), st.data())
def test_offsets_of_what_was_kept_lead_to_the_same_words(
    texts: tuple[str, str, tuple[Edit, ...]], data: st.DataObject
) -> None:
    given_text, shown, edits = texts
    start = data.draw(st.integers(0, len(shown) - 1))
    end = data.draw(st.integers(start + 1, len(shown)))
    at = batch._given(start, end, edits)
    words = given_text[at["start"] : at["end"]]
    assert 0 <= at["start"] < at["end"] <= len(given_text)

    # A placeholder, whole or in part, stands for all it replaced; the rest is as is.
    def outside(text: str, marks: str) -> str:
        return "".join(char for char in text if char not in marks)

    assert outside(words, "xyz") == "".join(
        char
        for n, char in enumerate(shown[start:end], start)
        if not _in_placeholder(n, edits)
    )


def _in_placeholder(offset: int, edits: tuple[Edit, ...]) -> bool:
    shift = 0
    for edit in edits:
        begins = edit.start - shift
        if begins <= offset < begins + edit.length:
            return True
        shift += (edit.end - edit.start) - edit.length
    return False


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("not json", "Line 2 is not JSON"),
        ("[1]", "Line 2 needs an object with an id"),
        ('{"text": "a"}', "Line 2 needs an object with an id"),
        ('{"id": 1}', "neither title nor text"),
        ('{"id": 1, "text": 5}', "must be strings"),
        ('{"id": 1, "title": " ", "text": null}', "neither title nor text"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(line: str, said: str) -> None:
    first, second = read_lines(['{"id": 0, "text": "a"}\n', line])
    assert isinstance(first[2], RawItem)
    assert isinstance(second[2], InputError)
    assert said in str(second[2])


@pytest.mark.parametrize("lang", [None, 5, "de", ["kk"], "", {}])
def test_a_declared_language_of_any_kind_is_survived(lang: Any) -> None:
    ((_, name, raw),) = read_lines([json.dumps({"id": 7, "text": NAMED, "lang": lang})])
    assert isinstance(raw, RawItem)
    (row,) = understand_rows([(name, raw)])
    assert (row["id"], row["lang"]) == ("7", "ru")


def test_only_a_time_with_a_zone_is_a_time() -> None:
    lines = [
        json.dumps({"id": n, "text": "a", "published": at})
        for n, at in enumerate(["2026-11-22T06:00:00Z", "2026-11-22", "soon", 5, None])
    ]
    times = [raw.published_at for _, _, raw in read_lines(lines)]  # type: ignore[union-attr]
    assert times == [datetime(2026, 11, 22, 6, tzinfo=UTC), None, None, None, None]


def test_a_dropped_text_has_no_lane(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Understanding] = []
    original = batch.understand

    def dropped(*given: Any) -> list[Understanding]:
        read.extend(replace(each, dropped="sport") for each in original(*given))
        return read

    monkeypatch.setattr(batch, "understand", dropped)
    (row,) = understand_rows([("a", RawItem("", "", "", NAMED))])
    assert row["risk"]
    assert (row["flag"], row["lane"], row["dropped"]) == (False, None, "sport")


def table(**changes: Any) -> pd.DataFrame:
    days = pd.date_range("2026-01-01", periods=90).strftime("%Y-%m-%d")
    counts = [0] * 80 + [6] + [0] * 9
    values = {"series": "a", "date": days, "count": counts, "exposure": 10}
    return pd.DataFrame(values | changes)


def test_a_wave_is_scored_on_its_day() -> None:
    scores = score_table(table()).set_index("date")["score"]
    assert scores["2026-03-22"] > 2
    assert scores["2026-03-21"] < 1


def test_rows_in_any_order_and_in_parts_mean_the_same() -> None:
    whole = table()
    shuffled = whole.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(score_table(shuffled), score_table(whole))
    half = whole.assign(count=whole["count"] / 2, exposure=5)
    pd.testing.assert_frame_equal(
        score_table(pd.concat([half, half])), score_table(whole)
    )


def test_a_table_without_rows_has_an_answer_without_rows() -> None:
    assert list(score_table(table().head(0)).columns) == ["series", "date", "score"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"count": -1}, "Row 2: count"),
        ({"exposure": "many"}, "Row 2: exposure"),
        ({"count": np.nan}, "Row 2: count"),
        ({"count": np.inf}, "Row 2: count"),
        ({"date": "yesterday"}, "Row 2: 'yesterday'"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(changes: Any, said: str) -> None:
    with pytest.raises(InputError, match=said):
        score_table(table(**changes))


def test_a_missing_column_is_named() -> None:
    with pytest.raises(InputError, match="'exposure'"):
        score_table(table().drop(columns="exposure"))
