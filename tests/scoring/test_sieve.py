"""The sieve saves time and never an answer."""

from __future__ import annotations

import json
import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from data.reference import load
from scoring.sieve import Sieve, bits, needed
from scoring.text import lowered

CASES = Path(__file__).parent
ANY_LANGUAGE = [
    re.compile(p)
    for code in (load().taxonomy.risk | load().taxonomy.protective).values()
    for patterns in code.patterns.values()
    for pattern in patterns
    for p in [pattern.split(" &")[0]]
]


def test_what_a_pattern_needs_is_read_from_its_parts() -> None:
    assert needed(re.compile(r"\bдрак\w*")) == {"драк"}
    assert needed(re.compile(r"массов\w* (драк|потасов)\w*")) == {"массов"}
    assert needed(re.compile(r"(?:төбелес|жанжал)\w*")) == {"төбелес", "жанжал"}
    assert needed(re.compile(r"(?:камн\w*)+")) == {"камн"}
    assert needed(re.compile(r"(?:камн\w*)?|x")) is None
    assert needed(re.compile(r"\w+")) is None
    assert needed(re.compile(r"драк", re.IGNORECASE)) is None


def test_every_rule_that_matches_an_authored_text_passes_the_sieve() -> None:
    sieve = Sieve(ANY_LANGUAGE)
    matched = 0
    for path in sorted(CASES.glob("cases_*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            text = lowered(json.loads(line)["text"])
            passed = set(bits(sieve.may_match(text)))
            found = {i for i, p in enumerate(ANY_LANGUAGE) if p.search(text)}
            assert found <= passed
            matched += len(found)
    assert matched > 500


@given(st.text(alphabet="дракпотсмаи 1\n", max_size=30))
def test_no_text_slips_through(text: str) -> None:
    patterns = [
        re.compile(p)
        for p in (r"драк|(?:пот){1,2}ас", r"(?:мас)*", r"с(?:ма|ми)т", r"кор(?!а)", "")
    ]
    passed = set(bits(Sieve(patterns).may_match(text)))
    assert {i for i, p in enumerate(patterns) if p.search(text)} <= passed


def test_a_sieve_of_nothing_lets_nothing_pass() -> None:
    assert list(bits(Sieve([]).may_match("драка"))) == []
