"""Totals beside their breakdowns: which of several rows under one key is the total.

A publisher that breaks a flow down by a second partner, customs procedure or mode of transport puts the total and each
breakdown under one key. Every breakdown sums to the total, so that with k of them (1 + k) * largest = sum; files show
sums of 2, 4 and 8 times the largest row.
"""

from collections.abc import Sequence
from enum import StrEnum

TOLERANCE = 1e-3  # publishers round each row on its own


class Reading(StrEnum):
    """What the rows under one key are taken for."""

    SINGLE = "single"
    TOTAL = "total with breakdowns"
    MERGED = "total with merged equal parts"
    AMBIGUOUS = "ambiguous"


def reading(values: Sequence[float]) -> Reading:
    """Tell what the values of the rows under one key are.

    Parameters
    ----------
    values : of all rows under one key, identical ones included

    Returns
    -------
    `SINGLE` for one row or equal rows only; `TOTAL` where the sum is a whole multiple, 2 or more, of the largest;
    `MERGED` where the largest is a whole multiple of the one other value (its equal parts were merged before
    publication); `AMBIGUOUS` otherwise.

    Examples
    --------
    >>> reading([100.0, 60.0, 40.0]).value, reading([100.0, 50.0]).value, reading([100.0, 70.0]).value
    ('total with breakdowns', 'total with merged equal parts', 'ambiguous')
    """
    largest = max(values)
    if min(values) == largest:
        return Reading.SINGLE
    if largest <= 0:
        return Reading.AMBIGUOUS
    if _is_whole(sum(values) / largest):
        return Reading.TOTAL
    others = {value for value in values if value != largest}
    if len(others) == 1 and (part := others.pop()) > 0 and _is_whole(largest / part):
        return Reading.MERGED
    return Reading.AMBIGUOUS


def _is_whole(ratio: float) -> bool:
    return ratio > 2 - TOLERANCE and abs(ratio - round(ratio)) <= TOLERANCE
