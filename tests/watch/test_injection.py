"""What made-up interruptions do to series, and that windows lose nothing on their way through the lanes."""

import numpy as np
import pytest
from tests.watch.small_backtests import make_nodes

from haechi.watch.injection import (
    FAULTS,
    GRID,
    NOTHING,
    columns,
    drop,
    fault,
    injected,
    laid,
    lifted,
    ramp,
    surge_then_drop,
    windows,
)


def test_value_falls_less_where_the_unit_value_rises() -> None:
    found = drop(0.8, 3, elasticity=0.5)
    assert found.weight == pytest.approx((0.2,) * 3)
    assert found.value == pytest.approx((0.28,) * 3)


def test_a_complete_stop_takes_everything_whatever_the_elasticity() -> None:
    assert drop(1.0, 1, elasticity=1.0).value == (0.0,)


def test_a_ramp_reaches_its_depth_in_equal_steps() -> None:
    assert ramp(0.9, 3).weight == pytest.approx((0.7, 0.4, 0.1))


def test_a_surge_comes_before_the_drop() -> None:
    assert surge_then_drop(2.5, 0.8, 2).value == pytest.approx((2.5, 0.2, 0.2))


def test_scenarios_and_faults_have_names_of_their_own() -> None:
    names = [scenario.name for scenario in (*GRID, *FAULTS)]
    assert len(names) == len(set(names))
    assert len(GRID) == 1 + 4 * 4 * 3 + 4 + 2


def test_each_copy_is_touched_from_its_start_for_the_duration() -> None:
    nodes = make_nodes(months=30, pairs=2)
    touched = injected(nodes, drop(0.5, 2), (24, 27))
    column = columns(nodes, 2)
    by_copy = touched.value[:, column] / nodes.value[:, None, :]
    expected = np.ones((30, 2))
    expected[24:26, 0] = expected[27:29, 1] = 0.5
    assert by_copy == pytest.approx(np.repeat(expected[:, :, None], nodes.size, axis=2))


def test_pairs_of_all_copies_come_before_the_sums() -> None:
    nodes = make_nodes(months=30, pairs=3)
    touched = injected(nodes, NOTHING, (24, 25))
    assert (np.diff(touched.level) >= 0).all()
    assert touched.codes[columns(nodes, 2)].tolist() == [nodes.codes.tolist()] * 2


def test_no_copy_shares_an_edition_with_another() -> None:
    nodes = make_nodes(months=30, pairs=2)
    touched = injected(nodes, NOTHING, (24, 25))
    first, second = (set(touched.editions[columns(nodes, 2)[copy]]) for copy in (0, 1))
    assert not first & second


def test_two_months_judged_as_one_are_touched_each_by_its_factor() -> None:
    nodes = make_nodes(months=26, pairs=1, exporter="CHN", value=100.0)
    touched = injected(nodes, drop(1.0, 1), (24,))
    assert np.isnan(touched.judged_value[24, 0])
    assert touched.judged_value[25, 0] == pytest.approx(50.0)


def test_what_a_fault_takes_away_is_not_known() -> None:
    nodes = make_nodes(months=26, pairs=1)
    touched = injected(nodes, fault("weight missing", weight=(float("nan"),)), (24,))
    assert np.isnan(touched.weight[24, 0])
    assert touched.value[24, 0] == nodes.value[24, 0]


def test_a_revision_touches_the_months_before_the_start() -> None:
    nodes = make_nodes(months=26, pairs=1)
    revised = fault("revised", value=(2.0, 2.0, 1.0), weight=(2.0, 2.0, 1.0), lead=2)
    touched = injected(nodes, revised, (24,))
    assert (touched.value[:, 0] / nodes.value[:, 0])[21:26] == pytest.approx([1, 2, 2, 1, 1])


def test_the_nodes_given_stay_as_they_are() -> None:
    nodes = make_nodes(months=26, pairs=1)
    before = nodes.value.copy()
    injected(nodes, drop(1.0, 2), (24,))
    assert (nodes.value == before).all()


def test_lanes_give_back_every_window() -> None:
    starts = range(24, 40)
    scores = np.random.default_rng(1).normal(size=(40, len(starts), 3)).astype(np.float32)
    cut = windows(scores, starts, 7)
    assert np.array_equal(lifted(laid(cut, starts, 40), starts, 7), cut, equal_nan=True)


def test_windows_end_with_the_panel() -> None:
    cut = windows(np.ones((10, 1, 1), dtype=np.float32), (8,), 4)
    assert np.isnan(cut[0, 2:]).all()
    assert (cut[0, :2] == 1).all()
