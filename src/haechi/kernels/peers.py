"""What the other series of a group did in the same month."""

import numpy as np
from numpy.typing import NDArray

from haechi.kernels.compiled import compiled, spread

Singles = NDArray[np.float32]
Doubles = NDArray[np.float64]
Places = NDArray[np.int64]

_YEAR = 12


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
