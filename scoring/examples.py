"""Labelled texts that mean the like: what a weighed signal resembles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from scoring.embedding import Vectors

#: Labelled texts nearer than this (cosine of centred vectors) are worth showing.
ALIKE = 0.35


@dataclass(frozen=True, slots=True)
class Examples:
    """Labelled risk texts of the gold: per text its evidence by signal, and a vector.

    ``vectors`` are centred and of length 1, one row a text.
    """

    ids: tuple[str, ...]
    evidence: tuple[Mapping[str, str], ...]
    vectors: Vectors

    def alike(self, code: str, vector: Vectors, most: int = 2) -> list[dict[str, str]]:
        """Return the nearest labelled texts of a signal: their id and evidence."""
        near = self.vectors @ (vector / max(float(np.linalg.norm(vector)), 1e-9))
        best = [i for i in np.argsort(-near, kind="stable") if code in self.evidence[i]]
        return [
            {"id": self.ids[i], "text": self.evidence[i][code]}
            for i in best[:most]
            if near[i] >= ALIKE
        ]

    def rows(self) -> list[Any]:
        """What is kept beside the vectors."""
        return [
            [one, dict(of)] for one, of in zip(self.ids, self.evidence, strict=True)
        ]

    @classmethod
    def of_rows(cls, rows: Sequence[Any], vectors: Vectors) -> Examples:
        """The examples again from what was kept."""
        return cls(tuple(r[0] for r in rows), tuple(r[1] for r in rows), vectors)
