"""What each family of simulated streams puts a detector through.

The families are those that reports on public-health surveillance and on news found to
break alert rules: short outbreaks and slow ramps (Noufaily et al. 2013; Bédubourg and
Le Strat 2017), thin counts, and what is special to news: feeds that come and go,
copies of one text, days everybody writes about, topics of the whole country.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of stream; numbers are for one region unless they say otherwise."""

    weekly: tuple[float, float] = (0.6, 20.0)  # mean independent reports a week
    items: tuple[float, float] = (25.0, 300.0)  # of any topic on a day
    bursts: int = 0  # short rises, over within two weeks
    ramps: int = 0  # slow rises of four to nine weeks and two weeks' stay
    pairs: int = 0  # a large burst and, within three weeks, a second one
    changes: float = 0.0  # feeds that join or are lost; below 1 a probability
    joining_sd: float = 0.35  # how unlike the others a new feed's own rate is (log sd)
    days_of_note: tuple[float, float] = (0.2, 0.6)  # extra share on 1 May and the like
    topics: int = 0  # of the whole country, lifting every region at once
    waves: int = 0  # of copies of one single text


FAMILIES: Mapping[str, Family] = MappingProxyType(
    {
        "quiet": Family(),
        "sharp": Family(bursts=3),
        "slow": Family(ramps=2),
        "low": Family(weekly=(0.25, 3.0), bursts=3),
        "coverage": Family(bursts=2, changes=2),
        "coverage_hot": Family(bursts=2, changes=2, joining_sd=0.9),
        "syndication": Family(bursts=2, waves=6),
        "holiday": Family(bursts=3, days_of_note=(1.0, 3.0)),
        "masking": Family(pairs=2),
        "national": Family(bursts=3, topics=4),
        "mixed": Family(
            bursts=2,
            ramps=1,
            changes=0.6,
            joining_sd=0.9,
            days_of_note=(0.6, 1.8),
            topics=2,
            waves=3,
        ),
    }
)
