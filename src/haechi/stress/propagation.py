"""How a loss is passed on in a network: whose loss counts how much for whom, down to customers and up to suppliers.

Down, an input of a critical group counts by its share in the group, and the scarcest group decides; important inputs
count by their share in all that is bought, and add up; those that are not critical do not count. Up, a customer counts
by its share in all that is sold.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import DTypeLike

from haechi.errors import InputError
from haechi.kernels.cascade import Side
from haechi.model.market import Floats
from haechi.model.network import Importance
from haechi.stress.network import Ints, Network, Starts


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Propagation:
    """Both sides of a network as the kernel wants them, and what the loss of each producer counts.

    Parameters
    ----------
    place : (producer,), where each stands in the kernel: those with most links come first, for what is read most often
        then lies together
    down, up : what losses travel along
    weight : (producer,) in the kernel's order, sums to 1
    """

    place: Ints
    down: Side
    up: Side
    weight: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cells:
    """Inputs of each producer in cells: each critical group is one, and all important inputs are one more.

    Parameters
    ----------
    customer : (cell,), ascending
    start : (cell + 1,), links of cell c are those from `start[c]` to before `start[c + 1]`
    link : (counted link,), links of the network, those without a class that counts left out
    share : (counted link,), share lost of what the customer makes where the supplier makes nothing, as far as the cell
        decides
    """

    customer: Ints
    start: Starts
    link: Starts
    share: Floats


def propagation(
    network: Network, *, replaces: bool = True, is_one: bool = False, precision: DTypeLike = np.float64
) -> Propagation:
    """Both sides of a network.

    Parameters
    ----------
    network : as it is
    replaces : whether survivors of a market make up for those that fail, as far as their share in it reaches
    is_one : how a market that is wiped out counts, see `Side`
    precision : of the shares and of the losses

    Raises
    ------
    InputError
        If the weight of a producer is unknown.

    References
    ----------
    Diem, Borsos, Reisch, Kertesz and Thurner (2022), Quantifying firm-level economic systemic risk from nation-wide
    supply networks, Scientific Reports 12:7719, methods.
    """
    order = np.argsort(-(np.diff(network.out_start) + np.diff(network.in_start)), kind="stable")
    place = np.empty(network.producers, np.int32)
    place[order] = np.arange(network.producers, dtype=np.int32)
    up = _up(network, place, precision)
    down = _down(network, place, precision, up)
    if replaces:
        sold = np.asarray(np.bincount(network.markets, weights=network.sales), dtype=np.float64)
        down = down._replace(
            market=network.markets[order], sales=network.sales[order], market_sales=sold, is_one=is_one
        )
    weight = weights(network)[order]
    for column in (*down, *up, weight):
        if isinstance(column, np.ndarray):
            column.flags.writeable = False  # the compiler takes an array that may be written for another type
    return Propagation(place=place, down=down, up=up, weight=weight)


def upstream_shares(network: Network) -> Floats:
    """Share of each link in all that its supplier sells, (link,), in 0..1; 0 where it sells nothing."""
    return _divided(network.value, revenue(network)[network.supplier])


def revenue(network: Network) -> Floats:
    """All that each producer sells, (producer,): its revenue where known, else sales by links and to final users."""
    sold = network.sales
    if network.final_demand is not None:
        sold = sold + np.where(np.isnan(network.final_demand), 0, network.final_demand)
    if network.revenue is not None:
        sold = np.where(np.isnan(network.revenue), sold, np.maximum(network.revenue, network.sales))
    return sold


def downstream_cells(network: Network) -> Cells:
    """Inputs of each producer in cells, the producers in order."""
    counted = network.in_link[network.importance[network.in_link] > Importance.NON_CRITICAL]
    customer = network.customer[counted]
    is_critical = network.importance[counted] == Importance.CRITICAL
    width = np.int64(network.group.max(initial=0)) + 2
    key = customer * width + np.where(is_critical, network.group[counted], width - 1)
    order = np.argsort(key, kind="stable")
    counted, customer, is_critical, key = counted[order], customer[order], is_critical[order], key[order]
    cell = np.cumsum(np.diff(key, prepend=-1) > 0) - 1
    start = np.searchsorted(cell, np.arange(cell[-1] + 2 if len(cell) else 1))
    value = network.value[counted]
    whole = np.where(is_critical, np.bincount(cell, weights=value)[cell], network.purchases[customer])
    if network.cost is not None:
        paid = np.where(np.isnan(network.cost), network.purchases, np.maximum(network.cost, network.purchases))
        whole = whole * _divided(paid, network.purchases)[customer]
    return Cells(customer=customer[start[:-1]], start=start, link=counted, share=_divided(value, whole))


def weights(network: Network) -> Floats:
    """What the loss of each producer counts, (producer,), by default its sales; sums to 1, or 0 where nothing counts.

    Raises
    ------
    InputError
        If the weight of a producer is unknown.
    """
    counted = network.sales if network.weight is None else network.weight
    unknown = np.flatnonzero(np.isnan(counted))
    if unknown.size:
        raise InputError(
            f"the weight of {str(network.names[unknown[0]])!r} is not known; give it, or no weights at all"
        )
    return _divided(counted, np.full(len(counted), counted.sum()))


def _up(network: Network, place: Ints, precision: DTypeLike) -> Side:
    supplier, customer = place[network.supplier], place[network.customer]
    by_supplier, by_customer = np.argsort(supplier, kind="stable"), np.argsort(customer, kind="stable")
    ends = np.arange(network.producers + 1)
    return Side(
        cells=ends,
        links=np.searchsorted(supplier[by_supplier], ends),
        source=customer[by_supplier],
        share=upstream_shares(network)[by_supplier].astype(precision),
        listener_start=np.searchsorted(customer[by_customer], ends),
        listener=supplier[by_customer],
        market=np.zeros(0, np.int32),
        sales=np.zeros(0),
        market_sales=np.zeros(0),
        is_one=False,
        weight=np.zeros(0),
        onward=np.zeros(0),
    )


def _down(network: Network, place: Ints, precision: DTypeLike, up: Side) -> Side:
    """The way down, without replacement; who hears of a producer are the customers, whose orders it hears of."""
    found = downstream_cells(network)
    customer = place[found.customer]
    order = np.argsort(customer, kind="stable")
    counts = np.diff(found.start)[order]
    links = np.concatenate(([0], np.cumsum(counts)))
    moved = np.arange(links[-1]) + np.repeat(found.start[:-1][order] - links[:-1], counts)
    return up._replace(
        cells=np.searchsorted(customer[order], np.arange(network.producers + 1)),
        links=links,
        source=place[network.supplier[found.link[moved]]],
        share=found.share[moved].astype(precision),
        listener_start=up.links,
        listener=up.source,
    )


def _divided(part: Floats, whole: Floats) -> Floats:
    """Shares, 0 where there is nothing to share."""
    return np.divide(part, whole, out=np.zeros(len(part)), where=whole > 0)
