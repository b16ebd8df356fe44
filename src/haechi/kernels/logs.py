"""Amounts of many series on a scale on which they can be compared: logarithms relative to what is typical of each."""

import numpy as np
from numpy.typing import NDArray

from haechi.kernels.compiled import spread

Singles = NDArray[np.float32]

# Series of one month that stay in the cache of one core.
_SPAN = 4096


def relative_logs(amounts: Singles, typical: Singles, *, offset: float) -> Singles:
    """Logarithm of amounts relative to what is typical of their series, log(y / m + c).

    Parameters
    ----------
    amounts : (month, series), 0 or more, NaN where not known
    typical : (series,), such as the median of the months with trade
    offset : what keeps a month without trade finite, 1

    Returns
    -------
    (month, series), log(c) where nothing was traded, near 0 in a typical month; NaN where the amount is not known or
    nothing is typical.

    Examples
    --------
    >>> relative_logs(np.array([[90.0, 0.0]], np.float32), np.array([100.0, 0.0], np.float32), offset=0.1)
    array([[ 0., nan]], dtype=float32)
    """
    logs = np.empty(amounts.shape, dtype=np.float32)
    divisor = np.where(typical > 0, typical, np.nan).astype(np.float32)

    def work(start: int, stop: int) -> None:
        for amount, log in zip(amounts[:, start:stop], logs[:, start:stop], strict=True):
            np.divide(amount, divisor[start:stop], out=log)
            np.add(log, np.float32(offset), out=log)
            np.log(log, out=log)

    spread(work, amounts.shape[1], span=_SPAN)
    return logs
