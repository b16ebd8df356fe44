"""What the other series of a group did in the same month, or had shown before it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from haechi.kernels.compiled import compiled, inlined, spread

Singles = NDArray[np.float32]
Doubles = NDArray[np.float64]
Places = NDArray[np.int64]

_YEAR = 12
_GROUPS = 256


class Shown(NamedTuple):
    """What series had shown before a month.

    Parameters
    ----------
    scale, expected : (month, series), NaN where not known
    settled : (series,), index of the month from which on a series shows anything
    first_month : calendar month of the first month, 0..11
    """

    scale: Singles
    expected: Singles
    settled: Places
    first_month: int


def of_peers(scores: Singles, group: Places, *, clip: float, prior: float) -> Singles:
    """Mean score of the other series of the group, month by month, in double precision.

    Parameters
    ----------
    scores : (month, series), NaN where not known
    group : (series,), 0 and above
    clip : what a score counts at most, either way
    prior : scores of nothing that stand beside those of the others, so that few of them say little

    Returns
    -------
    (month, series), never NaN: nothing where no other series has a score, whether the series has one or not.

    Examples
    --------
    >>> scores = np.array([[-3.0, -1.0, 2.0, np.nan]], np.float32)
    >>> of_peers(scores, np.array([0, 0, 0, 1]), clip=2.0, prior=1.0).tolist()
    [[0.3333333432674408, 0.0, -1.0, 0.0]]
    """
    out = np.empty(scores.shape, dtype=np.float32)
    groups = int(group.max(initial=-1)) + 1

    def work(first: int, last: int) -> None:
        _mean(scores[first:last], group, np.zeros((2, groups)), np.float32(clip), prior, out[first:last])

    spread(work, len(scores), span=_YEAR)
    return out


def medians_of_peers(
    shown: Shown, members: Places, starts: Places, stops: Places, begins: Places, *, fewest: int
) -> tuple[Singles, Singles]:
    """Median scale and season of the members of each group that are settled before a month.

    The season is the median of what was expected in each month of the year before, less the mean of that year.

    Parameters
    ----------
    members : (member,), places of series, group after group
    starts, stops : (group,), where each begins and ends in `members`; groups may be the same
    begins : (group,), the month of each, 1 or later
    fewest : members with a scale, or with the whole year, without which there is no median

    Returns
    -------
    (group,), NaN where too few have a scale; and (12, group), January first, zeros where too few have the year.

    Examples
    --------
    >>> scale = np.array([[1.0, 2.0, 6.0]], np.float32)
    >>> shown = Shown(scale, scale, settled=np.zeros(3, np.int64), first_month=0)
    >>> all_of_them = np.array([0]), np.array([3])
    >>> medians_of_peers(shown, np.arange(3), *all_of_them, np.array([1]), fewest=2)[0]
    array([2.], dtype=float32)
    """
    scale, season = np.full(len(begins), np.nan, np.float32), np.zeros((_YEAR, len(begins)), np.float32)
    most = int((stops - starts).max(initial=0))

    def work(first: int, last: int) -> None:
        for_one, for_all = np.empty(most, np.float32), np.empty((_YEAR, most), np.float32)
        here = slice(first, last)
        _medians(
            shown,
            members,
            starts[here],
            stops[here],
            begins[here],
            fewest,
            for_one,
            for_all,
            scale[here],
            season[:, here],
        )

    spread(work, len(begins), span=_GROUPS)
    return scale, season


@compiled
def _mean(scores: Singles, group: Places, sums: Doubles, clip: np.float32, prior: float, out: Singles) -> None:
    """Sums are those of a month, (clipped scores, how many of them) by group."""
    for t in range(len(scores)):
        sums[:] = 0.0
        for j in range(len(group)):
            score = scores[t, j]
            if score == score:  # not NaN
                sums[0, group[j]] += min(max(score, -clip), clip)
                sums[1, group[j]] += 1.0
        for j in range(len(group)):
            score, total, count = scores[t, j], sums[0, group[j]], sums[1, group[j]]
            if score == score:
                total -= min(max(score, -clip), clip)
                count -= 1.0
            out[t, j] = total / (count + prior)


@compiled
def _medians(
    shown: Shown,
    members: Places,
    starts: Places,
    stops: Places,
    begins: Places,
    fewest: int,
    known: Singles,
    year: Singles,
    scale: Singles,
    season: Singles,
) -> None:
    for group in range(len(begins)):
        begin, peers = begins[group], members[starts[group] : stops[group]]
        found = 0
        for peer in peers:
            number = shown.scale[begin - 1, peer]
            if shown.settled[peer] < begin and number == number:  # not NaN
                known[found] = number
                found += 1
        if found < fewest:
            continue
        scale[group] = _median(known[:found])
        before = begin - _YEAR
        found = 0
        for peer in peers if before >= 0 else peers[:0]:
            if shown.settled[peer] < begin:
                found += _less_the_mean(shown.expected[before:begin, peer], year[:, found])
        for t in range(_YEAR if found >= fewest else 0):
            season[(shown.first_month + before + t) % _YEAR, group] = _median(year[t, :found])


@inlined
def _less_the_mean(numbers: Singles, out: Singles) -> bool:
    """The months of a year less their mean, added up in the order of NumPy; whether all of them are known."""
    total = ((numbers[0] + numbers[1]) + (numbers[2] + numbers[3])) + (
        (numbers[4] + numbers[5]) + (numbers[6] + numbers[7])
    )
    for t in range(8, _YEAR):
        total += numbers[t]
    mean = total / np.float32(_YEAR)
    for t in range(_YEAR):
        out[t] = numbers[t] - mean
    return bool(mean == mean)  # not NaN


@inlined
def _median(numbers: Singles) -> np.float32:
    """Of numbers that are all known."""
    ordered = np.sort(numbers)
    return np.float32((ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / np.float32(2))
