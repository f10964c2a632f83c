"""Which matched rules stand: exclusions, gates and the company they keep.

A rule that matched is only a candidate. It stands when no exclusion explains the words
otherwise, when the sentence happens here and now, and when the text means relations
between communities. What falls is kept as a reason, so that counters add up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from scoring.candidates import Candidate, Circumstances, Sentence
from scoring.company import in_company
from scoring.context_words import (
    ACUTE,
    BRAWL,
    CONFLICT,
    FEUD,
    HEAD_OF_STATE,
    NOW,
    OUTWEIGHED,
    SIDES,
    STRUCTURAL,
    TAKES,
    UNREST,
    WHOLE_TEXT,
    YEAR,
)
from scoring.lexicon import Lexicon


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
    kept, alone = in_company(kept, sentences, around, bool(other_demands))
    return kept, dropped + alone


def _over_text(
    by_sentence: Sequence[set[str]], sentences: Sequence[Sentence], lexicon: Lexicon
) -> set[str]:
    """Return the exclusions of the whole text: in the title, or said twice."""
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
    fought = any(
        BRAWL.search(s.masked.text) or UNREST.search(s.masked.text) for s in sentences
    )
    if counts["disaster"] and not fought:
        found.add("disaster")
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
        if code in ("traffic", "disaster") and not BRAWL.search(masked):
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
_GATED = frozenset({"resource_dispute", "unequal_treatment", "rumour_viral"})


def _gate_missing(candidate: Candidate) -> str | None:
    if candidate.hit.rule.gated and not candidate.gated:
        return "no_gate"
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
