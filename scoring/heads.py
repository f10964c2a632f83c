"""The trained heads: how likely each signal is, for texts no rule foresaw.

Linear models on words, concepts, the text's vector and what the rules found; a second
linear model per signal weighs their answers into one probability. All of it is numbers
in one file without code (``data/weights``), made by ``kelisim train`` from the gold.

Cheap things come first: the words alone let most texts go; only what remains is read
sentence by sentence and embedded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from scipy.special import expit

from scoring.bags import Bag
from scoring.embedding import Embedder
from scoring.features import FIXED, concept_features, word_features, words_with
from scoring.seen import ANY, Scores, Seen

Matrix = NDArray[np.float64]
#: Vectors lie close together; centred and stretched they weigh like words do.
STRETCH = 4.0
#: So many pieces of one text are read closely.
MOST_PIECES = 4
#: A vector costs more than all the rest: only what words alone make this likely gets
#: one.
WEIGHED_FROM = 0.08


@dataclass(frozen=True, slots=True)
class Linear:
    """Decision values of several outputs: rows @ weights + bias."""

    weights: Matrix  # [features, outputs]
    bias: Matrix  # [outputs]

    def decide(self, rows: csr_matrix | Matrix) -> Matrix:
        """Return decision values [rows, outputs]."""
        return np.asarray(rows @ self.weights) + self.bias


@dataclass(frozen=True, slots=True)
class Weigher:
    """The second model: one row of inputs per output, each to a probability."""

    columns: tuple[tuple[int, ...], ...]  # which inputs each output looks at
    weights: tuple[Matrix, ...]
    bias: Matrix
    mean: Matrix
    scale: Matrix

    def probabilities(self, inputs: Matrix) -> Matrix:
        """Return probabilities [rows, outputs] for stacked decision values."""
        even = (inputs - self.mean) / self.scale
        found = [
            even[:, list(columns)] @ weights
            for columns, weights in zip(self.columns, self.weights, strict=True)
        ]
        return np.asarray(expit(np.stack(found, axis=1) + self.bias))


@dataclass(frozen=True, slots=True)
class Heads:
    """Everything learnt. ``outputs`` are the signals and ANY, in the order of columns.

    ``linear`` holds the first models by name: ``words`` (words and concepts of the
    text), ``sentence`` (those of one sentence), ``vector`` and ``kinds``.
    """

    outputs: tuple[str, ...]
    rules: tuple[str, ...]  # features of the rules, in the order of columns
    kinds: tuple[str, ...]
    words: Bag
    concepts: Bag
    centre: Matrix
    linear: Mapping[str, Linear]
    plain: Weigher  # without the vector
    full: Weigher
    screen: float  # words alone below this: nothing more is read
    thresholds: Mapping[str, float]
    version: str

    def score(self, texts: Sequence[Seen], embedder: Embedder | None) -> list[Scores]:
        """Return what the heads say of each text."""
        pieces = [text.pieces() for text in texts]
        flat = [one for of_text in pieces for one in of_text]
        owners = [i for i, of_text in enumerate(pieces) for _ in of_text]
        read = iter(self._read(flat, owners, embedder))
        return [
            self._joined(text, of_text, [next(read) for _ in of_text])
            for text, of_text in zip(texts, pieces, strict=True)
        ]

    def _read(
        self,
        pieces: Sequence[Seen],
        owners: Sequence[int],
        embedder: Embedder | None,
    ) -> list[_Piece]:
        bags = self.bags(pieces)
        word_values = self.linear["words"].decide(bags)
        suspected = self._suspected(pieces, owners, word_values)
        found = [_Piece.unsuspected(len(self.outputs)) for _ in pieces]
        if not suspected:
            return found
        chosen = [pieces[i] for i in suspected]
        rules = self.rule_rows(chosen)
        sentences = self.sentence_values(chosen)
        inputs = self.plain_inputs(word_values[suspected], sentences)
        probability = self.plain.probabilities(np.hstack([*inputs, rules]))
        weighed = np.zeros(len(chosen), bool)
        if embedder is not None:
            weighed = probability[:, self.outputs.index(ANY)] >= WEIGHED_FROM
        if embedder is not None and weighed.any():
            at = np.flatnonzero(weighed).tolist()
            vectors = self.vector_rows([chosen[i] for i in at], embedder)
            own = [values[at] for values in inputs]
            own.append(self.linear["vector"].decide(vectors))
            probability[at] = self.full.probabilities(np.hstack([*own, rules[at]]))
        kinds = self.linear["kinds"].decide(bags[suspected]).argmax(axis=1)
        for row, i in enumerate(suspected):
            found[i] = _Piece(
                probability[row],
                sentences[row],
                self.kinds[kinds[row]],
                bool(weighed[row]),
            )
        return found

    def _suspected(
        self, pieces: Sequence[Seen], owners: Sequence[int], word_values: Matrix
    ) -> list[int]:
        """The pieces whose words, or a rule, call for a closer look.

        Of a very long text only the likeliest pieces are looked at.
        """
        likely = expit(word_values[:, self.outputs.index(ANY)])
        signals = set(self.outputs)
        by_owner: dict[int, list[int]] = {}
        for i, piece in enumerate(pieces):
            asked = likely[i] >= self.screen or signals & piece.rules.keys()
            if piece.everything and asked:
                by_owner.setdefault(owners[i], []).append(i)
        return sorted(
            i
            for own in by_owner.values()
            for i in sorted(own, key=lambda i: -likely[i])[:MOST_PIECES]
        )

    def words_for(self, code: str, masked: str, most: int = 4) -> list[str]:
        """The words of a masked sentence that weigh most for a signal, as written."""
        column = self.outputs.index(code)
        weights = self.linear["sentence"].weights
        weighed: dict[str, float] = {}
        for feature in word_features(masked):
            at = self.words.number(feature)
            if at is not None and " " not in feature:
                weighed[feature] = float(weights[at, column] * self.words.idf[at])
        best = sorted((w for w in weighed if weighed[w] > 0), key=lambda w: -weighed[w])
        found = words_with(masked, best[: 2 * most])
        # "у", "деп": such words weigh a little in every sentence and tell nothing.
        return [w for w in found if w not in FIXED and len(w) > 2][:most]

    def bags(self, pieces: Sequence[Seen]) -> csr_matrix:
        """Words and concepts of whole pieces, side by side."""
        return self.bag([p.words for p in pieces], [p.concepts for p in pieces])

    @staticmethod
    def plain_inputs(word_values: Matrix, sentences: Sequence[Matrix]) -> list[Matrix]:
        """What the second model is given of the heads that need no vector."""
        return [word_values, np.stack([v.max(axis=0) for v in sentences])]

    def sentence_values(self, pieces: Sequence[Seen]) -> list[Matrix]:
        """Decision values of each sentence of each piece, the title first."""
        rows = [piece.everything or ("",) for piece in pieces]
        flat = [sentence for of_piece in rows for sentence in of_piece]
        bags = self.bag(
            [word_features(s) for s in flat], [concept_features([s]) for s in flat]
        )
        values = self.linear["sentence"].decide(bags)
        ends = np.cumsum([len(of_piece) for of_piece in rows])[:-1]
        return list(np.split(values, ends))

    def bag(
        self, words: Sequence[list[str]], concepts: Sequence[list[str]]
    ) -> csr_matrix:
        """Words and concepts as rows, side by side."""
        return hstack([self.words.rows(words), self.concepts.rows(concepts)]).tocsr()

    def rule_rows(self, pieces: Sequence[Seen]) -> Matrix:
        """What the rules found [pieces, rules]."""
        return np.array([[p.rules.get(r, 0.0) for r in self.rules] for p in pieces])

    def vector_rows(self, pieces: Sequence[Seen], embedder: Embedder) -> Matrix:
        """Centred vectors of the pieces [pieces, dimensions]."""
        vectors = embedder.embed([p.readable for p in pieces]).astype(float)
        return (vectors - self.centre) * STRETCH

    def _joined(
        self, text: Seen, pieces: Sequence[Seen], read: Sequence[_Piece]
    ) -> Scores:
        """The scores of a text from those of its pieces: the strongest counts."""
        probability = np.max([one.probability for one in read], axis=0)
        strongest = max(read, key=lambda one: one.probability[self.outputs.index(ANY)])
        values = np.full((len(text.everything), len(self.outputs)), -np.inf)
        titles = int(bool(text.title))
        at = titles
        for piece, one in zip(pieces, read, strict=True):
            length = len(piece.sentences)
            if len(one.sentences):
                values[:titles] = np.maximum(values[:titles], one.sentences[:titles])
                values[at : at + length] = one.sentences[titles:]
            at += length
        return Scores(
            dict(zip(self.outputs, probability.tolist(), strict=True)),
            values,
            strongest.kind,
            any(one.weighed for one in read),
        )


@dataclass(frozen=True, slots=True)
class _Piece:
    """What was read of a piece; no sentence values where nothing was suspected."""

    probability: Matrix
    sentences: Matrix
    kind: str
    weighed: bool

    @classmethod
    def unsuspected(cls, outputs: int) -> _Piece:
        return cls(np.zeros(outputs), np.empty((0, outputs)), "", False)
