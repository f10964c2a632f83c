"""What one text says: language, places, redaction, signals, in this order of trust.

The text is repaired, its places are found, private people are taken out, and only then
do the rules see it, with every self-name of a people replaced by one fixed word.
Nothing here looks at the clock or at another item; the same text gives the same answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from data.model import Edit, Place, RawItem, Source, Understanding
from data.reference import Reference, load
from scoring.candidates import Circumstances, Sentence
from scoring.language import OTHER, identify
from scoring.lexicon import Lexicon
from scoring.places import Gazetteer, Mention
from scoring.privacy import PLACE_FILLER, PLACEHOLDERS, private_spans
from scoring.scene import Scene, set_scene
from scoring.signals import judge
from scoring.text import Replacement, Rewriting, lowered, normalise, sentences

#: Changes when the rules of reading change; the taxonomy has its own version beside it.
RULES = "1"


@dataclass(frozen=True, slots=True)
class Tools:
    """What is built once from the reference tables."""

    gazetteer: Gazetteer
    lexicon: Lexicon
    roles: tuple[str, ...]
    version: str


def tools_for(reference: Reference) -> Tools:
    """Return the automaton and the rules of these tables, built once."""
    found = _BUILT.get(id(reference))
    if found is None or found[0] is not reference:
        found = (reference, _build(reference))
        _BUILT[id(reference)] = found
    return found[1]


_BUILT: dict[int, tuple[Reference, Tools]] = {}


def _build(reference: Reference) -> Tools:
    return Tools(
        gazetteer=Gazetteer(reference.gazetteer_rows),
        lexicon=Lexicon(reference.taxonomy, reference.ethnonyms),
        roles=tuple(word for words in reference.offices.values() for word in words),
        version=f"{RULES}/{reference.taxonomy.version}",
    )


@cache
def version() -> str:
    """Return the version of the rules and the taxonomy of this house."""
    return f"{RULES}/{load().taxonomy.version}"


def understand(
    items: Sequence[RawItem],
    sources: Mapping[str, Source] | None = None,
    reference: Reference | None = None,
) -> list[Understanding]:
    """Return what each item says, in the order given.

    ``sources`` gives an item's outlet its home region; without it, and for outlets it
    does not hold, the sources of the reference tables are used.
    """
    tables = reference if reference is not None else load()
    known = dict(sources) if sources is not None else {}
    for source in tables.sources:
        known.setdefault(source.id, source)
    tools = tools_for(tables)
    return [_understand(item, known.get(item.source_id), tools) for item in items]


@dataclass(frozen=True, slots=True)
class _Part:
    """The title or the text of an item on its way from raw to redacted."""

    name: str
    clean: Rewriting  # raw → repaired
    mentions: tuple[Mention, ...]
    redacted: Rewriting  # repaired → without private people
    edits: tuple[Edit, ...]


def _understand(item: RawItem, source: Source | None, tools: Tools) -> Understanding:
    home = source.region if source is not None and source.region != "national" else ""
    repaired = [("title", normalise(item.title)), ("text", normalise(item.text))]
    lang = _language(item, [clean.text for _, clean in repaired], tools)
    parts = [_part(name, clean, lang, tools) for name, clean in repaired]
    scene = set_scene([(p.name, p.clean.text, p.mentions) for p in parts], home)
    places = _moved(scene, {p.name: p.redacted for p in parts})
    title, text = (p.redacted.text for p in parts)
    judgement = judge(
        _sentences(parts, places, tools) if lang != OTHER else [],
        Circumstances(
            lang=lang,
            scene=scene,
            published_year=item.published_at.year if item.published_at else None,
            is_rural=scene.is_rural(),
        ),
        tools.lexicon,
    )
    return Understanding(
        lang=lang,
        title=title,
        text=text,
        places=_kept(scene, places),
        regions=judgement.regions,
        districts=scene.districts,
        risk=judgement.risk,
        protective=judgement.protective,
        dropped=judgement.dropped if lang != OTHER else "foreign_language",
        redactions=sum(len(p.redacted.replacements) for p in parts),
        version=tools.version,
        title_edits=parts[0].edits,
        text_edits=parts[1].edits,
    )


def _language(item: RawItem, texts: Sequence[str], tools: Tools) -> str:
    """The language, read without the self-names: swapping them must change nothing."""
    title, text = texts
    whole = f"{title}\n{text}"[:900]
    rewriting = Rewriting(
        whole, (replace(r, new="") for r in tools.lexicon.ethnonyms(whole))
    )
    return identify(rewriting.text, item.lang)


def _part(name: str, clean: Rewriting, lang: str, tools: Tools) -> _Part:
    text = clean.text
    found = tools.gazetteer.find(text)
    mentions = tuple(m for m in found if m.kind != "maybe")
    masks = [
        Replacement(m.start, m.end, PLACE_FILLER * (m.end - m.start))
        for m in mentions
        if m.kind not in ("veto", "national") and m.words[0].isupper()
    ]
    masks += [
        replace(r, new="этнос")
        for r in tools.lexicon.ethnonyms(text)
        if not _overlaps(r, mentions)
    ]
    blanked = Rewriting(text, masks)
    placeholder = PLACEHOLDERS.get(lang, PLACEHOLDERS["ru"])
    maybe = [
        (blanked.forward(m.start), blanked.forward(m.end))
        for m in found
        if m.kind == "maybe"
    ]
    redacted = Rewriting(
        text,
        [
            Replacement(blanked.back(start), blanked.back(end, end=True), placeholder)
            for start, end in private_spans(blanked.text, tools.roles, maybe)
        ],
    )
    return _Part(name, clean, mentions, redacted, _edits(clean, redacted))


def _overlaps(item: Replacement, mentions: Sequence[Mention]) -> bool:
    return any(
        item.start < m.end and m.start < item.end and m.kind != "veto" for m in mentions
    )


def _edits(clean: Rewriting, redacted: Rewriting) -> tuple[Edit, ...]:
    """Return what changed between the raw and the redacted text, as raw offsets."""
    edits = [
        Edit(clean.back(r.start), clean.back(r.end, end=True), len(r.new))
        for r in redacted.replacements
    ]
    for edit in clean.edits:
        if all(edit.end <= e.start or edit.start >= e.end for e in edits):
            edits.append(edit)
    return tuple(sorted(edits, key=lambda e: e.start))


def _moved(
    scene: Scene, rewritings: Mapping[str, Rewriting]
) -> list[tuple[Place, bool]]:
    """Return the places with their offsets led into the redacted text."""
    return [
        (
            replace(
                place,
                start=rewritings[place.part].forward(place.start),
                end=rewritings[place.part].forward(place.end),
            ),
            aside,
        )
        for place, aside in scene.places()
    ]


def _kept(scene: Scene, places: Sequence[tuple[Place, bool]]) -> tuple[Place, ...]:
    named = tuple(place for place, _ in places)
    if scene.home:
        return (*named, Place("home", scene.home, scene.home, "", "", 0, 0))
    return named


def _sentences(
    parts: Sequence[_Part], places: Sequence[tuple[Place, bool]], tools: Tools
) -> list[Sentence]:
    found: list[Sentence] = []
    scene_abroad = False
    for part in parts:
        text = part.redacted.text
        own = [(p, aside) for p, aside in places if p.part == part.name]
        names = [
            r
            for r in tools.lexicon.ethnonyms(text)
            if all(r.end <= p.start or r.start >= p.end for p, _ in own)
        ]
        low = lowered(text)
        for start, end in sentences(text):
            inside = [
                replace(r, start=r.start - start, end=r.end - start)
                for r in names
                if start <= r.start and r.end <= end
            ]
            here = [(p, aside) for p, aside in own if start <= p.start < end]
            scene_abroad = _abroad(here, scene_abroad)
            found.append(
                Sentence(
                    part=part.name,
                    start=start,
                    text=text[start:end],
                    masked=Rewriting(low[start:end], inside),
                    places=tuple(p for p, _ in here),
                    abroad=scene_abroad,
                )
            )
    return found


def _abroad(here: Sequence[tuple[Place, bool]], before: bool) -> bool:
    """Tell whether a sentence happens abroad; one without places goes on as before."""
    scenes = [p.kind for p, aside in here if not aside]
    if any(kind not in ("foreign", "national") for kind in scenes):
        return False
    if "foreign" in scenes:
        return True
    return before and "national" not in scenes
