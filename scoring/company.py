"""What stands beside a candidate: alone, a fight or a crowd means little.

A fight in a bar, a crowd that asks for wages, a threat in a family: the words are the
same. They count where communities are meant, in a village, or beside another signal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from scoring.candidates import Candidate, Circumstances, Sentence
from scoring.context_words import (
    ACUTE,
    ALL,
    BRAWL,
    DEMAND,
    DISCURSIVE,
    FEUD,
    GROUP,
    KIN,
    NIGHTLIFE,
    SEVERAL,
    UNREST,
    VILLAGE,
)


@dataclass(frozen=True, slots=True)
class Company:
    """What stands beside a candidate in the same text."""

    signals: frozenset[str]
    rules: Counter[str]
    village: bool
    nightlife: bool
    other_demands: bool  # wages, housing, tariffs: what is demanded of an office
    masked: tuple[str, ...]  # every sentence as the rules see it

    def around(self, index: int) -> str:
        """A sentence with its neighbours."""
        return " ".join(self.masked[max(0, index - 1) : index + 2])

    def beside(self, c: Candidate, signals: frozenset[str]) -> bool:
        """Whether another signal of this kind was found in the text."""
        return bool((self.signals - {c.signal}) & signals)

    def doubled(self, c: Candidate) -> bool:
        """Whether two different rules of the signal matched."""
        return self.rules[c.signal] > 1


def in_company(
    kept: list[Candidate],
    sentences: Sequence[Sentence],
    around: Circumstances,
    other_demands: bool,
) -> tuple[list[Candidate], Counter[str]]:
    """Drop what means little alone: a fight in a bar, a crowd with other demands."""
    distinct = {(c.signal, c.hit.rule.id) for c in kept}
    company = Company(
        signals=frozenset(c.signal for c in kept),
        rules=Counter(signal for signal, _ in distinct),
        village=around.is_rural or any(_is_village(s) for s in sentences),
        nightlife=any(NIGHTLIFE.search(s.masked.text) for s in sentences),
        other_demands=other_demands,
        masked=tuple(s.masked.text for s in sentences),
    )
    standing = []
    dropped: Counter[str] = Counter()
    for candidate in kept:
        if _stands(candidate, company):
            standing.append(candidate)
        elif candidate.signal == "mobilisation":
            dropped["authority_criticism"] += 1
        else:
            dropped["no_gate"] += 1
    return standing, dropped


def _is_village(sentence: Sentence) -> bool:
    return VILLAGE.search(sentence.masked.text) is not None or any(
        p.kind == "settlement" for p in sentence.places
    )


def _stands(c: Candidate, company: Company) -> bool:
    """Tell whether a candidate means communities, by its gate or by its company."""
    rule = _BY_COMPANY.get(c.signal)
    return rule is None or rule(c, company)


def _trigger_stands(c: Candidate, company: Company) -> bool:
    quiet = company.village and not company.nightlife
    return c.gated or quiet or company.beside(c, ACUTE | DISCURSIVE)


def _mobilisation_stands(c: Candidate, company: Company) -> bool:
    around = company.around(c.index)
    feud = FEUD.search(around) is not None
    if company.other_demands and not c.gated and not feud:
        return False
    if feud or c.hit.rule.is_conjunction or company.beside(c, ACUTE | DISCURSIVE):
        return True
    if DEMAND.search(around) is not None and KIN.search(around) is not None:
        return True
    demand = DEMAND.search(c.masked) is not None
    return c.gated and (company.doubled(c) or demand)


def _violence_stands(c: Candidate, company: Company) -> bool:
    if c.gated or company.doubled(c) or company.beside(c, ALL):
        return True
    unrest = UNREST.search(c.masked) is not None
    if not company.village:
        return unrest and c.hit.rule.number <= 2
    crowd = GROUP.search(c.masked) or BRAWL.search(c.masked) or SEVERAL.search(c.masked)
    return unrest or crowd is not None or c.hit.rule.is_conjunction


def _speech_stands(c: Candidate, company: Company) -> bool:
    told = c.hit.rule.is_conjunction
    return c.gated or told or company.doubled(c) or company.beside(c, ACUTE)


def _rumour_stands(c: Candidate, company: Company) -> bool:
    return c.gated or company.village or company.beside(c, ACUTE)


#: Signals whose words alone are not enough; the others stand by their rule.
_BY_COMPANY: Mapping[str, Callable[[Candidate, Company], bool]] = {
    "trigger_incident": _trigger_stands,
    "mobilisation": _mobilisation_stands,
    "violence_or_flight": _violence_stands,
    "dangerous_speech": _speech_stands,
    "rumour_viral": _rumour_stands,
}
