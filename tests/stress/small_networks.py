"""Networks that a reader can work out by hand, those with published answers, and random ones."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from haechi.model.network import Links, Producers
from haechi.stress.network import Network, network


def small(
    ends: Sequence[tuple[str, str]],
    *,
    sectors: Mapping[str, str] | None = None,
    value: Sequence[float] | None = None,
    importance: Sequence[int] | int = 1,
    **columns: Any,
) -> Network:
    """A network from pairs of names; by default each firm is a sector of its own and every link is worth 1."""
    names = sorted({name for pair in ends for name in pair} | set(sectors or {}))
    return network(
        Producers(names=names, sectors=[(sectors or {}).get(name, name) for name in names], **columns),
        Links(
            supplier=[pair[0] for pair in ends],
            customer=[pair[1] for pair in ends],
            value=np.ones(len(ends)) if value is None else np.array(value, dtype=np.float64),
            importance=np.broadcast_to(np.array(importance), len(ends)),
        ),
    )


def eleven() -> Network:
    """The example network of the R package GLcascade, in which all inputs are important."""
    ends = [(2, 1), (2, 3), (3, 7), (6, 7), (7, 4), (7, 11), (8, 11), (9, 5), (9, 10), (10, 7)]
    sectors = dict(enumerate((1, 2, 1, 3, 4, 2, 4, 1, 2, 3, 5), start=1))
    return small([(f"{i:02d}", f"{j:02d}") for i, j in ends], sectors={f"{i:02d}": str(s) for i, s in sectors.items()})


def thirteen() -> Network:
    """The example network of the Julia implementation of ESRI, with all classes of importance."""
    links = [
        *(("A", "X", 2), ("B", "X", 2), ("C", "X", 2), ("D", "X", 2), ("E", "X", 1), ("F", "X", 1), ("G", "X", 1)),
        *(("H", "X", 0), ("X", "I", 2), ("X", "J", 1), ("X", "K", 2), ("K", "L", 2)),
    ]
    sectors = dict(zip("ABCDEFGHXIJKL", ("1", *"222", *"33", "5", "99", "1", "1", "3", "4", "2"), strict=True))
    return small([link[:2] for link in links], sectors=sectors, importance=[link[2] for link in links])


@st.composite
def networks(draw: st.DrawFn, *, most: int = 9, has_leak: bool = False) -> Network:
    """Random networks with cycles, self links, sectors of several firms and all classes of importance."""
    count = draw(st.integers(2, most))
    pairs = draw(st.lists(st.integers(0, count * count - 1), min_size=1, max_size=3 * count, unique=True))
    sectors = draw(st.lists(st.integers(0, max(1, count // 2)), min_size=count, max_size=count))
    generator = np.random.default_rng(draw(st.integers(0, 2**32)))
    kinds = generator.integers(0, 3, size=(max(sectors) + 1, max(sectors) + 1))
    supplier, customer = np.divmod(np.array(pairs), count)
    value = generator.lognormal(sigma=1.5, size=len(pairs))
    sales = np.bincount(supplier, weights=value, minlength=count)
    cost = np.bincount(customer, weights=value, minlength=count) * (1 + generator.random(count))
    place = np.array(sectors)
    return network(
        Producers(
            names=[f"f{number}" for number in range(count)],
            sectors=[str(sector) for sector in sectors],
            final_demand=sales * generator.uniform(0.2, 1, count) + 0.1 if has_leak else None,
            cost=cost if draw(st.booleans()) else None,
            weight=generator.random(count) + 0.01,
        ),
        Links(supplier=supplier, customer=customer, value=value, importance=kinds[place[supplier], place[customer]]),
    )
