"""One decision out of rules and heads: which signals stand, with what evidence.

The heads' calibrated probability decides, because it has weighed the rules too. A
signal that a rule found keeps the rule's sentence and words; one that no rule foresaw
shows the sentences that weighed most, the words in them, and labelled examples that
mean the like. What was suspected and let go keeps a reason a person can look up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.model import Evidence, Reason, Signal
from data.taxonomy import Taxonomy
from scoring.candidates import Sentence
from scoring.heads import Heads
from scoring.learned import Learned
from scoring.reading import Reading
from scoring.scene import Scene
from scoring.seen import ANY, Scores, Seen
from scoring.signals import MOST_EVIDENCE, Judgement

#: A rule with such a confidence was hardly ever wrong in a text that is flagged.
SURE_RULE = 0.9
#: One signal as sure as this flags a text that as a whole is at least so likely.
SURE_SIGNAL, LEAST_LIKELY = 0.7, 0.25
#: From this probability on, a text that is let go says why.
NEAR = 0.15
#: A second sentence is shown only if it weighs nearly as much as the first.
_NEARLY = 1.0
_MOST_WORDS = 5
#: Why a text was let go, by what it most likely is: a kind of the gold's items.
DROPPED_BY_KIND = {
    "authority_criticism": "authority_criticism",
    "labour": "labour_dispute",
    "election": "election",
    "disaster": "disaster",
    "crime": "crime_domestic",
    "sport": "sport",
    "traffic": "traffic",
    "history": "history",
    "culture": "culture",
    "foreign": "abroad",
    "unity_speech": "speech",
    "routine_meeting": "routine_meeting",
    "counter_speech": "counter_speech",
    "research": "research",
    "language_policy": "language_policy",
    "court": "court",
    "opinion": "opinion",
    "namesake": "namesake",
    "figurative": "figurative",
    "resources": "resources",
    "discrimination_other": "discrimination_other",
    "ordinary": "no_tension",
    "protective": "settled",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """The signals that stand, where, and why nothing does if nothing does."""

    risk: tuple[Signal, ...]
    protective: tuple[Signal, ...]
    dropped: str | None
    regions: tuple[str, ...]


def decide_by_rules(judgement: Judgement) -> Decision:
    """The decision where nothing was learnt: the rules' own."""
    return Decision(
        judgement.risk, judgement.protective, judgement.dropped, judgement.regions
    )


def decide(
    reading: Reading,
    judgement: Judgement,
    seen: Seen,
    scores: Scores,
    mind: Learned,
    taxonomy: Taxonomy,
) -> Decision:
    """The decision of rules and heads together."""
    heads = mind.heads
    if heads is None:
        return decide_by_rules(judgement)
    likely = scores.probability[ANY]
    if not _is_flagged(scores, heads):
        dropped = _let_go(judgement, scores, likely)
        return Decision((), judgement.protective, dropped, judgement.regions)
    risk = tuple(
        _signal(code, reading, judgement, seen, scores, mind, taxonomy)
        for code in _standing(judgement, scores, heads)
    )
    return Decision(
        risk, judgement.protective, _placeless(reading.scene), judgement.regions
    )


def _is_flagged(scores: Scores, heads: Heads) -> bool:
    """Whether any signal is likely, or one is so sure that the whole may be less so."""
    likely = scores.probability[ANY]
    surest = max(p for output, p in scores.probability.items() if output != ANY)
    return likely >= heads.thresholds[ANY] or (
        surest >= SURE_SIGNAL and likely >= LEAST_LIKELY
    )


def _standing(judgement: Judgement, scores: Scores, heads: Heads) -> list[str]:
    """The signals above their thresholds; at least the one that comes nearest.

    What a rule is sure of in a flagged text stands, too: a lane must not be lost.
    """
    codes = [output for output in heads.outputs if output != ANY]
    over = {c: scores.probability[c] - heads.thresholds[c] for c in codes}
    sure = {s.code for s in judgement.risk if s.confidence >= SURE_RULE}
    found = [c for c in codes if over[c] >= 0 or c in sure]
    return found or [max(codes, key=over.__getitem__)]


def _placeless(scene: Scene) -> str | None:
    """Why signals do not count although they stand: no place of ours."""
    if scene.regions:
        return None
    return scene.why if scene.why in ("abroad", "not_kazakhstan") else "unresolved"


def _let_go(judgement: Judgement, scores: Scores, likely: float) -> str | None:
    if judgement.dropped is not None:
        return judgement.dropped
    if judgement.risk or likely >= NEAR:
        return DROPPED_BY_KIND.get(scores.kind, "no_tension")
    return None


def _signal(
    code: str,
    reading: Reading,
    judgement: Judgement,
    seen: Seen,
    scores: Scores,
    mind: Learned,
    taxonomy: Taxonomy,
) -> Signal:
    by_rule = next((s for s in judgement.risk if s.code == code), None)
    shown = _weightiest(code, reading, seen, scores, mind)
    evidence = [sentence.evidence() for sentence, _ in shown]
    if by_rule is not None:
        evidence = [*by_rule.evidence, *evidence]
    reasons = [*by_rule.reasons] if by_rule is not None else []
    reasons.append(_weighed(code, shown, scores, mind))
    alike = mind.alike(code, seen)
    if alike:
        reasons.append(Reason("signal.examples", params={"examples": alike}))
    return Signal(
        code=code,
        lane=taxonomy.risk[code].lane,
        confidence=_confidence(scores.probability[code], by_rule),
        evidence=tuple(dict.fromkeys(evidence))[:MOST_EVIDENCE],
        reasons=tuple(reasons),
    )


def _confidence(weighed: float, by_rule: Signal | None) -> float:
    """The probability; of what a sure rule found at least an even chance."""
    if by_rule is not None and by_rule.confidence >= SURE_RULE:
        weighed = max(weighed, 0.5)
    return round(min(0.99, max(0.01, weighed)), 2)


def _weighed(
    code: str,
    shown: Sequence[tuple[Sentence, list[str]]],
    scores: Scores,
    mind: Learned,
) -> Reason:
    words = list(dict.fromkeys(word for _, found in shown for word in found))
    evidence: tuple[Evidence, ...] = tuple(sentence.evidence() for sentence, _ in shown)
    params = {"words": words[:_MOST_WORDS], "model": mind.version}
    return Reason("signal.heads", round(scores.probability[code], 2), evidence, params)


def _weightiest(
    code: str, reading: Reading, seen: Seen, scores: Scores, mind: Learned
) -> list[tuple[Sentence, list[str]]]:
    """The sentences that weigh most for a signal, each with the words that do."""
    heads = mind.heads
    if heads is None:
        return []
    column = scores.sentences[:, heads.outputs.index(code)]
    rows = _rows(reading, seen)
    best = sorted(range(len(rows)), key=lambda i: -column[i])[:2]
    chosen = [i for i in best if column[i] >= column[best[0]] - _NEARLY][:2]
    if len(chosen) == 2 and column[chosen[1]] < 0:
        chosen = chosen[:1]
    return [
        (rows[i], heads.words_for(code, seen.everything[i])) for i in sorted(chosen)
    ]


def _rows(reading: Reading, seen: Seen) -> list[Sentence]:
    """The sentences in the order of the heads' rows; the title is one row."""
    title = [s for s in reading.sentences if s.part == "title"]
    text = [s for s in reading.sentences if s.part != "title"]
    return [*title[:1], *text] if seen.title else text
