"""The items of an agenda that come of flags. Knows no Streamlit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dashboard import case
from dashboard.agenda_model import AgendaItem, Findings
from dashboard.i18n import local
from data.model import REFUTING_VERDICTS, Flag, Lane

_GROUPS = {Lane.STRUCTURAL: "structural", Lane.DISCURSIVE: "talk"}


def waits(flag: Flag, found: Findings) -> bool:
    """Whether a flag is to be spoken of: not refuted, resolved or long over.

    What nobody has judged stays on the table, however long ago it was heard of.
    """
    if case.resolution(found.handlings.get(flag.id, ())) is not None:
        return False
    verdict = found.verdicts.get(flag.id)
    if verdict is None or flag.id in found.alone:
        return True
    if verdict.code in REFUTING_VERDICTS:
        return False
    return max(local(flag.last_at).date(), local(verdict.at).date()) >= found.since


def acute(flags: Iterable[Flag], found: Findings) -> Iterator[AgendaItem]:
    """Acute events one by one, the last heard of first."""
    of_lane = [flag for flag in flags if flag.lane is Lane.ACUTE]
    for flag in sorted(of_lane, key=lambda flag: (-flag.last_at.timestamp(), flag.id)):
        yield AgendaItem(
            f"flag:{flag.id}",
            "acute",
            text=flag.title,
            lang=flag.lang,
            flag_ids=(flag.id,),
            facts=_facts([flag], found),
        )


def grouped(lane: Lane, flags: Iterable[Flag], found: Findings) -> Iterator[AgendaItem]:
    """Causes and talk by what they are about: a meeting speaks of pastures once."""
    groups: dict[str, list[Flag]] = {}
    for flag in flags:
        if flag.lane is lane:
            groups.setdefault(_about(flag), []).append(flag)
    ordered = sorted(
        groups.items(), key=lambda pair: (min(f.first_at for f in pair[1]), pair[0])
    )
    for signal, group in ordered:
        single = group[0] if len(group) == 1 else None
        yield AgendaItem(
            f"{_GROUPS[lane]}:{signal}",
            _GROUPS[lane],
            text=single.title if single else "",
            lang=single.lang if single else "",
            flag_ids=tuple(flag.id for flag in group),
            facts=_facts(group, found) | {"names": _names(signal, found)},
        )


def _about(flag: Flag) -> str:
    of_lane = [signal.code for signal in flag.signals if signal.lane is flag.lane]
    return (of_lane or [signal.code for signal in flag.signals] or [""])[0]


def _names(signal: str, found: Findings) -> Mapping[str, str]:
    risk = found.reference.taxonomy.risk if found.reference else {}
    return risk[signal].names if signal in risk else {}


def _facts(flags: Sequence[Flag], found: Findings) -> dict[str, Any]:
    first = min(flag.first_at for flag in flags)
    codes = dict.fromkeys(code for flag in flags for code in flag.districts)
    known = found.reference.districts if found.reference else {}
    verdicts = [found.verdicts.get(flag.id) for flag in flags]
    return {
        "n": len(flags),
        "first_at": first,
        "last_at": max(flag.last_at for flag in flags),
        "days": (found.until - local(first).date()).days,
        "districts": tuple(known[code].names for code in codes if code in known),
        "waiting": sum(verdict is None for verdict in verdicts),
        "is_alone": any(flag.id in found.alone for flag in flags),
        "verdict": verdicts[0].code if len(flags) == 1 and verdicts[0] else None,
    }


def disputes(found: Findings) -> Iterator[AgendaItem]:
    """Flags that somebody sees otherwise and nobody has answered."""
    for flag in found.flags:
        waiting = [each for each in found.disputes.get(flag.id, ()) if each.is_open]
        if waiting:
            yield AgendaItem(
                f"dispute:{flag.id}",
                "dispute",
                text=flag.title,
                lang=flag.lang,
                flag_ids=(flag.id,),
                facts={"by": waiting[0].by, "at": waiting[0].at, "n": len(waiting)},
            )
