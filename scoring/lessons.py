"""Labelled texts made ready for the heads: read, redacted and masked like any other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from data.gold_items import GoldItem
from data.model import Source, SourceKind
from data.reference import Reference
from scoring.masking import rule_features, seen_of
from scoring.seen import ANY, Seen
from scoring.text import Replacement, Rewriting, Taken
from scoring.tools import Tools, tools_for
from scoring.training import Example
from scoring.understanding import read_and_judge

_WORD = re.compile(r"\w+")
#: A sentence shows a signal when it shares so many words with the labelled evidence.
_SHARED = 0.6
_LEAST_WORDS = 3
#: Stands for a name of a people or a place in an example.
HIDDEN = "[…]"


def outputs(reference: Reference) -> tuple[str, ...]:
    """What the heads answer: the risk signals of the taxonomy, and any of them."""
    return (*reference.taxonomy.risk, ANY)


def rule_names(reference: Reference) -> tuple[str, ...]:
    """What the heads are told of the rules."""
    taxonomy = reference.taxonomy
    return rule_features(tuple(taxonomy.risk), tuple(taxonomy.protective))


def homes(items: Iterable[GoldItem]) -> Mapping[str, Source]:
    """The outlets of gold items, one for each home."""
    return {home: _outlet(home) for home in {item.home for item in items}}


def _outlet(home: str) -> Source:
    return Source(
        id=home,
        name=home,
        kind=SourceKind.FEED,
        url="",
        site="",
        owner=home,
        official=False,
        region=home,
        languages=(),
        expect_per_week=(0, 0),
    )


def examples(items: Sequence[GoldItem], reference: Reference) -> list[Example]:
    """Return each item as the heads see it, with its labels."""
    read = read_and_judge([item.raw() for item in items], homes(items), reference)
    tools = tools_for(reference)
    return [
        _example(item, seen_of(reading, judgement), tools)
        for item, (reading, judgement) in zip(items, read, strict=True)
    ]


def _example(item: GoldItem, seen: Seen, tools: Tools) -> Example:
    shown = {c: _anonymous(w, tools) for c, w in item.risk.items()}
    return Example(
        seen=seen,
        id=item.id,
        story=item.story,
        signals=frozenset(item.risk),
        evidence=tuple(_shown(row, item.risk) for row in seen.everything),
        words=shown,
        kind=item.kind,
    )


def _anonymous(words: str, tools: Tools) -> str:
    """Evidence as an example: a situation, whoever was in it and wherever it was.

    The events of the gold are invented; beside a real flag they must name no place.
    """
    hidden = [replace(name, new=HIDDEN) for name in tools.lexicon.ethnonyms(words)]
    taken = Taken((name.start, name.end) for name in hidden)
    for m in tools.gazetteer.find(words):
        if m.kind not in ("veto", "maybe") and taken.is_free(m.start, m.end):
            taken.take(m.start, m.end)
            hidden.append(Replacement(m.start, m.end, HIDDEN))
    return Rewriting(words, hidden).text


def _shown(sentence: str, evidence: Mapping[str, str]) -> frozenset[str]:
    """The signals whose labelled evidence is this sentence, by shared words."""
    own = set(_WORD.findall(sentence.lower()))
    return frozenset(
        code for code, words in evidence.items() if _same(own, words.lower())
    )


def _same(own: set[str], words: str) -> bool:
    other = set(_WORD.findall(words))
    least = min(len(own), len(other))
    return least >= _LEAST_WORDS and len(own & other) >= _SHARED * least
