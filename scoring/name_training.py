"""Learning what names are spelled like: an averaged perceptron in whole numbers.

Whole numbers and a fixed order make the result the same on every machine. Each name is
also learned in its Russian and Kazakh cases; the common words are those of our texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from scoring.name_shapes import fold, grams

#: Passes over the examples, and the least weight worth keeping.
PASSES = 6
LEAST = 12
_SURNAME_CASES = ("", "а", "у", "ым", "ға", "тың")
_OTHER_CASES = ("", "а", "у", "ом", "ның", "ға")


def forms(name: str, kind: str) -> list[str]:
    """The folded forms of a name that are learned."""
    lowered = name.lower()
    if lowered[-1] in "аяеиоуыэюіәөүұ":
        return [fold(lowered), fold(lowered[:-1] + "у"), fold(lowered + "ның")]
    cases = _SURNAME_CASES if kind == "surname" else _OTHER_CASES
    made = [fold(lowered + case) for case in cases]
    if kind == "given":
        made += [fold(lowered + "ов"), fold(lowered + "ова")]
    return made


def learn(kinds: Mapping[str, str], words: Iterable[str]) -> dict[str, int]:
    """Return the weights of runs of letters, names (above 0) against common words."""
    names = {form for name, kind in kinds.items() for form in forms(name, kind)}
    common = {fold(word) for word in words} - names
    examples = [(grams(word[:24]), 1) for word in sorted(names)]
    examples += [(grams(word[:24]), -1) for word in sorted(common)]
    examples.sort(key=lambda one: one[0][-1][::-1] + "".join(one[0][:9]))
    order = _mixed(len(examples))
    weights: dict[str, int] = {}
    sums: dict[str, int] = {}
    step = 0
    for _ in range(PASSES):
        for index in order:
            found, sign = examples[index]
            step += 1
            if sum(map(weights.get, found, [0] * len(found))) * sign <= 0:
                for gram in found:
                    weights[gram] = weights.get(gram, 0) + sign
                    sums[gram] = sums.get(gram, 0) + sign * step
    total = step + 1
    return {
        gram: value
        for gram in sorted(weights)
        if abs(value := (weights[gram] * total - sums[gram]) * 20 // total) >= LEAST
    }


def _mixed(count: int) -> list[int]:
    """A fixed order that jumps about: steps of a number prime to the count."""
    stride = 7919
    while count and count % stride == 0:
        stride += 2
    return [i * stride % count for i in range(count)]
