"""One text read: repaired, its language told, its places found, private people gone.

Only what is here goes on: the redacted title and text, their sentences with every
self-name of a people masked, and the scene. Nothing here looks at the clock or at
another item; the same text gives the same reading.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from data.days import ALMATY
from data.model import Edit, Place, RawItem, Source
from scoring.candidates import Sentence
from scoring.kazakh_latin import in_cyrillic, is_kazakh_latin
from scoring.language import identify
from scoring.places import Mention
from scoring.privacy import PLACE_FILLER, marker, place_end, private_spans
from scoring.repair import normalise, sober
from scoring.scene import Scene, set_scene
from scoring.text import Replacement, Rewriting, Taken, joined, lowered, sentences
from scoring.tools import Tools

#: Enough of a text to tell its alphabet.
_SAMPLE = 900


@dataclass(frozen=True, slots=True)
class Reading:
    """A text ready to be judged; offsets point into the redacted title and text."""

    lang: str
    title: Rewriting  # repaired → redacted
    text: Rewriting
    title_edits: tuple[Edit, ...]
    text_edits: tuple[Edit, ...]
    scene: Scene
    places: tuple[Place, ...]
    sentences: tuple[Sentence, ...]
    year: int | None  # of publication

    @property
    def redactions(self) -> int:
        """How many private things were taken out."""
        return len(self.title.replacements) + len(self.text.replacements)


def read(item: RawItem, source: Source | None, tools: Tools) -> Reading:
    """Return what a text is before anything is concluded from it."""
    home = source.region if source is not None and source.region != "national" else ""
    repaired = _repaired(item)
    lang = _language(item, [clean.text for _, clean in repaired], tools)
    parts = _parts(repaired, lang, tools)
    scene = set_scene(
        [(p.name, p.clean.text, p.mentions) for p in parts],
        home,
        tools.history,
        item.published_at.astimezone(ALMATY).date() if item.published_at else None,
    )
    places = _moved(scene, {p.name: p.redacted for p in parts})
    title, text = parts
    return Reading(
        lang=lang,
        title=title.redacted,
        text=text.redacted,
        title_edits=title.edits,
        text_edits=text.edits,
        scene=scene,
        places=_kept(scene, places),
        sentences=tuple(_sentences(parts, places, tools)),
        year=item.published_at.year if item.published_at else None,
    )


def _repaired(item: RawItem) -> list[tuple[str, Rewriting]]:
    """Title and text with their letters repaired, Kazakh in Cyrillic ones."""
    parts = [("title", normalise(item.title)), ("text", normalise(item.text))]
    if is_kazakh_latin("\n".join(clean.text for _, clean in parts)[:_SAMPLE]):
        return [(name, joined(clean, in_cyrillic(clean.text))) for name, clean in parts]
    return parts


@dataclass(frozen=True, slots=True)
class _Part:
    """The title or the text of an item on its way from raw to redacted."""

    name: str
    clean: Rewriting  # raw → repaired
    mentions: tuple[Mention, ...]
    redacted: Rewriting  # repaired → without private people
    edits: tuple[Edit, ...]


def _language(item: RawItem, texts: Sequence[str], tools: Tools) -> str:
    """The language, read without the self-names: swapping them must change nothing."""
    title, text = texts
    whole = f"{title}\n{text}"[:900]
    rewriting = Rewriting(
        whole, (replace(r, new="") for r in tools.lexicon.ethnonyms(whole))
    )
    return identify(rewriting.text, item.lang)


def _parts(
    repaired: Sequence[tuple[str, Rewriting]], lang: str, tools: Tools
) -> list[_Part]:
    """Title and text with their places found and private people taken out together."""
    found = [tools.gazetteer.find(sober(clean.text)) for _, clean in repaired]
    blanked = [
        _blanked(clean.text, mentions, tools)
        for (_, clean), mentions in zip(repaired, found, strict=True)
    ]
    maybe = [
        [(b.forward(m.start), b.forward(m.end)) for m in mentions if m.kind == "maybe"]
        for b, mentions in zip(blanked, found, strict=True)
    ]
    villages = [
        m.words.split()[0]
        for mentions in found
        for m in mentions
        if m.kind == "settlement" and not m.names
    ]
    spans = private_spans([b.text for b in blanked], tools.roles, maybe, villages)
    parts = []
    for at, (name, clean) in enumerate(repaired):
        back = blanked[at].back
        redacted = Rewriting(
            clean.text,
            [
                Replacement(back(s.start), back(s.end, end=True), marker(s, lang))
                for s in spans[at]
            ],
        )
        mentions = tuple(m for m in found[at] if m.kind != "maybe")
        edits = joined(clean, redacted).edits
        parts.append(_Part(name, clean, mentions, redacted, edits))
    return parts


def _blanked(text: str, found: Sequence[Mention], tools: Tools) -> Rewriting:
    """The text as names are looked for: no places, no self-names of peoples."""
    mentions = [m for m in found if m.kind != "maybe"]
    masks = [
        Replacement(m.start, end, PLACE_FILLER * (end - m.start))
        for m in mentions
        if m.kind not in ("veto", "national")
        and m.words[0].isupper()
        and (end := place_end(text, m.start, m.end, m.kind if m.names else ""))
        > m.start
    ]
    named = Taken((m.start, m.end) for m in mentions if m.kind != "veto")
    masks += [
        replace(r, new="этнос")
        for r in tools.lexicon.ethnonyms(text)
        if named.is_free(r.start, r.end)
    ]
    return Rewriting(text, masks)


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
        own = sorted(
            ((p, aside) for p, aside in places if p.part == part.name),
            key=lambda pair: pair[0].start,
        )
        named = Taken((p.start, p.end) for p, _ in own)
        names = [
            r for r in tools.lexicon.ethnonyms(text) if named.is_free(r.start, r.end)
        ]
        starts_of_places = [p.start for p, _ in own]
        starts_of_names = [r.start for r in names]
        low = lowered(text)
        for start, end in sentences(text):
            first, last = _within(starts_of_names, start, end)
            inside = [
                replace(r, start=r.start - start, end=r.end - start)
                for r in names[first:last]
                if r.end <= end
            ]
            first, last = _within(starts_of_places, start, end)
            here = own[first:last]
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


def _within(starts: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """Return which of these positions, in order, stand in [start, end)."""
    first = bisect_left(starts, start)
    return first, bisect_left(starts, end, first)


def _abroad(here: Sequence[tuple[Place, bool]], before: bool) -> bool:
    """Tell whether a sentence happens abroad; one without places goes on as before."""
    scenes = [p.kind for p, aside in here if not aside]
    if any(kind not in ("foreign", "national") for kind in scenes):
        return False
    if "foreign" in scenes:
        return True
    return before and "national" not in scenes
