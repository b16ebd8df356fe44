"""Which series lie above the median of their group, month by month."""

import numpy as np
from numpy.typing import NDArray

from haechi.kernels.compiled import compiled, inlined, spread

Singles = NDArray[np.float32]
Groups = NDArray[np.int8]
Flags = NDArray[np.bool_]
Bits = NDArray[np.uint32]
Counts = NDArray[np.int32]
Places = NDArray[np.int64]

_LEADING = 12  # bits that numbers are counted by: sign, exponent and the first three of the fraction


def above_median(numbers: Singles, group: Groups, groups: int) -> Flags:
    """Whether each number lies above the lower median of its month and group; one that is not known does not.

    Numbers are counted by their leading bits, and only those that begin like the median are put in order.

    Parameters
    ----------
    numbers : (month, series), NaN where not known
    group : (series,), below `groups`

    Returns
    -------
    (month, series)

    Examples
    --------
    >>> above_median(np.array([[1.0, 2.0, 3.0, np.nan]], np.float32), np.zeros(4, np.int8), 1)
    array([[False, False,  True, False]])
    """
    given = np.ascontiguousarray(numbers, dtype=np.float32)
    out = np.zeros(given.shape, dtype=bool)

    def work(first: int, last: int) -> None:
        counts, near = np.empty((groups, 1 << _LEADING), np.int32), np.empty(given.shape[1], np.float32)
        medians = np.full(groups, np.nan, np.float32)
        for row, found in zip(given[first:last], out[first:last], strict=True):
            _count(row, row.view(np.uint32), group, counts)
            leading, before, size = _leading(counts)
            ends = np.append(0, np.cumsum(size))
            _part(row, row.view(np.uint32), group, leading, ends, near)
            for place in np.flatnonzero(size):
                here = near[ends[place] : ends[place + 1]]
                medians[place] = np.partition(here, before[place])[before[place]]
            _compare(row, group, medians, found)

    spread(work, len(given), span=1)
    return out


@inlined
def _leads(bits: int) -> int:
    """Leading bits of a number, in the order of the numbers: those below zero are turned round."""
    turned = bits ^ 0xFFFFFFFF if bits >> 31 else bits | 0x80000000
    return turned >> (32 - _LEADING)


@compiled
def _count(row: Singles, bits: Bits, group: Groups, counts: Counts) -> None:
    """How many known numbers of each group begin with the same bits."""
    counts[:] = 0
    for j in range(len(row)):
        if row[j] == row[j]:  # not NaN
            counts[group[j], _leads(bits[j])] += 1


@compiled
def _leading(counts: Counts) -> tuple[Places, Places, Places]:
    """With which bits the lower median of each group begins, how many that begin so lie below it, and how many do."""
    leading, before, near = (
        np.zeros(len(counts), np.int64),
        np.zeros(len(counts), np.int64),
        np.zeros(len(counts), np.int64),
    )
    for place in range(len(counts)):
        left = (counts[place].sum() - 1) // 2
        lead = 0
        while left >= counts[place, lead]:
            left -= counts[place, lead]
            lead += 1
        leading[place], before[place], near[place] = lead, left, counts[place, lead]
    return leading, before, near


@compiled
def _part(row: Singles, bits: Bits, group: Groups, leading: Places, starts: Places, near: Singles) -> None:
    """Numbers that begin like the median of their group, group after group."""
    at = starts.copy()
    for j in range(len(row)):
        if _leads(bits[j]) == leading[group[j]] and row[j] == row[j]:
            near[at[group[j]]] = row[j]
            at[group[j]] += 1


@compiled
def _compare(row: Singles, group: Groups, medians: Singles, out: Flags) -> None:
    for j in range(len(row)):
        out[j] = row[j] > medians[group[j]]
