"""Counts of scores by stratum and bin, and what tables by stratum and bin say of each score."""

import numpy as np
from numpy.typing import NDArray

from haechi.kernels.compiled import compiled, spread

Bins = NDArray[np.uint16]
Strata = NDArray[np.uint8]
Singles = NDArray[np.float32]
Doubles = NDArray[np.float64]

_SPAN = 1 << 16
_UNKNOWN = np.float32(np.nan)


def counted(bins: Bins, strata: Strata, *, rows: int, cells: int) -> NDArray[np.int32]:
    """How many scores lie in each cell.

    Parameters
    ----------
    bins : (series,), the bin of each score; `cells` where it is not known
    strata : (series,), below `rows`
    rows, cells : number of strata, and of bins of known scores

    Returns
    -------
    (stratum, bin), counts.

    Examples
    --------
    >>> counted(np.array([1, 1, 2], np.uint16), np.array([0, 0, 0], np.uint8), rows=1, cells=2)
    array([[0, 2]], dtype=int32)
    """
    counts = np.zeros((rows, cells), dtype=np.int32)
    _count(bins, strata, counts)
    return counts


def looked_up(table: Singles, strata: Strata, bins: Bins) -> Singles:
    """What a table says of each score.

    Parameters
    ----------
    table : (stratum, bin), the last column for scores that are not known
    strata, bins : (series,)

    Returns
    -------
    (series,)
    """
    out = np.empty(len(bins), dtype=np.float32)

    def work(start: int, stop: int) -> None:
        _look_up(table, strata, bins, start, stop, out)

    spread(work, len(bins), span=_SPAN)
    return out


def combined(
    bins: Bins, strata: Strata, *, tables: Doubles, weights: Doubles, needed: NDArray[np.bool_], edges: Doubles
) -> Bins:
    """Bin of the weighted mean of what several tables say of each series.

    Parameters
    ----------
    bins : (statistic, series)
    strata : (series,)
    tables : (statistic, stratum, bin), NaN where nothing is said; the last column for scores that are not known
    weights : (statistic,); a statistic of which nothing is said counts for nothing
    needed : (statistic,), whether nothing is said at all where this one says nothing
    edges : (bin + 1,), ascending; the mean lies in the bin of the greatest edge that is not above it, in the first
        where it lies below all, in the last before the last edge where it lies above all

    Returns
    -------
    (series,), the number of bins where nothing is said.
    """
    out = np.empty(bins.shape[1], dtype=np.uint16)

    def work(start: int, stop: int) -> None:
        _combine(bins, strata, tables, weights, needed, edges, start, stop, out)

    spread(work, bins.shape[1], span=_SPAN)
    return out


@compiled
def _count(bins: Bins, strata: Strata, counts: NDArray[np.int32]) -> None:
    cells = counts.shape[1]
    for j in range(len(bins)):
        if bins[j] < cells:
            counts[strata[j], bins[j]] += 1


@compiled
def _look_up(table: Singles, strata: Strata, bins: Bins, start: int, stop: int, out: Singles) -> None:
    for j in range(start, stop):
        out[j] = table[strata[j], bins[j]]


@compiled
def _combine(
    bins: Bins,
    strata: Strata,
    tables: Doubles,
    weights: Doubles,
    needed: NDArray[np.bool_],
    edges: Doubles,
    start: int,
    stop: int,
    out: Bins,
) -> None:
    last = len(edges) - 1
    for j in range(start, stop):
        total, used = 0.0, 0.0
        is_said = True
        for k in range(len(weights)):
            said = tables[k, strata[j], bins[k, j]]
            if said == said:  # not NaN
                total += weights[k] * said
                used += weights[k]
            elif needed[k]:
                is_said = False
        if not is_said or used == 0.0:
            out[j] = last
            continue
        mean = total / used
        low, high = 0, last
        while high - low > 1:
            middle = (low + high) // 2
            if edges[middle] <= mean:
                low = middle
            else:
                high = middle
        out[j] = low
