"""Losses of orders as a walk: where a producer fails, another loses what part of its sales ends there.

From a producer the walk goes to one of its customers with the share of sales to it, or leaves the network by sales to
final users, the leak. The loss of a producer is the probability that its walk meets the one that fails. One pass from
the end of all walks gives the index of all producers at once.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, eye_array
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import splu

from haechi.model.market import Floats
from haechi.stress.network import Network
from haechi.stress.propagation import revenue, upstream_shares, weights

LEAK = 1e-9  # share of sales; less is rounding
_COLUMNS = 256  # of the inverse at a time


def leak(network: Network) -> Floats:
    """Share of each producer's sales that no link records, (producer,), in 0..1; 1 where it sells nothing at all."""
    sold = revenue(network)
    return 1 - np.divide(network.sales, sold, out=np.zeros(network.producers), where=sold > 0)


def closed_parts(network: Network) -> NDArray[np.int64]:
    """Number of the closed part that each producer belongs to, (producer,), -1 for none.

    A closed part is a set of producers that all sell to each other, over others or not, and none of which sells to
    anybody else: without a leak every walk in it meets every producer of it, whatever the values.

    Examples
    --------
    >>> from haechi.model.network import Links, Producers
    >>> from haechi.stress.network import network
    >>> firms = Producers(names=["a", "b", "c"], sectors=["x", "x", "x"])
    >>> ring = Links(supplier=["a", "b", "c"], customer=["b", "c", "b"], value=np.ones(3))
    >>> closed_parts(network(firms, ring)).tolist()
    [-1, 0, 0]
    """
    _, part = connected_components(_walk(network), directed=True, connection="strong")
    is_open = np.zeros(part.max(initial=-1) + 1, dtype=bool)
    is_open[part[leak(network) > LEAK]] = True
    counted = network.value > 0
    leads_out = part[network.supplier[counted]] != part[network.customer[counted]]
    is_open[part[network.supplier[counted][leads_out]]] = True
    number = np.where(is_open, -1, np.cumsum(~is_open) - 1)
    return np.asarray(number[part], dtype=np.int64)


def upstream_risk(network: Network) -> Floats:
    """ESRI upstream of every producer at the fixed point, from one factorisation.

    With G = (I - L)^-1, where L holds the shares of sales, it is (v G)_i / G_ii: walks that start by weight and meet
    producer i, of which G_ii counts how often each comes back.

    Returns
    -------
    (producer,), in 0..1; NaN in closed parts, where I - L has no inverse. Exact up to rounding; memory and time grow
    with the square of the number of producers that walks can reach from each other, so for some thousands.

    References
    ----------
    Kemeny and Snell (1960), Finite Markov chains, theorem 3.2.4 and section 3.3, on absorbing chains; the index is that
    of Diem et al. (2022), Scientific Reports 12:7719.
    """
    found = np.full(network.producers, np.nan)
    is_open = closed_parts(network) < 0
    places = np.flatnonzero(is_open)
    walk = _walk(network)[places][:, places].tocsc()
    factor = splu((eye_array(len(places), format="csc") - walk).tocsc())
    visits = factor.solve(weights(network)[places], trans="T")
    for left in range(0, len(places), _COLUMNS):
        columns = np.arange(left, min(left + _COLUMNS, len(places)))
        struck = np.zeros((len(places), len(columns)))
        struck[columns, columns - left] = 1
        returns = factor.solve(struck)[columns, columns - left]
        found[places[columns]] = visits[columns] / returns
    return found


def upstream_risk_after(network: Network, updates: int) -> Floats:
    """ESRI upstream of every producer after a number of updates, as the stop rule of the literature cuts it off.

    Of the walks that are at producer i after t steps, a_t = v L^t, those first there are f_t = a_t - sum over s < t of
    f_s r_(t-s), where r_k is the diagonal of L^k: how probably a walk is back after k steps.

    Parameters
    ----------
    network : with a leak or without
    updates : 0 or more; matrix powers up to half of it are held

    Returns
    -------
    (producer,), in 0..1.

    References
    ----------
    Feller (1968), An introduction to probability theory and its applications, vol. 1, ch. XIII, equation 3.1, on first
    passages.
    """
    walk = _walk(network)
    powers = [eye_array(network.producers, format="csr")]
    for _ in range((updates + 1) // 2):
        powers.append(powers[-1] @ walk)
    back = [(powers[k // 2].multiply(powers[k - k // 2].T)).sum(axis=1) for k in range(updates + 1)]
    there, first = weights(network), [weights(network)]
    for step in range(1, updates + 1):
        there = walk.T @ there
        first.append(there - sum(first[s] * back[step - s] for s in range(step)))
    return np.asarray(np.sum(first, axis=0))


def _walk(network: Network) -> csr_array:
    """Probability of each step, (producer, producer)."""
    shares = upstream_shares(network)
    counted = shares > 0
    ends = network.supplier[counted], network.customer[counted]
    return csr_array((shares[counted], ends), shape=(network.producers, network.producers))
