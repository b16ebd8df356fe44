import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from haechi.kernels.peers import Shown, medians_of_peers, of_peers


def test_a_hand_worked_month() -> None:
    scores = np.array([[-5.0, 1.0, np.nan, 2.0]], np.float32)
    found = of_peers(scores, np.array([0, 0, 0, 1]), clip=3.0, prior=2.0)
    # of -3, 1: the first sees 1 / 3, the second -3 / 3, the one without a score -2 / 4, the one alone nothing
    assert found[0].tolist() == pytest.approx([1 / 3, -1.0, -0.5, 0.0])


@given(st.integers(0, 1000), st.integers(0, 30))
def test_the_mean_of_peers_equals_its_plain_twin(seed: int, series: int) -> None:
    generator = np.random.default_rng(seed)
    scores = generator.normal(0, 3, (14, series)).astype(np.float32)
    scores[generator.random(scores.shape) < 0.3] = np.nan
    group = generator.integers(0, 4, series)
    found = of_peers(scores, group, clip=3.0, prior=2.0)
    for t in range(len(scores)):
        for j in range(series):
            others = [float(np.clip(scores[t, k], -3, 3)) for k in range(series) if k != j and group[k] == group[j]]
            known = [score for score in others if score == score]
            assert found[t, j] == pytest.approx(sum(known) / (len(known) + 2), abs=1e-5)


def test_peers_that_are_settled_lend_the_median_of_what_they_had_shown() -> None:
    expected = np.tile(np.arange(3, dtype=np.float32), (14, 1)) + np.array([0, 6] * 7, np.float32)[:, None]
    expected[5, 2] = np.nan
    scale = np.array([1.0, 3.0, 9.0], np.float32) + np.zeros((14, 1), np.float32)
    shown = Shown(scale, expected, settled=np.array([0, 12, 13]), first_month=10)
    starts, stops = np.zeros(3, np.int64), np.full(3, 3)
    lent, season = medians_of_peers(shown, np.arange(3), starts, stops, np.array([12, 13, 14]), fewest=2)
    assert lent.tolist() == pytest.approx([np.nan, 2.0, 3.0], nan_ok=True)  # of none but the first, 1 and 3, 1, 3 and 9
    # the first month of all is a November, in which less is expected than on average
    assert season.T.tolist() == [[0.0] * 12, [-3.0, 3.0] * 6, [-3.0, 3.0] * 6]


@given(st.integers(0, 1000), st.integers(0, 40))
def test_medians_of_peers_equal_their_plain_twin(seed: int, series: int) -> None:
    generator = np.random.default_rng(seed)
    scale, expected = np.abs(generator.normal(0, 1, (2, 30, series))).astype(np.float32)
    for numbers in (scale, expected):
        numbers[generator.random(numbers.shape) < 0.01] = np.nan
    settled, first_month = generator.integers(0, 30, series), int(generator.integers(0, 12))
    members, begins = generator.permutation(series), generator.integers(1, 30, 9)
    starts, stops = np.sort(generator.integers(0, series + 1, (2, 9)), axis=0)
    shown = Shown(scale, expected, settled, first_month)
    lent, season = medians_of_peers(shown, members, starts, stops, begins, fewest=3)
    for group, begin in enumerate(begins.tolist()):
        peers = [peer for peer in members[starts[group] : stops[group]] if settled[peer] < begin]
        known = scale[begin - 1, peers]
        known = known[~np.isnan(known)]
        is_told = len(known) >= 3
        np.testing.assert_array_equal(lent[group], np.median(known) if is_told else np.float32(np.nan))
        year = expected[max(begin - 12, 0) : begin][:, peers]
        year = year[:, ~np.isnan(year).any(axis=0)]
        by_month = np.zeros(12, np.float32)
        if is_told and len(year) == 12 and year.shape[1] >= 3:
            by_month[(first_month + np.arange(begin - 12, begin)) % 12] = np.median(year - year.mean(axis=0), axis=1)
        np.testing.assert_array_equal(season[:, group], by_month)
