import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from haechi.kernels.movements import (
    Moved,
    Rules,
    Scores,
    given_weight,
    moved,
    quarters,
    unit_values,
)

MONTHS, SERIES, WITH_PEERS = 30, 7, 5
RULES = Rules(agreed=0.8, clip=4.0, allowance=0.5, limit=6.0, gone_after=12, lost_after=3)
NAN = math.nan


def drawn(seed: int, *, missing: float = 0.2) -> tuple[np.random.Generator, list[np.ndarray]]:
    """A generator and eight arrays of scores, some not known."""
    generator = np.random.default_rng(seed)
    found = generator.normal(0, 2.5, (8, MONTHS, SERIES)).astype(np.float32)
    found[generator.random(found.shape) < missing] = np.nan
    return generator, list(found)


def scores(seed: int) -> Scores:
    generator, (value, weight, by_value, by_weight, *_) = drawn(seed)
    flags = generator.random((5, MONTHS, SERIES)) < 0.7
    is_known = flags[3]
    amounts = np.where(is_known, generator.random((MONTHS, SERIES)) < 0.6, np.nan)
    silence = np.array([[quiet(amounts[: t + 1, j]) for j in range(SERIES)] for t in range(MONTHS)], np.float32)
    usual = np.full((MONTHS, SERIES), np.nan, np.float32)
    for t in range(1, MONTHS):
        fresh = generator.random(SERIES).astype(np.float32)
        usual[t] = np.where(amounts[t] == 1, fresh, usual[t - 1])
    return Scores(
        value=value,
        weight=weight,
        common_value=generator.normal(0, 1, (MONTHS, WITH_PEERS)).astype(np.float32),
        common_weight=generator.normal(0, 1, (MONTHS, WITH_PEERS)).astype(np.float32),
        is_weighed=flags[0],
        quarter_value=by_value,
        quarter_weight=by_weight,
        is_steady=flags[1],
        is_summed=flags[2],
        usual=usual,
        silence=silence,
        is_known=is_known,
        is_judged=is_known & flags[4],
    )


def quiet(amounts: np.ndarray) -> int:
    """Known months without an order since the last one."""
    known = amounts[~np.isnan(amounts)]
    ordered = np.flatnonzero(known)
    return len(known) - 1 - int(ordered[-1]) if len(ordered) else len(known)


def lesser(one: float, other: float) -> float:
    known = [number for number in (one, other) if not math.isnan(number)]
    return min(known, default=NAN)


def while_it_lasts(statistic: float, score: float) -> float:
    """A statistic that says nothing beyond where the month does not move that way."""
    return min(statistic, 0) if score <= 0 and not math.isnan(statistic) else statistic


def twin(given_scores: Scores, j: int) -> list[list[float]]:
    """The statistics of one series in plain Python, by month."""
    out = []
    held = {-1: 0.0, 1: 0.0}
    for t in range(MONTHS):
        known = int(given_scores.is_known[: t + 1, j].sum())
        is_weighed, judged = given_scores.is_weighed[t, j], given_scores.is_judged[t, j]
        of_value, of_weight = float(given_scores.value[t, j]), float(given_scores.weight[t, j])
        beyond_value, beyond_weight = of_value, of_weight
        if j < WITH_PEERS:
            beyond_value -= float(given_scores.common_value[t, j])
            beyond_weight -= float(given_scores.common_weight[t, j])
        if is_weighed and math.isnan(of_weight):
            of_value *= 0.8
            beyond_value *= 0.8
        by_value = by_weight = NAN
        if t >= 12 and given_scores.is_summed[t, j]:
            by_value = float(given_scores.quarter_value[t, j] - given_scores.quarter_value[t - 12, j])
            if is_weighed:
                by_weight = float(given_scores.quarter_weight[t, j] - given_scores.quarter_weight[t - 12, j])
                by_value *= 0.8 if math.isnan(by_weight) else 1
        joint, beyond, summed, quarter = [], [], [], []
        for way in (-1, 1):
            joint.append(lesser(way * of_value, way * of_weight))
            score = lesser(joint[-1], lesser(way * beyond_value, way * beyond_weight))
            beyond.append(score)
            total = NAN
            if not math.isnan(score):
                total = max(held[way] + min(max(score, -4), 4) - 0.5, 0)
                held[way] = 0.0 if total > 6 else total
            summed.append(while_it_lasts(total, score) if given_scores.is_steady[t, j] else NAN)
            quarter.append(while_it_lasts(lesser(way * by_value, way * by_weight), score))
        silence, usual = int(given_scores.silence[t, j]), float(given_scores.usual[t, j])
        silent = NAN
        if silence <= 12 and not math.isnan(usual):
            before = known - silence
            silent = -silence * math.log1p(-min(usual, (before + 1) / (before + 2))) if silence else 0.0
        shown = [*beyond, *summed, *quarter, silent, silent if silence >= 3 else NAN]
        out.append([*joint, *(number if judged else NAN for number in shown)])
    return out


@given(st.integers(0, 500))
def test_statistics_of_a_flow_equal_their_plain_twin(seed: int) -> None:
    asked = scores(seed)
    found = np.stack(moved(asked, RULES))
    for j in range(SERIES):
        np.testing.assert_allclose(found[:, :, j].T, twin(asked, j), rtol=1e-4, atol=1e-5)


def test_each_statistic_is_filed_under_its_name() -> None:
    found = moved(scores(3), RULES)
    assert isinstance(found, Moved)
    assert np.nanmax(found.silent[found.lost == found.lost]) == pytest.approx(np.nanmax(found.lost))


def test_what_peers_did_too_is_no_movement_of_a_series_nor_is_what_they_alone_did() -> None:
    asked = scores(3)
    for part in (1, -1):
        shared = asked._replace(common_value=part * asked.value, common_weight=part * asked.weight)
        found, joint = moved(shared, RULES), moved(asked, RULES).joint_down
        np.testing.assert_array_equal(found.joint_down, joint)
        known = ~np.isnan(found.down)
        assert known.any()
        assert (found.down[known] <= (0 if part == 1 else np.maximum(joint[known], 0))).all()


def test_a_quarter_is_the_log_of_three_months_in_parts_of_three_typical_ones() -> None:
    judged = np.array([[6.0], [9.0], [15.0], [NAN]], np.float32)
    found = quarters(judged, np.zeros((4, 1), bool), np.array([5.0], np.float32), floor=0.02)
    assert found.ravel().tolist() == pytest.approx([NAN, NAN, math.log(30 / 15 + 0.02), NAN], nan_ok=True)


def test_a_month_that_is_judged_with_the_next_counts_as_much_as_that() -> None:
    judged = np.array([[8.0], [NAN], [6.0], [9.0]], np.float32)
    waits = np.array([[False], [True], [False], [False]])
    found = quarters(judged, waits, np.array([1.0], np.float32), floor=0.0)
    assert found[2:, 0].tolist() == pytest.approx([math.log((8 + 6 + 6) / 3), math.log((6 + 6 + 9) / 3)])


def test_a_unit_value_needs_value_and_weight() -> None:
    value = np.array([[6.0, 0.0, 6.0, 6.0, NAN]], np.float32)
    weight = np.array([[2.0, 2.0, 0.0, NAN, 2.0]], np.float32)
    assert unit_values(value, weight).ravel().tolist() == pytest.approx([3.0, NAN, NAN, NAN, NAN], nan_ok=True)


@given(st.integers(0, 500))
def test_unit_values_given_their_weight_equal_their_plain_twin(seed: int) -> None:
    generator, (price, weight, *_) = drawn(seed)
    group = generator.integers(0, 3, SERIES)
    found = given_weight(price, weight, group, clip=4.0, prior=30.0)
    known = ~np.isnan(price) & ~np.isnan(weight)
    a, b = (np.where(known, np.clip(array.astype(float), -4, 4), 0.0) for array in (price, weight))
    for t in range(MONTHS):
        for j in range(SERIES):
            before = (slice(0, t), group == group[j])
            r = (a[before] * b[before]).sum() / math.sqrt(((a[before] ** 2).sum() + 30) * ((b[before] ** 2).sum() + 30))
            r = min(max(r, -0.95), 0.95)
            expected = (price[t, j] - r * weight[t, j]) / math.sqrt(1 - r * r) if known[t, j] else price[t, j]
            assert found[t, j] == pytest.approx(float(expected), rel=1e-4, abs=1e-5, nan_ok=True)
