"""The yardsticks by values worked by hand."""

import numpy as np
import pytest

from haechi.watch.baselines import (
    SCAN_FAMILY,
    SCAN_RULE,
    SIMPLE,
    rolling,
    scan_like,
    year_on_year,
    year_on_year_of_quarters,
)


def column(*numbers: float) -> np.ndarray:
    return np.array(numbers, dtype=np.float32)[:, None]


def test_a_fall_is_a_part_of_the_month_a_year_before() -> None:
    value = column(*[100.0] * 12, 25.0, 150.0)
    assert year_on_year(value, value)[12:, 0] == pytest.approx([0.75, -0.5])


def test_nothing_is_said_where_there_was_nothing_a_year_before() -> None:
    value = column(0.0, *[100.0] * 12)
    assert np.isnan(year_on_year(value, value)[12, 0])


def test_quarters_are_added_before_they_are_compared() -> None:
    value = column(*[10.0] * 14, 4.0)
    assert year_on_year_of_quarters(value, value)[14, 0] == pytest.approx(1 - 24 / 30)


def test_a_rolling_score_counts_standard_deviations_of_the_months_before() -> None:
    logs = np.tile([0.1, -0.1], 6)
    value = column(*np.exp(logs), np.exp(-0.5))
    typical = np.median(np.exp(logs))
    y = np.log(np.append(np.exp(logs), np.exp(-0.5)) / typical + 0.05)
    expected = (y[:12].mean() - y[12]) / y[:12].std(ddof=1)
    assert rolling(12)(value, value)[12, 0] == pytest.approx(expected, rel=1e-4)


def test_a_fall_without_a_dearer_unit_does_not_count() -> None:
    weight = column(*[100.0] * 12, 50.0)
    value = column(*[100.0] * 12, 54.0)
    assert scan_like(1, 1, 0.10)(value, weight)[12, 0] == -np.inf


def test_a_fall_with_a_dearer_unit_counts_as_deep_as_the_weight_fell() -> None:
    weight = column(*[100.0] * 12, 50.0)
    value = column(*[100.0] * 12, 60.0)
    assert scan_like(1, 1, 0.10)(value, weight)[12, 0] == pytest.approx(0.5)


def test_a_stop_has_no_unit_value_and_escapes_the_rule() -> None:
    stopped = column(*[100.0] * 12, 0.0)
    assert scan_like(1, 1, 0.10)(stopped, stopped)[12, 0] == -np.inf


def test_two_years_are_compared_with_their_mean() -> None:
    weight = column(*[100.0] * 12, *[200.0] * 12, 75.0)
    assert scan_like(1, 2, None)(weight, weight)[24, 0] == pytest.approx(0.5)


@pytest.mark.parametrize("name", [*SIMPLE, SCAN_RULE])
def test_no_yardstick_looks_ahead(name: str) -> None:
    detector = {**SIMPLE, **SCAN_FAMILY}[name]
    value = np.random.default_rng(1).lognormal(size=(40, 3)).astype(np.float32)
    changed = value.copy()
    changed[35:] *= 5
    assert np.array_equal(detector(value, value)[:35], detector(changed, changed)[:35], equal_nan=True)


@pytest.mark.parametrize("name", [*SIMPLE, SCAN_RULE])
def test_a_year_of_history_or_less_gives_no_score(name: str) -> None:
    value = np.ones((12, 2), dtype=np.float32)
    assert np.isnan({**SIMPLE, **SCAN_FAMILY}[name](value, value)).all()
