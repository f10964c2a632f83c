"""Where a text happens: the mentions of a title and a text become regions.

The place of the event comes before a person's home, a court, a route or an outlet's
office. Homonyms are settled by what else is named, then by the outlet's own region;
where neither helps they stay unresolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from data.model import Place
from scoring.places import Mention

#: More regions than this are a list of the country, not a scene.
MOST_REGIONS = 6
_BEFORE = 60
_AFTER = 48

_TYPES = (
    r"(?:(?:г\.|гор\.|город\w*|с\.|сел\w+|район\w*|област\w+|аул\w*|пос[её]лк\w*"
    r"|village of|city of|the)\s*)?"
)
_ASIDE_BEFORE = re.compile(
    r"(?:"
    # a person's home or origin
    r"(?<!\w)(?:уроже\w+|выход(?:ец|цы|цев|цам)|жител(?:ь|ем|ю|ьниц\w*)|студент\w*"
    r"|предпринимател\w+|блогер\w*|делегаци\w+|гост(?:ь|и|ей|ями)|(?<!\w)a resident"
    r"|native|student|delegation)(?: (?:из|of|from))? "
    + _TYPES
    + r"|(?<!\w)(?:родом|родил(?:ся|ась)|вырос(?:ла)?|born|raised) (?:из|в|in) "
    + _TYPES
    # where someone or something came from
    + r"|(?<!\w)(?:из|from)(?: соседн\w+)? "
    + _TYPES
    # roads, trains, flights
    + r"|(?<!\w)(?:трасс\w+|автодорог\w+|автотрасс\w+|шоссе|поезд\w*|рейс\w*|маршрут\w*"
    r"|самол[её]т\w*|направлени\w+|highway|flight|train|road)"
    r"(?: [\w«]+){0,2} «?(?:[\w-]+ ?[–—-] ?)?"
    # courts and prosecutors
    r"|(?<!\w)(?:суд\w{0,3}|прокуратур\w*|court)(?: №? ?\d+)?(?: в| in| of)? "
    + _TYPES
    # what is remembered, not what happened
    + r"|(?<!\w)(?:событи\w+|трагеди\w+|как(?: и| это было)?|похож\w+ (?:на|случа\w+)"
    r"|подобн\w+|events|like) (?:\d{4} года )?(?:в|in)? ?"
    + _TYPES
    # somewhere else's example
    + r"|(?<!\w)(?:опыт\w*|прим[её]р\w*) "
    + _TYPES
    + r")\Z",
    re.IGNORECASE,
)
_ASIDE_AFTER = re.compile(
    r"(?:"
    r" (?:облысының |ауданының |қаласының |ауылының )?(?:тумасы|тұрғыны\b|азаматы\b)"
    r"|(?: (?:облысынан|ауданынан|қаласынан|ауылынан))? (?:\w+ )?(?:келген|ұшқан|шыққан"
    r"|аттанған|жеткізіл)"
    r"| (?:\w+ ){0,2}(?:суд(?:а|е|ом|ья|ьи)?\b|сот(?:ы|ында|ының)?\b|court\b)"
    r"|(?: ?[–—-] ?|-)[A-ZА-ЯӘҒҚҢӨҰҮҺІ]\w+.{0,20}(?:жол|тасжол|пойыз|рейс|бағыт)"
    r"|(?:гі|ғы) оқиға"
    r")"
)
_REMEMBERED = re.compile(
    r"(?<!\w)(?:(?:напомним|еске салсақ|бұған дейін|ранее|earlier)(?!\w)"
    r"|(?:в (?:январе|феврале|марте|апреле|мае|июне|июле|августе|сентябре|октябре"
    r"|ноябре|декабре)? ?(?:19|20)\d\d году?|(?:19|20)\d\d жыл\w*|in (?:19|20)\d\d)"
    r"[^,;:—–]*\Z)",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"(?:г\. ?)?[\w -]{3,24}?(?:[,.] ?\d{1,2} \w{3,8}\.?)?(?: ?[.,] ?\w{3,12})?"
    r" ?[—–-] (?=[A-ZА-ЯӘҒҚҢӨҰҮҺІ«“\"])"
)
_LOCAL = re.compile(
    r"(?<!\w)(?:акимат\w* (?:области|города|района)|аким\w* (?:области|города|района)"
    r"|в (?:нашем|нашей) (?:городе|селе|районе|области|регионе)"
    r"|в (?:области|регионе|районе|районах)|областн\w+|районн\w+"
    r"|облыс(?:та|тың|тағы|тық)\w*|облыс әкім\w+"
    r"|ауданда\w*|аудан әкім\w+|қаламыз\w*|ауданымыз\w*|өңір(?:де|дің|дегі|іміз)\w*"
    r"|қала әкім\w+|ауылд(?:а|ың|ағы)\w*|the akim|local residents|in the village"
    r"|in the region|in the district|сел[аео]|сельчан\w*|ауыл\w*)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A mention with its part of the item and its part in the story."""

    mention: Mention
    part: str
    aside: bool
    region: str = ""
    district: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """What the places of one item come to. ``why`` says why there is no region."""

    found: tuple[Found, ...]
    regions: tuple[str, ...]
    districts: tuple[str, ...]
    why: str | None = None  # not_kazakhstan, abroad, unresolved, national
    home: str = ""

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
    parts: Sequence[tuple[str, str, Sequence[Mention]]], home: str = ""
) -> Scene:
    """Return the scene of an item whose parts are (part, text, mentions)."""
    found = [
        Found(m, part, _is_aside(text, m))
        for part, text, mentions in parts
        for m in mentions
    ]
    found = _resolve(found, home)
    regions = _regions(found)
    if regions:
        return Scene(tuple(found), regions, _districts(found, regions))
    if _is_list(found):
        return Scene(tuple(found), (), (), "national")
    whole = "\n".join(text for _, text, _ in parts)
    return _without_region(tuple(found), whole, home)


def _is_aside(text: str, m: Mention) -> bool:
    before = text[max(0, m.start - _BEFORE) : m.start]
    after = text[m.end : m.end + _AFTER]
    if _ASIDE_BEFORE.search(before) or _ASIDE_AFTER.match(after):
        return True
    opened = max(before.rfind(". "), before.rfind("\n"), -1)
    if _REMEMBERED.search(before[opened + 1 :]):
        return True
    dateline = _DATELINE.match(text) if m.start < 4 else None
    return dateline is not None and m.end <= dateline.end()


def _resolve(found: list[Found], home: str) -> list[Found]:
    """Give each mention its region: by itself, by company, by the outlet's home."""
    sure = {
        next(iter(f.mention.regions))
        for f in found
        if len(f.mention.regions) == 1 and _is_sure(f.mention) and not f.mention.weak
    }
    return [_resolved(f, sure, home) for f in found]


def _is_sure(mention: Mention) -> bool:
    """A village name with homonyms is sure only in company (see PlaceName.guarded)."""
    return not (
        mention.kind == "settlement" and any(name.guarded for name in mention.names)
    )


def _resolved(found: Found, sure: set[str], home: str) -> Found:
    mention = found.mention
    if mention.kind in ("veto", "foreign", "national"):
        return found
    regions = mention.regions
    if len(regions) == 1 and _is_sure(mention):
        region = next(iter(regions))
    elif len(regions & sure) == 1:
        region = next(iter(regions & sure))
    elif home in regions and not regions & sure:
        region = home
    elif mention.kind == "settlement" and len(sure) <= 1:
        # A village nobody listed lies where the rest of the text is, or at home.
        region = next(iter(sure), home)
    else:
        return found
    own = [name for name in mention.names if name.region == region]
    districts = {name.district for name in own if name.district}
    codes = {name.code for name in own}
    return replace(
        found,
        region=region,
        district=next(iter(districts)) if len(districts) == 1 else "",
        code=next(iter(codes)) if len(codes) == 1 else "",
    )


def _regions(found: Iterable[Found]) -> tuple[str, ...]:
    resolved = [f for f in found if f.region]
    for wanted in (
        [f for f in resolved if not f.aside and not f.mention.weak],
        [f for f in resolved if not f.mention.weak and not _is_capital_dateline(f)],
        [f for f in resolved if f.mention.weak],
    ):
        regions = tuple(dict.fromkeys(f.region for f in wanted))
        if len(regions) > MOST_REGIONS:
            titled = tuple(dict.fromkeys(f.region for f in wanted if f.part == "title"))
            return titled if len(titled) <= 3 else ()
        if regions:
            return regions
    return ()


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
    kinds = {f.mention.kind for f in found if not f.aside}
    foreign = [f for f in found if f.mention.kind == "foreign" and not f.aside]
    scene_abroad = bool(foreign) and (
        foreign[0].part == "title" or foreign[0].mention.start < 300
    )
    ours = kinds & {"settlement", "district", "region", "city"}
    local = bool(ours) or _LOCAL.search(whole) is not None
    if home and not scene_abroad and (local or "national" not in kinds):
        return Scene(found, (home,), (), None, home)
    if ours:
        return Scene(found, (), (), "unresolved")
    if "national" in kinds:
        return Scene(found, (), (), "national")
    if foreign:
        return Scene(found, (), (), "abroad")
    return Scene(found, (), (), "not_kazakhstan")
