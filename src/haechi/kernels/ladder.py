"""Numbers placed among ascending steps without a search: the leading bits of a number tell nearly where it lies."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from haechi.kernels.compiled import compiled, inlined, spread

Singles = NDArray[np.float32]
Doubles = NDArray[np.float64]
Bins = NDArray[np.uint16]

_SPAN = 1 << 16
_LEADING = 16  # bits of a single that are looked up: sign, exponent and the first seven of its fraction
_REST = np.uint32(32 - _LEADING)


class Ladder(NamedTuple):
    """Ascending steps, with where numbers that begin alike start to climb.

    Parameters
    ----------
    steps : (step + most,), ascending, then NaN; a number lies in the bin whose index is how many steps are not above it
    height : number of steps
    start : (2 ** 16,), bin of the least number with these leading bits
    most : steps that a number climbs at most from there, 2 or more
    """

    steps: Doubles
    height: int
    start: Bins
    most: int


def ladder(steps: Doubles) -> Ladder:
    """Prepare steps to place numbers among.

    Parameters
    ----------
    steps : (step,), ascending, fewer than 65,535
    """
    leading = np.arange(1 << _LEADING, dtype=np.uint32) << _LEADING
    is_negative = leading >= 1 << 31
    least = np.where(is_negative, leading | (1 << _LEADING) - 1, leading).astype(np.uint32).view(np.float32)
    is_no_number = np.isnan(least)
    least[is_no_number] = np.where(is_negative, -np.inf, np.inf)[is_no_number]
    start = np.searchsorted(steps, least, side="right")
    most = max(int(np.diff(np.sort(start), append=len(steps)).max()), 2)
    return Ladder(
        steps=np.append(steps, np.full(most, np.nan)).astype(np.float64),
        height=len(steps),
        start=start.astype(np.uint16),
        most=most,
    )


def placed(numbers: Singles, on: Ladder, *, out: Bins | None = None) -> Bins:
    """The bin of each number.

    Parameters
    ----------
    numbers : any shape, NaN where not known
    out : of the same shape, in one piece or (month, series), where the bins go; None: a new array

    Returns
    -------
    Of the same shape; one more than the number of steps where not known.

    Examples
    --------
    >>> placed(np.array([-1.0, 0.0, 0.5, 7.0, np.nan], np.float32), ladder(np.array([0.0, 1.0])))
    array([0, 1, 1, 2, 3], dtype=uint16)
    """
    found = np.empty(np.shape(numbers), dtype=np.uint16) if out is None else out
    given = np.ascontiguousarray(numbers, dtype=np.float32)
    rows, written = (given, found) if found.ndim == 2 else (given.reshape(1, -1), found.reshape(1, -1))
    bits = rows.view(np.uint32)

    def work(start: int, stop: int) -> None:
        _place(rows, bits, on, start, stop, written)

    spread(work, rows.shape[1], span=max(_SPAN // max(len(rows), 1), 1))
    return found


def placed_along(numbers: Singles, on: Ladder) -> Bins:
    """The bins of numbers that mostly ascend along each row, such as those of a table: the same as `placed`.

    Parameters
    ----------
    numbers : (row, number), NaN where not known
    """
    out = np.empty(numbers.shape, dtype=np.uint16)
    _climb(numbers, on, out)
    return out


@inlined
def climbed(number: float, on: Ladder, start: int) -> int:
    """The bin of a number, from a bin near it."""
    place = start
    while place < on.height and on.steps[place] <= number:
        place += 1
    while place > 0 and on.steps[place - 1] > number:
        place -= 1
    return place


@compiled
def _place(numbers: Singles, bits: NDArray[np.uint32], on: Ladder, start: int, stop: int, out: Bins) -> None:
    for t in range(len(numbers)):
        row, leading, found = numbers[t, start:stop], bits[t, start:stop], out[t, start:stop]
        _climb_two(row, leading, on.steps, on.start, on.height + 1, found)
        if on.most > 2:
            _climb_on(row, leading, on, found)


@compiled
def _climb_two(
    numbers: Singles, bits: NDArray[np.uint32], steps: Doubles, start: Bins, unknown: int, out: Bins
) -> None:
    """Nothing but this loop, in numbers no wider than they must be, so that many go at once."""
    for j in range(len(numbers)):
        number, first = numbers[j], np.int32(start[bits[j] >> _REST])
        place = first + np.int32(steps[first] <= number) + np.int32(steps[first + 1] <= number)
        out[j] = place if number == number else unknown  # NaN is no number


@compiled
def _climb_on(numbers: Singles, bits: NDArray[np.uint32], on: Ladder, out: Bins) -> None:
    for j in range(len(numbers)):
        number, first = numbers[j], int(on.start[bits[j] >> 16])
        for k in range(2, on.most):
            out[j] += on.steps[first + k] <= number


@compiled
def _climb(numbers: Singles, on: Ladder, out: Bins) -> None:
    for row in range(len(numbers)):
        place = 0
        for j in range(numbers.shape[1]):
            number = numbers[row, j]
            if number == number:  # not NaN
                place = climbed(number, on, place)
            out[row, j] = place if number == number else on.height + 1
