import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from haechi.errors import InputError
from haechi.watch.calibration import (
    BINS,
    LEAST,
    UNKNOWN,
    Past,
    adaptation,
    binned,
    mean_edges,
    smallest_tested,
    tangents,
)

scores = st.one_of(st.just(np.nan), st.integers(-5, 5).map(float))


@dataclass(frozen=True, kw_only=True)
class Calibrated:
    """P-values of a panel, with how many past scores each was ranked among, (month, node)."""

    p: np.ndarray
    size: np.ndarray


@st.composite
def panels(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """Scores, (month, node), and a stratification of them."""
    found = draw(npst.arrays(np.float64, st.tuples(st.integers(1, 12), st.integers(1, 5)), elements=scores))
    return found, draw(npst.arrays(np.int64, found.shape, elements=st.integers(0, 2)))


def everything(found: np.ndarray) -> np.ndarray:
    """One stratum that holds everything."""
    return np.zeros(found.shape, dtype=np.int64)


def conformal(
    bins: np.ndarray,
    fine: np.ndarray,
    *,
    past: np.ndarray | None = None,
    enough: np.ndarray | int,
    window: int = 60,
    guard: int = 3,
    is_extended: bool = False,
) -> Calibrated:
    """Every month ranked among those before it, in strata 0 to 7 and, where they have too little past, in all."""
    among = Past([np.arange(8), np.zeros(8, dtype=np.int64)], window=window, guard=guard)
    p, size = np.full(bins.shape, np.nan), np.zeros(bins.shape, dtype=np.int64)
    for month, row in enumerate(bins):
        ranks = among.ranks(enough, is_extended=is_extended)
        p[month] = ranks.of(fine[month], row)
        size[month] = np.where(row == UNKNOWN, 0, ranks.size[fine[month]])
        among.add(row if past is None else past[month], fine[month] if past is None else everything(past)[month])
    return Calibrated(p=p, size=size)


def ranked(found: np.ndarray, past: np.ndarray, *, enough: int = 1, is_extended: bool = False) -> np.ndarray:
    """P-values of the newest month of some series among the earlier months of others, all of one stratum."""
    calibrated = conformal(
        binned(found), everything(found), past=binned(past), enough=enough, guard=0, is_extended=is_extended
    )
    return np.asarray(calibrated.p[-1], dtype=np.float64)


def cauchy(p_values: Sequence[float], weights: Sequence[float]) -> float:
    """Bin of the combination."""
    known = [(tangents(np.array(p)), weight) for p, weight in zip(p_values, weights, strict=True)]
    mean = sum(tangent * weight for tangent, weight in known) / sum(weights)
    return float(np.searchsorted(mean_edges(), mean, side="right") - 1)


def plain(
    found: np.ndarray, strata: Sequence[np.ndarray], place: tuple[int, ...], *, enough: int, window: int, guard: int
) -> float:
    """The slow twin: rank one score among the past scores of the finest stratum that has enough of them."""
    month, node = place
    if math.isnan(found[month, node]):
        return math.nan
    recent = range(max(month - guard - window, 0), month - guard)
    for stratum in strata:
        past = [
            found[before, other]
            for before in recent
            for other in range(found.shape[1])
            if stratum[before, other] == stratum[month, node] and not math.isnan(found[before, other])
        ]
        if len(past) >= enough:
            as_large = sum(bool(score >= found[month, node]) for score in past)
            return (1 + as_large) / (1 + len(past))
    return math.nan


@given(panels(), st.integers(1, 6), st.integers(1, 6), st.integers(0, 3))
@settings(deadline=None, max_examples=50)
def test_p_values_equal_plain_ranks(panel: tuple[np.ndarray, np.ndarray], enough: int, window: int, guard: int) -> None:
    found, fine = panel
    strata = [fine, everything(found)]
    p = conformal(binned(found), fine, enough=enough, window=window, guard=guard).p
    for place in np.ndindex(found.shape):
        twin = plain(found, strata, place, enough=enough, window=window, guard=guard)
        assert p[place] == pytest.approx(twin, rel=1e-6, nan_ok=True)


@given(panels())
@settings(deadline=None)
def test_no_p_value_is_smaller_than_its_past_allows(panel: tuple[np.ndarray, np.ndarray]) -> None:
    found, fine = panel
    calibrated = conformal(binned(found), fine, enough=1, guard=0)
    known = ~np.isnan(calibrated.p)
    assert (calibrated.p[known] >= (1 - 1e-6) / (1 + calibrated.size[known])).all()
    assert (calibrated.p[known] <= 1).all()


@given(panels(), st.integers(0, 11), st.floats(-5, 5))
@settings(deadline=None)
def test_p_values_do_not_look_ahead(panel: tuple[np.ndarray, np.ndarray], last: int, later: float) -> None:
    found, fine = panel
    other = found.copy()
    other[last + 1 :] = later
    for is_extended in (False, True):
        one, two = (
            conformal(binned(numbers), fine, enough=1, guard=0, is_extended=is_extended).p for numbers in (found, other)
        )
        np.testing.assert_array_equal(one[: last + 1], two[: last + 1])


def test_a_score_is_ranked_among_the_past_of_its_own_stratum() -> None:
    found = np.array([[1.0, 9.0], [2.0, 8.0], [3.0, 7.0], [4.0, 4.0]])
    of_columns = np.tile([0, 1], (4, 1))
    assert conformal(binned(found), of_columns, enough=3, guard=0).p[3].tolist() == [0.25, 1.0]


def test_a_stratum_with_too_little_past_gives_way_to_a_coarser_one() -> None:
    found = np.array([[1.0, 5.0], [2.0, 6.0], [3.0, 3.0]])
    enough = np.array([2, 4, 1, 1, 1, 1, 1, 1])
    calibrated = conformal(binned(found), np.tile([0, 1], (3, 1)), enough=enough, guard=0)
    assert calibrated.size[2].tolist() == [2, 4]
    assert calibrated.p[2] == pytest.approx([1 / 3, 3 / 5])


def test_too_little_past_everywhere_gives_no_p_value() -> None:
    found = np.ones((3, 2))
    calibrated = conformal(binned(found), everything(found), enough=5, guard=0)
    assert np.isnan(calibrated.p).all()
    assert (calibrated.size == 0).all()


def test_no_past_at_all_gives_no_p_value() -> None:
    assert np.isnan(ranked(np.ones((2, 1)), np.full((2, 1), np.nan), enough=0)).all()


@given(panels(), st.lists(st.integers(0, 7), max_size=8))
def test_strata_that_are_not_asked_for_change_nothing_of_those_that_are(
    given: tuple[np.ndarray, np.ndarray], asked: list[int]
) -> None:
    found, fine = given
    among = Past([np.arange(8), np.zeros(8, dtype=np.int64)], window=4, guard=1)
    for row, strata in zip(binned(found), fine, strict=True):
        among.add(row, strata)
    wanted = np.isin(np.arange(8), asked)
    every, some = among.ranks(2), among.ranks(2, wanted=wanted)
    np.testing.assert_array_equal(some.p[some.row[wanted]], every.p[every.row[wanted]])
    np.testing.assert_array_equal(some.size, np.where(wanted, every.size, 0))
    assert np.isnan(some.p[some.row[~wanted]]).all()


def test_a_stratum_that_the_past_does_not_have_is_ranked_among_all_or_not_at_all() -> None:
    found = np.ones((3, 1))
    among = Past([np.arange(2)], guard=0)
    among.add(binned(found[0]), np.zeros(1, dtype=np.int64))
    ranks = among.ranks(1)
    assert np.isnan(ranks.p[ranks.row[1]]).all()
    assert conformal(binned(found), everything(found) + 7, enough=1, guard=0).size[:, 0].tolist() == [0, 1, 2]


def test_scores_older_than_the_window_are_forgotten() -> None:
    found = np.array([[9.0], [9.0], [1.0], [1.0], [5.0]])
    p = conformal(binned(found), everything(found), enough=1, window=2, guard=0).p
    assert p[4] == pytest.approx(1 / 3)


def test_the_latest_months_are_kept_out_of_the_past() -> None:
    found = np.array([[1.0], [1.0], [9.0], [9.0], [5.0]])
    calibrated = conformal(binned(found), everything(found), enough=1, guard=2)
    assert calibrated.size[:, 0].tolist() == [0, 0, 0, 1, 2]
    assert calibrated.p[4] == pytest.approx(1 / 3)


def test_nodes_can_be_ranked_among_the_past_of_others() -> None:
    """Of 1, 2 and 3 two are as large as 2; its own past, 7, does not count, nor the month itself."""
    past = np.array([[1.0, 2.0, 3.0], [9.0, 9.0, 9.0]])
    assert ranked(np.array([[7.0], [2.0]]), past) == pytest.approx([3 / 4])


def test_of_exchangeable_scores_a_tail_is_hit_as_often_as_it_says() -> None:
    noise = np.random.default_rng(7).normal(size=(30, 2000))
    p = conformal(binned(noise), everything(noise), enough=200).p
    known = p[~np.isnan(p)]
    assert len(known) == 26 * 2000
    for tail in (0.1, 0.025, 0.01):
        assert (known <= tail).mean() == pytest.approx(tail, rel=0.2)


def test_strata_of_different_scales_each_hit_their_tail() -> None:
    rng, kind = np.random.default_rng(8), np.tile(np.arange(2000) % 2, (30, 1))
    noise = rng.normal(size=kind.shape) * np.where(kind == 1, 10.0, 1.0)
    p = conformal(binned(noise), kind, enough=200).p
    for one in (0, 1):
        here = p[kind == one]
        assert (here[~np.isnan(here)] <= 0.025).mean() == pytest.approx(0.025, abs=0.005)


@given(st.lists(st.floats(-1, 30), min_size=2, max_size=30), st.integers(0, 2**32 - 1))
@settings(deadline=None, max_examples=50)
def test_extended_p_values_keep_the_order_of_scores(news: list[float], seed: int) -> None:
    past = np.random.default_rng(seed).normal(size=(2, 600))
    found = np.tile(sorted(news), (2, 1))
    extended = ranked(found, past, is_extended=True)
    assert (np.diff(extended) <= 0).all()
    assert (extended <= ranked(found, past)).all()


def test_extended_p_values_tell_scores_apart_beyond_all_that_was_seen() -> None:
    past, found = np.random.default_rng(0).normal(size=(2, 500)), np.array([[5.0, 10.0, 20.0]] * 2)
    assert len(set(ranked(found, past).tolist())) == 1
    extended = ranked(found, past, is_extended=True)
    assert (np.diff(extended) < 0).all()
    assert (extended > 0).all()


def test_without_a_stratification_the_call_is_refused() -> None:
    with pytest.raises(InputError, match="no stratification is given"):
        Past([])


@given(st.lists(st.floats(-1e9, 1e9), min_size=2, max_size=10))
def test_larger_scores_have_larger_bins(found: list[float]) -> None:
    assert (np.diff(binned(np.sort(found)).astype(int)) >= 0).all()


def test_a_score_that_is_not_known_has_a_bin_of_its_own() -> None:
    assert binned(np.array([np.nan, -np.inf, np.inf])).tolist() == [UNKNOWN, 0, BINS - 1]


@given(st.floats(1e-9, 0.5), st.integers(1, 5))
def test_equal_p_values_combine_to_themselves(p: float, count: int) -> None:
    assert cauchy([p] * count, [1.0] * count) == pytest.approx(float(binned(np.array(-math.log(p)))), abs=1)


def test_p_values_combine_as_published() -> None:
    """Liu and Xie 2020, equations 1 and 2: T = sum w tan((1/2 - p) pi), sum w = 1; p = 1/2 - arctan(T) / pi."""
    by_hand = 0.5 * math.tan(0.48 * math.pi) + 0.25 * math.tan(0.2 * math.pi) + 0.25 * math.tan(0.1 * math.pi)
    p = 0.5 - math.atan(by_hand) / math.pi
    assert cauchy([0.02, 0.3, 0.4], [2.0, 1.0, 1.0]) == float(binned(np.array(-math.log(p))))


@given(st.floats(0.5, 1.0))
def test_a_statistic_that_sees_nothing_does_not_speak_against_one_that_does(common: float) -> None:
    assert tangents(np.array([common]))[0] == pytest.approx(0, abs=1e-12)


def test_a_p_value_that_is_not_known_has_no_tangent() -> None:
    assert np.isnan(tangents(np.array([np.nan])))[0]


def test_p_values_too_small_to_tell_apart_are_one() -> None:
    assert tangents(np.array([LEAST / 1e6]))[0] == tangents(np.array([LEAST]))[0]


@given(st.floats(-11, -1), st.floats(0.05, 1))
def test_a_rarer_p_value_gives_a_larger_bin_of_the_combination(power: float, times: float) -> None:
    assert cauchy([10 ** (power - times)], [1.0]) > cauchy([10**power], [1.0])


def test_the_edges_of_the_combination_ascend_from_no_evidence_to_all() -> None:
    edges = mean_edges()
    assert len(edges) == BINS + 1
    assert (np.diff(edges[BINS // 2 + 1 : -300]) > 0).all()
    assert edges[0] == -np.inf


def test_a_tail_hit_twice_as_often_as_it_says_doubles_p_values_up_to_a_factor_of_two() -> None:
    known = np.full(30, 100_000)
    assert adaptation(0.05 * known, known) == pytest.approx(2.0, rel=1e-3)
    assert adaptation(0.5 * known, known) == 2.0
    assert adaptation(0.025 * known, known) == pytest.approx(1.0)


def test_the_adaptation_looks_neither_at_the_guard_band_nor_beyond_two_years() -> None:
    hits, known = np.zeros(30), np.full(30, 100_000)
    hits[-3:], hits[: 30 - 27] = 100_000, 100_000
    assert adaptation(hits, known) == 0.5


@given(st.integers(1, 10**6), st.sampled_from([0.01, 0.05, 0.1, 0.2]))
def test_with_the_fewest_past_scores_one_node_alone_can_pass(nodes: int, q: float) -> None:
    assert nodes / (1 + smallest_tested(nodes, q)) <= q
