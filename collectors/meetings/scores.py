"""How well reports become meetings, field by field, against labelled reports.

Pure: takes pairs of what was labelled and what was read. Single values are right or
wrong; sets are counted over all reports (micro); a decision is found when its span and
the labelled one cover at least half of one another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from data.gold_reports import GoldDecision, GoldReport
from data.model import Decision, District, Meeting

#: Fields that are right or wrong, then those that are sets.
EXACT = (
    *("is_meeting", "kind", "held_on", "place", "scale", "region", "district"),
    "chair_office",
)
SETS = ("bodies", "topics", "numbers")
DECISIONS = ("decisions", "office", "due_on")
FIELDS = (*EXACT, *SETS, *DECISIONS)
_COVER = 0.5


@dataclass(slots=True)
class Tally:
    """Counts of one field. For single values ``extra`` is unused and P = R."""

    right: int = 0
    missed: int = 0
    extra: int = 0
    is_set: bool = False

    @property
    def total(self) -> int:
        """How many were there to find."""
        return self.right + self.missed

    @property
    def precision(self) -> float | None:
        """Of what was found, the share that is right; None if nothing was found."""
        found = self.right + self.extra if self.is_set else self.total
        return self.right / found if found else None

    @property
    def recall(self) -> float | None:
        """Of what was there, the share that was found; None if nothing was there."""
        return self.right / self.total if self.total else None

    @property
    def score(self) -> float | None:
        """F1 of a set, the share of right ones of a single value."""
        if not self.is_set:
            return self.recall
        all_ = 2 * self.right + self.missed + self.extra
        return 2 * self.right / all_ if all_ else None


@dataclass(slots=True)
class Scores:
    """The tallies of all fields, and how many reports they come from."""

    reports: int = 0
    fields: dict[str, Tally] = field(
        default_factory=lambda: {
            name: Tally(is_set=name in SETS or name == "decisions") for name in FIELDS
        }
    )

    @property
    def worst(self) -> str:
        """The field with the lowest score."""
        known = {
            name: tally.score
            for name, tally in self.fields.items()
            if tally.score is not None
        }
        return min(known, key=lambda name: known[name]) if known else ""


def score(
    pairs: Iterable[tuple[GoldReport, Meeting | None]],
    districts: Mapping[str, District],
) -> Scores:
    """Count every field over pairs of a labelled report and what was read of it."""
    scores = Scores()
    for gold, read in pairs:
        scores.reports += 1
        _exact(scores, "is_meeting", (gold.meeting is None) == (read is None))
        if gold.meeting is None:
            continue
        if read is None:
            read = Meeting("", None, "", "", "", "", (), ())
        _single_values(scores, gold, read, districts)
        for name in SETS:
            wanted = set(getattr(gold.meeting, name))
            _count(scores.fields[name], wanted, set(getattr(read, name)))
        _decisions(scores, gold, gold.meeting.decisions, read.decisions)
    return scores


def _single_values(
    scores: Scores,
    gold: GoldReport,
    read: Meeting,
    districts: Mapping[str, District],
) -> None:
    wanted = gold.meeting
    if wanted is None:
        return
    for name in ("kind", "held_on", "scale", "region", "chair_office"):
        # A meeting that was not recognised has no field right, not even an empty one.
        same = read.kind != "" and getattr(wanted, name) == getattr(read, name)
        _exact(scores, name, same)
    _exact(scores, "place", read.kind != "" and alike(wanted.place, read.place))
    code = district_code(wanted.district, wanted.region, gold.lang, districts)
    _exact(scores, "district", read.kind != "" and code == read.district)


def _exact(scores: Scores, name: str, is_right: bool) -> None:
    tally = scores.fields[name]
    tally.right += is_right
    tally.missed += not is_right


def _count(tally: Tally, wanted: set[object], found: set[object]) -> None:
    tally.right += len(wanted & found)
    tally.missed += len(wanted - found)
    tally.extra += len(found - wanted)


def _decisions(
    scores: Scores,
    gold: GoldReport,
    wanted: Sequence[GoldDecision],
    found: Sequence[Decision],
) -> None:
    """Pair decisions by their spans; office and day count on those found."""
    spans = [_span(one.text, gold.text) for one in found]
    free = set(range(len(found)))
    tally = scores.fields["decisions"]
    for decision in wanted:
        span = _span(decision.text, gold.text)
        at = next((i for i in sorted(free) if _cover(span, spans[i])), None)
        if at is None:
            tally.missed += 1
            continue
        free.discard(at)
        tally.right += 1
        _exact(scores, "office", alike(decision.office, found[at].office))
        _exact(scores, "due_on", decision.due_on == found[at].due_on)
    tally.extra += len(free)


def _span(words: str, text: str) -> tuple[int, int]:
    start = text.find(words.rstrip("…"))
    return (start, start + len(words)) if start >= 0 else (0, 0)


def _cover(one: tuple[int, int], other: tuple[int, int]) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > 0 and all(
        shared >= _COVER * (end - start) for start, end in (one, other)
    )


def district_code(
    name: str, region: str, lang: str, districts: Mapping[str, District]
) -> str:
    """The KATO code of a district of a region by its name, or "" when there is none."""
    if not name:
        return ""
    for code, district in districts.items():
        words = district.names.get(lang, "").split()
        if district.region == region and set(name.split()) <= set(words):
            return code
    return f"unknown: {name}"


def alike(one: str, other: str) -> bool:
    """Whether two names are the same but for capitals, quotes and endings.

    Word by word, each cut to its stem: four fifths of a word, at least four letters.
    """
    first, second = _stems(one), _stems(other)
    return len(first) == len(second) and all(
        a.startswith(b) or b.startswith(a) for a, b in zip(first, second, strict=True)
    )


def _stems(name: str) -> list[str]:
    words = re.findall(r"\w+", name.casefold().replace("ё", "е"))
    return [word[: max(4, len(word) * 4 // 5 - 1)] for word in words]
