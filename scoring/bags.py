"""Bags of features: lists of strings to weighted sparse rows (TF-IDF, length 1).

scikit-learn's vectoriser does the counting, in training and afterwards alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer


class Bag:
    """A vocabulary with the weight of each of its features."""

    def __init__(self, vocabulary: Sequence[str], idf: NDArray[np.float64]) -> None:
        self.vocabulary = list(vocabulary)
        self.idf = idf
        self._number = {feature: i for i, feature in enumerate(self.vocabulary)}
        self._vectorizer = _vectorizer(vocabulary=self.vocabulary)
        if self.vocabulary:
            self._vectorizer.idf_ = idf

    @classmethod
    def fitted(cls, rows: Iterable[Sequence[str]], least: int) -> Bag:
        """Learn vocabulary and weights; a feature must stand in ``least`` rows."""
        held = list(rows)
        counts: dict[str, int] = {}
        for row in held:
            for feature in set(row):
                counts[feature] = counts.get(feature, 0) + 1
        known = sorted(feature for feature, n in counts.items() if n >= least)
        of_known = np.array([counts[feature] for feature in known], dtype=float)
        # Smoothed as scikit-learn does it: one more text that holds everything.
        idf = np.log((1 + len(held)) / (1 + of_known)) + 1
        # Rounded here, so that what is kept is what was learnt with.
        return cls(known, idf.astype(np.float16).astype(float))

    def number(self, feature: str) -> int | None:
        """The column of a feature, or None for one that is not known."""
        return self._number.get(feature)

    def rows(self, texts: Sequence[Sequence[str]]) -> csr_matrix:
        """Return one row a text, [len(texts), len(vocabulary)]."""
        if not self.vocabulary or not texts:
            return csr_matrix((len(texts), len(self.vocabulary)))
        return csr_matrix(self._vectorizer.transform(texts))


def _vectorizer(**settings: object) -> TfidfVectorizer:
    return TfidfVectorizer(analyzer=_itself, sublinear_tf=True, **settings)


def _itself(features: Sequence[str]) -> Sequence[str]:
    return features
