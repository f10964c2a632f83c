"""What texts say: read, judged by rules, weighed by the trained heads, decided.

A text is read first (language, places, redaction); then the rules see its sentences
with every self-name of a people replaced by one fixed word; then the heads weigh what
the rules found and what no rule foresaw; one decision joins both. The same text gives
the same answer, whatever it is read beside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from data.model import RawItem, Source, Understanding
from data.reference import Reference, load
from data.taxonomy import Taxonomy
from scoring.candidates import Circumstances
from scoring.decision import Decision, decide, decide_by_rules
from scoring.language import OTHER
from scoring.learned import Learned, learned
from scoring.masking import seen_of
from scoring.reading import Reading, read
from scoring.signals import Judgement, judge
from scoring.tools import RULES, Tools, tools_for


@cache
def version() -> str:
    """Return the version of rules, taxonomy and heads of this house."""
    return _version(f"{RULES}/{load().taxonomy.version}", learned())


def _version(rules: str, mind: Learned) -> str:
    return f"{rules}/{mind.version}" if mind.version else rules


def understand(
    items: Sequence[RawItem],
    sources: Mapping[str, Source] | None = None,
    reference: Reference | None = None,
    mind: Learned | None = None,
) -> list[Understanding]:
    """Return what each item says, in the order given.

    ``sources`` gives an item's outlet its home region; without it, and for outlets it
    does not hold, the sources of the reference tables are used. ``mind`` is what was
    learnt, by default the heads and the embedder of this house.
    """
    tables = reference if reference is not None else load()
    known = dict(sources) if sources is not None else {}
    for source in tables.sources:
        known.setdefault(source.id, source)
    tools = tools_for(tables)
    mind = mind if mind is not None else learned()
    readings = [read(item, known.get(item.source_id), tools) for item in items]
    judged = [_judged(reading, tools) for reading in readings]
    decisions = _decided(readings, judged, mind, tables.taxonomy)
    made_by = _version(tools.version, mind)
    return [
        _understood(reading, decision, made_by)
        for reading, decision in zip(readings, decisions, strict=True)
    ]


def _judged(reading: Reading, tools: Tools) -> Judgement:
    """What the rules make of a reading."""
    return judge(
        reading.sentences if reading.lang != OTHER else (),
        Circumstances(
            lang=reading.lang,
            scene=reading.scene,
            published_year=reading.year,
            is_rural=reading.scene.is_rural(),
        ),
        tools.lexicon,
    )


def _decided(
    readings: Sequence[Reading],
    judged: Sequence[Judgement],
    mind: Learned,
    taxonomy: Taxonomy,
) -> list[Decision]:
    if mind.heads is None:
        return [decide_by_rules(judgement) for judgement in judged]
    seen = [
        seen_of(reading, judgement)
        for reading, judgement in zip(readings, judged, strict=True)
    ]
    scores = mind.heads.score(seen, mind.embedder)
    return [
        decide(*one, mind, taxonomy)
        for one in zip(readings, judged, seen, scores, strict=True)
    ]


def _understood(reading: Reading, decision: Decision, made_by: str) -> Understanding:
    return Understanding(
        lang=reading.lang,
        title=reading.title.text,
        text=reading.text.text,
        places=reading.places,
        regions=decision.regions,
        districts=reading.scene.districts,
        risk=decision.risk,
        protective=decision.protective,
        dropped=decision.dropped if reading.lang != OTHER else "foreign_language",
        redactions=reading.redactions,
        version=made_by,
        title_edits=reading.title_edits,
        text_edits=reading.text_edits,
        scope=reading.scene.scope,
    )


def read_and_judge(
    items: Sequence[RawItem], sources: Mapping[str, Source], reference: Reference
) -> list[tuple[Reading, Judgement]]:
    """Return what the rules alone see: what the heads are trained on."""
    tools = tools_for(reference)
    readings = [read(item, sources.get(item.source_id), tools) for item in items]
    return [(reading, _judged(reading, tools)) for reading in readings]
