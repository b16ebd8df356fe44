"""Rows of numbers -> dense arrays of months and series."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from haechi.kernels.compiled import compiled


def lay(
    out: NDArray[Any],
    given: NDArray[Any],
    *,
    pair: NDArray[np.int32],
    day: NDArray[np.uint16],
    number: NDArray[np.int32],
    month: NDArray[np.int32],
) -> None:
    """Write what rows give into their cells; of rows of one cell the last one stays.

    Parameters
    ----------
    out : (month, series), in one piece, written in place
    given : (row,), of the type of `out`
    pair, day : (row,), numbers of the pair and of the day on which its month begins
    number : (pair,), the series of each pair; below zero where it has none, whose rows are left out
    month : (day,), the month that begins on each day

    Examples
    --------
    >>> out = np.zeros((2, 2), np.float32)
    >>> days = {"day": np.array([0, 31, 31], np.uint16), "month": np.arange(32, dtype=np.int32) // 31}
    >>> pairs = {"pair": np.array([5, 5, 4], np.int32), "number": np.array([-1, -1, -1, -1, -1, 1], np.int32)}
    >>> lay(out, np.array([3.0, 7.0, 9.0], np.float32), **pairs, **days)
    >>> out.tolist()
    [[0.0, 3.0], [0.0, 7.0]]
    """
    _lay(out, given, pair, day, number, month)


@compiled
def _lay(
    out: NDArray[Any],
    given: NDArray[Any],
    pair: NDArray[np.int32],
    day: NDArray[np.uint16],
    number: NDArray[np.int32],
    month: NDArray[np.int32],
) -> None:
    for row in range(len(pair)):
        series = number[pair[row]]
        if series >= 0:
            out[month[day[row]], series] = given[row]
