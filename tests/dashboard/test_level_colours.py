"""Levels are told apart without colour: by symbol, by word, and in grey."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from dashboard import i18n, wording
from data.model import LevelCode

STYLE = Path(i18n.__file__).parent.joinpath("style.css").read_text(encoding="utf-8")
COLOURED = (LevelCode.CALM, LevelCode.WATCH, LevelCode.RAISED, LevelCode.ACUTE)


def _colours(code: LevelCode, dark: bool = False) -> tuple[str, str]:
    """Ground and letters of a level's mark, on light ground or on dark."""
    rule = re.search(rf"\.kel-pill\.kel-{code.value} {{([^}}]*)}}", STYLE)
    assert rule is not None, code
    found = []
    for name in ("background", r"(?<![-\w])color"):
        pair = re.search(rf"{name}: light-dark\((#[0-9a-f]+), (#[0-9a-f]+)\)", rule[1])
        assert pair is not None, (code, name)
        found.append(pair[2 if dark else 1])
    return found[0], found[1]


def _light(colour: str) -> float:
    """Relative luminance (WCAG 2.2), 0 black to 1 white."""
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(2 * each for each in digits)
    shares = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [
        s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares
    ]
    return sum(w * v for w, v in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("code", COLOURED)
def test_letters_on_a_level_can_be_read(code: LevelCode, dark: bool) -> None:
    assert _contrast(*_colours(code, dark)) >= 4.5


def test_in_grey_a_higher_level_is_darker() -> None:
    grounds = [_colours(code)[0] for code in COLOURED]
    for calmer, graver in pairwise(grounds):
        assert _light(calmer) > _light(graver)
        assert _contrast(calmer, graver) >= 1.3


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_every_level_has_a_sign_and_a_word_of_its_own(lang: str) -> None:
    with i18n.using(lang):
        marked = [wording.level_marked(code) for code in LevelCode]
    for one, other in combinations(marked, 2):
        assert one.split()[0] != other.split()[0]
        assert one.split(maxsplit=1)[1] != other.split(maxsplit=1)[1]
