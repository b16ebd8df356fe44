"""How active a series is, and how long it must be silent before silence says anything.

A series is regular, intermittent or lumpy by the mean interval between months with trade (ADI) and the squared
coefficient of variation of their sizes (CV^2), with the cut-offs of Syntetos, Boylan and Croston (2005), "On the
categorization of demand patterns", Journal of the Operational Research Society 56: 495-503.
"""

from enum import IntEnum

import numpy as np

from haechi.errors import InputError
from haechi.kernels.activity import demand_classes
from haechi.model.panel import Singles

ADI_CUT = 1.32
CV2_CUT = 0.49


class Activity(IntEnum):
    """Classes of series; silent ones have had no trade so far."""

    REGULAR = 0
    INTERMITTENT = 1
    LUMPY = 2
    SILENT = 3


def classes(values: Singles) -> np.ndarray:
    """Class of each series in each month, from the months before it.

    Parameters
    ----------
    values : (month, series), NaN where not known

    Returns
    -------
    (month, series), int8 members of `Activity`.

    Examples
    --------
    >>> every_third = np.array([[1.0], [0], [0], [1.0], [0], [0], [1.0]], dtype=np.float32)
    >>> Activity(classes(every_third)[-1, 0]).name
    'INTERMITTENT'
    """
    return demand_classes(
        values,
        interval_cut=ADI_CUT,
        variation_cut=CV2_CUT,
        names=(Activity.REGULAR, Activity.INTERMITTENT, Activity.LUMPY, Activity.SILENT),
    )


def earliest_silence(order_probability: float, significance: float) -> int | None:
    """Months of silence from which on silence can be significant: the least k with (1 - p)^k <= a.

    None where a series that never trades is silent.

    Raises
    ------
    InputError
        If the significance is not between 0 and 1.

    Examples
    --------
    >>> earliest_silence(0.3, 0.01), earliest_silence(1.0, 0.01), earliest_silence(0.0, 0.01)
    (13, 1, None)
    """
    if not 0 < significance < 1:
        raise InputError(f"significance {significance} is not between 0 and 1; write for example 0.01")
    if order_probability <= 0:
        return None
    if order_probability >= 1:
        return 1
    return int(np.ceil(np.log(significance) / np.log1p(-order_probability) - 1e-9))
