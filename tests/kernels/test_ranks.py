import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from haechi.kernels.ladder import ladder
from haechi.kernels.ranks import (
    Mean,
    Tail,
    Tally,
    cauchy_terms,
    change,
    combined,
    hits,
    looked_up,
    present,
    tail_ranks,
    tallied,
)

ROWS, CELLS, STATISTICS = 3, 6, 2
EDGES = np.array([-np.inf, -1.0, 0.0, 0.5, 2.0, 10.0, np.inf])


def drawn(seed: int, series: int = 40) -> tuple[np.ndarray, np.ndarray, np.random.Generator]:
    """Bins of two statistics, some not known, and strata."""
    generator = np.random.default_rng(seed)
    bins = generator.integers(0, CELLS + 1, (STATISTICS, series)).astype(np.uint16)
    return bins, generator.integers(0, ROWS, series).astype(np.uint8), generator


def table(tally: Tally) -> np.ndarray:
    """Counts by stratum and bin."""
    counts = np.zeros(ROWS * CELLS, np.int32)
    counts[tally.cells] = tally.numbers
    return counts.reshape(ROWS, CELLS)


@given(st.integers(0, 1000))
@settings(deadline=None)
def test_counts_equal_those_of_a_plain_loop(seed: int) -> None:
    bins, strata, _ = drawn(seed)
    slate = np.zeros((ROWS, CELLS), np.int32)
    found = tallied(bins[0], strata, slate, np.ones(ROWS, bool))
    for row in range(ROWS):
        for cell in range(CELLS):
            assert table(found)[row, cell] == sum((strata == row) & (bins[0] == cell))
    assert found.held.tolist() == table(found).sum(axis=1).tolist()
    assert (np.diff(found.cells) > 0).all()
    assert found.numbers.all()
    assert not slate.any()


def test_a_stratum_without_series_need_not_be_looked_through() -> None:
    bins, strata = np.array([2, 0, 2, CELLS], np.uint16), np.array([1, 1, 1, 1], np.uint8)
    found = tallied(bins, strata, np.zeros((ROWS, CELLS), np.int32), np.array([False, True, False]))
    assert (found.cells.tolist(), found.numbers.tolist(), found.held.tolist()) == ([6, 8], [1, 2], [0, 3, 0])


def test_scores_are_added_and_taken_away() -> None:
    counts, held = np.full((1, 3), 5, np.int32), np.array([15])
    tally = Tally(cells=np.array([0, 2], np.int32), numbers=np.array([1, 4], np.int32), held=np.array([5]))
    change(counts, held, tally, -1)
    assert (counts.tolist(), held.tolist()) == ([[4, 5, 1]], [10])
    change(counts, held, tally, 1)
    assert (counts.tolist(), held.tolist()) == ([[5, 5, 5]], [15])


def test_strata_are_present_where_a_series_has_them() -> None:
    assert present(np.array([3, 1, 3], np.uint8), 5).tolist() == [False, True, False, True, False]


def test_a_table_is_asked_by_stratum_and_bin() -> None:
    table = np.arange(8, dtype=np.float32).reshape(2, 4)
    found = looked_up(table, np.array([1, 0, 1], np.uint8), np.array([0, 3, 2], np.uint16))
    assert found.tolist() == [4, 3, 6]


@given(st.integers(0, 1000), st.booleans())
@settings(deadline=None)
def test_combinations_equal_those_of_a_plain_loop(seed: int, is_needed: bool) -> None:
    bins, strata, generator = drawn(seed)
    tables = generator.normal(0, 3, (STATISTICS, ROWS, CELLS + 1)).astype(np.float32)
    tables[:, :, CELLS] = np.nan
    tables[generator.random(tables.shape) < 0.2] = np.nan
    weights, needed = np.array([2.0, 1.0]), np.array([is_needed, False])
    both = Mean(of=slice(0, 2), weights=weights, needed=needed)
    second = Mean(of=slice(1, 2), weights=np.array([3.0]), needed=np.array([False]))
    found, alone = combined(bins, strata, tables=tables, means=(both, second), on=ladder(EDGES[1:-1]))
    for place in range(len(strata)):
        said = tables[np.arange(STATISTICS), strata[place], bins[:, place]]
        known = ~np.isnan(said)
        if not known.any() or (needed & ~known).any():
            assert found[place] == CELLS
        else:
            mean = (said[known] * weights[known]).sum() / weights[known].sum()
            assert found[place] == np.searchsorted(EDGES, mean, side="right") - 1
        assert alone[place] == (np.searchsorted(EDGES, said[1], side="right") - 1 if known[1] else CELLS)


def test_a_mean_beyond_all_edges_lies_in_the_last_bin() -> None:
    tables = np.full((1, 1, CELLS + 1), 1e6, np.float32)
    bins, strata = np.zeros((1, 1), np.uint16), np.zeros(1, np.uint8)
    alone = Mean(of=slice(0, 1), weights=np.ones(1), needed=np.zeros(1, bool))
    found = combined(bins, strata, tables=tables, means=(alone,), on=ladder(EDGES[1:-1]))
    assert found[0, 0] == pytest.approx(CELLS - 1)


@given(st.integers(0, 1000), st.booleans())
@settings(deadline=None)
def test_tail_ranks_equal_those_of_a_plain_loop(seed: int, is_extended: bool) -> None:
    generator = np.random.default_rng(seed)
    counts = generator.integers(0, 4, (4, CELLS)).astype(np.int32) * (generator.random((4, CELLS)) < 0.6)
    rungs, needed = np.array([[0, 1, 2, 3], [0, 0, 1, 1], [0, 0, 0, 0]]), generator.integers(1, 12, 4)
    wanted, tail = generator.random(4) < 0.8, Tail(part=0.1, fewest=2, least=1e-6)
    p, row, size = tail_ranks(
        counts, counts.sum(axis=1), rungs=rungs, needed=needed, wanted=wanted, tail=tail if is_extended else None
    )
    for stratum in range(4):
        held = [counts[rung == rung[stratum]].sum(axis=0) for rung in rungs]
        enough = [one for one in held if one.sum() >= needed[stratum]]
        if not wanted[stratum] or not enough:
            assert size[stratum] == 0
            assert row[stratum] == 0
            continue
        at_least = enough[0][::-1].cumsum()[::-1]
        expected = (1 + at_least) / (1 + at_least[0])
        if is_extended:
            expected = np.maximum(np.minimum(expected, falling(at_least, tail)), tail.least)
        assert size[stratum] == at_least[0]
        np.testing.assert_allclose(p[row[stratum], :CELLS], expected, rtol=1e-5)
        assert np.isnan(p[row[stratum], CELLS])
    assert np.isnan(p[0]).all()


def falling(at_least: np.ndarray, tail: Tail) -> np.ndarray:
    """An exponential from where the tail begins, with the mean distance of the scores in it."""
    in_tail = at_least <= max(at_least[0] * tail.part, tail.fewest)
    start = int(in_tail.argmax())
    count = at_least[start]
    width = max((at_least[in_tail].sum() - count / 2) / max(count, 1), 1.0)
    beyond = (np.arange(len(at_least)) - start) / width
    return np.where(beyond > 0, (1 + count) / (1 + at_least[0]) * np.exp(-np.maximum(beyond, 0)), 1.0)


def test_strata_ranked_among_the_same_scores_share_a_row() -> None:
    counts, rungs = np.array([[9, 1], [1, 0], [0, 1]], np.int32), np.array([[0, 1, 2], [0, 0, 0]])
    needed, wanted = np.array([5, 5, 5]), np.ones(3, bool)
    p, row, size = tail_ranks(counts, counts.sum(axis=1), rungs=rungs, needed=needed, wanted=wanted, tail=None)
    assert (row.tolist(), size.tolist(), len(p)) == ([1, 2, 2], [10, 12, 12], 3)


@given(st.integers(0, 1000), st.floats(0.5, 2.0))
@settings(deadline=None)
def test_hits_equal_those_of_a_plain_loop(seed: int, factor: float) -> None:
    bins, strata, generator = drawn(seed)
    p, row = generator.random((3, CELLS + 1), dtype=np.float32), np.array([2, 0, 2], np.uint8)
    p[:, CELLS], p[0] = np.nan, np.nan
    tally = tallied(bins[0], strata, np.zeros((ROWS, CELLS), np.int32), np.ones(ROWS, bool))
    found = hits(p, row, tally, np.float32(factor), tail=0.3)
    raw = p[row[strata], bins[0]]
    for stratum in range(ROWS):
        here = raw[strata == stratum]
        assert [int(array[stratum]) for array in found] == [
            int((~np.isnan(here)).sum()),
            int((here <= np.float32(0.3)).sum()),
            int((here * np.float32(factor) <= np.float32(0.3)).sum()),
        ]


@given(st.lists(st.one_of(st.sampled_from([0.0, 0.01, 0.5, 1.0, np.nan]), st.floats(0, 1, width=32))))
@settings(deadline=None)
def test_cauchy_terms_equal_the_formula(p: list[float]) -> None:
    given_p = np.array([p], np.float32)
    expected = np.tan((0.5 - np.clip(given_p.astype(np.float64), 1e-6, 0.5)) * np.pi)
    np.testing.assert_allclose(cauchy_terms(given_p, least=1e-6, most=0.5), expected, rtol=1e-6)
