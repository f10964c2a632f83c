"""R's detectors come back day by day; without R, its lack is named."""

from __future__ import annotations

import numpy as np
import pytest

from data.errors import KelisimError
from scoring.simulation import in_r
from scoring.simulation.in_r import METHODS, judge_in_r, missing
from scoring.simulation.streams import simulate


@pytest.fixture(scope="module")
def with_r() -> None:
    if lacking := missing():
        pytest.skip(f"{lacking} is not installed")


@pytest.fixture(scope="module")
def streams():
    return [
        simulate("sharp", seed, regions=2, weeks=114, scored_weeks=3) for seed in (1, 2)
    ]


def test_r_judges_the_weeks_of_every_stream(with_r, streams):
    run = judge_in_r(streams)
    assert set(run.judged) == set(METHODS.values())
    assert set(run.seconds_a_week) == set(METHODS.values())
    first = streams[0].days.scored_from
    for name, judged in run.judged.items():
        assert len(judged) == 2
        for one in judged:
            assert one.score.shape == one.alarm.shape == (2, 114 * 7)
            # A week is known on its last day, and holds until the next one is.
            assert np.isnan(one.score[:, : first + 6]).all()
            weeks = one.score[:, first + 6 : -1].reshape(2, -1, 7)
            assert np.array_equal(weeks, weeks[:, :, :1].repeat(7, 2), equal_nan=True)
            assert np.isfinite(one.score[:, -1]).all(), name
    assert any(judged.alarm.any() for pair in run.judged.values() for judged in pair)


def test_the_bound_of_r_is_that_of_the_formula(with_r, streams):
    """C1 on weeks, worked out here: mean and sd of the seven weeks before."""
    run = judge_in_r(streams[:1], ["ears_c1"])
    one = run.judged[METHODS["ears_c1"]][0]
    weekly = streams[0].reports.reshape(2, -1, 7).sum(axis=2)
    past = weekly[:, -8:-1]
    bound = past.mean(axis=1) + 3.0902 * past.std(axis=1, ddof=1)
    expected = (weekly[:, -1] + 0.5) / (bound + 0.5)
    np.testing.assert_allclose(one.score[:, -1], expected, rtol=1e-3)


def test_an_error_of_r_is_said_in_a_sentence(with_r, streams):
    with pytest.raises(KelisimError, match="Rscript stopped while judging weeks"):
        judge_in_r(streams[:1], ["no_such_method"])


def test_a_missing_program_is_named(monkeypatch):
    monkeypatch.setattr(in_r, "PROGRAM", "Rscript-that-is-not-there")
    assert missing() == "Rscript-that-is-not-there"
