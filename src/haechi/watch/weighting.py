"""What part of the false alarms each series may cost: most where a deep fall stands out of its usual movements.

P-values are weighed by numbers that do not know of the month (Genovese, Roeder and Wasserman 2006, "False discovery
control with p-value weighting", Biometrika 93: 509-524): p / w with weights of mean 1 keeps the control of false
discoveries, and finds more where weights are large for series that would show what is looked for. Here it is a fall by
80 %, in usual spreads of the series.
"""

import math

import numpy as np

from haechi.model.panel import Singles

_FALL = math.log(5)  # of 80 %, in logs
_BETWEEN = (0.2, 3.0)  # spreads in it below and above which no difference is made
_POWER = 0.5  # of the spreads in it, so that no series loses much of its say


def told(spread: Singles) -> Singles:
    """How well a series would show a fall by 80 %, of any unit; 1 where its usual spread is not known.

    Parameters
    ----------
    spread : (series,), usual spread of its logs

    Examples
    --------
    >>> [round(float(part), 3) for part in told(np.array([math.log(5), 0.1, np.nan], dtype=np.float32))]
    [1.0, 1.732, 1.0]
    """
    with np.errstate(divide="ignore"):
        spreads = np.clip(np.float32(_FALL) / spread, *_BETWEEN) ** np.float32(_POWER)
    return np.where(np.isnan(spreads), np.float32(1), spreads).astype(np.float32)


def means(spread: Singles, level: np.ndarray, levels: int) -> Singles:
    """Mean of `told` by level over the series whose spread is known; 1 where there is none."""
    known = ~np.isnan(spread)
    counts = np.bincount(level[known], minlength=levels)
    sums = np.bincount(level[known], weights=told(spread[known]), minlength=levels)
    return np.where(counts > 0, sums / np.maximum(counts, 1), 1.0).astype(np.float32)


def weights(spread: Singles, level: np.ndarray, mean: Singles) -> Singles:
    """Weights of p-values, (series,); of mean 1 within each level of the series whose means are given."""
    found: Singles = told(spread) / mean[level]
    return found
