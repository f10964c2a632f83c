"""Where a text happens: the mentions of a title and a text become regions.

The place of the event comes before a person's home, a court, a route or an outlet's
office.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from data.gazetteer import Part
from data.model import Place
from scoring.place_resolving import Found, resolve, undivided
from scoring.place_roles import is_aside, meant_region
from scoring.places import Mention
from scoring.scene_words import (
    ALSO,
    EVERYWHERE,
    LISTED,
    LOCAL,
    STATE,
)

#: More regions than this are a list of the country, not a scene.
MOST_REGIONS = 6
#: How many characters of a text say what it is about.
LEAD = 250


@dataclass(frozen=True, slots=True)
class Scene:
    """What the places of one item come to. ``why`` says why there is no region."""

    found: tuple[Found, ...]
    regions: tuple[str, ...]
    districts: tuple[str, ...]
    why: str | None = None  # not_kazakhstan, abroad, unresolved, national
    home: str = ""
    is_local: bool = False  # it tells of a neighbourhood, whether or not it says which

    @property
    def scope(self) -> str:
        """What the text is about: region, national, foreign or unresolved.

        Unresolved is a place of ours that the text does not tell; what names no place
        and no neighbourhood is about the country.
        """
        if self.regions:
            return "region"
        if self.why == "abroad":
            return "foreign"
        return "unresolved" if self.why == "unresolved" or self.is_local else "national"

    def places(self) -> list[tuple[Place, bool]]:
        """Return the mentions as the model keeps them, and whether each is an aside.

        The offsets are still those of the text before redaction.
        """
        return [(_place(f), f.aside) for f in self.found if f.mention.kind != "veto"]

    def is_rural(self) -> bool:
        """Whether the event is in a district or a village rather than in a city."""
        return any(
            f.mention.kind in ("district", "settlement")
            and not f.aside
            and f.region not in ("KZ-71", "KZ-75", "KZ-79")
            for f in self.found
        )


def _place(found: Found) -> Place:
    m = found.mention
    kind = m.kind
    if kind == "city":
        kind = (
            "district" if found.code and found.code == found.district else "settlement"
        )
    return Place(
        kind=kind,
        code=found.code,
        region=found.region,
        district=found.district,
        words=m.words,
        start=m.start,
        end=m.end,
        part=found.part,
    )


def set_scene(
    parts: Sequence[tuple[str, str, Sequence[Mention]]],
    home: str = "",
    history: Sequence[Part] = (),
    published: date | None = None,
) -> Scene:
    """Return the scene of an item whose parts are (part, text, mentions).

    ``home`` is the region of its outlet; ``history`` and the day it was published say
    which region a place lay in then: "Семей, ВКО" before June 2022 is one place.
    """
    found = [each for part, text, ms in parts for each in _parts(part, text, ms)]
    found = resolve(found, home)
    if history:
        found = undivided(found, {p: t for p, t, _ in parts}, history, published)
    regions = _regions(found)
    only_asides = regions and not any(f.region and not f.aside for f in found)
    if only_asides and home not in regions and _has_foreign_title(found):
        # Only where people came from or went to: the event lies abroad.
        return Scene(tuple(found), (), (), "abroad")
    if regions and not home and _is_example(found, parts, bool(only_asides)):
        return Scene(tuple(found), (), (), "national")
    if regions == ("KZ-71",) and _is_of_the_state(found, parts, home):
        return Scene(tuple(found), (), (), "national")
    if regions:
        return Scene(tuple(found), regions, _districts(found, regions))
    if _is_list(found):
        return Scene(tuple(found), (), (), "national")
    whole = "\n".join(text for _, text, _ in parts)
    return _without_region(tuple(found), whole.lower(), home)


def _parts(part: str, text: str, mentions: Sequence[Mention]) -> list[Found]:
    """Give each mention of a title or text its part in the story."""
    found: list[Found] = []
    for m in mentions:
        aside = is_aside(text, m)
        last = found[-1] if found else None
        if last is not None and last.aside and m.start - last.mention.end < 28:
            aside = aside or bool(ALSO.match(text[last.mention.end : m.start]))
        listed = last is not None and LISTED.fullmatch(text, last.mention.end, m.start)
        if last is not None and listed and aside and m.lang == "kk":
            found[-1] = replace(last, aside=True)
        found.append(Found(meant_region(text, m), part, aside))
    return found


def _has_foreign_title(found: Iterable[Found]) -> bool:
    return any(f.mention.kind == "foreign" and f.part == "title" for f in found)


def _is_example(
    found: Iterable[Found],
    parts: Sequence[tuple[str, str, Sequence[Mention]]],
    only_asides: bool,
) -> bool:
    """Tell whether the regions only illustrate what is said of the whole country."""
    if any(f.region and f.part == "title" for f in found):
        return False
    if only_asides and STATE.search(parts[0][1].lower()):
        return True
    return any(EVERYWHERE.search(text[:LEAD].lower()) for _, text, _ in parts)


def _is_of_the_state(
    found: Sequence[Found],
    parts: Sequence[tuple[str, str, Sequence[Mention]]],
    home: str,
) -> bool:
    """Tell whether the capital is only where the country's affairs are spoken of.

    For an outlet of the capital its ministries are neighbours: there, only words for
    the whole country say that the text is about it.
    """
    if any(f.mention.kind == "district" and f.region == "KZ-71" for f in found):
        return False
    words = EVERYWHERE if home else STATE
    return any(words.search(text.lower()) for _, text, _ in parts)


def _regions(found: Iterable[Found]) -> tuple[str, ...]:
    resolved = [f for f in found if f.region]
    for wanted in (
        [f for f in resolved if not f.aside and not f.mention.weak],
        [f for f in resolved if not f.mention.weak and not _is_capital_dateline(f)],
        [f for f in resolved if f.mention.weak],
    ):
        regions = _prominent(wanted)
        if len(regions) > MOST_REGIONS:
            titled = tuple(dict.fromkeys(f.region for f in wanted if f.part == "title"))
            return titled if len(titled) <= 3 else ()
        if regions:
            return regions
    return ()


def _prominent(found: Sequence[Found]) -> tuple[str, ...]:
    """Return the regions of a text without those only touched on after its lead."""
    times = Counter(f.region for f in found)
    lead = {f.region for f in found if f.part == "title" or f.mention.start < LEAD}
    return tuple(r for r in times if not lead or r in lead or times[r] > 1)


def _is_list(found: Iterable[Found]) -> bool:
    return len({f.region for f in found if f.region}) > MOST_REGIONS


def _is_capital_dateline(found: Found) -> bool:
    """Tell whether "ASTANA — …" only says where the agency sits."""
    return found.aside and found.region == "KZ-71" and found.mention.start < 4


def _districts(found: Iterable[Found], regions: tuple[str, ...]) -> tuple[str, ...]:
    own = [f for f in found if f.district and f.region in regions]
    chosen = [f for f in own if not f.aside] or own
    return tuple(dict.fromkeys(f.district for f in chosen))


def _without_region(found: tuple[Found, ...], whole: str, home: str) -> Scene:
    """Say where a text belongs that names no region. ``whole`` is in lower case."""
    kinds = {f.mention.kind for f in found if not f.aside}
    ours = bool(kinds & {"settlement", "district", "region", "city"})
    local = ours or LOCAL.search(whole) is not None
    abroad = _is_abroad(found)
    is_national = "national" in kinds or (bool(home) and not local and _of_all(whole))
    if home and not abroad and (local or not is_national):
        return Scene(found, (home,), (), None, home, local)
    if ours:
        return Scene(found, (), (), "unresolved", "", True)
    if abroad or ("foreign" in kinds and "national" not in kinds):
        return Scene(found, (), (), "abroad")
    if "national" in kinds:
        return Scene(found, (), (), "national")
    return Scene(found, (), (), "not_kazakhstan", "", local and not _of_all(whole))


def _of_all(whole: str) -> bool:
    """Tell whether a text (in lower case) has words for the state or every region."""
    return bool(STATE.search(whole) or EVERYWHERE.search(whole))


def _is_abroad(found: Iterable[Found]) -> bool:
    """Tell whether the title, or what is named first, lies outside the country."""
    named = [f for f in found if not f.aside and f.mention.kind != "veto"]
    if any(f.part == "title" and f.mention.kind == "foreign" for f in named):
        return True
    return (
        bool(named)
        and named[0].mention.kind == "foreign"
        and named[0].mention.start < 300
    )
