"""The days of a simulated stream: weekdays, holidays, days of note."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int_]

_START = date(2023, 1, 2)  # a Monday, so that weeks of seven days are weeks
#: Public holidays of Kazakhstan (month, day): newsrooms write less.
_HOLIDAYS = frozenset(
    {
        *((1, 1), (1, 2), (3, 8), (3, 21), (3, 22), (3, 23), (5, 1), (5, 7), (5, 9)),
        *((7, 6), (8, 30), (10, 25), (12, 16)),
    }
)
#: Days on which peoples and accord are written about, and how strongly: Gratitude Day,
#: Nauryz, the Day of Unity, Constitution Day, Republic Day, Independence Day.
_DAYS_OF_NOTE = {
    **{(3, 1): 0.5, (3, 22): 0.7, (5, 1): 1.0},
    **{(8, 30): 0.3, (10, 25): 0.4, (12, 16): 0.9},
}


@dataclass(frozen=True, slots=True)
class Timeline:
    """Days of a stream, counted from 0; alarms are scored from ``scored_from`` on."""

    weekday: Ints  # 0 = Monday
    year_part: NDArray[np.float64]  # 0 … 1 through the year
    holidays: Ints  # days
    of_note: tuple[tuple[int, tuple[int, int], float], ...]  # day, which, how strongly
    scored_from: int

    @property
    def days(self) -> int:
        """How many days there are."""
        return len(self.weekday)

    def until(self, days: int) -> Timeline:
        """Return the first so many days."""
        return Timeline(
            self.weekday[:days],
            self.year_part[:days],
            self.holidays[self.holidays < days],
            tuple(each for each in self.of_note if each[0] < days),
            min(self.scored_from, days),
        )


def timeline(weeks: int, scored_weeks: int) -> Timeline:
    """Return so many weeks, of which the last are scored."""
    dates = [_START + timedelta(days=day) for day in range(7 * weeks)]
    names = [(each.month, each.day) for each in dates]
    return Timeline(
        weekday=np.array([each.weekday() for each in dates]),
        year_part=np.array([each.timetuple().tm_yday for each in dates]) / 365.25,
        holidays=np.array([n for n, name in enumerate(names) if name in _HOLIDAYS]),
        of_note=tuple(
            (n, name, _DAYS_OF_NOTE[name])
            for n, name in enumerate(names)
            if name in _DAYS_OF_NOTE
        ),
        scored_from=7 * (weeks - scored_weeks),
    )
