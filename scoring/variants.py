"""Parts of the product deciding alone: what each is worth without the others.

Each gives one number per text and output (a signal, or any); thresholds with the best
F1 on dev turn numbers into decisions. Places are read as in the product, so that only
the judging differs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from data.model import Understanding
from scoring.answers import Answer, scope_of
from scoring.embedding import Embedder
from scoring.examples import Examples
from scoring.heads import Heads, Matrix
from scoring.seen import ANY, Seen


def word_scores(heads: Heads, texts: Sequence[Seen]) -> Matrix:
    """What the linear model on words and concepts says alone [texts, outputs]."""
    pieces, begins = _pieces(texts)
    values = heads.linear["words"].decide(heads.bags(pieces))
    return _strongest(np.asarray(expit(values)), begins)


def vector_scores(heads: Heads, texts: Sequence[Seen], embedder: Embedder) -> Matrix:
    """What the linear model on the text's vector says alone [texts, outputs]."""
    pieces, begins = _pieces(texts)
    values = heads.linear["vector"].decide(heads.vector_rows(pieces, embedder))
    return _strongest(np.asarray(expit(values)), begins)


def nearest_scores(
    heads: Heads, texts: Sequence[Seen], embedder: Embedder, examples: Examples
) -> Matrix:
    """How near the nearest labelled example of each signal is [texts, outputs].

    Cosines of centred vectors, below 0 counted as 0; the nearest of all is "any".
    """
    pieces, begins = _pieces(texts)
    rows = heads.vector_rows(pieces, embedder)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    near = np.maximum(rows @ examples.vectors.T.astype(float), 0.0)
    found = np.zeros((len(pieces), len(heads.outputs)))
    for at, output in enumerate(heads.outputs):
        chosen = [output == ANY or output in of for of in examples.evidence]
        if any(chosen):
            found[:, at] = near[:, chosen].max(axis=1)
    return _strongest(found, begins)


def best_thresholds(
    scores: Matrix, signals: Sequence[frozenset[str]], outputs: Sequence[str]
) -> NDArray[np.float64]:
    """Return for each output the threshold with the best F1; the lowest of equals."""
    return np.array(
        [
            _best(
                scores[:, at],
                np.array([bool(s) if output == ANY else output in s for s in signals]),
            )
            for at, output in enumerate(outputs)
        ]
    )


def decided(
    scores: Matrix,
    thresholds: NDArray[np.float64],
    outputs: Sequence[str],
    placed: Sequence[Understanding],
) -> list[Answer]:
    """Return answers as the product decides: any signal first, then which ones.

    ``placed`` are the same texts as understood by anyone: only their places are used.
    """
    any_at = list(outputs).index(ANY)
    return [
        _answer(
            dict(zip(outputs, row.tolist(), strict=True)),
            dict(zip(outputs, (row - thresholds).tolist(), strict=True)),
            row[any_at] >= thresholds[any_at],
            read,
        )
        for row, read in zip(scores, placed, strict=True)
    ]


def _answer(
    scores: Mapping[str, float],
    over: Mapping[str, float],
    stands: bool,
    read: Understanding,
) -> Answer:
    codes = [code for code in over if code != ANY] if stands else []
    chosen = [c for c in codes if over[c] >= 0] or sorted(
        codes, key=lambda c: -over[c]
    )[:1]
    return Answer(
        flag=bool(stands and read.regions),
        signals={code: scores[code] for code in chosen},
        regions=frozenset(read.regions),
        scope=scope_of(read),
    )


def _best(scores: NDArray[np.float64], labels: NDArray[np.bool_]) -> float:
    steps = np.unique(scores)
    found = scores[None, :] >= steps[:, None]
    right = (found & labels).sum(axis=1)
    f1 = 2 * right / np.maximum(found.sum(axis=1) + labels.sum(), 1)
    return float(steps[int(f1.argmax())])


def _pieces(texts: Sequence[Seen]) -> tuple[list[Seen], list[int]]:
    """The windows of all texts one after another, and where each text begins."""
    found = [text.pieces() for text in texts]
    ends = list(accumulate(len(pieces) for pieces in found))
    return [one for pieces in found for one in pieces], [0, *ends[:-1]]


def _strongest(rows: Matrix, begins: Sequence[int]) -> Matrix:
    """The strongest of each text's windows."""
    return np.maximum.reduceat(rows, begins, axis=0)
