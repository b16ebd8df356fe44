"""Monthly values -> logs that a smoothing can follow: scaled by what is typical, with a floor that zeros can take.

Nothing looks ahead: what is typical of a series is settled by its first months, which are not judged themselves.
"""

import math
from dataclasses import dataclass

import numpy as np

from haechi.kernels.logs import relative_logs
from haechi.model.panel import Months, Names, Singles

FLOOR = 0.05  # of what is typical; the log of a month without trade is that of this part
SETTLING = 12  # months with trade that settle what is typical

# Factories stand still for a week around the lunar new year, which falls in January or in February; since 2020 Chinese
# customs release the two months together (South China Morning Post, 7 February 2020). The others are assumed alike.
LUNAR_NEW_YEAR = frozenset({"CHN", "HKG", "MAC", "TWN", "VNM"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Logs:
    """Series ready to be smoothed.

    y : (month, series), log(value / typical + floor); NaN where not known or nothing is typical
    typical : (series,), median of the first months with trade, in the unit of the series; NaN where there are too few
    settled : (series,), index of the first month after those that settle what is typical; the number of months if none
    """

    y: Singles
    typical: Singles
    settled: np.ndarray


def logs(values: Singles, *, settling: int = SETTLING, floor: float = FLOOR) -> Logs:
    """Logs of a non-negative quantity.

    Examples
    --------
    >>> steady = np.full((14, 1), 200.0, dtype=np.float32)
    >>> found = logs(steady, settling=12)
    >>> float(found.typical[0]), int(found.settled[0]), round(float(found.y[13, 0]), 4)
    (200.0, 12, 0.0488)
    """
    months, series = values.shape
    has_trade = np.nan_to_num(values) > 0
    order = np.cumsum(has_trade, axis=0, dtype=np.int32)
    early = has_trade & (order <= settling)
    with np.errstate(invalid="ignore"):
        typical = medians(np.where(early, values, np.nan))
    enough = order[-1] >= settling if months else np.zeros(series, dtype=bool)
    typical = np.where(enough, typical, np.nan).astype(np.float32)
    settled = np.where(enough, (order >= settling).argmax(axis=0) + 1, months)
    return Logs(y=relative_logs(values, typical, offset=floor), typical=typical, settled=settled)


def values_of(y: float, typical: float, *, floor: float = FLOOR) -> float:
    """The quantity that a log stands for, never below zero.

    Examples
    --------
    >>> round(values_of(math.log(1.05), 200.0), 6)
    200.0
    """
    return max(math.exp(y) - floor, 0.0) * typical


def paired(values: Singles, months: Months, exporters: Names) -> Singles:
    """January and February of exporters that keep the lunar new year as one: their mean in February, NaN in January."""
    keeps = np.isin(exporters, sorted(LUNAR_NEW_YEAR))
    number = months.astype(int) % 12
    out = values.astype(np.float32, copy=True)
    for february in np.flatnonzero(number == 1):
        if february > 0:
            out[february, keeps] = (values[february - 1, keeps] + values[february, keeps]) / 2
    out[np.ix_(number == 0, keeps)] = np.nan
    return out


def rolling_sum(values: Singles, length: int) -> Singles:
    """Sum of the last months, NaN where any of them is not known."""
    out = np.full(values.shape, np.nan, dtype=np.float32)
    if len(values) >= length:
        windows = np.lib.stride_tricks.sliding_window_view(values, length, axis=0)
        out[length - 1 :] = windows.sum(axis=-1, dtype=np.float32)
    return out


def medians(values: Singles) -> Singles:
    """Median over known months of each series, NaN where none is known."""
    ordered = np.sort(values, axis=0)  # NaN last
    known = (~np.isnan(values)).sum(axis=0)
    columns = np.arange(values.shape[1])
    low = ordered[np.maximum(known - 1, 0) // 2, columns]
    high = ordered[np.minimum(known // 2, np.maximum(known - 1, 0)), columns]
    middle: Singles = np.where(known > 0, (low + high) / 2, np.nan).astype(np.float32)
    return middle
