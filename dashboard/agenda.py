"""What a meeting could speak about, suggested from what is known. Knows no Streamlit.

``gather`` asks the store, ``suggest`` chooses, a person ticks and orders. An item is
known by its code, and its words are made in the language spoken when they are asked
for: the same agenda is read in Kazakh, printed in Russian, or both side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from dashboard import agenda_flags, agenda_wording, case
from dashboard.agenda_model import AgendaItem, Findings
from dashboard.i18n import local
from data.meetings import decision_state, looked_back_to
from data.model import Decision, Flag, Lane, Level, LevelCode, Meeting, Region
from data.reference import Reference
from data.store import Store
from data.store.flag_lists import FlagFilter

__all__ = ["AgendaItem", "Findings"]

#: The kinds of items, in the order in which a meeting would speak of them.
KINDS = agenda_wording.KINDS
#: Items ticked before a person has touched the list.
MOST_TICKED = 12
#: Older decisions, and causes nobody has spoken of for longer, are over.
_REMEMBERED = timedelta(days=365)
#: Where no meeting is known, the agenda looks back so far.
LOOK_BACK = timedelta(days=60)
_MANY = 1000  # texts with signs of accord; more than a region has in a year

_DUE_ORDER = ("overdue", "open", "unknown")


def beginning(meetings: Iterable[Meeting], until: date) -> date:
    """The first day of the period: the last meeting that counts, or sixty days ago."""
    last = looked_back_to(meetings, until)
    return last.held_on if last and last.held_on else until - LOOK_BACK


def gather(
    store: Store, region: Region, reference: Reference, until: date, now: datetime
) -> Findings:
    """What the store knows for the next agenda of a region."""
    meetings = store.meetings(region.code)
    since = beginning(meetings, until)
    levels = store.levels(region.code, since, until)
    flags = _flags(store, region, since, until)
    ids = [flag.id for flag in flags]
    said = store.verdicts_of(ids)
    return Findings(
        since=since,
        until=until,
        now=now,
        flags=flags,
        verdicts={key: each[-1] for key, each in said.items()},
        alone=frozenset(
            flag.id
            for flag in flags
            if case.needs_second_eyes(flag, said.get(flag.id, ()))
        ),
        handlings=store.all_handlings(ids),
        disputes=store.disputes(ids),
        meetings=meetings,
        accord=[
            item
            for item in store.protective_items(region.code, since, _MANY)
            if item.published_at and _day(item.published_at) <= until
        ],
        level=levels[-1] if levels else None,
        blind_days=(until - since).days + 1 - _seen(levels),
        reference=reference,
    )


def _flags(store: Store, region: Region, since: date, until: date) -> list[Flag]:
    """Of the period, causes of a year that nobody judged, acute flags of one word."""
    earliest, here = min(since, until - LOOK_BACK), region.code
    long_ago = until - _REMEMBERED
    found = store.flags(here, earliest, until)
    found += store.flags(here, long_ago, until, Lane.STRUCTURAL, only_open=True)
    found += store.alone_judged(FlagFilter(regions={here}, until=until))
    return list({flag.id: flag for flag in found}.values())


def _seen(levels: Iterable[Level]) -> int:
    return len({each.on for each in levels if each.code is not LevelCode.NO_DATA})


def _day(moment: datetime) -> date:
    return local(moment).date()


def suggest(found: Findings) -> list[AgendaItem]:
    """Everything a meeting could speak about, the most pressing first."""
    flags = [flag for flag in found.flags if agenda_flags.waits(flag, found)]
    return [
        *agenda_flags.acute(flags, found),
        *_decisions(found),
        *agenda_flags.grouped(Lane.STRUCTURAL, flags, found),
        *agenda_flags.grouped(Lane.DISCURSIVE, flags, found),
        *agenda_flags.disputes(found),
        *_accord(found),
        *_coverage(found),
    ]


def ticked(suggested: Sequence[AgendaItem]) -> tuple[str, ...]:
    """The codes ticked before a person has chosen: of every kind something."""
    firsts = {item.kind: item.code for item in reversed(suggested)}
    rest = [item for item in suggested if item.code not in firsts.values()]
    # However many decisions wait, no event or cause is left out for them.
    rest.sort(key=lambda item: item.kind == "decision")
    codes = [*firsts.values(), *(item.code for item in rest)][:MOST_TICKED]
    return tuple(item.code for item in suggested if item.code in codes)


def chosen(
    codes: Iterable[str], suggested: Iterable[AgendaItem]
) -> tuple[AgendaItem, ...]:
    """The items with these codes in this order; what is no longer there is left out."""
    known = {item.code: item for item in suggested}
    return tuple(known[code] for code in dict.fromkeys(codes) if code in known)


def own(points: Iterable[str]) -> list[AgendaItem]:
    """Points that a person added in their own words."""
    return [
        AgendaItem(f"own:{n}", "own", text=point)
        for n, point in enumerate(points)
        if point
    ]


def in_order(order: Sequence[str], suggested: Iterable[AgendaItem]) -> list[AgendaItem]:
    """All items as a person ordered them; those that came later stand at the end."""
    known = list(suggested)
    placed = list(chosen(order, known))
    return [*placed, *(item for item in known if item.code not in order)]


def moved(order: Sequence[str], code: str, by: int) -> tuple[str, ...]:
    """The order with one code moved up (−1) or down (+1); at an end it stays."""
    codes = list(order)
    at = codes.index(code)
    to = min(max(at + by, 0), len(codes) - 1)
    codes.insert(to, codes.pop(at))
    return tuple(codes)


# -- what became of earlier decisions


def _decisions(found: Findings) -> list[AgendaItem]:
    """Overdue first, then by their day; what the last meeting saw done, as one."""
    last = looked_back_to(found.meetings, found.until)
    day = last.held_on if last else None
    known = [
        (decision_state(each, found.until), each, meeting)
        for meeting in found.meetings
        for each in meeting.decisions
        if _remembers(meeting, found.until)
    ]
    waiting = [row for row in known if _waits(row[0], row[1], row[2].held_on == day)]
    waiting.sort(key=lambda row: (_DUE_ORDER.index(row[0]), row[1].due_on or date.max))
    items = [_decision(*row) for row in waiting]
    done = [each for state, each, of in known if state == "done" and of.held_on == day]
    if done:
        facts = {"done": len(done), "held_on": day}
        ids = tuple(each.id for each in done if each.id is not None)
        code = "decisions:done"
        items.append(AgendaItem(code, "decision", decision_ids=ids, facts=facts))
    return items


def _remembers(meeting: Meeting, until: date) -> bool:
    """Whether a meeting was held, and not so long ago that nobody would ask."""
    held = meeting.held_on
    return held is not None and timedelta() <= until - held <= _REMEMBERED


def _waits(state: str, decision: Decision, is_of_last: bool) -> bool:
    """Of older meetings only what had a day is asked about."""
    if state not in _DUE_ORDER:
        return False
    return is_of_last or decision.due_on is not None


def _decision(state: str, decision: Decision, meeting: Meeting) -> AgendaItem:
    return AgendaItem(
        f"decision:{decision.id}",
        "decision",
        text=decision.text,
        lang=meeting.lang,
        decision_ids=() if decision.id is None else (decision.id,),
        facts={
            "state": state,
            "office": decision.office,
            "due_on": decision.due_on,
            "outcome": decision.outcome,
            "held_on": meeting.held_on,
        },
    )


# -- accord and what was not seen


def _accord(found: Findings) -> Iterator[AgendaItem]:
    """Good news belongs on the table; that none was read is said in the brief."""
    if found.accord:
        facts = {"n": len(found.accord), "last_at": found.accord[0].published_at}
        yield AgendaItem("accord", "accord", facts=facts)


def _coverage(found: Findings) -> Iterator[AgendaItem]:
    """Days without a level, and no local source that answers."""
    coverage = found.level.coverage if found.level else None
    facts = {
        "blind_days": found.blind_days,
        "all_days": (found.until - found.since).days + 1,
        "no_level": found.level is None,
        "no_local": coverage is not None and not coverage.living_local,
    }
    if found.blind_days or facts["no_local"]:
        yield AgendaItem("coverage", "coverage", facts=facts)
