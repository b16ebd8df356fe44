"""Equal Earth, a projection that keeps areas: of two economies the larger one looks larger."""

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
EAST = 2.7066299836960748  # how far the equator runs from the middle
_ROOT = math.sqrt(3) / 2
_COEFFICIENTS = (1.340264, -0.081106, 0.000893, 0.003796)


def equal_earth(longitudes: Floats, latitudes: Floats) -> tuple[Floats, Floats]:
    """East and north of points on a globe of radius 1, from degrees counted from the middle of the map.

    Parameters
    ----------
    longitudes, latitudes : (point,), degrees

    Returns
    -------
    Two arrays, (point,): -2.71 to 2.71 eastwards, -1.32 to 1.32 northwards.

    References
    ----------
    Šavrič, Patterson and Jenny 2019, The Equal Earth map projection, International Journal of Geographical
    Information Science 33(3), equations 6 to 9.
    """
    a1, a2, a3, a4 = _COEFFICIENTS
    theta = np.arcsin(_ROOT * np.sin(np.radians(latitudes)))
    slope = 9 * a4 * theta**8 + 7 * a3 * theta**6 + 3 * a2 * theta**2 + a1
    east = np.radians(longitudes) * np.cos(theta) / (_ROOT * slope)
    north = theta * (a1 + a2 * theta**2 + theta**6 * (a3 + a4 * theta**2))
    return east, north
