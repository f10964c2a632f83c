"""The rules of others, worked through by hand; none may see the future."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm
from scipy.stats import t as student

from scoring.simulation.rivals import RIVALS
from scoring.simulation.streams import simulate

STREAM = simulate("mixed", 1, regions=4, weeks=70, scored_weeks=16)


def last(name: str, counts, read=None):
    """Score and alarm of the last of these days."""
    y = np.array([counts], dtype=float)
    e = np.full_like(y, 50.0) if read is None else np.array([read], dtype=float)
    judged = RIVALS[name](y, e)
    return judged.score[0, -1], bool(judged.alarm[0, -1])


@pytest.mark.parametrize("name", RIVALS)
def test_a_day_rests_on_days_up_to_it(name):
    y, e = STREAM.reports.astype(float), STREAM.read.astype(float)
    whole = RIVALS[name](y, e)
    short = RIVALS[name](y[:, :430], e[:, :430])
    np.testing.assert_allclose(whole.score[:, :430], short.score, rtol=1e-9, atol=1e-9)
    assert (whole.alarm[:, :430] == short.alarm).all()
    assert np.isfinite(whole.score[:, -1]).all()
    assert not whole.alarm[np.isnan(whole.score)].any()


@pytest.mark.parametrize("name", RIVALS)
def test_regions_are_judged_each_for_itself(name):
    y, e = STREAM.reports.astype(float), STREAM.read.astype(float)
    alone = RIVALS[name](y[2:3], e[2:3])
    np.testing.assert_allclose(
        RIVALS[name](y, e).score[2], alone.score[0], rtol=1e-9, atol=1e-9
    )


def test_the_fixed_threshold_is_eight_in_a_week():
    assert last("fixed threshold, 8 in 7 days", [9, 0, 1, 1, 2, 0, 0, 4]) == (8, True)
    assert last("fixed threshold, 8 in 7 days", [9, 1, 1, 1, 2, 0, 0, 2]) == (7, False)


def test_ears_c1_and_c2_differ_by_two_days_left_out():
    week = [1, 2, 0, 3, 1, 2, 5]
    score, alarm = last("EARS C1", [*week, 9])
    assert score == pytest.approx((9 - 2) / np.std(week, ddof=1))
    assert alarm == (score > norm.ppf(0.999))
    assert last("EARS C2", [*week, 8, 8, 9]) == (score, alarm)
    assert last("EARS C1", [1] * 7 + [2])[1]  # no spread: any excess is an alarm
    assert not last("EARS C1", [1] * 8)[1]


def test_ears_c3_sums_what_three_days_have_above_one():
    counts = [1, 2, 0, 3, 1, 2, 2, 0, 3, 4, 5, 6]
    c2 = [last("EARS C2", counts[: 12 - later])[0] for later in range(3)]
    score, alarm = last("EARS C3", counts)
    assert score == pytest.approx(sum(max(0.0, each - 1) for each in c2))
    assert alarm == (score > norm.ppf(0.975))


def test_episomer_trusts_an_outlier_of_its_baseline_less():
    week, today, n = [1, 2, 1, 9, 2, 1, 2], 6, 7
    trust = []
    for at, count in enumerate(week):
        others = week[:at] + week[at + 1 :]
        spread = np.std(others, ddof=1) * np.sqrt(1 - 1 / n)
        bound, residual = student.ppf(0.95, n - 2), (count - np.mean(week)) / spread
        trust.append((bound / residual) ** 4 if residual > bound else 1.0)
    assert trust[3] < 0.1
    trust = np.array(trust) * n / sum(trust)
    mean = (trust * week).mean()
    sd = np.sqrt((trust * (week - mean) ** 2).sum() / (n - 1))
    score, _ = last("episomer EARS", [*week, today])
    assert score == pytest.approx((today - mean) / (sd * np.sqrt(1 + 1 / n)))
    assert score > 2 * last("EARS C1", [*week, today])[0]


def test_episomer_shares_its_chance_among_twenty_countries():
    plain = [1, 2, 1, 3, 2, 1, 2]
    score, alarm = last("episomer EARS, one country", [*plain, 5])
    assert student.ppf(1 - 0.025, 6) < score < student.ppf(1 - 0.025 / 20, 6)
    assert alarm
    assert last("episomer EARS", [*plain, 5]) == (score, False)


def test_z_is_held_against_28_days():
    month = [0, 1, 2, 1] * 7
    score, alarm = last("z of 28 days", [*month, 5])
    assert score == pytest.approx(4 / np.std(month, ddof=1))
    assert alarm


def test_the_weekly_share_forgives_a_week_in_which_all_is_doubled():
    rng = np.random.default_rng(3)
    y = rng.poisson(3, 91).astype(float)
    doubled = np.append(y[:-7], 2 * y[-7:])
    read = np.append(np.full(84, 50.0), np.full(7, 100.0))
    score, alarm = last("weekly share z", doubled, read)
    assert score == pytest.approx(last("weekly share z", y)[0])
    assert not alarm
    assert last("weekly share z", np.append(y[:-7], 4 * y[-7:]))[1]


def test_cusum_grows_while_counts_stay_high_and_falls_back():
    usual = [1, 0, 1, 2] * 16  # mean 1, learned from until a week ago
    first = [(5 + later - 3 + 2 * np.sqrt(5 + later)) / 2 - 1.04 for later in (0, 1)]
    assert last("CUSUM", [*usual, 5, 6])[0] == pytest.approx(sum(first))
    scores = [last("CUSUM", usual + [5] * days)[0] for days in range(1, 4)]
    assert scores[0] < scores[1] < scores[2]
    assert last("CUSUM", usual + [5] * 3)[1]
    assert last("CUSUM", usual + [5] * 3 + [0] * 9)[0] == 0.0


def test_ewma_remembers_what_a_day_alone_would_not_show():
    usual = [1, 0, 1, 2] * 9
    assert not last("EWMA", [*usual, 3])[1]
    assert last("EWMA", [*usual, 3, 3, 3, 3])[1]


def test_acled_asks_for_a_doubling_of_something():
    assert last("ACLED surge", [1] * 28 + [2] * 7) == (2.0, True)
    assert not last("ACLED surge", [1] * 29 + [2] * 6)[1]
    assert not last("ACLED surge", [0] * 28 + [1] * 7)[1]
    assert last("ACLED threat", [1] * 364 + [2] * 28) == (2.0, True)
    assert not last("ACLED threat", [1] * 365 + [2] * 27)[1]


def test_kleinberg_leaves_the_burst_as_soon_as_it_is_over():
    usual = [1, 0, 1, 2] * 46
    score, alarm = last("Kleinberg's bursts", usual + [8] * 4)
    assert alarm
    assert score > 0
    assert not last("Kleinberg's bursts", usual + [8] * 4 + [1])[1]
