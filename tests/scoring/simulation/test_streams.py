"""The simulated streams hold what their family promises, and nothing by accident."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from scoring.simulation.families import FAMILIES
from scoring.simulation.streams import SEVERITIES, Streams, simulate

SMALL = {"regions": 6, "weeks": 60, "scored_weeks": 30}


def small(family: str, seed: int = 1, **more: float) -> Streams:
    return simulate(family, seed, **SMALL, **more)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_has_the_axes_it_says(family):
    one = small(family)
    regions, days = 6, 420
    assert one.severity_counts.shape == (5, regions, 7, days)
    assert one.exposure.shape == (regions, 7, days)
    assert one.items.shape == one.expected.shape == one.reports.shape == (regions, days)
    assert one.days.scored_from == 210
    assert min(one.severity_counts.min(), one.exposure.min()) == 0
    assert (one.items >= one.reports).all()
    for rise in one.rises:
        assert one.days.scored_from <= rise.start <= rise.end < days
        inside = one.reports[rise.region, rise.start : rise.end + 1].sum()
        assert inside >= rise.reports >= 3


def test_one_seed_is_one_stream_and_another_is_another():
    first, again, other = small("mixed", 4), small("mixed", 4), small("mixed", 5)
    assert (first.severity_counts == again.severity_counts).all()
    assert first.rises == again.rises
    assert (first.items != other.items).any()


def test_an_unknown_family_is_named():
    with pytest.raises(ValueError, match="no family 'loud'; there are quiet, sharp"):
        small("loud")


def test_families_rise_as_they_promise():
    assert small("quiet").rises == ()
    assert all(rise.peak is None for rise in small("sharp").rises)
    slow = small("slow").rises
    assert slow
    assert all(28 <= rise.peak - rise.start < 64 for rise in slow)
    assert all(rise.end - rise.peak == 13 for rise in slow)
    assert {rise.peak is None for rise in small("mixed", 2).rises} == {True, False}
    by_region = [r.region for r in small("sharp").rises]
    assert max(by_region.count(region) for region in range(6)) == 3


def test_the_second_burst_follows_while_the_first_is_remembered():
    rises = simulate("masking", 3, regions=8).rises
    apart = [
        later.start - earlier.end
        for earlier, later in pairwise(rises)
        if earlier.region == later.region
    ]
    close = [days for days in apart if days <= 30]
    assert len(close) >= 8
    # The first day with a report may lie a few days into the planned burst.
    assert min(close) >= 8
    assert all(days <= 30 or days > 45 for days in apart)


def test_a_feed_that_joins_doubles_what_is_read_and_a_lost_one_is_silent():
    one = simulate("coverage", 2, regions=8)
    assert len(one.changes) == 16
    assert [change.joined for change in one.changes].count(False) == 4
    ratios = []
    for change in one.changes:
        before = one.read[change.region, change.day - 28 : change.day].sum()
        after = one.read[change.region, change.day : change.day + 28].sum()
        ratios.append(after / before)
        assert (after > before) == change.joined
    joined = [r for r, change in zip(ratios, one.changes, strict=True) if change.joined]
    assert 1.5 < np.mean(joined) < 2.5


def test_waves_of_copies_add_items_but_no_report():
    plain, waves = simulate("sharp", 1), simulate("syndication", 1)
    assert plain.items.sum() / plain.reports.sum() == pytest.approx(1.86, abs=0.05)
    assert (waves.items - waves.reports).max() > 25
    assert waves.reports.max() < 40


def test_a_topic_of_the_country_lifts_every_region_at_once():
    lifted = simulate("national", 1, regions=12)
    usual = lifted.expected[:, : lifted.days.scored_from].mean(axis=1, keepdims=True)
    together = (lifted.expected / usual).min(axis=0)  # the least lifted region
    assert together[lifted.days.scored_from :].max() > 1.5
    assert together[: lifted.days.scored_from].max() < 1.5


def test_severity_tells_of_a_rise_only_as_much_as_it_should():
    def mean_severity(one: Streams) -> tuple[float, float]:
        rising = np.zeros(one.reports.shape, dtype=bool)
        for rise in one.rises:
            rising[rise.region, rise.start : rise.end + 1] = True
        by_day = one.severity_counts.sum(axis=2)
        inside, outside = by_day[:, rising].sum(axis=1), by_day[:, ~rising].sum(axis=1)
        return (
            float(inside @ SEVERITIES / inside.sum()),
            float(outside @ SEVERITIES / outside.sum()),
        )

    rising, ordinary = mean_severity(simulate("sharp", 1))
    assert rising > ordinary + 0.07
    rising, ordinary = mean_severity(simulate("sharp", 1, telling=0.0))
    assert rising == pytest.approx(ordinary, abs=0.03)


def test_quiet_weeks_vary_as_region_scale_news_does():
    one = simulate("quiet", 1)
    weekly = one.reports.reshape(20, -1, 7).sum(axis=2)
    mean = weekly.mean(axis=1)
    assert one.reports.sum() / one.expected.sum() == pytest.approx(1.0, abs=0.1)
    assert 0.5 < mean.min() < mean.max() < 25
    assert 2.0 < np.median(weekly.var(axis=1) / mean) < 4.0


def test_the_past_of_a_stream_is_the_stream_cut_off():
    whole = small("mixed")
    cut = whole.until(300)
    assert (cut.reports == whole.reports[:, :300]).all()
    assert cut.days.days == 300
    assert all(rise.end < 300 for rise in cut.rises)
    assert len(cut.rises) < len(whole.rises)
