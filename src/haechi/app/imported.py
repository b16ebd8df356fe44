"""Who supplies an item to an economy by loaded customs data: what each supplier is of its imports, and it of theirs."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from haechi.app.dependence import latest
from haechi.app.desk import Desk
from haechi.app.kept import kept
from haechi.errors import NotCovered
from haechi.model.market import Floats, Market
from haechi.reference.facts import Facts
from haechi.stress.purchases import clear_codes, purchase_shares
from haechi.stress.replacement import turned


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """Imports of an item by one economy in one year, over the clearest codes that show it.

    Parameters
    ----------
    shares : by supplier, 1; what they leave came from suppliers that the source does not name
    bought, sold : by supplier, US dollars: to the economy, and to all importers; none where that is not covered
    source, year : where the numbers come from
    """

    shares: Mapping[str, float]
    bought: Mapping[str, float]
    sold: Mapping[str, float]
    source: str
    year: int

    @property
    def largest(self) -> str:
        """The largest supplier."""
        return max(self.shares, key=lambda supplier: (self.shares[supplier], supplier))

    def share(self, supplier: str) -> tuple[float, float]:
        """What part of the imports a supplier is: without and with what the source does not attribute."""
        own = self.shares.get(supplier, 0.0)
        return (own, min(1.0, own + max(0.0, 1 - sum(self.shares.values()))))

    def turning(self, supplier: str) -> float | None:
        """What part of all that lose a supplier, by what each got from it, the economy is; None where not covered."""
        if supplier not in self.sold:
            return None
        own = self.bought.get(supplier, 0.0)
        return float(turned([own, max(self.sold[supplier] - own, 0.0)])[0])


@kept(most=32)
def imports(desk: Desk, economy: str, on: dt.date) -> Mapping[str, Imported]:
    """Imports of every item that a loaded code shows alone, in the newest covered year up to a day; empty without."""
    if not desk.has_flows:
        return {}
    try:
        held = latest(desk, economy)
    except NotCovered:
        return {}
    return _of_items(desk.facts, held) if held.year <= on.year else {}


def _of_items(facts: Facts, held: Market) -> Mapping[str, Imported]:
    codes, shares = clear_codes(held, facts.items_of), purchase_shares(held, facts.items_of)
    return {
        item: Imported(
            shares=shares[item],
            bought=_by_supplier(held, held.imports[list(places)]),
            sold=_by_supplier(held, held.world_exports[list(places)]),
            source=held.source,
            year=held.year,
        )
        for item, places in codes.items()
        if shares[item]
    }


def _by_supplier(held: Market, values: Floats) -> Mapping[str, float]:
    """Sums by supplier where every value is known."""
    sums = values.sum(axis=0)
    return {name: float(value) for name, value in zip(held.suppliers, sums, strict=True) if np.isfinite(value)}
