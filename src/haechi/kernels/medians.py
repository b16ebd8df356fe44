"""Which series lie above the median of their group, month by month."""

import numpy as np
from numpy.typing import NDArray

from haechi.kernels.compiled import compiled, spread

Singles = NDArray[np.float32]
Groups = NDArray[np.int8]
Flags = NDArray[np.bool_]


def above_median(numbers: Singles, group: Groups, groups: int) -> Flags:
    """Whether each number lies above the lower median of its month and group; one that is not known does not.

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
    out = np.zeros(numbers.shape, dtype=bool)

    def work(first: int, last: int) -> None:
        parted, ends = np.empty(numbers.shape[1], np.float32), np.empty(groups + 1, np.int64)
        medians = np.full(groups, np.nan, np.float32)
        for row, found in zip(numbers[first:last], out[first:last], strict=True):
            _part(row, group, parted, ends)
            for place in range(groups):
                known = parted[ends[place] : ends[place + 1]]
                middle = (len(known) - 1) // 2
                medians[place] = np.partition(known, middle)[middle] if len(known) else np.nan
            _compare(row, group, medians, found)

    spread(work, len(numbers), span=1)
    return out


@compiled
def _part(row: Singles, group: Groups, parted: Singles, ends: NDArray[np.int64]) -> None:
    """Known numbers, group after group, and where each group begins and ends."""
    ends[:] = 0
    for j in range(len(row)):
        ends[group[j] + 1] += row[j] == row[j]  # not NaN
    for place in range(1, len(ends)):
        ends[place] += ends[place - 1]
    at = ends.copy()
    for j in range(len(row)):
        if row[j] == row[j]:
            parted[at[group[j]]] = row[j]
            at[group[j]] += 1


@compiled
def _compare(row: Singles, group: Groups, medians: Singles, out: Flags) -> None:
    for j in range(len(row)):
        out[j] = row[j] > medians[group[j]]
