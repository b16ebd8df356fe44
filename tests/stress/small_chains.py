"""Small chains of items, and a plain cascade over a network."""

from collections.abc import Mapping, Sequence

import numpy as np
from tests.dependency.small_facts import PARAMETERS, make_item, make_provision

from haechi.dependency.presets import thresholds
from haechi.dependency.supply import WORLD, Supply, supplies
from haechi.model.chain import Basis, Link, Measure
from haechi.model.market import Floats
from haechi.stress.network import Network
from haechi.stress.sourcing import Purchases, Sourcing, chosen

LIMITS = thresholds(PARAMETERS, "CHAIN-65")


def made(
    item: str,
    shares: Mapping[str, float | None],
    *,
    low: float | None = None,
    high: float | None = None,
    basis: Basis = Basis.SITE,
    measure: Measure = Measure.PRODUCTION,
    period: str = "2024",
    market: str = WORLD,
) -> tuple[Supply, ...]:
    """Supplies of an item; a share of None is a presence, or bounded where bounds are given."""
    rows = [
        make_provision(
            item,
            economy,
            share,
            market=market,
            low=low if share is None else None,
            high=high if share is None else None,
            basis=basis,
            measure=measure,
            period=period,
        )
        for economy, share in shares.items()
    ]
    return supplies(rows, LIMITS)


def sourcing(
    links: Sequence[Link],
    *held: tuple[Supply, ...],
    parents: Mapping[str, str] | None = None,
    purchases: Purchases | None = None,
) -> Sourcing:
    """What a network is built from, with the items that the links name."""
    families = parents or {}
    names = dict.fromkeys(name for link in links for name in (link.supplier, link.customer))
    names |= dict.fromkeys([*families.values(), *families])
    return Sourcing(
        items=tuple(make_item(name, parent=families.get(name)) for name in names),
        links=tuple(links),
        supplies=chosen(supply for group in held for supply in group),
        purchases=purchases or {},
    )


def downstream(network: Network, stopped: Sequence[int]) -> Floats:
    """Losses once nothing changes any more: plain ESRI downstream without replacement, link by link.

    Returns
    -------
    (producer,), part of output lost
    """
    lost = np.zeros(len(network.names))
    lost[list(stopped)] = 1.0
    bought: dict[tuple[int, int], float] = {}
    links = list(zip(network.supplier, network.customer, network.value, network.group, network.importance, strict=True))
    for _, customer, value, group, _ in links:
        bought[customer, group] = bought.get((customer, group), 0.0) + value
    purchases = np.bincount(network.customer, network.value, minlength=lost.size)
    for _ in range(200):
        missing: dict[tuple[int, int], float] = {}
        linear = np.zeros(lost.size)
        for supplier, customer, value, group, importance in links:
            if importance == 2:
                part = value / bought[customer, group] * lost[supplier]
                missing[customer, group] = missing.get((customer, group), 0.0) + part
            elif importance == 1:
                linear[customer] += value / purchases[customer] * lost[supplier]
        after = np.maximum(lost, np.minimum(linear, 1.0))
        for (customer, _), part in missing.items():
            after[customer] = max(after[customer], min(part, 1.0))
        if np.array_equal(after, lost):
            break
        lost = after
    return lost
