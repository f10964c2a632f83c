"""Fitting the heads from labelled texts; the same gold gives the same numbers.

The first models are logistic regressions on words, concepts, vectors and rules. The
second, one per signal, is fitted on what the first say of texts they were not fitted
on (folds by story), so that it learns how far each can be trusted. Solvers run on one
thread and weights are rounded before they are used, so a second run repeats the first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from scoring.bags import Bag
from scoring.embedding import DIMENSIONS, Embedder
from scoring.examples import Examples
from scoring.features import concept_features, word_features
from scoring.heads import Heads, Linear, Matrix, Weigher
from scoring.seen import ANY, Seen

FOLDS = 5
#: Strength of the first and of the second models' weights (1 / penalty).
FIRST, SECOND_ANY, SECOND = 3.0, 0.03, 0.3
#: How many first models need no vector: words and sentences.
PLAIN = 2
#: Texts this likely to carry any signal teach where the signals' thresholds lie.
LIKELY = 0.4
#: The thresholds that are tried.
STEPS = np.round(np.arange(0.1, 0.9, 0.02), 2)
#: A feature must stand in so many texts (words) or sentences (concepts) to be known.
LEAST_WORDS, LEAST_CONCEPTS = 2, 3


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled text as the heads see it.

    ``evidence`` has for each row of ``seen.everything`` the signals it shows, ``words``
    the labelled evidence by signal.
    """

    seen: Seen
    id: str
    story: str
    signals: frozenset[str]
    evidence: tuple[frozenset[str], ...]
    words: Mapping[str, str]
    kind: str


def fitted(
    examples: Sequence[Example],
    outputs: Sequence[str],
    rules: Sequence[str],
    embedder: Embedder | None,
    version: str,
) -> Heads:
    """Return heads fitted on the examples; thresholds are chosen afterwards.

    Without an embedder the heads that need vectors stay zero and are never asked.
    """
    folds = np.array([_fold(one.story) for one in examples])
    stacked: list[Matrix] = [np.empty(0)] * len(examples)
    for fold in range(FOLDS):
        inside = [one for one, f in zip(examples, folds, strict=True) if f != fold]
        outside = np.flatnonzero(folds == fold).tolist()
        first = _first(inside, outputs, rules, embedder, version)
        rows = _inputs(first, [examples[i].seen for i in outside], embedder)
        for i, row in zip(outside, rows, strict=True):
            stacked[i] = row
    heads = _first(examples, outputs, rules, embedder, version)
    inputs = np.stack(stacked)
    labels = _labels(examples, outputs)
    n_plain = PLAIN * len(outputs)
    plain = np.hstack([inputs[:, :n_plain], inputs[:, -len(rules) :]])
    full = _weigher(inputs, labels, outputs, rules, PLAIN + 1)
    given = full.probabilities(inputs)
    return replace(
        heads,
        plain=_weigher(plain, labels, outputs, rules, PLAIN),
        full=full,
        thresholds=_thresholds(given, labels, outputs),
    )


def _thresholds(
    given: Matrix, labels: NDArray[np.bool_], outputs: Sequence[str]
) -> Mapping[str, float]:
    """A threshold for each signal, from the texts that will be flagged at all."""
    flagged = given[:, list(outputs).index(ANY)] >= LIKELY
    return {
        output: best_f1(given[flagged, i], labels[flagged, i])
        for i, output in enumerate(outputs)
    }


def best_f1(given: NDArray[np.float64], labels: NDArray[np.bool_]) -> float:
    """The threshold with the best F1, the lower of two that are equally good."""
    return float(max(STEPS, key=lambda t: (f1(given >= t, labels), -t)))


def f1(found: NDArray[np.bool_], labels: NDArray[np.bool_]) -> float:
    """The harmonic mean of precision and recall of what was found."""
    return float(2 * (found & labels).sum() / max(found.sum() + labels.sum(), 1))


def _fold(story: str) -> int:
    """Texts of one story stay together; the fold depends on nothing but its name."""
    return int(hashlib.sha256(story.encode()).hexdigest(), 16) % FOLDS


def _labels(examples: Sequence[Example], outputs: Sequence[str]) -> NDArray[np.bool_]:
    return np.array(
        [
            [bool(e.signals) if o == ANY else o in e.signals for o in outputs]
            for e in examples
        ]
    )


def _inputs(heads: Heads, seen: Sequence[Seen], embedder: Embedder | None) -> Matrix:
    """The second models' inputs for whole texts, with vectors or zeros for them."""
    words = heads.linear["words"].decide(heads.bags(seen))
    parts = heads.plain_inputs(words, heads.sentence_values(seen))
    if embedder is not None:
        vectors = heads.vector_rows(seen, embedder)
        parts.append(heads.linear["vector"].decide(vectors))
    else:
        parts.append(np.zeros_like(words))
    return np.hstack([*parts, heads.rule_rows(seen)])


def _first(
    examples: Sequence[Example],
    outputs: Sequence[str],
    rules: Sequence[str],
    embedder: Embedder | None,
    version: str,
) -> Heads:
    """Fit the first models; the second are empty."""
    seen = [one.seen for one in examples]
    words = Bag.fitted([one.words for one in seen], LEAST_WORDS)
    concepts = Bag.fitted([one.concepts for one in seen], LEAST_CONCEPTS)
    kinds = tuple(sorted({one.kind for one in examples if not one.signals}))
    empty = Weigher((), (), np.zeros(0), np.zeros(0), np.ones(0))
    heads = Heads(
        outputs=tuple(outputs),
        rules=tuple(rules),
        kinds=kinds,
        words=words,
        concepts=concepts,
        centre=np.zeros(DIMENSIONS),
        linear={},
        plain=empty,
        full=empty,
        screen=0.0,
        thresholds={},
        version=version,
    )
    if embedder is not None:
        vectors = embedder.embed([one.readable for one in seen]).astype(float)
        heads = replace(heads, centre=_rounded(vectors.mean(axis=0)))
    return replace(heads, linear=_linear(heads, examples, embedder))


def _linear(
    heads: Heads, examples: Sequence[Example], embedder: Embedder | None
) -> Mapping[str, Linear]:
    seen = [one.seen for one in examples]
    bags = heads.bags(seen)
    labels = _labels(examples, heads.outputs)
    found = {
        "words": _fit(bags, labels),
        "sentence": _sentence(heads, examples),
        "kinds": _kinds(heads, examples, bags),
    }
    if embedder is not None:
        vectors = heads.vector_rows(seen, embedder)
        found["vector"] = _fit(csr_matrix(vectors), labels)
    return found


def _fit(
    rows: csr_matrix,
    labels: NDArray[np.bool_],
    use: Callable[[int], NDArray[np.bool_]] | None = None,
) -> Linear:
    """Fit one regression per output, on the rows that ``use`` gives for it."""
    weights = np.zeros((rows.shape[1], labels.shape[1]))
    bias = np.zeros(labels.shape[1])
    for output in range(labels.shape[1]):
        chosen = use(output) if use is not None else np.ones(rows.shape[0], bool)
        wanted = labels[chosen, output]
        if wanted.all() or not wanted.any():
            bias[output] = -8.0 if not wanted.any() else 8.0  # nothing to tell apart
            continue
        model = _regression(FIRST).fit(rows[chosen], wanted)
        weights[:, output] = model.coef_[0]
        bias[output] = model.intercept_[0]
    return Linear(_rounded(weights), _rounded(bias))


def _sentence(heads: Heads, examples: Sequence[Example]) -> Linear:
    """Fit on sentences: those that show a signal against texts without it."""
    rows = [(one, i) for one in examples for i in range(len(one.seen.everything))]
    texts = [one.seen.everything[i] for one, i in rows]
    bags = heads.bag(
        [word_features(text) for text in texts],
        [concept_features([text]) for text in texts],
    )
    shown = np.array(
        [
            [
                bool(one.evidence[i]) if o == ANY else o in one.evidence[i]
                for o in heads.outputs
            ]
            for one, i in rows
        ]
    )
    of_text = _labels([one for one, _ in rows], heads.outputs)
    # What stands beside the evidence may show the signal too: it teaches nothing.
    return _fit(bags, shown, lambda output: shown[:, output] | ~of_text[:, output])


def _kinds(heads: Heads, examples: Sequence[Example], bags: csr_matrix) -> Linear:
    """Fit what a text without risk is."""
    quiet = np.array([not one.signals for one in examples])
    kinds = np.array([[one.kind == kind for kind in heads.kinds] for one in examples])
    return _fit(bags[np.flatnonzero(quiet)], kinds[quiet])


def _regression(strength: float, balanced: bool = True) -> LogisticRegression:
    return LogisticRegression(
        C=strength,
        class_weight="balanced" if balanced else None,
        solver="liblinear",
        max_iter=1000,
        random_state=0,
    )


def _weigher(
    inputs: Matrix,
    labels: NDArray[np.bool_],
    outputs: Sequence[str],
    rules: Sequence[str],
    n_heads: int,
) -> Weigher:
    """Fit the second models: each looks at its own signal, at ANY and at its rule."""
    mean, scale = _rounded(inputs.mean(axis=0)), _rounded(inputs.std(axis=0) + 1e-3)
    even = (inputs - mean) / scale
    n, any_at = len(outputs), list(outputs).index(ANY)
    columns, weights, bias = [], [], np.zeros(n)
    for output, name in enumerate(outputs):
        if name == ANY:
            own = list(range(inputs.shape[1]))
        else:
            own = [h * n + o for h in range(n_heads) for o in (output, any_at)]
            own += [n_heads * n + r for r, rule in enumerate(rules) if rule == name]
        strength = SECOND_ANY if name == ANY else SECOND
        model = _regression(strength, balanced=False).fit(
            even[:, own], labels[:, output]
        )
        columns.append(tuple(own))
        weights.append(_rounded(model.coef_[0]))
        bias[output] = model.intercept_[0]
    return Weigher(tuple(columns), tuple(weights), _rounded(bias), mean, scale)


def _rounded(numbers: Matrix) -> Matrix:
    """As they are kept, in half precision: kept and learnt numbers are the same."""
    return np.asarray(numbers, dtype=np.float16).astype(float)


def remembered(
    examples: Sequence[Example], heads: Heads, embedder: Embedder
) -> Examples:
    """Return the risk examples with their centred vectors of length 1."""
    risk = [one for one in examples if one.signals]
    vectors = heads.vector_rows([one.seen for one in risk], embedder)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return Examples(
        tuple(one.id for one in risk),
        tuple({c: w for c, w in one.words.items() if w} for one in risk),
        _rounded(vectors).astype(np.float32),
    )
