"""One run over a split of the gold: the product, its parts alone, and simple searches.

All read the same texts and are counted by the same measures. Thresholds of the parts
that decide alone are chosen on dev, as those of the product were.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.gold_items import GoldItem
from data.model import Understanding
from data.reference import Reference
from scoring.answers import Answer, answer_of
from scoring.baselines import by_words, by_words_and_people
from scoring.calibration import Calibration, calibration
from scoring.heads import Heads, Matrix
from scoring.intervals import Draws
from scoring.learned import NOTHING, Learned
from scoring.lessons import examples, homes
from scoring.measures import Measures, measure
from scoring.seen import ANY, Seen
from scoring.tools import tools_for
from scoring.training import Example
from scoring.understanding import understand
from scoring.variants import (
    best_thresholds,
    decided,
    nearest_scores,
    vector_scores,
    word_scores,
)

#: The ways of reading that are compared, the product first.
PRODUCT = "product"
WAYS = (
    PRODUCT,
    "no_vectors",
    "word_head",
    "vector_head",
    "nearest",
    "rules",
    "words_people",
    "words",
)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The measures of each way of reading, by name; those that cannot run are absent.

    ``likely`` is the calibration of the heads' probability that a text carries any
    risk, over all texts; None without heads. ``false_flags`` and ``missed`` are ids.
    """

    ways: Mapping[str, Measures]
    likely: Calibration | None
    false_flags: tuple[str, ...]
    missed: tuple[str, ...]
    version: str

    @property
    def product(self) -> Measures:
        """The measures of the product as it runs here."""
        return self.ways[PRODUCT]


def evaluate(
    items: Sequence[GoldItem],
    dev: Sequence[GoldItem],
    reference: Reference,
    mind: Learned,
) -> Evaluation:
    """Read the items in every way and count; thresholds are chosen on ``dev``."""
    codes = tuple(reference.taxonomy.risk)
    read = _understood(items, reference, mind)
    answers = {PRODUCT: _answers(items, read)}
    answers["rules"] = _answers(items, _understood(items, reference, NOTHING))
    lexicon = tools_for(reference).lexicon
    answers["words"] = [by_words(item) for item in items]
    answers["words_people"] = [by_words_and_people(item, lexicon) for item in items]
    likely = None
    if mind.heads is not None:
        seen = [one.seen for one in examples(items, reference)]
        answers |= _parts_alone(seen, read, examples(dev, reference), mind)
        likely = _likely(items, seen, mind.heads, mind)
        if mind.embedder is not None:
            without = Learned(mind.heads)
            answers["no_vectors"] = _answers(
                items, _understood(items, reference, without)
            )
    pairs = list(zip(items, answers[PRODUCT], strict=True))
    return Evaluation(
        ways={
            way: measure(items, answers[way], codes) for way in WAYS if way in answers
        },
        likely=likely,
        false_flags=tuple(i.id for i, a in pairs if a.flag and not i.flag),
        missed=tuple(i.id for i, a in pairs if i.flag and not a.flag),
        version=read[0].version if read else "",
    )


def _understood(
    items: Sequence[GoldItem], reference: Reference, mind: Learned
) -> list[Understanding]:
    raws = [item.raw() for item in items]
    return understand(raws, homes(items), reference, mind)


def _answers(items: Sequence[GoldItem], read: Sequence[Understanding]) -> list[Answer]:
    return [answer_of(item, one) for item, one in zip(items, read, strict=True)]


def _parts_alone(
    seen: Sequence[Seen],
    placed: Sequence[Understanding],
    dev: Sequence[Example],
    mind: Learned,
) -> dict[str, list[Answer]]:
    """The parts of the heads, each deciding alone."""
    heads = mind.heads
    if heads is None:
        return {}
    signals = [one.signals for one in dev]
    on_dev = _scores([one.seen for one in dev], mind, heads)
    found = {}
    for way, scores in _scores(seen, mind, heads).items():
        thresholds = best_thresholds(on_dev[way], signals, heads.outputs)
        found[way] = decided(scores, thresholds, heads.outputs, placed)
    return found


def _scores(seen: Sequence[Seen], mind: Learned, heads: Heads) -> dict[str, Matrix]:
    found = {"word_head": word_scores(heads, seen)}
    if mind.embedder is not None:
        found["vector_head"] = vector_scores(heads, seen, mind.embedder)
        if mind.examples is not None:
            found["nearest"] = nearest_scores(heads, seen, mind.embedder, mind.examples)
    return found


def _likely(
    items: Sequence[GoldItem], seen: Sequence[Seen], heads: Heads, mind: Learned
) -> Calibration:
    scores = heads.score(seen, mind.embedder)
    stated = [
        [(score.probability[ANY], bool(item.risk))]
        for item, score in zip(items, scores, strict=True)
    ]
    return calibration(stated, Draws([item.story for item in items]))
