"""Sums of many series over groups of them, month by month, with what they lack."""

import numpy as np
from numpy.typing import NDArray

from haechi.kernels.compiled import compiled

Singles = NDArray[np.float32]
Places = NDArray[np.int64]
Doubles = NDArray[np.float64]
Counts = NDArray[np.int32]

_UNKNOWN = np.float32(np.nan)


def grouped_sums(amounts: Singles, members: Places, starts: Places, *, may_lack: float) -> Singles:
    """Sums over groups of series, not known where they cannot be compared with the months before.

    That is where parts that are not known carried more than `may_lack` of the sum up to then, or where parts that had
    mostly not been known carry more than that of it now.

    Parameters
    ----------
    amounts : (month, series), 0 or more, NaN where not known
    members : (member,), places of series, group after group
    starts : (group + 1,), where each group begins in `members`
    may_lack : part of a sum that may be missing or new, 0..1

    Returns
    -------
    (month, group), in the unit of the amounts.

    Examples
    --------
    >>> amounts = np.array([[90.0, 10.0], [90.0, np.nan], [np.nan, 10.0]], np.float32)
    >>> grouped_sums(amounts, np.array([0, 1]), np.array([0, 2]), may_lack=0.2).ravel()
    array([100.,  90.,  nan], dtype=float32)
    """
    out = np.empty((len(amounts), len(starts) - 1), dtype=np.float32)
    _sums(amounts, members.astype(np.int64), starts.astype(np.int64), may_lack, out)
    return out


class PartialSums:
    """One sum of series that come in several blocks, by the rule of `grouped_sums`.

    Parameters
    ----------
    months : number of months
    """

    def __init__(self, months: int) -> None:
        self.by_times = np.zeros((months, months + 1))  # known amounts, by the months in which their series was known
        self.most = np.zeros(months, dtype=np.int64)
        self.lacking = np.zeros(months)
        self.usual = np.zeros(months)
        self.known = np.zeros(months, dtype=np.int64)

    def add(self, amounts: Singles, members: Places) -> None:
        """Add some series, (month, series), the members of the sum among them."""
        _add_parts(amounts, members.astype(np.int64), self.by_times, self.most, self.lacking, self.usual, self.known)

    def sums(self, *, may_lack: float) -> Singles:
        """The sum, (month,), not known where `grouped_sums` would not know it."""
        known = self.by_times.sum(axis=1)
        times = np.arange(self.by_times.shape[1])
        joined = np.where(2 * times < self.most[:, None], self.by_times, 0).sum(axis=1)
        is_known = (self.lacking <= may_lack * self.usual) & (joined <= may_lack * known) & (self.known > 0)
        return np.where(is_known, known, np.nan).astype(np.float32)


@compiled
def _add_parts(
    amounts: Singles, members: Places, by_times: Doubles, most: Places, lacking: Doubles, usual: Doubles, known: Places
) -> None:
    for member in members:
        times, total = 0, 0.0
        for t in range(len(amounts)):
            amount = amounts[t, member]
            is_known = amount == amount  # not NaN
            if is_known:
                times += 1
                total += amount
                by_times[t, times] += amount
                known[t] += 1
            mean = total / max(times, 1)
            usual[t] += mean
            most[t] = max(most[t], times)
            if not is_known:
                lacking[t] += mean


@compiled
def _sums(amounts: Singles, members: Places, starts: Places, may_lack: float, out: Singles) -> None:
    """Sums of all parts first; groups that lack one in any month are then looked at more closely."""
    in_part = np.flatnonzero(_lack(amounts, members, starts, out))
    times, total = np.zeros(amounts.shape[1], np.int32), np.zeros(amounts.shape[1], np.float64)
    most, least = np.zeros(len(starts) - 1, np.int32), np.zeros(len(starts) - 1, np.int32)
    for t in range(len(amounts) if len(in_part) else 0):
        _remember(amounts[t], times, total)
        for group in in_part:
            parts = members[starts[group] : starts[group + 1]]
            is_whole = out[t, group] == out[t, group]  # not NaN
            if is_whole:
                most[group] += 1
                least[group] += 1
            else:
                most[group], least[group] = _range(times, parts)
            if not is_whole or 2 * least[group] < most[group]:
                out[t, group] = _in_part(amounts[t], parts, times, total, most[group], may_lack)


@compiled
def _lack(amounts: Singles, members: Places, starts: Places, out: Singles) -> NDArray[np.bool_]:
    """Add all parts, and tell which groups lack one in any month, (group,): the sum of that month is NaN.

    Four months are added side by side, so that no addition waits for the one before it.
    """
    lack, last = np.zeros(len(starts) - 1, np.bool_), len(amounts) - 1
    for first in range(0, last + 1, 4):
        second, third, fourth = min(first + 1, last), min(first + 2, last), min(first + 3, last)
        for group in range(len(starts) - 1):
            a, b, c, d = 0.0, 0.0, 0.0, 0.0
            for part in members[starts[group] : starts[group + 1]]:
                a += amounts[first, part]
                b += amounts[second, part]
                c += amounts[third, part]
                d += amounts[fourth, part]
            out[first, group], out[second, group], out[third, group], out[fourth, group] = a, b, c, d
            lack[group] |= np.isnan(a + b + c + d)
    return lack


@compiled
def _range(times: Counts, parts: Places) -> tuple[np.int32, np.int32]:
    """The most and the fewest months in which any of the parts was known."""
    most, least = times[parts[0]], times[parts[0]]
    for part in parts:
        most, least = max(most, times[part]), min(least, times[part])
    return most, least


@compiled
def _in_part(row: Singles, parts: Places, times: Counts, total: Doubles, most: int, may_lack: float) -> np.float32:
    """The sum of the parts that are known, NaN where those that are not, or that are new, carry too much of it."""
    known, missing, lacking, usual, joined = 0.0, 0, 0.0, 0.0, 0.0
    for part in parts:
        is_known = row[part] == row[part]  # not NaN
        mean = total[part] / max(times[part], 1)
        usual += mean
        if is_known:
            known += row[part]
            joined += row[part] if 2 * times[part] < most else 0.0
        else:
            missing += 1
            lacking += mean
    is_known = missing < len(parts) and lacking <= may_lack * usual and joined <= may_lack * known
    return np.float32(known) if is_known else _UNKNOWN


@compiled
def _remember(row: Singles, times: Counts, total: Doubles) -> None:
    """In how many months each series was known, and its sum over them."""
    for j in range(len(row)):
        is_known = row[j] == row[j]  # not NaN
        times[j] += 1 if is_known else 0
        total[j] += row[j] if is_known else 0.0
