"""What the first months with trade of each series say of it: what is typical, and how far it scatters."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from haechi.kernels.compiled import compiled, inlined, spread

Singles = NDArray[np.float32]
Places = NDArray[np.int64]
Doubles = NDArray[np.float64]

_SPAN = 4096
_MAD = 1.4826  # what makes the median absolute deviation of a normal variable its standard deviation


class Settled(NamedTuple):
    """What the first months with trade say of each series.

    typical : (series,), median of them, in the unit of the series; NaN where there are too few
    begin : (series,), index of the first month with trade; the number of months if none
    settled : (series,), index of the month after the last of them; the number of months if there are too few
    scatter : (series,), 1.4826 MAD of log(y / typical + offset) over the known months from `begin` to `settled`; NaN
        where nothing is typical
    """

    typical: Singles
    begin: Places
    settled: Places
    scatter: Singles


def settle(amounts: Singles, *, count: int, offset: float) -> Settled:
    """Settle what is typical of each series by its first months with trade.

    Parameters
    ----------
    amounts : (month, series), 0 or more, NaN where not known
    count : months with trade that settle it
    offset : what keeps a month without trade finite, as in `relative_logs`

    Examples
    --------
    >>> found = settle(np.array([[0.0], [4.0], [6.0], [9.0]], np.float32), count=2, offset=0.05)
    >>> float(found.typical[0]), int(found.begin[0]), int(found.settled[0])
    (5.0, 1, 3)
    """
    months, series = amounts.shape
    found = Settled(
        np.full(series, np.nan, np.float32),
        np.full(series, months, np.int64),
        np.full(series, months, np.int64),
        np.full(series, np.nan, np.float32),
    )

    def work(start: int, stop: int) -> None:
        _settle(amounts, count, offset, start, stop, *found)

    spread(work, series, span=_SPAN)
    return found


def hide_before(numbers: Singles, settled: Places) -> None:
    """Make what is told of the months before each series is settled unknown, in place.

    Parameters
    ----------
    numbers : (month, series)
    settled : (series,), index of the first month that is told

    Examples
    --------
    >>> numbers = np.ones((2, 2), np.float32)
    >>> hide_before(numbers, np.array([0, 1]))
    >>> numbers.tolist()
    [[1.0, nan], [1.0, 1.0]]
    """
    last = min(int(settled.max(initial=0)), len(numbers))

    def work(start: int, stop: int) -> None:
        _hide(numbers[:last, start:stop], settled[start:stop])

    spread(work, numbers.shape[1], span=_SPAN)


@compiled
def _hide(numbers: Singles, settled: Places) -> None:
    for t in range(len(numbers)):
        for j in range(len(settled)):
            numbers[t, j] = np.float32(np.nan) if t < settled[j] else numbers[t, j]


@compiled
def _settle(
    amounts: Singles,
    count: int,
    offset: float,
    start: int,
    stop: int,
    typical: Singles,
    begin: Places,
    settled: Places,
    scatter: Singles,
) -> None:
    sizes, away = np.empty(max(count, 1), np.float64), np.empty(max(count, 1), np.float64)
    for j in range(start, stop):
        found, rests, t = 0, 0, 0
        while found < count and t < len(amounts):
            amount = amounts[t, j]
            t += 1
            if amount > 0:
                begin[j] = min(begin[j], t - 1)
                _insert(sizes, found, np.float64(amount))
                found += 1
            elif amount == 0 and found > 0:
                rests += 1
        if found < count or count == 0:
            continue
        settled[j] = t
        usual = _middle(sizes, count)
        typical[j] = usual
        scatter[j] = _MAD * _scatter(sizes, rests, usual, offset, away)


@inlined
def _scatter(sizes: Doubles, rests: int, usual: float, offset: float, away: Doubles) -> float:
    """Median distance of the logs of months from their median: of months with trade, in order, and of those without.

    The months without trade have the least log, all the same one, so that only the others need to be put in order.
    """
    count = len(sizes)
    centre = 0.5 * (
        _log(sizes, (rests + count - 1) // 2 - rests, usual, offset)
        + _log(sizes, (rests + count) // 2 - rests, usual, offset)
    )
    of_rest = abs(math.log(offset) - centre)
    nearer = 0
    for place in range(count):
        distance = abs(_log(sizes, place, usual, offset) - centre)
        _insert(away, place, distance)
        nearer += distance < of_rest
    middle = 0.0
    for place in ((rests + count - 1) // 2, (rests + count) // 2):
        if place < nearer:
            middle += away[place]
        else:
            middle += of_rest if place < nearer + rests else away[place - rests]
    return 0.5 * middle


@inlined
def _log(sizes: Doubles, place: int, usual: float, offset: float) -> float:
    """Log of a size in parts of what is usual; of no trade before the first."""
    return math.log((sizes[place] if place >= 0 else 0.0) / usual + offset)


@inlined
def _insert(ordered: Doubles, held: int, number: float) -> None:
    """Put a number among the first `held`, which are in order."""
    place = held
    while place > 0 and ordered[place - 1] > number:
        ordered[place] = ordered[place - 1]
        place -= 1
    ordered[place] = number


@inlined
def _middle(ordered: Doubles, held: int) -> float:
    """Median of the first `held`."""
    return 0.5 * float(ordered[(held - 1) // 2] + ordered[held // 2])
