"""What was learnt, as one thing to hand around: the heads and the embedder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from threading import Lock
from typing import Any

import numpy as np

from data.reference import own_weights
from scoring.embedding import Embedder, Taken, VectorCache, bundled
from scoring.examples import Examples
from scoring.heads import Heads
from scoring.seen import Seen
from scoring.weights import load_weights


@dataclass(frozen=True, slots=True)
class Learned:
    """Heads, the embedder they weigh meaning with, and the examples behind them.

    ``embedder`` None: words alone are weighed, and the version says so.
    """

    heads: Heads | None
    embedder: Embedder | None = None
    examples: Examples | None = None

    @property
    def version(self) -> str:
        """The version of the heads, and whether they weigh meaning or words alone."""
        if self.heads is None:
            return ""
        return f"{self.heads.version}+{'e5' if self.embedder else 'words'}"

    def alike(self, code: str, seen: Seen) -> Sequence[Mapping[str, Any]]:
        """The labelled examples of a signal that mean nearly the same."""
        if self.heads is None or self.embedder is None or self.examples is None:
            return []
        own = self.heads.vector_rows([seen.pieces()[0]], self.embedder)[0]
        return self.examples.alike(code, own.astype(np.float32))

    def with_cache(self, cache: VectorCache, turn: Lock | None = None) -> Learned:
        """The same, with vectors kept in ``cache``; threads take ``turn``s with it."""
        if self.embedder is None:
            return self
        kept = Taken(cache, turn) if turn is not None else cache
        return replace(self, embedder=self.embedder.with_cache(kept))


#: Nothing learnt: the rules decide alone.
NOTHING = Learned(None)


@cache
def learned() -> Learned:
    """What this house has learnt and can use on this machine.

    Weights that were learned from its own verdicts too go before those it came with.
    """
    own = own_weights()
    heads, examples = load_weights(own) if own.exists() else load_weights()
    return Learned(heads, bundled(), examples)
