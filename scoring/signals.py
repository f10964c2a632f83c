"""From matched rules to signals: gates, exclusions, company and confidence.

A rule that matched is only a candidate. It stands when the text means relations between
communities, when no exclusion explains the words otherwise, and when the sentence
happens in Kazakhstan. What falls is kept as a reason, so that counters add up.

Confidence of a signal, a plain sum cut to 0.05-0.95:
0.50 a rule matched; +0.20 its sentence says communities are meant, or +0.10 another
one does; +0.10 a second rule of the signal; +0.10 another signal stands beside it;
+0.05 a district or settlement is named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from data.model import Evidence, Reason, Signal
from scoring.candidates import Candidate, Circumstances, Sentence
from scoring.lexicon import Lexicon
from scoring.scene import Scene
from scoring.standing import standing

#: At most this many sentences are shown as evidence of one signal.
MOST_EVIDENCE = 3


@dataclass(frozen=True, slots=True)
class Judgement:
    """The signals that stand, and why nothing does if nothing does."""

    risk: tuple[Signal, ...]
    protective: tuple[Signal, ...]
    dropped: str | None
    regions: tuple[str, ...]


def judge(
    sentences: Sequence[Sentence], around: Circumstances, lexicon: Lexicon
) -> Judgement:
    """Return the signals of an item."""
    lang = around.lang
    if not sentences:
        return Judgement((), (), around.scene.why, around.scene.regions)
    candidates = _candidates(sentences, lang, lexicon)
    dropped: Counter[str] = Counter()
    if candidates:
        candidates, dropped = standing(candidates, sentences, around, lexicon)
    risk = _signals(candidates, sentences, lexicon)
    protective = _protective(sentences, lang, lexicon)
    return Judgement(
        risk=risk,
        protective=protective,
        dropped=_dropped(risk, dropped, around.scene),
        regions=_event_first(around.scene.regions, candidates),
    )


def _candidates(
    sentences: Sequence[Sentence], lang: str, lexicon: Lexicon
) -> list[Candidate]:
    masked = [s.masked.text for s in sentences]
    hits = [lexicon.risk(masked, i, lang) for i in range(len(masked))]
    if not any(hits):
        return []
    gates = [lexicon.gate(s.masked.text, lang) for s in sentences]
    return [
        Candidate(
            sentence=sentences[i],
            index=i,
            hit=hit,
            company=tuple(sentences[j] for j in hit.others),
            gate=_first_gate([i, *hit.others], gates, sentences),
            gate_near=any(gates[j] is not None for j in _near(i, sentences)),
        )
        for i, of_sentence in enumerate(hits)
        for hit in of_sentence
    ]


def _first_gate(
    indices: Sequence[int],
    gates: Sequence[tuple[int, int] | None],
    sentences: Sequence[Sentence],
) -> tuple[Sentence, str] | None:
    """Return the first of these sentences that says communities are meant."""
    for i in indices:
        span = gates[i]
        if span is not None:
            return sentences[i], sentences[i].words(*span)
    return None


def _near(index: int, sentences: Sequence[Sentence]) -> list[int]:
    """Return the sentences that tell the same thing: neighbours and the title."""
    around = {index - 1, index + 1}
    titles = takewhile(lambda s: s.part == "title", sentences)  # they come first
    around |= {i for i, _ in enumerate(titles)}
    return [i for i in sorted(around) if 0 <= i < len(sentences) and i != index]


def _signals(
    kept: Sequence[Candidate], sentences: Sequence[Sentence], lexicon: Lexicon
) -> tuple[Signal, ...]:
    codes = list(dict.fromkeys(c.signal for c in kept))
    found = []
    for code in lexicon.taxonomy.risk:
        if code in codes:
            own = [c for c in kept if c.signal == code]
            others = len(codes) > 1
            found.append(_signal(code, own, others, lexicon))
    return tuple(found)


def _signal(
    code: str, own: Sequence[Candidate], others: bool, lexicon: Lexicon
) -> Signal:
    kind = lexicon.taxonomy.risk[code]
    gate = next((c for c in own if c.gate is not None), None)
    confidence = 0.5
    if gate is not None:
        confidence += 0.2
    elif any(c.gate_near for c in own):
        confidence += 0.1
    confidence += 0.1 * (len({c.hit.rule.id for c in own}) > 1)
    confidence += 0.1 * others
    local = any(
        p.kind in ("district", "settlement") for c in own for p in c.sentence.places
    )
    confidence += 0.05 * local
    reasons = [_reason(c) for c in _once(own)]
    if gate is not None and gate.gate is not None:
        sentence, words = gate.gate
        reasons.append(
            Reason("signal.gate", 0.2, (sentence.evidence(),), {"words": words})
        )
    return Signal(
        code=code,
        lane=kind.lane,
        confidence=round(min(0.95, max(0.05, confidence)), 2),
        evidence=_evidence(own),
        reasons=tuple(reasons),
    )


def _once(own: Iterable[Candidate]) -> list[Candidate]:
    return list({c.hit.rule.id: c for c in reversed(list(own))}.values())[::-1]


def _reason(c: Candidate) -> Reason:
    words = c.sentence.words(c.hit.start, c.hit.end)
    params = {"rule": c.hit.rule.id, "words": words}
    return Reason("signal.rule", 0.5, (c.sentence.evidence(),), params)


def _evidence(own: Iterable[Candidate]) -> tuple[Evidence, ...]:
    sentences = list(
        dict.fromkeys(s.evidence() for c in own for s in (c.sentence, *c.company))
    )
    return tuple(sentences[:MOST_EVIDENCE])


def _protective(
    sentences: Sequence[Sentence], lang: str, lexicon: Lexicon
) -> tuple[Signal, ...]:
    found: dict[str, list[Candidate]] = {}
    masked = [s.masked.text for s in sentences]
    for i, sentence in enumerate(sentences):
        if sentence.abroad:
            continue
        for hit in lexicon.protective(masked, i, lang):
            one = Candidate(sentence, i, hit)
            found.setdefault(hit.rule.signal, []).append(one)
    return tuple(
        Signal(
            code=code,
            lane=None,
            confidence=min(0.95, 0.6 + 0.1 * (len(_once(found[code])) > 1)),
            evidence=_evidence(found[code]),
            reasons=tuple(_reason(c) for c in _once(found[code])),
        )
        for code in lexicon.taxonomy.protective
        if code in found
    )


def _dropped(risk: Sequence[Signal], dropped: Counter[str], scene: Scene) -> str | None:
    if risk:
        if scene.regions:
            return None
        return scene.why if scene.why in ("abroad", "not_kazakhstan") else "unresolved"
    if dropped:
        return dropped.most_common(1)[0][0]
    return scene.why if scene.why in ("abroad", "not_kazakhstan") else None


def _event_first(
    regions: tuple[str, ...], kept: Sequence[Candidate]
) -> tuple[str, ...]:
    """Return the regions with those of the evidence first."""
    named = [p.region for c in kept for p in c.sentence.places if p.region in regions]
    return tuple(dict.fromkeys((*named, *regions)))
