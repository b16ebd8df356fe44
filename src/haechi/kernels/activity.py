"""How often and how evenly many series have had orders, month after month."""

import numpy as np
from numpy.typing import NDArray

from haechi.kernels.compiled import compiled, spread

Singles = NDArray[np.float32]
Classes = NDArray[np.int8]

_SPAN = 1024


def demand_classes(
    amounts: Singles, *, interval_cut: float, variation_cut: float, names: tuple[int, int, int, int]
) -> Classes:
    """Class of each series in each month by the mean interval between orders and the variation of their sizes.

    Syntetos, Boylan and Croston (2005), On the categorization of demand patterns, Journal of the Operational Research
    Society 56:495-503.

    Parameters
    ----------
    amounts : (month, series), 0 where nothing was ordered, NaN where not known
    interval_cut : months per order, of known months, below which a series is regular
    variation_cut : squared coefficient of variation of sizes below which one that is not regular is even
    names : numbers of a regular, an even, an uneven series, and of one without an order so far

    Returns
    -------
    (month, series), from the months before each.

    Examples
    --------
    >>> demand_classes(np.ones((3, 1), np.float32), interval_cut=1.32, variation_cut=0.49, names=(0, 1, 2, 3)).ravel()
    array([3, 0, 0], dtype=int8)
    """
    out = np.empty(amounts.shape, dtype=np.int8)
    numbers = np.array(names, dtype=np.int8)

    def work(start: int, stop: int) -> None:
        _classes(amounts, interval_cut, variation_cut, numbers, start, stop, out)

    spread(work, amounts.shape[1], span=_SPAN)
    return out


@compiled
def _classes(
    amounts: Singles,
    interval_cut: float,
    variation_cut: float,
    names: Classes,
    start: int,
    stop: int,
    out: Classes,
) -> None:
    width = stop - start
    months, orders = np.zeros(width, np.float64), np.zeros(width, np.float64)
    total, squares = np.zeros(width, np.float64), np.zeros(width, np.float64)
    for t in range(len(amounts)):
        for j in range(width):
            amount = float(amounts[t, start + j])
            count = orders[j]
            name = names[3]
            if count > 0:
                mean = total[j] / count
                uneven = squares[j] / count - mean * mean >= variation_cut * mean * mean
                name = names[2] if uneven else names[1]
                name = names[0] if months[j] < interval_cut * count else name
            out[t, start + j] = name
            if amount == amount:  # not NaN
                months[j] += 1
                if amount > 0:
                    orders[j] += 1
                    total[j] += amount
                    squares[j] += amount * amount
