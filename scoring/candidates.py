"""A rule that matched, and all that is needed to judge it."""

from __future__ import annotations

from dataclasses import dataclass

from data.model import Evidence, Place
from scoring.lexicon import Hit
from scoring.scene import Scene
from scoring.text import Rewriting


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the redacted item: as shown, and as the rules see it."""

    part: str
    start: int
    text: str
    masked: Rewriting  # lower case, self-names as one word; leads back to ``text``
    places: tuple[Place, ...]
    abroad: bool = False  # happens in a foreign place

    def evidence(self) -> Evidence:
        """The sentence as evidence."""
        return Evidence(self.text, self.start, self.start + len(self.text), self.part)

    def words(self, start: int, end: int) -> str:
        """The shown words behind a span of the masked sentence."""
        return self.text[self.masked.back(start) : self.masked.back(end, end=True)]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of the item beside its sentences."""

    lang: str
    scene: Scene
    published_year: int | None = None
    is_rural: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rule that matched, with the sentences it needed and the gate beside it."""

    sentence: Sentence
    index: int
    hit: Hit
    company: tuple[Sentence, ...] = ()  # neighbours a conjunction needed
    gate: tuple[Sentence, str] | None = None  # in these sentences, with its words
    gate_near: bool = False  # in another neighbouring sentence or the title

    @property
    def signal(self) -> str:
        """The signal of the rule."""
        return self.hit.rule.signal

    @property
    def masked(self) -> str:
        """What the rules saw of all its sentences."""
        return " ".join(s.masked.text for s in (self.sentence, *self.company))

    @property
    def gated(self) -> bool:
        """Whether communities are meant here or close by."""
        return self.gate is not None or self.gate_near
