"""Scores -> p-values that hold: each is ranked among the past scores of series like it.

Conformal prediction (Vovk, Gammerman and Shafer 2005, "Algorithmic learning in a random world"), Mondrian by stratum
and rolling over past months: p = (1 + number of past scores at least as large) / (1 + number of past scores). A series
of its own has too few past months to pass a control of false discoveries, so strata pool series. Scores are kept as
bins, which makes p-values a little larger, never smaller.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from haechi.errors import InputError
from haechi.kernels.ladder import ladder, placed
from haechi.kernels.ranks import Tail, Tally, cauchy_terms, change, looked_up, tail_ranks, tallied

BINS = 4096
UNKNOWN = np.uint16(BINS)  # bin of a score that is not known
WINDOW = 60  # months of past scores
GUARD = 3  # latest months kept out of the past, so that a movement is not held against its own beginning
_REACH = 8.0  # arcsinh of the largest score told apart: about 1490
TAIL = 0.025  # the nominal tail whose hits are counted
_SAYS_NOTHING = 0.5  # p-value from which on a statistic says nothing of a movement, and nothing against it
LEAST = 1e-12  # p-values below it are not told apart
_FITTED = Tail(part=0.02, fewest=5, least=LEAST)  # of the past scores, to which an exponential is fitted
_LITTLE = 500  # p-values that a rate of hits is weighed against
_STEPS = ladder(np.sinh(np.arange(1, BINS) * (2 * _REACH / BINS) - _REACH))


def binned(scores: np.ndarray, *, out: np.ndarray | None = None) -> np.ndarray:
    """Scores as bins of equal width in arcsinh, uint16, where `out` says; larger scores have larger bins."""
    return placed(scores, _STEPS, out=out)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranks:
    """P-values by stratum and bin in one month; strata that are ranked among the same past share a row.

    p : (row, bin), float32; NaN in the first row, of strata with too little past, and in the last column, of scores
        that are not known
    row : (stratum,), uint8
    size : (stratum,), past scores that they are ranked among; 0 where there are too few
    """

    p: np.ndarray
    row: np.ndarray
    size: np.ndarray

    def of(self, strata: np.ndarray, bins: np.ndarray) -> np.ndarray:
        """P-value of each score, (series,)."""
        return looked_up(self.p, self.row[strata], bins)


class Past:
    """Scores of the months before, counted by stratum and bin; the months go by one after the other.

    Parameters
    ----------
    rungs : stratifications, the finest first: (stratum,) each, the number of the coarser stratum that holds it; all
        zeros where the coarsest holds everything
    window : months looked back upon, before the guard band
    guard : latest months that are kept out of the past

    Examples
    --------
    >>> everything = np.zeros(1, dtype=int)
    >>> past = Past([everything], guard=0)
    >>> _ = past.add(binned(np.array([1.0, 2.0, 3.0, 4.0])), everything.repeat(4))
    >>> news = binned(np.array([3.5, 0.0, 9.0, np.nan]))
    >>> [round(float(p), 1) for p in past.ranks(4).of(everything.repeat(4), news)]
    [0.4, 1.0, 0.2, nan]
    """

    def __init__(self, rungs: Sequence[np.ndarray], *, window: int = WINDOW, guard: int = GUARD) -> None:
        if not rungs:
            raise InputError("no stratification is given; give at least one that holds everything")
        self._rungs = np.stack(rungs).astype(np.int64)
        self.window = window
        self.guard = guard
        self.counts = np.zeros((len(rungs[0]), BINS), dtype=np.int32)
        self.held = np.zeros(len(rungs[0]), dtype=np.int64)
        self._slate = np.zeros_like(self.counts)
        self._months: deque[Tally] = deque()

    def add(self, bins: np.ndarray, strata: np.ndarray, *, among: np.ndarray | None = None) -> Tally:
        """A month goes by: its scores become past when the guard band has passed; how they are spread.

        Parameters
        ----------
        among : (stratum,), all strata that there are any of; None: perhaps of each
        """
        every = np.ones(len(self.counts), dtype=bool) if among is None else among
        month = tallied(bins, strata.astype(np.uint8, copy=False), self._slate, every)
        self._months.append(month)
        if len(self._months) > self.guard:
            change(self.counts, self.held, self._months[-1 - self.guard], 1)
        if len(self._months) > self.guard + self.window:
            change(self.counts, self.held, self._months.popleft(), -1)
        return month

    def ranks(self, enough: np.ndarray | int, *, is_extended: bool = False, wanted: np.ndarray | None = None) -> Ranks:
        """What a score of the month is worth in each stratum, by the finest stratification that has enough past.

        Parameters
        ----------
        enough : (stratum,) or one number, past scores from which on a stratum is used
        is_extended : whether p-values beyond the largest past scores go on falling, along an exponential fitted to the
            largest fiftieth; these are no p-values in their own right but keep the order for a calibration that follows
        wanted : (stratum,), strata that are asked for; None: all
        """
        strata = len(self.counts)
        needed = np.maximum(np.full(strata, enough, dtype=np.int64), 1)
        p, row, size = tail_ranks(
            self.counts,
            self.held,
            rungs=self._rungs,
            needed=needed,
            wanted=np.ones(strata, dtype=bool) if wanted is None else wanted,
            tail=_FITTED if is_extended else None,
        )
        return Ranks(p=p, row=row, size=size)


def tangents(p: np.ndarray) -> np.ndarray:
    """What a p-value adds to a Cauchy combination, tan((1/2 - p) pi); NaN where it is not known.

    Liu and Xie (2020), "Cauchy combination test", Journal of the American Statistical Association 115: 393-402,
    equation 1: the mean of these, each by its weight, is that of a Cauchy variable. It is calibrated anew, so that
    dependence between the p-values does no harm. It is cut at one half, for a p-value near one would outweigh a small
    one (truncated Cauchy; Gui, Mao, Wang and Wang 2025, "Validity and power of heavy-tailed combination tests under
    asymptotic dependence", arXiv 2508.05818).

    Examples
    --------
    >>> mean = tangents(np.array([0.001, 0.6])).mean()
    >>> round(float(np.arctan2(1, mean) / np.pi), 4)
    0.002
    """
    return cauchy_terms(p.astype(np.float32), least=LEAST, most=_SAYS_NOTHING)


def mean_edges() -> np.ndarray:
    """Means of tangents that part the bins of -ln p of the combination, (bin + 1,); p = 1/2 - arctan(mean) / pi."""
    with np.errstate(divide="ignore", over="ignore", under="ignore"):
        p = np.exp(-np.sinh(np.arange(BINS + 1) * (2 * _REACH / BINS) - _REACH))
        edges: np.ndarray = np.where(p < 1, 1 / np.tan(np.pi * np.minimum(p, 0.5)), -np.inf)
        below = (p > 0.5) & (p < 1)
        edges[below] = -1 / np.tan(np.pi * (1 - p[below]))
    return edges


def adaptation(hits: np.ndarray, known: np.ndarray, *, months: int = 24, guard: int = GUARD) -> float:
    """By what to multiply the p-values of the next month so that a nominal tail is hit as often as it says.

    How often `TAIL` was hit in the months before, over the nominal, between a half and two; few p-values say little.
    After the adaptive conformal inference of Gibbs and Candes (2021), "Adaptive conformal inference under distribution
    shift", Advances in Neural Information Processing Systems 34: a stormy past makes a quiet present look quieter than
    it is, and the other way round.

    Parameters
    ----------
    hits, known : (month,), p-values at or below the tail, and all, in the months so far

    Examples
    --------
    >>> adaptation(np.zeros(2), np.full(2, 1000), guard=0)
    0.5
    """
    stop = max(len(hits) - guard, 0)
    before = slice(max(stop - months, 0), stop)
    rate = (hits[before].sum() + TAIL * _LITTLE) / (known[before].sum() + _LITTLE)
    return float(np.clip(rate / TAIL, 0.5, 2.0))


def smallest_tested(nodes: int, q: float) -> int:
    """Past scores that a stratum needs so that one node among `nodes` can pass at a false-discovery rate of q.

    Examples
    --------
    >>> smallest_tested(110, 0.1)
    1100
    """
    return int(np.ceil(nodes / q))
