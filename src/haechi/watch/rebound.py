"""Whether a dependence that a closed measure had lowered is creeping back.

What was diversified in a crisis goes back to the cheapest supplier once the crisis is over, as Korea's urea did between
the stops of 2021 and 2023.
"""

from dataclasses import dataclass

import numpy as np

_YEAR = 12
_NEAR = 0.05  # of the share, 0..1, within which it counts as back where it was


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebound:
    """A supplier's share in an importer's purchases over twelve months, 0..1, at three moments.

    before : the year to the month before the measure was announced
    lowest : the lowest year since; in the year that ended with `lowest_month`
    now : the year to the newest month
    """

    before: float
    lowest: float
    lowest_month: str
    now: float

    @property
    def is_back(self) -> bool:
        """Whether the share had fallen and is again where it was, or above."""
        return self.lowest < self.before - _NEAR and self.now >= self.before - _NEAR

    @property
    def is_rising(self) -> bool:
        """Whether the share has regained a half or more of what it had lost."""
        lost = self.before - self.lowest
        return lost > _NEAR and self.now - self.lowest >= lost / 2


def rebound(months: np.ndarray, bought: np.ndarray, total: np.ndarray, announced: np.datetime64) -> Rebound | None:
    """Share of one supplier before a measure, at its lowest and now; None where it cannot be told.

    Parameters
    ----------
    months : (month,), datetime64[M], consecutive
    bought, total : (month,), USD from the supplier and from all of them; NaN where not known
    announced : the month in which the measure was announced

    Examples
    --------
    >>> months = np.arange("2020-01", "2024-01", dtype="datetime64[M]")
    >>> share = np.repeat([0.8, 0.8, 0.4, 0.8], 12)
    >>> found = rebound(months, share * 100, np.full(48, 100.0), np.datetime64("2021-12"))
    >>> round(found.before, 2), round(found.lowest, 2), found.lowest_month, round(found.now, 2), found.is_back
    (0.8, 0.4, '2022-12', 0.8, True)
    """
    whole = _yearly(total)
    shares = _yearly(bought) / np.where(whole > 0, whole, np.nan)
    start = int(np.searchsorted(months, announced)) - 1
    if start < 0 or start >= len(months) - 1 or np.isnan(shares[start]) or np.isnan(shares[-1]):
        return None
    since = shares[start + 1 :]
    lowest = int(np.nanargmin(since))
    return Rebound(
        before=float(shares[start]),
        lowest=float(since[lowest]),
        lowest_month=str(months[start + 1 + lowest]),
        now=float(shares[-1]),
    )


def _yearly(values: np.ndarray) -> np.ndarray:
    """Sums of twelve months, NaN where one of them is not known."""
    out = np.full(len(values), np.nan)
    if len(values) >= _YEAR:
        out[_YEAR - 1 :] = np.lib.stride_tricks.sliding_window_view(values.astype(np.float64), _YEAR).sum(axis=1)
    return out
