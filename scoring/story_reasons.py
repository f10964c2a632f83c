"""How a story was told, as reasons on its flag: copied, denied, reframed, an echo.

A reader must know when an everyday brawl became «interethnic» and in whose words, and
when a wave of reports comes from one house or from abroad alone. Sources are named,
persons never.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from data.days import local_day
from data.model import Item, Reason, Source
from data.reference import load
from scoring.tellings import when
from scoring.text import Rewriting
from scoring.tools import tools_for
from scoring.voices import reprints

#: From so many reports on a story of one owner is a wave, and one from abroad.
WAVE = 3
#: A text so long after the first is news of how it went on.
LATER = timedelta(hours=36)

_LABEL = re.compile(
    r"(?:меж(?:национал|этнич)|этническ|национальн\w+\s+(?:почв|ненавист|розн|признак)"
    r"|из-за\s+(?:\w+\s+)?национальност|разн\w+\s+национальност"
    r"|ұлтаралық|этносаралық|этностық|ұлтына\s+бола|ұлттық\s+(?:араздық|негіз|астар)"
    r"|interethnic|inter-ethnic|\bethnic|because of (?:his|her|their) ethnicity"
    r"|another nationality)\w*",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"опроверг|не\s+(?:носит|является|имеет|подтвержда|соответств|было|видят)|никакого"
    r"|никакой|нет\s+(?:меж|нацио|этни)|(?:подоплёк|подоплек)\w*[^.]{0,40}\bнет"
    r"|не\s+меж|бытов|вымыс|домысл|не надо искать"
    r"|емес|теріске|жоққа\s+шығар|қатысы\s+жоқ|астар\w*\s+жоқ|шындыққа|тұрмыстық"
    r"|\bno\s+(?:inter)?ethnic|not\s+(?:inter)?ethnic|denied|den(?:y|ies)|dismiss|domestic",
    re.IGNORECASE,
)


def reasons_of(
    items: Sequence[Item], sources: Mapping[str, Source]
) -> tuple[Reason, ...]:
    """The reasons a flag bears for how its items, oldest first, were told."""
    found = (_told(items, sources), _reframed(items, sources), _echo(items, sources))
    return tuple(reason for reason in found if reason is not None)


def label_of(item: Item) -> str:
    """The words by which a text calls what happened ethnic; "" when it does not.

    A text that denies it adds no label.
    """
    whole = f"{item.title}\n{item.text}"
    found = _LABEL.search(whole)
    return "" if found is None or _DENIAL.search(whole) else found.group()


def _told(items: Sequence[Item], sources: Mapping[str, Source]) -> Reason | None:
    """How many reports only repeat others, how many tell how it went on."""
    copied = reprints(items, {source.id: source.owner for source in sources.values()})
    began = when(items[0])
    later = sum(
        item.key not in copied and when(item) - began >= LATER for item in items
    )
    if not copied and not later:
        return None
    return Reason("story.told", params={"reprints": len(copied), "updates": later})


def _reframed(items: Sequence[Item], sources: Mapping[str, Source]) -> Reason | None:
    """Who was the first to call ethnic what was told as an everyday incident."""
    if not _is_everyday(items[0]):
        return None
    for item in items[1:]:
        if words := label_of(item):
            return Reason(
                "story.reframed",
                params={
                    "by": _name(item.source_id, sources),
                    "source": item.source_id,
                    "on": local_day(when(item)).isoformat(),
                    "words": words,
                    "first": _name(items[0].source_id, sources),
                },
            )
    return None


def _is_everyday(item: Item) -> bool:
    """Whether a text tells of no communities: no label, no people, no such words."""
    lexicon = tools_for(load()).lexicon
    for part in (item.title, item.text):
        peoples = lexicon.ethnonyms(part)
        if peoples or _LABEL.search(part):
            return False
        if item.lang in ("kk", "ru", "en") and lexicon.gate(
            Rewriting(part, peoples).text, item.lang
        ):
            return False
    return True


def _echo(items: Sequence[Item], sources: Mapping[str, Source]) -> Reason | None:
    """Many reports, but all from one house or all from abroad."""
    if len(items) < WAVE:
        return None
    known = [sources[i.source_id] for i in items if i.source_id in sources]
    if known and len(known) == len(items) and all(s.is_foreign for s in known):
        return Reason("story.echo_foreign", params={"items": len(items)})
    owners = {source.id: source.owner for source in sources.values()}
    copied = reprints(items, owners)
    own = _owners((i for i in items if i.key not in copied), owners)
    if len(own) > 1:
        return None
    first = _name(items[0].source_id, sources)
    return Reason("story.echo_owner", params={"items": len(items), "by": first})


def _owners(items: Iterable[Item], owners: Mapping[str, str]) -> set[str]:
    return {owners.get(item.source_id, item.source_id) for item in items}


def _name(source_id: str, sources: Mapping[str, Source]) -> str:
    source = sources.get(source_id)
    return source.name if source is not None else source_id
