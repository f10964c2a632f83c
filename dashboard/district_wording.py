"""Districts of a region and their levels, in words. Knows no Streamlit.

They stand in the order of their names and are never ranked. A district that no text
named is not called calm: what is read of it alone is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dashboard import wording
from dashboard.i18n import _, format_number, language, ngettext
from data.model import District, DistrictLevel, Level

#: Kazakh letters where the alphabet has them; the codes of Unicode put them last.
_ORDER = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"


def name(code: str, known: Mapping[str, District]) -> str:
    """The name of a district, or its code where it is not in our tables."""
    return known[code].names[language()] if code in known else code


def in_order(
    levels: Iterable[DistrictLevel], known: Mapping[str, District]
) -> list[DistrictLevel]:
    """By name, as the alphabet of the language spoken goes."""
    return sorted(levels, key=lambda each: _key(name(each.district, known)))


def _key(text: str) -> list[int]:
    return [
        _ORDER.index(letter) + 0x400 if letter in _ORDER else ord(letter)
        for letter in text.lower()
    ]


def others(level: Level, known: Mapping[str, District]) -> str:
    """That nothing was heard of the rest; empty where every district was named."""
    named = {each.district for each in level.districts}
    n = sum(
        district.region == level.region and code not in named
        for code, district in known.items()
    )
    if not n:
        return ""
    if not named:
        return _("Nothing was reported from any one district.")
    phrase = ngettext(
        "Nothing was reported from the other %(n)s district.",
        "Nothing was reported from the other %(n)s districts.",
        n,
    )
    return phrase % {"n": format_number(n)}


def in_short(level: Level, known: Mapping[str, District]) -> str:
    """The districts in a sentence, for a paper; empty where none was named."""
    if not level.districts:
        return ""
    named = ", ".join(
        f"{name(each.district, known)} — {wording.level(each.code).lower()} "
        f"({wording.stories(each.stories)})"
        for each in in_order(level.districts, known)
    )
    said = _("Districts: %(names)s.") % {"names": named}
    return " ".join(filter(None, [said, others(level, known)]))
