"""The days of a region against its own norm, as numbers and as words.

Knows no Streamlit. ``charts_norm`` draws what is gathered here; the table and the
sentence hold the same numbers for those who do not see the picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard import wording
from dashboard.i18n import _, format_date, format_number, ngettext
from data.model import Level, LevelCode, Norm


@dataclass(frozen=True, slots=True)
class NormDay:
    """One day of a region: its level, its window, what changed among its sources."""

    on: date
    code: LevelCode
    norm: Norm | None
    thin: bool
    joined: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def judged(self) -> bool:
        """Whether the window can be held against the region's past at all."""
        scored = self.norm is not None and self.norm.score is not None
        return scored and not self.thin and self.code is not LevelCode.NO_DATA

    @property
    def above(self) -> bool:
        """Whether more was seen than is usual here."""
        return self.judged and self.norm is not None and self.norm.seen > self.norm.high


def history(
    levels: Iterable[Level], until: date, days: int, window: int
) -> list[NormDay]:
    """The last ``days`` days of one region, oldest first, for a window of days."""
    by_day = {level.on: level for level in levels}
    joined = _changes(by_day.values(), "level.source_joined")
    lost = _changes(by_day.values(), "level.source_lost")
    made = []
    for back in range(days - 1, -1, -1):
        on = until - timedelta(days=back)
        level = by_day.get(on)
        norms = level.norms if level else ()
        made.append(
            NormDay(
                on,
                level.code if level else LevelCode.NO_DATA,
                next((norm for norm in norms if norm.days == window), None),
                any(each.code == "level.thin" for each in level.reasons)
                if level
                else False,
                tuple(sorted(joined.get(on, ()))),
                tuple(sorted(lost.get(on, ()))),
            )
        )
    return made


def _changes(levels: Iterable[Level], code: str) -> dict[date, set[str]]:
    """Sources by the day they came or went; many levels tell of the same one."""
    found: dict[date, set[str]] = {}
    for level in levels:
        for reason in level.reasons:
            if reason.code == code and reason.params.get("on"):
                on = date.fromisoformat(str(reason.params["on"])[:10])
                found.setdefault(on, set()).update(reason.params.get("sources") or ())
    return found


def has_norm(days: Iterable[NormDay]) -> bool:
    """Whether there is anything to draw: old levels kept no norm."""
    return any(day.norm is not None for day in days)


def day_words(day: NormDay) -> str:
    """One day in a line: what was seen, what is usual, the level."""
    said = [format_date(day.on), wording.level(day.code)]
    if day.norm is not None:
        said.insert(1, _("seen: %(n)s") % {"n": amount(day.norm.seen)})
        said.insert(2, _("usual: %(range)s") % {"range": usual_range(day.norm)})
    return "; ".join(said)


def amount(value: float) -> str:
    """A weight of reports: one decimal, two where the first would be nought."""
    return format_number(value, 1 if value >= 0.1 else 2)


def usual_range(norm: Norm) -> str:
    """«1.2 (0–4)»; a dash where nothing can be said."""
    if norm.score is None:
        return "—"
    expected, low, high = (
        amount(value) for value in (norm.expected, norm.low, norm.high)
    )
    return f"{expected} ({low}–{high})"


def words(days: Sequence[NormDay]) -> str:
    """The picture for those who cannot see it."""
    last = days[-1]
    said = [
        _("Own norm, day by day from %(since)s to %(until)s.")
        % {"since": format_date(days[0].on), "until": format_date(last.on)}
    ]
    if last.norm is not None:
        now = _("On the last day seen: %(seen)s, usual: %(range)s.")
        seen = amount(last.norm.seen)
        said.append(now % {"seen": seen, "range": usual_range(last.norm)})
    above = [day for day in days if day.above]
    phrase = ngettext(
        "Above what is usual on %(n)s day.",
        "Above what is usual on %(n)s days.",
        n := len(above),
    )
    said.append(phrase % {"n": format_number(n)})
    if unjudged := sum(not day.judged for day in days):
        phrase = ngettext(
            "%(n)s day cannot be judged.", "%(n)s days cannot be judged.", unjudged
        )
        said.append(phrase % {"n": format_number(unjudged)})
    joined = ", ".join(format_date(day.on) for day in days if day.joined)
    if joined:
        said.append(_("Sources joined on: %(days)s.") % {"days": joined})
    lost = ", ".join(format_date(day.on) for day in days if day.lost)
    if lost:
        said.append(_("Sources fell silent on: %(days)s.") % {"days": lost})
    said.append(_("The same numbers are in the table below."))
    return " ".join(said)


def head(windows: Sequence[int]) -> list[str]:
    """The names of the columns of the table."""
    columns = [_("Day"), _("Level")]
    for window in windows:
        n = {"n": format_number(window)}
        columns += [_("%(n)s days: seen") % n, _("%(n)s days: usual") % n]
    return [*columns, _("Remark")]


def rows(
    windows: Sequence[Sequence[NormDay]], named: Callable[[str], str] = str
) -> list[tuple[str, ...]]:
    """The rows of the table, newest day first; ``windows`` are of the same days."""
    return [
        (
            format_date(same[0].on),
            wording.level_marked(same[0].code),
            *(cell for day in same for cell in _cells(day)),
            _remark(same, named),
        )
        for same in reversed(list(zip(*windows, strict=True)))
    ]


def _cells(day: NormDay) -> tuple[str, str]:
    if day.norm is None:
        return "—", "—"
    return amount(day.norm.seen), usual_range(day.norm)


def _remark(same: Sequence[NormDay], named: Callable[[str], str]) -> str:
    day = same[0]
    said = [] if any(each.judged for each in same) else [_("cannot be judged")]
    if any(each.above for each in same):
        said.append(_("above what is usual"))
    for name, sources in (
        (_("source joined"), day.joined),
        (_("source fell silent"), day.lost),
    ):
        if sources:
            said.append(f"{name}: {', '.join(map(named, sources))}")
    return "; ".join(said)
