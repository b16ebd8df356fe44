"""Over whom an economy splits its purchases of an item, from customs data.

Codes that are the item or stand for it alone count (signals A and B), the clearer ones first; codes that mix items say
nothing about one of them. These are shares by customs origin: who sells, not who makes.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

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
    return {item: _shares(market, places) for item, places in clear_codes(market, items_of).items()}


def clear_codes(market: Market, items_of: Callable[[str, str], tuple[ItemCode, ...]]) -> Mapping[str, tuple[int, ...]]:
    """Item -> places of the clearest codes that answer for it: all suppliers covered, no value missing, and bought."""
    rows: defaultdict[tuple[str, Signal], list[int]] = defaultdict(list)
    for place, (code, edition) in enumerate(zip(market.codes, market.editions, strict=True)):
        for row in items_of(code, edition):
            rows[row.item, row.signal].append(place)
    found: dict[str, tuple[int, ...]] = {}
    for signal in _CLEAR:
        for (item, of_signal), places in rows.items():
            if of_signal is signal and item not in found and market.covered[places].all():
                whole = _whole(market, places)
                if np.isfinite(whole) and whole > 0:
                    found[item] = tuple(places)
    return found


def _whole(market: Market, places: Sequence[int]) -> float:
    return float(market.imports[places].sum() + market.unspecified[places].sum())


def _shares(market: Market, places: tuple[int, ...]) -> Mapping[str, float]:
    values: Floats = market.imports[list(places)].sum(axis=0)
    whole = _whole(market, list(places))
    return {economy: float(value / whole) for economy, value in zip(market.suppliers, values, strict=True) if value > 0}
