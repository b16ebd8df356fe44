"""Scores -> p-values that hold: each is ranked among the past scores of series like it.

Conformal prediction (Vovk, Gammerman and Shafer 2005, "Algorithmic learning in a random world"), Mondrian by stratum
and rolling over past months: p = (1 + number of past scores at least as large) / (1 + number of past scores). A series
of its own has too few past months to pass a control of false discoveries, so strata pool series. Scores are kept as
bins, which makes p-values a little larger, never smaller.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from haechi.errors import InputError

BINS = 4096
UNKNOWN = np.uint16(BINS)  # bin of a score that is not known
WINDOW = 60  # months of past scores
GUARD = 3  # latest months kept out of the past, so that a movement is not held against its own beginning
ENOUGH = 200  # past scores that a stratum must have
_REACH = 8.0  # arcsinh of the largest score told apart: about 1490
_SAYS_NOTHING = 0.5  # p-value from which on a statistic says nothing of a movement, and nothing against it
LEAST = 1e-12  # p-values below it are not told apart
_TAIL = 0.02  # of the past scores, to which the tail is fitted
_FEWEST = 5
_LITTLE = 500  # p-values that a rate of hits is weighed against


def binned(scores: np.ndarray) -> np.ndarray:
    """Scores as bins of equal width in arcsinh, uint16; larger scores have larger bins."""
    with np.errstate(invalid="ignore"):
        place = (np.arcsinh(scores) + _REACH) * (BINS / (2 * _REACH))
        cells = np.clip(np.nan_to_num(place), 0, BINS - 1).astype(np.uint16)
    return np.where(np.isnan(scores), UNKNOWN, cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibrated:
    """P-values, and which stratum each came from.

    p : (month, node), float32; NaN where there is no score or too little past
    level : (month, node), int8, index of the stratification that was fine enough, -1 where none was
    size : (month, node), int32, number of past scores
    """

    p: np.ndarray
    level: np.ndarray
    size: np.ndarray


def conformal(
    bins: np.ndarray,
    strata: Sequence[np.ndarray],
    *,
    past: tuple[np.ndarray, Sequence[np.ndarray]] | None = None,
    enough: np.ndarray | int = ENOUGH,
    window: int = WINDOW,
    guard: int = GUARD,
    is_extended: bool = False,
) -> Calibrated:
    """P-value of each score among the scores of its stratum in the months before it.

    Parameters
    ----------
    bins : (month, node), from `binned`
    strata : stratifications, the finest first; each (month, node) of whole numbers
    past : bins and strata of other nodes to rank among, over the same months; None: the nodes themselves
    enough : (node,) or one number, past scores from which on a stratum is used; below it the next coarser one is
    window : months looked back upon, before the guard band
    guard : latest months that are kept out of the past
    is_extended : whether p-values beyond the largest past scores go on falling, along an exponential fitted to the
        largest fiftieth; these are no p-values in their own right but keep the order for a calibration that follows

    Examples
    --------
    >>> scores = np.array([[1.0, 2.0, 3.0, 4.0], [3.5, 0.0, 9.0, np.nan]])
    >>> everything = np.zeros(scores.shape, dtype=int)
    >>> [round(float(p), 1) for p in conformal(binned(scores), [everything], enough=4, guard=0).p[1]]
    [0.4, 1.0, 0.2, nan]
    """
    if not strata:
        raise InputError("no stratification is given; give at least one that holds everything")
    needed = np.maximum(np.broadcast_to(np.asarray(enough), bins.shape[1:]), 1)
    p = np.full(bins.shape, np.nan, dtype=np.float32)
    level = np.full(bins.shape, -1, dtype=np.int8)
    size = np.zeros(bins.shape, dtype=np.int32)
    past_bins, past_strata = past if past is not None else (bins, strata)
    held = np.cumsum((past_bins != UNKNOWN).sum(axis=1))
    for place, (stratum, past_stratum) in enumerate(zip(strata, past_strata, strict=True)):
        is_open = (level < 0) & (bins != UNKNOWN)
        months = [month for month in range(guard + 1, len(bins)) if is_open[month].any()]
        months = [month for month in months if held[month - guard - 1] >= needed.min()]
        if not months:
            continue
        counts = _Counts.of(past_bins, past_stratum)
        for month in months:
            tail = counts.tail(max(month - guard - window, 0), month - guard)
            row = counts.rows(stratum[month])
            n = tail[row, 0]
            here = np.flatnonzero(is_open[month] & (n >= needed))
            p[month, here] = _p(tail, row[here], bins[month, here], is_extended=is_extended)
            level[month, here], size[month, here] = place, n[here]
    return Calibrated(p=p, level=level, size=size)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counts:
    """Scores counted.

    place : row of each stratum in the sums; the last row, which is empty, for those that the past does not have
    sums : (month + 1, row, bin), over the months before each
    """

    place: np.ndarray
    sums: np.ndarray

    @classmethod
    def of(cls, bins: np.ndarray, strata: np.ndarray) -> "_Counts":
        is_there = np.bincount(strata.ravel(), minlength=1) > 0
        rows = int(is_there.sum()) + 1
        place = np.where(is_there, np.cumsum(is_there) - 1, rows - 1)
        sums = np.zeros((len(bins) + 1, rows, BINS), dtype=np.int32)
        for month, row in enumerate(bins):
            known = row != UNKNOWN
            cell = place[strata[month, known]] * BINS + row[known]
            sums[month + 1] = sums[month] + np.bincount(cell, minlength=rows * BINS).reshape(rows, BINS)
        return cls(place=place, sums=sums)

    def rows(self, strata: np.ndarray) -> np.ndarray:
        """Row of each stratum."""
        found: np.ndarray = np.append(self.place, self.sums.shape[1] - 1)[np.minimum(strata, len(self.place))]
        return found

    def tail(self, first: int, last: int) -> np.ndarray:
        """Scores at or above each bin in the months from the first up to the last, (stratum, bin)."""
        counts = self.sums[last] - self.sums[first]
        upward: np.ndarray = counts[:, ::-1].cumsum(axis=1)[:, ::-1]
        return upward


def _p(tail: np.ndarray, row: np.ndarray, cell: np.ndarray, *, is_extended: bool) -> np.ndarray:
    found: np.ndarray = (1 + tail[row, cell]) / (1 + tail[row, 0])
    if not is_extended or not len(row):
        return found
    used, row = np.unique(row, return_inverse=True)
    tail = tail[used]
    total = tail[:, 0]
    in_tail = tail <= np.maximum(total * _TAIL, _FEWEST)[:, None]
    start = in_tail.argmax(axis=1)
    count = tail[np.arange(len(tail)), start]
    excess = np.where(in_tail, tail, 0).sum(axis=1) - count / 2  # sum of the distances from the start
    spread = np.maximum(excess / np.maximum(count, 1), 1.0)
    beyond = np.maximum((cell.astype(np.float64) - start[row]) / spread[row], 0)
    fitted = np.where(beyond > 0, (1 + count[row]) / (1 + total[row]) * np.exp(-beyond), 1.0)
    lesser: np.ndarray = np.maximum(np.minimum(found, fitted), LEAST)
    return lesser


def cauchy(p_values: Sequence[np.ndarray], weights: Sequence[float]) -> np.ndarray:
    """Several p-values of the same nodes as one score, -ln p: the larger, the more they say together.

    Cauchy combination (Liu and Xie 2020, "Cauchy combination test", Journal of the American Statistical Association
    115: 393-402, equation 1); it is calibrated anew, so that dependence between the p-values does no harm. It is cut at
    one half, for a p-value near one would outweigh a small one (truncated Cauchy; Gui, Mao, Wang and Wang 2025,
    "Validity and power of heavy-tailed combination tests under asymptotic dependence", arXiv 2508.05818). One that is
    not known is left out; where none is known the score is NaN.

    Examples
    --------
    >>> rare, common = np.array([[0.001]]), np.array([[0.6]])
    >>> round(float(np.exp(-cauchy([rare, common], [1.0, 1.0]))[0, 0]), 4)
    0.002
    """
    total = np.zeros(p_values[0].shape)
    used = np.zeros(p_values[0].shape)
    for p, weight in zip(p_values, weights, strict=True):
        known = ~np.isnan(p)
        bounded = np.clip(np.where(known, p, 0.5).astype(np.float64), LEAST, _SAYS_NOTHING)
        total += np.where(known, weight * np.tan((0.5 - bounded) * np.pi), 0.0)
        used += np.where(known, weight, 0.0)
    mean = total / np.where(used > 0, used, np.nan)
    score: np.ndarray = -np.log(np.arctan2(1.0, mean) / np.pi)
    return score


def adaptation(p: np.ndarray, *, tail: float = 0.025, months: int = 24, guard: int = GUARD) -> np.ndarray:
    """By what to multiply the p-values of each month so that a nominal tail is hit as often as it says.

    How often the tail was hit in the months before, over the nominal, between a half and two; few p-values say little.
    After the adaptive conformal inference of Gibbs and Candes (2021), "Adaptive conformal inference under distribution
    shift", Advances in Neural Information Processing Systems 34: a stormy past makes a quiet present look quieter than
    it is, and the other way round.

    Parameters
    ----------
    p : (month, node), NaN where not known

    Returns
    -------
    (month,)

    Examples
    --------
    >>> never_rare = np.full((10, 1000), 0.5)
    >>> adaptation(never_rare, guard=0).round(2).tolist()[:3]
    [1.0, 0.5, 0.5]
    """
    hits, known = (p <= tail).sum(axis=1), (~np.isnan(p)).sum(axis=1)
    factors = np.ones(len(p))
    for month in range(guard + 1, len(p)):
        before = slice(max(month - guard - months, 0), month - guard)
        rate = (hits[before].sum() + tail * _LITTLE) / (known[before].sum() + _LITTLE)
        factors[month] = np.clip(rate / tail, 0.5, 2.0)
    return factors


def smallest_tested(nodes: int, q: float) -> int:
    """Past scores that a stratum needs so that one node among `nodes` can pass at a false-discovery rate of q.

    Examples
    --------
    >>> smallest_tested(110, 0.1)
    1100
    """
    return int(np.ceil(nodes / q))
