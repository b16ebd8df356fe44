"""Over which links of a network a loss came: who passed what on to whom, and the ways from a shock to a firm.

Down, the input that binds carries the loss of a customer; up, every customer carries the part that it buys less.
"""

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array
from scipy.sparse.csgraph import dijkstra

from haechi.kernels.cascade import WIPED_OUT
from haechi.model.market import Floats
from haechi.model.network import Importance
from haechi.model.panel import Names
from haechi.stress.explanation import Way
from haechi.stress.network import Ints, Network

_MOST_LINKS = 100_000  # that the search for the ways to one producer looks at
_STEP = 1e-9  # cost of a link beside -log(part): of ways that carry the same the shortest comes first


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Passed:
    """What links passed on, (link,): `part`, 0..1, is what each carries of the taker's loss."""

    giver: Ints
    taker: Ints
    loss: Floats
    part: Floats


def passed_down(chain: Network, lost: Floats, *, replaces: bool) -> Passed:
    """What each producer of a network passed on to its customers, as a part of their output.

    The critical group that lacks most, or all important inputs together where they lack more, carries the loss of a
    customer; each supplier has its part of that, and one outside of it what it would have taken alone.

    Parameters
    ----------
    chain : producers and links
    lost : (producer,), part of output that each lost downstream
    replaces : whether survivors of a market make up for those that fail

    References
    ----------
    Diem et al. (2022), Scientific Reports 12:7719, production function with essential and non-essential inputs.
    """
    told = lost * _unreplaced(chain, lost) if replaces else lost
    loss = told[chain.supplier] * _taken(chain)
    cells, cell = np.unique(_bundles(chain), return_inverse=True)
    together = np.bincount(cell, weights=loss, minlength=cells.size)
    greatest = np.zeros(chain.producers)
    np.maximum.at(greatest, chain.customer, together[cell])
    return _listed(chain.supplier, chain.customer, loss, greatest)


def passed_up(chain: Network, lost: Floats) -> Passed:
    """What each producer passed on to its suppliers by buying less, as a part of their sales by links.

    Parameters
    ----------
    chain : producers and links
    lost : (producer,), part of output that each lost upstream

    References
    ----------
    Diem et al. (2022), Scientific Reports 12:7719, upstream update with proportional cuts of demand.
    """
    sold = np.divide(chain.value, chain.sales[chain.supplier], out=np.zeros_like(chain.value), where=chain.value > 0)
    loss = lost[chain.customer] * sold
    together: Floats = np.bincount(chain.supplier, weights=loss, minlength=chain.producers).astype(np.float64)
    return _listed(chain.customer, chain.supplier, loss, together)


def ways(names: Names, passed: Passed, *, sources: Ints, targets: Ints, most: int) -> Mapping[int, tuple[Way, ...]]:
    """Ways over which losses came from a shock, by target, those that carry the largest part first.

    The part of a way is the product of the parts of its links; no way visits a producer twice. Partial ways are taken
    up by the most that a whole one over them can carry, so that the best way is found without a detour; the search for
    others is given up after 100,000 links.

    Parameters
    ----------
    names : (producer,)
    passed : what was passed on, link by link
    sources : places where the shock was
    targets : places whose losses are explained
    most : ways for each

    References
    ----------
    Dijkstra (1959), A note on two problems in connexion with graphs, Numerische Mathematik 1; Hart, Nilsson, Raphael
    (1968), A formal basis for the heuristic determination of minimum cost paths, IEEE Transactions on Systems Science
    and Cybernetics 4.
    """
    cost = np.maximum(-np.log(passed.part), 0.0) + _STEP
    links = csr_array((cost, (passed.giver, passed.taker)), shape=(len(names), len(names)))
    search = _Search(
        by_taker=links.tocsc(),
        from_sources=dijkstra(links, indices=sources, min_only=True),
        sources=frozenset(sources.tolist()),
    )
    return {
        target: tuple(
            Way(names=tuple(str(names[place]) for place in places), part=part)
            for part, places in search.best(target, most)
        )
        for target in targets.tolist()
    }


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Search:
    """Links by who takes, their costs, and the least cost from a source to each producer."""

    by_taker: csc_array
    from_sources: Floats
    sources: frozenset[int]

    def best(self, target: int, most: int) -> list[tuple[float, tuple[int, ...]]]:
        """Parts and places of the ways to a target, the cheapest first."""
        found: list[tuple[float, tuple[int, ...]]] = []
        queue: list[tuple[float, tuple[int, ...], float]] = [(float(self.from_sources[target]), (target,), 0.0)]
        left = _MOST_LINKS
        if not np.isfinite(self.from_sources[target]):
            return found
        while queue and len(found) < most and (left > 0 or not found):
            _, places, behind = heapq.heappop(queue)
            if places[0] in self.sources:
                found.append((float(np.exp(_STEP * (len(places) - 1) - behind)), places))
                continue
            for giver, cost in self._givers(places[0]):
                left -= 1
                if giver not in places:
                    whole = behind + cost + float(self.from_sources[giver])
                    heapq.heappush(queue, (whole, (giver, *places), behind + cost))
        return found

    def _givers(self, taker: int) -> Iterator[tuple[int, float]]:
        links = slice(*self.by_taker.indptr[taker : taker + 2])
        for giver, cost in zip(self.by_taker.indices[links].tolist(), self.by_taker.data[links].tolist(), strict=True):
            if np.isfinite(self.from_sources[giver]):
                yield giver, cost


def why_no_farther(chain: Network, struck: Ints) -> Iterator[str]:
    """Why a shock reaches nobody beyond the producers that it strikes; nothing where it may.

    Parameters
    ----------
    chain : producers and links
    struck : places of those that the shock strikes
    """
    hit = np.zeros(chain.producers, dtype=bool)
    hit[struck] = True
    sold = (chain.value > 0) & hit[chain.supplier] & ~hit[chain.customer]
    if not sold.any():
        yield "nothing is downstream: no firm that is struck sells to another"
    elif not (sold & (chain.importance > Importance.NON_CRITICAL)).any():
        yield "nothing is lost downstream: no customer needs what the firms that are struck sell"
    if not ((chain.value > 0) & hit[chain.customer] & ~hit[chain.supplier]).any():
        yield "nothing is upstream: no firm that is struck buys from another"


def _unreplaced(chain: Network, lost: Floats) -> Floats:
    """Part of each producer's loss that no survivor of its market makes up for, (producer,)."""
    left = np.bincount(chain.markets, weights=(1 - lost) * chain.sales)[chain.markets]
    is_left = left > WIPED_OUT * np.bincount(chain.markets, weights=chain.sales)[chain.markets]
    return np.minimum(np.divide(chain.sales, left, out=np.ones_like(left), where=is_left), 1.0)


def _taken(chain: Network) -> Floats:
    """Part of a customer's output that hangs on each link: of its group if critical, of all inputs if important."""
    width = int(chain.group.max(initial=0)) + 1
    _, group = np.unique(chain.customer.astype(np.int64) * width + chain.group, return_inverse=True)
    together = np.bincount(group, weights=chain.value)[group]
    whole = np.where(chain.importance == Importance.CRITICAL, together, chain.purchases[chain.customer])
    counts = (chain.value > 0) & (chain.importance != Importance.NON_CRITICAL)
    return np.divide(chain.value, whole, out=np.zeros_like(chain.value), where=counts)


def _bundles(chain: Network) -> NDArray[np.int64]:
    """A number for each bundle of inputs whose losses add up at a customer: a critical group, or all important ones."""
    width = int(chain.group.max(initial=0)) + 2
    bundle = np.where(chain.importance == Importance.CRITICAL, chain.group + 1, 0)
    return np.asarray(chain.customer.astype(np.int64) * width + bundle)


def _listed(giver: Ints, taker: Ints, loss: Floats, whole: Floats) -> Passed:
    """Links that passed something on, the largest loss first; `whole`, (producer,), is what they are parts of."""
    order = np.argsort(-loss, kind="stable")[: np.count_nonzero(loss > 0)]
    giver, taker, loss = giver[order], taker[order], loss[order]
    return Passed(giver=giver, taker=taker, loss=loss, part=loss / whole[taker])
