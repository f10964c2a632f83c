"""Which matched rules stand: exclusions, gates and the company they keep.

A rule that matched is only a candidate. It stands when no exclusion explains the words
otherwise, when the sentence happens here and now, and when the text means relations
between communities. What falls is kept as a reason, so that counters add up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from data.model import Evidence, Place
from scoring.context_words import (
    ACUTE,
    BRAWL,
    CONFLICT,
    DEMAND,
    DISCURSIVE,
    FEUD,
    GROUP,
    HEAD_OF_STATE,
    NIGHTLIFE,
    NOW,
    OUTWEIGHED,
    SIDES,
    STRUCTURAL,
    TAKES,
    VILLAGE,
    WHOLE_TEXT,
    YEAR,
)
from scoring.lexicon import Hit, Lexicon
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


def standing(
    candidates: list[Candidate],
    sentences: Sequence[Sentence],
    around: Circumstances,
    lexicon: Lexicon,
) -> tuple[list[Candidate], Counter[str]]:
    """Return the candidates that stand, and how often the others fell for what."""
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
    other_demands = WHOLE_TEXT & {code for codes in by_sentence for code in codes}
    kept, alone = _in_company(kept, sentences, around, bool(other_demands))
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
        if (scopes.get(code) == "text" and n > 1)
        or (code in titled and (scopes.get(code) == "text" or code == "traffic"))
    }
    head = [s for s in sentences if s.part == "title"] + list(sentences[:2])
    if any(HEAD_OF_STATE.search(s.masked.text) for s in head):
        found.add("speech")
    return found


def _years(sentences: Sequence[Sentence], around: Circumstances) -> int | None:
    """Return the year the text is written in, as far as it can be known."""
    if around.published_year is not None:
        return around.published_year
    named = [int(y) for s in sentences for y in YEAR.findall(s.masked.text)]
    return max(named, default=None)


def _why_not(
    candidate: Candidate,
    by_sentence: Sequence[set[str]],
    over_text: set[str],
    around: Circumstances,
    year: int | None,
) -> str | None:
    """Return the code of what takes a candidate away, or None if it stands."""
    sentence, signal = candidate.sentence, candidate.signal
    masked = candidate.masked
    sides = signal in ACUTE and SIDES.search(masked) is not None
    now = NOW.search(masked) is not None
    if sentence.abroad and signal != "imported_conflict":
        return "abroad"
    own = {c for i in (candidate.index, *candidate.hit.others) for c in by_sentence[i]}
    for code in sorted(own):
        if signal not in TAKES.get(code, frozenset()):
            continue
        if code in OUTWEIGHED and (sides or _demands(candidate)):
            continue
        if signal in ACUTE and now and code in ("history", "court"):
            continue
        if code == "traffic" and BRAWL.search(masked):
            continue
        return code
    for code in sorted(over_text):
        if signal not in TAKES.get(code, frozenset()):
            continue
        if signal not in ACUTE or (code in WHOLE_TEXT and not sides):
            return code
        if code == "traffic" and not BRAWL.search(masked):
            return code
    if signal not in STRUCTURAL and not now and year is not None:
        past = [int(y) for y in YEAR.findall(masked)]
        if past and max(past) < year:
            return "history"
    return _gate_missing(candidate)


def _demands(candidate: Candidate) -> bool:
    """Tell whether a crowd demands what only a feud demands."""
    masked = candidate.masked
    return candidate.signal == "mobilisation" and FEUD.search(masked) is not None


#: Signals whose words alone mean too many other things.
_GATED = frozenset(
    {"resource_dispute", "unequal_treatment", "imported_conflict", "rumour_viral"}
)


def _gate_missing(candidate: Candidate) -> str | None:
    if (
        candidate.signal in _GATED
        and candidate.gate is None
        and not candidate.gate_near
    ):
        masked = candidate.sentence.masked.text
        # A rumour of a fight needs no word for communities in a place of neighbours.
        if candidate.signal == "rumour_viral" and CONFLICT.search(masked):
            return None
        return "no_gate"
    return None


@dataclass(frozen=True, slots=True)
class _Company:
    """What stands beside a candidate in the same text."""

    signals: frozenset[str]
    rules: Counter[str]
    village: bool
    nightlife: bool
    other_demands: bool  # wages, housing, tariffs: what is demanded of an office


def _in_company(
    kept: list[Candidate],
    sentences: Sequence[Sentence],
    around: Circumstances,
    other_demands: bool,
) -> tuple[list[Candidate], Counter[str]]:
    """Drop what means little alone: a fight in a bar, a crowd with other demands."""
    distinct = {(c.signal, c.hit.rule.id) for c in kept}
    company = _Company(
        signals=frozenset(c.signal for c in kept),
        rules=Counter(signal for signal, _ in distinct),
        village=around.is_rural or any(_is_village(s) for s in sentences),
        nightlife=any(NIGHTLIFE.search(s.masked.text) for s in sentences),
        other_demands=other_demands,
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


def _stands(c: Candidate, company: _Company) -> bool:
    """Tell whether a candidate means communities, by its gate or by its company."""
    masked = c.masked
    gated = c.gated
    others = company.signals - {c.signal}
    doubled = company.rules[c.signal] > 1
    if c.signal == "trigger_incident":
        quiet = company.village and not company.nightlife
        return gated or quiet or bool(others & (ACUTE | DISCURSIVE))
    if c.signal == "mobilisation":
        feud = DEMAND.search(masked) is not None or (gated and doubled)
        if company.other_demands and not gated and FEUD.search(masked) is None:
            return False
        return feud or bool(others & (ACUTE | DISCURSIVE))
    if c.signal == "violence_or_flight":
        crowd = company.village and GROUP.search(masked) is not None
        unrest = (c.hit.rule.number <= 2 and "беспоряд" in masked) or "погром" in masked
        return gated or doubled or bool(others) or crowd or unrest
    if c.signal == "dangerous_speech":
        return gated or doubled or bool(others & ACUTE)
    if c.signal == "rumour_viral":
        return gated or company.village or bool(others & ACUTE)
    return True
