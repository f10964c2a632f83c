"""What understanding costs: whole, and beside the raw cost of its parts.

Each way runs in a process of its own, on one core, so that its memory is its own; time
is that of the processor, not of the clock. Vectors are computed afresh in every round.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from multiprocessing import get_context

from data.demo import demo_items, demo_sources
from data.model import RawItem
from data.reference import load
from scoring.candidates import Circumstances
from scoring.embedding import Memory
from scoring.language import identify
from scoring.learned import NOTHING, Learned, learned
from scoring.masking import seen_of
from scoring.privacy import private_spans
from scoring.repair import normalise
from scoring.signals import judge
from scoring.tools import tools_for
from scoring.understanding import read_and_judge, understand

#: A one-kilobyte document, in bytes of UTF-8.
KILOBYTE = 1024
#: Characters after the title that are embedded as the lead.
LEAD = 300
#: Vectors are slow: so many texts are enough to time them.
EMBEDDED = 60
DEMO, PADDED = "demo", "padded"
#: Ways of understanding, and parts of them.
WAYS = ("rules", "words", "vectors")
PARTS = ("repair", "language", "places", "names", "rules", "heads", "embedding")
#: One thread each, whatever library asks.
_ONE_CORE = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Cost:
    """Texts a round, seconds of processor for each round; peak memory in bytes.

    ``peak`` is that of the whole process, 0 where the system does not tell.
    """

    texts: int
    seconds: tuple[float, ...]
    peak: int = 0

    @property
    def each(self) -> float:
        """Seconds for one text, in the median round."""
        return sorted(self.seconds)[len(self.seconds) // 2] / self.texts


def documents(n: int) -> Mapping[str, list[RawItem]]:
    """Return n texts of the demo as they are, and the same padded to a kilobyte.

    A text is padded with the texts that follow it in its language, and cut.
    """
    found = [
        RawItem(item.outlet, "", item.title, item.text, item.id, item.lang, item.at)
        for item in demo_items(datetime.now(UTC))
    ]
    chosen = found[:: max(1, len(found) // n)][:n]
    return {DEMO: chosen, PADDED: [_padded(item, found) for item in chosen]}


def _padded(item: RawItem, others: Sequence[RawItem]) -> RawItem:
    same = [one for one in others if one.lang == item.lang]
    at = next(i for i, one in enumerate(same) if one.guid == item.guid)
    text = item.text
    for step in range(1, KILOBYTE):
        if len(f"{item.title}{text}".encode()) >= KILOBYTE:
            break
        text += " " + same[(at + step) % len(same)].text
    room = KILOBYTE - len(item.title.encode())
    return replace(item, text=text.encode()[: max(room, 0)].decode(errors="ignore"))


@contextmanager
def own_process() -> Iterator[ProcessPoolExecutor]:
    """A process on one core for one measurement."""
    before = {name: os.environ.get(name) for name in _ONE_CORE}
    os.environ.update(dict.fromkeys(_ONE_CORE, "1"))
    try:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            yield pool
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def cost_of_way(way: str, items: Sequence[RawItem], rounds: int) -> Cost | None:
    """Return what a way of understanding costs; None where it cannot run here."""
    reference, mind = load(), _mind(way)
    if mind is None:
        return None
    sources = {source.id: source for source in demo_sources(80)}
    chosen = items[:EMBEDDED] if way == "vectors" else items
    understand(chosen[:3], sources, reference, mind)  # tables are built once
    seconds = [
        _timed(lambda: understand(chosen, sources, reference, _fresh(mind)))
        for _round in range(rounds)
    ]
    return Cost(len(chosen), tuple(seconds), _peak())


def _mind(way: str) -> Learned | None:
    """What is learnt, as far as this way uses it."""
    if way == "rules":
        return NOTHING
    mind = learned()
    if mind.heads is None:
        return None
    if way == "words":
        return Learned(mind.heads)
    return mind if mind.embedder is not None else None


def _fresh(mind: Learned) -> Learned:
    """The same with nothing remembered of an earlier round."""
    if mind.embedder is None:
        return mind
    return replace(mind, embedder=mind.embedder.with_cache(Memory()))


def costs_of_parts(items: Sequence[RawItem], rounds: int) -> Mapping[str, Cost]:
    """Return the raw cost of each part that can run here, alone."""
    found = {}
    for part, (n, work) in _works(items).items():
        work()
        found[part] = Cost(n, tuple(_timed(work) for _round in range(rounds)))
    return found


def _works(
    items: Sequence[RawItem],
) -> Mapping[str, tuple[int, Callable[[], object]]]:
    """What each part has to do, and for how many texts."""
    reference = load()
    tools, mind = tools_for(reference), learned()
    sources = {source.id: source for source in demo_sources(80)}
    texts = [(item.title, item.text) for item in items]
    read = read_and_judge(items, sources, reference)
    n = len(items)
    works: dict[str, tuple[int, Callable[[], object]]] = {
        "repair": (n, lambda: [[normalise(part) for part in two] for two in texts]),
        "language": (
            n,
            lambda: [identify("\n".join(two)[:900], None) for two in texts],
        ),
        "places": (
            n,
            lambda: [[tools.gazetteer.find(p) for p in two] for two in texts],
        ),
        "names": (n, lambda: [private_spans(two, tools.roles) for two in texts]),
        "rules": (
            n,
            lambda: [
                judge(
                    reading.sentences,
                    Circumstances(
                        reading.lang,
                        reading.scene,
                        reading.year,
                        reading.scene.is_rural(),
                    ),
                    tools.lexicon,
                )
                for reading, _ in read
            ],
        ),
    }
    heads, embedder = mind.heads, mind.embedder
    if heads is not None:
        seen = [seen_of(*one) for one in read]
        works["heads"] = (n, lambda: heads.score(seen, None))
    if embedder is not None:
        leads = [f"{title}\n{text[:LEAD]}" for title, text in texts[:EMBEDDED]]
        works["embedding"] = (
            len(leads),
            lambda: embedder.with_cache(Memory()).embed(leads),
        )
    return works


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _peak() -> int:
    """The most memory this process ever held, in bytes."""
    try:
        import resource
    except ImportError:  # Windows counts memory elsewhere
        return 0
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used if sys.platform == "darwin" else used * 1024
