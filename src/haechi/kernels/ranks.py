"""Counts of scores by stratum and bin, and what tables by stratum and bin say of each score."""

import math
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from haechi.kernels.compiled import compiled, inlined, spread
from haechi.kernels.ladder import Ladder, climbed, placed_along

Bins = NDArray[np.uint16]
Strata = NDArray[np.uint8]
Singles = NDArray[np.float32]
Doubles = NDArray[np.float64]
Places = NDArray[np.int64]

Table = TypeVar("Table", Singles, Bins)

_SPAN = 1 << 16
_AT_ONCE = 1 << 10


class Tail(NamedTuple):
    """How p-values go on beyond the largest scores.

    Parameters
    ----------
    part, fewest : what part of the scores an exponential is fitted to, and how many at least
    least : p-value below which none is given
    """

    part: float
    fewest: float
    least: float


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


def filled(counts: NDArray[np.int32]) -> tuple[Places, NDArray[np.int32]]:
    """Cells that count anything, of an array taken as one row, and what they count."""
    cells, numbers = np.empty(counts.size, np.int64), np.empty(counts.size, np.int32)
    found = _fill(counts.reshape(-1), cells, numbers)
    return cells[:found].copy(), numbers[:found].copy()


def present(strata: Strata, rows: int) -> NDArray[np.bool_]:
    """Which strata there are any of, (stratum,).

    Parameters
    ----------
    strata : (series,), below `rows`
    """
    out = np.zeros(rows, dtype=bool)
    _note(strata, out)
    return out


def looked_up(table: Table, strata: Strata, bins: Bins) -> Table:
    """What a table says of each score.

    Parameters
    ----------
    table : (stratum, bin), the last column for scores that are not known
    strata, bins : (series,)

    Returns
    -------
    (series,)
    """
    out = np.empty(len(bins), dtype=table.dtype)

    def work(start: int, stop: int) -> None:
        _look_up(table, strata, bins, start, stop, out)

    spread(work, len(bins), span=_SPAN)
    return out


def combined(
    bins: Bins, strata: Strata, *, tables: Singles, weights: Doubles, needed: NDArray[np.bool_], means: Ladder
) -> Bins:
    """Bin of the weighted mean of what several tables say of each series.

    Parameters
    ----------
    bins : (statistic, series)
    strata : (series,)
    tables : (statistic, stratum, bin), NaN where nothing is said; the last column for scores that are not known
    weights : (statistic,); a statistic of which nothing is said counts for nothing
    needed : (statistic,), whether nothing is said at all where this one says nothing
    means : steps that part the bins of means

    Returns
    -------
    (series,), one more than the number of steps where nothing is said.
    """
    if len(weights) == 1:
        return looked_up(placed_along(tables[0], means), strata, bins[0])
    out = np.empty(bins.shape[1], dtype=np.uint16)

    def work(start: int, stop: int) -> None:
        _combine(bins, strata, tables, weights, needed, means, start, stop, out)

    spread(work, bins.shape[1], span=_SPAN)
    return out


def tail_ranks(
    counts: NDArray[np.int32],
    held: Places,
    *,
    rungs: Places,
    needed: Places,
    wanted: NDArray[np.bool_],
    tail: Tail | None,
) -> tuple[Singles, Places]:
    """P-value of each bin of each stratum among counted scores, by the finest stratification that holds enough.

    p = (1 + scores in the bin or above) / (1 + scores). With a `tail`, p-values beyond the largest scores go on falling
    along an exponential whose mean distance from where the tail begins is that of the scores in it.

    Parameters
    ----------
    counts : (stratum, bin)
    held : (stratum,), sums of the counts
    rungs : (stratification, stratum), number of the coarser stratum that holds each, the finest stratification first
    needed : (stratum,), scores from which on a stratum is used, 1 or more
    wanted : (stratum,), those that are asked for

    Returns
    -------
    (stratum, bin + 1), NaN where too few are held and in the last column; and (stratum,), scores ranked among, else 0.

    Examples
    --------
    >>> counts, one = np.array([[1, 0, 2]], np.int32), np.array([1])
    >>> asked = {"rungs": np.zeros((1, 1), np.int64), "needed": one, "wanted": np.ones(1, bool), "tail": None}
    >>> p, size = tail_ranks(counts, np.array([3]), **asked)
    >>> p[0].tolist(), size.tolist()
    ([1.0, 0.75, 0.75, nan], [3])
    """
    strata, bins = counts.shape
    p, size = np.full((strata, bins + 1), np.nan, np.float32), np.zeros(strata, np.int64)
    is_open = wanted.copy()
    for rung in rungs:
        total = np.bincount(rung, weights=held).astype(np.int64)[rung]
        here = is_open & (total >= needed)
        _rank(counts, rung, here, tail or Tail(0.0, 0.0, 0.0), tail is not None, p)
        size[here] = total[here]
        is_open &= ~here
    return p, size


def multiplied(
    p: Singles, factor: np.float32, counts: NDArray[np.int32], wanted: NDArray[np.bool_], *, tail: float
) -> tuple[Singles, Places, Places, Places]:
    """P-values by stratum and bin times a factor, at most one, with how often the tail is hit before and after.

    Parameters
    ----------
    p : (stratum, bin + 1), NaN where it is not known
    counts : (stratum, bin), scores that have these p-values
    wanted : (stratum,), those that are asked for; the others are not known
    tail : p-value up to which it is hit

    Returns
    -------
    (stratum, bin + 1), and by stratum: scores with a p-value, those in the tail before, and after.

    Examples
    --------
    >>> p, counts = np.array([[1.0, 0.04, np.nan]], np.float32), np.array([[3, 2]], np.int32)
    >>> found = multiplied(p, np.float32(0.5), counts, np.ones(1, bool), tail=0.025)
    >>> [array.ravel().tolist() for array in found[1:]]
    [[5], [0], [2]]
    """
    out = np.full(p.shape, np.nan, np.float32)
    known, before, after = (np.zeros(len(p), np.int64) for _ in range(3))
    _multiply(p, factor, counts, wanted, np.float32(tail), out, known, before, after)
    return out, known, before, after


def cauchy_terms(p: Singles, *, least: float, most: float) -> Singles:
    """tan((1/2 - p) pi) of p-values between `least` and `most`, in double precision; NaN where they are not known.

    Neighbours in a table are often equal, and are then worked out once.

    Parameters
    ----------
    p : any shape
    """
    out = np.empty(p.shape, np.float32)
    _cauchy(p.reshape(-1), least, most, out.reshape(-1))
    return out


@compiled
def _count(bins: Bins, strata: Strata, counts: NDArray[np.int32]) -> None:
    cells = counts.shape[1]
    for j in range(len(bins)):
        if bins[j] < cells:
            counts[strata[j], bins[j]] += 1


@compiled
def _fill(counts: NDArray[np.int32], cells: Places, numbers: NDArray[np.int32]) -> int:
    found = 0
    for cell in range(len(counts)):
        if counts[cell]:
            cells[found], numbers[found] = cell, counts[cell]
            found += 1
    return found


@compiled
def _note(strata: Strata, out: NDArray[np.bool_]) -> None:
    for j in range(len(strata)):
        out[strata[j]] = True


@compiled
def _look_up(table: Table, strata: Strata, bins: Bins, start: int, stop: int, out: Table) -> None:
    for j in range(start, stop):
        out[j] = table[strata[j], bins[j]]


@compiled
def _rank(
    counts: NDArray[np.int32], rung: Places, here: NDArray[np.bool_], tail: Tail, is_extended: bool, p: Singles
) -> None:
    strata, bins = counts.shape
    at_least = np.empty(bins, np.int64)
    for stratum in range(strata):
        if not here[stratum]:
            continue
        first = 0
        while not (here[first] and rung[first] == rung[stratum]):
            first += 1
        if first < stratum:
            p[stratum, :bins] = p[first, :bins]
            continue
        at_least[:] = 0
        for other in range(strata):
            if rung[other] == rung[stratum]:
                at_least += counts[other]
        for b in range(bins - 2, -1, -1):
            at_least[b] += at_least[b + 1]
        total = at_least[0]
        for b in range(bins):
            p[stratum, b] = (1 + at_least[b]) / (1 + total)
        if is_extended:
            _extend(at_least, tail, p[stratum])


@inlined
def _extend(at_least: Places, tail: Tail, p: Singles) -> None:
    """Let p-values fall beyond the largest scores."""
    total, bins = at_least[0], len(at_least)
    few = max(total * tail.part, tail.fewest)
    start = 0
    while start < bins and at_least[start] > few:
        start += 1
    distance = 0
    for b in range(start, bins):
        distance += at_least[b]
    start = start if start < bins else 0
    count = at_least[start]
    width = max((distance - count / 2) / max(count, 1), 1.0)
    for b in range(start + 1, bins):
        fitted = (1 + count) / (1 + total) * math.exp(-((b - start) / width))
        p[b] = max(min((1 + at_least[b]) / (1 + total), fitted), tail.least)
        if fitted < tail.least:
            p[b + 1 : bins] = p[b]
            break


@compiled
def _multiply(
    p: Singles,
    factor: np.float32,
    counts: NDArray[np.int32],
    wanted: NDArray[np.bool_],
    tail: np.float32,
    out: Singles,
    known: Places,
    before: Places,
    after: Places,
) -> None:
    bins = counts.shape[1]
    for stratum in range(len(p)):
        for b in range(bins if wanted[stratum] else 0):
            raw, count = p[stratum, b], counts[stratum, b]
            told = min(raw * factor, np.float32(1)) if raw == raw else raw  # NaN stays NaN
            out[stratum, b] = told
            known[stratum] += count if raw == raw else 0
            before[stratum] += count if raw <= tail else 0
            after[stratum] += count if told <= tail else 0


@compiled
def _cauchy(p: Singles, least: float, most: float, out: Singles) -> None:
    before, told = np.nan, np.float32(np.nan)
    for place in range(len(p)):
        if p[place] != p[place]:  # most strata of a small panel have nothing that is ranked
            out[place] = np.nan
            continue
        now = min(max(np.float64(p[place]), least), most)
        if now != before:
            before, told = now, np.float32(math.tan((0.5 - now) * math.pi))
        out[place] = told


@compiled
def _combine(
    bins: Bins,
    strata: Strata,
    tables: Singles,
    weights: Doubles,
    needed: NDArray[np.bool_],
    means: Ladder,
    start: int,
    stop: int,
    out: Bins,
) -> None:
    """Each part is a loop over some series without a branch, so that several go at once; it asks one table only."""
    said, rounded = np.empty(_AT_ONCE, np.float32), np.empty(_AT_ONCE, np.float32)
    bits = rounded.view(np.uint32)
    total, used, is_said = np.empty(_AT_ONCE), np.empty(_AT_ONCE), np.empty(_AT_ONCE, np.bool_)
    for first in range(start, stop, _AT_ONCE):
        width = min(stop - first, _AT_ONCE)
        total[:], used[:], is_said[:] = 0.0, 0.0, True
        for k in range(len(weights)):
            _look_up(tables[k], strata[first : first + width], bins[k, first : first + width], 0, width, said)
            _weigh(said, weights[k], needed[k], total, used, is_said)
        for j in range(_AT_ONCE):
            total[j] /= used[j]
            rounded[j] = total[j]
        for j in range(width):
            near = int(means.start[bits[j] >> 16])
            near += (means.steps[near] <= total[j]) + (means.steps[near + 1] <= total[j])  # most climb no further
            place = climbed(total[j], means, near)
            out[first + j] = place if is_said[j] and used[j] > 0.0 else means.height + 1


@compiled
def _weigh(
    said: Singles, weight: float, is_needed: bool, total: Doubles, used: Doubles, is_said: NDArray[np.bool_]
) -> None:
    is_optional = not is_needed
    for j in range(len(said)):
        is_known = said[j] == said[j]  # not NaN
        total[j] += weight * said[j] if is_known else 0.0
        used[j] += weight if is_known else 0.0
        is_said[j] &= is_known | is_optional
