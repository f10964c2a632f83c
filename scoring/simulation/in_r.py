"""Detectors of R's package ``surveillance``, run by ``Rscript`` where it is installed.

They judge weeks: a week's score is known at the end of its Sunday and stands until the
next one. Sources: Noufaily et al. 2013 (farringtonFlexible); Hutwagner et al. 2003
(EARS); Rossi et al. 1999 (CUSUM); Salmon, Schumacher and Höhle 2016 (the package).
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from data.errors import KelisimError
from scoring.simulation.rivals import Judged
from scoring.simulation.streams import Streams

Array = NDArray[np.float64]

PROGRAM, PACKAGE = "Rscript", "surveillance"
#: What ``rivals.R`` calls a detector, and the name that tables show.
METHODS: Mapping[str, str] = MappingProxyType(
    {
        "farrington": "R farringtonFlexible",
        "farrington_offset": "R farringtonFlexible, exposure",
        "ears_c1": "R earsC C1, weekly",
        "ears_c2": "R earsC C2, weekly",
        "ears_c3": "R earsC C3, weekly",
        "cusum": "R cusum, weekly",
        "rki": "R rki, 6 weeks back",
        "bayes": "R bayes, 2 years back",
    }
)
_WEEK = 7


@dataclass(frozen=True, slots=True)
class RunInR:
    """What R found: per shown name a judgement per stream, and CPU seconds a week."""

    judged: Mapping[str, tuple[Judged, ...]]
    seconds_a_week: Mapping[str, float]  # of one series


def missing() -> str | None:
    """Return the name of what is not installed: the program or its package."""
    if shutil.which(PROGRAM) is None:
        return PROGRAM
    asked = subprocess.run(
        [PROGRAM, "-e", f"library({PACKAGE})"], capture_output=True, check=False
    )
    return PACKAGE if asked.returncode else None


def judge_in_r(
    streams: Sequence[Streams], methods: Sequence[str] = tuple(METHODS)
) -> RunInR:
    """Judge streams of one length by these methods.

    Raises
    ------
    KelisimError
        when R stops with an error.

    """
    days = streams[0].days
    first, weeks = days.scored_from // _WEEK, days.days // _WEEK
    regions = [len(each.reports) for each in streams]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _save(folder / "counts.csv", [each.reports for each in streams])
        _save(folder / "exposure.csv", [each.read for each in streams])
        seconds = _run(folder, first, methods)
        judged = {
            METHODS[method]: tuple(
                _daily(score, alarm, first, days.days)
                for score, alarm in zip(
                    _load(folder / f"{method}.score.csv", regions),
                    _load(folder / f"{method}.alarm.csv", regions),
                    strict=True,
                )
            )
            for method in methods
        }
    each = sum(regions) * (weeks - first)
    return RunInR(judged, {METHODS[m]: spent / each for m, spent in seconds.items()})


def _run(folder: Path, first: int, methods: Sequence[str]) -> Mapping[str, float]:
    """CPU seconds of each method; R counts weeks from one."""
    with as_file(files("scoring.simulation") / "rivals.R") as script:
        done = subprocess.run(
            [PROGRAM, str(script), str(folder), str(first + 1), ",".join(methods)],
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise KelisimError(
            f"{PROGRAM} stopped while judging weeks: {' '.join(said[-1:])} "
            f"Run without R or mend the installation of {PACKAGE}."
        )
    rows = (folder / "times.csv").read_text(encoding="utf-8").splitlines()
    pairs = (row.replace('"', "").split(",") for row in rows)
    return {method: float(spent) for method, spent in pairs}


def _save(path: Path, values: Sequence[NDArray[np.int_]]) -> None:
    """A row a week, a column a series."""
    daily = np.concatenate(values)
    weekly = daily.reshape(len(daily), -1, _WEEK).sum(axis=2)
    np.savetxt(path, weekly.T, fmt="%d", delimiter=",")


def _load(path: Path, regions: Sequence[int]) -> list[Array]:
    """The series of each stream, a row each."""
    values = np.loadtxt(path, delimiter=",", ndmin=2).T
    return np.split(values, np.cumsum(regions)[:-1])


def _daily(score: Array, alarm: Array, first: int, days: int) -> Judged:
    """A week's judgement stands from its last day until the next week's."""
    shape = (len(score), days)
    scores, alarms = np.full(shape, np.nan), np.zeros(shape, dtype=bool)
    known = _WEEK * (first + 1) - 1
    scores[:, known:] = np.repeat(score, _WEEK, axis=1)[:, : days - known]
    stands = np.repeat(np.nan_to_num(alarm) > 0, _WEEK, axis=1)
    alarms[:, known:] = stands[:, : days - known]
    return Judged(scores, alarms)
