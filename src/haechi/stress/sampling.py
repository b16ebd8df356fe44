"""What draws say of a result: its quantiles, how often nothing stops, and which unknown drives it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from haechi.errors import InputError
from haechi.model.market import Floats
from haechi.stress.unknowns import Values

QUANTILES = (0.05, 0.5, 0.95)
_CHANCE = 4.0  # standard deviations of a rank correlation of what is unrelated: chance gives more once in ten thousand


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantiles:
    """Three quantiles of a result over draws; None: beyond the horizon, where more draws than that never stop.

    `never` is the part of draws, 0..1, that stay beyond it.
    """

    low: float | None
    median: float | None
    high: float | None
    never: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """How far an unknown moves a result.

    Parameters
    ----------
    name : the unknown
    at_low, at_high : median of the result where the unknown lies in the low and in the high third of its draws
    rank_correlation : of Spearman, -1..1
    """

    name: str
    at_low: float
    at_high: float
    rank_correlation: float

    @property
    def move(self) -> float:
        """How far the median moves from the low to the high third."""
        return self.at_high - self.at_low


def quantiles(result: Floats) -> Quantiles:
    """Quantiles of a result, (draw,), of which infinite ones count as beyond all others.

    Examples
    --------
    >>> quantiles(np.array([1.0, 2.0, 3.0, np.inf]))
    Quantiles(low=1.0, median=2.0, high=None, never=0.25)
    """
    if not result.size:
        raise InputError("no draw was made; ask for at least one")
    low, median, high = np.quantile(result, QUANTILES, method="inverted_cdf")
    return Quantiles(low=_finite(low), median=_finite(median), high=_finite(high), never=float(np.isinf(result).mean()))


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """Draws of an unknown in order: the draws of its low and its high third, and the rank of each."""

    name: str
    low: NDArray[np.intp]
    high: NDArray[np.intp]
    ranks: Floats


def ranked(values: Values) -> tuple[Ranked, ...]:
    """The draws of every unknown that varies, in order once for all results."""
    rows = []
    for name, drawn in values.items():
        if np.ptp(drawn) > 0:
            order = np.argsort(drawn, kind="stable")
            third = max(drawn.size // 3, 1)
            rows.append(Ranked(name=name, low=order[:third], high=order[-third:], ranks=_ranks(drawn)))
    return tuple(rows)


def drivers(unknowns: Sequence[Ranked], result: Floats, *, most: float) -> tuple[Driver, ...]:
    """Unknowns that move a result, the one that moves its median farthest first, as far as chance does not explain it.

    Parameters
    ----------
    unknowns : draws of the unknowns, in order
    result : what came of them, (draw,)
    most : what an infinite result counts as, such as the horizon

    References
    ----------
    Spearman (1904), The proof and measurement of association between two things, American Journal of Psychology 15.
    """
    capped = np.minimum(result, most)
    ranks = _ranks(capped)
    found = [
        Driver(
            name=row.name,
            at_low=float(np.median(capped[row.low])),
            at_high=float(np.median(capped[row.high])),
            rank_correlation=_correlation(row.ranks, ranks),
        )
        for row in unknowns
    ]
    moving = [row for row in found if abs(row.rank_correlation) > _CHANCE / np.sqrt(max(result.size, 1))]
    return tuple(sorted(moving, key=lambda row: (-abs(row.move), -abs(row.rank_correlation), row.name)))


def _ranks(values: Floats) -> Floats:
    """Ranks from 0 up; equal values share the mean of theirs."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return np.asarray((ends - (counts + 1) / 2)[place], dtype=np.float64)


def _correlation(first: Floats, second: Floats) -> float:
    """Of Pearson; plain sums, which do not depend on the number of threads as products of vectors may."""
    one, other = first - first.mean(), second - second.mean()
    size = np.sqrt(np.sum(one * one) * np.sum(other * other))
    return float(np.sum(one * other) / size) if size > 0 else 0.0


def sentence(found: Sequence[Driver], *, what: str, write: Callable[[float], str]) -> str:
    """Which unknown matters most, in one sentence.

    Parameters
    ----------
    found : drivers, the farthest first
    what : the result, such as `the first stop`
    write : a value of the result in words
    """
    if not found:
        return f"No unknown moves {what} beyond chance."
    first = found[0]
    low, high = write(first.at_low), write(first.at_high)
    return f"What matters most for {what} is the {first.name}: in its low third {low}, in its high third {high}."


def day(value: float, *, most: float) -> str:
    """A day in words; `most` is what one beyond the horizon counts as."""
    return "none within the horizon" if value >= most else f"day {value:.0f}"
