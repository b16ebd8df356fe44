"""Who supplies an item to an economy by loaded customs data: what each supplier is of its imports, and it of theirs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from haechi.app.dependence import latest
from haechi.app.desk import Desk
from haechi.errors import NotCovered
from haechi.model.chain import Signal
from haechi.model.market import Market
from haechi.reference.facts import Facts
from haechi.stress.replacement import turned

_CLEAR = (Signal.IS_ITEM, Signal.PROXY)  # a mixed code cannot answer for one item


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """Imports of an item by one economy in one year, over the codes that show it.

    `imports` and `exports` are US dollars by supplier: to the economy, and to all (None where that is not covered).
    `unspecified` came from suppliers that the source does not name.
    """

    imports: dict[str, float]
    exports: dict[str, float | None]
    unspecified: float
    source: str
    year: int

    @property
    def largest(self) -> str:
        """The largest supplier."""
        return max(self.imports, key=lambda supplier: (self.imports[supplier], supplier))

    def share(self, supplier: str) -> tuple[float, float]:
        """What part of the imports a supplier is: without and with what the source does not attribute."""
        whole = sum(self.imports.values()) + self.unspecified
        own = self.imports.get(supplier, 0.0)
        return (own / whole, (own + self.unspecified) / whole)

    def turning(self, supplier: str) -> float | None:
        """What part of all that lose a supplier, by what each got from it, the economy is; None where not covered."""
        sold = self.exports.get(supplier)
        if sold is None:
            return None
        own = self.imports.get(supplier, 0.0)
        return float(turned([own, max(sold - own, 0.0)])[0])


def market(desk: Desk, economy: str) -> Market | None:
    """The newest market of an economy that is loaded; None where there is none."""
    if not desk.has_flows:
        return None
    try:
        return latest(desk, economy)
    except NotCovered:
        return None


def imported(facts: Facts, held: Market, item: str) -> Imported | None:
    """Imports of an item in a market; None where no code shows it alone, or nothing of it was imported."""
    places = list(_places(facts, held, item))
    bought = _sums(held.imports[places])
    if not places or not sum(bought) > 0:
        return None
    sold = held.world_exports[places].sum(axis=0)
    names = held.suppliers
    return Imported(
        imports={name: value for name, value in zip(names, bought, strict=True) if value > 0},
        exports={name: None if np.isnan(value) else float(value) for name, value in zip(names, sold, strict=True)},
        unspecified=float(np.nansum(held.unspecified[places])),
        source=held.source,
        year=held.year,
    )


def _places(facts: Facts, held: Market, item: str) -> Iterator[int]:
    """Codes whose suppliers are all in the data and that show the item."""
    for place, (code, edition) in enumerate(zip(held.codes, held.editions, strict=True)):
        shown = {row.item for row in facts.items_of(code, edition) if row.signal in _CLEAR}
        if shown == {item} and held.covered[place]:
            yield place


def _sums(values: np.ndarray) -> Sequence[float]:
    return [float(value) for value in np.nansum(values, axis=0)]
