"""How concentrated a set of suppliers is: pure formulas over shares that sum to one along the last axis.

A row with a NaN gives NaN: an unknown share is never taken for zero.
"""

import numpy as np
from numpy.typing import NDArray

from haechi.model.market import Floats


def herfindahl(shares: Floats) -> Floats:
    """Herfindahl-Hirschman index, the sum of squared shares.

    Parameters
    ----------
    shares : (..., supplier), 1

    Returns
    -------
    (...), in 1/N..1; 1/N where N suppliers are equal, 1 where there is one.

    References
    ----------
    Hirschman (1964), The paternity of an index, American Economic Review 54:761.

    Examples
    --------
    >>> round(float(herfindahl(np.array([0.7, 0.2, 0.1]))), 12)
    0.54
    """
    return np.asarray(np.square(shares).sum(axis=-1))


def normalised_herfindahl(shares: Floats) -> Floats:
    """Herfindahl index freed of the number of suppliers, (H - 1/N) / (1 - 1/N).

    Parameters
    ----------
    shares : (..., supplier), 1; N counts the suppliers with a positive share

    Returns
    -------
    (...), in 0..1; 0 where all suppliers are equal; NaN where there is one supplier, for which it is not defined.

    Examples
    --------
    >>> round(float(normalised_herfindahl(np.array([0.7, 0.2, 0.1]))), 12)
    0.31
    """
    floor = 1 / _not_below(suppliers(shares), 1)
    return np.where(floor < 1, (herfindahl(shares) - floor) / np.where(floor < 1, 1 - floor, 1), np.nan)


def effective_suppliers(shares: Floats) -> Floats:
    """Number of equal suppliers that would give the same Herfindahl index, 1/H.

    Returns
    -------
    (...), in 1..N; NaN where nothing is supplied.

    Examples
    --------
    >>> round(float(effective_suppliers(np.array([0.7, 0.2, 0.1]))), 3)
    1.852
    """
    index = herfindahl(shares)
    return 1 / np.where(index > 0, index, np.nan)


def concentration_ratio(shares: Floats, *, largest: int) -> Floats:
    """Joint share of the `largest` suppliers (CR1, CR3).

    Returns
    -------
    (...), in 0..1.

    Examples
    --------
    >>> concentration_ratio(np.array([0.1, 0.7, 0.05, 0.15]), largest=3).round(12).item()
    0.95
    """
    return np.asarray(np.sort(shares, axis=-1)[..., ::-1][..., :largest].sum(axis=-1))


def theil(shares: Floats) -> Floats:
    """Theil index of inequality between suppliers, the sum of s ln(N s).

    Parameters
    ----------
    shares : (..., supplier), 1; N counts the suppliers with a positive share

    Returns
    -------
    (...), in 0..ln N; 0 where all suppliers are equal.

    References
    ----------
    Theil (1967), Economics and Information Theory, ch. 4.

    Examples
    --------
    >>> round(float(theil(np.array([0.7, 0.2, 0.1]))), 5)
    0.29679
    """
    return np.log(_not_below(suppliers(shares), 1)) - _entropy(shares)


def entropy_number(shares: Floats) -> Floats:
    """Number of equal suppliers that would give the same entropy, exp(-sum of s ln s).

    Returns
    -------
    (...), in 1..N.

    References
    ----------
    Hill (1973), Diversity and evenness, Ecology 54:427, number of order 1.

    Examples
    --------
    >>> round(float(entropy_number(np.array([0.7, 0.2, 0.1]))), 4)
    2.2296
    """
    return np.exp(_entropy(shares))


def market_power(shares: Floats, world_shares: Floats) -> Floats:
    """Export-market power that an importer faces: each supplier's share of world exports, weighted by its share.

    Parameters
    ----------
    shares : (..., supplier), 1, share in the importer's purchases
    world_shares : (..., supplier), 1, share in world exports

    Returns
    -------
    (...), in 0..1; 1 where everything comes from an economy that is the only exporter of the world.

    Examples
    --------
    >>> round(float(market_power(np.array([0.7, 0.3]), np.array([0.9, 0.1]))), 12)
    0.66
    """
    return np.asarray((shares * world_shares).sum(axis=-1))


def suppliers(shares: Floats) -> NDArray[np.int64]:
    """Number of suppliers with a positive share, (...)."""
    return np.asarray((shares > 0).sum(axis=-1), dtype=np.int64)


def _entropy(shares: Floats) -> Floats:
    """Shannon entropy in nats; a share of zero adds nothing, a NaN stays one."""
    logs = np.log(np.where(shares == 0, 1.0, shares))
    return np.asarray(-(shares * logs).sum(axis=-1))


def _not_below(counts: NDArray[np.int64], least: int) -> NDArray[np.int64]:
    return np.maximum(counts, least)
