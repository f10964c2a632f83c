"""What a database remembers, as a recording: every text and word at its own time.

A text that its publisher edited is first what it was first. Sources are taken as they
are listed today, from the day they were listed or first gave a text; one no longer
read, until it was last asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import scoring
from commands.history.recording import (
    Arrived,
    Decided,
    Event,
    Listed,
    Recording,
    Spoken,
    in_order,
)
from data.days import start_of
from data.model import DateState, Item, Revision, Source, SourceState
from data.reference import load
from data.store import Store
from data.store.history import GivenVerdict
from scoring.items import as_raw, read_again
from scoring.learned import learned

_ALWAYS = datetime(1, 1, 2, tzinfo=UTC)


def recording_of(store: Store, as_collected: bool = False) -> Recording:
    """Everything a store remembers.

    A text is there from its publication on, or from when it was collected; one whose
    date is not trusted always from when it was collected.
    """
    items = store.items(limit=None)
    arrived = list(_arrived(store, items, as_collected))
    words = [
        *(Decided(decision.at, decision) for decision in store.story_decisions()),
        *(Decided(restored.at, restored) for restored in store.restorations()),
    ]
    events: list[Event] = [
        *_listed(store.sources(), store.source_states(), arrived),
        *arrived,
        *words,
        *_spoken(store.given_verdicts(), items),
    ]
    return Recording(in_order(events), store)


def _arrived(
    store: Store, items: Iterable[Item], as_collected: bool
) -> Iterator[Arrived]:
    revisions = store.all_revisions()
    edited = []
    for item in items:
        is_dated = item.date_state is DateState.DATED and item.published_at is not None
        out = item.published_at if is_dated and not as_collected else None
        at = out or item.collected_at
        first = replace(item, collected_at=at, story_id=None, revised_at=None)
        if item.key in revisions:
            edited.append((first, revisions[item.key]))
        else:
            yield Arrived(at, first)
    yield from _edited(edited, {source.id: source for source in store.sources()})


def _edited(
    edited: Sequence[tuple[Item, Sequence[Revision]]], sources: Mapping[str, Source]
) -> Iterator[Arrived]:
    """Every text that an item ever had, each from when it took the earlier one's place.

    Of earlier texts only the words are kept; they are read again with today's rules.
    """
    earlier = [
        replace(item, title=revision.title, text=revision.text)
        for item, revisions in edited
        for revision in revisions
    ]
    raws = [as_raw(item) for item in earlier]
    read = iter(scoring.understand(raws, sources, load(), learned()))
    texts = iter(earlier)
    for item, revisions in edited:
        at = item.collected_at
        for n, revision in enumerate(revisions):
            before = read_again(next(texts), next(read))
            yield Arrived(at, replace(before, revised_at=at if n else None))
            at = max(at, revision.replaced_at)
        yield Arrived(at, replace(item, revised_at=at))


def _listed(
    sources: Iterable[Source],
    states: Mapping[str, SourceState],
    arrived: Iterable[Arrived],
) -> Iterator[Listed]:
    first: dict[str, datetime] = {}
    for event in arrived:
        name = event.item.source_id
        first[name] = min(first.get(name, event.at), event.at)
    for source in sources:
        # How it is called and reached decides nothing, and may change any day.
        plain = replace(source, name="", url="", site="", known_state="", selectors={})
        since = start_of(source.since) if source.since else _ALWAYS
        at = min(since, first.get(source.id, since))
        state = states.get(source.id)
        asked = state.last_attempt_at if state is not None else None
        if source.enabled or asked is None or asked <= at:
            yield Listed(at, plain)
        else:
            yield Listed(at, replace(plain, enabled=True))
            yield Listed(asked, plain)


def _spoken(given: Iterable[GivenVerdict], items: Iterable[Item]) -> Iterator[Spoken]:
    """Verdicts, by the item after which the flag was named when they were given."""
    named = {item.key.split(":", 1)[-1]: item.key for item in items}
    for one in given:
        said = one.verdict
        name = one.flag_id.removeprefix("f:").removesuffix(f":{one.region}")
        key = named.get(name, one.item_key)
        yield Spoken(said.at, (key,), one.region, said.code, said.reason, said.author)
