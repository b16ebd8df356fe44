"""How far an indicator can be from its value: what is not known of the partners, months, and a second source.

Every function here gives bounds; none of them moves a value, and two sources are never averaged.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from haechi.dependency.concentration import concentration_ratio, herfindahl
from haechi.model.estimate import Estimate
from haechi.model.market import Floats, Market

NO_GROUND = "annual values of one source, all partners named: no ground for an interval"
UNKNOWN_PARTNERS = "unspecified partners: from many small suppliers to all at the largest"
MISSING_VALUES = "values of some partners are missing and no total is published"
MONTHS = "resampled months"

# A published total that exceeds its parts by less than this is rounding, not trade.
_ROUNDING_OF_TOTALS = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Denominator:
    """What shares are taken of, per code.

    Parameters
    ----------
    total : (code,), USD, named partners and what is not attributed to any
    unattributed : (code,), USD from partners that are not named or whose own value is missing
    missing : (code,), number of partners whose value is missing without a total to bound it
    has_gap : (code,), whether a value was missing at all
    names : (code,), in words
    """

    total: Floats
    unattributed: Floats
    missing: NDArray[np.int64]
    has_gap: NDArray[np.bool_]
    names: tuple[str, ...]


def denominator(market: Market) -> Denominator:
    """Total imports as far as the source tells them, less what it books as coming from the importer itself.

    Where the source publishes a total, what its partners do not explain is unattributed; without one, missing values
    stay missing.
    """
    named = np.nansum(market.imports, axis=1)
    unspecified = np.nan_to_num(market.unspecified)
    missing = np.isnan(market.imports).sum(axis=1) + np.isnan(market.unspecified)
    gap = market.published - np.nan_to_num(market.own) - named - unspecified
    has_total = ~np.isnan(gap)
    unexplained = np.where(gap > _ROUNDING_OF_TOTALS * market.published, gap, 0.0)
    outside = " outside the union" if market.members else ""
    unattributed = unspecified + np.where(has_total, unexplained, 0.0)
    return Denominator(
        total=named + unattributed,
        unattributed=unattributed,
        missing=np.where(has_total, 0, missing),
        has_gap=missing > 0,
        names=tuple(f"{'published total' if known else 'sum of partners'}{outside}" for known in has_total),
    )


def herfindahl_bounds(imports: Floats, unattributed: Floats, missing: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Least and greatest Herfindahl index that agree with what is known.

    Unattributed trade is spread over infinitely many suppliers at the low end and goes to the largest one at the high
    end. Each missing value may be anything: the index is least where all of them equal Q/T (Q the sum of squares, T
    the known total), which gives h/(1 + j h) with h = Q/T² and j missing values, and its upper bound is 1.

    Parameters
    ----------
    imports : (code, supplier), USD, NaN where missing
    unattributed : (code,), USD
    missing : (code,), count

    Returns
    -------
    low, high : (code,), 1; NaN where nothing is imported

    Examples
    --------
    >>> low, high = herfindahl_bounds(np.array([[60.0, 30.0]]), np.array([10.0]), np.array([0]))
    >>> low.round(4).item(), high.round(4).item()
    (0.45, 0.58)
    """
    total = _positive(np.nansum(imports, axis=1) + unattributed)
    squares = np.nansum(np.square(imports), axis=1)
    index = squares / total**2
    largest = _largest(imports)
    worst = (squares - largest**2 + (largest + unattributed) ** 2) / total**2
    return index / (1 + missing * index), np.where(missing > 0, _ones_like(index), worst)


def top_share_bounds(
    imports: Floats, unattributed: Floats, missing: NDArray[np.int64], *, largest: int = 1
) -> tuple[Floats, Floats]:
    """Least and greatest joint share of the `largest` suppliers that agree with what is known.

    Parameters
    ----------
    imports : (code, supplier), USD, NaN where missing
    unattributed : (code,), USD
    missing : (code,), count; with missing values the low end is reached where each equals the largest known value

    Returns
    -------
    low, high : (code,), 1; NaN where nothing is imported
    """
    total = _positive(np.nansum(imports, axis=1) + unattributed)
    top = np.sort(np.nan_to_num(imports), axis=1)[:, ::-1][:, :largest].sum(axis=1)
    low = top / (total + missing * _largest(imports))
    return low, np.where(missing > 0, _ones_like(low), (top + unattributed) / total)


def resampled(
    months: Floats,
    unattributed: Floats,
    *,
    generator: np.random.Generator,
    statistic: Callable[[Floats], Floats],
    replicates: int = 200,
    level: float = 0.95,
) -> tuple[Floats, Floats]:
    """Interval of a statistic of yearly shares when whole months are drawn anew with replacement.

    All codes share the draws of a replicate. Months are drawn as if independent: seasons and runs make the true
    spread wider.

    Parameters
    ----------
    months : (month, code, supplier), USD
    unattributed : (code,), USD in the year, held fixed
    generator : seeded generator of random numbers
    statistic : (code, supplier) shares -> (code,)
    replicates : number of draws
    level : probability that the interval shall hold, 1

    Returns
    -------
    low, high : (code,); NaN where a month is missing or nothing is imported

    References
    ----------
    Efron and Tibshirani (1993), An Introduction to the Bootstrap, ch. 13 (percentile interval).
    """
    count = len(months)
    drawn = np.full((replicates, months.shape[1]), np.nan)
    for replicate in range(replicates):
        weights = generator.multinomial(count, np.full(count, 1 / count)).astype(float)
        year = np.tensordot(weights, months, axes=1)
        total = _positive(year.sum(axis=1) + unattributed)
        drawn[replicate] = statistic(year / total[:, None])
    tail = 100 * (1 - level) / 2
    low, high = np.percentile(drawn, [tail, 100 - tail], axis=0)
    return low, high


def month_intervals(
    market: Market, unattributed: Floats, generator: np.random.Generator | None
) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]] | None:
    """Intervals over months of the Herfindahl index and of the top share; None without months or a generator."""
    if market.months is None or generator is None or len(market.months) < 2:
        return None
    index, top = generator.spawn(2)
    return (
        resampled(market.months, unattributed, generator=index, statistic=herfindahl),
        resampled(market.months, unattributed, generator=top, statistic=_top),
    )


def widened(estimate: Estimate, low: float, high: float, *, ground: str) -> Estimate:
    """The estimate with an interval that also holds low..high; unchanged where these are not numbers."""
    if estimate.value is None or np.isnan(low) or np.isnan(high):
        return estimate
    ends = [low, high, estimate.value, *(end for end in (estimate.low, estimate.high) if end is not None)]
    grounds = [estimate.reason] if estimate.low is not None else []
    return Estimate(value=estimate.value, low=min(ends), high=max(ends), reason="; ".join([*grounds, ground]))


def side_by_side(first: float | None, second: float | None, *, sources: tuple[str, str]) -> Estimate:
    """The value of the first source with the range of two sources; never their mean.

    Examples
    --------
    >>> side_by_side(0.6, 0.4, sources=("baci", "comtrade")).low
    0.4
    """
    if first is None or second is None:
        absent = sources[0] if first is None else sources[1]
        return Estimate(value=first, reason=f"no value in {absent}: no second source to compare with")
    return Estimate(
        value=first, low=min(first, second), high=max(first, second), reason=f"range of {sources[0]} and {sources[1]}"
    )


def _top(shares: Floats) -> Floats:
    return concentration_ratio(shares, largest=1)


def _largest(imports: Floats) -> Floats:
    return np.asarray(np.nan_to_num(imports).max(axis=1, initial=0.0))


def _positive(total: Floats) -> Floats:
    return np.where(total > 0, total, np.nan)


def _ones_like(index: Floats) -> Floats:
    return np.where(np.isnan(index), np.nan, 1.0)
