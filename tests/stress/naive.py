"""Slow and obvious twins: dense matrices, one scenario at a time, as the equations are printed."""

from dataclasses import dataclass

import numpy as np
from hypothesis import reject

from haechi.model.market import Floats
from haechi.model.network import Importance
from haechi.stress.network import Network


@dataclass(frozen=True)
class Ending:
    """Losses at the end of a scenario, and the number of updates."""

    down: Floats
    up: Floats
    iterations: int


class Unsettled(Exception):
    """Losses that still move after 10,000 updates: they swing, or settle too slowly to wait for."""


class Twin:
    """The equations of Diem et al. (2022) on dense matrices."""

    def __init__(self, network: Network, *, replaces: bool = True, wiped_out: float | None = None) -> None:
        self.network = network
        self.replaces = replaces
        self.wiped_out = wiped_out
        self.values = np.zeros((network.producers, network.producers))
        self.values[network.supplier, network.customer] = network.value
        self.market = (network.markets[:, None] == network.markets).astype(np.float64)
        self.up = np.array([self.values[i] / sold if sold > 0 else 0 * self.values[i] for i, sold in self.sold()])
        self.critical: list[tuple[int, Floats]] = []
        self.important = np.zeros_like(self.values)
        for j in range(network.producers):
            self.of_customer(j)

    def sold(self) -> list[tuple[int, float]]:
        network = self.network
        sold = network.sales
        if network.final_demand is not None:
            sold = sold + np.nan_to_num(network.final_demand)
        if network.revenue is not None:
            sold = np.where(np.isnan(network.revenue), sold, network.revenue)
        return list(enumerate(sold.tolist()))

    def of_customer(self, j: int) -> None:
        network = self.network
        bought = self.values[:, j]
        if bought.sum() == 0:
            return
        scale = 1.0
        if network.cost is not None:
            scale = bought.sum() / max(network.cost[j], bought.sum())
        to_j = np.flatnonzero(network.customer == j)
        for k in np.unique(network.group[to_j]):
            links = to_j[network.group[to_j] == k]
            of_group = np.zeros(network.producers)
            of_group[network.supplier[links]] = network.value[links]
            kind = network.importance[links[0]]
            if kind == Importance.CRITICAL and of_group.sum() > 0:
                self.critical.append((j, of_group / of_group.sum() * scale))
            elif kind == Importance.IMPORTANT:
                self.important[j] += of_group / bought.sum() * scale

    def sigma(self, health: Floats) -> Floats:
        """Share of each producer among the survivors of its market, at most 1."""
        sales = self.network.sales
        if not self.replaces:
            return np.ones(len(sales))
        left = self.market @ (health * sales)
        is_wiped_out = left <= 1e-12 * (self.market @ sales)
        instead = sales if self.wiped_out is None else np.full(len(sales), self.wiped_out)
        left = np.where(is_wiped_out, instead, left)
        return np.minimum(1, np.divide(sales, left, out=np.ones(len(sales)), where=left > 0))

    def update(self, down: Floats, up: Floats, down_shock: Floats, up_shock: Floats) -> tuple[Floats, Floats]:
        """One synchronous update of what each producer can still make and still sells."""
        missing = self.sigma(down) * (1 - down)
        next_down = np.minimum(1 - down_shock, 1 - self.important @ missing)
        for j, shares in self.critical:
            next_down[j] = min(next_down[j], 1 - shares @ missing)
        next_up = np.minimum(1 - up_shock, 1 - self.up @ (1 - up))
        return np.maximum(0, next_down), np.maximum(0, next_up)

    def ending(self, down_shock: Floats, up_shock: Floats, *, stop: float = 1e-2) -> Ending:
        """Updates until no loss has grown by more than `stop`; raise `Unsettled` where that does not come."""
        down, up = 1 - down_shock, 1 - up_shock
        for count in range(1, 10_001):
            next_down, next_up = self.update(down, up, down_shock, up_shock)
            growth = max((down - next_down).max(), (up - next_up).max())
            down, up = next_down, next_up
            if growth <= stop:
                return Ending(down=1 - down, up=1 - up, iterations=count)
        raise Unsettled

    def settled(self, down_shock: Floats, up_shock: Floats, *, stop: float) -> Ending:
        """The same in a property test, which passes over a drawn network that settles too slowly."""
        try:
            return self.ending(down_shock, up_shock, stop=stop)
        except Unsettled:
            reject()

    def after(self, shock: Floats, updates: int) -> Ending:
        """The same after a number of updates."""
        down, up = 1 - shock, 1 - shock
        for _ in range(updates):
            down, up = self.update(down, up, shock, shock)
        return Ending(down=1 - down, up=1 - up, iterations=updates)

    def index(self, found: Ending) -> tuple[float, float, float]:
        """ESRI of both sides, down and up."""
        weight = self.network.sales if self.network.weight is None else self.network.weight
        weight = weight / weight.sum()
        both = np.maximum(found.down, found.up)
        return float(weight @ both), float(weight @ found.down), float(weight @ found.up)
