"""A level rises at once and falls step by step: hysteresis.

After Alertmanager's and epidemiologists' practice: the bar to stay is lower than the
bar to come, and a level falls one step only after some days below (reference values
measured in docs/levels.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from data.model import LevelCode

ORDER = (LevelCode.CALM, LevelCode.WATCH, LevelCode.RAISED, LevelCode.ACUTE)


@dataclass(slots=True)
class Held:
    """The level a region stands at, and for how many days its reasons have been lower.

    ``days`` below before "raised" falls; "acute" has its own clock and falls to
    "raised"; "watch" falls at once, its reasons last for days by themselves, except
    when it is itself the step below "raised".
    """

    days: int
    code: LevelCode = LevelCode.CALM
    below: int = 0
    falling: bool = False

    def step(
        self, on: date, come: LevelCode, stay: LevelCode, reset: bool = False
    ) -> tuple[LevelCode, date | None]:
        """The level of the next day, and until when it is only held, if it is.

        ``come`` is what the day's reasons give, ``stay`` what they would keep by the
        lower bars. ``reset`` drops what was held: a person has spoken.
        """
        want = max(come, min(self.code, stay, key=ORDER.index), key=ORDER.index)
        if reset or ORDER.index(want) >= ORDER.index(self.code):
            self.falling = self.falling and want is self.code and not reset
            self.code, self.below = want, 0
            return want, None
        if self.code is LevelCode.ACUTE:
            self.code, self.below, self.falling = LevelCode.RAISED, 0, True
            if want is LevelCode.RAISED:
                return want, None
        self.below += 1
        slow = self.code is LevelCode.RAISED or self.falling
        if not slow or self.below > self.days:
            self.falling = self.code is LevelCode.RAISED
            self.code = ORDER[ORDER.index(self.code) - 1]
            self.below = 0 if self.code is want else 1
            if self.code is want:
                return self.code, None
        return self.code, on + timedelta(days=self.days - self.below)
