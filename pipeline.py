"""THE FLOW: collect → understand → assess, over one store.

The machine's door knows collectors, scoring and data; nobody but the command line
(``commands/``) imports it. Each step is incremental and idempotent: a source's harvest
is written with its state and counters in one transaction, stories and levels follow
from what is kept, so a killed run loses nothing and repeats nothing.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Lock

import scoring
from collectors import Collected, collect_all
from collectors.crashes import PARSER_CRASHES
from collectors.field_reports import as_raw as raw_report
from collectors.health import after_counting, after_success
from collectors.identity import fingerprint
from collectors.meetings.reports import is_report, read_report
from collectors.reading import Reading
from collectors.recognition import Met, aliases, recognise
from collectors.web import Web
from data.days import local_day
from data.field_report import SOURCE_ID, FieldReport, as_source
from data.model import (
    DateState,
    Item,
    ItemKind,
    Kept,
    RawItem,
    Source,
    SourceKind,
    SourceState,
    Understanding,
)
from data.reference import Reference, load
from data.store import Store
from scoring.assessment import AssessSummary, assess_kept
from scoring.items import as_item, as_raw, outcome, read_again
from scoring.learned import Learned, learned

#: Vectors are a cache: one not computed for so long is computed again if asked for.
VECTOR_DAYS = 120

log = logging.getLogger(__name__)

#: Kinds that lie on this machine: that they answer says nothing of the network.
NEAR_KINDS = frozenset({SourceKind.INBOX, SourceKind.FIELD_REPORT})


@dataclass(frozen=True, slots=True)
class CollectSummary:
    """What one round of collecting brought; folders of this machine are not counted.

    ``account`` says in how many entries it met and what became of each, by reason.
    """

    sources: int
    answered: int
    new_items: int
    edited: int
    account: Mapping[str, int]


class Keeper:
    """The way from a harvest into the store: understood, redacted, counted, kept."""

    def __init__(
        self, store: Store, sources: Iterable[Source], mind: Learned | None = None
    ) -> None:
        self.store = store
        self.sources = {source.id: source for source in sources}
        self.reference = load()
        # A database in memory has one connection for all threads.
        self._turn = Lock()
        self.mind = (mind or learned()).with_cache(store, self._turn)

    def know(self, sources: Iterable[Source]) -> None:
        """Take a changed list of sources into account."""
        self.sources = {source.id: source for source in sources}

    def known(self, keys: Iterable[str]) -> Mapping[str, Kept]:
        """What is kept of these keys; for any thread."""
        with self._turn:
            return self.store.kept(keys)

    def keep(self, harvest: Collected, now: datetime) -> Counter[str]:
        """Understand one source's new and edited texts and keep them with its state.

        Redaction is part of understanding, so it comes before the first write. Returns
        what became of each entry met, by reason.
        """
        told = self._told_apart(harvest.items)
        items = self.understood(told, now)
        keys = {item.key for item in items}
        met = [one for one in told if one.key in keys]
        account = _account(harvest, told, met)
        counts = Counter({("collect", why): n for why, n in account.items()})
        counts["entries", "seen"] = harvest.seen
        counts.update({("notes", why): n for why, n in _remarks(harvest).items()})
        counts.update(("understand", outcome(item)) for item in items)
        counts.update(
            ("dates", item.date_state.value)
            for item in items
            if item.date_state is not DateState.DATED
        )
        with self._turn:
            state = self._weighed(harvest, items, now)
            names = {alias: key for one in met for alias, key in aliases(one).items()}
            self.store.add_collected(items, state, counts, local_day(now), names)
        return account

    def _told_apart(self, raws: Iterable[RawItem]) -> list[Met]:
        """The new items and the edits of known ones, each key once.

        What another source of the same round brought a moment ago is neither.
        """
        met = {one.key: one for one in recognise(raws, self.known)}
        return [one for one in met.values() if one.kept is None or one.is_edit]

    def understood(self, met: Sequence[Met], now: datetime) -> list[Item]:
        """The texts as they will be kept, redacted and read; without what trips us."""
        raws = [one.raw for one in met]
        try:
            read = scoring.understand(raws, self.sources, self.reference, self.mind)
        except PARSER_CRASHES:  # one text must not cost all the others
            if len(met) == 1:
                log.exception("a text of %s is not understood", raws[0].source_id)
                return []
            half = len(met) // 2
            return self.understood(met[:half], now) + self.understood(met[half:], now)
        return [
            self._item(one, meaning, now)
            for one, meaning in zip(met, read, strict=True)
        ]

    def _item(self, met: Met, meaning: Understanding, now: datetime) -> Item:
        kind = _kind(met.raw, meaning, self.reference)
        revised_at = now if met.is_edit else None
        words = fingerprint(met.raw)
        return as_item(met.key, met.raw, meaning, kind, now, words, revised_at)

    def _weighed(
        self, harvest: Collected, items: Iterable[Item], now: datetime
    ) -> SourceState:
        """The source's state, held against what it gave in the last seven days."""
        source = self.sources.get(harvest.source_id)
        if source is None:
            return harvest.state
        since = now - timedelta(days=7)
        recent = self.store.count_recent(source.id, since) + sum(
            item.revised_at is None
            and item.date_state is DateState.DATED
            and item.published_at is not None
            and item.published_at >= since
            for item in items
        )
        return after_counting(source, harvest.state, recent, now)


def _remarks(harvest: Collected) -> dict[str, int]:
    """Flaws of what was kept; edits and dates are counted for themselves."""
    elsewhere = {"edited", *DateState}
    return {why: n for why, n in harvest.noted.items() if why not in elsewhere}


def _account(harvest: Collected, told: list[Met], met: list[Met]) -> Counter[str]:
    """What became of every entry met; the sum is the number of entries.

    Should a collector ever count wrongly, the difference is a reason of its own that
    the Sources page shows, and not a silence.
    """
    account = Counter(harvest.dropped)
    account.update("kept" if one.kept is None else "edited" for one in met)
    # Met in two sources of this round: the other was kept a moment ago.
    account["known"] += len(harvest.items) - len(told)
    account["not_understood"] += len(told) - len(met)
    missing = harvest.seen - account.total()
    if missing:
        log.error("%s: %d entries unaccounted for", harvest.source_id, missing)
        account["unaccounted"] = abs(missing)
    return +account


def collect(
    store: Store,
    web: Web,
    now: datetime,
    only: Iterable[Source] | None = None,
    on_done: Callable[[Collected, int], None] | None = None,
) -> CollectSummary:
    """Read every enabled source once, due or not; keep what is new, one by one."""
    sources = list(only if only is not None else store.sources())
    enabled = [source for source in sources if source.enabled]
    far = {source.id for source in enabled if source.kind not in NEAR_KINDS}
    keeper = Keeper(store, sources)
    answered, account = 0, Counter[str]()
    harvests = collect_all(enabled, web, store.source_states(), now, keeper.known)
    with closing(harvests):  # so that Ctrl+C ends the reading before the network goes
        for harvest in harvests:
            found = keeper.keep(harvest, now)
            account += found
            answered += (
                harvest.source_id in far and harvest.state.last_success_at == now
            )
            if on_done is not None:
                on_done(harvest, found["kept"])
    store.set_meta("collected_at", now.isoformat())
    return CollectSummary(
        len(far), answered, account["kept"], account["edited"], account
    )


def preview_report(report: FieldReport, now: datetime) -> Understanding:
    """What would be kept of a mediator's report: redacted, understood, not written."""
    reference = load()
    source = as_source("")
    raw = raw_report(report, reference, now)
    return scoring.understand([raw], {source.id: source}, reference)[0]


def keep_report(store: Store, report: FieldReport, now: datetime) -> bool:
    """Keep a mediator's report; False when the very same one was kept before.

    What is kept is what the preview showed. Whoever watches over the store assesses
    it anew when the fact "field_report_at" changes.
    """
    listed = {source.id: source for source in store.sources()}
    source = replace(listed.get(SOURCE_ID, as_source("")), enabled=True)
    if listed.get(SOURCE_ID) != source:
        store.add_source(source)
    keeper = Keeper(store, [*listed.values(), source])
    reading = Reading()
    reading.offer(raw_report(report, keeper.reference, now), keeper.known)
    previous = store.source_states().get(source.id, SourceState(source.id))
    harvest = Collected(
        source_id=source.id,
        items=tuple(reading.items),
        state=after_success(source, previous, reading, now),
        dropped=dict(reading.dropped),
        seen=reading.seen,
    )
    is_new = keeper.keep(harvest, now)["kept"] == 1
    if is_new:
        store.set_meta("field_report_at", now.isoformat())
    return is_new


def _kind(raw: RawItem, read: Understanding, reference: Reference) -> ItemKind:
    if raw.kind is ItemKind.FIELD_REPORT:
        return raw.kind  # a mediator's own words, even about a meeting
    on = local_day(raw.published_at) if raw.published_at else None
    reports = is_report(read.title, read.text, reference.institutions, on)
    return ItemKind.MEETING_REPORT if reports else raw.kind


def assess_store(store: Store, now: datetime) -> AssessSummary:
    """Keep the meetings of new reports, then stories, flags and levels."""
    reference, mind = load(), learned().with_cache(store)
    _keep_meetings(store, reference)
    result = assess_kept(store, reference, now, mind.embedder)
    store.forget_vectors(now, VECTOR_DAYS)
    store.set_meta("assessed_at", now.isoformat())
    store.set_meta("version", scoring.VERSION)
    return result


def _keep_meetings(store: Store, reference: Reference) -> None:
    """Meetings of new reports, read from the redacted text: offices, never persons."""
    home = {source.id: source.region for source in store.sources()}
    for item in store.unread_reports():
        region = item.regions[0] if item.regions else home[item.source_id]
        published = local_day(item.published_at) if item.published_at else None
        meeting = read_report(
            item.title,
            item.text,
            reference.institutions,
            region,
            published,
            regions=reference.regions.values(),
            districts=reference.districts.values(),
            lang=item.lang,
        )
        if meeting is not None:
            store.add_meeting(replace(meeting, item_key=item.key))


def rescore(
    store: Store, now: datetime, on_done: Callable[[int], None] | None = None
) -> AssessSummary:
    """Read everything kept again with the rules of today and assess anew.

    Texts are redacted already, and are redacted again with the rules of today, as are
    the meetings read from them. Flags a person has spoken on stay.
    """
    reference, mind = load(), learned().with_cache(store)
    sources = {source.id: source for source in store.sources()}
    items = store.items(limit=None)
    for start in range(0, len(items), 200):
        part = items[start : start + 200]
        raws = [as_raw(item) for item in part]
        read = scoring.understand(raws, sources, reference, mind)
        store.replace_understanding(
            replace(read_again(item, meaning), kind=_kind(raw, meaning, reference))
            for item, raw, meaning in zip(part, raws, read, strict=True)
        )
        if on_done is not None:
            on_done(len(part))
    store.forget_reports()
    return assess_store(store, now)
