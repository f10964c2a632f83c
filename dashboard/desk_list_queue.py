"""The Desk's queue: which flags wait for a person, in the order of work, by the page.

What waits, and what people touched, is known thinly and whole (``DeskWork``); flags
are read in full for the rows of a page alone. The lists of judged flags, which grow for
ever, are narrowed, ordered and cut by the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from dashboard import case, desk_flag_state, desk_wording, people, queries
from dashboard.desk_known import Known
from data.model import Claim, Flag, Handling, Lane, Verdict, VerdictCode
from data.store.desk_work import DeskWork, FlagFacts
from data.store.flag_lists import FlagFilter

#: Rows of a page.
PAGE = 25
#: Lists that hold no more than people can do or have to do.
_BY_PEOPLE = ("", "open", "second_eyes", "mine", "asleep", "resolved")


class Wanted(NamedTuple):
    """What the list is narrowed to; ``regions`` None means all, "" means any."""

    regions: tuple[str, ...] | None = None
    lane: Lane | None = None
    state: str = ""
    due: str = ""


class Row(NamedTuple):
    """A flag of the list and what people said and did about it."""

    flag: Flag
    verdicts: Sequence[Verdict]
    handlings: Sequence[Handling]
    standing: case.Standing


@dataclass(frozen=True, slots=True)
class Touched:
    """What people did so far that moves flags within the queue, now and for me.

    ``open`` are the ids of flags that wait for a verdict, ``second`` of those that wait
    for second eyes, ``mine`` of those that I hold or was given.
    """

    now: datetime
    me: str
    claims: Mapping[str, Claim]
    work: DeskWork
    open: frozenset[str]
    second: frozenset[str]
    mine: frozenset[str]
    asleep: frozenset[str]
    resolved: frozenset[str]

    @property
    def handlings(self) -> Mapping[str, Sequence[Handling]]:
        """What was done with flags, oldest first."""
        return self.work.handlings

    @property
    def hidden(self) -> frozenset[str]:
        """Flags put off or brought to an end."""
        return self.asleep | self.resolved

    def ids(self, state: str) -> frozenset[str]:
        """The flags of a state that people made."""
        if state == "":
            return self.open | self.second
        kept: dict[str, frozenset[str]] = {
            "open": self.open,
            "second_eyes": self.second,
            "mine": self.mine,
            "asleep": self.asleep,
            "resolved": self.resolved,
        }
        return kept[state]


def touched(me: str, now: datetime) -> Touched:
    """Ask once for a run of the page."""
    known, claims = people.desk_known(), people.claims()
    handlings, verdicts = known.work.handlings, known.work.verdicts
    asleep = frozenset(
        name
        for name in known.paused - known.resolved
        if case.asleep_until(handlings.get(name, ()), verdicts.get(name, ()), now)
    )
    return Touched(
        now,
        me,
        claims,
        known.work,
        known.unjudged - asleep,
        known.second - asleep,
        _mine(me, known, claims),
        asleep,
        known.resolved,
    )


def _mine(me: str, known: Known, claims: Mapping[str, Claim]) -> frozenset[str]:
    if not me:
        return frozenset()
    same = desk_flag_state.same_person
    given = {name for name, to in known.assigned.items() if same(to, me)}
    held = {name for name, claim in claims.items() if same(claim.holder, me)}
    return frozenset(given - known.resolved | held)


def edge(due: str, now: datetime) -> datetime | None:
    """The moment before which a flag of this choice falls due."""
    later = {"overdue": timedelta(0), "day": timedelta(days=1)}.get(due)
    return None if later is None else now + later


def passing(
    names: Iterable[str], wanted: Wanted, known: Touched
) -> Iterator[FlagFacts]:
    """Those of the flags that are of the region, lane and deadline that is wanted."""
    until, facts = edge(wanted.due, known.now), known.work.facts
    for name in names:
        flag = facts.get(name)
        if (
            flag is not None
            and (wanted.regions is None or flag.region in wanted.regions)
            and wanted.lane in (None, flag.lane)
            and (until is None or desk_wording.due(flag) < until)
        ):
            yield flag


def find(
    wanted: Wanted, known: Touched, limit: int = PAGE, offset: int = 0
) -> tuple[list[Row], int]:
    """A part of the list, and how many flags are in all of it."""
    if wanted.state in _BY_PEOPLE:
        ordered = _ordered(wanted, known)
        names = [facts.id for facts in ordered[offset : offset + limit]]
        flags = queries.flags_of(names)
        return rows([flags[name] for name in names if name in flags], known), len(
            ordered
        )
    return _from_database(wanted, known, limit, offset)


def _ordered(wanted: Wanted, known: Touched) -> list[FlagFacts]:
    found = list(passing(known.ids(wanted.state), wanted, known))
    return desk_wording.in_order_of_work(found, ())


def count(wanted: Wanted, known: Touched) -> int:
    """How many flags are in a list."""
    if wanted.state not in _BY_PEOPLE:
        return find(wanted, known, limit=0)[1]
    return sum(1 for _flag in passing(known.ids(wanted.state), wanted, known))


def rows(flags: Sequence[Flag], known: Touched) -> list[Row]:
    """Flags with what people said and did about each."""
    verdicts = queries.verdicts_of(flag.id for flag in flags)
    made = []
    for flag in flags:
        said, done = verdicts.get(flag.id, []), known.handlings.get(flag.id, ())
        held = known.claims.get(flag.id)
        stands = case.standing(flag, said, done, held, known.now)
        made.append(Row(flag, said, done, stands))
    return made


def _from_database(
    wanted: Wanted, known: Touched, limit: int, offset: int
) -> tuple[list[Row], int]:
    """A part of a list of judged flags, which grows for ever, and its length.

    With all states those that wait stand before them.
    """
    waiting = known.ids("") if wanted.state == "all" else frozenset()
    hidden = known.hidden if wanted.state == "all" else frozenset()
    apart = {each.id for each in passing(waiting | hidden, wanted, known)}
    flags, total, upto = queries.flags_of(apart) if limit else {}, 0, limit + offset
    for lane in Lane if wanted.lane is None else (wanted.lane,):
        # Those that stand elsewhere must not make the page shorter.
        most = upto + len(apart) if limit else 0
        found, n = queries.flag_page(_filter(wanted, lane, known.now), limit=most)
        flags |= {flag.id: flag for flag in found}
        total += n
    total += sum(name not in known.work.verdicts for name in apart)
    done = flags.keys() - waiting
    ordered = desk_wording.in_order_of_work(flags.values(), done)
    return rows(ordered[offset : offset + limit], known), total


def _filter(wanted: Wanted, lane: Lane, now: datetime) -> FlagFilter:
    until = edge(wanted.due, now)
    return FlagFilter(
        regions=wanted.regions,
        lane=lane,
        verdicts=desk_wording.STATE_VERDICTS.get(wanted.state, frozenset(VerdictCode)),
        opened_before=until and until - desk_wording.DEADLINES[lane],
    )
