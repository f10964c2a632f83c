"""Which names mean the same person, and who holds a public office.

Full name, lone surname, first name with patronymic, initials and inflected forms come
together under one number, by what they share and do not contradict.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from scoring.name_shapes import fold, look, same_name
from scoring.names import Name

#: So many earlier people of one beginning are compared with a name, the latest first.
_COMPARED = 12


@dataclass(slots=True)
class Person:
    """One person of an item: folded names and initials, and where they stand."""

    words: list[str]
    patronymics: list[str]
    initials: list[str]
    mentions: list[tuple[int, Name]] = field(default_factory=list)
    first: tuple[int, int] = (0, 0)  # part and position of the first mention
    latest: tuple[int, int] = (0, 0)  # and of the one that was read last

    def add(self, part: int, name: Name) -> None:
        """Take one more mention."""
        at = (part, name.start)
        self.first = min(self.first, at) if self.mentions else at
        self.latest = at
        self.mentions.append((part, name))


def gather(parts: Sequence[Sequence[Name]]) -> list[Person]:
    """Return the people named in the parts of an item, in order of appearance.

    A weak name (a capitalised word that may be a name) counts only for somebody who is
    named elsewhere with certainty.
    """
    people: list[Person] = []
    index: dict[str, list[Person]] = {}
    mentions = [(part, name) for part, found in enumerate(parts) for name in found]
    # Full names first, so that a lone surname of the title finds its person.
    for part, name in sorted(
        mentions, key=lambda m: (m[1].weak, -len(m[1].words), m[0], m[1].start)
    ):
        seen = _read(name)
        person = _known(seen, index, (part, name.start))
        if person is None:
            if name.weak:
                continue
            people.append(person := seen)
        person.add(part, name)
        _learn(person, seen, index)
    return sorted(people, key=lambda p: p.first)


def _read(name: Name) -> Person:
    person = Person([], [], [])
    for word in name.words:
        folded = fold(word.rstrip("."))
        if word.endswith("."):
            person.initials.append(folded)
        elif len(name.words) > 1 and look(word).kind == "patronymic" and person.words:
            person.patronymics.append(folded)
        elif folded:
            person.words.append(folded)
    if not person.words:
        person.words, person.patronymics = person.patronymics, []
    return person


def _known(
    seen: Person, index: dict[str, list[Person]], at: tuple[int, int]
) -> Person | None:
    candidates: list[Person] = []
    for word in seen.words:
        candidates += index.get(word[:3], ())[-_COMPARED:]
    fitting = [person for person in candidates if _agree(person, seen)]
    exact = [p for p in fitting if set(seen.words) <= {*p.words, *p.patronymics}]
    earlier = [p for p in exact or fitting if p.first <= at]
    if earlier:
        return max(earlier, key=lambda p: p.latest)
    return next(iter(exact or fitting), None)


def _agree(one: Person, other: Person) -> bool:
    """Tell whether two readings may be one person: what one lacks may be added."""
    less, more = sorted((one, other), key=lambda p: (len(p.words), len(p.patronymics)))
    left = [*more.words, *more.patronymics]
    for word in less.words:
        match = next((w for w in left if same_name(w, word)), None)
        if match is None:
            return False
        left.remove(match)
    if less.initials:
        known = [initial[:1] for initial in more.initials] or [w[:1] for w in left]
        if known and less.initials[0][:1] not in known:
            return False
    return not (
        one.patronymics
        and other.patronymics
        and not any(same_name(a, b) for a in one.patronymics for b in other.patronymics)
    )


def _learn(person: Person, seen: Person, index: dict[str, list[Person]]) -> None:
    """Keep what a mention adds, and find the person under it later."""
    if len(seen.words) > len(person.words):
        person.words = seen.words
    person.patronymics = person.patronymics or seen.patronymics
    person.initials = person.initials or seen.initials
    for word in (*person.words, *person.patronymics):
        known = index.setdefault(word[:3], [])
        if all(one is not person for one in known[-_COMPARED:]):
            known.append(person)
