"""How well names are hidden, community by community: the gap must stay small.

Each invented name stands in sentences of several kinds; a name counts as hidden in a
sentence when none of its words is left. A name that is half left is not hidden.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from data.gold_names import GoldName, Template


@dataclass(frozen=True, slots=True)
class Protection:
    """The share of sentences in which names were hidden, and where they were not."""

    hidden: int
    tried: int
    left: tuple[str, ...]  # the sentences with a name left, as they would be stored

    @property
    def share(self) -> float:
        """From 0 to 1; 1 where nothing was tried."""
        return self.hidden / self.tried if self.tried else 1.0


def measure(
    redact: Callable[[str, str], str],
    names: Iterable[GoldName],
    templates: Sequence[Template],
) -> dict[str, Protection]:
    """Return the protection of each group; ``redact(text, lang)`` stores a text."""
    return _counted(
        (name.group, _tried(redact, name, template))
        for name in names
        for template in templates
    )


def measure_positions(
    redact: Callable[[str, str], str],
    names: Sequence[GoldName],
    templates: Iterable[Template],
) -> dict[str, Protection]:
    """Return the protection by language and place in the sentence: "ru.start"."""
    return _counted(
        (f"{template.lang}.{template.position}", _tried(redact, name, template))
        for template in templates
        for name in names
    )


def spread(found: Mapping[str, Protection]) -> float:
    """How far the best protected group is ahead of the least protected one."""
    shares = [one.share for one in found.values()]
    return max(shares) - min(shares) if shares else 0.0


def _tried(
    redact: Callable[[str, str], str], name: GoldName, template: Template
) -> tuple[bool, str]:
    stored = redact(template.filled(name), template.lang)
    words = set(name.words(template.lang))
    left = {word.strip('.,;:!?«»"()') for word in stored.replace("-", " ").split()} & {
        part for word in words for part in word.split("-")
    }
    return not left, stored


def _counted(
    rows: Iterable[tuple[str, tuple[bool, str]]],
) -> dict[str, Protection]:
    tried: dict[str, int] = defaultdict(int)
    left: dict[str, list[str]] = defaultdict(list)
    for key, (hidden, stored) in rows:
        tried[key] += 1
        if not hidden:
            left[key].append(stored)
    return {
        key: Protection(n - len(left[key]), n, tuple(left[key]))
        for key, n in tried.items()
    }
