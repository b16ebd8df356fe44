"""What others use to see a drop, as scores that are larger when the drop is stranger: yardsticks for the backtest.

Each takes value and weight, (month, series), and gives (month, series), NaN where it cannot tell. None looks ahead.
"""

from collections.abc import Callable, Mapping
from itertools import product
from types import MappingProxyType

import numpy as np

from haechi.model.panel import Singles
from haechi.watch.transform import logs, rolling_sum

Detector = Callable[[Singles, Singles], Singles]

# The rule that reports on EU SCAN describe: weight down a fifth, unit value up a tenth, on a year before.
SCAN_DROP, SCAN_RISE = 0.20, 0.10
SCAN_RISES = (None, 0.0, 0.05, SCAN_RISE, 0.20, 0.30)
_SPANS = (1, 3)
_YEARS = (1, 2)


def year_on_year(value: Singles, weight: Singles) -> Singles:  # noqa: ARG001 - all detectors are called alike
    """Fall of value against the same month a year before, as a part of it.

    Examples
    --------
    >>> value = np.full((13, 1), 10.0, dtype=np.float32)
    >>> value[12] = 2.0
    >>> round(float(year_on_year(value, value)[12, 0]), 3)
    0.8
    """
    return _fall(value, years=1)


def year_on_year_of_quarters(value: Singles, weight: Singles) -> Singles:  # noqa: ARG001
    """Fall of the value of three months against the same months a year before."""
    return _fall(rolling_sum(value, 3), years=1)


def rolling(months: int) -> Detector:
    """Fall of the log of value below its mean over the months before, in standard deviations of them."""

    def score(value: Singles, weight: Singles) -> Singles:  # noqa: ARG001
        y = logs(value).y
        out = np.full(y.shape, np.nan, dtype=np.float32)
        if len(y) > months:
            past = np.lib.stride_tricks.sliding_window_view(y, months, axis=0)[:-1]
            with np.errstate(invalid="ignore", divide="ignore"):
                out[months:] = (past.mean(axis=-1) - y[months:]) / past.std(axis=-1, ddof=1)
        return out

    return score


def scan_like(span: int, years: int, rise: float | None) -> Detector:
    """Fall of weight in months whose unit value rose by at least `rise` (None: whatever it did).

    Parameters
    ----------
    span : months added up, 1 or 3
    years : years before whose same months are the reference, as their mean
    """

    def score(value: Singles, weight: Singles) -> Singles:
        sold, paid = (numbers if span == 1 else rolling_sum(numbers, span) for numbers in (weight, value))
        fall = _fall(sold, years=years)
        if rise is None:
            return fall
        with np.errstate(invalid="ignore", divide="ignore"):
            dearer = -_fall((paid / sold).astype(np.float32), years=years) >= rise
        return np.where(np.isnan(fall), np.nan, np.where(dearer, fall, -np.inf)).astype(np.float32)

    return score


SIMPLE: Mapping[str, Detector] = MappingProxyType(
    {
        "year on year": year_on_year,
        "year on year of quarters": year_on_year_of_quarters,
        "rolling z, 12 months": rolling(12),
        "rolling z, 24 months": rolling(24),
    }
)


def _name(span: int, years: int, rise: float | None) -> str:
    return f"SCAN-like, {span} months against {years} years, rise {rise}"


SCAN_RULE = _name(1, 1, SCAN_RISE)
SCAN_FAMILY: Mapping[str, Detector] = MappingProxyType(
    {
        _name(span, years, rise): scan_like(span, years, rise)
        for span, years, rise in product(_SPANS, _YEARS, SCAN_RISES)
    }
)


def _fall(numbers: Singles, *, years: int) -> Singles:
    """Fall against the mean of the same months of the years before, as a part of it; NaN where that is nothing."""
    out = np.full(numbers.shape, np.nan, dtype=np.float32)
    first = 12 * years
    if len(numbers) <= first:
        return out
    back = [numbers[first - 12 * year : len(numbers) - 12 * year] for year in range(1, years + 1)]
    reference = np.mean(back, axis=0, dtype=np.float32)
    with np.errstate(invalid="ignore", divide="ignore"):
        out[first:] = np.where(reference > 0, 1 - numbers[first:] / reference, np.nan)
    return out
