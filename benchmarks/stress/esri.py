"""How long the systemic risk of all firms of a network takes, against the same equations on sparse matrices of SciPy.

    .venv/bin/python benchmarks/stress/esri.py [--rows 10k 100k 1m fixed]

All on networks made up with a seed: one with a leak (30 % of sales to final users on average) and heavy tails, one
without a leak and with lighter tails, in which losses go on for twice as many updates. CPU seconds are those of all
threads together; the twin works on a sample of firms, and its time is scaled to all.
"""

import argparse
import time
from collections.abc import Callable

import numpy as np
from scipy.sparse import csr_array

from haechi.kernels.compiled import THREADS
from haechi.model.market import Floats
from haechi.stress.esri import Options, esri
from haechi.stress.fixed_point import fixed_point
from haechi.stress.network import Ints, Network
from haechi.stress.propagation import downstream_cells, propagation, upstream_shares, weights
from haechi.stress.shocks import failures
from haechi.stress.synthetic import Recipe, firm_network

SAMPLE = 200
ROWS = ("10k", "100k", "1m", "fixed")


def made(firms: int, *, has_leak: bool = True, links_per_firm: float = 4) -> Network:
    tails = {} if has_leak else {"tail": 2.0, "suppliers_tail": 2.5, "final_share": 0.0}
    return firm_network(Recipe(firms=firms, links_per_firm=links_per_firm, **tails), np.random.default_rng(1))


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Wall and CPU seconds."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


class Sparse:
    """The stop rule of the literature with replacement, one failure at a time, as one would write it with SciPy."""

    def __init__(self, network: Network) -> None:
        n, cells = network.producers, downstream_cells(network)
        cell = np.repeat(np.arange(len(cells.customer)), np.diff(cells.start))
        shape = (len(cells.customer), n)
        self.network, self.customer, self.weight = network, cells.customer, weights(network)
        self.down = csr_array((cells.share, (cell, network.supplier[cells.link])), shape=shape)
        self.up = csr_array((upstream_shares(network), (network.supplier, network.customer)), shape=(n, n))
        self.market = np.bincount(network.markets, weights=network.sales)

    def esri(self, place: int) -> float:
        network = self.network
        shock = np.zeros(network.producers)
        shock[place] = 1
        down, up = shock, shock
        while True:
            lost = np.bincount(network.markets, weights=network.sales * down, minlength=len(self.market))
            left = (self.market - lost)[network.markets]
            sigma = np.where(left > 1e-12 * self.market[network.markets], np.minimum(1, network.sales / left), 1)
            next_down = shock.copy()
            np.maximum.at(next_down, self.customer, self.down @ (sigma * down))
            next_up = np.maximum(shock, self.up @ up)
            growth = max((next_down - down).max(), (next_up - up).max())
            down, up = next_down, next_up
            if growth <= 1e-2:
                return float(self.weight @ np.maximum(down, up))


def show(what: str, firms: int, wall: float, cpu: float, *, twin: float | None = None) -> None:
    ratio = f" {twin:10,.0f} {twin / cpu:8,.0f}" if twin is not None else ""
    print(f"{what:58} {wall:9.2f} {cpu:9.2f} {cpu / firms * 1e3:10.3f}{ratio}", flush=True)


def everybody(name: str, network: Network, chosen: Ints, *, has_twin: bool = True) -> None:
    found: list[Floats] = []
    wall, cpu = timed(lambda: found.append(esri(network, failures(network, chosen)).esri))
    twin = None
    if has_twin:
        sparse, some = Sparse(network), np.random.default_rng(3).choice(len(chosen), SAMPLE, replace=False)
        checked: list[float] = []
        with np.errstate(divide="ignore", invalid="ignore"):
            _, took = timed(lambda: checked.extend(sparse.esri(int(chosen[place])) for place in some))
        assert np.allclose(found[0][some], checked, rtol=1e-9, atol=1e-15)
        twin = took / SAMPLE * len(chosen)
    show(name, len(chosen), wall, cpu, twin=twin)


def ten_thousand() -> None:
    for has_leak in (True, False):
        network = made(10_000, has_leak=has_leak)
        everybody(f"10k firms, 40k links, all, {_kind(has_leak)}", network, np.arange(10_000, dtype=np.int32))


def hundred_thousand() -> None:
    network = made(100_000)
    everybody("100k firms, 400k links, all, leak", network, np.arange(100_000, dtype=np.int32))
    network = made(100_000, has_leak=False)
    chosen = np.sort(np.random.default_rng(2).choice(100_000, 10_000, replace=False)).astype(np.int32)
    everybody("100k firms, 400k links, 10,000 of them, no leak", network, chosen)


def million() -> None:
    network = made(1_000_000, links_per_firm=5)
    wall, cpu = timed(lambda: propagation(network))
    show("1M firms, 5M links: to prepare it once", 1, wall, cpu)
    largest = np.argsort(-network.sales)[:3].astype(np.int32)
    for place in largest:
        wall, cpu = timed(lambda place=place: esri(network, failures(network, np.array([place], dtype=np.int32))))
        show("1M firms, 5M links: one of the 3 largest, with preparing", 1, wall, cpu)
    chosen = np.random.default_rng(2).choice(1_000_000, 1000, replace=False).astype(np.int32)
    for options in (Options(), Options(is_single=True)):
        wall, cpu = timed(lambda options=options: esri(network, failures(network, chosen), options=options))
        show(f"1M firms: 1,000 sampled, {'single' if options.is_single else 'double'}, with preparing", 1000, wall, cpu)


def settled() -> None:
    network = made(10_000)
    wall, cpu = timed(lambda: fixed_point(network))
    show("10k firms, 40k links, all, leak, fixed point to 1e-3", 10_000, wall, cpu)


def _kind(has_leak: bool) -> str:
    return "leak" if has_leak else "no leak"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", nargs="*", choices=ROWS, default=ROWS)
    rows = parser.parse_args().rows
    small = made(500)
    esri(small), esri(small, options=Options(is_single=True)), fixed_point(small)
    esri(small, failures(small, np.zeros(1, np.int32)))
    print(f"{THREADS} threads")
    print(f"{'':58} {'wall, s':>9} {'CPU, s':>9} {'ms a firm':>10} {'SciPy, s':>10} {'ratio':>8}")
    for name, work in zip(ROWS, (ten_thousand, hundred_thousand, million, settled), strict=True):
        if name in rows:
            work()


if __name__ == "__main__":
    main()
