"""The taxonomy as matchers: readable rules, one list a language.

Patterns are tried on sentences in lower case in which every self-name of a people
stands as one fixed word, so no rule can tell one people from another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from data.model import LANGUAGES
from data.reference import Ethnonym
from data.taxonomy import PLACEHOLDER, SignalKind, Taxonomy
from scoring.self_names import SelfNames
from scoring.sieve import Sieve, bits
from scoring.text import Replacement

_ESCAPED = re.compile(r"\\.|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern of one signal; ``id`` is <signal>.<language>.<number from 1>.

    A pattern may be a conjunction: "A & B" means both in one sentence, "A && B" that B
    stands there or in the sentence before or after; "&& @gate" that the words count
    only where communities are meant.
    """

    signal: str
    id: str
    number: int
    pattern: re.Pattern[str]
    same: tuple[re.Pattern[str], ...] = ()
    near: tuple[re.Pattern[str], ...] = ()
    gated: bool = False

    @property
    def is_conjunction(self) -> bool:
        """Whether the rule names its own circumstances."""
        return bool(self.same or self.near)


#: In a pattern: the intergroup gate must hold here or close by.
GATE = "@gate"


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that matched in a sentence, at [start, end) of the masked sentence.

    ``others`` are the neighbouring sentences the rule needed, by number.
    """

    rule: Rule
    start: int
    end: int
    others: tuple[int, ...] = ()


class Lexicon:
    """The rules, the gate and the exclusions of one taxonomy, compiled."""

    def __init__(self, taxonomy: Taxonomy, ethnonyms: Iterable[Ethnonym]) -> None:
        self.taxonomy = taxonomy
        self._ethnonyms = SelfNames(ethnonyms)
        self._risk = {lang: _Rules(_rules(taxonomy.risk, lang)) for lang in LANGUAGES}
        self._protective = {
            lang: _Rules(_rules(taxonomy.protective, lang)) for lang in LANGUAGES
        }
        self._gate = {
            lang: _any(p for p in taxonomy.gate[lang] if p != PLACEHOLDER)
            for lang in LANGUAGES
        }

    @cached_property
    def _exclusions(self) -> tuple[Sieve, Sequence[tuple[str, re.Pattern[str]]]]:
        codes = self.taxonomy.exclusions
        # A sentence may mix languages; a country is told by the gazetteer.
        patterns = [(c, _any(codes[c])) for c in codes if c != "abroad"]
        return Sieve([p for _, p in patterns]), patterns

    def ethnonyms(self, text: str) -> list[Replacement]:
        """Return where self-names of peoples stand, each to be read as one word."""
        return [Replacement(*span, PLACEHOLDER) for span in self._ethnonyms.find(text)]

    def risk(self, sentences: Sequence[str], at: int, lang: str) -> list[Hit]:
        """Return the risk rules that match in the masked sentence ``at``."""
        return _hits(self._risk[lang], sentences, at)

    def protective(self, sentences: Sequence[str], at: int, lang: str) -> list[Hit]:
        """Return the protective rules that match in the masked sentence ``at``."""
        return _hits(self._protective[lang], sentences, at)

    def gate(self, sentence: str, lang: str) -> tuple[int, int] | None:
        """Return where the sentence says that communities are meant, if it does."""
        found = self._gate[lang].search(sentence)
        if found is not None:
            return found.span()
        found = _PEOPLE.search(sentence)
        return found.span() if found is not None else None

    def excluded(self, sentence: str) -> set[str]:
        """Return the exclusions whose words stand in a masked sentence."""
        sieve, patterns = self._exclusions
        tried = (patterns[i] for i in bits(sieve.may_match(sentence)))
        return {code for code, pattern in tried if pattern.search(sentence)}


class _Rules:
    """The rules of one language, and which of them may match a sentence."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple(rules)
        self._sieve = Sieve([rule.pattern for rule in self._rules])

    def for_sentence(self, sentence: str) -> list[Rule]:
        """The rules to try, in their order."""
        return [self._rules[i] for i in bits(self._sieve.may_match(sentence))]


#: A self-name counts as talk of communities unless it only names a culture, a language
#: or a dish; then it says nothing of relations.
_PEOPLE = re.compile(
    PLACEHOLDER + r"(?![ -](?:национальн\w+ |халық |ұлттық |мемлекеттік |народн\w+ )?"
    r"(?:язык|тіл|language|литератур|әдебиет|literature|театр|кухн|музык|песн|плов"
    r"|школ|класс|университет|академи|институт|поэ[тз]|писател|ақын|жазушы|жырау"
    r"|батыр|хан(?:ы|дығы|ств)|ханств|хандығ|степ|дала|күрес|ән\b|әні|би(?:і|лер)\b"
    r"|театр|оркестр|фольклор|костюм|ою|домбыра|тарих|истори|history|culture"
    r"|культур|мәдени|традици|дәстүр|обыча|әліпби|алфавит|жері|жерін|елі\b|еліне"
    r"|халқы|халқын|поэзия|проза|кино|cuisine|national|theatre|poet|writer|студия"
    r"|газет|әдеби|балет|опера|музей|терм|газ\b|уголь|мұнай|нефт|рубл|тенге))"
)


def _lowered(pattern: str) -> str:
    """Return a pattern for lower-case text: its letters lowered, its classes kept."""
    parts = (
        _ESCAPED.sub(lambda m: m[0] if m[0][0] == "\\" else m[0].lower(), part)
        for part in pattern.split(PLACEHOLDER)
    )
    return PLACEHOLDER.join(parts)


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{_lowered(p)})" for p in patterns))


def _rules(kinds: Mapping[str, SignalKind], lang: str) -> Iterable[Rule]:
    for code, kind in kinds.items():
        for number, pattern in enumerate(kind.patterns[lang], start=1):
            plain = pattern.removesuffix(f" && {GATE}")
            first, same, near = _conjunction(_lowered(plain))
            yield Rule(
                signal=code,
                id=f"{code}.{lang}.{number}",
                number=number,
                pattern=first,
                same=same,
                near=near,
                gated=plain != pattern,
            )


def _conjunction(
    pattern: str,
) -> tuple[re.Pattern[str], tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    """Return what must match first, in the same sentence, and near it.

    What stands beside a part after "&&" belongs to that part's sentence only loosely:
    every part after the first "&&" may stand in a neighbouring sentence.
    """
    here, *near = pattern.split(" && ")
    first, *same = here.split(" & ")
    nearby = [part for group in near for part in group.split(" & ")]
    return (
        re.compile(first),
        tuple(re.compile(part) for part in same),
        tuple(re.compile(part) for part in nearby),
    )


def _hits(rules: _Rules, sentences: Sequence[str], at: int) -> list[Hit]:
    sentence = sentences[at]
    found = []
    for rule in rules.for_sentence(sentence):
        match = rule.pattern.search(sentence)
        if match is None or not all(p.search(sentence) for p in rule.same):
            continue
        others = _nearby(rule.near, sentences, at)
        if others is not None:
            found.append(Hit(rule, match.start(), match.end(), others))
    return found


def _nearby(
    parts: Sequence[re.Pattern[str]], sentences: Sequence[str], at: int
) -> tuple[int, ...] | None:
    """Return the neighbours the parts need, or None if one part stands nowhere."""
    needed: list[int] = []
    for part in parts:
        for i in (at, at - 1, at + 1):
            if 0 <= i < len(sentences) and part.search(sentences[i]):
                if i != at:
                    needed.append(i)
                break
        else:
            return None
    return tuple(sorted(set(needed)))
