"""What persons said of stories, as bonds between items that every run obeys.

A decision speaks of items, not of stories, whose names may change when history is read
again. Of two decisions about the same two items the later one stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product

from data.model import StoryDecision, StoryDeed
from scoring.tellings import Telling


class Bonds:
    """Which items persons joined, and which they parted."""

    def __init__(self, decisions: Iterable[StoryDecision]) -> None:
        together: dict[frozenset[str], bool] = {}
        for decision in decisions:
            is_join = decision.deed is StoryDeed.JOIN
            for pair in product(decision.item_keys, decision.other_keys):
                if len(set(pair)) == 2:
                    together[frozenset(pair)] = is_join
            # Those that were moved were moved as one story.
            for pair in combinations(dict.fromkeys(decision.item_keys), 2):
                together[frozenset(pair)] = True
            if is_join:
                for pair in combinations(dict.fromkeys(decision.other_keys), 2):
                    together[frozenset(pair)] = True
        self._joined: dict[str, set[str]] = {}
        self._parted: dict[str, set[str]] = {}
        for keys, is_join in together.items():
            side = self._joined if is_join else self._parted
            for one in keys:
                side.setdefault(one, set()).update(keys - {one})

    def parted_from(self, key: str) -> set[str]:
        """The items that a person said are not of one story with this one."""
        return self._parted.get(key, set())

    def story_for(self, key: str, story_of: Mapping[str, str]) -> str | None:
        """The story that the items joined with this one are in, if any is."""
        there = Counter(
            story_of[other] for other in self._joined.get(key, ()) if other in story_of
        )
        return min(there, key=lambda name: (-there[name], name)) if there else None

    def obeyed(self, told: Sequence[Telling]) -> dict[str, str]:
        """The story of every item (each has one) once persons are obeyed.

        Joined stories take the name of the one told first. Where parted items are of
        one story, those leave that the item which named it was not joined with; they
        are a story named after the first of them.
        """
        story_of = {telling.item.key: str(telling.story) for telling in told}
        order = {telling.item.key: telling.row for telling in told}
        if not self._joined and not self._parted:
            return story_of
        self._unite(story_of, order)
        self._part(story_of, order)
        return story_of

    def _unite(self, story_of: dict[str, str], order: Mapping[str, int]) -> None:
        for key in sorted(self._joined.keys() & order.keys(), key=order.__getitem__):
            here = sorted(
                {story_of[k] for k in (key, *self._joined[key]) if k in story_of},
                key=lambda name: _begin(name, story_of, order),
            )
            for other in here[1:]:
                moved = [k for k, story in story_of.items() if story == other]
                staying = {k for k, story in story_of.items() if story == here[0]}
                if any(self.parted_from(k) & staying for k in moved):
                    # Some of the two were parted since: only who was joined moves.
                    moved = [k for k in moved if self._joined.get(k, set()) & staying]
                story_of.update(dict.fromkeys(moved, here[0]))

    def _part(self, story_of: dict[str, str], order: Mapping[str, int]) -> None:
        for key in sorted(self._parted.keys() & order.keys(), key=order.__getitem__):
            name = story_of[key]
            against = [k for k in self._parted[key] if story_of.get(k) == name]
            if not against:
                continue
            members = [k for k, story in story_of.items() if story == name]
            leaving = self._leaving(name, key, against, members)
            first = min(leaving, key=order.__getitem__)
            new = f"s:{first.split(':', 1)[-1]}"
            story_of.update(dict.fromkeys(leaving, new))

    def _leaving(
        self, name: str, key: str, against: Sequence[str], members: Sequence[str]
    ) -> list[str]:
        """The side of a parting that does not hold the item which named the story."""
        side = self._bound(key, members)
        is_named_here = any(_names(k, name) for k in side)
        if not is_named_here and not any(_names(k, name) for k in against):
            return side
        if not is_named_here:
            return side
        other = set[str]()
        for one in against:
            other.update(self._bound(one, members))
        return sorted(other)

    def _bound(self, key: str, members: Sequence[str]) -> list[str]:
        """The item and those of these that persons joined it with."""
        return [k for k in members if k == key or k in self._joined.get(key, set())]


def _names(key: str, story: str) -> bool:
    return key.split(":", 1)[-1] == story.split(":", 1)[-1]


def _begin(
    name: str, story_of: Mapping[str, str], order: Mapping[str, int]
) -> tuple[int, str]:
    rows = [order[key] for key, story in story_of.items() if story == name]
    return min(rows), name
