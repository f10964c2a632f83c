"""What the understanding is meant to reach, and whether it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.i18n import N_
from scoring.evaluation import Evaluation
from scoring.intervals import Estimate
from scoring.swaps import APART, Swapped


@dataclass(frozen=True, slots=True)
class Goal:
    """One number that is wanted at least (or, with ``is_most``, at most) so large."""

    name: str
    value: float | None
    wanted: float
    is_most: bool = False
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def sign(self) -> str:
        """How value and wanted should compare."""
        return "≤" if self.is_most else "≥"

    @property
    def reached(self) -> bool:
        """Whether it is so; a number that cannot be measured is not reached."""
        if self.value is None:
            return False
        return self.value <= self.wanted if self.is_most else self.value >= self.wanted


def goals(found: Evaluation, swapped: Sequence[Swapped]) -> list[Goal]:
    """Return every goal with what was measured."""
    product = found.product
    return [
        Goal(N_("flag precision"), product.flag.precision.value, 0.90),
        Goal(N_("flag recall"), product.flag.recall.value, 0.88),
        Goal(N_("macro-F1 of signals"), _value(product.macro_f1), 0.75),
        *(
            Goal(N_("flag F1 in %(lang)s"), row.f1.value, 0.85, params={"lang": lang})
            for lang, row in product.languages.items()
        ),
        Goal(N_("regions exact"), _value(product.regions), 0.95),
        *(
            Goal(name, _value(product.negatives.get(kind)), most, is_most=True)
            for kind, name, most in (
                ("counter_speech", N_("words against hatred flagged"), 0.02),
                ("authority_criticism", N_("criticism of authorities flagged"), 0.02),
                ("unity_speech", N_("speeches about unity flagged"), 0.0),
                ("routine_meeting", N_("routine meetings flagged"), 0.0),
            )
        ),
        Goal(N_("families not the same"), _differing(swapped), 0, is_most=True),
        Goal(
            N_("largest gap of confidence"),
            round(max((one.apart for one in swapped), default=0.0), 6),
            APART,
            is_most=True,
        ),
    ]


def _differing(swapped: Sequence[Swapped]) -> int:
    """Families in a language with another flag, signal, region or redaction."""
    return sum(bool(set(one.differs) - {"confidence"}) for one in swapped)


def _value(one: Estimate | None) -> float | None:
    return one.value if one is not None else None
