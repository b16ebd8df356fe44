"""Over whom an economy splits its purchases of an item, from customs data.

Codes that are the item or stand for it alone count (signals A and B), the clearer ones first; codes that mix items say
nothing about one of them. These are shares by customs origin: who sells, not who makes.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping

import numpy as np

from haechi.model.chain import ItemCode, Signal
from haechi.model.market import Floats, Market

_CLEAR = (Signal.IS_ITEM, Signal.PROXY)


def purchase_shares(
    market: Market, items_of: Callable[[str, str], tuple[ItemCode, ...]]
) -> Mapping[str, Mapping[str, float]]:
    """Shares of suppliers in what an importer buys of each item.

    Parameters
    ----------
    market : purchases of one importer in one year from one source
    items_of : items that a code of an edition stands for

    Returns
    -------
    Item -> supplying economy -> share, 1. They sum to one less what the source does not attribute. An item is left out
    where a supplier is not covered, a value is missing or nothing was bought.
    """
    rows: defaultdict[tuple[str, Signal], list[int]] = defaultdict(list)
    for place, (code, edition) in enumerate(zip(market.codes, market.editions, strict=True)):
        for row in items_of(code, edition):
            rows[row.item, row.signal].append(place)
    found: dict[str, Mapping[str, float]] = {}
    for signal in _CLEAR:
        for (item, of_signal), places in rows.items():
            if of_signal is signal and item not in found and market.covered[places].all():
                shares = _shares(market, places)
                if shares is not None:
                    found[item] = shares
    return found


def _shares(market: Market, places: list[int]) -> Mapping[str, float] | None:
    values: Floats = market.imports[places].sum(axis=0)
    whole = values.sum() + market.unspecified[places].sum()
    if not np.isfinite(whole) or whole <= 0:
        return None
    return {economy: float(value / whole) for economy, value in zip(market.suppliers, values, strict=True) if value > 0}
