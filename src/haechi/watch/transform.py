"""Monthly values -> logs that a smoothing can follow: scaled by what is typical, with a floor that zeros can take.

Nothing looks ahead: what is typical of a series is settled by its first months, which are not judged themselves.
"""

import math
from dataclasses import dataclass

import numpy as np

from haechi.kernels.logs import relative_logs
from haechi.kernels.settling import Settled, settle
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
    first : what the first months with trade say of each series
    """

    y: Singles
    first: Settled


def logs(values: Singles, *, settling: int = SETTLING, floor: float = FLOOR) -> Logs:
    """Logs of a non-negative quantity.

    Examples
    --------
    >>> steady = np.full((14, 1), 200.0, dtype=np.float32)
    >>> found = logs(steady, settling=12)
    >>> float(found.first.typical[0]), int(found.first.settled[0]), round(float(found.y[13, 0]), 4)
    (200.0, 12, 0.0488)
    """
    first = settle(values, count=settling, offset=floor)
    return Logs(y=relative_logs(values, first.typical, offset=floor), first=first)


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
    keeps = np.flatnonzero(np.isin(exporters, sorted(LUNAR_NEW_YEAR)))
    number = months.astype(int) % 12
    out = values.astype(np.float32, copy=True)
    for february in np.flatnonzero(number == 1):
        if february > 0:
            out[february, keeps] = (values[february - 1, keeps] + values[february, keeps]) / 2
    out[np.ix_(np.flatnonzero(number == 0), keeps)] = np.nan
    return out


def rolling_sum(values: Singles, length: int) -> Singles:
    """Sum of the last months, NaN where any of them is not known."""
    out = np.full(values.shape, np.nan, dtype=np.float32)
    if len(values) >= length:
        out[length - 1 :] = values[: len(values) - length + 1]
        for late in range(1, length):
            out[length - 1 :] += values[late : len(values) - length + 1 + late]
    return out
