"""Counts of scores by stratum and bin, and what tables by stratum and bin say of each score."""

import math
from collections.abc import Sequence
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
Counts = NDArray[np.int32]

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


class Tally(NamedTuple):
    """Scores counted by stratum and bin, where there are any.

    Parameters
    ----------
    cells : (cell,), stratum x number of bins + bin, ascending
    numbers : (cell,), scores in it
    held : (stratum,), scores in it
    """

    cells: Counts
    numbers: Counts
    held: Places


def tallied(bins: Bins, strata: Strata, slate: Counts, among: NDArray[np.bool_]) -> Tally:
    """How many scores lie in each cell.

    Parameters
    ----------
    bins : (series,), the bin of each score; as many as there are bins where it is not known
    strata : (series,)
    slate : (stratum, bin), zeros to count on, which are zeros again afterwards
    among : (stratum,), all strata that there are any of

    Examples
    --------
    >>> bins, strata, slate = np.array([1, 1, 2], np.uint16), np.zeros(3, np.uint8), np.zeros((1, 2), np.int32)
    >>> found = tallied(bins, strata, slate, np.ones(1, bool))
    >>> found.cells.tolist(), found.numbers.tolist(), found.held.tolist()
    ([1], [2], [2])
    """
    _count(bins, strata, slate)
    held = np.zeros(len(slate), np.int64)
    size = _sizes(slate, among, held)
    cells, numbers = np.empty(size, np.int32), np.empty(size, np.int32)
    _take(slate, held, cells, numbers)
    return Tally(cells=cells, numbers=numbers, held=held)


def change(counts: Counts, held: Places, tally: Tally, sign: int) -> None:
    """Add scores to counts, or take them away.

    Parameters
    ----------
    counts : (stratum, bin)
    held : (stratum,), sums of the counts
    sign : 1 or -1
    """
    _change(counts.reshape(-1), tally.cells, tally.numbers, sign)
    held += sign * tally.held


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


class Mean(NamedTuple):
    """A weighted mean of what some tables say.

    Parameters
    ----------
    of : the statistics that the tables are of
    weights : (statistic of these,); a statistic of which nothing is said counts for nothing
    needed : (statistic of these,), whether nothing is said at all where this one says nothing
    """

    of: slice
    weights: Doubles
    needed: NDArray[np.bool_]


def combined(bins: Bins, strata: Strata, *, tables: Singles, means: Sequence[Mean], on: Ladder) -> Bins:
    """Bins of weighted means of what tables say of each series.

    Parameters
    ----------
    bins : (statistic, series)
    strata : (series,)
    tables : (statistic, stratum, bin), NaN where nothing is said; the last column for scores that are not known
    on : steps that part the bins of means

    Returns
    -------
    (mean, series), one more than the number of steps where nothing is said.
    """
    out = np.empty((len(means), bins.shape[1]), dtype=np.uint16)
    alone = [placed_along(tables[mean.of][0], on) if len(mean.weights) == 1 else None for mean in means]

    def work(start: int, stop: int) -> None:
        for mean, table, found in zip(means, alone, out, strict=True):
            if table is not None:
                _look_up(table, strata, bins[mean.of][0], start, stop, found)
            else:
                _combine(bins[mean.of], strata, tables[mean.of], mean.weights, mean.needed, on, start, stop, found)

    spread(work, bins.shape[1], span=_SPAN)
    return out


def tail_ranks(
    counts: Counts, held: Places, *, rungs: Places, needed: Places, wanted: NDArray[np.bool_], tail: Tail | None
) -> tuple[Singles, Strata, Places]:
    """P-value of each bin of each stratum among counted scores, by the finest stratification that holds enough.

    p = (1 + scores in the bin or above) / (1 + scores). With a `tail`, p-values beyond the largest scores go on falling
    along an exponential whose mean distance from where the tail begins is that of the scores in it.

    Parameters
    ----------
    counts : (stratum, bin)
    held : (stratum,), sums of the counts
    rungs : (stratification, stratum), number of the coarser stratum that holds each, the finest stratification first
    needed : (stratum,), scores from which on a stratum is used, 1 or more
    wanted : (stratum,), those that are asked for, at most 255

    Returns
    -------
    (row, bin + 1), NaN in the first row and in the last column; (stratum,), the row of each, the first one where too
    few are held; and (stratum,), scores ranked among, else 0.

    Examples
    --------
    >>> counts, one = np.array([[1, 0, 2]], np.int32), np.array([1])
    >>> asked = {"rungs": np.zeros((1, 1), np.int64), "needed": one, "wanted": np.ones(1, bool), "tail": None}
    >>> p, row, size = tail_ranks(counts, np.array([3]), **asked)
    >>> p[row[0]].tolist(), size.tolist()
    ([1.0, 0.75, 0.75, nan], [3])
    """
    strata, bins = counts.shape
    row, size, among = np.zeros(strata, np.uint8), np.zeros(strata, np.int64), np.empty((strata, 2), np.int64)
    rows = _choose(held, rungs, needed, wanted, row, size, among)
    p = np.full((rows + 1, bins + 1), np.nan, np.float32)
    _rank(counts, held, rungs, among[:rows], tail or Tail(0.0, 0.0, 0.0), tail is not None, p[1:])
    return p, row, size


def hits(p: Singles, row: Strata, tally: Tally, factor: np.float32, *, tail: float) -> tuple[Places, Places, Places]:
    """How often a tail of p-values is hit, before and after they are multiplied by a factor.

    Parameters
    ----------
    p : (row, bin + 1), NaN where it is not known
    row : (stratum,), of the p-values
    tally : scores that have these p-values
    tail : p-value up to which it is hit, below 1

    Returns
    -------
    By stratum: scores with a p-value, those in the tail before, and after.

    Examples
    --------
    >>> tally = Tally(cells=np.array([0, 1], np.int32), numbers=np.array([3, 2], np.int32), held=np.array([5]))
    >>> p = np.array([[1.0, 0.04, np.nan]], np.float32)
    >>> [array.tolist() for array in hits(p, np.zeros(1, np.uint8), tally, np.float32(0.5), tail=0.025)]
    [[5], [0], [2]]
    """
    known, before, after = (np.zeros(len(row), np.int64) for _ in range(3))
    _hit(p, row, tally.cells, tally.numbers, factor, np.float32(tail), known, before, after)
    return known, before, after


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
def _count(bins: Bins, strata: Strata, counts: Counts) -> None:
    cells = counts.shape[1]
    for j in range(len(bins)):
        if bins[j] < cells:
            counts[strata[j], bins[j]] += 1


@compiled
def _sizes(slate: Counts, among: NDArray[np.bool_], held: Places) -> int:
    """How many scores each stratum holds; how many cells have any."""
    found = 0
    for stratum in range(len(slate)):
        total, some = 0, 0
        for b in range(slate.shape[1] if among[stratum] else 0):
            total += slate[stratum, b]
            some += slate[stratum, b] != 0
        held[stratum] = total
        found += some
    return found


@compiled
def _take(slate: Counts, held: Places, cells: Counts, numbers: Counts) -> None:
    found = 0
    for stratum in range(len(slate)):
        if held[stratum]:
            for b in range(slate.shape[1]):
                if slate[stratum, b]:
                    cells[found], numbers[found] = stratum * slate.shape[1] + b, slate[stratum, b]
                    found += 1
            slate[stratum] = 0


@compiled
def _change(counts: Counts, cells: Counts, numbers: Counts, sign: int) -> None:
    for k in range(len(cells)):
        counts[cells[k]] += sign * numbers[k]


@compiled
def _note(strata: Strata, out: NDArray[np.bool_]) -> None:
    for j in range(len(strata)):
        out[strata[j]] = True


@compiled
def _look_up(table: Table, strata: Strata, bins: Bins, start: int, stop: int, out: Table) -> None:
    for j in range(start, stop):
        out[j] = table[strata[j], bins[j]]


@compiled
def _choose(
    held: Places, rungs: Places, needed: Places, wanted: NDArray[np.bool_], row: Strata, size: Places, among: Places
) -> int:
    """Row of each stratum, from 1 on; what stratification and which of its strata each row is ranked among."""
    rows = 0
    for stratum in range(len(held)):
        for k in range(len(rungs) if wanted[stratum] else 0):
            total, group = 0, rungs[k, stratum]
            for other in range(len(held)):
                total += held[other] if rungs[k, other] == group else 0
            if total < needed[stratum]:
                continue
            place = 0
            while place < rows and not (among[place, 0] == k and among[place, 1] == group):
                place += 1
            if place == rows:
                among[place, 0], among[place, 1] = k, group
                rows += 1
            row[stratum], size[stratum] = place + 1, total
            break
    return rows


@compiled
def _rank(
    counts: Counts, held: Places, rungs: Places, among: Places, tail: Tail, is_extended: bool, p: Singles
) -> None:
    strata, bins = counts.shape
    at_least = np.empty(bins, np.int64)
    for row in range(len(among)):
        at_least[:] = 0
        for stratum in range(strata):
            if held[stratum] and rungs[among[row, 0], stratum] == among[row, 1]:
                at_least += counts[stratum]
        for b in range(bins - 2, -1, -1):
            at_least[b] += at_least[b + 1]
        total = at_least[0]
        for b in range(bins):
            p[row, b] = (1 + at_least[b]) / (1 + total)
        if is_extended:
            _extend(at_least, tail, p[row])


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
def _hit(
    p: Singles,
    row: Strata,
    cells: Counts,
    numbers: Counts,
    factor: np.float32,
    tail: np.float32,
    known: Places,
    before: Places,
    after: Places,
) -> None:
    k, bins = 0, p.shape[1] - 1
    for stratum in range(len(row)):
        first = stratum * bins
        while k < len(cells) and cells[k] < first + bins:  # cells ascend
            raw = p[row[stratum], cells[k] - first]
            known[stratum] += numbers[k] if raw == raw else 0  # not NaN
            before[stratum] += numbers[k] if raw <= tail else 0
            after[stratum] += numbers[k] if raw * factor <= tail else 0
            k += 1


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
