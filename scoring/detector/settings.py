"""The parameters of the detector, each with what it decides."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """One window of days, and how much its finding weighs beside the others."""

    days: int
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Settings:
    """How the past is learned and the present is held against it.

    Half-lives are days; ``trust_*`` is prior knowledge in reports' worth. Within wide
    ranges none of them matters much (docs/levels.md says what was tried).
    """

    fast: tuple[Scale, ...] = (Scale(3), Scale(4), Scale(5), Scale(7))  # a burst
    slow: tuple[Scale, ...] = (Scale(14), Scale(28))  # a build-up without its bursts
    #: A report weighs as its severity to these powers, beside each other. What builds
    #: up slowly is seldom grave: there plain numbers are looked at, too.
    fast_powers: tuple[float, ...] = (1.0, 2.0)
    slow_powers: tuple[float, ...] = (1.0, 0.0)
    half_life: float = 240.0  # a past report counts half after so long
    guard: int = 3  # days before a window not learned from: the rise may have begun
    least_reading: float = 0.5  # share of its usual reading a day is taken to have
    usual_half_life: float = 28.0  # of the reading that is usual
    min_history: int = 7  # days learned from before anything is said
    trust_country: float = 1.0  # in the country's rate, for a series
    trust_series: float = 1.5  # in the series' rate, for a source
    drift: float = 0.18  # how far a rate wanders by itself, as a share
    slow_drift: float = 0.25
    dispersion: float = 1.3  # variance over mean before anything is known
    trust_dispersion: float = 15.0  # in the country's dispersion, for a series; weeks
    dispersion_half_life: float = 365.0
    clip: float = 2.5  # a week so many sd out is cut to that before it is learned
    trust_usual: float = 4.0  # in the country being as usual
    country_doubt: float = 1.0  # standard errors the country's factor must exceed
    trust_weekday: float = 30.0  # in the days of the week being alike
    trust_season: float = 100.0  # in a series' seasons being alike
    trust_feast: float = 20.0  # in the country's same days of the year being alike
    trust_unit: float = 30.0  # reports before their mix of severity is believed

    def __post_init__(self) -> None:
        """Refuse a guard shorter than the days after which a day is learned."""
        if self.guard < 3:
            raise ValueError(f"guard is {self.guard}; a day is learned 3 days late")


DEFAULT = Settings()
