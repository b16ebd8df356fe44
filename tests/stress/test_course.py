"""How a loss grows day by day, against the loss at the end and a case worked by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.stress.small_cases import make_case, make_supply

from haechi.stress import course
from haechi.stress.course import courses
from haechi.stress.interruption import effects
from haechi.stress.unknowns import corners, draws


def test_a_loss_begins_when_the_stocks_have_ended_and_grows_by_the_part_that_depends() -> None:
    case = make_case(make_supply(share=0.25, duration=(60, 60)))
    (lost,) = courses(case, {name: row[:1] for name, row in corners(case.unknowns).items()}, {"etch": ["etch"]})["etch"]
    assert lost[29] == 0
    assert lost[30] == pytest.approx(0.25)
    assert lost[59] == lost[-1] == pytest.approx(0.25 * (60 - 30))


def test_of_a_group_the_greatest_loss_counts_and_one_that_nothing_reaches_loses_nothing() -> None:
    case = make_case(make_supply())
    values = corners(case.unknowns)
    found = courses(case, values, {"all": ["etch", "fab", "chip"], "etch": ["etch"], "none": ["lamp2"]})
    np.testing.assert_array_equal(found["all"], found["etch"])
    assert not found["none"].any()


@given(share=st.floats(0.05, 1), depth=st.floats(0.1, 1), days=st.floats(1, 90), seed=st.integers(0, 9))
def test_the_last_day_is_the_whole_loss_and_no_day_gives_anything_back(
    share: float, depth: float, days: float, seed: int
) -> None:
    case = make_case(make_supply(share=share, depth=(depth / 2, depth), duration=(days / 2, days)), horizon=60)
    values = draws(case.unknowns, number=20, seed=seed)
    whole = effects(case, values)
    for item, lost in courses(case, values, {item: [item] for item in whole}).items():
        np.testing.assert_allclose(lost[:, -1], whole[item].lost_days)
        assert (np.diff(lost, axis=1) >= -1e-9).all()


def test_blocks_of_draws_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    case = make_case(make_supply(depth=(0.2, 1.0)))
    values = draws(case.unknowns, number=7, seed=1)
    whole = courses(case, values, {"chip": ["chip"]})["chip"]
    monkeypatch.setattr(course, "_BLOCK", 2 * case.horizon_days)
    np.testing.assert_array_equal(courses(case, values, {"chip": ["chip"]})["chip"], whole)
