"""What the heads are given of one text, and what they answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from scoring.features import concept_features, neutral, word_features

#: Characters. Most news is shorter; longer texts are read in pieces of this length, so
#: that what is buried in a report is weighed as itself.
WINDOW = 1400
#: Beside the ten signals: whether any of them is there.
ANY = "any"


@dataclass(frozen=True, slots=True)
class Seen:
    """A masked text: its title and sentences, and what the rules made of it."""

    title: str
    sentences: tuple[str, ...]
    rules: Mapping[str, float]  # feature of the rules → its strength

    @property
    def everything(self) -> tuple[str, ...]:
        """Title and sentences, in order."""
        return (self.title, *self.sentences) if self.title else self.sentences

    @property
    def words(self) -> list[str]:
        """Word features of the whole."""
        return word_features(" ".join(self.everything))

    @property
    def concepts(self) -> list[str]:
        """Concept features of the whole."""
        return concept_features(self.everything)

    @property
    def readable(self) -> str:
        """The whole in words that an embedding knows."""
        return neutral(" ".join(self.everything))

    def pieces(self) -> list[Seen]:
        """The text in windows that end with sentences, the title before each."""
        found: list[Seen] = []
        held: list[str] = []
        length = 0
        for sentence in self.sentences:
            if held and length + len(sentence) > WINDOW:
                found.append(replace(self, sentences=tuple(held)))
                held, length = [], 0
            held.append(sentence)
            length += len(sentence) + 1
        if held or not found:
            found.append(replace(self, sentences=tuple(held)))
        return found


@dataclass(frozen=True, slots=True)
class Scores:
    """What the heads say of a text.

    ``probability`` is by signal and ``ANY``; ``sentences`` are decision values [number
    of sentences with the title, outputs], empty where nothing was suspected; ``kind``
    is what the text most likely is if it is no risk; ``weighed`` tells whether the
    meaning was weighed beside the words.
    """

    probability: Mapping[str, float]
    sentences: NDArray[np.float64]
    kind: str
    weighed: bool
