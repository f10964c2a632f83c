"""From matched rules to signals: gates, exclusions, company and confidence.

A rule that matched is only a candidate. It stands when the text means relations between
communities, when no exclusion explains the words otherwise, and when the sentence
happens in Kazakhstan. What falls is kept as a reason, so that counters add up.

Confidence of a signal, a plain sum cut to 0.05-0.95:
0.50 a rule matched; +0.20 the same sentence says communities are meant, or +0.10 another
sentence does; +0.10 a second rule of the signal; +0.10 another signal of another kind;
+0.05 a district or settlement is named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.model import Evidence, Place, Reason, Signal
from scoring.lexicon import Hit, Lexicon
from scoring.scene import Scene
from scoring.text import Rewriting

#: At most this many sentences are shown as evidence of one signal.
MOST_EVIDENCE = 3


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
    is_report: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """The signals that stand, and why nothing does if nothing does."""

    risk: tuple[Signal, ...]
    protective: tuple[Signal, ...]
    dropped: str | None
    regions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    sentence: Sentence
    index: int
    hit: Hit
    gate: tuple[int, int] | None  # in the same sentence
    gate_near: bool  # in a neighbouring sentence or the title

    @property
    def signal(self) -> str:
        return self.hit.rule.signal


# --- words of circumstance ------------------------------------------------------------

#: Words for communities and villages as sides, strong enough to outweigh an exclusion.
_SIDES = re.compile(
    r"межэтнич|межнацион|этнос|диаспор|\bобщин|двух с[её]л|обоих с[её]л|соседн\w+ (?:с[её]л"
    r"|аул|пос)|жител\w+ (?:двух|соседн|сел|сёл)|сельчан|односельчан|ұлтаралық|этносаралық"
    r"|екі ауыл|көрші ауыл|көршілес ауыл|іргелес|ауыл тұрғын|ауыл жаст|диаспора|қауым"
    r"|inter-?ethnic|communit|villages|villagers|diaspora|ЭТНОС"
)
_NOW = re.compile(
    r"\b(?:вчера|накануне|сегодня|ночью|вечером|утром|дн[её]м|минувш\w+|на прошлой неделе"
    r"|на этой неделе|в (?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)"
    r"|кеше|бүгін|түнде|кешке|таңертең|(?:дүйсенбі|сейсенбі|сәрсенбі|бейсенбі|жұма|сенбі"
    r"|жексенбі) күні|осы аптада|өткен аптада|yesterday|overnight|today|tonight"
    r"|last (?:night|week)|this week|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d(?=[\s,.-]*(?:год|г\.|жыл|ж\.|\b))")
#: A village: fights and gatherings there are between neighbours who will meet again.
_VILLAGE = re.compile(
    r"\b(?:сел[оаеу]м?|сёл\w*|сельск\w+|сельчан\w*|односельчан\w*|аул\w*|пос[её]л\w+"
    r"|ауыл\w*|ауылда\w*|кент(?:і|ін|тің|те)\w*|село\b|villages?|villagers|aul)\b"
)
_NIGHTLIFE = re.compile(
    r"\b(?:ночн\w+ клуб|бар[аеу]?|караоке|кафе|ресторан\w*|свадьб\w*|тойхан\w*|саун\w*"
    r"|дискотек\w*|кальян\w*|түнгі клуб|мейрамхана\w*|үйлену той\w*|nightclub|bars?"
    r"|pubs?|wedding|restaurant)\b"
)
_HEAD_OF_STATE = re.compile(
    r"\b(?:президент\w*|глав\w+ государства|мемлекет басшы\w*|премьер\w*|послани\w+"
    r"|жолдау\w*|токаев\w*|тоқаев\w*|tokayev\w*|president\w*|head of state|address to)\b"
)
_DEMAND = re.compile(
    r"выда[тч]|высел|изгна|наказа|самосуд|ұстап бер|жазала|көшір|қуып|hand|evict|expel"
    r"|punish|lynch"
)
_ACUTE = frozenset({"trigger_incident", "mobilisation", "violence_or_flight"})
_STRUCTURAL = frozenset(
    {
        "resource_dispute",
        "unequal_treatment",
        "identity_symbol_dispute",
        "imported_conflict",
    }
)
_DISCURSIVE = frozenset({"collective_blame", "dangerous_speech", "rumour_viral"})
_ALL = _ACUTE | _STRUCTURAL | _DISCURSIVE
#: What each exclusion takes away in its own sentence.
_TAKES = {
    "sport": _ALL,
    "figurative": _ALL,
    "culture": _ALL,
    "history": _ALL,
    "counter_speech": _ALL,
    "drill": _ALL,
    "negated": _ALL,
    "court": _ALL - {"mobilisation"},
    "speech": _STRUCTURAL | _DISCURSIVE,
    "research": _ALL,
    "settled": _STRUCTURAL,
    "traffic": frozenset({"trigger_incident", "violence_or_flight", "rumour_viral"}),
    "crime_domestic": _ALL - {"collective_blame", "identity_symbol_dispute"},
    "disaster": frozenset({"violence_or_flight", "mobilisation", "rumour_viral"}),
    "authority_criticism": _STRUCTURAL | {"mobilisation", "rumour_viral"},
    "labour_dispute": _STRUCTURAL | {"mobilisation", "rumour_viral"},
    "social_demand": _STRUCTURAL | {"mobilisation", "rumour_viral"},
}
#: Exclusions that two sides in the same sentence outweigh when the matter is acute.
_OUTWEIGHED = frozenset(
    {
        "sport",
        "labour_dispute",
        "social_demand",
        "disaster",
        "crime_domestic",
        "authority_criticism",
        "research",
        "traffic",
    }
)


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
        candidates, dropped = _standing(candidates, sentences, around, lexicon)
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
) -> list[_Candidate]:
    hits = [lexicon.risk(s.masked.text, lang) for s in sentences]
    if not any(hits):
        return []
    gates = [lexicon.gate(s.masked.text, lang) for s in sentences]
    found = []
    for i, of_sentence in enumerate(hits):
        near = any(gates[j] is not None for j in _near(i, sentences))
        found += [
            _Candidate(sentences[i], i, hit, gates[i], near) for hit in of_sentence
        ]
    return found


def _near(index: int, sentences: Sequence[Sentence]) -> list[int]:
    """Return the sentences that tell the same thing: neighbours and the title."""
    around = {index - 1, index + 1}
    around |= {i for i, s in enumerate(sentences) if s.part == "title"}
    return [i for i in sorted(around) if 0 <= i < len(sentences) and i != index]


# --- what stands ----------------------------------------------------------------------


def _standing(
    candidates: list[_Candidate],
    sentences: Sequence[Sentence],
    around: Circumstances,
    lexicon: Lexicon,
) -> tuple[list[_Candidate], Counter[str]]:
    dropped: Counter[str] = Counter()
    by_sentence = [lexicon.excluded(s.masked.text) for s in sentences]
    over_text = _over_text(by_sentence, sentences, lexicon)
    years = _years(sentences, around)
    kept = []
    for candidate in candidates:
        why = _why_not(candidate, by_sentence, over_text, around, years)
        if why is None:
            kept.append(candidate)
        else:
            dropped[why] += 1
    kept, alone = _in_company(kept, sentences)
    return kept, dropped + alone


def _over_text(
    by_sentence: Sequence[set[str]], sentences: Sequence[Sentence], lexicon: Lexicon
) -> set[str]:
    """Return the exclusions that hold for the whole text: in the title, or said twice."""
    counts = Counter(code for codes in by_sentence for code in codes)
    titled = {
        code
        for codes, s in zip(by_sentence, sentences, strict=True)
        for code in codes
        if s.part == "title"
    }
    scopes = lexicon.taxonomy.scopes
    found = {
        code
        for code, n in counts.items()
        if scopes.get(code) == "text" and (n > 1 or code in titled)
    }
    head = [s for s in sentences if s.part == "title"] + list(sentences[:2])
    if any(_HEAD_OF_STATE.search(s.masked.text) for s in head):
        found.add("speech")
    return found


def _years(sentences: Sequence[Sentence], around: Circumstances) -> int | None:
    """Return the year the text is written in, as far as it can be known."""
    if around.published_year is not None:
        return around.published_year
    named = [int(y) for s in sentences for y in _YEAR.findall(s.masked.text)]
    return max(named, default=None)


def _why_not(
    candidate: _Candidate,
    by_sentence: Sequence[set[str]],
    over_text: set[str],
    around: Circumstances,
    year: int | None,
) -> str | None:
    """Return the code of what takes a candidate away, or None if it stands."""
    sentence, signal = candidate.sentence, candidate.signal
    masked = sentence.masked.text
    sides = signal in _ACUTE and _SIDES.search(masked) is not None
    now = _NOW.search(masked) is not None
    if sentence.abroad and signal != "imported_conflict":
        return "abroad"
    for code in sorted(by_sentence[candidate.index]):
        if signal not in _TAKES.get(code, frozenset()):
            continue
        if sides and code in _OUTWEIGHED:
            continue
        if signal in _ACUTE and now and code in ("history", "court"):
            continue
        return code
    for code in sorted(over_text):
        if signal in _TAKES.get(code, frozenset()) and signal not in _ACUTE:
            return code
    if signal not in _STRUCTURAL and not now and year is not None:
        past = [int(y) for y in _YEAR.findall(masked)]
        if past and max(past) < year:
            return "history"
    return _gate_missing(candidate)


#: Signals whose words alone mean too many other things.
_GATED = frozenset(
    {"resource_dispute", "unequal_treatment", "imported_conflict", "rumour_viral"}
)


def _gate_missing(candidate: _Candidate) -> str | None:
    if candidate.signal in _GATED and candidate.gate is None and not candidate.gate_near:
        return "no_gate"
    return None


def _in_company(
    kept: list[_Candidate], sentences: Sequence[Sentence]
) -> tuple[list[_Candidate], Counter[str]]:
    """Drop what means little alone: a fight in a bar, a crowd with other demands."""
    signals = {c.signal for c in kept}
    rules = Counter(c.signal for c in {(c.signal, c.hit.rule.id): c for c in kept}.values())
    village = any(_VILLAGE.search(s.masked.text) for s in sentences)
    nightlife = any(_NIGHTLIFE.search(s.masked.text) for s in sentences)
    dropped: Counter[str] = Counter()
    standing = []
    for c in kept:
        others = signals - {c.signal}
        ok = c.gate is not None or c.gate_near
        if c.signal == "trigger_incident":
            ok = ok or (village and not nightlife) or bool(others & (_ACUTE | _DISCURSIVE))
        elif c.signal == "mobilisation":
            demand = _DEMAND.search(c.sentence.masked.text) is not None
            ok = demand or bool(others & (_ACUTE | _DISCURSIVE)) or (ok and rules[c.signal] > 1)
        elif c.signal == "violence_or_flight":
            ok = ok or rules[c.signal] > 1 or bool(others) or c.hit.rule.number == 1
        elif c.signal == "dangerous_speech":
            ok = ok or rules[c.signal] > 1 or bool(others & _ACUTE)
        else:
            ok = True
        if ok:
            standing.append(c)
        else:
            dropped["no_gate" if c.signal != "mobilisation" else "authority_criticism"] += 1
    return standing, dropped


# --- what is said of it ---------------------------------------------------------------


def _signals(
    kept: Sequence[_Candidate], sentences: Sequence[Sentence], lexicon: Lexicon
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
    code: str, own: Sequence[_Candidate], others: bool, lexicon: Lexicon
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
    local = any(p.kind in ("district", "settlement") for c in own for p in c.sentence.places)
    confidence += 0.05 * local
    reasons = [_reason(c) for c in _once(own)]
    if gate is not None and gate.gate is not None:
        words = gate.sentence.words(*gate.gate)
        reasons.append(
            Reason("signal.gate", 0.2, (gate.sentence.evidence(),), {"words": words})
        )
    return Signal(
        code=code,
        lane=kind.lane,
        confidence=round(min(0.95, max(0.05, confidence)), 2),
        evidence=_evidence(own),
        reasons=tuple(reasons),
    )


def _once(own: Iterable[_Candidate]) -> list[_Candidate]:
    return list({c.hit.rule.id: c for c in reversed(list(own))}.values())[::-1]


def _reason(c: _Candidate) -> Reason:
    words = c.sentence.words(c.hit.start, c.hit.end)
    params = {"rule": c.hit.rule.id, "words": words}
    return Reason("signal.rule", 0.5, (c.sentence.evidence(),), params)


def _evidence(own: Iterable[_Candidate]) -> tuple[Evidence, ...]:
    sentences = list(dict.fromkeys(c.sentence.evidence() for c in own))
    return tuple(sentences[:MOST_EVIDENCE])


def _protective(
    sentences: Sequence[Sentence], lang: str, lexicon: Lexicon
) -> tuple[Signal, ...]:
    found: dict[str, list[_Candidate]] = {}
    for i, sentence in enumerate(sentences):
        if sentence.abroad:
            continue
        for hit in lexicon.protective(sentence.masked.text, lang):
            one = _Candidate(sentence, i, hit, None, False)
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


def _dropped(
    risk: Sequence[Signal], dropped: Counter[str], scene: Scene
) -> str | None:
    if risk:
        if scene.regions:
            return None
        return scene.why if scene.why in ("abroad", "not_kazakhstan") else "unresolved"
    if dropped:
        return dropped.most_common(1)[0][0]
    return scene.why if scene.why in ("abroad", "not_kazakhstan") else None


def _event_first(
    regions: tuple[str, ...], kept: Sequence[_Candidate]
) -> tuple[str, ...]:
    """Return the regions with those of the evidence first."""
    named = [p.region for c in kept for p in c.sentence.places if p.region in regions]
    return tuple(dict.fromkeys((*named, *regions)))
