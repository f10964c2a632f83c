"""What became of the texts: one bucket each, sums checked, faults said."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import accounting, i18n, sources_account
from data.model import LANGUAGES

DAY = date(2026, 11, 22)


def counters(counted: dict[tuple[str, str], int]) -> pd.DataFrame:
    rows = [(*key, n) for key, n in counted.items()]
    return pd.DataFrame(rows, columns=["stage", "reason", "n"])


RIGHT = {
    ("entries", "seen"): 100,
    ("collect", "kept"): 20,
    ("collect", "edited"): 3,
    ("collect", "known"): 70,
    ("collect", "no_text"): 2,
    ("collect", "duplicate"): 5,
    ("understand", "sport"): 4,
    ("understand", "flagged"): 19,
    ("dates", "undated"): 6,
}


def test_every_entry_ends_in_one_bucket() -> None:
    made = accounting.account(counters(RIGHT))
    assert (made.seen, made.new, made.edited, made.met_again) == (100, 20, 3, 70)
    assert [bucket.reason for bucket in made.let_go] == ["duplicate", "no_text"]
    assert made.gone == 7
    assert made.unaccounted == 0
    assert made.not_understood == 0
    assert [bucket.n for bucket in made.understood] == [19, 4]
    assert [tuple(bucket) for bucket in made.dates] == [("undated", 6)]


@pytest.mark.parametrize(
    ("changes", "lost"),
    [
        ({("entries", "seen"): 104}, 4),
        ({("entries", "seen"): 97}, 3),
        ({("entries", "seen"): 102, ("collect", "unaccounted"): 2}, 2),
        # What the collector itself could not account for is said even if sums agree.
        ({("collect", "unaccounted"): 2, ("collect", "kept"): 20}, 2),
    ],
)
def test_a_sum_that_is_not_right_is_said(
    changes: dict[tuple[str, str], int], lost: int
) -> None:
    assert accounting.account(counters(RIGHT | changes)).unaccounted == lost


def test_texts_without_an_outcome_are_said() -> None:
    made = accounting.account(counters(RIGHT | {("understand", "sport"): 1}))
    assert made.not_understood == 3


def test_nothing_counted_is_an_empty_account() -> None:
    made = accounting.account(counters({}))
    assert (made.seen, made.unaccounted, made.not_understood) == (0, 0, 0)


@given(
    st.dictionaries(
        st.sampled_from(["kept", "edited", "known", "no_text", "brand_new_code"]),
        st.integers(0, 1000),
    )
)
def test_any_ends_of_all_entries_add_up(ends: dict[str, int]) -> None:
    told = {("collect", why): n for why, n in ends.items()}
    told["entries", "seen"] = sum(ends.values())
    assert accounting.account(counters(told)).unaccounted == 0
    told["entries", "seen"] += 1
    assert accounting.account(counters(told)).unaccounted == 1


def test_the_account_begins_when_both_sides_were_counted() -> None:
    week = DAY - timedelta(days=7)
    assert accounting.counted_since(week, None, week) is None
    assert accounting.counted_since(week, DAY, DAY) == DAY
    assert accounting.counted_since(DAY, week, week) == DAY
    # An earlier version counted the ends alone; the day of the change is half and half.
    assert accounting.counted_since(week, DAY, week) == DAY + timedelta(days=1)


def test_the_verdict_on_the_sum_is_a_sentence_in_three_languages() -> None:
    said = set()
    for lang in LANGUAGES:
        with i18n.using(lang):
            said |= {sources_account.sum_words(n) for n in (0, 1, 5)}
            said.add(sources_account.understood_words(2))
    assert len(said) >= 9
    with i18n.using("en"):
        assert "✓" in sources_account.sum_words(0)
        assert sources_account.sum_words(1).startswith("1 entry is unaccounted")
