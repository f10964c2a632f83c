"""How well texts are understood: answers counted against the labels, with bounds.

Pure. A flag is wanted where a text carries a risk signal at a place that can be named.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from data.gold_items import NEGATIVE_KINDS, GoldItem
from data.model import LANGUAGES
from scoring.answers import Answer
from scoring.calibration import Calibration, calibration
from scoring.intervals import Draws, Estimate, Exactness, found_counts, macro_f1, ratio

#: A text that carries risk, but at no place that could be named: no flag is wanted.
PLACELESS = "risk_without_place"
_QUIET = ("protective", *NEGATIVE_KINDS)


@dataclass(frozen=True, slots=True)
class Measures:
    """Everything measured of one way of reading; None where it gives no answer.

    ``negatives`` are shares of false flags by the kind of the text; ``traits`` shares
    of right decisions about the flag by how the text is written; ``calibration`` is of
    the confidences of signals that were shown.
    """

    items: int
    stories: int
    flag: Exactness
    languages: Mapping[str, Exactness]
    negatives: Mapping[str, Estimate]
    all_negatives: Estimate
    traits: Mapping[str, Estimate]
    signals: Mapping[str, Exactness] | None
    macro_f1: Estimate | None
    macro_languages: Mapping[str, Estimate] | None
    evidence: Estimate | None
    calibration: Calibration | None
    regions: Estimate | None
    regions_by_language: Mapping[str, Estimate] | None
    scope: Estimate | None


def measure(
    items: Sequence[GoldItem], answers: Sequence[Answer], codes: Sequence[str]
) -> Measures:
    """Return the measures of the answers to items, in the same order.

    ``codes`` are the risk signals that count.
    """
    told = _Told(items, answers, codes)
    has_signals = all(answer.signals is not None for answer in answers)
    has_regions = all(answer.regions is not None for answer in answers)
    return Measures(
        items=len(items),
        stories=told.draws.stories,
        flag=told.draws.exactness(told.wanted, told.found),
        languages={
            lang: told.draws.exactness(told.wanted, told.found, told.among(lang))
            for lang in told.languages
        },
        negatives=told.negatives(),
        all_negatives=told.draws.share(told.found, [not w for w in told.wanted]),
        traits=told.traits(),
        signals=told.signals() if has_signals else None,
        macro_f1=told.macro() if has_signals else None,
        macro_languages=told.by_language(told.macro) if has_signals else None,
        evidence=told.evidence() if has_signals else None,
        calibration=told.calibration() if has_signals else None,
        regions=told.regions() if has_regions else None,
        regions_by_language=told.by_language(told.regions) if has_regions else None,
        scope=told.scope() if has_regions else None,
    )


class _Told:
    """Items and answers side by side."""

    def __init__(
        self,
        items: Sequence[GoldItem],
        answers: Sequence[Answer],
        codes: Sequence[str],
    ) -> None:
        self.pairs = list(zip(items, answers, strict=True))
        self.codes = codes
        self.draws = Draws([item.story for item in items])
        self.wanted = [item.flag for item in items]
        self.found = [answer.flag for answer in answers]
        held = {item.lang for item in items}
        self.languages = [lang for lang in LANGUAGES if lang in held]

    def among(self, lang: str | None = None) -> list[bool]:
        """Which items are in a language; all without one."""
        return [lang is None or item.lang == lang for item, _ in self.pairs]

    def by_language(
        self, one: Callable[[str | None], Estimate]
    ) -> Mapping[str, Estimate]:
        return {lang: one(lang) for lang in self.languages}

    def negatives(self) -> Mapping[str, Estimate]:
        kinds = [
            item.kind if item.kind in _QUIET else PLACELESS if not item.flag else ""
            for item, _ in self.pairs
        ]
        return {
            kind: self.draws.share(self.found, [one == kind for one in kinds])
            for kind in (*_QUIET, PLACELESS)
            if kind in kinds
        }

    def traits(self) -> Mapping[str, Estimate]:
        names = sorted({trait for item, _ in self.pairs for trait in item.traits})
        right = [w == f for w, f in zip(self.wanted, self.found, strict=True)]
        return {
            name: self.draws.share(
                right, [name in item.traits for item, _ in self.pairs]
            )
            for name in names
        }

    def _signal(self, code: str) -> tuple[list[bool], list[bool]]:
        wanted = [code in item.risk for item, _ in self.pairs]
        return wanted, [code in (answer.signals or ()) for _, answer in self.pairs]

    def signals(self) -> Mapping[str, Exactness]:
        return {code: self.draws.exactness(*self._signal(code)) for code in self.codes}

    def macro(self, lang: str | None = None) -> Estimate:
        among = self.among(lang)
        counts = [found_counts(*self._signal(code), among) for code in self.codes]
        n = int(sum(one[:, (0, 2)].sum() for one in counts))
        return self.draws.estimate(np.hstack(counts), macro_f1, n)

    def evidence(self) -> Estimate:
        """Of the signals found rightly, those shown by the sentence that bears them."""
        found = [
            [
                code
                for code in self.codes
                if code in item.risk and code in answer.signals
            ]
            if answer.signals is not None
            else []
            for item, answer in self.pairs
        ]
        counts = np.array(
            [
                (sum(code in answer.shown for code in codes), len(codes))
                for codes, (_, answer) in zip(found, self.pairs, strict=True)
            ]
        ).reshape(-1, 2)
        return self.draws.estimate(counts, ratio, int(counts[:, 1].sum()))

    def calibration(self) -> Calibration:
        stated = [
            [
                (given, code in item.risk)
                for code, given in (answer.signals or {}).items()
            ]
            for item, answer in self.pairs
        ]
        return calibration(stated, self.draws)

    def regions(self, lang: str | None = None) -> Estimate:
        right = [answer.regions == item.regions for item, answer in self.pairs]
        return self.draws.share(right, self.among(lang))

    def scope(self) -> Estimate:
        right = [answer.scope == item.scope for item, answer in self.pairs]
        return self.draws.share(right, self.among())
