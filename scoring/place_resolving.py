"""From a name to its one place: by itself, by its company, by the home of the outlet.

Homonyms are settled by what else is named, then by the outlet's own region; where
neither helps they stay unresolved. A region that was divided since is not counted
beside the part of it that is meant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from data.gazetteer import CLASSIFIER, Part
from scoring.places import Mention
from scoring.scene_words import TOGETHER


@dataclass(frozen=True, slots=True)
class Found:
    """A mention with its part of the item and its part in the story."""

    mention: Mention
    part: str
    aside: bool
    region: str = ""
    district: str = ""
    code: str = ""


def resolve(found: list[Found], home: str) -> list[Found]:
    """Give each mention its region: by itself, by company, by the outlet's home."""
    sure = {
        next(iter(f.mention.regions))
        for f in found
        if len(f.mention.regions) == 1 and _is_sure(f.mention) and not f.mention.weak
    }
    return [_resolved(f, sure, home) for f in found]


def _is_sure(mention: Mention) -> bool:
    """A village name with homonyms is sure only in company (see PlaceName.guarded).

    So is one that only the classifier holds: it may lack the village that is meant.
    """
    return mention.kind != "settlement" or not any(
        name.guarded or name.role == CLASSIFIER for name in mention.names
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
        region = next(iter(sure), home) or _only(mention)
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


def _only(mention: Mention) -> str:
    """The one region the classifier knows a village of this name in, if it is one."""
    if any(name.guarded for name in mention.names) or len(mention.regions) != 1:
        return ""
    return next(iter(mention.regions))


def undivided(
    found: list[Found],
    texts: Mapping[str, str],
    history: Sequence[Part],
    published: date | None,
) -> list[Found]:
    """Make an aside of the region that a place named with it was once a part of."""
    for part in history:
        own = [f for f in found if f.region == part.region and not f.mention.weak]
        earlier = published is not None and published < part.until
        found = [
            replace(f, aside=True)
            if f.region == part.part_of
            and f.mention.kind == "region"
            and any(earlier or _beside(texts[f.part], f, o) for o in own)
            else f
            for f in found
        ]
    return found


def _beside(text: str, one: Found, other: Found) -> bool:
    """Tell whether two places are named as one: "Урджарский район ВКО"."""
    if one.part != other.part:
        return False
    first, second = sorted((one.mention, other.mention), key=lambda m: m.start)
    return TOGETHER.fullmatch(text, first.end, second.start) is not None
