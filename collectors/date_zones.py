"""Time zones as they are written after a time of day, and Kazakhstan's own past.

Until 1 March 2024 the east and centre of the country (Almaty, Astana, most publishers)
had +06, the west +05; since then all of it has +05.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone, tzinfo

_ONE_ZONE_SINCE = datetime(2024, 3, 1)  # noqa: DTZ001 - on the wall, in either zone


class _Kazakhstan(tzinfo):
    """The time on the wall in Almaty and Astana."""

    def utcoffset(self, dt: datetime | None, /) -> timedelta:
        is_past = dt is not None and dt.replace(tzinfo=None) < _ONE_ZONE_SINCE
        return timedelta(hours=6 if is_past else 5)

    def dst(self, dt: datetime | None, /) -> timedelta:
        return timedelta()

    def tzname(self, dt: datetime | None, /) -> str:
        return "ALMT"


#: The zone of times written without one, and of "ALMT".
KAZAKHSTAN = _Kazakhstan()

#: Hours east of Greenwich. Initials that several countries use (IST, BST, CST of China)
#: have the meaning of RFC 822 or none.
_HOURS = {
    **dict.fromkeys(("Z", "UTC", "GMT", "UT"), 0),
    **dict.fromkeys(("AQTT", "AQTST", "ORAT"), 5),
    **dict.fromkeys(("ASIA/AQTAU", "ASIA/AQTOBE", "ASIA/ATYRAU", "ASIA/ORAL"), 5),
    **dict.fromkeys(("UZT", "TJT", "TMT", "YEKT", "ASIA/TASHKENT"), 5),
    **dict.fromkeys(("KGT", "OMST", "ASIA/BISHKEK", "ASIA/OMSK"), 6),
    **dict.fromkeys(("MSK", "МСК", "МОСКВЕ", "EUROPE/MOSCOW"), 3),
    **dict.fromkeys(("CET", "WEST"), 1),
    **dict.fromkeys(("EET", "CEST"), 2),
    "EEST": 3,
    "WET": 0,
    **{"EST": -5, "EDT": -4, "CST": -6, "CDT": -5},
    **{"MST": -7, "MDT": -6, "PST": -8, "PDT": -7},
}
_NAME = re.compile(
    r"\s*[\[(]?(?:по\s+)?"
    r"((?:Asia|Europe)/\w+|[A-Z]{1,5}|[zZ]|МСК|мск|Москве)(?![^\W\d])"
)
_OFFSET = re.compile(r"\s*\(?([+\u2212-])(\d{1,2})(:?)(\d{2})?(?!\d)")
#: Zones that an offset may be counted from: "GMT+5", "МСК+2".
_BASES = frozenset(("UTC", "GMT", "MSK", "МСК"))


def zone_after(rest: str, has_seconds: bool = False) -> tzinfo:
    """The zone at the beginning of what follows a time; Kazakhstan's when none is.

    Raises ValueError for an offset that no place on earth has. "10:15-12:00" is a span
    of time and no zone, unless the time has seconds.
    """
    name = _NAME.match(rest)
    word = name.group(1).upper() if name else ""
    end = name.end() if name and word in _BASES else 0
    offset = _OFFSET.match(rest, end)
    if offset is not None:
        sign, hours, colon, minutes = offset.groups()
        if sign == "+" or not colon or has_seconds or end:
            return _east(sign, int(hours), int(minutes or 0), _HOURS.get(word, 0))
    return timezone(timedelta(hours=_HOURS[word])) if word in _HOURS else KAZAKHSTAN


def _east(sign: str, hours: int, minutes: int, base: int) -> tzinfo:
    if hours > 14 or minutes > 59:
        raise ValueError(f"no place has the time zone {sign}{hours:02d}:{minutes:02d}")
    shift = timedelta(hours=hours, minutes=minutes)
    return timezone(timedelta(hours=base) + (shift if sign == "+" else -shift))
