"""How well stories are joined, against stories joined by hand.

Measured on pairs of texts: a pair is right when both were joined and tell one event.
Pairs of one language and pairs across languages are counted apart, because a reprint is
easy and a translation is not. The joining is measured alone: every text takes part,
also those in which no risk was found, with the places and signals the machine read.

The baseline is the plain rule: the same region, at most three days, and (in one
language) three words in ten in common, or (across) the same district.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import combinations

from data.gold_stories import GoldReport
from data.model import Item, ItemKind, RawItem, Source, Understanding
from scoring.embedding import Embedder
from scoring.items import as_item
from scoring.stories import join_stories
from scoring.voices import reprints

#: What reads texts: ``scoring.understand`` with everything but these two fixed.
Reader = Callable[[Sequence[RawItem], Mapping[str, Source]], Sequence[Understanding]]

_NEAR = timedelta(days=3)
_COMMON = 0.3


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs joined rightly, wrongly, and left apart although they tell one event."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of joined pairs that tell one event; 1 when none was joined."""
        joined = self.right + self.wrong
        return self.right / joined if joined else 1.0

    @property
    def recall(self) -> float:
        """The share of pairs of one event that were joined; 1 when there is none."""
        all_ = self.right + self.missed
        return self.right / all_ if all_ else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / both if both else 1.0


@dataclass(frozen=True, slots=True)
class StoryScores:
    """The joining of a split; ``by_role`` is the share joined to its story, by role.

    ``reprints`` compares what was taken for a reprint with what is one.
    """

    texts: int
    stories: int
    found: int
    within: Pairs
    across: Pairs
    by_role: Mapping[str, tuple[int, int]]
    reprints: Pairs


def measure(
    gold: Sequence[GoldReport], read: Reader, embedder: Embedder | None
) -> StoryScores:
    """Join the texts of a split as an assessment would, and compare."""
    items, sources = items_of(gold, read)
    joined = {
        key: story.id
        for story in join_stories(items, sources.values(), embedder)
        for key in story.item_keys
    }
    return score(gold, joined, _copied(items, joined, sources))


def measure_baseline(gold: Sequence[GoldReport], read: Reader) -> StoryScores:
    """The same for the plain rule."""
    items, sources = items_of(gold, read)
    joined: dict[str, str] = {}
    ordered = sorted(items, key=lambda item: item.published_at or item.collected_at)
    for n, item in enumerate(ordered):
        alike = (other for other in reversed(ordered[:n]) if _is_alike(item, other))
        first = next(alike, None)
        joined[item.key] = joined[first.key] if first else item.key
    return score(gold, joined, _copied(items, joined, sources))


def items_of(
    gold: Sequence[GoldReport], read: Reader
) -> tuple[list[Item], dict[str, Source]]:
    """The texts as they would be kept, and the outlets they came from."""
    sources = {report.owner: report.source() for report in gold}
    raws = [report.raw() for report in gold]
    items = [
        replace(
            as_item(report.id, raw, meaning, ItemKind.NEWS, report.published),
            protective=meaning.protective if meaning.risk else (),
        )
        for report, raw, meaning in zip(gold, raws, read(raws, sources), strict=True)
    ]
    return items, sources


def score(
    gold: Sequence[GoldReport],
    joined: Mapping[str, str],
    copied: frozenset[str] = frozenset(),
) -> StoryScores:
    """Compare who was joined with whom; ``joined`` maps text to story."""
    pairs = list(combinations(gold, 2))
    within = [(a, b) for a, b in pairs if a.lang == b.lang]
    across = [(a, b) for a, b in pairs if a.lang != b.lang]
    return StoryScores(
        texts=len(gold),
        stories=len({report.story for report in gold}),
        found=len(set(joined.values())),
        within=_pairs(within, joined),
        across=_pairs(across, joined),
        by_role=_by_role(gold, joined),
        reprints=_sets({r.id for r in gold if r.role == "reprint"}, copied),
    )


def _pairs(
    pairs: Sequence[tuple[GoldReport, GoldReport]], joined: Mapping[str, str]
) -> Pairs:
    right = wrong = missed = 0
    for a, b in pairs:
        is_one, is_joined = a.story == b.story, joined[a.id] == joined[b.id]
        right += is_one and is_joined
        wrong += is_joined and not is_one
        missed += is_one and not is_joined
    return Pairs(right, wrong, missed)


def _by_role(
    gold: Sequence[GoldReport], joined: Mapping[str, str]
) -> dict[str, tuple[int, int]]:
    """By role: how many texts are in the first telling's story, and of how many."""
    first = {r.story: joined[r.id] for r in gold if r.role == "first"}
    found: dict[str, tuple[int, int]] = {}
    for report in gold:
        if report.role != "first":
            right, all_ = found.get(report.role, (0, 0))
            is_right = joined[report.id] == first[report.story]
            found[report.role] = (right + is_right, all_ + 1)
    return found


def _sets(wanted: set[str], found: frozenset[str]) -> Pairs:
    right = len(wanted & found)
    return Pairs(right, len(found) - right, len(wanted) - right)


def _copied(
    items: Sequence[Item], joined: Mapping[str, str], sources: Mapping[str, Source]
) -> frozenset[str]:
    owners = {source.id: source.owner for source in sources.values()}
    by_story: dict[str, list[Item]] = {}
    for item in sorted(items, key=lambda item: item.published_at or item.collected_at):
        by_story.setdefault(joined[item.key], []).append(item)
    return frozenset().union(*(reprints(told, owners) for told in by_story.values()))


def _is_alike(one: Item, other: Item) -> bool:
    """The plain rule."""
    gap = (one.published_at or one.collected_at) - (
        other.published_at or other.collected_at
    )
    if abs(gap) > _NEAR or not set(one.regions) & set(other.regions):
        return False
    if one.lang != other.lang:
        return bool(set(one.districts) & set(other.districts))
    mine, its = (set(i.text.lower().split()) for i in (one, other))
    return len(mine & its) >= _COMMON * len(mine | its)
