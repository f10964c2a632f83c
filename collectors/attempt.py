"""One attempt to read one source, and attempts side by side.

One failing source is a result with its state, never an exception that stops the others.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Event, Lock

from collectors import documents, feeds, field_reports, newsroom, pages
from collectors.crashes import PARSER_CRASHES
from collectors.health import after_failure, after_success
from collectors.reading import Known, Reading
from collectors.web import Web
from data.errors import SourceError
from data.model import Kept, RawItem, Source, SourceKind, SourceState, State

log = logging.getLogger(__name__)

Collector = Callable[[Source, Web, SourceState, datetime, Known], Reading]

#: How each kind of source is read.
COLLECTORS: Mapping[SourceKind, Collector] = {
    SourceKind.FEED: feeds.read,
    SourceKind.PAGES: pages.read,
    SourceKind.NEWSROOM: newsroom.read,
    SourceKind.INBOX: documents.read,
    SourceKind.FIELD_REPORT: field_reports.read,
}


@dataclass(frozen=True, slots=True)
class Collected:
    """What one attempt to read one source brought.

    ``seen`` is the items plus everything in ``dropped`` (known, duplicate, no_text …);
    ``noted`` counts flaws of the items that were kept (undated, no_link …).
    """

    source_id: str
    items: tuple[RawItem, ...]
    state: SourceState
    dropped: Mapping[str, int]
    seen: int = 0
    noted: Mapping[str, int] = field(default_factory=dict)


def collect(
    source: Source, web: Web, previous: SourceState, now: datetime, known: Known
) -> Collected:
    """Read one source; a failure is a state, not an exception.

    ``known`` says which item keys are kept already, and as what. Save the returned
    state only after the items: it holds the ETag that makes the next answer empty.
    """
    collector = COLLECTORS.get(source.kind)
    if not source.enabled or collector is None:
        return _disabled(source, previous)
    try:
        reading = collector(source, web, previous, now, known)
    except SourceError as error:
        log.info("%s: %s: %s", source.id, error.state, error.detail)
        return _failed(source, previous, error, now)
    except PARSER_CRASHES as crash:
        # The one last barrier: a parser's surprise on one source must not end a run.
        log.warning("%s: the parser failed", source.id, exc_info=True)
        fault = SourceError(
            State.PARSE_ERROR,
            f"What source {source.id} sent cannot be read ({type(crash).__name__}).",
        )
        return _failed(source, previous, fault, now)
    return Collected(
        source_id=source.id,
        items=tuple(reading.items),
        state=after_success(source, previous, reading, now),
        dropped=dict(reading.dropped),
        seen=reading.seen,
        noted=dict(reading.noted),
    )


def _disabled(source: Source, previous: SourceState) -> Collected:
    detail = "It is switched off."
    if source.enabled:
        detail = f"This version does not read sources of the kind {source.kind}."
    state = replace(previous, source_id=source.id, state=State.DISABLED, detail=detail)
    return Collected(source.id, (), state, {})


def _failed(
    source: Source, previous: SourceState, error: SourceError, now: datetime
) -> Collected:
    return Collected(source.id, (), after_failure(source, previous, error, now), {})


def collect_all(
    sources: Iterable[Source],
    web: Web,
    states: Mapping[str, SourceState],
    now: datetime,
    known: Known,
    on_done: Callable[[Collected], None] | None = None,
    workers: int = 8,
) -> Generator[Collected]:
    """Read sources side by side; each result is yielded as soon as it is there.

    ``known`` is called by one thread at a time. Leaving the loop early starts no other
    attempt and stops ``web``, so that those under way end too.
    """
    turn, is_left, is_over = Lock(), Event(), False

    def known_in_turn(keys: Iterable[str]) -> Mapping[str, Kept]:
        if is_left.is_set():
            raise SourceError(State.UNKNOWN, "Reading was stopped.")
        with turn:
            return known(keys)

    pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="collect")
    try:
        futures: list[Future[Collected]] = []
        for source in sources:
            previous = states.get(source.id, SourceState(source.id))
            futures.append(
                pool.submit(collect, source, web, previous, now, known_in_turn)
            )
        for future in as_completed(futures):
            collected = future.result()
            if on_done is not None:
                on_done(collected)
            yield collected
        is_over = True
    finally:
        is_left.set()
        if not is_over:
            web.stop()
        pool.shutdown(wait=True, cancel_futures=True)
