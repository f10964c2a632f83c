"""How surely two reports tell of one event: a sum of what speaks for it and against.

Zero is the border. Meaning weighs most where both reports have a sentence vector; what
it must reach differs within a language and across, because the model puts texts of one
language nearer to each other. Without vectors shared words count within a language, and
across languages the same place, names, signal and day must speak together.

The weights were set by hand on the development stories (``data/gold/stories``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from scoring.tellings import Telling

WINDOW = timedelta(days=7)  # beyond it the same words are another event

#: Cosine of sentence vectors that speaks neither for one event nor against it.
EVEN_WITHIN, EVEN_ACROSS = 0.893, 0.852
MEANING = 75.0  # for a difference of 1 in that cosine
#: Cosine of words from which a text of the same language is a report rewritten.
REWRITTEN = 0.5
EVEN_WORDS = 0.15  # without vectors: cosine of words that says nothing
WORDS = 15.0  # for a difference of 1 in it
REPEATED = 4.0  # beside vectors, for each cosine of words above EVEN_WORDS
ACROSS = -0.8  # without vectors: where words cannot be compared
SAME_DISTRICT = 0.9
NO_DISTRICT = -0.9  # one of them names none
SHARED_NAME = 1.0  # for one, and half of it for a second
OTHER_NAMES = -1.2  # both name something, and nothing in common
SHARED_SIGNAL = 0.5
A_DAY = -0.25  # for each day between them
UNLIKE_KIND = -0.5  # one carries risk, the other only what helps
FOLLOWS = 4.0  # the later is vague: it speaks of what its place knows
#: What everything but the vectors and words can add at most.
_MOST = SAME_DISTRICT + 1.5 * SHARED_NAME + SHARED_SIGNAL + FOLLOWS

Row = NDArray[np.float32]


@dataclass(slots=True)
class Likeness:
    """The vectors of all tellings; compares one telling with others.

    ``meanings`` has a row for each telling, of zeros where there is no vector.
    """

    words: csr_matrix
    meanings: Row | None = None
    _has: NDArray[np.bool_] = field(init=False)

    def __post_init__(self) -> None:
        self._has = np.zeros(self.words.shape[0], bool)
        if self.meanings is not None:
            self._has |= self.meanings.any(axis=1)

    def of(self, telling: Telling, others: Sequence[Telling]) -> NDArray[np.float64]:
        """How surely each of the others tells of the same event; above 0 it does."""
        rows = [other.row for other in others]
        same = np.array([other.item.lang == telling.item.lang for other in others])
        words = self.words_alike(telling, others)
        days = np.array(
            [abs((other.at - telling.at).total_seconds()) / 86400 for other in others]
        )
        sums = self._texts(telling, rows, same, words) + A_DAY * days
        for n in np.flatnonzero(sums > -_MOST).tolist():
            sums[n] += _circumstances(telling, others[n])
        return np.where(words >= REWRITTEN, np.maximum(sums, 10 * words), sums)

    def words_alike(
        self, telling: Telling, others: Sequence[Telling]
    ) -> NDArray[np.float64]:
        """The cosine of words with each of the others; 0 across languages."""
        rows = [other.row for other in others]
        same = [other.item.lang == telling.item.lang for other in others]
        alike = (self.words[rows] @ self.words[telling.row].T).toarray().ravel()
        return np.asarray(alike * same, np.float64)

    def _texts(
        self,
        telling: Telling,
        rows: Sequence[int],
        same: NDArray[np.bool_],
        words: NDArray[np.float64],
    ) -> NDArray[np.float64]:
        """What meaning and words say of it."""
        plain = np.where(same, WORDS * (words - EVEN_WORDS), ACROSS)
        if self.meanings is None or not self._has[telling.row]:
            return plain
        cosine = self.meanings[rows] @ self.meanings[telling.row]
        even = np.where(same, EVEN_WITHIN, EVEN_ACROSS)
        told = MEANING * (cosine - even) + REPEATED * np.maximum(0, words - EVEN_WORDS)
        return np.where(self._has[rows], told, plain)


def _circumstances(one: Telling, other: Telling) -> float:
    """What place, names and signals say of it."""
    is_here = bool(one.places & other.places)
    said = SAME_DISTRICT if is_here else NO_DISTRICT
    shared = len(one.names & other.names)
    if shared:
        said += SHARED_NAME * min(1.5, 0.5 + 0.5 * shared)
    elif one.names and other.names:
        said += OTHER_NAMES
    said += SHARED_SIGNAL * bool(one.codes & other.codes)
    is_mixed = bool(one.item.risk) != bool(other.item.risk)
    said += UNLIKE_KIND * (is_mixed and bool(one.codes and other.codes))
    later, earlier = (one, other) if one.at > other.at else (other, one)
    is_sequel = later.is_vague and not earlier.is_vague
    return said + FOLLOWS * (is_sequel and is_here)
