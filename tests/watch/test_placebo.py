"""A placebo keeps what pairs are like and loses what happened, and in it false alarms are as rare as is promised."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.watch.small_backtests import make_panel
from tests.watch.small_panels import Pair, market, mixed, watch
from tests.watch.small_panels import make_panel as panel_of

from haechi.model.panel import Cell, Panel
from haechi.model.signal import Level, Movement
from haechi.watch.decision import by_level
from haechi.watch.placebo import placebo
from haechi.watch.surveillance import Settings

YEARS = 6
MIXED = mixed()


def calendar(panel: Panel) -> np.ndarray:
    """Years apart from the months of the calendar: (year, month of the calendar, pair)."""
    return panel.value.reshape(YEARS, 12, panel.size)


def drawn(panel: Panel, seed: int = 1, *, is_shared: bool = False) -> Panel:
    return placebo(panel, np.random.default_rng(seed), is_shared=is_shared)


def test_a_pair_that_never_changes_stays_as_it_is() -> None:
    panel = make_panel(value=500.0)
    found = drawn(panel)
    assert found.value == pytest.approx(panel.value, rel=1e-6)
    assert found.weight == pytest.approx(panel.weight, rel=1e-6)


def test_quarters_of_one_pair_are_exchanged_among_years_whole() -> None:
    """Months numbered through, on one level: every quarter of the placebo is one of the same months of some year."""
    months = 48
    panel = panel_of({("250410", "JPN", "KOR"): [1.0] * months})
    marked = np.where(np.arange(months) % 12 == 4, np.arange(months), 0)
    states = np.full((months, 1), Cell.OBSERVED, dtype=np.uint8)
    states[:, 0] += marked.astype(np.uint8)
    found = drawn(replace(panel, value_state=states)).value_state[:, 0] - Cell.OBSERVED
    assert sorted(found[4::12]) == [4, 16, 28, 40]
    assert found.tolist() != marked.tolist()
    assert not np.delete(found.reshape(4, 12), 4, axis=1).any()


@settings(max_examples=10)
@given(st.integers(0, 10**6), st.booleans())
def test_rests_and_gaps_of_each_month_of_the_calendar_stay_as_many(seed: int, is_shared: bool) -> None:
    found = drawn(MIXED, seed, is_shared=is_shared)
    assert np.array_equal((calendar(found) == 0).sum(axis=0), (calendar(MIXED) == 0).sum(axis=0))
    assert np.array_equal(np.isnan(calendar(found)).sum(axis=0), np.isnan(calendar(MIXED)).sum(axis=0))


@settings(max_examples=10)
@given(st.integers(0, 10**6))
def test_value_and_weight_of_a_month_stay_together(seed: int) -> None:
    """Where no level moves, unit values are those of the panel in another order."""
    panel = make_panel(pairs=6)
    found = drawn(panel, seed)
    before, after = (np.log(made.value / made.weight) for made in (panel, found))
    assert np.corrcoef(np.sort(before, axis=0).ravel(), np.sort(after, axis=0).ravel())[0, 1] > 0.99
    assert after.std() == pytest.approx(before.std(), rel=0.1)


def test_the_season_and_the_scatter_stay() -> None:
    panel = make_panel()
    before, after = (np.log(calendar(made)) for made in (panel, drawn(panel)))
    season = [(logs - logs.mean(axis=(0, 1))).mean(axis=(0, 2)) for logs in (before, after)]
    assert np.corrcoef(season[0], season[1])[0, 1] > 0.98
    scatter = [np.diff(logs.reshape(-1, panel.size), axis=0).std(axis=0).mean() for logs in (before, after)]
    assert scatter[1] == pytest.approx(scatter[0], rel=0.1)


def test_a_lasting_fall_is_gone() -> None:
    panel = make_panel()
    panel.value[40:] *= 0.2
    late, early = (drawn(panel).value[part].mean() for part in (slice(40, None), slice(40)))
    assert late == pytest.approx(early, rel=0.15)


def test_what_pairs_have_in_common_stays_only_where_they_are_exchanged_alike() -> None:
    panel = make_panel()
    panel.value[50] *= 0.1
    lowest = [drawn(panel, is_shared=is_shared).value.sum(axis=1).min() for is_shared in (True, False)]
    assert lowest[0] < 0.4 * lowest[1]


def test_quarters_that_the_panel_cuts_stay_where_they_are() -> None:
    pair: Pair = ("250410", "JPN", "KOR")
    panel = panel_of({pair: [7.0, 7.0, *[1.0] * 33, 9.0]}, start="2017-02")
    states = np.array([panel.value_state[:, 0]]).T.copy()
    states[[0, 1, 35]] = Cell.MISSING
    found = drawn(replace(panel, value_state=states))
    assert np.flatnonzero(found.value_state[:, 0] == Cell.MISSING).tolist() == [0, 1, 35]


@pytest.mark.parametrize("is_shared", [False, True])
def test_where_nothing_happens_a_movement_passes_no_more_often_than_is_promised(is_shared: bool) -> None:
    """Benjamini and Hochberg where every hypothesis is true: something passes in a part q of the releases at most.

    Three standard errors of so many releases are allowed.
    """
    panel, q = market(months=120, spread=0.4), Settings().q
    passed: list[bool] = []
    for seed in range(4):
        watched = watch(drawn(panel, seed, is_shared=is_shared))
        pairs = watched.nodes.at(Level.PAIR)
        p = watched.judgement.movements[Movement.DROP][:, pairs]
        told = [by_level(row, np.zeros(len(pairs)))[~np.isnan(row)] for row in p if not np.isnan(row).all()]
        passed += [bool((values <= q).any()) for values in told]
    assert len(passed) > 300
    assert np.mean(passed) <= q + 3 * np.sqrt(q * (1 - q) / len(passed))
