"""How often a series that rests for months has an order, how large its orders are, and how long it has been silent."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from haechi.errors import HaechiError
from haechi.kernels.compiled import compiled, spread

Singles = NDArray[np.float32]

# Series worked through together: their state and a month of each output stay in the cache of one core.
SPAN = 1024

_ZERO = np.float32(0.0)
_ONE = np.float32(1.0)
_UNKNOWN = np.float32(np.nan)


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """What the past of each series says of its orders, (month, series).

    Parameters
    ----------
    probability : that the month has an order, from the months before it; NaN before the first known month
    usual : the probability as it stood before the newest order up to the month: what a silence since then is held
        against, for the probability itself falls with the silence, and has just risen after an order; NaN before the
        first order that a known month precedes
    silence : known months without an order in a row, up to the month; those not known are passed over
    size : mean size of orders before the month; NaN before the first
    """

    probability: Singles
    usual: Singles
    silence: Singles
    size: Singles


def orders(amounts: Singles, *, probability_gain: float = 0.1, size_gain: float = 0.1) -> Orders:
    """Order probability and order size by exponential smoothing, which a silence wears down month by month.

    Gains start from the mean, 1/(n + 1), and fall to those given.

    Parameters
    ----------
    amounts : (month, series), 0 where nothing was ordered, NaN where not known
    probability_gain, size_gain : least gains, in 0..1; beta and alpha in the reference

    Returns
    -------
    All of shape (month, series): probabilities in 0..1, months, and sizes in the unit of `amounts`.

    Raises
    ------
    HaechiError
        Where a gain is outside 0..1.

    References
    ----------
    Teunter, Syntetos and Babai (2011), Intermittent demand: linking forecasting to inventory obsolescence, European
    Journal of Operational Research 214:606-615, equations of the method proposed.

    Examples
    --------
    >>> found = orders(np.array([[5.0], [0.0], [0.0]], np.float32))
    >>> found.probability.ravel(), found.silence.ravel(), found.size.ravel()
    (array([nan, 1. , 0.5], dtype=float32), array([0., 1., 2.], dtype=float32), array([nan,  5.,  5.], dtype=float32))
    """
    if not (0 <= probability_gain <= 1 and 0 <= size_gain <= 1):
        raise HaechiError(f"orders: the gains are {probability_gain} and {size_gain}; give numbers in 0..1")
    given = np.ascontiguousarray(amounts, dtype=np.float32)
    gains = _Gains(np.float32(probability_gain), np.float32(size_gain))
    written = np.empty((4, *given.shape), dtype=np.float32)

    def work(start: int, stop: int) -> None:
        _orders(given, gains, start, stop, written)

    spread(work, given.shape[1], span=SPAN)
    probability, usual, silence, size = written
    return Orders(probability=probability, usual=usual, silence=silence, size=size)


class _Gains(NamedTuple):
    probability: np.float32
    size: np.float32


@compiled
def _orders(amounts: Singles, gains: _Gains, start: int, stop: int, written: Singles) -> None:
    width = stop - start
    probability = np.full(width, _UNKNOWN)
    usual = np.full(width, _UNKNOWN)
    silence = np.zeros(width, np.float32)
    size = np.full(width, _UNKNOWN)
    known = np.zeros(width, np.float32)
    count = np.zeros(width, np.float32)
    for t in range(len(amounts)):
        row = amounts[t, start:stop]
        probabilities, sizes = written[0, t, start:stop], written[3, t, start:stop]
        usuals, silences = written[1, t, start:stop], written[2, t, start:stop]
        for j in range(width):
            amount = row[j]
            before = probability[j]
            usual_before = usual[j]
            quiet = silence[j]
            mean = size[j]
            months = known[j]
            number = count[j]
            is_order = amount > _ZERO  # not so where the amount is not known
            counted = _ONE if amount == amount else _ZERO
            ordered = _ONE if is_order else _ZERO
            gain = _ONE / (months + _ONE)
            gain = gain if gain > gains.probability else gains.probability
            after = before + gain * (ordered - before)
            after = after if months > _ZERO else ordered
            size_gain = _ONE / (number + _ONE)
            size_gain = size_gain if size_gain > gains.size else gains.size
            larger = mean + size_gain * (amount - mean)
            larger = larger if number > _ZERO else amount
            now_usual = before if is_order else usual_before
            now_quiet = _ZERO if is_order else quiet + counted
            probabilities[j] = before
            sizes[j] = mean
            usuals[j] = now_usual
            silences[j] = now_quiet
            probability[j] = after if counted > _ZERO else before
            size[j] = larger if is_order else mean
            usual[j] = now_usual
            silence[j] = now_quiet
            known[j] = months + counted
            count[j] = number + ordered
